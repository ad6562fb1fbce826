"""Makes the home of a site for the journeys, or keeps sending what is due.

``python made_home.py bare|filled|changed|send``, with the site's folder in WATCHWORD_HOME.
"""

from __future__ import annotations

import sys
import time

import django


def main(kind: str) -> None:
    django.setup()
    if kind == "send":
        _send()
    from watchword.site.running import create_administrator, prepare

    if kind == "bare":
        create_administrator(
            email="ada.moss@glenmarrow.example",
            given_name="Ada",
            family_name="Moss",
            password="glenmarrow demonstration",
        )
        return
    from watchword.site.demonstration import fill

    prepare()
    fill()


def _send() -> None:
    from watchword.site.notices.actions import send_due

    while True:
        send_due()
        time.sleep(0.3)


if __name__ == "__main__":
    main(sys.argv[1])
