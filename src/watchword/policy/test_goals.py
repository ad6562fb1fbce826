"""Targets are read from goals.md, and what cannot be understood is said with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from watchword.base.errors import PolicyError
from watchword.policy.goals import Aim, Bound
from watchword.policy.load import load_files, read_files

STARTER = Path(__file__).parents[3] / "policies" / "minimal"
HEADER = """---
title: Goals
targets:
- kpi: engagement-rate-by-reach
  target: at least 2.5 %
  period: quarter
  account: northbank
  owner: Press office
- kpi: cost-per-result
  target: at most 4.50
benchmark:
  age: 28d
  leave_out:
  - from: 2026-01-03
    to: 2026-01-20
    because: Burst main on Station Road
---
# Goals
"""


def goals(text):
    files = {**read_files(STARTER), "goals.md": text.encode()}
    return load_files(files).goals


def test_targets_and_settings_are_read():
    header = goals(HEADER)
    first, second = header.targets
    assert (str(first.kpi), first.target) == (
        "engagement-rate-by-reach",
        Aim(Bound.AT_LEAST, 0.025, True),
    )
    assert (first.period, first.account, first.owner) == ("quarter", "northbank", "Press office")
    assert str(first.target) == "at least 2.5 %"
    assert str(second.target) == "at most 4.5"
    assert str(header.benchmark.age) == "28d"
    (crisis,) = header.benchmark.leave_out
    assert (crisis.start, crisis.end) == (date(2026, 1, 3), date(2026, 1, 20))


def test_a_target_is_met_on_its_own_side():
    first, second = (one.target for one in goals(HEADER).targets)
    assert first.is_met_by(0.025)
    assert not first.is_met_by(0.0249)
    assert second.is_met_by(4.5)
    assert not second.is_met_by(4.51)


def test_goals_need_no_targets():
    assert goals("---\ntitle: Goals\n---\n# Goals\n").targets == ()
    assert load_files(read_files(STARTER)).goals is None


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("engagement-rate-by-reach", "likes", "goals.md:4: 'kpi' is 'likes'"),
        ("at least 2.5 %", "more", "goals.md:5: 'target' is 'more'"),
        ("period: quarter", "period: week", "goals.md:6:"),
        ("age: 28d", "age: soon", "goals.md:12: 'age' is 'soon'"),
        ("  owner: Press office", "  boss: Press office", "no key 'boss'"),
        ("because: Burst main on Station Road", "why: x", "lacks the key 'because'"),
    ],
)
def test_mistakes_are_named_with_their_line(before, after, words):
    with pytest.raises(PolicyError) as refused:
        goals(HEADER.replace(before, after))
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("kpi", "aim", "says"),
    [
        ("engagement-rate-by-reach", "at least 2", "is a rate, and its target is 'at least 2'"),
        ("posts-above-benchmark", "at least 0.6", "is a rate"),
        ("roi", "at least 1", "is a rate"),
        ("conversions", "at least 5 %", "is a number, and its target is 'at least 5 %'"),
        ("cost-per-result", "at most 4 %", "is a number"),
    ],
)
def test_percent_and_numbers_are_not_confused(kpi, aim, says):
    text = HEADER.replace("cost-per-result", kpi).replace("at most 4.50", aim)
    with pytest.raises(PolicyError, match=says) as refused:
        goals(text)
    (problem,) = refused.value.problems
    assert problem.line == 10


def test_days_that_end_before_they_begin_are_refused():
    with pytest.raises(PolicyError, match="ends before it begins"):
        goals(HEADER.replace("to: 2026-01-20", "to: 2025-01-20"))


STARTERS = ("charity", "company", "council", "health-board", "university")


@pytest.mark.parametrize("name", STARTERS)
def test_what_a_starter_aims_at_stands_on_its_page_as_well(name):
    folder = STARTER.parent / name
    found = load_files(read_files(folder)).goals
    page = (folder / "goals.md").read_text("utf-8").partition("\n---\n")[2]
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert found.targets
    for one in found.targets:
        number = f"{one.target.number * (100 if one.target.is_percent else 1):g}"
        number += " %" * one.target.is_percent
        assert any(
            number in row and row.rstrip("| ").endswith(one.owner) and f"a {one.period}" in row
            for row in rows
        ), f"{one.kpi} {one.target}"
    assert f"Judge a post at {str(found.benchmark.age).removesuffix('d')} days" in page
