r"""Listed words: all that a text or many texts hold, found in one pass.

One automaton of whole words finds every one of them, since words cannot overlap, and a plan
says which rules each nominates. RE2 knows the boundaries of ASCII words
only; a word beside any other letter is found too, and the rule's own matcher refuses it.

Four letters beyond ASCII are other spellings of ``s``, ``k`` and ``ss``, and no letters to
RE2's ``\b``. Texts that hold one (:data:`ODD`) are looked at once more with letters folded;
so they are for all other gates, with ``s`` and ``k`` written plainly (:func:`plainly`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from watchword.base.pattern import pattern

ODD_LETTERS = "\u017f\u212a\u00df\u1e9e"
ODD = f"(?-i:[{ODD_LETTERS}])"
"""Matches every text whose letters have to be folded before its words can be looked up."""

_PLAINLY = {0x17F: "s", 0x212A: "k"}

NEVER = r"[^\x00-\x{10ffff}]"

MEMORY_BYTES = 512 << 20

Listed = tuple[bytes, int]
"""A listed word, in lower case, and where it starts in a post, in bytes."""


class Words:
    """Words to look for.

    Args:
        words: Words of ASCII letters, digits and underscores, in lower case (see
            ``Gates.words``).
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(word.encode() for word in words)
        self._covered: dict[frozenset[bytes], bool] = {}
        listed = b"|".join(sorted(self.words)).decode()
        source = rf"\b(?:{listed})\b" if listed else NEVER
        self._match = pattern(source, captures=False, memory_bytes=MEMORY_BYTES).match

    def hits(self, raw: bytes) -> Iterator[Listed]:
        """Each listed word that stands whole in a text; where it starts, in bytes."""
        words, match, place = self.words, self._match, 0
        while (found := match(raw, place)) is not None:
            start, place = found[0]
            word = raw[start:place].lower()
            # the signs of a long s or a kelvin may stand inside a word
            yield (word if word in words else word.decode().casefold().encode()), start

    def covers(self, words: frozenset[bytes]) -> bool:
        """Whether all these words are listed, so that none of them can be missing in what
        was found.
        """
        known = self._covered.get(words)
        if known is None:
            known = self._covered[words] = words <= self.words
        return known


def plainly(text: str) -> str:
    """A text with each long s and each sign for kelvin as the letter that it is."""
    return text.translate(_PLAINLY)
