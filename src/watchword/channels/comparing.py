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
    if wanted == found or _near(wanted, found) == _near(found, wanted):
        return ()
    at = next(
        (n for n, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other),
        min(len(wanted), len(found)),
    )
    here, there = _quoted(wanted[at : at + 30]), _quoted(found[at : at + 30])
    return (f"the text differs from {here} on: {there} is shown",)


def _near(text: str, other: str) -> str:
    """The text, its @names without those servers that the other does not name."""
    parts, position = [], 0
    for whole, near, server in _far_name().groups(text):
        if server.of(text) not in other:
            parts += [text[position : whole.start], near.of(text)]
            position = whole.end
    return "".join([*parts, text[position:]])


@cache
def _far_name() -> Pattern:
    return pattern(
        r"(@[\pL\pN_]+(?:[.\-]+[\pL\pN_]+)*)(@[\pL\pN\-]+(?:\.[\pL\pN\-]+)*(?::[0-9]+)?)"
    )


def _language(tag: str) -> str:
    """Networks may keep the language without its region."""
    return tag.partition("-")[0].lower()


def _media(count: int) -> str:
    return {0: "no media", 1: "one medium"}.get(count, f"{count} media")


def _named(numbers: list[str]) -> str:
    return f"medium {numbers[0]}" if len(numbers) == 1 else f"media {', '.join(numbers)}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
