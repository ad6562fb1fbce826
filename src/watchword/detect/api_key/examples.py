"""Texts that prove the detector; tokens are put together here so that none lies in the tree."""

from __future__ import annotations

import base64

from watchword.detect.api_key import base62_crc32

_LETTERS = "aK3dLm9QpR7sTuV2wXyZ4bC6eF8gHjN5"


def body(length: int, alphabet: str = _LETTERS) -> str:
    """Varied characters that no provider issued."""
    return "".join(alphabet[(number * 7 + number // 3) % len(alphabet)] for number in range(length))


_HEX = "0a1b2c3d4e5f6789"
_GITHUB = "gh" + "p_" + body(30) + base62_crc32(body(30))
_GITHUB_MISTYPED = _GITHUB[:-1] + ("a" if _GITHUB[-1] != "a" else "b")
_AWS = "AK" + "IA" + body(16, "ABCDEFGHIJKLMNOPQ234567")
_GOOGLE = "AI" + "za" + body(35)
_SLACK = "xo" + "xb-" + body(12, "0123456789") + "-" + body(24)
_STRIPE = "sk_" + "live_" + body(24)
_SENDGRID = "S" + "G." + body(22) + "." + body(43)
_TELEGRAM = body(9, "123456789") + ":A" + "A" + body(33)
_DISCORD = base64.urlsafe_b64encode(b"100200300400500600").decode() + "." + body(6) + "." + body(27)
_HOOK = "hooks.slack" + ".com/services/T" + body(8, "ABC123DEF") + "/B" + body(8, "ABC123DEF")
_HOOK += "/" + body(24)
_MAILCHIMP = body(32, _HEX) + "-us" + "12"
_NAMED = body(40)

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (f"export GH={_GITHUB}", (_GITHUB,)),
    (f"aws {_AWS}.", (_AWS,)),
    (f"key={_GOOGLE}&v=3", (_GOOGLE,)),
    (f"{_SLACK} leaked", (_SLACK,)),
    (f"curl -u {_STRIPE}:", (_STRIPE,)),
    (f"mail {_SENDGRID}", (_SENDGRID,)),
    (f"bot {_TELEGRAM}", (_TELEGRAM,)),
    (f"discord {_DISCORD}", (_DISCORD,)),
    (f"post to https://{_HOOK}", (_HOOK,)),
    (f"mc {_MAILCHIMP}", (_MAILCHIMP,)),
    (f"client_secret: '{_NAMED}'", (_NAMED,)),
    (f"our api key is {_NAMED}.", (_NAMED,)),
    (f"export GH={_GITHUB_MISTYPED}", ()),
    ("sk_live_" + "x" * 24, ()),
    ("api_key = your-api-key-goes-here-42", ()),
    ("Our API key is kept in a safe place", ()),
    ("The key-holder scheme opens in May", ()),
)
