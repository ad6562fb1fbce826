"""The month's posts by campaign, pillar and account, and what they lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchword.measure.report.frame import Frame
from watchword.measure.report.month import NO_PILLAR, Gap, Group

Plan = Mapping[tuple[str, str], Mapping[str, float | None]]
"""By channel and account, as posts write them: pillars, and the share of the account's posts that
each is to be; None where no share is planned."""


def grouped(frame: Frame, names: Sequence[str | None]) -> tuple[Group, ...]:
    """The month's posts by name.

    Args:
        frame: Posts with their numbers.
        names: By post of the frame: its group; None for none.
    """
    places: dict[str, list[int]] = {}
    for place in np.flatnonzero(frame.of_month).tolist():
        places.setdefault(names[place] or NO_PILLAR, []).append(place)
    percentiles, values = frame.percentiles, frame.values
    return tuple(
        _group(name, percentiles[where], values[where]) for name, where in sorted(places.items())
    )


def _group(name: str, percentiles: NDArray[np.float64], values: NDArray[np.float64]) -> Group:
    judged, seen = np.isfinite(percentiles), np.isfinite(values)
    return Group(
        name=name,
        posts=len(values),
        judged=int(judged.sum()),
        above=int((percentiles[judged] > 50).sum()),  # noqa: PLR2004 - the middle
        result=float(values[seen].sum()) if seen.any() else None,
    )


def column(frame: Frame, name: str) -> list[str | None]:
    """A text column of the posts."""
    found: list[str | None] = frame.posts[name].cast(pa.string()).to_pylist()
    return [one.strip() if one else None for one in found]


def account_names(frame: Frame) -> list[str]:
    """``glenmarrowhealth on x`` by post."""
    pairs = zip(column(frame, "account"), column(frame, "channel"), strict=True)
    return [f"{account} on {channel}" for account, channel in pairs]


def pillars(frame: Frame, plan: Plan) -> tuple[Group, ...]:
    """The month's posts by pillar; planned ones without a post as well."""
    planned = _planned(frame, plan)
    known = {name.casefold(): name for name in planned}
    names = [known.get(name.casefold(), name) if name else None for name in column(frame, "pillar")]
    found = {one.name: one for one in grouped(frame, names)}
    shares = _shares(frame, plan)
    for name in planned:
        found.setdefault(name, Group(name=name, posts=0, judged=0, above=0, result=None))
    return tuple(
        Group(
            name=one.name,
            posts=one.posts,
            judged=one.judged,
            above=one.above,
            result=one.result,
            planned=shares.get(one.name.casefold()),
            is_planned=one.name in planned,
        )
        for one in found.values()
    )


def _planned(frame: Frame, plan: Plan) -> list[str]:
    """Pillars that the month's accounts plan, each once."""
    accounts = set(zip(column(frame, "channel"), column(frame, "account"), strict=True))
    found: dict[str, str] = {}
    for (channel, account), names in plan.items():
        if (channel, account) in accounts:
            for name in names:
                found.setdefault(name.casefold(), name)
    return list(found.values())


def _shares(frame: Frame, plan: Plan) -> dict[str, float]:
    """Share of the month's posts that each pillar was to be; none unless every account that
    posted plans shares, as a share of some accounts' posts says nothing of the whole.
    """
    pairs = zip(column(frame, "channel"), column(frame, "account"), strict=True)
    posted = Counter(
        pair for pair, is_of in zip(pairs, frame.of_month.tolist(), strict=True) if is_of
    )
    found: dict[str, float] = {}
    for account, posts in posted.items():
        channel, name = account
        own = plan.get((channel or "", name or ""), {})
        known = {pillar: share for pillar, share in own.items() if share is not None}
        if not known:
            return {}
        for pillar, share in known.items():
            key = pillar.casefold()
            found[key] = found.get(key, 0.0) + share * posts / posted.total()
    return found


_DETAILS = (
    ("pillar", "a pillar", "share by pillar", "name one in the workbook"),
    (
        "campaign",
        "a campaign",
        "result by campaign",
        "name it in the workbook, if there is one",
    ),
    ("is_video", "whether it is a video", "effect of video", "fill it in, in the workbook"),
)


def gaps(frame: Frame, age: str) -> tuple[Gap, ...]:
    """What posts of the month lack, worst first."""
    mask = frame.of_month
    whole = int(mask.sum())
    found = [
        Gap(
            what=f"{frame.metric} at {age}",
            missing=int((~np.isfinite(frame.values[mask])).sum()),
            of=whole,
            means="place among comparable posts",
            mend="import an export that was made after the post had that age",
        ),
        Gap(
            what="reach",
            missing=int((~np.isfinite(frame.reach[mask])).sum()),
            of=whole,
            means="rate by reach",
            mend="export reach too, where the network gives it",
        ),
    ]
    for name, what, means, mend in _DETAILS:
        missing = int((frame.posts[name].is_null().to_numpy() & mask).sum())
        found.append(Gap(what=what, missing=missing, of=whole, means=means, mend=mend))
    return tuple(sorted(found, key=lambda one: -one.missing))
