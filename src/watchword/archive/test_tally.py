"""Counts of a run and the examples that it keeps."""

from watchword.archive.tally import Tally
from watchword.base.span import Span
from watchword.terms.finding import Action, Finding, Severity
from watchword.terms.post import Post


def finding(rule: str, words: str) -> Finding:
    return Finding(
        rule=rule, title="", edition="1", layer="base", action=Action.WARN,
        severity=Severity.LOW, span=Span(0, 0), words=words, message="", why="",
    )  # fmt: skip


def test_the_example_of_a_post_is_the_finding_that_says_most() -> None:
    tally = Tally()
    found = [finding("A-1", "patient"), finding("A-1", "12 Mill Lane, Ardrie"), finding("A-2", "x")]
    tally.add(0, Post(text=""), found)
    assert [one.finding.words for one in tally.samples("A-1")] == ["12 Mill Lane, Ardrie"]
    assert tally.rules == {"A-1": 2, "A-2": 1}
    assert tally.flagged_by_rule == {"A-1": 1, "A-2": 1}


def test_examples_are_few_drawn_alike_each_time_and_in_the_order_of_rows() -> None:
    def drawn() -> list[int]:
        tally = Tally()
        for row in range(200):
            tally.add(row, Post(text=""), [finding("A-1", "x")])
        return [one.row for one in tally.samples("A-1")]

    assert len(drawn()) == 5
    assert drawn() == drawn() == sorted(drawn())
    assert max(drawn()) > 10
