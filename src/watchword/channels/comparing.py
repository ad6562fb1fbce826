"""What a network shows, compared with what was approved."""

from __future__ import annotations

import unicodedata
from functools import cache

from watchword.base.pattern import Pattern, pattern
from watchword.channels.publishing import Outgoing, Published


def differs(outgoing: Outgoing, published: Published, part: int = 0) -> tuple[str, ...]:
    """What differs between a part that was approved and the post that is shown, in words.

    Differences that nobody sees are none: how line ends and accents are stored, spaces at the
    end of a line, and the server that a network adds to or drops from an @name.

    Args:
        outgoing: What was approved.
        published: The post as the network shows it.
        part: Which part, counted from 0.

    Returns:
        One sentence a difference, without a full stop; empty when it is shown as approved.
    """
    found = list(_text_differs(outgoing.parts[part], published.text))
    wanted = tuple(plain(one.description) for one in outgoing.media_of(part))
    shown = tuple(plain(one) for one in published.descriptions)
    if len(wanted) != len(shown):
        found.append(f"{_media(len(wanted))} approved, {_media(len(shown))} shown")
    elif wanted != shown:
        numbers = [
            str(n)
            for n, pair in enumerate(zip(wanted, shown, strict=True), 1)
            if pair[0] != pair[1]
        ]
        found.append(f"the description of {_named(numbers)} is another one")
    if published.language and _language(outgoing.language) != _language(published.language):
        found.append(f"the language is {published.language} instead of {outgoing.language}")
    if plain(outgoing.warning) != plain(published.warning):
        warnings = f"{_quoted(published.warning)} instead of {_quoted(outgoing.warning)}"
        found.append(f"the content warning is {warnings}")
    return tuple(found)


def is_same_text(approved: str, shown: str) -> bool:
    """Whether a text reads as another one to a person."""
    return not _text_differs(approved, shown)


def plain(text: str) -> str:
    """A text without the differences that nobody sees."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).split("\n")
    joined = "\n".join(line.rstrip() for line in lines).strip()
    while "\n\n\n" in joined:
        joined = joined.replace("\n\n\n", "\n\n")
    return joined


def _text_differs(approved: str, shown: str) -> tuple[str, ...]:
    wanted, found = plain(approved), plain(shown)
    if wanted == found or _is_same_but_for_servers(wanted, found):
        return ()
    at = next(
        (n for n, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other),
        min(len(wanted), len(found)),
    )
    here, there = _quoted(wanted[at : at + 30]), _quoted(found[at : at + 30])
    return (f"the text differs from {here} on: {there} is shown",)


def _is_same_but_for_servers(text: str, other: str) -> bool:
    """Whether only some @names carry their server in one text and not in the other."""
    (between, names), (gaps, others) = _named_in(text), _named_in(other)
    return between == gaps and all(
        one == two and (not here or not there or here == there)
        for (one, here), (two, there) in zip(names, others, strict=True)
    )


def _named_in(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What is between the @names of a text, and each name with its server."""
    between, names, position = [], [], 0
    for whole, near, server in _name().groups(text):
        between.append(text[position : whole.start])
        names.append((near.of(text), server.of(text) if server.start >= 0 else ""))
        position = whole.end
    return [*between, text[position:]], names


@cache
def _name() -> Pattern:
    server = r"@[\pL\pN\-]+(?:\.[\pL\pN\-]+)*(?::[0-9]+)?"
    return pattern(rf"(@[\pL\pN_]+(?:[.\-]+[\pL\pN_]+)*)({server})?")


def _language(tag: str) -> str:
    """Networks may keep the language without its region."""
    return tag.partition("-")[0].lower()


def _media(count: int) -> str:
    return {0: "no media", 1: "one medium"}.get(count, f"{count} media")


def _named(numbers: list[str]) -> str:
    return f"medium {numbers[0]}" if len(numbers) == 1 else f"media {', '.join(numbers)}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
