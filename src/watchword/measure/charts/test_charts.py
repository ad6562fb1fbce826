"""Charts that are read without colour, the same each time."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from watchword.measure.charts import (
    Bar,
    Chart,
    CurvePoint,
    HeatCell,
    Interval,
    LinePoint,
    bar_chart,
    benchmark_curve,
    heat_map,
    interval_chart,
    line_chart,
    render_png,
    render_svg,
)

LINE = line_chart(
    [
        LinePoint(name="Jan 26", value=50, low=40, high=70, count=20),
        LinePoint(name="Feb 26", value=None),
        LinePoint(name="Mar 26", value=80, low=60, high=99, count=22),
    ],
    title="Interactions",
    alt="A line over three months.",
)
BARS = bar_chart(
    [Bar(name="service news", value=14, planned=10), Bar(name="جديد", value=0, planned=8)],
    title="Posts",
    alt="Two bars.",
    name="Pillar",
)
INTERVALS = interval_chart(
    [
        Interval(name="video", times=1.95, low=1.5, high=2.6, is_clear=True),
        Interval(name="question", times=1.1, low=0.8, high=1.5, is_clear=False),
    ],
    title="Times",
    alt="Two multipliers.",
    name="Attribute",
)
CURVE = benchmark_curve(
    [
        CurvePoint(age="1 hour", low=2, usual=5, high=14, post=9),
        CurvePoint(age="7 days", low=20, usual=66, high=340),
    ],
    title="Interactions",
    alt="A band over two ages.",
)
HEAT = heat_map(
    [
        HeatCell(across="0-6", down="Mon", value=None),
        HeatCell(across="6-12", down="Mon", value=1.2, count=9),
    ],
    title="Times usual",
    alt="Two fields.",
    across="Hour",
    down="Weekday",
)
ALL = pytest.mark.parametrize("chart", [LINE, BARS, INTERVALS, CURVE, HEAT])


def marks(chart: Chart) -> list[str]:
    """Words that describe each mark that is drawn."""
    return re.findall(r'class="mark-(?:symbol|rect|line|area|rule|text)', render_svg(chart))


@ALL
def test_a_chart_is_one_svg_without_scripts_links_or_styles(chart: Chart) -> None:
    svg = render_svg(chart)
    assert svg.startswith("<svg")
    assert svg.count("<svg") == 1
    assert not re.search(r"<script|href=|<style|<image", svg)


@ALL
def test_a_chart_has_words_and_all_its_figures(chart: Chart) -> None:
    assert chart.alt
    assert chart.rows
    assert all(len(row) == len(chart.columns) for row in chart.rows)


@ALL
def test_a_chart_is_drawn_as_a_picture_for_paper(chart: Chart) -> None:
    png = render_png(chart)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") > 600


def test_a_missing_month_is_a_gap_and_not_a_zero() -> None:
    assert LINE.rows[1] == ("Feb 26", None, None, None, None)
    line = re.findall(r"mark-line.*?</g>", render_svg(LINE))
    assert any(path.count("M") >= 2 for path in re.findall(r' d="(M[^"]*)"', "".join(line)))


def test_a_missing_field_of_a_heat_map_has_no_number() -> None:
    svg = render_svg(HEAT)
    assert ">1.20<" in svg
    assert ">0.00<" not in svg


def test_a_multiplier_that_cannot_be_told_from_one_is_hollow_and_says_so() -> None:
    assert [row[-1] for row in INTERVALS.rows] == ["yes", "no"]
    assert render_svg(INTERVALS).count('fill="white"') == 1


def test_long_names_of_bars_stay_apart_when_they_are_cut() -> None:
    names = ["Stories of people who work in our hospitals " + end for end in ("north", "south")]
    chart = bar_chart([Bar(name=one, value=1) for one in names], title="P", alt="P", name="P")
    labels = re.findall(r">(Stories[^<]*)<", render_svg(chart))
    assert len(labels) == len(set(labels)) == 2
    assert [row[0] for row in chart.rows] == names


def test_names_are_words_and_never_markup() -> None:
    chart = bar_chart([Bar(name="<script>x</script>", value=1)], title="P", alt="P", name="P")
    assert "<script" not in render_svg(chart)


def test_two_processes_draw_the_same_bytes() -> None:
    code = (
        "import hashlib, sys\n"
        "from watchword.measure.charts import *\n"
        "c = line_chart([LinePoint(name='a', value=1, low=0.5, high=2), LinePoint(name='b', value=3)],"
        " title='T', alt='A')\n"
        "print(hashlib.sha256(render_svg(c).encode() + render_png(c)).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
