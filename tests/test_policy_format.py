"""The policies written in docs/reference/policy-format.md do what that page says."""

import re
from datetime import date
from pathlib import Path

import pytest

from watchword.policy.load import load_files
from watchword.policy.model import Policy
from watchword.policy.trial import try_policy

DOC = Path(__file__).parents[1] / "docs" / "reference" / "policy-format.md"
TODAY = date(2026, 11, 1)
POLICY = """---
title: The rules of the format's page
organisation: Fennmere Ltd
revised: 2026-10-01
owner: Head of Communications
facts:
  partnership: yes-no
  situation: [normal, crisis]
  calendar: [normal, pre-election]
  approved: yes-no
  quotes_self: yes-no
---
## Purpose
To show that the page is true.
"""


@pytest.fixture(scope="module")
def policy() -> Policy:
    text = DOC.read_text("utf-8")
    blocks = re.findall(
        r"^`([a-z/A-Z0-9.-]+)`\n\n~~~(?:markdown|csv)\n(.*?)^~~~", text, re.MULTILINE | re.DOTALL
    )
    files = {name: body.encode() for name, body in blocks}
    files["policy.md"] = POLICY.encode()
    return load_files(files)


def test_the_page_shows_seven_rules_two_overlays_and_two_lists(policy: Policy) -> None:
    assert [rule.id for rule in policy.rules] == [
        "WW-101", "WW-110", "WW-120", "WW-130", "WW-140", "WW-150", "WW-160",
    ]  # fmt: skip
    assert [one.name for one in policy.overlays] == ["instagram", "personal"]
    assert sorted(policy.lists) == ["lists/paid-partners.csv", "lists/unreleased.csv"]


def test_every_example_of_the_page_holds(policy: Policy) -> None:
    trial = try_policy(policy, TODAY, with_mutations=False)
    assert [(one.rule.id, one.example.name, one.reason) for one in trial.failed] == []
    assert len(trial.outcomes) >= 40


def test_a_break_that_an_example_shows_is_noticed_and_another_is_reported(policy: Policy) -> None:
    trial = try_policy(policy, TODAY)
    unnoticed = {(one.mutation.rule.id, one.mutation.words) for one in trial.survivors}
    assert ("WW-101", "exception 1: until 2026-12-05 became 2026-12-06") not in unnoticed
    assert ("WW-110", "validate: 'luhn' dropped") not in unnoticed
    assert ("WW-160", "channels: 'linkedin' dropped") not in unnoticed
    # the page has no example on Instagram, and says that such holes are reported
    assert ("WW-160", "channels: 'instagram' dropped") in unnoticed
