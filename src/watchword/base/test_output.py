from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchword.base.errors import OutputError
from watchword.base.output import atomic, csv_safe

FULL_DISK = """
import resource, sys
from pathlib import Path
from watchword.base.output import atomic
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
with atomic(Path(sys.argv[1])) as file:
    file.write(b"x" * 200_000)
"""


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def write_half(path: Path, error: type[BaseException]) -> None:
    with atomic(path) as file:
        file.write(b"half")
        raise error


def test_a_file_appears_whole_and_as_readable_as_any(tmp_path):
    path = tmp_path / "findings.csv"
    with atomic(path) as file:
        file.write(b"half")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == b"half"
    other = tmp_path / "other"
    other.touch()
    assert path.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit])
@pytest.mark.parametrize("before", [None, b"last week's findings"])
def test_whatever_stops_the_writing_nothing_half_written_stays(tmp_path, error, before):
    path = tmp_path / "findings.csv"
    if before:
        path.write_bytes(before)
    with pytest.raises(error):
        write_half(path, error)
    assert names(tmp_path) == (["findings.csv"] if before else [])
    assert not before or path.read_bytes() == before


def test_on_a_full_disk_nothing_half_written_stays(tmp_path):
    path = tmp_path / "findings.csv"
    path.write_bytes(b"last week's findings")
    ended = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert ended.returncode != 0
    assert "File too large" in ended.stderr
    assert names(tmp_path) == ["findings.csv"]
    assert path.read_bytes() == b"last week's findings"


def test_a_folder_is_no_file_to_write_and_a_missing_one_is_said(tmp_path):
    with pytest.raises(OutputError, match="is a folder"), atomic(tmp_path):
        pass
    with pytest.raises(OutputError, match="there is no folder"), atomic(tmp_path / "a" / "b"):
        pass


@pytest.mark.parametrize("cell", ["=1+2", "@SUM(A1)", "+44 20", "-2+3", "\t=1", "\r=1", "+a", "-"])
def test_formulas_are_shown_and_not_run(cell):
    assert csv_safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "words", "-5", "+5.25", "-1,234.5", "a=b", " =1", "'"])
def test_what_is_no_formula_stays(cell):
    assert csv_safe(cell) == cell


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_no_cell_begins_as_a_formula_unless_it_is_a_number(cell):
    safe = csv_safe(cell)
    assert safe in (cell, "'" + cell)
    assert not safe.startswith(("=", "@", "\t", "\r"))
    if safe.startswith(("+", "-")):
        assert not any(char.isalpha() or char in "(=!" for char in safe)


@pytest.mark.parametrize("before", [None, b"last week's findings"])
def test_a_link_stays_and_what_it_points_to_is_written(tmp_path, before):
    shared = tmp_path / "shared"
    shared.mkdir()
    target, link = shared / "findings.csv", tmp_path / "latest.csv"
    if before is not None:
        target.write_bytes(before)
    link.symlink_to(target)
    with atomic(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(shared) == ["findings.csv"]


def test_a_folder_that_may_not_be_written_in_is_named(tmp_path, monkeypatch):
    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / ".findings.csv.x7"))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(OutputError, match="may not write in the folder") as caught:
        write_half(tmp_path / "findings.csv", RuntimeError)
    assert repr(str(tmp_path)) in caught.value.message
