"""The process that sends: ``python -m watchword.site.publishing SECONDS``."""

from __future__ import annotations

import logging
import sys
import time


def run(seconds: float) -> None:
    """Send what is due for ever, looking once in so many seconds."""
    import django

    django.setup()
    from django.db import close_old_connections

    from watchword.site.publishing.alive import living
    from watchword.site.publishing.sending import send_due

    log = logging.getLogger("watchword.site.publishing")
    with living() as name:
        while True:
            try:
                send_due(name)
            except Exception:  # one bad delivery must not keep the others from going out
                log.exception("sending failed; it is tried again")
            close_old_connections()
            time.sleep(seconds)


if __name__ == "__main__":
    run(float(sys.argv[1]))
