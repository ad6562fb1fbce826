"""Serving files that people uploaded: in ranges, and never as anything but what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Protocol

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from watchword.site.kit.refusal import NotThere

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_BLOCK = 1 << 16


class KeptFile(Protocol):
    """A file that a row of a table stands for."""

    path: str
    digest: str
    size: int
    media_type: str


def serve_file(request: HttpRequest, found: KeptFile) -> HttpResponseBase:
    """A file of the site's folder, or the part of it that is asked for.

    Raises:
        NotThere: There is no such file.
    """
    if not found.path or not default_storage.exists(found.path):
        raise NotThere
    tag = f'"{found.digest}"'
    if request.headers.get("If-None-Match") == tag:
        return safe(HttpResponse(status=304), tag)
    asked = _asked(request, found.size)
    if asked is None:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{found.size}"
        return refused
    return _answer(found, *asked, is_part="Range" in request.headers, tag=tag)


def _asked(request: HttpRequest, size: int) -> tuple[int, int] | None:
    """First and last byte that are asked for; None when there are none such (RFC 9110, 14.1.2)."""
    given = request.headers.get("Range", "")
    found = _RANGE.fullmatch(given)
    if not given or found is None or found.groups() == ("", ""):
        return 0, size - 1  # a range that is not understood is passed over
    first, last = found.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    return (start, end) if start <= end else None


def _answer(found: KeptFile, start: int, end: int, *, is_part: bool, tag: str) -> HttpResponseBase:
    file = default_storage.open(found.path, "rb")
    file.seek(start)
    length = end - start + 1
    whole = length == found.size
    answer = StreamingHttpResponse(
        _blocks(file, length),
        content_type=found.media_type,
        status=206 if is_part and not whole else 200,
    )
    answer["Content-Length"] = str(length)
    if answer.status_code == 206:  # noqa: PLR2004 - partial content
        answer["Content-Range"] = f"bytes {start}-{end}/{found.size}"
    ending = found.path.rpartition(".")[2]
    answer["Content-Disposition"] = f'inline; filename="{found.digest[:12]}.{ending}"'
    answer["Accept-Ranges"] = "bytes"
    return safe(answer, tag)


def safe(answer: HttpResponseBase, tag: str) -> HttpResponseBase:
    """What browsers are told of a file from outside: take it for nothing else, run nothing in it."""
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _blocks(file: IO[bytes], length: int) -> Iterator[bytes]:
    with file:
        while length > 0 and (block := file.read(min(_BLOCK, length))):
            length -= len(block)
            yield block
