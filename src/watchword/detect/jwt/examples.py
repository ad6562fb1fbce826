"""Texts that prove the detector; tokens are put together here so that none lies in the tree."""

from __future__ import annotations

import base64
import json


def token(header: dict[str, str], claims: dict[str, str]) -> str:
    """An unsigned token with an invented signature."""

    def encoded(part: dict[str, str]) -> str:
        return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")

    return f"{encoded(header)}.{encoded(claims)}.{'c2ln' * 8}"


_SIGNED = token({"alg": "HS256", "typ": "JWT"}, {"sub": "jane"})
_NO_ALGORITHM = token({"kind": "letter"}, {"sub": "jane"})

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (f"Bearer {_SIGNED}", (_SIGNED,)),
    (f"my token is {_SIGNED}!", (_SIGNED,)),
    (f'{{"jwt": "{_SIGNED}"}}', (_SIGNED,)),
    (f"not one: {_NO_ALGORITHM}", ()),
    ("eyJust.saying.hello to all", ()),
    ("eyJabcdefghijkl.mnop.qrst", ()),
)
