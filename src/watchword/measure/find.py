"""Finding a post by what people have of it: its id, its address, its number, or its words."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from watchword.base.errors import InputError

LENGTH = 17
"""Characters of a mark: ``p`` and sixteen digits."""
SHORTEST = 5
"""Characters that name a post at least."""
SHOWN = 8
"""Candidates that an error lists."""
_TEXT_SHOWN = 28


def mark_of(post: int) -> str:
    """A post's number as a word that no spreadsheet takes for a number."""
    return f"p{post & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def post_of(mark: str) -> int | None:
    """The post's number that a word stands for; None when it stands for none."""
    if len(mark) != LENGTH or not _is_mark(mark):
        return None
    number = int(mark[1:], 16)
    return number - (1 << 64) if number >> 63 else number


def _is_mark(mark: str) -> bool:
    """Whether it is a mark or the beginning of one."""
    return mark[:1] == "p" and set(mark[1:]) <= set("0123456789abcdef")


def short_marks(posts: pa.ChunkedArray) -> int:
    """Characters of marks that tell these posts apart: ``p`` and four digits at least."""
    import numpy as np

    numbers = np.sort(posts.combine_chunks().to_numpy().view(np.uint64))
    if len(numbers) < 2:  # noqa: PLR2004 - nothing to tell apart
        return SHORTEST
    closest = int((numbers[1:] ^ numbers[:-1]).min())
    alike = (64 - closest.bit_length()) // 4
    return max(SHORTEST, 1 + alike + 1)


def find_post(posts: pa.Table, said: str) -> int:
    """The number of the one post that is meant.

    Args:
        posts: POSTS.
        said: The network's id, an address, the post's number, or its mark or the beginning of it.

    Raises:
        InputError: No post is meant, or several; with the candidates.
    """
    said = said.strip()
    found = posts.filter(_is_meant(posts, said))
    if len(found) == 1:
        return int(found.column("post")[0].as_py())
    if len(found):
        raise InputError(
            f"{said!r} may be any of {len(found):,} posts",
            hint="name one by its mark:\n" + _listed(found),
            code="input-ambiguous",
        )
    near = posts.filter(pc.match_substring(posts.column("text"), said, ignore_case=True))
    if said and len(near):
        raise InputError(
            f"no post has the id or address {said!r}; {_posts(len(near))} it",
            hint="name one by its mark:\n" + _listed(near),
            code="input-ambiguous",
        )
    raise InputError(
        f"there is no post {said!r} in this ledger",
        hint="give the network's id or the post's address; 'watchword score' lists the posts",
    )


def _posts(count: int) -> str:
    return "this post says" if count == 1 else f"these {count:,} posts say"


def _is_meant(posts: pa.Table, said: str) -> pa.ChunkedArray:
    number = post_of(said.lower())
    if number is None and said.lstrip("-").isdigit() and abs(int(said)) < 1 << 63:
        number = int(said)
    wanted = pc.equal(posts.column("native_id"), said)
    if SHORTEST <= len(low := said.lower()) < LENGTH and _is_mark(low):
        starts = pa.array(
            [mark_of(one).startswith(low) for one in posts.column("post").to_pylist()]
        )
        wanted = pc.or_(wanted, starts)
    if number is not None:
        wanted = pc.or_(wanted, pc.equal(posts.column("post"), pa.scalar(number, pa.int64())))
    if "/" in said:
        words = said.translate({ord(char): " " for char in "/?=&#"}).split()
        is_linked = pc.equal(_address(posts.column("link")), _address(pa.array([said]))[0])
        by_id = pc.is_in(posts.column("native_id"), pa.array(words, pa.string()))
        wanted = pc.or_(wanted, is_linked if pc.any(is_linked).as_py() else by_id)
    return pc.fill_null(wanted, fill_value=False)


def _address(links: pa.ChunkedArray) -> pa.ChunkedArray:
    """Addresses without what does not matter: the scheme, www, m, a slash at the end."""
    bare = pc.replace_substring_regex(pc.utf8_lower(links), r"^https?://(www\.|m\.)?", "")
    return pc.replace_substring_regex(bare, r"[/#?]+$", "")


def _listed(posts: pa.Table) -> str:
    columns = ("post", "channel", "account", "published", "text")
    lines = []
    for post, channel, account, published, text in zip(
        *(posts.slice(0, SHOWN).column(name).to_pylist() for name in columns), strict=True
    ):
        day = f"{published:%Y-%m-%d}" if published else "undated"
        words = _shown(" ".join((text or "").split()))
        brief = words if len(words) <= _TEXT_SHOWN else words[: _TEXT_SHOWN - 1] + "…"
        lines.append(f"    {mark_of(post)}  {day}  {_shown(f'{channel} {account}')}  {brief}")
    if len(posts) > SHOWN:
        lines.append(f"    and {len(posts) - SHOWN:,} more")
    return "\n".join(lines)


def _shown(text: str) -> str:
    """A text that cannot steer a terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
