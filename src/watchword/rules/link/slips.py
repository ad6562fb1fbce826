"""How far a written name is from a known one, and in which way.

The distance is that of Damerau and Levenshtein (one step: a letter added, left out, changed,
or two neighbours swapped). How many steps count depends on the length of the name, and a
single step in a short name counts only when it is one that eyes or fingers make.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

SHORTEST = 5
"""Names of fewer letters are compared by look-alike characters only: too many words are near."""

TWO_STEPS_FROM = 11
"""Letters from which two steps count."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_MISTAKEN = frozenset(
    {"ck", "cs", "sz", "mn", "vw", "gj", "uv", "bd", "pq", "xk"}
)  # alike in sound or in shape


def _neighbours() -> frozenset[str]:
    """Pairs of keys that touch, on the layout that the United Kingdom and America share."""
    pairs: set[str] = set()
    for row in _ROWS:
        pairs.update(row[at : at + 2] for at in range(len(row) - 1))
    for upper, lower in pairwise(_ROWS):
        for at, key in enumerate(lower):
            pairs.update(key + other for other in upper[at : at + 2])
    return frozenset(pairs | {pair[::-1] for pair in pairs})


_TOUCHING = _neighbours()

_LETTERS_NEEDED = {
    "swapped": 5,
    "doubled": 5,
    "single": 6,
    "neighbour": 6,
    "vowel": 6,
    "left out": 7,
    "added": 7,
    "alike": 7,
    "changed": 9,
}
"""From how many letters of the name each kind of step counts; measured, see README.md."""


def slip(written: str, name: str) -> str:
    """In which way a written name is near to a known one, in words; empty when it is not.

    Args:
        written: What stands in the host.
        name: The known name.
    """
    if written == name or len(name) < SHORTEST or abs(len(written) - len(name)) > 2:  # noqa: PLR2004
        return ""
    head = _common(written, name)
    tail = _common(written[head:][::-1], name[head:][::-1])
    mine = written[head : len(written) - tail]
    known = name[head : len(name) - tail]
    if (len(mine) <= 1 and len(known) <= 1) or (len(mine) == 2 and mine == known[::-1]):  # noqa: PLR2004
        kind, words = _one_step(mine, known, written[:head], written[len(written) - tail :])
        needed = _LETTERS_NEEDED[kind] + (head == 0)  # the first letter is seen best
        return words if len(name) >= needed else ""
    if len(name) >= TWO_STEPS_FROM and distance(mine, known) <= 2:  # noqa: PLR2004
        return "two letters differ"
    return ""


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _one_step(mine: str, known: str, before: str, after: str) -> tuple[str, str]:
    """Kind and words of a single step between what differs; what stands around is given."""
    beside = (before[-1:], after[:1])
    if len(mine) == 2:  # noqa: PLR2004 - two letters in the other order
        return "swapped", f"'{known}' written '{mine}'"
    if not known:
        kind = "doubled" if mine in beside else "added"
        return kind, f"'{mine}' {'doubled' if kind == 'doubled' else 'added'}"
    if not mine:
        kind = "single" if known in beside else "left out"
        return kind, f"one '{known}' left out"
    kind = "changed"
    if mine + known in _TOUCHING:
        kind = "neighbour"
    elif mine in _VOWELS and known in _VOWELS:
        kind = "vowel"
    elif mine + known in _MISTAKEN or known + mine in _MISTAKEN:
        kind = "alike"
    return kind, f"'{mine}' for '{known}'"


def distance(one: str, other: str) -> int:
    """The distance of Damerau and Levenshtein, in the form that edits no part twice.

    Source: F. Damerau, Communications of the ACM 7(3), 1964; the recurrence of the "optimal
    string alignment" distance. Time grows with the product of the lengths, which are those
    of one label of a host (63 at most).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, char in enumerate(one):
        last, before, row = before, row, [at + 1]
        for place, letter in enumerate(other):
            step = min(row[place] + 1, before[place + 1] + 1, before[place] + (char != letter))
            if at and place and char == other[place - 1] and one[at - 1] == letter:
                step = min(step, last[place - 1] + 1)
            row.append(step)
    return row[-1]


def traces(word: str) -> Iterator[str]:
    """The keys by which near names meet: the word, and the word with one letter left out.

    Two words within one step of each other share a key.
    """
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def fifths(name: str) -> tuple[str, ...]:
    """Five pieces of a name, of which two steps leave at least one as it was: a step changes
    one piece, or two where neighbours are swapped across a border.
    """
    size = len(name) // 5
    borders = [size * part for part in range(5)]
    return (*(name[start : start + size] for start in borders[:4]), name[borders[4] :])
