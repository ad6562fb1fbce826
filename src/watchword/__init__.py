"""Watchword: the social media policy that runs.

The names below are the everyday API. They load on first use, so that ``import watchword``
costs nothing::

    import watchword

    policy = watchword.load("policy")
    verdict = watchword.check_draft("Call me on 07700 900123", policy=policy)
    verdict.action             # <Action.HOLD: 'hold'>
    verdict.findings[0].why    # the reason, in the policy's words
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchword.api import check_draft, check_file, check_post, check_table, engine
    from watchword.policy.load import load
    from watchword.terms.facts import Facts
    from watchword.terms.finding import Action, Finding, Severity, Verdict
    from watchword.terms.post import Post

__all__ = [
    "Action",
    "Facts",
    "Finding",
    "Post",
    "Severity",
    "Verdict",
    "check_draft",
    "check_file",
    "check_post",
    "check_table",
    "engine",
    "load",
]

_HOMES = {
    "Action": "watchword.terms.finding",
    "Facts": "watchword.terms.facts",
    "Finding": "watchword.terms.finding",
    "Post": "watchword.terms.post",
    "Severity": "watchword.terms.finding",
    "Verdict": "watchword.terms.finding",
    "check_draft": "watchword.api",
    "check_file": "watchword.api",
    "check_post": "watchword.api",
    "check_table": "watchword.api",
    "engine": "watchword.api",
    "load": "watchword.policy.load",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'watchword' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
