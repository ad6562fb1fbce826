"""Where a draft can begin: a template, a document, a folder."""

from __future__ import annotations

import io
import lzma
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from watchword.base.errors import WatchwordError
from watchword.policy.import_ import Imported, import_document, write
from watchword.policy.starters import make_policy
from watchword.site.kit.refusal import Invalid

LARGEST_UPLOAD = 30_000_000
"""Bytes of an uploaded document or folder."""
LARGEST_FOLDER = 60_000_000
LONGEST_PASTE = 1_000_000
"""Characters of pasted text; a policy of a hundred pages has a quarter of that."""
MOST_FILES = 5_000
LONGEST_PATH = 300
"""Characters of a page's path; so many the database keeps."""
LONGEST_STEM = 50
"""Characters of a document's name; each may take four of the 255 bytes of a file's name."""
_UNREADABLE = (NotImplementedError, RuntimeError, EOFError)
"""What ``zipfile`` raises for ways of packing that it does not know, and for locked files."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a draft begins with.

    Attributes:
        files: Contents by path.
        imported: What was made of a document; None for a template or a folder.
    """

    files: dict[str, bytes]
    imported: Imported | None = None


def from_template(name: str, organisation: str, today: date) -> Start:
    """A starter policy, with the organisation's name in it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "policy"
        try:
            make_policy(name, folder, organisation=organisation, today=today)
        except WatchwordError as error:
            raise Invalid(str(error.message), error.hint) from None
        return Start(_read(folder))


def from_document(upload: UploadedFile[bytes], organisation: str, today: date) -> Start:
    """A Word, PDF, HTML or Markdown document as draft rules, each with its source paragraph.

    Raises:
        Invalid: It cannot be read.
    """
    if (upload.size or 0) > LARGEST_UPLOAD:
        raise Invalid(
            _("The document is larger than 30 MB."), _("Upload the text without pictures.")
        )
    name = _short(PurePosixPath(str(upload.name)).name.replace("\0", ""))
    return _imported(name, b"".join(upload.chunks()), organisation, today)


def _short(name: str) -> str:
    """A file's name that every file system keeps; its ending stays."""
    path = PurePosixPath(name)
    ending = path.suffix[:20]
    return path.name.removesuffix(path.suffix)[:LONGEST_STEM] + ending


def _imported(name: str, body: bytes, organisation: str, today: date) -> Start:
    with tempfile.TemporaryDirectory() as scratch:
        source, folder = Path(scratch) / name, Path(scratch) / "draft"
        source.write_bytes(body)
        try:
            imported = import_document(source)
            write(imported, folder, organisation=organisation, today=today)
        except WatchwordError as error:
            raise Invalid(str(error.message), error.hint) from None
        if not imported.rules:
            raise Invalid(
                _(
                    "No duty was found in it: no sentence that says what people must, may or should do."
                ),
                _("Begin from a template, or paste the part that holds the rules."),
            )
        return Start(_read(folder), imported)


def from_words(words: str, organisation: str, today: date) -> Start:
    """Pasted text as draft rules, read as a Markdown document.

    Raises:
        Invalid: Nothing can be made of it.
    """
    if len(words) > LONGEST_PASTE:
        raise Invalid(_("This is more than a million characters."), _("Upload the document."))
    return _imported("pasted.md", words.replace("\r\n", "\n").encode(), organisation, today)


def from_folder(upload: UploadedFile[bytes]) -> Start:
    """A policy folder as a ZIP file, as ``Take it out as a folder`` makes it.

    Raises:
        Invalid: It is no ZIP file, expands too far, or holds no policy.md.
    """
    if (upload.size or 0) > LARGEST_UPLOAD:
        raise Invalid(_("The folder is larger than 30 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(b"".join(upload.chunks()))) as packed:
            files = dict(_unpacked(packed))
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, *_UNREADABLE):
        raise Invalid(
            _("This is no ZIP file, or a damaged or locked one."),
            _("Pack the policy's folder as ZIP."),
        ) from None
    root = next(
        (
            path
            for path in sorted(files, key=lambda path: path.count("/"))
            if PurePosixPath(path).name == "policy.md" and path.count("/") <= 1
        ),
        None,
    )
    if root is None:
        raise Invalid(_("The ZIP file holds no policy.md."), _("Pack the policy's folder itself."))
    top = root.removesuffix("policy.md")
    return Start(
        {path.removeprefix(top): body for path, body in files.items() if path.startswith(top)}
    )


def _unpacked(packed: zipfile.ZipFile) -> list[tuple[str, bytes]]:
    found, total = [], 0
    members = [one for one in packed.infolist() if not one.is_dir()]
    if len(members) > MOST_FILES:
        raise Invalid(_("The folder holds more than 5,000 files."))
    for one in members:
        path = PurePosixPath(one.filename)
        if (
            path.is_absolute()
            or ".." in path.parts
            or any(each.startswith(".") for each in path.parts)
        ):
            continue
        if len(path.as_posix()) > LONGEST_PATH:
            raise Invalid(
                _("The folder holds a name of more than %(most)d characters.")
                % {"most": LONGEST_PATH},
                _("It begins with: %(name)s") % {"name": path.as_posix()[:80]},
            )
        total += one.file_size
        if total > LARGEST_FOLDER:
            raise Invalid(_("The folder expands to more than 60 MB."))
        found.append((path.as_posix(), packed.read(one)))
    return found


def _read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
