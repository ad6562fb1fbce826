"""A site calls itself by where it listens, until a setting says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from watchword.site.configuration import named_by


@pytest.mark.parametrize(
    ("bind", "address"),
    [
        ("127.0.0.1:8141", "http://localhost:8141"),
        ("0.0.0.0:80", "http://localhost:80"),
        ("[::1]:8000", "http://localhost:8000"),
        ("policy.example.org:8080", "http://policy.example.org:8080"),
    ],
)
def test_without_a_setting_it_is_where_it_listens(bind: str, address: str, tmp_path: Path) -> None:
    assert named_by(bind, {"WATCHWORD_HOME": str(tmp_path)}) == address


def test_a_setting_says_otherwise(tmp_path: Path) -> None:
    home = {"WATCHWORD_HOME": str(tmp_path)}
    said = {**home, "WATCHWORD_ADDRESS": "https://policy.example.org"}
    assert named_by("127.0.0.1:8141", said) == "https://policy.example.org"
    (tmp_path / "site.toml").write_text('address = "https://written.example.org"\n')
    assert named_by("127.0.0.1:8141", home) == "https://written.example.org"
