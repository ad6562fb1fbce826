"""The numbers in exports of CrowdTangle: what was, and what it expected.

Headers of real files (import-formats research, 2026-10). CrowdTangle's own times are those of
the zone behind them, in its API of UTC (github.com/CrowdTangle/API, wiki, Post, 2021).
"""

from __future__ import annotations

from watchword.archive.readers.figures import Figures

REACTIONS = ("like", "love", "wow", "haha", "sad", "angry", "care", "thankful")
_SUM = {"reactions": tuple(f"reactions_{one}" for one in REACTIONS)}
_SCORE = ("overperforming score", "overperforming", "score")
_TITLE = ("page name", "group name", "account")

FACEBOOK = Figures(
    metrics={
        "interactions_reported": ("=total interactions",),
        **{f"reactions_{one}": (one,) for one in REACTIONS},
        "reactions_like": ("likes",),
        "comments": ("comments",),
        "shares": ("shares",),
        "video_views": ("post views",),
        "followers_at_posting": ("followers at posting", "likes at posting"),
        "crowdtangle_score": _SCORE,
    },
    more={"account_title": _TITLE},
    own={"crowdtangle score": _SCORE},
    sums=_SUM,
)

INSTAGRAM = Figures(
    metrics={
        "interactions_reported": ("=total interactions",),
        "reactions": ("likes",),
        "comments": ("comments",),
        "views": ("views",),
        "followers_at_posting": ("followers at posting",),
        "crowdtangle_score": _SCORE,
    },
    more={"account_title": ("account",)},
    own={"crowdtangle score": _SCORE},
)

API = Figures(
    metrics={
        **{f"reactions_{one}": (f"statistics actual {one} count",) for one in REACTIONS},
        "comments": ("statistics actual comment count",),
        "shares": ("statistics actual share count",),
        "views": ("statistics actual view count",),
        **{f"expected_reactions_{one}": (f"statistics expected {one} count",) for one in REACTIONS},
        "expected_comments": ("statistics expected comment count",),
        "expected_shares": ("statistics expected share count",),
        "expected_views": ("statistics expected view count",),
        "crowdtangle_score": ("score",),
        "followers_at_posting": ("subscriber count",),
    },
    more={"taken": ("updated",), "account_title": ("account name",)},
    own={"crowdtangle score": ("score",)},
    sums=_SUM | {"expected_reactions": tuple(f"expected_reactions_{one}" for one in REACTIONS)},
    zone="UTC",
)


def _pair(metric: str, *names: str) -> dict[str, tuple[str, ...]]:
    """What was and what was expected; CrowdTangle wrote the pair in several ways."""
    expected = tuple(
        written
        for name in names
        for word in ("average", "avg", "expected")
        for written in (f"{name} {word}", f"{word} {name}")
    )
    return {metric: names, f"expected_{metric}": expected}


HISTORY = Figures(
    metrics={
        **_pair("reactions_like", "likes", "like"),
        **{
            metric: names
            for one in REACTIONS[1:]
            for metric, names in _pair(f"reactions_{one}", one, f"{one}s").items()
        },
        **_pair("comments", "comments", "comment"),
        **_pair("shares", "shares", "share"),
        **_pair("views", "views"),
        "crowdtangle_score": ("overperforming underperforming score", *_SCORE),
    },
    more={"taken": ("score date",)},
    sums=_SUM | {"expected_reactions": tuple(f"expected_reactions_{one}" for one in REACTIONS)},
)
