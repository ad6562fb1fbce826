from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from watchword.archive.files.notes import Notes
from watchword.archive.files.part import file_part
from watchword.archive.files.sheets import cell_text
from watchword.archive.files.workbook import workbook as tables_of_workbook
from watchword.archive.readers import read_posts
from watchword.base.errors import InputError

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def cell(words: str, repeated: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{words}</text:p></table:table-cell>"
    )


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def workbook(path: Path, *rows: str) -> Path:
    body = f'<table:table table:name="Posts">{"".join(rows)}</table:table>'
    content = (
        f'<?xml version="1.0"?><office:document-content {NAMES} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), KIND)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


def test_a_sheet_with_repeats_and_a_million_empty_rows_is_read(tmp_path):
    empty = row('<table:table-cell table:number-columns-repeated="16384"/>', repeated=1_048_570)
    header = row(cell("text"), cell("id"))
    path = workbook(tmp_path / "t", header, row(cell("Open day"), cell("7"), repeated=2), empty)
    (batch,) = read_posts(path)
    assert batch.column("text").to_pylist() == ["Open day", "Open day"]


def test_a_sheet_that_repeats_itself_beyond_memory_is_refused(tmp_path):
    path = workbook(tmp_path / "t", row(cell("text")), row(cell("x", 16_384), repeated=1_048_576))
    with pytest.raises(InputError, match="made to fill memory"):
        read_posts(path)


def test_two_sheets_can_be_read_in_turn(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for name in ("One", "Two"):
        sheet = book.create_sheet(name)
        sheet.append(["text"])
        for number in range(30):
            sheet.append([f"{name} {number}"])
    book.save(tmp_path / "t")
    one, two = (
        table.chunks(0, [0], Notes(), 7) for table in tables_of_workbook(file_part(tmp_path / "t"))
    )
    read = list(zip(one, two, strict=True))
    assert [first.columns[0][0].as_py() for first, _ in read][:2] == ["One 0", "One 7"]
    assert [second.columns[0][0].as_py() for _, second in read][:2] == ["Two 0", "Two 7"]


def test_cells_are_text_as_a_spreadsheet_shows_them():
    cells = [1.0, 1.5, True, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), "a", 1e22]  # noqa: DTZ001
    shown = ["1", "1.5", "true", "2026-01-02", "2026-01-02T03:04:00", "a", "1e+22"]
    assert [cell_text(cell) for cell in cells] == shown
    assert cell_text(569587123456789012.0) == ["569587123456788992"]


def test_a_word_document_is_said_to_be_one(tmp_path):
    from docx import Document

    Document().save(tmp_path / "policy.docx")
    with pytest.raises(InputError, match="is a Word document"):
        read_posts(tmp_path / "policy.docx")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_with_a_password_says_so(tmp_path, kind):
    path = tmp_path / "t"
    if kind == "xlsx":
        # a compound file with the stream that an encrypted package is kept in
        start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
        path.write_bytes(start + "EncryptedPackage".encode("utf-16-le") + b"\0" * 480)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(zipfile.ZipInfo("mimetype"), KIND)
            archive.writestr("content.xml", b"\x8f\x02 not XML")
            entry = '<manifest:file-entry manifest:full-path="content.xml"/>'
            locked = entry.replace("/>", "><manifest:encryption-data/></manifest:file-entry>")
            archive.writestr("META-INF/manifest.xml", MANIFEST + locked)
    with pytest.raises(InputError, match="is protected by a password") as caught:
        read_posts(path)
    assert caught.value.hint == "save a copy without one"
