"""The log-linear model of one account: what its columns are, and which cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from watchword.measure.effects.attributes import base_of

LEAST_POSTS = 3
LEAST_WEEKS = 2
"""A level needs as many posts, in as many weeks, and so do the other levels."""

KNOT_WEEKS = 13
"""Weeks between the bends of the slowly varying level."""

NONE = "none"
"""Level of the posts that belong to no campaign."""

TANGLE = 1e-7
"""Singular values below this share of the largest are none."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A level of an attribute.

    Attributes:
        attribute: Its name.
        level: The level.
        base: What it is compared with.
        rows: Which of the account's posts have it.
        known: Of how many posts the attribute is known.
        posts: How many have it.
        weeks: In how many weeks.
        too_few: Why it cannot be estimated; "" otherwise.
        tangled: The names of what it cannot be told apart from.
    """

    attribute: str
    level: str
    base: str
    rows: Floats
    known: int
    posts: int
    weeks: int
    too_few: str = ""
    tangled: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Design:
    """Columns of the model: first the level of the account, then the terms.

    Attributes:
        matrix: Posts x columns.
        level: How many of the first columns are the account's level.
        terms: The terms that have a column, in order.
        others: Terms that have none, with the reason.
    """

    matrix: Floats
    level: int
    terms: tuple[Term, ...]
    others: tuple[Term, ...]


def design_of(levels: Mapping[str, Sequence[str | None]], weeks: NDArray[np.int64]) -> Design:
    """The columns for an account.

    Args:
        levels: For each attribute the level of each post.
        weeks: Number of the week of each post.
    """
    terms: list[Term] = []
    for name, own in levels.items():
        terms += _terms(name, own, weeks)
    terms = _without_doubles(terms)
    usable = [one for one in terms if not one.too_few and not one.tangled]
    drift = drift_of(weeks)
    matrix = np.column_stack([drift, *(one.rows for one in usable)])
    tangles = _tangles(matrix, drift.shape[1], usable)
    kept = [one for one, tangled in zip(usable, tangles, strict=True) if not tangled]
    others = [
        _tangled(one, tangled) for one, tangled in zip(usable, tangles, strict=True) if tangled
    ]
    # what cannot be told apart is still accounted for, as one, so that it disturbs nothing else
    spare = _independent([one.rows for one in others], [drift, *(one.rows for one in kept)])
    level = np.column_stack([drift, *spare]) if spare else drift
    return Design(
        matrix=np.column_stack([level, *(one.rows for one in kept)]),
        level=level.shape[1],
        terms=tuple(kept),
        others=(*[one for one in terms if one.too_few or one.tangled], *others),
    )


def _without_doubles(terms: Sequence[Term]) -> list[Term]:
    """Terms of which none says the same as another by its very meaning.

    What a network calls a video is one: where one kind is all videos, "video" tells of them and
    the kind says so; where several kinds are, they tell more than "video" does.
    """
    video = next((one for one in terms if one.attribute == "is_video" and not one.too_few), None)
    if video is None:
        return list(terms)
    inside = [
        one
        for one in terms
        if one.attribute == "kind" and one.posts and (one.rows <= video.rows).all()
    ]
    if not inside or not np.array_equal(sum(one.rows for one in inside), video.rows):
        return list(terms)
    if len(inside) == 1:
        return [_tangled(one, ("video",)) if one is inside[0] else one for one in terms]
    kinds = tuple(_named(one) for one in inside)
    return [_tangled(one, kinds) if one is video else one for one in terms]


def drift_of(weeks: NDArray[np.int64]) -> Floats:
    """One and a level that may bend every thirteen weeks."""
    since = (weeks - weeks.min()).astype(float)
    span = float(since.max())
    columns = [np.ones(len(weeks))]
    if span >= KNOT_WEEKS / 2:
        columns.append(since / KNOT_WEEKS)
    columns += [
        np.maximum(since - knot, 0) / KNOT_WEEKS
        for knot in np.arange(KNOT_WEEKS, span - KNOT_WEEKS / 2, KNOT_WEEKS)
    ]
    return np.column_stack(columns)


def _terms(name: str, own: Sequence[str | None], weeks: NDArray[np.int64]) -> list[Term]:
    counts = Counter(level for level in own if level is not None)
    base = base_of(name)
    if not counts or (set(counts) == {base} and base == NONE):
        return []  # nobody has told it of any post
    if base not in counts:
        base = min(counts, key=lambda level: (-counts[level], level))
    known = sum(counts.values())
    if len(counts) == 1:
        return [_term(name, base, base, own, weeks, known, "all posts are alike")]
    return [
        _term(name, level, base, own, weeks, known, "") for level in sorted(counts) if level != base
    ]


def _term(
    name: str,
    level: str,
    base: str,
    own: Sequence[str | None],
    weeks: NDArray[np.int64],
    known: int,
    why: str,
) -> Term:
    has = np.array([one == level for one in own])
    at_base = np.array([one == base for one in own])
    for rows, words in ((has, ""), (at_base, f" with {base!r}")):
        if why:
            break
        if rows.sum() < LEAST_POSTS:
            why = f"only {int(rows.sum())} posts{words}, and it takes {LEAST_POSTS}"
        elif len(np.unique(weeks[rows])) < LEAST_WEEKS:
            why = f"all its posts{words} are of one week"
    return Term(
        attribute=name,
        level=level,
        base=base,
        rows=has.astype(float),
        known=known,
        posts=int(has.sum()),
        weeks=len(np.unique(weeks[has])),
        too_few=why,
    )


def _tangles(matrix: Floats, level: int, terms: Sequence[Term]) -> list[tuple[str, ...]]:
    """For each term the others that it cannot be told apart from."""
    found: list[tuple[str, ...]] = [()] * len(terms)
    if not terms:
        return found
    _, sizes, directions = np.linalg.svd(matrix / np.linalg.norm(matrix, axis=0))
    null = directions[np.sum(sizes > TANGLE * sizes[0]) :]
    for vector in null:
        involved = [one for one in range(len(terms)) if abs(vector[level + one]) > TANGLE**0.5]
        for one in involved:
            rest = [_named(terms[other]) for other in involved if other != one]
            found[one] = tuple(dict.fromkeys((*found[one], *(rest or ["how the level changed"]))))
    return found


def _independent(columns: Sequence[Floats], known: Sequence[Floats]) -> list[Floats]:
    kept: list[Floats] = []
    for one in columns:
        matrix = np.column_stack([*known, *kept, one])
        if np.linalg.matrix_rank(matrix, tol=1e-8 * np.sqrt(len(one))) == matrix.shape[1]:
            kept.append(one)
    return kept


def _tangled(term: Term, others: tuple[str, ...]) -> Term:
    return Term(
        attribute=term.attribute,
        level=term.level,
        base=term.base,
        rows=term.rows,
        known=term.known,
        posts=term.posts,
        weeks=term.weeks,
        tangled=others,
    )


def _named(term: Term) -> str:
    from watchword.measure.effects.effect import Effect, State

    return Effect(
        channel="",
        account="",
        attribute=term.attribute,
        level=term.level,
        base=term.base,
        state=State.TANGLED,
        posts=0,
        others=0,
        weeks=0,
    ).name
