from datetime import date

import pytest

from watchword.base.errors import PolicyError
from watchword.policy.load import load_files
from watchword.policy.trial import try_policy

POLICY = b"""---
title: T
organisation: O
revised: 2026-10-01
owner: X
---
## Purpose
To try.
"""
RULE = """---
id: R-1
title: Attack nobody
action: hold
approver: x
check:
  classifier: harassment
  at_least: 0.8
  must_reach:
    precision: {precision}
    recall: 0.5
    on: corpus/set.csv
---
## Rule
Attack nobody.
## Why
Because it hurts, and it comes back.
## Examples
### Bad: one
> You are a pathetic idiot
### Bad: two
> You are scum and a moron
### Good: one
> Good morning
### Good: two
> We do not agree
"""
SET = b"""text,label
You are a pathetic idiot,yes
He is a coward and a liar,yes
Good morning,no
"You scum, said the villain of the play",no
"""


def files(precision: str, corpus: bytes | None = SET) -> dict[str, bytes]:
    made = {"policy.md": POLICY, "rules/R-1-attack.md": RULE.format(precision=precision).encode()}
    return made if corpus is None else {**made, "corpus/set.csv": corpus}


@pytest.mark.parametrize(("precision", "holds"), [("0.5", True), ("0.99", False)])
def test_a_classifier_rule_must_reach_what_it_promises(precision: str, holds: bool) -> None:
    trial = try_policy(load_files(files(precision)), date(2026, 11, 1), with_mutations=False)
    assert len(trial.measured) == 1
    assert trial.measured[0].count == 4
    assert trial.measured[0].holds is holds
    assert trial.holds is holds


def test_a_set_that_is_not_there_is_named() -> None:
    with pytest.raises(PolicyError, match=r"there is no labelled set 'corpus/set.csv'"):
        load_files(files("0.5", None))


@pytest.mark.parametrize(
    ("corpus", "said"),
    [
        (b"text,mark\na,yes\n", "it has text, mark"),
        (b"text,label\na,maybe\n", "set.csv:2: the label is 'maybe'"),
    ],
)
def test_a_set_with_a_mistake_is_named_with_its_line(corpus: bytes, said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        load_files(files("0.5", corpus))


def test_an_example_may_describe_its_pictures() -> None:
    page = RULE.split("check:", maxsplit=1)[0] + (
        "check:\n  measure: poor_alt_texts\n  at_most: 0\n---\n## Rule\nDescribe well.\n"
        "## Why\nBecause somebody listens to it.\n## Examples\n"
        "### Bad: a file name\nGiven: pictures = 1; described = 1\nAlt: IMG_2041.jpg\n> The fair\n"
        "### Good: a sentence\nGiven: pictures = 1; described = 1\n"
        "Alt: Three children hold a kite on the beach\n> The fair\n"
    )
    trial = try_policy(
        load_files({"policy.md": POLICY, "rules/R-1-attack.md": page.encode()}),
        date(2026, 11, 1),
        with_mutations=False,
    )
    assert [one.reason for one in trial.outcomes] == ["", ""]
