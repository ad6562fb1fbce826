"""Any table with a day and numbers of followers."""

from __future__ import annotations

from watchword.archive.readers.series import Series
from watchword.archive.readers.table.aliases import ALIASES
from watchword.archive.readers.table.figures import MORE

FOLLOWERS = (
    *("followers", "total followers", "follower count", "fans", "subscribers", "audience"),
    *("abonnenten", "abonnes", "seguidores", "seguaci", "volgers", "foljare"),
)

SERIES = (
    Series(
        format="Table of followers by day",
        needs=("|".join((*MORE["taken"], *ALIASES["published"])), "|".join(FOLLOWERS)),
        metrics={
            "followers": FOLLOWERS,
            "follows_1d": ("new followers", "new follows", "follows"),
            "unfollows_1d": ("unfollows",),
        },
        day=(*MORE["taken"], *ALIASES["published"]),
        network=ALIASES["channel"],
        account=ALIASES["account_name"],
    ),
)
