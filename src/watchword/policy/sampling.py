"""The monthly sample: published posts that a person looks at, drawn so that anybody can draw again.

Posts are put in the order of SHA-256 over the seed, a space and the post's name, in UTF-8; the
first ``ceil(share x posts)`` are the sample. The seed is the digest of the last entry of the audit
record before the month's end, which nobody knows while the month lasts and nobody can change after.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from watchword.base.header import Node
from watchword.base.schema import Reading

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Share:
    """A share, as a policy writes it: ``5%``.

    Attributes:
        percent: 0 to 100.
    """

    percent: int = 0

    @staticmethod
    def read(node: Node, what: str, reading: Reading) -> Share | None:
        """Read it from a header."""
        number, sign, rest = str(node.value).strip().partition("%")
        percent = int(number) if number.strip().isdecimal() else -1
        if not sign or rest or not 0 <= percent <= _WHOLE:
            hint = "write a whole number from 0 to 100 with a percent sign, such as 5%"
            reading.problem(node.line, f"{what} is {node.value!r}, which is no share", hint)
            return None
        return Share(percent)

    @staticmethod
    def json_schema() -> dict[str, object]:
        """Its JSON Schema."""
        return {"type": "string", "pattern": r"^[0-9]{1,3}\s*%$"}


def draw_sample(names: Iterable[str], share: Share, seed: str) -> list[str]:
    """The sample of some posts, in the order of the draw.

    Args:
        names: Each post's own name, each once.
        share: How much of them; any share above 0 draws at least one of any posts.
        seed: Digest of the audit record, in hexadecimal.
    """
    found = sorted(set(names), key=lambda name: (_rank(name, seed), name))
    return found[: math.ceil(Fraction(share.percent, _WHOLE) * len(found))]


def _rank(name: str, seed: str) -> bytes:
    return hashlib.sha256(f"{seed} {name}".encode()).digest()
