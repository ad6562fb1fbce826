"""Verdicts as people read them in a notebook or a log."""

from watchword.base.span import Span
from watchword.terms.finding import Action, Finding, Severity, Verdict


def finding(**changed: object) -> Finding:
    values: dict[str, object] = {
        "rule": "HB-405", "title": "Public numbers only", "edition": "1", "layer": "base",
        "action": Action.HOLD, "severity": Severity.HIGH, "span": Span(5, 9), "words": "<b>",
        "message": "Not ours.", "why": "People are rung at night.",
    }  # fmt: skip
    return Finding(**(values | changed))  # type: ignore[arg-type]


def test_a_verdict_reads_as_words_and_leaves_out_what_only_counts() -> None:
    verdict = Verdict(findings=(finding(), finding(rule="HB-1", shadow=True)))
    assert str(verdict) == (
        "hold: 1 found\n\nhold  HB-405 Public numbers only “<b>”\n"
        "  Not ours.\n  why: People are rung at night."
    )
    assert str(Verdict()) == str(Verdict(findings=(finding(shadow=True),))) == "nothing found"


def test_a_notebook_shows_a_table_in_which_the_words_of_a_post_are_only_text() -> None:
    shown = Verdict(findings=(finding(),))._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown
    assert shown.count("<tr>") == 2
    assert Verdict()._repr_html_() == "<p>Nothing found.</p>"
