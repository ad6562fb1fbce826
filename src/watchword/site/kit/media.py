"""Pictures, videos and captions that people upload: what they really are, and nothing hidden in them.

A picture is decoded and written anew, so that neither the place where it was taken nor anything
else that rode along is kept. A video is walked through box by box; captions are read as WebVTT.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from watchword.site.kit.refusal import Invalid

LARGEST_PICTURE: Final = 10_000_000
LARGEST_VIDEO: Final = 250_000_000
LARGEST_CAPTIONS: Final = 500_000
MOST_PIXELS: Final = 40_000_000
WIDEST: Final = 1_600
"""Pixels of the longer side that is kept: twice what a page shows."""
_KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/png"}
_MOST_BOXES = 10_000
_BLOCK = 1 << 20


if TYPE_CHECKING:
    Upload = File[bytes]
else:
    Upload = File


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture as it is kept.

    Attributes:
        body: Its bytes, written anew.
        media_type: ``image/png`` and so on.
        width: In pixels.
        height: In pixels.
    """

    body: bytes
    media_type: str
    width: int
    height: int


def read_picture(upload: Upload) -> Picture:
    """A picture, turned upright, made no wider than needed, without anything that rode along.

    Raises:
        Invalid: It is no picture, or none that can be taken.
    """
    if (upload.size or 0) > LARGEST_PICTURE:
        raise _wrong(_("The picture is larger than 10 MB."))
    body = upload.read(LARGEST_PICTURE + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(body), formats=list(_KINDS)) as found:
                return _written_anew(found)
    except Invalid:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        struct.error,
        EOFError,
    ) as error:
        raise _wrong(
            _("This is no picture that can be taken. PNG, JPEG, WebP and GIF can.")
        ) from error


def _written_anew(found: Image.Image) -> Picture:
    if found.width * found.height > MOST_PIXELS:
        raise _wrong(_("The picture has more than 40 million pixels."))
    if getattr(found, "n_frames", 1) > 1:
        raise _wrong(_("The picture moves. Upload it as a video, which can be stopped."))
    kind = found.format or "PNG"
    picture = ImageOps.exif_transpose(found)
    picture.thumbnail((WIDEST, WIDEST))
    kind = "PNG" if kind == "GIF" else kind
    picture = picture.convert("RGB" if kind == "JPEG" or not _is_seen_through(picture) else "RGBA")
    sink = io.BytesIO()
    picture.info = {}
    picture.save(
        sink, kind, **({"quality": 88} if kind in ("JPEG", "WEBP") else {"optimize": True})
    )
    return Picture(
        body=sink.getvalue(), media_type=_KINDS[kind], width=picture.width, height=picture.height
    )


def _is_seen_through(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def kind_of_video(upload: Upload) -> str:
    """``video/mp4`` or ``video/webm``, by what is in the file.

    Raises:
        Invalid: It is neither, or it is cut off.
    """
    size = upload.size or 0
    if size > LARGEST_VIDEO:
        raise _wrong(_("The video is larger than 250 MB."))
    upload.seek(0)
    head = upload.read(64)
    if head[4:8] == b"ftyp" and {b"moov", b"mdat"} <= _boxes(upload, size):
        return "video/mp4"
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head:
        return "video/webm"
    raise _wrong(_("This is no video that can be taken. MP4 and WebM can."))


def _boxes(upload: Upload, size: int) -> set[bytes]:
    """Names of the boxes of an MP4 (ISO/IEC 14496-12), none of them beyond the end of the file."""
    names: set[bytes] = set()
    at = 0
    for _step in range(_MOST_BOXES):
        upload.seek(at)
        head = upload.read(16)
        if len(head) < 8:  # noqa: PLR2004 - length and name
            return names if at == size else set()
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at
        if length < 8 or at + length > size:  # noqa: PLR2004
            return set()
        names.add(head[4:8])
        at += length
    return set()


def read_captions(upload: Upload) -> str:
    """Captions as WebVTT.

    Raises:
        Invalid: They are none, or say nothing.
    """
    if (upload.size or 0) > LARGEST_CAPTIONS:
        raise _wrong(_("The captions are larger than 500 KB."), "captions")
    try:
        text = str(upload.read(LARGEST_CAPTIONS), "utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _wrong(_("The captions are not UTF-8 text."), "captions") from error
    first, _sign, rest = text.partition("\n")
    if first.split(" ")[0].split("\t")[0] != "WEBVTT" or " --> " not in rest or "\0" in text:
        raise _wrong(
            _("Captions are a WebVTT file: it begins with WEBVTT and has a time for each line."),
            "captions",
        )
    return text


def digest_of(upload: Upload) -> str:
    """SHA-256 of a file, read a block at a time."""
    whole = hashlib.sha256()
    upload.seek(0)
    while block := upload.read(_BLOCK):
        whole.update(block)
    upload.seek(0)
    return whole.hexdigest()


def _wrong(words: str, field: str = "file") -> Invalid:
    return Invalid(words, fields={field: words})
