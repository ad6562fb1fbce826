"""The site's own settings, with one middleware more: it says how long an answer took.

``X-Server-Seconds`` is the time in the server from the first middleware to the last, wall clock;
``X-Queries`` how many statements the database was sent.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from watchword.site.settings import *  # noqa: F403 - the settings themselves


class Measured:
    """Time and queries of each answer, in its headers."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say what it took."""
        count = 0

        def counted(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        start = time.perf_counter()
        with connection.execute_wrapper(counted):
            made = self.answer(request)
        made["X-Server-Seconds"] = f"{time.perf_counter() - start:.6f}"
        made["X-Queries"] = str(count)
        return made


MIDDLEWARE = ["site_settings.Measured", *MIDDLEWARE]  # noqa: F405
