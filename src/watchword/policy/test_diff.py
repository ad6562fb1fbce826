"""What changed between two states: in words, in direction, and in what is decided."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from watchword.base.errors import PolicyError, WatchwordError
from watchword.policy.diff import ChangeKind, RuleChange, diff, key_change
from watchword.policy.source import policy_at

TODAY = date(2026, 11, 1)
RULE = """---
id: R-1
title: No rubbish
severity: medium
action: warn
check:
  terms: [rubbish, twaddle]
---
## Rule
Do not write rubbish.

## Why
Because somebody has to tidy up after it.

## Examples
### Bad: one
> What rubbish

### Bad: two
> What twaddle
"""
R1 = "rules/R-1-a.md"
OVERLAY = "layer: unit\napplies_when: region = north\nchanges:\n  R-1:\n    set:\n      action: hold\n    because: x"
WAIVER = "rule: R-1\nwhere: region = north\nuntil: 2027-01-01\nbecause: x\napproved_by: y"


def changes(policy_of, before: dict[str, str], after: dict[str, str]) -> tuple[RuleChange, ...]:
    return diff(policy_of(before), policy_of(after), TODAY)


@pytest.mark.parametrize(
    ("old", "new", "kind", "field"),
    [
        ("action: warn", "action: hold", "tightened", "action"),
        ("action: warn", "action: note", "loosened", "action"),
        ("severity: medium", "severity: medium\nstatus: retired", "retired", "status"),
        ("severity: medium", "severity: medium\nstatus: shadow", "loosened", "status"),
        ("[rubbish, twaddle]", "[rubbish, twaddle, tosh]", "tightened", "check.terms"),
        ("[rubbish, twaddle]", "[rubbish]", "loosened", "check.terms"),
        ("terms: [rubbish, twaddle]", "pattern: rubbish|twaddle", "changed", "check"),
    ],
)
def test_the_strongest_thing_that_happened_names_the_change(
    policy_of, old, new, kind, field
) -> None:
    [found] = changes(policy_of, {R1: RULE}, {R1: RULE.replace(old, new)})
    assert str(found.kind) == kind
    assert [one.field for one in found.fields] == [field]
    assert found.texts == ()


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("title: No rubbish", "title: Rubbish, no", "title"),
        ("Do not write rubbish.", "Write no rubbish.", "rule"),
        ("tidy up after it", "tidy up after you", "why"),
        ("### Bad: two", "### Bad: another", "examples"),
        ("action: warn", "action: warn\nmessage: please do not", "message"),
        ("action: warn", "action: warn\nrests_on: [house rules]", "rests on"),
    ],
)
def test_the_same_duty_in_other_words_is_reworded(policy_of, old, new, text) -> None:
    [found] = changes(policy_of, {R1: RULE}, {R1: RULE.replace(old, new)})
    assert (found.kind, found.texts, found.fields) == (ChangeKind.REWORDED, (text,), ())


def test_rules_that_come_and_go_are_named_and_nothing_is_nothing(policy_of) -> None:
    [found] = changes(policy_of, {}, {R1: RULE})
    assert (found.kind, found.rule.id) == (ChangeKind.ADDED, "R-1")
    [found] = changes(policy_of, {R1: RULE}, {})
    assert (found.kind, found.rule.id) == (ChangeKind.REMOVED, "R-1")
    assert changes(policy_of, {R1: RULE}, {R1: RULE}) == ()


def test_examples_that_are_decided_differently_are_shown(policy_of) -> None:
    [found] = changes(policy_of, {R1: RULE}, {R1: RULE.replace("terms: [rubbish, twaddle]", "pattern: rubbish")})  # fmt: skip
    assert found.kind is ChangeKind.LOOSENED, "a change without direction, decided by an example"
    assert [(one.example.text, one.before, one.after) for one in found.decisions] == [("What twaddle", True, False)]  # fmt: skip


LIST = RULE.replace("terms: [rubbish, twaddle]", "terms_from: lists/a.csv")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("rubbish\ntwaddle\n", "rubbish\n", "loosened"),
        ("rubbish\n", "rubbish\ntosh\n", "tightened"),
    ],
)
def test_words_that_come_or_go_in_a_list_change_the_rules_that_use_it(policy_of, before, after, kind) -> None:  # fmt: skip
    [found] = changes(policy_of, *({R1: LIST, "lists/a.csv": f"term\n{terms}"} for terms in (before, after)))  # fmt: skip
    assert str(found.kind) == kind
    assert [one.field for one in found.fields] == ["lists/a.csv"]


def test_layers_are_changes_of_the_rules_that_they_touch(policy_of) -> None:
    plain, layered = {R1: RULE}, {R1: RULE, "overlays/north.md": OVERLAY}
    [found] = changes(policy_of, plain, layered)
    [field] = found.fields
    assert (field.field, field.old) == ("overlay north", "(none)")
    assert field.new == "set action: hold; where region = north"
    moved = {R1: RULE, "overlays/north.md": OVERLAY.replace("north", "south")}
    [found] = changes(policy_of, layered, moved)
    assert found.fields[0].new == "set action: hold; where region = south"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, WAIVER, "loosened"),
        (WAIVER, None, "tightened"),
        (WAIVER, WAIVER.replace("2027-01-01", "2027-06-01"), "loosened"),
        (WAIVER, WAIVER.replace("2027-01-01", "2026-12-01"), "tightened"),
        (WAIVER, WAIVER.replace("north", "south"), "loosened"),
    ],
)
def test_a_waiver_is_a_change_of_its_rule(policy_of, before, after, kind) -> None:
    files = ({R1: RULE, **({"waivers/w.md": one} if one else {})} for one in (before, after))
    [found] = changes(policy_of, *files)
    assert str(found.kind) == kind
    assert [one.field for one in found.fields] == ["waiver w"]


def test_a_key_change_is_one_plain_sentence(policy_of) -> None:
    told = {
        key_change(one)
        for new in (
            {R1: RULE.replace("action: warn", "action: hold\napprover: the editor")},
            {R1: RULE.replace("Do not write", "Never write")},
            {R1: RULE.replace("action: warn", "action: warn\nunless: region = north")},
            {},
        )
        for one in changes(policy_of, {R1: RULE}, new)
    }
    assert told == {
        "Stricter: No rubbish: what happens to a draft changed from warn to hold.",
        "Reworded: No rubbish: new wording of rule, same duty.",
        "Looser: No rubbish: when it does not hold changed from (never) to region = north.",
        "Taken out: No rubbish. Do not write rubbish.",
    }


@pytest.fixture(scope="module")
def history(tmp_path_factory) -> Path:
    """A policy in a folder of a Git repository: three commits, two editions."""
    root = tmp_path_factory.mktemp("repository")
    folder = root / "our" / "policy"
    (folder / "rules").mkdir(parents=True)

    def commit(edition: str, words: str) -> None:
        page = f"---\ntitle: T\norganisation: O\nrevised: 2026-10-01\nowner: X\nedition: '{edition}'\n---\n"
        (folder / "policy.md").write_text(page)
        (folder / R1).write_text(RULE.replace("rubbish, twaddle", words))
        (root / "notes.md").write_text(words)
        for arguments in (["add", "."], ["commit", "--quiet", "--message", words]):
            git(root, *arguments)

    git(root, "init", "--quiet")
    commit("1", "rubbish, twaddle, one")
    commit("1", "rubbish, twaddle, two")
    commit("2", "rubbish, twaddle, three")
    git(root, "tag", "v2")
    return folder


def git(root: Path, *arguments: str) -> None:
    who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
    subprocess.run(["git", *arguments], cwd=root, check=True, env={**os.environ, **who})


@pytest.mark.parametrize(
    ("name", "last"),
    [("HEAD", "three"), ("v2", "three"), ("HEAD~1", "two"), ("HEAD~2", "one"), ("edition 2", "three"), ("edition 1", "two")],
)  # fmt: skip
def test_a_state_is_a_revision_or_the_last_state_of_an_edition(history, name, last) -> None:
    policy = policy_at(name, history)
    assert policy.lists == {}
    assert policy.rules[0].check.settings.terms[-1] == last


def test_a_state_is_a_folder(history) -> None:
    assert policy_at(str(history), Path("elsewhere")).header.edition == "2"
    assert policy_at(str(history.parent), Path("elsewhere")).header.edition == "2"


@pytest.mark.parametrize("name", ["edition 9", "no-such-tag", "--output=x", "HEAD:x", ""])
def test_a_state_that_is_not_there_is_said_with_a_remedy(history, name) -> None:
    with pytest.raises(WatchwordError) as told:
        policy_at(name, history)
    assert not isinstance(told.value, PolicyError)
    assert told.value.hint
    assert not (history / "x").exists()


def test_outside_a_repository_git_is_quoted(tmp_path) -> None:
    with pytest.raises(WatchwordError, match="git says"):
        policy_at("HEAD", tmp_path)
