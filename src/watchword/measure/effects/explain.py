"""Why posts did better or worse: effects of accounts, and the exact decomposition of a post."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from watchword.measure.effects.attributes import levels_of
from watchword.measure.effects.design import Design, Floats, Term, design_of
from watchword.measure.effects.effect import Effect, State
from watchword.measure.effects.fit import LEAST_WEEKS, Fit, discoveries, fit, normal_p
from watchword.measure.effects.pool import pooled

FALSE_SHARE = 0.1
"""Share of the differences called clear that may be chance."""

LEAST_POSTS = 15
"""Posts below which an account is not explained at all."""

WEEK = 7 * 86_400_000
_MONDAY = 4 * 86_400_000
"""The epoch was a Thursday: ms from it to the first Monday."""

Account = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One factor of a post's result.

    Attributes:
        name: For people.
        times: The multiplier.
        low: Lower end of its 90 % interval.
        high: Upper end.
        is_clear: Whether it can be told from times one.
    """

    name: str
    times: float
    low: float
    high: float
    is_clear: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Decomposition:
    """A post's result as an exact product: baseline, its parts, and what is left over.

    Attributes:
        value: The result.
        baseline: What a post without these parts usually has on this account at that time.
        parts: Its factors.
        unexplained: What is left over, times.
    """

    value: float
    baseline: float
    parts: tuple[Part, ...]
    unexplained: float

    @property
    def expected(self) -> float:
        """What such a post usually has."""
        return self.baseline * math.prod(one.times for one in self.parts)

    def __str__(self) -> str:
        parts = [
            f"{one.name} ×{one.times:.2f} [{one.low:.2f} to {one.high:.2f}]" for one in self.parts
        ]
        return ", ".join(
            [f"expected {self.baseline:,.0f}", *parts, f"unexplained ×{self.unexplained:.2f}"]
        )


@dataclass(slots=True)
class _Told:
    """What one account tells."""

    rows: np.ndarray
    design: Design
    fit: Fit | None
    effects: dict[tuple[str, str], Effect] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """The effects of all accounts.

    Attributes:
        accounts: Those that posts are of, in order.
        reasons: Why an account is not explained.
    """

    accounts: tuple[Account, ...]
    reasons: Mapping[Account, str]
    _told: Mapping[Account, _Told]
    _places: Mapping[int, tuple[Account, int]]
    _values: Floats

    def effects(self, account: Account) -> tuple[Effect, ...]:
        """All effects of an account: clear ones first, largest first."""
        if account not in self._told:
            return ()
        found = self._told[account].effects.values()
        order = list(State)

        def rank(one: Effect) -> tuple[int, float, str]:
            size = -abs(math.log(one.times)) if one.times else 0.0
            return order.index(one.state), size, one.name

        return tuple(sorted(found, key=rank))

    def spread(self, account: Account) -> float | None:
        """Standard deviation of an account's posts around the model, on the log scale."""
        told = self._told.get(account)
        return told.fit.spread if told and told.fit else None

    def decompose(self, post: int) -> Decomposition | None:
        """A post's result as an exact product; None where its account is not explained or its
        number is not known.
        """
        account, row = self._places.get(post, (("", ""), -1))
        told = self._told.get(account)
        if told is None or told.fit is None:
            return None
        design = told.design
        value = float(self._values[told.rows[row]])
        parts = []
        for place, term in enumerate(design.terms, design.level):
            effect = told.effects[term.attribute, term.level]
            if design.matrix[row, place] and effect.times and effect.low and effect.high:
                parts.append(
                    Part(
                        name=effect.name,
                        times=effect.times,
                        low=effect.low,
                        high=effect.high,
                        is_clear=effect.is_clear,
                    )
                )
        level = float(design.matrix[row, : design.level] @ told.fit.beta[: design.level])
        level += self._balance(told)
        baseline = math.exp(level)
        expected = baseline * math.prod(one.times for one in parts)
        return Decomposition(
            value=value,
            baseline=baseline,
            parts=tuple(sorted(parts, key=lambda one: -abs(math.log(one.times)))),
            unexplained=value / expected,
        )

    def _balance(self, told: _Told) -> float:
        """What the level must give so that the account's posts come out right on average, now
        that their effects are drawn towards the peers'.
        """
        assert told.fit is not None
        design = told.design
        total = 0.0
        for place, term in enumerate(design.terms, design.level):
            effect = told.effects[term.attribute, term.level]
            shrunk = math.log(effect.times) if effect.times else 0.0
            total += float(design.matrix[:, place].mean()) * (told.fit.beta[place] - shrunk)
        return total


def explain(
    posts: pa.Table,
    values: Floats,
    *,
    zone: ZoneInfo = ZoneInfo("UTC"),  # noqa: B008 - a constant
    levels: Mapping[str, Sequence[str | None]] | None = None,
) -> Explanation:
    """Explain posts by their attributes, account by account, accounts helping one another.

    Args:
        posts: Of POSTS.
        values: Their numbers of one metric at one age, not below zero; NaN where unknown.
        zone: Where weekdays and hours are told.
        levels: Levels of attributes, where others than the usual ones are wanted.
    """
    known = levels_of(posts, zone) if levels is None else levels
    when = posts.column("published").cast(pa.int64()).to_numpy(zero_copy_only=False).astype(float)
    pairs = list(
        zip(*(posts.column(one).to_pylist() for one in ("channel", "account")), strict=True)
    )
    told: dict[Account, _Told] = {}
    reasons: dict[Account, str] = {}
    for account in sorted(set(pairs)):
        is_own = np.array([pair == account for pair in pairs])
        rows = np.flatnonzero(is_own & np.isfinite(values) & np.isfinite(when))
        one = _tell(rows, values, when, known)
        if one.fit is None:
            reasons[account] = _why(rows, when)
        else:
            told[account] = one
    _pool(told)
    numbers = posts.column("post").to_pylist()
    places = {
        numbers[row]: (account, place)
        for account, one in told.items()
        for place, row in enumerate(one.rows.tolist())
    }
    return Explanation(
        accounts=tuple(sorted(set(pairs))),
        reasons=reasons,
        _told=told,
        _places=places,
        _values=values,
    )


def _tell(
    rows: np.ndarray, values: Floats, when: Floats, levels: Mapping[str, Sequence[str | None]]
) -> _Told:
    weeks = ((when[rows] - _MONDAY) // WEEK).astype(np.int64)
    if len(rows) < LEAST_POSTS or len(np.unique(weeks)) < LEAST_WEEKS:
        return _Told(rows, Design(matrix=np.ones((0, 1)), level=1, terms=(), others=()), None)
    own = {name: [every[row] for row in rows] for name, every in levels.items()}
    design = _slim(design_of(own, weeks), len(rows))
    return _Told(rows, design, fit(design.matrix, np.log1p(values[rows]), weeks))


def _slim(design: Design, posts: int) -> Design:
    """Without the rarest terms where there are too few posts for all: five posts a column."""
    most = max(posts // 5 - design.level, 1)
    if len(design.terms) <= most:
        return design
    ranked = sorted(design.terms, key=lambda one: -min(one.posts, one.known - one.posts))
    kept = [one for one in design.terms if one in ranked[:most]]
    dropped = [
        replace(one, too_few=f"{posts} posts cannot tell so many attributes")
        for one in design.terms
        if one not in ranked[:most]
    ]
    columns = [design.level + design.terms.index(one) for one in kept]
    return Design(
        matrix=design.matrix[:, [*range(design.level), *columns]],
        level=design.level,
        terms=tuple(kept),
        others=(*design.others, *dropped),
    )


def _why(rows: np.ndarray, when: Floats) -> str:
    weeks = len(np.unique((when[rows] - _MONDAY) // WEEK))
    if len(rows) < LEAST_POSTS:
        return f"{len(rows)} posts with a number; it takes {LEAST_POSTS}"
    if weeks < LEAST_WEEKS:
        return f"posts of {weeks} weeks; it takes {LEAST_WEEKS}"
    return "too many attributes for so few posts"


def _pool(told: Mapping[Account, _Told]) -> None:
    """Fill in the effects of every account, each drawn towards those of the others."""
    accounts = list(told)
    alone = {account: _alone(one) for account, one in told.items()}
    keys = sorted({key for own in alone.values() for key in own})
    for key in keys:
        bases = {own[key][0].base for own in alone.values() if key in own}
        for base in bases:
            group = [
                one for one in accounts if key in alone[one] and alone[one][key][0].base == base
            ]
            estimates = np.array([alone[one][key][1] for one in group])
            errors = np.array([alone[one][key][2] for one in group])
            middle, low, high, error = pooled(estimates, errors)
            for place, account in enumerate(group):
                term = alone[account][key][0]
                told[account].effects[key] = _effect(
                    account,
                    term,
                    middle[place],
                    low[place],
                    high[place],
                    error[place],
                )
    for one in told.values():
        _settle(one)


def _alone(one: _Told) -> dict[tuple[str, str], tuple[Term, float, float]]:
    """Estimate and error of every term; NaN where the account cannot tell."""
    assert one.fit is not None
    found = {
        (term.attribute, term.level): (
            term,
            float(one.fit.beta[place]),
            float(one.fit.error[place]),
        )
        for place, term in enumerate(one.design.terms, one.design.level)
    }
    for term in one.design.others:
        found[term.attribute, term.level] = (term, math.nan, math.nan)
    return found


def _effect(
    account: Account, term: Term, middle: float, low: float, high: float, error: float
) -> Effect:
    others = term.known - term.posts
    about = Effect(
        channel=account[0],
        account=account[1],
        attribute=term.attribute,
        level=term.level,
        base=term.base,
        state=State.TOO_FEW,
        posts=term.posts,
        others=others,
        weeks=term.weeks,
    )
    if term.level == term.base:
        return replace(about, reason=term.too_few)
    if term.tangled:
        return replace(
            about,
            state=State.TANGLED,
            reason=f"these posts are those of {' and '.join(term.tangled)}",
        )
    is_borrowed = bool(term.too_few)
    if not math.isfinite(middle):
        return replace(about, reason=term.too_few)
    return replace(
        about,
        times=math.exp(middle),
        low=math.exp(low),
        high=math.exp(high),
        p=float(normal_p(np.array([middle]), np.array([error]))[0]),
        state=State.TOO_FEW if is_borrowed else State.NOT_CLEAR,
        reason=f"{term.too_few}; this is what other accounts say" if is_borrowed else "",
    )


def _settle(one: _Told) -> None:
    """Say which effects are clear, so that few of those are chance."""
    open_ones = [key for key, effect in one.effects.items() if effect.state is State.NOT_CLEAR]
    p = np.array([one.effects[key].p for key in open_ones], float)
    for key, is_found in zip(open_ones, discoveries(p, FALSE_SHARE), strict=True):
        if is_found:
            one.effects[key] = replace(one.effects[key], state=State.CLEAR)
