"""An edition as a policy folder: loaded, imported, exported; nothing lost or reordered."""

from __future__ import annotations

import hashlib
import io
import zipfile
from functools import lru_cache
from pathlib import Path

from watchword.base.errors import PolicyError, Problem
from watchword.policy.load import load_files
from watchword.policy.model import Policy
from watchword.site.editions.models import Edition, Text

Files = dict[str, bytes]


def files_of(edition: Edition) -> Files:
    """Contents of an edition by path."""
    rows = edition.pages.values_list("path", "text__body")
    return {path: bytes(body) for path, body in rows}


def digest_of(files: Files) -> str:
    """SHA-256 over paths and contents, in hexadecimal; the same for the same folder."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(path.encode() + b"\0" + hashlib.sha256(files[path]).digest())
    return whole.hexdigest()


def policy_of(edition: Edition) -> Policy:
    """The policy that an edition is; loaded once for each state.

    Raises:
        PolicyError: A draft that cannot be used as it stands, with every problem.
    """
    return _loaded(edition.digest, edition.pk)


@lru_cache(maxsize=64)
def _loaded(digest: str, pk: int) -> Policy:
    del digest  # the key: another state is another policy
    files = files_of(Edition.objects.get(pk=pk))
    return load_files({path: body for path, body in files.items() if _is_policy(path)}, Path())


def problems_of(edition: Edition) -> tuple[Problem, ...]:
    """What stands in the way of using an edition; empty when nothing does."""
    try:
        policy_of(edition)
    except PolicyError as error:
        return tuple(error.problems)
    return ()


def _is_policy(path: str) -> bool:
    from watchword.policy.folder import suffix_of

    return Path(path).suffix == suffix_of(Path(path))


def zipped(files: Files) -> bytes:
    """A folder as a ZIP file; the same bytes for the same folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(files):
            packed.writestr(zipfile.ZipInfo(path), files[path], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def kept(body: bytes) -> Text:
    """The text with these bytes, kept once."""
    digest = hashlib.sha256(body).hexdigest()
    return Text(digest=digest, body=body)
