"""What a report says, before it has a form."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.base.share import share_interval
from watchword.measure.report import Audience, draw_report, read_words
from watchword.measure.report.model import (
    Cards,
    Figure,
    Lead,
    Methods,
    Report,
    Table,
    Text,
    Tiles,
    Words,
)
from watchword.measure.report.month import Aim, Outcome, Usual
from watchword.measure.report.number import Form, Number, count, fraction, plural, times
from watchword.measure.report.outcomes import Goal
from watchword.measure.report.parts import shortened
from watchword.measure.report.phrases import (
    from_words,
    status_of,
    usual_words,
    why_words,
)
from watchword.measure.report.words import shortened_words
from watchword.measure.trend import DAYS, PARTS, Times
from watchword.measure.trend.times import Cell as TimesCell

BOTH = pytest.mark.parametrize("audience", list(Audience))


def parts(report, kind):
    return [part for section in report.sections for part in section.parts if isinstance(part, kind)]


def all_text(report) -> str:
    return repr(report)


@BOTH
def test_a_report_begins_with_the_sentence_that_says_it_all(make_month, audience) -> None:
    report = draw_report(make_month(), audience)
    [lead] = parts(report, Lead)
    assert lead.text.startswith("34 posts in February 2026 by 1 account. 14 of the 29 that can be")
    assert "48\u00a0% (34\u00a0% to 63\u00a0%), where half is usual. 5 posts cannot" in lead.text
    assert report.title == "Social media in February 2026"


@BOTH
def test_every_number_leads_to_a_method_that_is_there(make_month, audience) -> None:
    report = draw_report(make_month(), audience)
    [note] = parts(report, Methods)
    numbered = [one.method for kind in (Figure, Table) for one in parts(report, kind)]
    numbered += [tile.method for one in parts(report, Tiles) for tile in one.tiles]
    assert any(numbered)
    assert max(numbered) <= len(note.methods)
    assert all(one.formula and one.source and one.window for one in note.methods)


def test_a_status_is_in_words(make_month) -> None:
    [tiles] = parts(draw_report(make_month(), Audience.BOARD), Tiles)
    assert [tile.verdict for tile in tiles.tiles] == [
        "on target",
        "short of target",
        "above our usual",
        "not available",
    ]
    assert "no money is recorded for any post" in tiles.tiles[3].lines
    assert "not enough yet: 2 months; from July 2026" in tiles.tiles[3].lines


def test_more_of_a_cost_is_worse(make_month) -> None:
    cost = dataclasses.replace(
        make_month().outcomes[3],
        number=Number(value=9.0, form=Form.MONEY, unit="GBP"),
        usual=Usual(low=2, middle=3, high=4, months=12),
    )
    assert status_of(cost)[0].value == "poor"
    assert (
        usual_words(cost.number, cost.usual) == "usually 3.00 GBP (2.00 GBP to 4.00 GBP, 12 months)"
    )
    met = dataclasses.replace(cost, aim=Aim(words="at most 10", is_met=True))
    assert status_of(met)[1] == "on target"


def test_a_month_that_is_not_over_is_neither_met_nor_missed(make_month) -> None:
    first = make_month().outcomes[0]
    for is_met, words in ((True, "on target so far"), (False, "short of target so far")):
        aim = Aim(words="at least 60 %", is_met=is_met, is_so_far=True)
        status, said = status_of(dataclasses.replace(first, aim=aim))
        assert (status, said) == ("plain", words)
    unsure = Aim(words="at least 9", is_met=None, is_unsure=True)
    assert status_of(dataclasses.replace(first, aim=unsure))[1] == "target: cannot be said yet"


def test_a_target_within_the_interval_may_be_missed_by_chance(make_month) -> None:
    first = make_month().outcomes[0]
    goal = Goal(words="at least 60 %", least=0.6)
    close = dataclasses.replace(
        first, aim=goal.aim(0.58, (0.53, 0.64)), interval=(0.53, 0.64), number=fraction(0.58)
    )
    assert status_of(close) == ("plain", "short of target, within chance")
    assert from_words(close) == "from 29 of 34 posts; 90\u00a0% interval 53\u00a0% to 64\u00a0%"
    far = dataclasses.replace(first, aim=goal.aim(0.4, (0.3, 0.5)))
    assert status_of(far) == ("poor", "short of target")


def test_the_best_and_the_weakest_are_told_with_their_reasons(make_month) -> None:
    report = draw_report(make_month(), Audience.TEAM)
    best, weakest = parts(report, Cards)
    assert best.cards[0].standing.startswith(
        "Better than 98 of 100 comparable posts at 7 days (85-99)"
    )
    assert "usable benchmark from 64 posts" in best.cards[0].standing
    assert weakest.cards[0].standing.startswith("Better than 2 of 100")
    assert any("video ×1.95 (1.46 to 2.59)" in text for card in best.cards for text in card.why)
    said = " ".join(text for card in best.cards for text in card.why)
    assert "not distinguishable from ×1: question ×0.91, hour ×1.02; unexplained" in said
    assert not {card.about for card in best.cards} & {card.about for card in weakest.cards}


def test_a_post_alone_is_the_best_and_there_is_no_weakest(make_month, make_post) -> None:
    month = make_month(results=(make_post(11, 83.0),))
    report = draw_report(month, Audience.BOARD)
    [best] = parts(report, Cards)
    assert len(best.cards) == 1
    assert any("no second" in one.text for one in parts(report, Text))
    assert "1 post in February 2026" in parts(report, Lead)[0].text


def test_a_provisional_benchmark_cannot_bear_a_report(make_month, make_post) -> None:
    one = make_post(11, 83.0)
    first = dataclasses.replace(
        one, standing=dataclasses.replace(one.standing, tier="provisional", n_eff=14.0)
    )
    report = draw_report(make_month(results=(first,)), Audience.TEAM)
    assert not parts(report, Cards)
    assert "None can be judged yet" in parts(report, Lead)[0].text


@BOTH
def test_a_month_without_posts_says_so(empty, audience) -> None:
    report = draw_report(empty, audience)
    assert "Nobody posted in February 2026" in parts(report, Lead)[0].text
    assert not parts(report, Cards)
    assert not parts(report, Figure)
    assert report.full_title == "Social media in February 2026"


def test_what_is_missing_is_counted(make_month) -> None:
    board = draw_report(make_month(), Audience.BOARD)
    assert "reach: 3 of 34 posts; a pillar: 7 of 34 posts" in all_text(board)
    team = draw_report(make_month(), Audience.TEAM)
    assert "provisional from about 20 March 2026" in all_text(team)
    assert "page-posts-february.csv" in all_text(team)


def test_pillars_are_told_against_the_plan(make_month) -> None:
    [figure] = [
        one
        for one in parts(draw_report(make_month(), Audience.BOARD), Figure)
        if one.title == "What was posted on"
    ]
    assert "In the plan, and without a post: stories with consent." in figure.reading
    assert "7 posts of 34 without a pillar." in figure.reading
    assert "keeps to the plan, as far as so few posts can tell" in figure.reading
    assert figure.table.columns == ("Pillar", "Posts", "Share", "Planned share", "In the plan")


def test_what_is_off_the_plan_beyond_chance_is_named(make_month) -> None:
    planned = {"service news": 0.2, "jobs": 0.5}
    groups = [
        dataclasses.replace(one, planned=planned.get(one.name, one.planned))
        for one in make_month().pillars
    ]
    report = draw_report(make_month(pillars=tuple(groups)), Audience.TEAM)
    [figure] = [one for one in parts(report, Figure) if one.title == "What was posted on"]
    assert "More than planned: service news; less than planned: jobs." in figure.reading


def test_the_trend_of_each_account_is_told_apart_from_its_audience(make_month) -> None:
    report = draw_report(make_month(), Audience.TEAM)
    [table] = [one for one in parts(report, Table) if one.title == "How the usual post changed"]
    [row] = table.rows
    assert row[1] == "×1.30 [1.10 to 1.53]"
    assert row[3] == "no change told: ×1.08 [0.92 to 1.28]"
    assert row[4] == "×1.25 from the week of 8 September 2025"
    said = all_text(report)
    assert "glenmarrowhealth on x: 9 posts with a number, and it takes 15" in said
    assert "the usual post has risen on glenmarrowhealth on facebook (×1.30)" in said


def test_a_map_of_weekdays_is_shown_only_where_posts_tell_them_apart(make_month) -> None:
    cells = tuple(
        TimesCell(day=day, part=part, posts=9, weeks=8, times=1.4 if day == "Friday" else 0.9, low=1.1 if day == "Friday" else 0.7, high=1.8 if day == "Friday" else 1.1)
        for day in DAYS
        for part in PARTS
    )  # fmt: skip
    [facebook, x] = make_month().trends

    def told(p: float) -> Report:
        times = Times(cells=cells, p=p)
        trends = (dataclasses.replace(facebook, times=times), x)
        return draw_report(make_month(trends=trends), Audience.TEAM)

    clear, unclear = told(0.01), told(0.4)
    [figure] = [one for one in parts(clear, Figure) if one.title.startswith("When posts do better")]
    assert "Clear of ×1: Friday" in figure.reading
    assert not [one for one in parts(unclear, Figure) if one.title.startswith("When posts")]
    assert "No weekday or hour can be told to do better" in all_text(unclear)


def test_without_a_plan_there_are_no_columns_for_one(make_month) -> None:
    groups = [
        dataclasses.replace(one, planned=None, is_planned=False) for one in make_month().pillars
    ]
    report = draw_report(make_month(pillars=tuple(groups)), Audience.TEAM)
    [figure] = [one for one in parts(report, Figure) if one.title == "What was posted on"]
    assert figure.table.columns == ("Pillar", "Posts", "Share")
    assert "No plan" in figure.reading


def test_paper_shows_some_rows_and_counts_the_others(crowded) -> None:
    [accounts] = [
        one for one in parts(draw_report(crowded, Audience.TEAM), Table) if one.title == "Accounts"
    ]
    assert len(accounts.rows) == 40
    assert len(accounts.on_paper) == 12
    assert accounts.left_out == "And 28 more: the workbook (XLSX) has all."


def test_the_place_for_words_is_marked_when_nobody_wrote(make_month, words) -> None:
    [place] = parts(draw_report(make_month(), Audience.BOARD), Words)
    assert not place.blocks
    assert "Nobody has written here yet" in place.empty
    [filled] = parts(draw_report(make_month(words=words), Audience.BOARD), Words)
    assert filled.blocks == words


def test_words_are_read_from_markdown() -> None:
    blocks = read_words(
        "# Seen\n\nThe **porters** did *well*.\n\n- film [two](https://x.example)\n\n<b>x</b>\n"
    )
    assert [block.is_heading for block in blocks] == [True, False, False, False]
    assert [block.is_point for block in blocks] == [False, False, True, False]
    assert [run.text for run in blocks[1].runs if run.is_strong] == ["porters"]
    assert "".join(run.text for run in blocks[2].runs) == "film two (https://x.example)"
    assert "<b>x</b>" in "".join(run.text for run in blocks[3].runs)


def test_words_that_are_cut_say_so(words) -> None:
    cut = shortened_words(words * 20, 100)
    assert len(cut) < 20
    assert "go on" in cut[-1].runs[0].text


@given(st.text(max_size=400), st.integers(min_value=10, max_value=120))
def test_a_shortened_text_fits_nearly_and_is_a_beginning(text, most) -> None:
    cut = shortened(text, most)
    line = " ".join(text.split())
    assert line.startswith(cut.removesuffix("…").rstrip())
    assert cut == line or cut.endswith("…")


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share(pair) -> None:
    part, whole = pair
    low, high = share_interval(part, whole)
    assert 0 <= low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= high <= 1


def test_wilsons_interval_is_wilsons() -> None:
    from scipy.stats import binomtest

    theirs = binomtest(18, 29).proportion_ci(0.9, method="wilson")
    assert share_interval(18, 29) == pytest.approx((theirs.low, theirs.high), abs=1e-4)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (count(184_230), "184,230"),
        (count(9.13), "9.1"),
        (count(0), "0"),
        (count(None, "no reach"), "not available"),
        (count(float("nan")), "not available"),
        (fraction(0.0262), "2.6\u00a0%"),
        (fraction(0.0004), "0.04\u00a0%"),
        (fraction(0), "0\u00a0%"),
        (fraction(0.62), "62\u00a0%"),
        (times(1.954), "×1.95"),
        (Number(value=3.5, form=Form.MONEY, unit="EUR"), "3.50 EUR"),
        (Number(value=95, form=Form.SECONDS), "2 min"),
    ],
)
def test_numbers_are_written_as_people_read_them(number, words) -> None:
    assert number.words == words


def test_one_post_is_not_1_posts() -> None:
    assert (plural(1, "post"), plural(1200, "post")) == ("1 post", "1,200 posts")


def test_parts_that_cannot_be_told_from_one_are_multiplied_together(make_month, make_post) -> None:
    one = make_post(11, 83.0)
    many = tuple(
        dataclasses.replace(one.factors[0], name=f"part {at}", times=1 + at / 10, is_clear=False)
        for at in range(1, 8)
    )
    long = dataclasses.replace(one, factors=many)
    [said] = why_words(make_month(), long)
    assert "part 7 ×1.70, part 6 ×1.60, part 5 ×1.50, part 4 ×1.40, others ×1.72" in said
    [brief] = why_words(make_month(), long, 0)
    assert "not distinguishable from ×1: 7 parts ×9.80; unexplained" in brief


def test_an_outcome_from_nothing_is_unknown(make_month) -> None:
    bare = Outcome(
        title="Reach",
        number=count(None, "no reach"),
        usual=Usual(why="our usual: not enough yet"),
        aim=Aim(words="at least 9", is_met=None),
        posts=0,
        of=3,
        method=make_month().outcomes[0].method,
    )
    assert status_of(bare) == ("unknown", "not available")
