"""A backup taken under load restores to the same digests; a record is verified without the site."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

ENV = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("WATCHWORD_", "DJANGO_", "PYTEST"))
}
WATCHWORD = [sys.executable, "-c", "from watchword.cli import main; main()"]


def run(home: Path, *arguments: str, code: int = 0) -> str:
    environment = {
        **ENV,
        "WATCHWORD_HOME": str(home),
        "WATCHWORD_ADMIN_PASSWORD": "a long enough password",
    }
    done = subprocess.run(
        [*WATCHWORD, *arguments], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


WRITE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "watchword.site.settings"
import django; django.setup()
from django.db import transaction
from watchword.site.audit.actions import Deed, System, record
for number in range(400):
    with transaction.atomic():
        record(System(), Deed(name="write", subject=f"test:{number}"))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site") / "home"
    assert "may sign in now" in run(made, "site", "create-admin", "ivo@glenmarrow.example")
    return made


def test_a_backup_taken_while_others_write_is_of_one_moment_and_restores_whole(
    home: Path, tmp_path: Path
) -> None:
    writer = threading.Thread(
        target=lambda: subprocess.run(
            [sys.executable, "-c", WRITE], env={**ENV, "WATCHWORD_HOME": str(home)}, check=True
        )
    )
    writer.start()
    backups = []
    for number in range(3):
        backups.append(tmp_path / f"{number}.zip")
        run(home, "site", "backup", str(backups[-1]))
    writer.join()
    for number, file in enumerate(backups):
        said = json.loads(zipfile.ZipFile(file).read("manifest.json"))
        again = tmp_path / f"restored-{number}"
        assert f"{said['entries']:,} audit entries hold" in run(again, "site", "restore", str(file))
        second = tmp_path / f"again-{number}.zip"
        run(again, "site", "backup", str(second))
        assert json.loads(zipfile.ZipFile(second).read("manifest.json"))["last"] == said["last"]


def test_a_damaged_backup_is_refused_and_what_was_there_stays(home: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    run(home, "site", "backup", str(good))
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, body[:-1] + b"x" if name == "site.sqlite3" else body)
    before = (home / "site.sqlite3").read_bytes()
    assert "damaged" in run(home, "site", "restore", str(bad), code=2)
    assert "no backup" in run(home, "site", "restore", __file__, code=2)
    assert (home / "site.sqlite3").read_bytes() == before
    assert "restored as of" in run(home, "site", "restore", str(good))
    assert list(home.glob("before-restore-*"))


def test_check_and_upgrade_say_what_they_found(home: Path) -> None:
    said = run(home, "site", "check", code=1)
    assert "✓ audit record (holds)" in said
    assert "✗ mail server not set" in said
    assert "a backup from before" in run(home, "site", "upgrade")


def test_an_export_is_verified_without_a_site_and_a_change_is_found(tmp_path: Path) -> None:
    from watchword.site.audit.chain import FIRST, digest_of

    entries, previous = [], FIRST
    for number in range(1, 6):
        entry = {"number": number, "at": "2026-11-23T10:00:00.000000Z", "who": "a", "name": "A", "deed": "d", "subject": "s", "title": "", "edition": None, "before": {}, "after": {"é": number}, "previous": previous}  # fmt: skip
        previous = digest_of(entry)
        entries.append({**entry, "digest": previous})
    good, changed, cut = tmp_path / "good.jsonl", tmp_path / "changed.jsonl", tmp_path / "cut.jsonl"
    good.write_text("".join(json.dumps(one) + "\n" for one in entries), "utf-8")
    assert "✓ 5 entries" in run(tmp_path, "audit", "verify", str(good))
    assert "not ffff" in run(tmp_path, "audit", "verify", str(good), "--last", "ffff", code=1)
    changed.write_text(good.read_text("utf-8").replace('"deed": "d"', '"deed": "e"', 1), "utf-8")
    assert "entry 1 was changed" in run(tmp_path, "audit", "verify", str(changed), code=1)
    cut.write_text(
        "".join(
            good.read_text("utf-8").splitlines(keepends=True)[:2]
            + good.read_text("utf-8").splitlines(keepends=True)[3:]
        ),
        "utf-8",
    )
    assert "entry 3 is missing" in run(tmp_path, "audit", "verify", str(cut), code=1)
    assert "no export" in run(tmp_path, "audit", "verify", __file__, code=2)


def test_nothing_is_restored_into_a_site_that_is_running(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "site.zip"
    run(home, "site", "backup", str(file))
    sender, aside = home / "senders" / "1", set(home.glob("before-restore-*"))
    sender.parent.mkdir(exist_ok=True)
    with sender.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert "the site is running" in run(home, "site", "restore", str(file), code=2)
    assert set(home.glob("before-restore-*")) == aside
