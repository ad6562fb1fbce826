"""What makes a rule looser or stricter, decided field by field.

Check kinds are closed and every setting says which direction is stricter, so this is a
comparison, not a guess. Where a field has no direction (a pattern, a condition), the
change is *other*, and only examples and posts can tell.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from watchword.base.schema import Stricter, key_of
from watchword.policy.header import Exemption, Names
from watchword.policy.model import Rule
from watchword.rules.check import Check
from watchword.terms.finding import Action, Severity


class Direction(StrEnum):
    """Which way a change goes."""

    STRICTER = "stricter"
    LOOSER = "looser"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """One field that differs.

    Attributes:
        field: Dotted path as overlays write it, for instance ``check.at_most``.
        old: The value before, as text.
        new: The value after, as text.
        direction: Which way it goes.
    """

    field: str
    old: str
    new: str
    direction: Direction


def compare(old: Rule, new: Rule) -> tuple[FieldChange, ...]:
    """Every field of the header that differs, with its direction."""
    return (*_header_changes(old, new), *_check_changes(old.check, new.check, "check"))


def _header_changes(old: Rule, new: Rule) -> Iterator[FieldChange]:
    if old.header.status != new.header.status:
        up = new.header.status.rank - old.header.status.rank
        yield _change("status", old.header.status, new.header.status, up)
    for name in ("severity", "action"):
        before, after = getattr(old.header, name), getattr(new.header, name)
        if before != after:
            yield _change(name, before, after, _rank(after) - _rank(before))
    yield from _scope_changes(old, new)
    # a rule is the looser the seldomer its 'when' is true, and the oftener its 'unless' is
    for name, sign in (("when", 1), ("unless", -1)):
        before, after = getattr(old.header, name), getattr(new.header, name)
        if before != after:
            wider = after.follows_from(before) - before.follows_from(after)
            yield _change(name, before, after, sign * wider)
    before, after = old.header.exemptions, new.header.exemptions
    if before != after:
        gained, lost = _uncovered(after, before), _uncovered(before, after)
        yield _change("except", len(before), len(after), -1 if gained else lost)
    if old.header.locked != new.header.locked:
        yield _change(
            "locked", old.header.locked, new.header.locked, 1 if new.header.locked else -1
        )


def _uncovered(some: tuple[Exemption, ...], others: tuple[Exemption, ...]) -> bool:
    """Whether some exceptions exempt more than others do, or for longer."""
    return any(
        not any(one.where == other.where and one.until <= other.until for other in others)
        for one in some
    )


def _rank(value: Action | Severity) -> int:
    return value.rank


def _scope_changes(old: Rule, new: Rule) -> Iterator[FieldChange]:
    before, after = old.header.applies, new.header.applies
    if before.to != after.to:
        yield _set_change("applies.to", set(before.to), set(after.to), Stricter.MORE)
    for name in ("channels", "accounts", "people"):
        one, two = getattr(before, name), getattr(after, name)
        if one != two:
            yield _names_change(f"applies.{name}", one, two)


def _names_change(field: str, old: Names, new: Names) -> FieldChange:
    if old.is_all or new.is_all:
        return _change(field, old, new, 1 if new.is_all else -1)
    return _set_change(field, set(old.names), set(new.names), Stricter.MORE)


def _check_changes(old: Check | None, new: Check | None, path: str) -> Iterator[FieldChange]:
    if old is None and new is None:
        return
    if old is None or new is None:
        yield _change(
            path,
            "(none)" if old is None else old.kind,
            "(none)" if new is None else new.kind,
            1 if old is None else -1,
        )
        return
    if old.kind != new.kind:
        yield _change(path, old.kind, new.kind, 0)
        return
    if len(old.parts) != len(new.parts):
        yield _parts_change(old, new, path)
        return
    for index, (one, two) in enumerate(zip(old.parts, new.parts, strict=True)):
        yield from _check_changes(one, two, f"{path}.{old.kind}.{index}")
    if old.settings is not None and new.settings is not None:
        yield from _settings_changes(old.settings, new.settings, path)


def _parts_change(old: Check, new: Check, path: str) -> FieldChange:
    """Parts that came or went; a direction only where all others stayed as they were."""
    before, after = ([_meaning(one) for one in each.parts] for each in (old, new))
    gained = all(one in after for one in before)
    lost = all(one in before for one in after)
    sign = 1 if old.kind == "any" else -1
    was, now = (f"{old.kind} of {len(each)}" for each in (before, after))
    return _change(path, was, now, sign * (gained - lost))


def _meaning(check: Check) -> tuple[object, ...]:
    """What a check decides by, its words to the author left out."""
    return check.kind, check.settings, tuple(map(_meaning, check.parts))


def _settings_changes(old: object, new: object, path: str) -> Iterator[FieldChange]:
    assert dataclasses.is_dataclass(old)
    for one in dataclasses.fields(old):
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before == after:
            continue
        field = f"{path}.{key_of(one)}"
        if (
            dataclasses.is_dataclass(before)
            and dataclasses.is_dataclass(after)
            and not hasattr(before, "read")
        ):
            yield from _settings_changes(before, after, field)
            continue
        stricter = one.metadata.get("stricter", Stricter.NEITHER)
        if one.name == "normalise" and any(getattr(each, "ignore", ()) for each in (old, new)):
            stricter = Stricter.NEITHER  # more phrases are seen through, and then ignored, too
        yield _value_change(field, before, after, stricter)


def _value_change(field: str, old: object, new: object, stricter: Stricter) -> FieldChange:
    if isinstance(old, (tuple, frozenset)) and isinstance(new, (tuple, frozenset)):
        return _set_change(field, set(old), set(new), stricter)
    both = (old, new)
    if stricter in (Stricter.LOWER, Stricter.HIGHER) and all(hasattr(v, "__float__") for v in both):
        if any(map(math.isinf, both)):  # type: ignore[arg-type]
            return _change(field, old, new, 0)  # the channel's own limit may be either side
        up = float(new) - float(old)  # type: ignore[arg-type]
        return _change(field, old, new, up if stricter is Stricter.HIGHER else -up)
    if stricter in (Stricter.LOWER, Stricter.HIGHER) and None in both:
        return _change(
            field,
            "(none)" if old is None else old,
            "(none)" if new is None else new,
            1 if old is None else -1,
        )
    return _change(field, old, new, 0)


def _set_change(field: str, old: set[object], new: set[object], stricter: Stricter) -> FieldChange:
    words = [", ".join(sorted(map(str, one))) or "(none)" for one in (old, new)]
    sign = {Stricter.MORE: 1, Stricter.FEWER: -1}.get(stricter, 0)
    if new > old:
        return _change(field, words[0], words[1], sign)
    if new < old:
        return _change(field, words[0], words[1], -sign)
    # some gained, some lost: what was lost is no longer caught
    return _change(field, words[0], words[1], -1 if sign else 0)


def _change(field: str, old: object, new: object, up: float) -> FieldChange:
    direction = Direction.STRICTER if up > 0 else Direction.LOOSER if up < 0 else Direction.OTHER
    return FieldChange(field=field, old=str(old), new=str(new), direction=direction)
