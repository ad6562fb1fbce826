"""Payment card numbers: issued ranges, lengths and the Luhn check digit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watchword.base.pattern import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import stands_alone

_RUN = pattern(r"\d(?:[ \x{a0}-]?\d){11,}")
_GROUP = pattern(r"\d+")

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


_LAYOUTS = ((4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (16,), (15,), (14,))
"""Digits per group as cards print them; only such a card is told from digits beside it."""

_FEWEST, _MOST = 12, 19
"""Digits of a card number. Source: ISO/IEC 7812-1."""


def _is_card(digits: str) -> bool:
    from stdnum import luhn

    if not _FEWEST <= len(digits) <= _MOST:
        return False
    if digits.startswith(tuple(TEST_CARDS)) or len(set(digits)) == 1:
        return False
    first = int(digits[:4])
    issued = any(low <= first <= high and len(digits) in sizes for low, high, sizes in _RANGES)
    return issued and bool(luhn.is_valid(digits))


def _joined(text: str, groups: Sequence[Span]) -> str:
    return "".join(group.of(text) for group in groups)


def _cards(text: str) -> Iterator[Span]:
    """The cards in a run of digits: those as printed, else the whole run as one number.

    A printed card begins where the groups begin, after another card, or after a group of
    another size than its own first one: the middle of a longer number is none.
    """
    groups = tuple(_GROUP.find(text))
    sizes = tuple(group.end - group.start for group in groups)
    at = free = 0
    while at < len(groups):
        count = 0
        if at == free or sizes[at - 1] != sizes[at]:
            fits = (len(one) for one in _LAYOUTS if sizes[at : at + len(one)] == one)
            count = next((one for one in fits if _is_card(_joined(text, groups[at : at + one]))), 0)
        if count:
            yield Span(groups[at].start, groups[at + count - 1].end)
            free = at + count
        at += count or 1
    if not free and _is_card(_joined(text, groups)):
        yield Span(groups[0].start, groups[-1].end)


def find(text: str) -> Iterator[Span]:
    """Card numbers, in groups or not; digits beside a card as printed are left out."""
    for run in _RUN.find(text):
        words = run.of(text)
        if not stands_alone(text, run):  # the last group may begin a word: "6467 2nd"
            words = words.rstrip("0123456789").rstrip(" -\u00a0")
        if stands_alone(text, Span(run.start, run.start + len(words))):
            for card in _cards(words):
                yield Span(run.start + card.start, run.start + card.end)


DETECTOR = Detector(
    name="payment-card",
    title="Payment card number",
    validates="Length and first digits are those of an issuer, and the Luhn check digit is right.",
    gates=(r"\d(?:[ \x{a0}-]?\d){11}",),
    find=find,
    group="financial",
)
