"""Reading one label of a host: which names it calls to mind, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from watchword.rules.link.names import START, Name, Names, Naming, lures
from watchword.rules.link.skeleton import foreign_letters, plain, skeleton
from watchword.rules.link.slips import SHORTEST, TWO_STEPS_FROM, slip, traces

_LONGEST_LURES = 40  # letters; longer strings of words are not taken apart
_SHORTEST_LURE = 2
_LONG_LURE = 4  # letters of a lure that may be run together with a misspelt name
_SHOWN = 2  # added words that a message names


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """A label calls a name to mind.

    Attributes:
        name: The name.
        how: In what way, for people, each in a few words; empty when it is the name itself.
        has_lure: Whether words that lure stand beside the name.
        is_whole: Whether nothing stands beside the name.
        is_forged: Whether digits or letters of another script stand for letters.
    """

    name: Name
    how: tuple[str, ...]
    has_lure: bool = False
    is_whole: bool = False
    is_forged: bool = False

    @property
    def says_enough(self) -> bool:
        """Whether the label alone pretends, whatever stands around it."""
        if self.name.naming is Naming.WORD:
            return self.has_lure or self.is_forged
        return self.is_whole or self.has_lure or self.name.naming is Naming.COINED


def likenesses(label: str, names: Names) -> Iterator[Likeness]:
    """What a label (Unicode, lower case) calls to mind, the plainest likeness first."""
    parts = [part for part in label.replace("_", "-").split("-") if part]
    for found in _same_or_near("".join(parts), names):
        yield Likeness(
            name=found.name,
            how=(*found.how, *_hyphen(len(parts) - 1, found.name.hyphens)),
            is_whole=True,
            is_forged=found.is_forged,
        )
    for at, part in enumerate(parts if len(parts) > 1 else ()):
        others = parts[:at] + parts[at + 1 :]
        for found in _same_or_near(part, names):
            if found.is_same or not part.isalpha() or any(map(is_lure, others)):
                yield _beside(found, others)
    for joined, others in _joined(parts):
        name = names.by_skeleton.get(skeleton(joined))
        if name:
            yield _beside(_same(joined, name), others)
    for at, part in enumerate(parts):
        yield from _run_together(part, parts[:at] + parts[at + 1 :], names)


@lru_cache(maxsize=4096)  # the words of addresses recur; the bound keeps memory level
def is_lure(word: str) -> bool:
    """Whether a word, or words run together, lure; numbers may stand among them."""
    known = lures()
    if word in known:
        return True
    if len(word) > _LONGEST_LURES:
        return False
    reached = {0}
    for end in range(1, len(word) + 1):
        digit = end - 1 in reached and word[end - 1].isdigit()
        if digit or any(
            end - start >= _SHORTEST_LURE and word[start:end] in known for start in reached
        ):
            reached.add(end)
    return len(word) in reached


@dataclass(frozen=True, slots=True)
class _Found:
    """A part of a label that is a name, or near one."""

    name: Name
    how: tuple[str, ...] = ()
    is_same: bool = True
    is_forged: bool = False


def _same_or_near(part: str, names: Names) -> Iterator[_Found]:
    same = names.by_skeleton.get(skeleton(part))
    if same is not None:
        yield _same(part, same)
        return
    written = plain(part)
    for name in chain(_one_step_off(written, names), _two_steps_off(written, names)):
        words = slip(written, name.text)
        if words:
            yield _Found(name, (words,), is_same=False)
            return


def _one_step_off(written: str, names: Names) -> Iterator[Name]:
    if len(written) >= SHORTEST - 1:
        for key in traces(written):
            yield from names.near.get(key, ())


def _two_steps_off(written: str, names: Names) -> Iterator[Name]:
    if len(written) >= TWO_STEPS_FROM - 2:
        for size in range(len(written) - 2, len(written) + 3):
            for name, pieces in names.far.get(size, ()):
                if any(piece in written for piece in pieces):
                    yield name


def _same(written: str, name: Name) -> _Found:
    """A written name that has the skeleton of a known one."""
    if written == name.text:
        return _Found(name)
    if foreign_letters(written):
        return _Found(name, ("letters of another script",), is_forged=True)
    if len(written) != len(name.text):
        return _Found(name, ("letters that look alike",))
    how = tuple(
        dict.fromkeys(
            f"'{mine}' for '{known}'"
            for mine, known in zip(written, name.text, strict=True)
            if mine != known
        )
    )
    return _Found(name, how, is_forged=any(char.isdigit() for char in written))


def _hyphen(written: int, known: int) -> tuple[str, ...]:
    if written == known:
        return ()
    return ("a hyphen added" if written > known else "a hyphen left out",)


def _beside(found: _Found, others: list[str]) -> Likeness:
    """A name with other words beside it."""
    luring = [other for other in others if is_lure(other)]
    shown = [other for other in luring or others if not other.isdigit()][:_SHOWN]
    return Likeness(
        name=found.name,
        how=(*found.how, *(f"added word '{other}'" for other in shown)) or ("digits added",),
        has_lure=bool(luring),
        is_forged=found.is_forged,
    )


def _joined(parts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each two or three neighbours joined, with the parts that are left."""
    for size in (2, 3):
        for at in range(len(parts) - size + 1 if len(parts) > size else 0):
            yield "".join(parts[at : at + size]), parts[:at] + parts[at + size :]


def _run_together(part: str, others: list[str], names: Names) -> Iterator[Likeness]:
    """A name with other words before or after it and nothing between."""
    looks = skeleton(part)
    if len(looks) != len(part):  # 'rn' or 'vv': read the letters that they look like instead
        part = looks
    for at in range(len(looks) - START):
        for text, name in names.inside.get(looks[at : at + START], ()):
            if looks.startswith(text, at) and looks != text:
                end = at + len(text)
                around = [one for one in (part[:at], part[end:]) if one]
                yield _beside(_same(part[at:end], name), [*around, *others])
    for at in range(_SHORTEST_LURE, len(part) - _SHORTEST_LURE + 1):
        yield from _after_lure(part[:at], part[at:], looks[at:], others, names)
        yield from _after_lure(part[at:], part[:at], looks[:at], others, names)


def _after_lure(
    lure: str, rest: str, looks: str, others: list[str], names: Names
) -> Iterator[Likeness]:
    """What is left of a part when a word that lures is taken off, as a name."""
    name = names.by_skeleton.get(looks)
    if name:
        if is_lure(lure):
            yield _beside(_same(rest, name), [lure, *others])
    elif len(lure) >= _LONG_LURE and len(rest) >= SHORTEST and lure in lures():
        for found in _same_or_near(rest, names):
            if found.name.naming is not Naming.WORD:
                yield _beside(found, [lure, *others])
