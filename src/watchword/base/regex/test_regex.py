"""Gates, factors and made strings agree with RE2 itself."""

from random import Random

import pytest

from watchword.base.pattern import pattern
from watchword.base.regex.factors import factors, fold_bytes
from watchword.base.regex.positives import positives
from watchword.base.regex.weaker import weaker

PATTERNS = (
    r"\bfree gift\b",
    r"(?:\d[ -]?){12,18}\d",
    r"\d{3}[ -]?\d{3}[ -]?\d{4}",
    r"AKIA[0-9A-Z]{16}",
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,24}){1,3}",
    r"(?:foo|bar)\s+baz",
    r"M[üu]ller",
    "привет",
    r"free\W.{0,40}\Wgift card",
    r"(?:dob|born|date\s+of\s+birth)\b.{0,20}\d",
    r"(?:https?://|www\.)\S+",
    r"-----BEGIN [A-Z ]*PRIVATE KEY",
    r"#\w+(?:.*#\w+){5}",
    r"[£$]\d",
    r"a{0,3}b+c?",
    r"[^a]x[^b]",
    r"\bкод\b|\bcode\b",
)


@pytest.mark.parametrize("source", PATTERNS)
def test_what_matches_a_pattern_matches_the_weaker_one_and_holds_a_factor(source: str) -> None:
    loose = pattern(weaker(source))
    required = factors(source)
    seen = 0
    for text in positives(source, 300, Random(7)):
        seen += 1
        framed = f" {text} "
        assert loose.found_in(framed)
        if required is not None and text.isascii():
            folded = fold_bytes(framed.encode()).decode()
            assert any(one in folded for one in required), (required, folded)
    assert seen > 20


def test_a_gap_is_taken_out_and_a_count_is_cut() -> None:
    assert "{0,40}" not in weaker(r"free\W.{0,40}\Wgift card")
    assert weaker("привет") == "привет"
