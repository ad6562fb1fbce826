"""The door that the web server calls."""

from __future__ import annotations

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchword.site.settings")
application = get_wsgi_application()

from watchword.site.review.warming import warm_up  # noqa: E402 - needs the applications

Thread(target=warm_up, name="warm-up", daemon=True).start()
