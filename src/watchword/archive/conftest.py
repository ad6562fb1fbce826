from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from watchword.archive.entry import Asked, Entry, read_entry
from watchword.archive.readers import Reading, post_rows, read_posts
from watchword.terms.post import Post

TAKEN = datetime(2026, 11, 1, tzinfo=UTC)


class Folder:
    """Makes files of invented posts and reads them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def file(self, name: str, data: bytes | str) -> Path:
        path = self.root / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def table(self, name: str, header: str, *rows: Sequence[str], before: str = "") -> Path:
        return self.file(name, before + table_text(header, *rows))

    def zip(self, name: str, files: Mapping[str, str | bytes]) -> Path:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, data in files.items():
                archive.writestr(member, data)
        return self.file(name, packed.getvalue())

    def book(self, name: str, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
        from openpyxl import Workbook

        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        path = self.root / name
        book.save(path)
        return path

    def enter(self, path: Path, *, zone: str = "UTC", **asked: object) -> Entry:
        """The file as a ledger takes it, with the numbers taken on 1 November 2026."""
        zones = {"": ZoneInfo(zone)} if zone else {}
        asked.setdefault("taken", TAKEN)
        return read_entry(path, Asked(zone=zones, **asked))  # type: ignore[arg-type]

    def read(self, path: Path, **settings: object) -> tuple[Reading, list[Post]]:
        reading = read_posts(path, **settings)  # type: ignore[arg-type]
        posts = [post for batch in reading for post in post_rows(batch)]
        return reading, posts


def table_text(header: str, *rows: Sequence[str]) -> str:
    """CSV with the header as the reference writes it, and quoted cells."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return header + "\n" + out.getvalue()


def numbers_of(entry: Entry) -> dict[str, dict[str, float]]:
    """Metrics and values by native id; of several moments the last."""
    ids = dict(
        zip(
            entry.posts.column("post").to_pylist(),
            entry.posts.column("native_id").to_pylist(),
            strict=True,
        )
    )
    found: dict[str, dict[str, float]] = {}
    for row in entry.snapshots.to_pylist():
        found.setdefault(ids[row["post"]], {})[row["metric"]] = row["value"]
    return found


def audience_of(entry: Entry) -> dict[tuple[str, str, str], dict[str, float]]:
    """Metrics and values by channel, account and day."""
    found: dict[tuple[str, str, str], dict[str, float]] = {}
    for row in entry.audience.to_pylist():
        key = (row["channel"], row["account"], f"{row['taken']:%Y-%m-%d %H:%M}")
        found.setdefault(key, {})[row["metric"]] = row["value"]
    return found


@pytest.fixture
def numbers() -> Callable[[Entry], dict[str, dict[str, float]]]:
    return numbers_of


@pytest.fixture
def audience() -> Callable[[Entry], dict[tuple[str, str, str], dict[str, float]]]:
    return audience_of


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def as_csv() -> Callable[..., str]:
    return table_text
