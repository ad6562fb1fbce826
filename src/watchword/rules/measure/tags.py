"""Hashtags of several words written without capitals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from watchword.channels.x.entities import hashtags
from watchword.rules.base import Gates
from watchword.rules.measure.base import Measure, MeasureOptions, Taken
from watchword.rules.measure.counts import TAG, tags_at_most
from watchword.rules.measure.segments import segments
from watchword.terms.post import Post

LETTERS_FROM = 8
"""A shorter tag can be read as it stands."""

ACRONYMS = frozenset(
    {"bbc", "dna", "gcse", "gp", "lgbt", "lgbtq", "nhs", "stem", "tv", "uk", "usa"}
)
"""Words that a suggestion writes in capitals."""


@lru_cache(maxsize=4096)
def capitalised(tag: str) -> str | None:
    """How to write a tag so that it can be read aloud; None where it can be already.

    Args:
        tag: The words without the sign. Only tags of ASCII letters and digits are judged,
            and none that has both small letters and capitals after the first.

    Returns:
        For instance ``NowPlayingAtTheTownHall``.
    """
    if len(tag) < LETTERS_FROM or not tag.isascii() or not tag.isalnum():
        return None
    is_flat = tag[1:].islower() or tag.isupper()
    if not is_flat or sum(map(str.isalpha, tag)) < LETTERS_FROM:
        return None
    words = [word for part in _parts(tag.lower()) for word in _words(part)]
    if sum(word.isalpha() for word in words) < 2:  # noqa: PLR2004 - one word needs no capitals
        return None
    return "".join(word.upper() if word in ACRONYMS else word.capitalize() for word in words)


def _parts(tag: str) -> Iterator[str]:
    """Letters and digits apart."""
    return ("".join(part) for _, part in groupby(tag, key=str.isdigit))


def _words(part: str) -> tuple[str, ...]:
    return (part,) if part.isdigit() else segments(part)


def _uncapitalised(post: Post, options: MeasureOptions) -> Taken:
    found = [
        (tag.span, f"#{better}")
        for tag in hashtags(post.text)
        if (better := capitalised(tag.name)) is not None
    ]
    beyond = found if options.limit is None else found[int(options.limit) :]
    return Taken(
        value=len(found),
        spans=tuple(span for span, _ in beyond),
        notes=tuple(note for _, note in beyond),
    )


TAGS: tuple[Measure, ...] = (
    Measure(
        name="uncapitalised_long_hashtags",
        title="Hashtags of several words without capitals",
        unit="hashtags",
        take=_uncapitalised,
        most=lambda text, _: tags_at_most(text),
        gates=lambda _, __: Gates(raw=(TAG,)),
        at_most_default=0,
    ),
)
