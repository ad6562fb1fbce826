from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from watchword.archive.readers import Reading, post_rows, read_posts
from watchword.terms.post import Post


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

    def read(self, path: Path, **settings: object) -> tuple[Reading, list[Post]]:
        reading = read_posts(path, **settings)  # type: ignore[arg-type]
        posts = [post for batch in reading for post in post_rows(batch)]
        return reading, posts


def table_text(header: str, *rows: Sequence[str]) -> str:
    """CSV with the header as the reference writes it, and quoted cells."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return header + "\n" + out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def as_csv() -> Callable[..., str]:
    return table_text
