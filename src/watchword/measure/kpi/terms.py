"""What is counted for each post and what it is of, or why a post cannot be counted."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchword.measure.kpi.base import Kpi
from watchword.measure.kpi.numbers import NOWHERE, Numbers
from watchword.measure.metrics import metrics

Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sorts:
    """Posts that should have the same numbers.

    Attributes:
        channels: By post its network's place in ``names``.
        names: Networks.
        kinds: By post a number for its network and kind.
    """

    channels: NDArray[np.int64]
    names: tuple[str, ...]
    kinds: NDArray[np.int64]

    @staticmethod
    def of(posts: pa.Table) -> Sorts:
        """The sorts of posts."""
        channels, kinds = posts.column("channel").to_pylist(), posts.column("kind").to_pylist()
        names = tuple(dict.fromkeys(channels))
        place = {name: number for number, name in enumerate(names)}
        known: dict[tuple[str, str | None], int] = {}
        pairs = zip(channels, kinds, strict=True)
        return Sorts(
            channels=np.array([place[one] for one in channels], np.int64),
            names=names,
            kinds=np.array([known.setdefault(one, len(known)) for one in pairs], np.int64),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """A KPI's parts, by post.

    Attributes:
        over: What is counted.
        under: What it is of; one where it is of nothing.
        reason: Place in ``reasons`` of why the post cannot be counted; 0 where it can.
        reasons: For people; the first is "".
        lacks: Whether a number is missing that posts of its network have.
    """

    over: NDArray[np.float64]
    under: NDArray[np.float64]
    reason: NDArray[np.int64]
    reasons: tuple[str, ...]
    lacks: Mask


def terms_of(kpi: Kpi, numbers: Numbers, sorts: Sorts, at: str) -> Terms:
    """The parts of a KPI for all posts.

    Args:
        kpi: The formula.
        numbers: Of all posts that are known: what a network has for any of them is missing where
            another post of it has none.
        sorts: Of the same posts.
        at: At which age, for people: ``at 7 days``; ``on record`` for the last numbers.
    """
    why = _Why.none(sorts, at)
    parts = np.stack([numbers.values[numbers.row(one)] for one in kpi.over])
    unknown = np.isnan(parts)
    alike = _Alike.of(kpi, numbers, sorts)
    if kpi.may_lack:
        why.missing(unknown.all(axis=0), "interactions", ~unknown.all(axis=0))
    for one, is_missing in zip(kpi.over, unknown, strict=True):
        if kpi.may_lack:  # a network, or an export of it, has no such thing for some posts
            is_missing = is_missing & alike.have(~is_missing)  # noqa: PLW2901
        why.missing(is_missing, title(one), ~np.isnan(numbers.values[numbers.row(one)]))
    over = np.where(unknown, 0, parts).sum(axis=0)
    if kpi.less:
        less = numbers.values[numbers.row(kpi.less)]
        why.missing(np.isnan(less), title(kpi.less), ~np.isnan(less))
        over = over - less
    under = np.ones(len(over))
    if kpi.under:
        under = numbers.values[numbers.row(kpi.under)]
        why.missing(np.isnan(under), title(kpi.under), ~np.isnan(under))
        why.mark(under < 0, f"{title(kpi.under)} below zero")
        if not kpi.counts_none_under:
            why.mark(under == 0, zero(kpi))
    return Terms(
        over=over, under=under, reason=why.codes, reasons=tuple(why.texts), lacks=why.lacks
    )


def zero(kpi: Kpi) -> str:
    """Why nothing can be divided."""
    return f"zero {title(kpi.under)}"


def title(metric: str) -> str:
    """A metric in the middle of a sentence."""
    found = metrics().get(metric)
    return found.title.lower() if found else metric


@dataclass(frozen=True, kw_only=True, slots=True)
class _Why:
    """Reasons, the first that holds for each post."""

    sorts: Sorts
    at: str
    codes: NDArray[np.int64]
    lacks: Mask
    texts: list[str] = field(default_factory=lambda: [""])

    @staticmethod
    def none(sorts: Sorts, at: str) -> _Why:
        count = len(sorts.channels)
        return _Why(
            sorts=sorts, at=at, codes=np.zeros(count, np.int64), lacks=np.zeros(count, bool)
        )

    def mark(self, where: Mask, text: str) -> Mask:
        """Note a reason where there is none yet; give where it is new."""
        is_new: Mask = where & (self.codes == 0)
        if is_new.any():
            if text not in self.texts:
                self.texts.append(text)
            self.codes[is_new] = self.texts.index(text)
        return is_new

    def missing(self, where: Mask, what: str, is_told: Mask) -> None:
        """Note a number that is not there: the network has none, or this post lacks it."""
        if not is_told.any():
            self.mark(where, f"no {what} on record")
            return
        has = _told(is_told, self.sorts.channels)
        self.lacks[:] |= self.mark(where & has, f"no {what} {self.at}")
        for place in np.unique(self.sorts.channels[where & ~has]).tolist():
            own = where & ~has & (self.sorts.channels == place)
            self.mark(own, f"no {what} from {self.sorts.names[place]}")


@dataclass(frozen=True, slots=True)
class _Alike:
    """Posts whose parts come from the same columns of exports: what one has, the others lack.

    An export that has no quotes says nothing of quotes, whatever another export of the same
    network tells of other posts.

    Attributes:
        shapes: By post a number for its network, kind and the columns of its parts.
        columns: Shapes x parts: the column of each part; ``NOWHERE`` where there is none.
        kinds: By shape the network and kind.
    """

    shapes: NDArray[np.int64]
    columns: NDArray[np.int64]
    kinds: NDArray[np.int64]

    @staticmethod
    def of(kpi: Kpi, numbers: Numbers, sorts: Sorts) -> _Alike:
        """The shapes of posts for a KPI's parts."""
        rows = [numbers.row(one) for one in kpi.over]
        columns = numbers.columns[rows, :, 0].T.astype(np.int64)
        columns[np.isnan(numbers.values[rows]).T] = NOWHERE
        keys = np.column_stack([sorts.kinds, columns])
        unique, shapes = np.unique(keys, axis=0, return_inverse=True)
        return _Alike(shapes.reshape(-1), unique[:, 1:], unique[:, 0])

    def have(self, is_there: Mask) -> Mask:
        """For each post whether one has the number whose parts that both have come alike."""
        with_it = np.unique(self.shapes[is_there])
        found = np.zeros(len(self.columns), bool)
        for shape, own in enumerate(self.columns):
            theirs = self.columns[with_it]
            same = ((theirs == own) | (theirs == NOWHERE) | (own == NOWHERE)).all(axis=1)
            found[shape] = bool((same & (self.kinds[with_it] == self.kinds[shape])).any())
        told: Mask = found[self.shapes]
        return told


def _told(is_told: Mask, sorts: NDArray[np.int64]) -> Mask:
    """For each post whether any post of its sort has the number."""
    found = np.zeros(sorts.max(initial=-1) + 1, bool)
    found[sorts[is_told]] = True
    told: Mask = found[sorts]
    return told
