"""Payment card numbers: issued ranges, lengths and the Luhn check digit."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import numbers

_SHAPE = pattern(r"\d(?:[ \x{a0}-]?\d){11,18}")

TEST_CARDS = frozenset(
    {
        "4111111111111111", "4242424242424242", "4012888888881881", "4000056655665556",
        "5555555555554444", "5105105105105100", "2223003122003222", "378282246310005",
        "371449635398431", "6011111111111117", "6011000990139424", "30569309025904",
        "38520000023237", "3530111333300000", "3566002020360505",
    }
)  # fmt: skip
"""Numbers that payment providers publish for trying things out (2026-11)."""

_RANGES: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (4000, 4999, (13, 16, 19)),
    (5100, 5599, (16,)),
    (2221, 2720, (16,)),
    (3400, 3499, (15,)),
    (3700, 3799, (15,)),
    (3000, 3059, (14, 16)),
    (3600, 3699, (14,)),
    (3800, 3999, (14, 16)),
    (6011, 6011, (16, 19)),
    (6440, 6599, (16, 19)),
    (3528, 3589, (16, 19)),
    (6200, 6299, (16, 17, 18, 19)),
    (5018, 5018, (12, 13, 14, 15, 16, 17, 18, 19)),
    (5020, 5038, (12, 13, 14, 15, 16, 17, 18, 19)),
    (5612, 5893, (12, 13, 14, 15, 16, 17, 18, 19)),
    (6304, 6763, (12, 13, 14, 15, 16, 17, 18, 19)),
)
"""First four digits and lengths of Visa, Mastercard, American Express, Diners, Discover, JCB,
UnionPay and Maestro. Source: ISO/IEC 7812 ranges as the networks publish them (2026-11)."""


def _is_card(digits: str) -> bool:
    from stdnum import luhn

    if digits in TEST_CARDS or len(set(digits)) == 1:
        return False
    first = int(digits[:4])
    issued = any(low <= first <= high and len(digits) in sizes for low, high, sizes in _RANGES)
    return issued and bool(luhn.is_valid(digits))


def find(text: str) -> Iterator[Span]:
    """Card numbers, in groups or not; a longer run of digits is none."""
    for span in numbers(text, _SHAPE, _is_card):
        if text[span.end : span.end + 2].lstrip(" -")[:1].isdigit():
            continue  # the first groups of a longer number
        yield span


DETECTOR = Detector(
    name="payment-card",
    title="Payment card number",
    validates="Length and first digits are those of an issuer, and the Luhn check digit is right.",
    gates=(r"\d(?:[ \x{a0}-]?\d){11}",),
    find=find,
    group="financial",
)
