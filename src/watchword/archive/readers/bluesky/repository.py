"""Posts of a repository archive: CAR version 1, a commit and its Merkle search tree.

Source: AT Protocol specification, "Repository", version 3 (October 2026): a node holds ``l``
(left subtree) and ``e``, entries with ``p`` (bytes shared with the key before), ``k`` (the rest
of the key), ``v`` (the record) and ``t`` (subtree after it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from watchword.archive.files.notes import Notes
from watchword.archive.files.part import Part
from watchword.archive.readers.bluesky.record import POST, post_row
from watchword.archive.readers.rows import Row, listed, mapping, words
from watchword.base.errors import InputError

MAX_BYTES = 1 << 30
"""A repository is read whole, as its blocks are in no order; an account's is far smaller."""

Blocks = Mapping[object, object]
"""Link to block."""


def repository_posts(part: Part, notes: Notes) -> Iterator[Row]:
    """The posts that the current commit holds, in the order of their keys (oldest first).

    Raises:
        InputError: The archive is damaged or larger than 1 GB.
    """
    import libipld

    try:
        header, read = libipld.decode_car(part.bytes(MAX_BYTES))
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        raise _damaged(part, str(error)) from error
    blocks = cast("Blocks", read)
    roots = listed(header.get("roots"))
    commit = mapping(_block(blocks, roots[0])) if roots else {}
    if "data" not in commit:
        raise _damaged(part, "its commit is missing")
    did = words(commit.get("did"))
    missing = 0
    for key, link in _entries(blocks, commit["data"]):
        collection, _, rkey = key.partition("/")
        if collection != POST:
            continue
        row = post_row(_block(blocks, link), did, rkey)
        missing += row is None
        if row:
            yield row
    if missing:
        notes.add(0, f"{missing:,} posts are named in the repository but not in this file")


def _block(blocks: Blocks, link: object) -> object:
    """The block that a link names; links are bytes, whatever a broken archive says."""
    return blocks.get(link) if isinstance(link, bytes) else None


def _entries(blocks: Blocks, root: object) -> Iterator[tuple[str, object]]:
    """Key and link of every record, in order; each node is read once, so a loop ends."""
    waiting: list[tuple[str, object] | tuple[None, object]] = [(None, root)]
    seen: set[object] = set()
    while waiting:
        key, link = waiting.pop()
        if key is not None:
            yield key, link
            continue
        if not isinstance(link, bytes) or link in seen:
            continue
        seen.add(link)
        node = mapping(blocks.get(link))
        following: list[tuple[str, object] | tuple[None, object]] = [(None, node.get("l"))]
        before = b""
        for entry in map(mapping, listed(node.get("e"))):
            shared, rest = entry.get("p"), entry.get("k")
            if not isinstance(shared, int) or not isinstance(rest, bytes):
                continue
            before = before[:shared] + rest
            following += [
                (before.decode("ascii", "replace"), entry.get("v")),
                (None, entry.get("t")),
            ]
        waiting += reversed(following)


def _damaged(part: Part, cause: str) -> InputError:
    return InputError(
        f"{part.name} is a damaged or truncated repository archive: {cause.rstrip('.')}",
        hint="download the repository again",
        code="input-damaged",
    )
