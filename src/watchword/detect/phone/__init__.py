"""Telephone numbers of any country, and not the many other things made of digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from watchword.base.late import pattern
from watchword.base.pattern import Pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, token_before

_SEP = r"[ .\-/\x{A0}\x{2009}\x{202F}\x{3000}\x{2010}-\x{2013}]"
_EXT = r"(?: {0,2}(?:x|ext\.?|extension|Durchwahl) ?\d{1,5})?"
_INTERNATIONAL = pattern(
    rf"(?:\+|\b00) ?[1-9]\d{{0,14}}(?:{_SEP}{{0,2}}\(?\d{{1,14}}\)?){{0,7}}{_EXT}"
)
_US_LIKE = pattern(rf"(?:\b1{_SEP})?(?:\(\d{{3}}\) ?|\b\d{{3}}{_SEP})\d{{3}}{_SEP}\d{{4}}{_EXT}")
_NATIONAL = pattern(rf"(?:\(|\b)0[1-9]\d{{0,9}}\)?(?:{_SEP}{{1,2}}\d{{2,8}}){{0,5}}{_EXT}")
_AREA_CODE = pattern(rf"\(\d{{2,3}}\) ?\d{{3,4}}{_SEP}\d{{3,4}}{_EXT}")
_LOCAL = pattern(rf"\b\d{{2,11}}(?:{_SEP}\d{{2,6}}){{0,5}}{_EXT}")

_CALL = (
    r"(?:tele?ph?one?|tel|fono|mobile|mob|cell|handy|portable|móvil|movil|cellulare|gsm|fax|"
    r"whats ?app|sms|call|phone|dial|ring|hotline|helpline|appelez|llama|anrufen|ruf)"
)
_CALL_BEFORE = pattern(
    rf"\b(?:{_CALL}(?: (?:me|us|him|her|them|on|at|is|number|now|no))*|answering at)[ .:#]{{0,4}}$"
)
_CALL_AFTER = pattern(r"^[ \-–,(]{1,3}(?:office|fax|mobile|cell|home|work|phone|tel)\b")
_OTHER = pattern(
    r"\b(?:order|ref|reference|invoice|case|ticket|tracking|account|acct|isbn|issn|doi|nhs|chi|"
    r"ssn|sin|tfn|patient|policy|serial|model|part|id|iban|card|batch|score|version|grant|"
    r"receipt|parcel|vin|imei|eori|vat|licen[cs]e|passport)"
    r"(?: (?:number|no|id|code|is|was))*[\s.:#]{0,4}$"
)
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d{2}"
_DATE = pattern(
    rf"^(?:(?:{_DAY}[./\-]{_MONTH}|{_MONTH}[./\-]{_DAY})[./\-](?:19|20)?\d{{2}}"
    rf"|{_YEAR}[./\- –]{_MONTH}[./\- –]{_DAY}|{_YEAR}[./\- –](?:19|20)?\d{{2}})(?:[^\d.\-/]|$)"
)
_PAIRS_SHAPE = rf"\d{{2}}{_SEP}\d{{2}}{_SEP}\d{{2}}"
_PAIRS = pattern(rf"^{_PAIRS_SHAPE}")
_SOCIAL_SECURITY = pattern(r"^\d{3}-\d{2}-\d{4}$")
_GREAT_BRITAIN = pattern(r"^0(?:[12]\d{8,9}|3\d{9}|5[56]\d{8}|7\d{9}|800\d{6}|8\d{9}|9\d{9})$")
"""National numbers written without a break. Source: Ofcom National Telephone Numbering Plan,
2024: 10 or 11 digits by first digit."""
_SHORT_FREEPHONE = frozenset({"08001111", "08454647"})
"""The two eight-digit numbers of the British plan (Childline; the former NHS Direct)."""

_MOST_DIGITS, _FEWEST_DIGITS = 15, 7
"""Digits of an international number at most (ITU-T E.164), and of what is reported at least."""

_US_DIGITS = 10
"""Digits of a North American number. Source: North American Numbering Plan."""
_MOST_NATIONAL, _FEWEST_IN_PAIRS = 12, 6
"""Digits without a country code at most, and in pairs where a word such as "call" is near."""


def _digits(words: str) -> str:
    return "".join(char for char in words.lower().split("x")[0].split("e")[0] if char.isdigit())


def _goes_on_left(text: str, span: Span) -> bool:
    """Whether it continues something: digits, a price, a handle, a link."""
    before = text[max(0, span.start - 2) : span.start]
    if before[-1:].isalnum() or before[-1:] in tuple("_#$£€¥%=@&+"):
        return True
    if before[-1:] in tuple(".,:/-–") and before[:1].isdigit():
        return True
    joined = token_before(text, span)
    return "://" in joined or "www." in joined or "@" in joined


def _goes_on_right(text: str, span: Span) -> bool:
    """Whether something continues it: digits, a unit, a word."""
    after = text[span.end : span.end + 2]
    is_joined = after[:1].isalnum() or after[:1] in tuple("_%$£€°")
    return is_joined or (after[:1] in tuple(".,:/-–") and after[1:].isdigit())


def _has_context(text: str, span: Span) -> bool:
    """Whether the words beside it say that one calls it."""
    before = text[max(0, span.start - 40) : span.start]
    return _CALL_BEFORE.found_in(before) or _CALL_AFTER.found_in(text[span.end : span.end + 12])


def _is_other(text: str, span: Span) -> bool:
    """Whether it is a date, an ISBN, a run of consecutive digits, or named as something else."""
    words = span.of(text)
    digits = _digits(words)
    is_book = len(digits) == 13 and digits[:3] in {"978", "979"}  # noqa: PLR2004 - ISO 2108
    is_run = digits in "01234567890123456789" or len(set(digits)) == 1
    named = _OTHER.found_in(text[max(0, span.start - 30) : span.start])
    is_dated = _DATE.found_in(words) or _SOCIAL_SECURITY.found_in(words)
    return is_dated or is_book or is_run or named


def _shorter(text: str, span: Span) -> Iterator[Span]:
    """The span itself, then without its last groups of digits one by one."""
    words = span.of(text)
    yield span
    for index in range(len(words) - 1, 0, -1):
        if words[index].isdigit() and not words[index - 1].isdigit():
            kept = words[:index].rstrip()
            while kept and not kept[-1].isdigit() and kept[-1] != ")":
                kept = kept[:-1]
            if kept:
                yield Span(span.start, span.start + len(kept))


def _international(text: str, span: Span) -> bool:
    words = span.of(text)
    digits = _digits(words)
    has_plus = words.startswith("+")
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS + (0 if has_plus else 2):
        return False
    if not has_plus and words[2:3].isdigit() and len(digits) == len(words):
        return False
    import phonenumbers

    try:
        number = phonenumbers.parse("+" + (digits if has_plus else digits[2:]))
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))


def _us_like(text: str, span: Span) -> bool:
    """A North American shape; with spaces only, the numbering plan's digits are asked for.

    Source: North American Numbering Plan: area code and exchange start with 2 to 9.
    """
    words = span.of(text)
    digits = _digits(words)
    if len(digits) < _US_DIGITS:
        return False
    if any(char in words for char in "(-.") or words.startswith("1"):
        return True
    return digits[0] in "23456789" and digits[3] in "23456789" and "/" not in words


def _national(text: str, span: Span) -> bool:
    words = span.of(text)
    digits = _digits(words)
    if len(digits) == sum(char not in "()" for char in words):
        return _GREAT_BRITAIN.found_in(digits)
    return 9 <= len(digits) <= _MOST_NATIONAL or digits in _SHORT_FREEPHONE  # noqa: PLR2004


def _area_code(text: str, span: Span) -> bool:
    return len(_digits(span.of(text))) > _FEWEST_DIGITS


def _local(text: str, span: Span) -> bool:
    count = len(_digits(span.of(text)))
    in_pairs = count == _FEWEST_IN_PAIRS and _PAIRS.found_in(span.of(text))
    fits = in_pairs or _FEWEST_DIGITS <= count <= _MOST_NATIONAL
    return fits and _has_context(text, span)


_Check = Callable[[str, Span], bool]
_SHAPES: tuple[tuple[Pattern, _Check], ...] = (
    (_INTERNATIONAL, _international),
    (_US_LIKE, _us_like),
    (_NATIONAL, _national),
    (_AREA_CODE, _area_code),
    (_LOCAL, _local),
)


def _without_lone_brackets(text: str, span: Span) -> Span:
    words = span.of(text)
    opens = words.startswith("(") and ")" not in words
    closes = words.endswith(")") and "(" not in words
    return Span(span.start + opens, span.end - closes)


def _found(text: str) -> Iterator[Span]:
    for shape, is_number in _SHAPES:
        for run in shape.find(text):
            if _goes_on_left(text, run):
                continue
            for span in _shorter(text, run):
                if is_number(text, span):
                    if not _goes_on_right(text, span) and not _is_other(text, span):
                        yield _without_lone_brackets(text, span)
                    break


def find(text: str) -> Iterator[Span]:
    """All telephone numbers of a text."""
    return apart(_found(text))


DETECTOR = Detector(
    name="phone",
    title="Telephone number",
    validates="the number of digits and groups, the country code with its possible lengths, "
    "the British and North American plans' first digits, and that it is no date, price or ISBN",
    gates=(rf"\d(?:[()]?{_SEP}{{0,3}}[()]?\d){{6}}", _PAIRS_SHAPE),
    find=find,
    secret=False,
)
