"""Each kind of remark, with the page it is about; a page put right is silent."""

from datetime import date, timedelta

import pytest

from watchword.channels.base import rows_older_than
from watchword.policy.lint import lint
from watchword.policy.remark import Remark

TODAY = date(2026, 11, 1)
POLICY = """---
title: House rules
organisation: Fennmere Library
revised: {revised}
review_every: {every}
owner: Head of Communications
reading_age: {age}
facts:
  region: any
---
## Purpose
{body}

## Definitions
- **Partner**: somebody who pays us.
"""
RULE = """---
id: R-1
title: No rubbish
section: writing
severity: low
action: hold
approver: the editor
message: "{match}: please write something kinder."
rests_on: [the house rules]
check:
  terms: [rubbish]
---
## Rule
Do not write rubbish.

## Why
It makes a mess on the floor, and one of us has to tidy it up.

## Examples
### Bad: one
> What rubbish

### Bad: two
> Some rubbish

### Good: one
> A good day

### Good: two
> A fine day
"""


def policy_md(revised="2026-10-01", every="12 months", age="16", body="To be kind.") -> str:
    return POLICY.format(revised=revised, every=every, age=age, body=body)


def remarks(
    policy_of, files: dict[str, str], policy: str = "", today: date = TODAY
) -> list[Remark]:
    return list(lint(policy_of(files, policy or policy_md()), today))


def codes(found: list[Remark]) -> list[tuple[str, str, str]]:
    return [(str(one.weight), one.code, one.file.as_posix()) for one in found]


def test_a_page_in_order_is_silent(policy_of) -> None:
    assert remarks(policy_of, {"rules/R-1-a.md": RULE}) == []


R1 = "rules/R-1-a.md"
PAGES = [
    ("Do not write rubbish.", "", "error", "no-rule", "no sentence to sign"),
    ("Do not write rubbish.", "To be written.", "error", "no-rule", "still to be written"),
    ("section: writing\n", "", "advice", "no-section", "no section"),
    ("approver: the editor\n", "", "warning", "no-approver", "nobody is named"),
    ('message: "{match}: please write something kinder."\n', "", "warning", "no-message", "without saying why"),
    ("rests_on: [the house rules]\n", "", "advice", "rests-on-nothing", "no law"),
    ("It makes a mess on the floor, and one of us has to tidy it up.", "", "error", "no-reason", "no reason"),
    ("It makes a mess on the floor, and one of us has to tidy it up.", "To be written", "error", "no-reason", "no reason"),
    ("It makes a mess on the floor, and one of us has to tidy it up.", "It is not kind.", "warning", "thin-reason", "hardly one"),
    ("### Good: two\n> A fine day\n", "", "error", "examples", "2 bad and 1 good"),
    ("### Bad: two\n> Some rubbish\n", "", "error", "examples", "1 bad and 2 good"),
    ("check:\n  terms: [rubbish]\n", "except:\n  - where: region = north\n    until: 2026-10-31\n    because: x\n    approved_by: y\ncheck:\n  terms: [rubbish]\n", "warning", "exception-ended", "ended on 2026-10-31"),
    ("It makes", "See [this](R-9-x.md). It makes", "error", "dead-link", "'R-9-x.md' leads nowhere"),
    ("It makes", "See [this](../lists/none.csv). It makes", "error", "dead-link", "leads nowhere"),
    ("It makes", "No _sponsor_ may. It makes", "warning", "undefined-term", "'sponsor' is not defined"),
    ("Do not write rubbish.", "Do not write rubbish" + " at all and ever" * 10 + ".", "advice", "long-rule", "aim at 40"),
    ("terms: [rubbish]", "terms: [skip, rubbish]\n  ignore: [skip]", "warning", "term-never", "never finds 'skip'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "weight", "code", "message"), PAGES)
def test_each_remark_about_a_rule_names_its_page_and_what_to_do(
    policy_of, old, new, weight, code, message
) -> None:
    assert old in RULE
    found = remarks(policy_of, {R1: RULE.replace(old, new)})
    assert codes(found) == [(weight, code, R1)], found
    assert message in found[0].message
    assert found[0].line >= 1


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("R-1-a.md", True), ("../rules/R-1-a.md", True), ("../policy.md#purpose", True),
        ("R-1", True), ("r-1", True), ("#rule", True), ("https://example.org/x", True),
        ("mailto:us@example.org", True), ("../lists/a.csv", True), ("../waivers/none.md", False),
        ("../../etc/passwd", False), ("R-2", False),
    ],
)  # fmt: skip
def test_internal_links_lead_somewhere(policy_of, target: str, leads: bool) -> None:
    files = {
        R1: RULE.replace("It makes", f"See [this]({target}). It makes").replace("terms: [rubbish]", "terms_from: lists/a.csv"),
        "lists/a.csv": "term\nrubbish\n",
    }  # fmt: skip
    assert [one.code for one in remarks(policy_of, files)] == ([] if leads else ["dead-link"])


def test_a_defined_term_may_be_used_in_the_plural_and_the_line_is_told(policy_of) -> None:
    fine = RULE.replace("It makes", "A _Partner_ and two _partners_ asked. It makes")
    assert remarks(policy_of, {R1: fine}) == []
    [found] = remarks(policy_of, {R1: RULE.replace("It makes", "One.\nTwo _thing_.\nIt makes")})
    assert (R1, found.line) == (found.file.as_posix(), 18)


@pytest.mark.parametrize(
    ("revised", "every", "code"),
    [
        ("2025-10-31", "12 months", ["review-overdue"]),
        ("2025-11-01", "12 months", ["review-soon"]),
        ("2025-11-30", "12 months", ["review-soon"]),
        ("2025-12-02", "12 months", []),
        ("2026-10-01", "4 weeks", ["review-overdue"]),
    ],
)
def test_a_review_is_told_before_and_after_it_is_due(policy_of, revised, every, code) -> None:
    found = remarks(policy_of, {}, policy_md(revised=revised, every=every))
    assert [one.code for one in found] == code
    assert all(one.file.as_posix() == "policy.md" for one in found)


LISTS = [
    ("term\n", ["list-empty"]),
    ("term,until\nrubbish,2026-10-31\n", ["list-ended"]),
    ("term,until\nrubbish,2026-10-31\ntosh,\n", ["list-ended"]),
    ("term,until\nrubbish,2026-11-01\n", []),
    ("term\nrubbish\n🎉\n", []),
    ("term\nrubbish\nrubbish skip\n", ["term-never"]),
    ("term\nrubbish\n#ad\n@name\n", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_that_never_match_are_told(policy_of, text, expected) -> None:
    rule = RULE.replace("terms: [rubbish]", "terms_from: lists/a.csv\n  ignore: [rubbish skip]")
    found = remarks(policy_of, {R1: rule, "lists/a.csv": text})
    assert [one.code for one in found] == expected
    assert all(one.file.as_posix() == "lists/a.csv" for one in found)


@pytest.mark.parametrize(
    "use",
    [
        ("check:\n  terms: [rubbish]", "check:\n  terms_from: lists/a.csv"),
        ("check:\n  terms: [rubbish]", "when: mentions lists/a.csv\ncheck:\n  terms: [rubbish]"),
        ("check:\n  terms: [rubbish]", "unless: mentions lists/a.csv\ncheck:\n  terms: [rubbish]"),
        ("check:\n  terms: [rubbish]", "check:\n  link: [denied]\n  deny: lists/a.csv"),
        ("check:\n  terms: [rubbish]", "check:\n  any:\n    - terms: [x]\n    - data: [email]\n      allow: lists/a.csv"),
        ("check:\n  terms: [rubbish]", "except:\n  - where: mentions lists/a.csv\n    until: 2027-01-01\n    because: x\n    approved_by: y\ncheck:\n  terms: [rubbish]"),
    ],
)  # fmt: skip
def test_a_list_is_used_by_any_of_its_uses_and_told_when_by_none(policy_of, use) -> None:
    lists = {"lists/a.csv": "term\nexample.org\n"}
    assert remarks(policy_of, {R1: RULE.replace(*use), **lists}) == []
    assert [one.code for one in remarks(policy_of, {R1: RULE, **lists})] == ["list-unused"]


def test_a_waiver_uses_its_list_and_is_told_when_it_has_ended(policy_of) -> None:
    waiver = "rule: R-1\nwhere: mentions lists/a.csv\nuntil: 2026-10-31\nbecause: x\napproved_by: y"
    files = {R1: RULE, "lists/a.csv": "term\nfair\n", "waivers/w.md": waiver}
    [found] = remarks(policy_of, files)
    assert (found.code, found.file.as_posix()) == ("exception-ended", "waivers/w.md")
    assert remarks(policy_of, files, today=date(2026, 10, 31)) == []


def test_words_too_hard_for_the_age_that_is_aimed_at_are_told(policy_of) -> None:
    hard = RULE.replace(
        "It makes a mess on the floor, and one of us has to tidy it up.",
        "Institutional communications necessitate considerable administrative responsibility, "
        "particularly regarding organisational accountability and reputational consequences. "
        "Communications practitioners consistently demonstrate professional discretion whenever "
        "representing institutional interests externally, notwithstanding controversy.",
    )
    [found] = remarks(policy_of, {R1: hard})
    assert found.code == "reading-age"
    assert remarks(policy_of, {R1: hard}, policy_md(age="60")) == []


def test_limits_of_channels_grow_old_only_where_a_rule_needs_them(policy_of) -> None:
    later, soon = date(2036, 1, 1), min(row.checked for row in rows_older_than(0, date.max))
    fresh = policy_md(revised="2035-12-01")
    needs = RULE.replace("terms: [rubbish]", "measure: length\n  at_most: channel")
    assert "limits-old" in [one.code for one in remarks(policy_of, {R1: needs}, fresh, later)]
    half_a_year = soon + timedelta(days=183)
    for day, is_old in ((half_a_year, False), (half_a_year + timedelta(days=1), True)):
        found = remarks(policy_of, {R1: needs}, fresh, day)
        assert ("limits-old" in [one.code for one in found]) is is_old
    assert "limits-old" not in [one.code for one in remarks(policy_of, {R1: RULE}, fresh, later)]


def test_remarks_come_in_the_order_of_files_and_lines(policy_of) -> None:
    files = {f"rules/R-{n}-a.md": f"id: R-{n}\ntitle: A\naction: hold" for n in range(9)}
    found = remarks(policy_of, files)
    assert [(one.file, one.line) for one in found] == sorted((one.file, one.line) for one in found)
    assert len(found) > 20


def test_a_list_that_only_an_overlay_or_an_exception_names_is_used(policy_of) -> None:
    lists = {"lists/a.csv": "term\nfair\n"}
    overlay = (
        "layer: unit\napplies_when: region = north\nchanges:\n  R-1:\n    set:\n"
        "      when: mentions lists/a.csv\n    loosens: true\n    because: x\n    approved_by: y"
    )
    assert remarks(policy_of, {R1: RULE, "overlays/o.md": overlay, **lists}) == []


@pytest.mark.parametrize("aim", range(5, 20))
def test_an_age_is_told_only_where_it_differs_as_it_is_shown(policy_of, aim: int) -> None:
    """Never "read at age 16; the policy aims at 16"."""
    words = "It makes a mess on the floor of the reading room, and one of us has to tidy it up. "
    rule = RULE.replace("It makes a mess on the floor, and one of us has to tidy it up.", words * 2)
    for told in remarks(policy_of, {R1: rule}, policy_md(age=str(aim))):
        assert told.code == "reading-age"
        assert int(told.message.split("read at age ")[1].split(";")[0]) > aim
