"""Trying links and numbers that open nothing: a few times a minute, then one waits."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MISSES = 20
"""Misses a minute and address before one waits."""
SECONDS = 60


def must_wait(request: HttpRequest) -> bool:
    """Whether too many misses came from the same address lately."""
    return int(cache.get(_key(request), 0)) >= MISSES


def count_miss(request: HttpRequest) -> None:
    """Remember a miss for a minute."""
    key = _key(request)
    if not cache.add(key, 1, SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.set(key, 1, SECONDS)


def _key(request: HttpRequest) -> str:
    address = str(get_adapter().get_client_ip(request))
    return "misses:" + hashlib.sha256(address.encode()).hexdigest()
