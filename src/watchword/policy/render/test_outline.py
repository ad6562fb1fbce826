"""What a handbook holds, before it has a format."""

from __future__ import annotations

import pytest

from watchword.policy.model import Policy
from watchword.policy.render.entry import Entry
from watchword.policy.render.outline import Outline, draw_outline
from watchword.policy.render.prose import Kind, Node, plain, read_prose
from watchword.policy.render.scope import may_come_true
from watchword.rules.condition import Condition
from watchword.terms.facts import Facts


def entry(outline: Outline, rule_id: str) -> Entry:
    return next(one for one in outline.entries if one.id == rule_id)


def note(one: Entry, label: str) -> str:
    return " ".join(plain(nodes) for name, nodes in one.notes if name == label)


def titles(outline: Outline) -> list[str]:
    return [one.title for one in outline.chapters]


def nodes_of(kind: Kind, nodes: tuple[Node, ...]) -> list[Node]:
    found = [one for one in nodes if one.kind is kind]
    return found + [deep for one in nodes for deep in nodes_of(kind, one.children)]


def test_sections_stand_in_the_order_of_the_outline_with_the_authors_own_headings(
    policy: Policy,
) -> None:
    assert titles(draw_outline(policy, Facts())) == [
        "Document control",
        "Key changes",
        "Purpose",
        "Definitions",
        "How to read the rules",
        "Opening and closing accounts",
        "Writing and tone",
        "Confidentiality and personal data",
        "Crisis",
        "When something goes wrong",
        "Parking",
        "Crisis plan",
        "How we answer",
        "Who to ask",
    ]


def test_every_rule_in_force_stands_once_and_no_other(policy: Policy) -> None:
    ids = [one.id for one in draw_outline(policy, Facts()).entries]
    assert sorted(ids) == ["LS-101", "LS-102", "LS-103", "LS-104", "LS-201"]


def test_a_guideline_stands_after_the_rules_of_its_section(policy: Policy) -> None:
    writing = next(one for one in draw_outline(policy, Facts()).chapters if one.anchor == "writing")
    assert [(one.id, one.is_guideline) for one in writing.entries] == [
        ("LS-102", False),
        ("LS-201", True),
    ]


def test_the_whole_policy_shows_base_values_and_where_they_differ(policy: Policy) -> None:
    one = entry(draw_outline(policy, Facts()), "LS-102")
    assert note(one, "Differs") == (
        "Where the channel is Instagram, the most that is allowed: 5. Instagram takes five."
    )
    assert note(one, "Exceptions") == (
        "Until 31 March 2027, where the account is official and the person is fair team. "
        "The fair has many names. Granted by Head of Fairs."
    )
    assert note(one, "Applies to") == "Drafts; official accounts; on Instagram or X."


def test_an_extract_shows_the_values_that_hold_for_its_reader(policy: Policy) -> None:
    one = entry(draw_outline(policy, Facts({"channel": "instagram"})), "LS-102")
    assert note(one, "Changed here") == "The most that is allowed: 5. Instagram takes five."
    assert not note(one, "Differs")


def test_an_extract_leaves_out_what_cannot_concern_its_reader(policy: Policy) -> None:
    personal = draw_outline(policy, Facts({"account": "personal"}))
    assert [one.id for one in personal.entries] == ["LS-201", "LS-101", "LS-104"]
    assert personal.facts == "account = personal"
    assert "Parking" not in titles(personal)
    assert "Crisis plan" not in titles(personal)
    mastodon = draw_outline(policy, Facts({"channel": "mastodon"}))
    assert "LS-102" not in {one.id for one in mastodon.entries}


def test_an_extract_keeps_what_holds_in_a_crisis_unless_there_is_none(policy: Policy) -> None:
    on_x = draw_outline(policy, Facts({"channel": "x"}))
    assert note(entry(on_x, "LS-103"), "When") == "Only when the situation is crisis."
    normal = draw_outline(policy, Facts({"channel": "x", "situation": "normal"}))
    assert "LS-103" not in {one.id for one in normal.entries}


def test_on_a_personal_account_the_action_is_the_one_that_holds_there(policy: Policy) -> None:
    assert entry(draw_outline(policy, Facts({"account": "personal"})), "LS-101").action == (
        "stops the post"
    )
    assert entry(draw_outline(policy, Facts({"account": "official"})), "LS-103").action == (
        "holds the post for duty manager"
    )


def test_links_lead_to_rules_and_plans_that_are_shown_and_nowhere_else(policy: Policy) -> None:
    def targets(facts: Facts, anchor: str) -> list[str]:
        chapters = draw_outline(policy, facts).chapters
        prose = next(one.prose for one in chapters if one.anchor == anchor)
        return [one.target for one in nodes_of(Kind.LINK, prose)]

    assert targets(Facts(), "purpose") == ["#rule-ls-101", "#crisis-plan"]
    assert targets(Facts({"account": "personal"}), "purpose") == ["#rule-ls-101"]
    assert targets(Facts(), "key-changes") == ["#rule-ls-101", "#rule-ls-104"]
    assert targets(Facts(), "contacts") == ["mailto:desk@larch.example"]


def test_the_badges_are_counted_honestly(policy: Policy) -> None:
    reading = next(
        one for one in draw_outline(policy, Facts()).chapters if one.anchor == "how-to-read"
    )
    rows = [
        [plain(cell.children) for cell in row.children] for row in nodes_of(Kind.ROW, reading.prose)
    ]
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [
        ("checked automatically", "2", "0"),
        ("flagged for a person", "1", "0"),
        ("kept by our records", "0", "0"),
        ("proven by evidence", "0", "0"),
        ("kept by people", "1", "1"),
    ]
    said = plain(reading.prose)
    assert "4 rules and 1 guideline" in said
    assert "1 rule is kept by people alone" in said
    assert "1 rule in draft, on trial or retired is not shown." in said


def test_document_control_says_who_answers_for_the_policy(policy: Policy) -> None:
    control = draw_outline(policy, Facts()).chapters[0]
    rows = {one.text: plain(one.children) for one in nodes_of(Kind.PAIR, control.prose)}
    assert rows == {
        "Organisation": "Larch <b>Street</b> Clinic",
        "Edition": f"3, digest {policy.digest[:12]}",
        "Revised": "2 November 2026",
        "Next review": "2 November 2027 (every 12 months)",
        "Owner": "Practice manager",
        "Approved by": "The partners",
        "Who signs": "staff and volunteers",
    }


def test_headings_in_prose_never_skip_a_level() -> None:
    nodes = read_prose("#### deep\n\n# high\n\n##### lower\n\n# high again", lambda _: "", top=3)
    assert [one.level for one in nodes] == [3, 3, 4, 3]


def test_a_heading_without_words_is_left_out() -> None:
    assert read_prose("###\n\n### ![](x.png)", lambda _: "", top=3) == ()


@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({}, True),
        ({"situation": "crisis"}, True),
        ({"situation": "normal"}, True),
        ({"situation": "normal", "calendar": "normal"}, False),
        ({"calendar": "pre-election"}, True),
        ({"situation": "normal", "calendar": "pre-election"}, True),
    ],
)
def test_a_condition_is_ruled_out_only_by_facts_that_are_known(
    facts: dict[str, str], may: bool
) -> None:
    condition = Condition.parse("situation = crisis | calendar = pre-election")
    assert may_come_true(condition, Facts(facts)) is may
