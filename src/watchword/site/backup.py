"""A site in one file, taken while it runs, and put back after a test of the file itself.

The file is a ZIP: ``manifest.json`` (what is in it, by SHA-256, and the last entry of the audit
record), the database, the site's key and settings, its ledger. SQLite is copied by its own backup,
PostgreSQL table by table in one snapshot; either way the copy is of one moment.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from watchword.base.errors import SiteError
from watchword.base.output import atomic
from watchword.site.audit.chain import breaks, written_time
from watchword.site.configuration import Configuration
from watchword.site.publishing.alive import somebody_lives

MANIFEST = "manifest.json"
DATABASE = "site.sqlite3"
TABLES = "tables/"
CARRIED = ("secret.key", "token.keys", "site.toml", "ledger", "files")
"""What is carried beside the database, from the site's folder."""
FORMAT = 1
_BLOCK = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """What a backup says of itself.

    Attributes:
        taken_at: When (ISO 8601, UTC).
        vendor: ``sqlite`` or ``postgresql``.
        entries: How many audit entries.
        last: Digest of the last of them.
        files: SHA-256 of each file in it.
        migrations: Names of the migrations that the database had.
    """

    taken_at: str
    vendor: str
    entries: int
    last: str
    files: dict[str, str]
    migrations: tuple[str, ...]


def take_backup(configuration: Configuration, target: Path) -> Contents:
    """Write a backup of a site that may be running.

    Raises:
        OutputError: The target cannot be written.
    """
    with (
        tempfile.TemporaryDirectory(prefix="watchword-backup-") as scratch,
        atomic(target) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as packed,
    ):
        digests: dict[str, str] = {}
        state = _copy_database(Path(scratch))
        for path in sorted(Path(scratch).rglob("*")):
            if path.is_file():
                _pack(packed, path, path.relative_to(scratch).as_posix(), digests)
        for path in _carried(configuration.home):
            _pack(packed, path, path.relative_to(configuration.home).as_posix(), digests)
        made = Contents(
            taken_at=written_time(timezone.now()),
            vendor=connection.vendor,
            entries=state[0],
            last=state[1],
            files=digests,
            migrations=_migrations(),
        )
        written = {"format": FORMAT, **{name: getattr(made, name) for name in made.__slots__}}
        packed.writestr(MANIFEST, json.dumps(written, indent=1))
    return made


def _carried(home: Path) -> Iterator[Path]:
    for name in CARRIED:
        path = home / name
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from (one for one in sorted(path.rglob("*")) if one.is_file())


def _pack(packed: zipfile.ZipFile, path: Path, name: str, digests: dict[str, str]) -> None:
    whole = hashlib.sha256()
    with path.open("rb") as source, packed.open(name, "w", force_zip64=True) as sink:
        while block := source.read(_BLOCK):
            whole.update(block)
            sink.write(block)
    digests[name] = whole.hexdigest()


def _copy_database(folder: Path) -> tuple[int, str]:
    """Copy the database of one moment; number and digest of its last audit entry."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        target = sqlite3.connect(folder / DATABASE)
        with target:
            connection.connection.backup(target, pages=-1)
        last = target.execute("SELECT number, digest FROM audit_entry ORDER BY number DESC LIMIT 1")
        found = last.fetchone()
        target.execute("PRAGMA journal_mode=DELETE")
        target.close()
        return found or (0, "")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (folder / TABLES).mkdir()
        for table in _tables():
            with (
                (folder / TABLES / table).open("wb") as sink,
                cursor.copy(f'COPY "{table}" TO STDOUT') as rows,
            ):
                for block in rows:
                    sink.write(block)
        cursor.execute("SELECT number, digest FROM audit_entry ORDER BY number DESC LIMIT 1")
        return cursor.fetchone() or (0, "")


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _migrations() -> tuple[str, ...]:
    from django.db.migrations.recorder import MigrationRecorder

    rows = MigrationRecorder.Migration.objects.order_by("app", "name")
    return tuple(f"{app}.{name}" for app, name in rows.values_list("app", "name"))


def read_contents(source: Path) -> Contents:
    """What a backup says of itself, once every file in it was found to be as it says.

    Raises:
        SiteError: The file is damaged, or no backup.
    """
    try:
        with zipfile.ZipFile(source) as packed:
            written = json.loads(packed.read(MANIFEST))
            if written.pop("format") != FORMAT:
                raise SiteError(f"{source} was written by another version", hint="use that version")
            found = Contents(**{**written, "migrations": tuple(written["migrations"])})
            for name, digest in found.files.items():
                whole = hashlib.sha256()
                with packed.open(name) as file:
                    while block := file.read(_BLOCK):
                        whole.update(block)
                if whole.hexdigest() != digest:
                    raise SiteError(f"{name} in {source} is damaged", hint="use another backup")
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise SiteError(
            f"{source} is no backup, or a damaged one: {error}", hint="use another backup"
        ) from None
    except FileNotFoundError:
        raise SiteError(f"there is no file {source}", hint="name a backup") from None
    return found


def restore_backup(configuration: Configuration, source: Path) -> Contents:
    """Put a backup back: into an empty folder, or beside what was there, which is moved aside.

    The backup is tested first (:func:`read_contents`), the restored database after: its integrity,
    and the whole chain of the audit record up to the entry that the backup names.

    Raises:
        SiteError: The backup is damaged or of another database, or the site is running; what was
            there stays.
    """
    found = read_contents(source)
    if found.vendor != connection.vendor:
        raise SiteError(
            f"the backup is of {found.vendor}, and this site is set up for {connection.vendor}",
            hint="set WATCHWORD_DATABASE to match",
        )
    if somebody_lives():
        raise SiteError("the site is running", hint="stop it first, then restore")
    home = configuration.home
    connection.close()
    aside = _moved_aside(home, found.vendor)
    home.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(source) as packed:
        for name in found.files:
            if not name.startswith(TABLES):
                _unpack(packed, name, home)
        if found.vendor == "postgresql":
            _restore_tables(packed, found)
    try:
        _test(found)
    except SiteError as error:
        if aside is not None:
            error.hint += f"; what was there is in {aside}"
        raise
    return found


def _moved_aside(home: Path, vendor: str) -> Path | None:
    names = [
        *CARRIED,
        *([DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"] if vendor == "sqlite" else []),
    ]
    there = [home / name for name in names if (home / name).exists()]
    if not there:
        return None
    aside = home / f"before-restore-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    aside.mkdir()
    for path in there:
        shutil.move(path, aside / path.name)
    return aside


def _unpack(packed: zipfile.ZipFile, name: str, home: Path) -> None:
    target = (home / name).resolve()
    if not target.is_relative_to(home.resolve()):
        raise SiteError(f"{name} leads out of the site's folder", hint="use another backup")
    target.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(name) as source, target.open("wb") as sink:
        shutil.copyfileobj(source, sink, _BLOCK)
    if name in ("secret.key", "token.keys"):
        target.chmod(0o600)


def _restore_tables(packed: zipfile.ZipFile, found: Contents) -> None:
    from django.core.management import call_command
    from django.core.management.color import no_style

    from watchword.site.kit.triggers import put_up, take_down

    call_command("migrate", interactive=False, verbosity=0)
    if set(found.migrations) - set(_migrations()):
        raise SiteError("the backup is of a newer version", hint="upgrade Watchword first")
    take_down(connection)
    tables = [name.removeprefix(TABLES) for name in found.files if name.startswith(TABLES)]
    with transaction.atomic(), connection.cursor() as cursor:
        names = ", ".join(f'"{one}"' for one in tables)
        cursor.execute(f"TRUNCATE {names} CASCADE")
        for table in tables:
            with (
                packed.open(TABLES + table) as source,
                cursor.copy(f'COPY "{table}" FROM STDIN') as rows,
            ):
                while block := source.read(_BLOCK):
                    rows.write(block)
    from django.apps import apps

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(
            no_style(), apps.get_models(include_auto_created=True)
        ):
            cursor.execute(statement)
    call_command("migrate", interactive=False, verbosity=0)
    put_up(connection)


def _test(found: Contents) -> None:
    """Whether the restored database is whole and is the one that the backup was taken of."""
    from watchword.site.audit.models import Entry
    from watchword.site.audit.queries import as_written

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            said = cursor.fetchone()[0]
        if said != "ok":
            raise SiteError(f"the restored database is damaged: {said}", hint="use another backup")
    broken = next(iter(breaks(as_written())), "")
    if broken:
        raise SiteError(f"the audit record does not hold: {broken}", hint="use another backup")
    last = Entry.objects.order_by("-number").values_list("number", "digest").first() or (0, "")
    if (last[0], last[1]) != (found.entries, found.last):
        raise SiteError(
            "the audit record ends elsewhere than the backup says", hint="use another backup"
        )
