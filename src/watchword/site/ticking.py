"""The process that beats the clock: ``python -m watchword.site.ticking SECONDS``."""

from __future__ import annotations

import sys
import time


def run(seconds: float) -> None:
    """Beat for ever, once in so many seconds."""
    import django

    django.setup()
    from django.db import close_old_connections
    from django.utils import timezone

    from watchword.site.clockwork import beat

    while True:
        close_old_connections()
        beat(timezone.now())
        time.sleep(seconds)


if __name__ == "__main__":
    run(float(sys.argv[1]))
