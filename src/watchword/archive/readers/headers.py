"""Names of columns, made comparable."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from watchword.base.pattern import pattern

_NOTE = pattern(r"\([^()]*\)")
_WORDS = pattern(r"\p{Lu}?[\p{Ll}\p{Lo}\p{Lt}\p{M}]+|\p{Lu}+|\p{N}+", case=True)


@lru_cache(maxsize=8192)
def plain(header: str) -> str:
    """A header in lower case, without accents, signs and notes in brackets.

    ``Date (GMT)``, ``date`` and ``DATE:`` are the same; so are ``createdAt`` and
    ``created_at``.
    """
    text = unicodedata.normalize("NFKC", header)
    kept, end = [], 0
    for span in _NOTE.find(text):
        kept.append(text[end : span.start])
        end = span.end
    return _words("".join([*kept, text[end:]]))


@lru_cache(maxsize=8192)
def whole(header: str) -> str:
    """As ``plain``, with the words of notes in brackets: ``Clicks (organic)`` is of its own."""
    return _words(unicodedata.normalize("NFKC", header))


def _words(text: str) -> str:
    if not text.isupper() and not any(char.isspace() or char in "_-" for char in text.strip()):
        text = " ".join(span.of(text) for span in _WORDS.find(text)) or text
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    words = "".join(char if char.isalnum() else " " for char in bare.casefold())
    return " ".join(words.split())
