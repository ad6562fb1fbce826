"""Texts that prove the detector; keys are put together here so that none lies in the tree."""

from __future__ import annotations

import base64

from watchword.detect.bech32 import bech32

_BODY = base64.b64encode(bytes(range(64))).decode()


def framed(kind: str, body: str) -> str:
    """A PEM frame around a body that is no key."""
    dashes = "-" * 5
    name = " ".join(part for part in (kind, "PRIVATE", "KEY") if part)
    return f"{dashes}BEGIN {name}{dashes}\n{body}\n{dashes}END {name}{dashes}"


_PLAIN, _RSA, _SSH = (framed(kind, _BODY) for kind in ("", "RSA", "OPENSSH"))
_EMPTY = framed("", "AAAA")
_CUT = _RSA.split("\n-----END")[0]
_PUTTY = "PuTTY-User-Key-" + "File-2: ssh-rsa\nEncryption: none\nPrivate-Lines: 1\n" + _BODY
_AGE = bech32("age-secret-key-", [number * 7 % 32 for number in range(52)]).upper()
_WIREGUARD = base64.b64encode(bytes(range(60, 92))).decode()

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (f"here is my key {_PLAIN} ok", (_PLAIN,)),
    (f"{_RSA}\n{_SSH}", (_RSA, _SSH)),
    (_RSA.replace("\n", "\\n"), (_RSA.replace("\n", "\\n"),)),
    (_CUT, (_CUT,)),
    (_PUTTY, (_PUTTY,)),
    (f"age: {_AGE}", (_AGE,)),
    (f"PrivateKey = {_WIREGUARD}", (_WIREGUARD,)),
    (_EMPTY, ()),
    (f"age: {_AGE[:-1]}{'Q' if _AGE[-1] != 'Q' else 'P'}", ()),
    ("Keep your private key private", ()),
    (framed("", _BODY).replace("PRIVATE", "PUBLIC"), ()),
)
