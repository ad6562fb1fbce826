"""Payment card numbers: issued ranges, lengths and the Luhn check digit."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.numbers import GAP, is_near
from watchword.detect.surroundings import stands_alone

_RUN = pattern(rf"\b\d(?:{GAP}\d){{11,}}")
_GROUP = pattern(r"\d+")
_CONTEXT = pattern(
    r"(?:card|\b(?:visa|maestro|dankort|unionpay|diners|debit|credit|cvv|cvc|cc|exp|expir(?:y|es))"
    r"\b|kreditkarte|\b(?:carte|tarjeta|carta|cart[ãa]o|kaart|karta)\b)"
)
_ACCOUNT = pattern(rf"\b[a-z]{{2}}\d{{2}}{GAP}$")
"""What an international bank account number starts with."""

_SHORTEST, _LONGEST = 12, 19
_USUAL = (16, 15, 14, 19, 18, 17, 13, 12)
"""Lengths, the commonest first: it decides where a date or security code follows the card."""

_FORMS = frozenset(
    {(4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4)}
    | {(4, 4, 4, 1), (4, 4, 4, 2), (4, 4, 4, 3), (4, 4, 5), (8, 8), (6, 13), (6, 10)}
)
"""How the groups of a number are embossed and typed."""

TEST_CARDS = frozenset(
    {
        "4111111111111111", "4242424242424242", "4012888888881881", "4000056655665556",
        "5555555555554444", "5105105105105100", "2223003122003222", "378282246310005",
        "371449635398431", "6011111111111117", "6011000990139424", "30569309025904",
        "38520000023237", "3530111333300000", "3566002020360505", "5200828282828210",
        "6200000000000005", "4222222222222",
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
    (2200, 2204, (16,)),
    (5080, 5089, (16,)),
    (8100, 8299, (16,)),
    (5018, 5020, (12, 13, 14, 15, 16, 17, 18, 19)),
    (5038, 5038, (12, 13, 14, 15, 16, 17, 18, 19)),
    (5612, 5893, (12, 13, 14, 15, 16, 17, 18, 19)),
    (6304, 6304, (12, 13, 14, 15, 16, 17, 18, 19)),
    (6390, 6390, (12, 13, 14, 15, 16, 17, 18, 19)),
    (6700, 6799, (12, 13, 14, 15, 16, 17, 18, 19)),
)
"""First four digits and lengths of Visa, Mastercard, American Express, Diners, Discover, JCB,
UnionPay, Mir, RuPay and Maestro. Source: ISO/IEC 7812 ranges as the networks publish them
(2026-11)."""


def _is_card(digits: str) -> bool:
    first = int(digits[:4])
    if not any(low <= first <= high and len(digits) in sizes for low, high, sizes in _RANGES):
        return False
    if digits.startswith(tuple(TEST_CARDS)) or len(set(digits)) == 1:
        return False
    from stdnum import luhn

    return bool(luhn.is_valid(digits))


def _is_sure(digits: str) -> bool:
    """Whether its length is one that few other numbers share: 16, and 14 and 15 by issuer."""
    return len(digits) == 16 or (digits[0] == "3" and len(digits) < 16)  # noqa: PLR2004


def _is_form(sizes: tuple[int, ...], of: int) -> bool:
    """Whether groups of these sizes are a usual way to write a card, in a run of so many."""
    return len(sizes) == 1 or sizes in _FORMS or (set(sizes) == {1} and len(sizes) == of)


def _choices(text: str, groups: list[Span], first: int) -> Iterator[tuple[Span, str, int]]:
    """What the groups from one on may spell: where, the digits, and the group that follows."""
    digits = ""
    sizes: tuple[int, ...] = ()
    for last in range(first, min(len(groups), first + _LONGEST)):
        part = groups[last].of(text)
        digits, sizes = digits + part, (*sizes, len(part))
        if len(digits) > _LONGEST:
            return
        if len(digits) >= _SHORTEST and _is_form(sizes, len(groups)):
            yield Span(groups[first].start, groups[last].end), digits, last + 1


def _is_found(text: str, span: Span, digits: str) -> bool:
    if not _is_card(digits) or not stands_alone(text, span):
        return False
    if _ACCOUNT.found_in(text[max(0, span.start - 6) : span.start]):
        return False
    return _is_sure(digits) or is_near(text, span, _CONTEXT)


def _cards(text: str, groups: list[Span]) -> Iterator[Span]:
    """The cards among the groups of a run of digits.

    A card begins where the run begins, after another card, or after a group of another size
    than its own first one: the middle of a longer number is none.
    """
    place = free = 0
    while place < len(groups):
        is_start = place == free or len(groups[place - 1].of(text)) != len(groups[place].of(text))
        choices = _choices(text, groups, place) if is_start else ()
        fits = [one for one in choices if _is_found(text, *one[:2])]
        if fits:
            span, _, place = min(fits, key=lambda one: _USUAL.index(len(one[1])))
            free = place
            yield span
        else:
            place += 1


def find(text: str) -> Iterator[Span]:
    """Card numbers, in groups or not; digits beside a card are left out."""
    for run in _RUN.find(text):
        groups = _GROUP.find(run.of(text))
        yield from _cards(
            text, [Span(run.start + group.start, run.start + group.end) for group in groups]
        )


DETECTOR = Detector(
    name="payment-card",
    title="Payment card number",
    validates="Length and first digits are those of an issuer, and the Luhn check digit is right; "
    "for lengths that other numbers share, a word about cards stands near.",
    gates=(rf"\b\d(?:{GAP}\d){{11}}",),
    find=find,
    group="financial",
)
