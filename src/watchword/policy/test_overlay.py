"""Layers: each row of the table in docs/reference/policy-format.md, section 6."""

from datetime import date
from itertools import permutations

import pytest

from watchword.base.errors import PolicyError
from watchword.policy.judge import judge
from watchword.policy.model import Policy
from watchword.policy.overlay import effective, effective_rule, show_sources
from watchword.terms.facts import Facts
from watchword.terms.finding import Action, Verdict
from watchword.terms.post import Post

TODAY = date(2026, 11, 1)
RULE = """
id: R-1
title: A rule
severity: high
action: hold
approver: editor
check:
  terms: [one, two, three]
"""
LINKS = "id: R-2\ntitle: Few links\naction: warn\ncheck:\n  measure: hashtags\n  at_most: 10"
LOOSER = "\n    loosens: true\n    because: agreed\n    approved_by: Head of Communications"


def overlay(changes: str, when: str = "region = north", layer: str = "unit") -> str:
    return f"layer: {layer}\napplies_when: {when}\nchanges:\n{changes}"


def told(policy_of, files: dict[str, str]) -> str:
    with pytest.raises(PolicyError) as error:
        policy_of({"rules/R-1-a.md": RULE, "rules/R-2-b.md": LINKS, **files})
    return str(error.value)


def verdict(policy: Policy, text: str, **facts: str) -> Verdict:
    known = Facts({"stage": "draft", "account": "official", **facts})
    return judge(policy, Post(text=text, facts=known), TODAY)


def test_a_single_value_replaces_and_says_where_it_came_from(policy_of) -> None:
    policy = policy_of({
        "rules/R-2-b.md": LINKS,
        "overlays/a.md": overlay("  R-2:\n    set:\n      check.at_most: 1\n      action: hold\n    because: x"),
    })  # fmt: skip
    there, here = Facts({"region": "south"}), Facts({"region": "north"})
    [base], [changed] = effective(policy, there), effective(policy, here)
    assert (base.layer, changed.layer) == ("base", "a")
    assert (base.rule.header.action, changed.rule.header.action) == (Action.WARN, Action.HOLD)
    sources = show_sources(changed)
    assert sources["check.at_most"] == sources["action"] == "overlays/a.md"
    assert sources["title"] == "rules/R-2-b.md"
    assert verdict(policy, "#A #B", region="south").is_clean
    [found] = verdict(policy, "#A #B", region="north").findings
    assert (found.layer, found.action) == ("a", Action.HOLD)
    assert verdict(policy, "#A #B").is_clean, "an unknown fact is not true"


def test_lists_change_only_by_adding_and_removing(policy_of) -> None:
    said = told(policy_of, {"overlays/a.md": overlay("  R-1:\n    set:\n      check.terms: [one]" + LOOSER)})  # fmt: skip
    assert "overlays/a.md:7: 'check.terms' is a list, and a list is not replaced" in said
    assert "'add:' or 'remove:'" in said
    policy = policy_of({
        "rules/R-1-a.md": RULE,
        "overlays/a.md": overlay("  R-1:\n    add:\n      check.terms: [four, one]\n    remove:\n      check.terms: [two]" + LOOSER),
    })  # fmt: skip
    [found] = effective(policy, Facts({"region": "north"}))
    assert found.rule.tree.plain()["check"]["terms"] == ["one", "three", "four"]
    assert policy.rules[0].tree.plain()["check"]["terms"] == ["one", "two", "three"]


@pytest.mark.parametrize(
    "change",
    [
        "set:\n      action: warn",
        "set:\n      severity: low",
        "set:\n      status: draft",
        "set:\n      status: retired",
        "remove:\n      check.terms: [one]",
        "remove:\n      check.terms: one",
        "set:\n      applies.channels: [x]",
        "set:\n      applies.accounts: [official]",
        "set:\n      applies.to: [drafts]",
        "set:\n      when: situation = crisis",
        "set:\n      unless: situation = crisis",
        "add:\n      check.ignore: [one off]",
        "add:\n      except:\n        - where: person = editor\n          until: 2099-01-01\n          because: x\n          approved_by: y",
    ],
)
def test_loosening_needs_a_word_a_reason_and_a_name_and_never_touches_a_locked_rule(
    policy_of, change: str
) -> None:
    body = f"  R-1:\n    {change}"
    quiet = f"{body}\n    because: x"
    assert "loosens R-1 without saying so" in told(policy_of, {"overlays/a.md": overlay(quiet)})
    nobody = f"{body}\n    loosens: true\n    because: x"
    assert "names nobody who approved" in told(policy_of, {"overlays/a.md": overlay(nobody)})
    silent = f"{body}\n    loosens: true\n    approved_by: x"
    assert "lacks the key 'because'" in told(policy_of, {"overlays/a.md": overlay(silent)})
    files = {"rules/R-1-a.md": RULE, "overlays/a.md": overlay(body + LOOSER)}
    assert policy_of(files).overlays[0].changes["R-1"].loosens
    locked = {**files, "rules/R-1-a.md": RULE + "locked: true\n"}
    assert "R-1 is locked, and this loosens it" in told(policy_of, locked)


@pytest.mark.parametrize(
    "change",
    ["set:\n      action: block", "set:\n      severity: critical", "add:\n      check.terms: [x]"],
)
def test_a_locked_rule_may_be_tightened(policy_of, change: str) -> None:
    files = {
        "rules/R-1-a.md": RULE + "locked: true\n",
        "overlays/a.md": overlay(f"  R-1:\n    {change}\n    because: x"),
    }
    assert policy_of(files).overlays[0].name == "a"


def test_a_locked_rule_takes_no_change_whose_direction_nobody_can_tell(policy_of) -> None:
    files = {
        "rules/R-1-a.md": "id: R-1\ntitle: A\nlocked: true\ncheck:\n  pattern: a+b",
        "overlays/a.md": overlay("  R-1:\n    set:\n      check.pattern: z{9}\n    because: x"),
    }
    with pytest.raises(PolicyError, match="R-1 is locked"):
        policy_of(files)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("set:\n      id: R-7", "an overlay cannot change 'id'"),
        ("set:\n      locked: true", "an overlay cannot change 'locked'"),
        ("set:\n      title.x: y", "has no field 'title.x'"),
        ("set:\n      chek.terms: y", "no key 'chek'"),
        ("set:\n      action: shout", "'action' is 'shout'"),
        ("add:\n      action: hold", "'action' is not a list"),
        ("remove:\n      check.terms: [nine]", "'check.terms' does not hold 'nine'"),
        (
            "remove:\n      check.terms: [one, two, three]",
            "a check is of exactly one kind, and here are 0",
        ),
        ("set: hold", "'set' should be 'field: value' lines"),
    ],
)
def test_a_change_that_makes_no_sense_is_named_with_its_file(policy_of, change, expected) -> None:
    said = told(policy_of, {"overlays/a.md": overlay(f"  R-1:\n    {change}" + LOOSER)})
    assert expected in said
    assert "overlays/a.md:" in said
    assert "rules/R-1-a.md" not in said


CHANGE = "  R-2:\n    set:\n      check.at_most: 5\n    because: x"


def test_two_layers_of_the_same_rank_may_not_touch_one_field(policy_of) -> None:
    files = {
        "overlays/a.md": overlay(CHANGE),
        "overlays/b.md": overlay(CHANGE, "situation = crisis"),
    }
    said = told(policy_of, files)
    assert "overlays/a.md and overlays/b.md both change 'check.at_most' of R-2" in said


@pytest.mark.parametrize(
    ("when", "layer"), [("region = south", "unit"), ("situation = crisis", "situation")]
)
def test_they_may_where_they_never_meet_or_their_rank_differs(policy_of, when, layer) -> None:
    files = {"rules/R-2-b.md": LINKS, "overlays/a.md": overlay(CHANGE)}
    assert policy_of({**files, "overlays/b.md": overlay(CHANGE, when, layer)})


def test_a_later_layer_wins_whatever_the_names_of_the_files(policy_of) -> None:
    early = overlay("  R-2:\n    set:\n      check.at_most: 5\n    because: x")
    late = overlay(
        "  R-2:\n    set:\n      check.at_most: 2\n    because: x",
        "situation = crisis",
        "situation",
    )
    for one, two in (("a", "b"), ("b", "a")):
        policy = policy_of(
            {"rules/R-2-b.md": LINKS, f"overlays/{one}.md": early, f"overlays/{two}.md": late}
        )
        both = Facts({"region": "north", "situation": "crisis"})
        found = effective_rule(policy, policy.rules[0], both)
        assert found.rule.tree.plain()["check"]["at_most"] == "2"
        assert found.layer == two


def test_overlays_that_take_the_same_word_out_work_together(policy_of) -> None:
    files = {
        "rules/R-1-a.md": RULE,
        "overlays/a.md": overlay("  R-1:\n    remove:\n      check.terms: [one]" + LOOSER),
        "overlays/b.md": overlay("  R-1:\n    remove:\n      check.terms: [one, two]" + LOOSER, "situation = crisis", "situation"),
    }  # fmt: skip
    policy = policy_of(files)
    assert [one.words for one in verdict(policy, "one two three", region="north", situation="crisis").findings] == ["three"]  # fmt: skip
    assert len(verdict(policy, "one two three", region="north").findings) == 2


def test_overlays_that_leave_no_rule_together_are_told_when_the_policy_is_read(policy_of) -> None:
    said = told(policy_of, {
        "overlays/a.md": overlay("  R-1:\n    remove:\n      check.terms: [one]" + LOOSER),
        "overlays/b.md": overlay("  R-1:\n    remove:\n      check.terms: [two, three]" + LOOSER, "situation = crisis", "situation"),
    })  # fmt: skip
    assert "overlays/a.md and overlays/b.md together break R-1" in said


def test_a_layer_may_add_a_rule_and_retire_one(policy_of) -> None:
    policy = policy_of({
        "rules/R-1-a.md": RULE,
        "overlays/north.md": overlay("  R-1:\n    set:\n      status: retired" + LOOSER),
        "overlays/north/R-3-c.md": "id: R-3\ntitle: Only here\ncheck:\n  terms: [four]",
    })  # fmt: skip
    there = verdict(policy, "one four", region="south").findings
    here = verdict(policy, "one four", region="north").findings
    assert [one.rule for one in there] == ["R-1"]
    assert [(one.rule, one.layer) for one in here] == [("R-3", "north")]


def test_on_a_personal_account_the_strongest_is_warn_unless_locked(policy_of) -> None:
    policy = policy_of({
        "rules/R-1-a.md": RULE,
        "rules/R-3-c.md": "id: R-3\ntitle: Law\naction: block\nlocked: true\ncheck:\n  terms: [four]",
        "rules/R-4-d.md": "id: R-4\ntitle: Small\naction: note\ncheck:\n  terms: [five]",
    })  # fmt: skip
    found = verdict(policy, "one four five", account="personal").findings
    assert [(one.rule, one.action) for one in found] == [
        ("R-1", Action.WARN), ("R-3", Action.BLOCK), ("R-4", Action.NOTE),
    ]  # fmt: skip
    assert found[0].layer == "personal account"
    assert verdict(policy, "one", account="official").action is Action.HOLD


def test_all_findings_are_shown_the_strongest_decides_and_order_never_matters(policy_of) -> None:
    rules = {
        f"rules/R-{n}-a.md": f"id: R-{n}\ntitle: T\naction: {action}\ncheck:\n  terms: [one]"
        for n, action in enumerate(("note", "block", "warn"))
    }
    verdicts = {
        verdict(policy_of(dict(files)), "one two").findings for files in permutations(rules.items())
    }
    # the digest is of names and contents, so even the editions agree
    assert len(verdicts) == 1
    [findings] = verdicts
    assert [one.action for one in findings] == [Action.BLOCK, Action.WARN, Action.NOTE]
    assert Verdict(findings=findings).action is Action.BLOCK


WAIVER = "rule: R-1\nwhere: person = launch-team\nuntil: 2026-12-05\nbecause: x\napproved_by: y"


@pytest.mark.parametrize("kept", ["file", "header"])
def test_an_exception_ends_after_its_last_day_and_covers_nobody_else(policy_of, kept: str) -> None:
    lines = WAIVER.split("\n")
    inside = "except:\n  - " + "\n    ".join(lines[1:])
    files = {"rules/R-1-a.md": RULE + (inside if kept == "header" else "")}
    if kept == "file":
        files["waivers/w.md"] = WAIVER
    policy = policy_of(files)
    assert verdict(policy, "one", person="launch-team", date="2026-12-05").is_clean
    assert not verdict(policy, "one", person="launch-team", date="2026-12-06").is_clean
    assert not verdict(policy, "one", person="administrator", date="2026-12-05").is_clean
    assert not verdict(policy, "one", date="2026-12-05").is_clean


def test_a_field_inside_a_changed_field_or_taken_out_whole_names_the_overlay(policy_of) -> None:
    rule = "id: R-1\ntitle: A\nstatus: active\nwhen: situation = crisis\ncheck:\n  any:\n    - terms: [one]\n    - measure: links\n      at_most: 2"
    body = "  R-1:\n    set:\n      check.any.1.at_most: 1\n      applies.channels: [x]\n"
    body += "    remove:\n      check.any.0.terms: [one]\n    add:\n      check.any.0.terms: [two]"
    policy = policy_of({"rules/R-1-a.md": rule, "overlays/a.md": overlay(body + LOOSER)})
    [found] = effective(policy, Facts({"region": "north"}))
    sources = show_sources(found)
    of_overlay = {path for path, file in sources.items() if file == "overlays/a.md"}
    assert of_overlay == {"check.any.1.at_most", "applies.channels", "check.any.0.terms"}
    assert sources["check.any.1.measure"] == "rules/R-1-a.md"
