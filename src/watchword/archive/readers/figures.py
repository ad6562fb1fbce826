"""What a layout says about the numbers of its posts: which column is which metric."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from watchword.archive.readers.headers import plain, whole

EXACT = "="
"""First sign of a name that a header must match with the words of its notes in brackets."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The numbers of one kind of table.

    Attributes:
        metrics: Metric to the headers that may hold it, best first. One with brackets, or after
            ``=``, is compared with the words in brackets.
        more: Further facts for a ledger to the headers that may hold them: ``taken`` (moment of
            the row's numbers), ``age`` (of the post then), ``account_title`` (name of the account
            where its handle is missing), ``published_time`` (time of day), ``pillar``,
            ``style``, ``is_video``, ``is_paid``.
        own: Further columns kept as the organisation's own: name to headers.
        rates: ``percent`` or ``fraction`` where the tool is known to write rates so; else the
            header and the range of the values tell.
        scales: Metric to what a value of it is multiplied by to come to its unit.
        sums: Metric to the metrics that it is the sum of, where the table gives only these.
        zone: Zone of times without one, where the tool is known to write them in it.
        names_account: Whether ``account_name`` is the account that posted, not the person.
        missing: Values that stand for "not observed".
    """

    metrics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rates: str = ""
    scales: Mapping[str, float] = field(default_factory=dict)
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    zone: str = ""
    names_account: bool = True
    missing: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A column of numbers.

    Attributes:
        metric: Of ``watchword.measure.metrics``.
        place: Index of the column.
        name: Its header, as the file has it.
        channel: The network, where each column is of another.
        account: The account, where each column is of another.
    """

    metric: str
    place: int
    name: str
    channel: str = ""
    account: str = ""


def figures_of(
    names: Sequence[str],
    above: Sequence[str],
    metrics: Mapping[str, tuple[str, ...]],
    taken: Sequence[int] = (),
) -> tuple[Figure, ...]:
    """The columns of numbers of a header.

    Args:
        names: The header.
        above: The row above it, which may hold names of groups in merged cells; or nothing.
        metrics: Metric to the headers that may hold it, best first.
        taken: Places that hold something else.
    """
    labels = labelled(names, above)
    by_plain = _first(map(plain, labels), taken)
    for name, place in _first(map(_inner, labels), taken).items():
        by_plain.setdefault(name, place)
    by_whole = _first(map(whole, labels), taken)
    found: dict[str, Figure] = {}
    used: set[int] = set()
    for metric, place in _places(metrics, by_plain, by_whole):
        if metric not in found and place not in used:
            found[metric] = Figure(metric=metric, place=place, name=clean(names[place]))
            used.add(place)
    return tuple(sorted(found.values(), key=lambda one: one.place))


def _places(
    metrics: Mapping[str, tuple[str, ...]],
    by_plain: Mapping[str, int],
    by_whole: Mapping[str, int],
) -> Iterator[tuple[str, int]]:
    """Metrics with their places, those named exactly first."""
    named = [(metric, name) for metric, names in metrics.items() for name in names]
    for metric, name in named:
        if _is_exact(name) and (place := by_whole.get(whole(name.removeprefix(EXACT)))) is not None:
            yield metric, place
    for metric, name in named:
        if not _is_exact(name) and (place := by_plain.get(plain(name))) is not None:
            yield metric, place


def _inner(name: str) -> str:
    """The last key of ``public_metrics.like_count``, as objects inside objects are written."""
    return plain(name.rpartition(".")[2]) if "." in name and " " not in name else ""


def _is_exact(name: str) -> bool:
    return name.startswith(EXACT) or "(" in name


def _first(names: Iterator[str], taken: Sequence[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        if name and place not in taken:
            found.setdefault(name, place)
    return found


def labelled(names: Sequence[str], above: Sequence[str]) -> list[str]:
    """The header, with names that come twice told apart by the group above them.

    A merged cell holds its text in its first column only; a row with one cell alone is a title.
    """
    counts = Counter(whole(name) for name in names if name.strip())
    if sum(1 for cell in above if cell.strip()) == 1:
        above = ()
    labels, group = [], ""
    for place, name in enumerate(names):
        here = above[place].strip() if place < len(above) else ""
        group = here or group
        is_twice = counts[whole(name)] > 1
        labels.append(f"{group} {name}" if is_twice and group else name)
    return labels


def clean(name: str) -> str:
    """A header for people: one line, no byte order mark."""
    return " ".join(name.strip("\ufeff ").split())
