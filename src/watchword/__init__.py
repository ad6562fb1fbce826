"""Watchword: the social media policy that runs.

The names below are the whole of the everyday API; they load on first use, so
``import watchword`` is free::

    import watchword

    policy = watchword.load("policy")
    verdict = watchword.check("Call me on 07700 900123", policy=policy)
    verdict.action          # Action.HOLD
    verdict.findings[0].why
"""

from __future__ import annotations
