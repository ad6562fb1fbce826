"""No text makes checking or showing it take more than linear time."""

import gc
import time
from collections.abc import Callable, Iterable
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from watchword.base.links import find_links
from watchword.base.text.fold import Step, fold
from watchword.check.engine import Engine
from watchword.cli.drafts import Form
from watchword.cli.write import Checked, written
from watchword.detect.base import detector, detector_names
from watchword.policy.load import load
from watchword.terms.facts import Facts
from watchword.terms.post import Post

SIZE = 6_000
TIMES = 4
ROUNDS = 3
MOST = 10
"""Four times the text may take so many times as long; quadratic work takes sixteen times."""
NOTICED_SECONDS = 0.08
"""Below this the clock tells nothing."""

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
UNITS = (
    "http://", "http://a", "@", "a@b.", "é@é.com ", "é.com ", "1 ", "é1 ", "1", "+", "(", "a.", "-",
    ".", ":", "%", FAMILY, "🇬🇧", "a\u0301", "\u0301", "\u200b", "a b ", "#a", "@a ", "AB12 ", "eyJ.",
    "-----BEGIN PRIVATE KEY-----", "password: ", " at ", " dot ", "12 High Street, ", "\n",
    "Ring Carol on 07700 900123\n", "é 07700 900123 ", "4539 1488 0343 6467 ", "1.234, ",
)  # fmt: skip


def seconds(deed: Callable[[str], object], text: str) -> float:
    taken = []
    gc.collect()
    gc.disable()  # a collection now and then would be blamed on the text
    try:
        for _ in range(ROUNDS):
            started = time.process_time()
            deed(text)
            taken.append(time.process_time() - started)
    finally:
        gc.enable()
    return min(taken)


def superlinear(deed: Callable[[str], object], units: Iterable[str] = UNITS) -> dict[str, float]:
    """Texts of which four times as much takes far more than four times as long."""
    found = {}
    for unit in units:
        short = unit * (SIZE // len(unit) + 1)
        deed(short[:100])
        started = time.process_time()
        deed(short * TIMES)
        if time.process_time() - started > NOTICED_SECONDS:
            ratio = seconds(deed, short * TIMES) / seconds(deed, short)
            if ratio > MOST:
                found[unit] = ratio
    return found


@pytest.mark.parametrize("name", detector_names())
def test_a_detector_takes_linear_time(name: str) -> None:
    find = detector(name).find
    assert superlinear(lambda text: list(find(text))) == {}


def test_finding_links_and_folding_take_linear_time() -> None:
    assert superlinear(find_links) == {}
    assert superlinear(lambda text: fold(text, frozenset(Step))) == {}


@pytest.fixture(scope="module")
def engine() -> Engine:
    policy = load(Path(__file__).parents[3] / "policies" / "health-board")
    return Engine(policy, today=date(2026, 11, 2))


def post_of(text: str) -> Post:
    return Post(text=text, facts=Facts({"channel": "x", "account": "official"}))


def test_checking_takes_linear_time(engine: Engine) -> None:
    assert superlinear(lambda text: engine.check(post_of(text))) == {}


def test_checking_what_a_policy_finds_again_and_again_takes_linear_time(engine: Engine) -> None:
    bad = [
        f"{example.text}{more}"
        for more, rule in zip(cycle((" ", " é ")), engine.policy.rules, strict=False)
        for example in [one for one in rule.examples if one.is_bad][:2]
    ]
    assert superlinear(lambda text: engine.check(post_of(text)), bad) == {}


@pytest.mark.parametrize("form", list(Form))
def test_writing_many_findings_takes_linear_time(engine: Engine, form: Form) -> None:
    taken = []
    for count in (2_000, 2_000 * TIMES):
        post = post_of("Ring Carol on 07700 900123\nhttp://" * count)
        checked = [("draft", 1, post, engine.check(post))]

        def write(_: str, what: Checked = checked) -> object:
            return written(engine.policy, what, form, is_file=True)

        taken.append(seconds(write, ""))
    assert taken[1] < max(NOTICED_SECONDS, MOST * taken[0])
