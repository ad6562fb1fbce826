"""Numbers and addresses are found through invisible characters and digits of other scripts."""

from datetime import date

import pytest

from watchword.base.pattern import pattern
from watchword.base.text.fold import TRIGGER, fold
from watchword.check.engine import Engine
from watchword.policy.judge import judge
from watchword.policy.load import load_files
from watchword.terms.post import Post

DAY = date(2026, 11, 2)
RULE = """---
id: T-{number}
title: T
status: active
severity: high
action: hold
applies:
  to: [drafts]
check:
  {check}
---
## Rule
Do not.

## Why
It harms.
"""
CHECKS = (
    "data: [payment-card, iban, email, phone, uk-national-insurance]",
    "pattern: '(?:\\d[ -]?){12,18}\\d'\n  validate: luhn",
)
FILES = {
    "policy.md": b"---\ntitle: T\norganisation: O\nrevised: 2026-11-01\nowner: Sam\n---\nS.\n"
} | {
    f"rules/T-{number}-x.md": RULE.format(number=number, check=check).encode()
    for number, check in enumerate(CHECKS)
}
PLAIN = {
    "payment-card": "4539 1488 0343 6467",
    "iban": "GB29 NWBK 6016 1331 9268 19",
    "email": "carol.reed@harbour.example.org",
    "phone": "+44 7700 900123",
    "uk-national-insurance": "AB 12 34 56 C",
}
UNSEEN = ("\u200b", "\u200d", "\u00ad", "\u202e", "\u2060", "\U000e0061", "\ufe0f", "\ufeff")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in map(ord, "0123456789@.-+")})


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_files(FILES), today=DAY)


def found(engine: Engine, text: str) -> set[tuple[str, str]]:
    post = Post(text=text)
    verdict = engine.check(post)
    assert verdict == judge(engine.policy, post, DAY)
    return {(one.label, one.span.of(text)) for one in verdict.findings}


@pytest.mark.parametrize("unseen", UNSEEN)
@pytest.mark.parametrize("label", PLAIN)
def test_what_shows_nothing_hides_nothing(engine: Engine, label: str, unseen: str) -> None:
    words = unseen.join(PLAIN[label])
    assert (label, words) in found(engine, f"Sam, {words} is it")


@pytest.mark.parametrize("script", [ARABIC, WIDE], ids=["arabic", "full-width"])
@pytest.mark.parametrize("label", PLAIN)
def test_digits_of_another_script_are_digits(
    engine: Engine, label: str, script: dict[int, str]
) -> None:
    words = PLAIN[label].translate(script)
    assert (label, words) in found(engine, f"Sam, {words} is it")


def test_keycaps_are_digits_and_belong_to_the_number(engine: Engine) -> None:
    words = "".join(f"{char}\ufe0f\u20e3" if char.isdigit() else char for char in PLAIN["phone"])
    assert ("phone", words) in found(engine, f"Ring {words} now")


def test_the_ideographic_space_parts_groups_like_any_space(engine: Engine) -> None:
    words = PLAIN["payment-card"].replace(" ", "\u3000")
    assert ("payment-card", words) in found(engine, f"Sam, {words} is it")
    words = PLAIN["phone"].replace(" ", "\u3000")
    assert ("phone", words) in found(engine, f"Sam, {words} is it")


def test_a_pattern_with_a_check_digit_reads_as_the_detectors_do(engine: Engine) -> None:
    for words in ("4539\u200b148803436467", "４５３９１４８８０３４３６４６７"):
        assert ("", words) in found(engine, f"Sam, {words} is it")


def test_an_own_number_is_allowed_in_any_dress() -> None:
    rule = RULE.format(number=0, check="data: [phone]\n  ignore: ['07700 900123']")
    engine = Engine(load_files({**FILES, "rules/T-0-x.md": rule.encode()}), today=DAY)
    assert not found(engine, "Ring 07700\u200b 900123 now")
    assert not found(engine, "Ring ٠٧٧٠٠ ٩٠٠١٢٣ now")


def test_every_decimal_digit_is_folded_and_triggers() -> None:
    from watchword.base.text.fold import SEEN_THROUGH

    triggers = [pattern(source) for source in TRIGGER]
    for char in filter(str.isdecimal, map(chr, range(0x80, 0x110000))):
        assert fold(char, SEEN_THROUGH).text.isascii()
        assert any(one.found_in(f"a {char} b") for one in triggers), hex(ord(char))
