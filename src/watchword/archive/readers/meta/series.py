"""Daily numbers of a Page or an Instagram account from Meta Business Suite.

UTF-16; ``sep=,``, then the metric's name alone on a line, then ``Date`` and ``Primary``
(import-formats research, 2026-10). The file says neither the network nor the account.
"""

from __future__ import annotations

from collections.abc import Sequence

from watchword.archive.readers.figures import Figure, clean
from watchword.archive.readers.headers import plain
from watchword.archive.readers.series import Series

_METRICS = {
    "views": "views_1d",
    "impressions": "impressions_1d",
    "reach": "reach_1d",
    "viewers": "reach_1d",
    "interactions": "interactions_reported_1d",
    "content interactions": "interactions_reported_1d",
    "link clicks": "link_clicks_1d",
    "follows": "follows_1d",
    "new follows": "follows_1d",
    "unfollows": "unfollows_1d",
    "net follows": "follows_net_1d",
    "visits": "page_views_1d",
    "profile visits": "profile_visits_1d",
    "page visits": "page_views_1d",
    "followers": "followers",
}
_PREFIXES = ("facebook ", "instagram ", "page ")


def _columns(names: Sequence[str], above: Sequence[Sequence[str]]) -> Sequence[Figure]:
    place = next((index for index, name in enumerate(names) if plain(name) == "primary"), -1)
    for row in reversed(above):
        for cell in row:
            title = plain(cell)
            metric = _METRICS.get(title) or next(
                (
                    _METRICS[title.removeprefix(one)]
                    for one in _PREFIXES
                    if title.startswith(one) and title.removeprefix(one) in _METRICS
                ),
                "",
            )
            if metric and place >= 0:
                return (Figure(metric=metric, place=place, name=clean(cell)),)
    return ()


_NAMES = {
    metric: tuple(name for name, one in _METRICS.items() if one == metric)
    for metric in dict.fromkeys(_METRICS.values())
}
SERIES = (
    Series(
        format="Meta Business Suite, one number a day",
        needs=("date", "primary"),
        find=_columns,
        metrics=_NAMES,
    ),
)
