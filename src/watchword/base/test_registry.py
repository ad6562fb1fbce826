"""Members of a family come from its folders and from other distributions."""

import subprocess
import sys
from pathlib import Path

import pytest

ASK = "from watchword.base.registry import members; print(*members('watchword.detect'))"


def members_with(folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.append({str(folder)!r}); {ASK}"],
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize("info", ["house-1.0.dist-info", "house.egg-info", "EGG-INFO"])
def test_another_distribution_adds_a_member(tmp_path: Path, info: str) -> None:
    site = tmp_path / "house.egg" if info == "EGG-INFO" else tmp_path
    (site / info).mkdir(parents=True)
    said = "Metadata-Version: 2.1\nName: house\nVersion: 1.0\n"
    for name in ("METADATA", "PKG-INFO"):
        (site / info / name).write_text(said)
    (site / info / "entry_points.txt").write_text("[watchword.detect]\nbadge = house.badge\n")
    found = members_with(site)
    assert "badge" in found
    assert "iban" in found


def test_folders_without_members_and_folders_that_are_not_there_add_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "house-1.0.dist-info").mkdir()
    (tmp_path / "house-1.0.dist-info" / "entry_points.txt").write_text("[other]\na = b\n")
    assert "a" not in members_with(tmp_path)
    assert "iban" in members_with(tmp_path / "nowhere")


def test_an_archive_on_the_path_is_asked_too(tmp_path: Path) -> None:
    import zipfile

    archive = tmp_path / "house.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(
            "house-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: house\nVersion: 1.0\n"
        )
        file.writestr(
            "house-1.0.dist-info/entry_points.txt", "[watchword.detect]\nbadge = house.badge\n"
        )
    assert "badge" in members_with(archive)
