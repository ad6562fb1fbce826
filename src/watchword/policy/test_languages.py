"""A policy in several languages, rule by rule."""

from datetime import date

import pytest

from watchword.base.errors import DocumentError
from watchword.policy.languages import (
    in_language,
    is_stale,
    languages,
    render_translation,
    require_language,
    translated,
    wording_digest,
)
from watchword.policy.lint import lint
from watchword.policy.load import read_policy
from watchword.policy.render.outline import draw_outline
from watchword.terms.facts import Facts

DAY = date(2026, 11, 1)
RULE = "id: R-1\ntitle: Describe pictures\nsection: writing"
WELSH = "translations/cy/R-1.md"


@pytest.fixture
def both(policy_of):
    """A policy of two rules, one of which is translated."""
    files = {"rules/R-1-a.md": RULE, "rules/R-2-b.md": RULE.replace("R-1", "R-2")}
    plain = policy_of(files)
    page = render_translation(
        plain.rule("R-1"), title="Disgrifio lluniau: bob un", text="Peidiwch.", why="Am reswm."
    )
    return policy_of(files | {WELSH: page}), files | {WELSH: page}


def test_what_is_translated_reads_in_that_language_and_the_rest_in_the_policys_own(both) -> None:
    policy, _ = both
    assert languages(policy) == ("cy",)
    welsh = in_language(policy, "cy")
    assert welsh.rule("R-1").title == "Disgrifio lluniau: bob un"
    assert welsh.rule("R-1").text == "Peidiwch."
    assert welsh.rule("R-2").text == policy.rule("R-2").text
    assert welsh.header.language == "cy"
    drawn = {one.id: one for one in draw_outline(welsh, Facts()).entries}
    assert "Peidiwch." in str(drawn["R-1"].sentence)
    assert not drawn["R-1"].more


def test_what_the_machine_decides_by_is_the_same_in_every_language(both) -> None:
    policy, _ = both
    one, two = policy.rule("R-1"), in_language(policy, "cy").rule("R-1")
    assert (one.check, one.examples, one.header.action) == (
        two.check,
        two.examples,
        two.header.action,
    )


def test_a_language_that_nothing_is_translated_into_is_the_policy_itself(both) -> None:
    policy, _ = both
    assert in_language(policy, "fr") is policy
    require_language(policy, "cy")
    with pytest.raises(DocumentError, match="fr"):
        require_language(policy, "fr")


def test_a_translation_of_an_older_wording_is_stale_and_shows_the_wording_that_counts(
    policy_of, both
) -> None:
    _, files = both
    newer = policy_of(files | {"rules/R-1-a.md": RULE.replace("pictures", "every picture")})
    [(one, rule)] = translated(newer)
    assert is_stale(one, rule)
    [remark] = [each for each in lint(newer, DAY) if each.code == "stale-translation"]
    assert str(remark.file) == WELSH
    assert wording_digest(rule) in remark.hint
    shown = in_language(newer, "cy").rule("R-1").page
    assert "Describe every picture" in shown.section("The wording that counts")


def test_spaces_and_line_ends_are_no_other_wording(policy_of, both) -> None:
    policy, files = both
    spaced = files["rules/R-1-a.md"].replace("pictures", " pictures ")
    assert wording_digest(
        policy_of(files | {"rules/R-1-a.md": spaced}).rule("R-1")
    ) == wording_digest(policy.rule("R-1"))


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("translations/cy/R-9.md", "rule: R-9\ntitle: T\nof: x", "there is no rule 'R-9'"),
        (
            "translations/en-GB/R-1.md",
            "rule: R-1\ntitle: T\nof: x",
            "language of the policy itself",
        ),
        ("translations/R-1.md", "rule: R-1\ntitle: T\nof: x", "folder named for its language"),
        ("translations/cy/second.md", "rule: R-1\ntitle: T\nof: x", "already translates"),
        (
            "translations/fr/R-1.md",
            "---\nrule: R-1\ntitle: T\nof: x\n---\nMots.",
            "has no sentence",
        ),
        ("translations/fr/R-1.md", "rule: R-1\nof: x", "title"),
    ],
)
def test_a_mistaken_translation_is_named(pages, both, path, text, message) -> None:
    _, files = both
    _, problems = read_policy(pages(files | {path: text}))
    assert any(message in str(one) and path in str(one) for one in problems)
