"""A policy made from a starter holds as it is, whatever the organisation's domain."""

from datetime import date
from pathlib import Path

import pytest

from watchword.policy.lint import Weight, lint
from watchword.policy.load import load
from watchword.policy.starters import make_policy, starters
from watchword.policy.trial import try_policy

TODAY = date(2026, 11, 2)
DOMAINS = (
    "",
    "example.scot",
    "harbour.org",
    "bücher.example",
    "the-very-long-name-of-an-organisation.region.example",
)


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("name", [one.name for one in starters()])
def test_a_made_policy_proves_itself(name: str, domain: str, tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    make_policy(name, folder, organisation="Harbour Hall", domain=domain, today=TODAY)
    policy = load(folder)
    assert [one for one in lint(policy, TODAY) if one.weight is Weight.ERROR] == []
    trial = try_policy(policy, TODAY, with_mutations=False)
    assert [(str(one.rule.file), one.example.name, one.reason) for one in trial.failed] == []


NAMES = (
    'Smith, Jones & Sons: the "Old" Shop',
    "'t Hooft #1 Council [North]",
    "- Dash\nand line",
    "A: 'b' \"c\" \\d",
)


@pytest.mark.parametrize("organisation", NAMES)
@pytest.mark.parametrize("name", [one.name for one in starters()])
def test_an_organisation_may_be_called_anything(
    name: str, organisation: str, tmp_path: Path
) -> None:
    make_policy(name, tmp_path / "policy", organisation=organisation, today=TODAY)
    policy = load(tmp_path / "policy")
    assert policy.header.organisation == " ".join(organisation.split())
    assert [one for one in lint(policy, TODAY) if one.weight is Weight.ERROR] == []
