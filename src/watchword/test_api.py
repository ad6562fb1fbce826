"""The everyday API, as somebody in a notebook calls it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import watchword
from watchword.base.errors import InputError

POLICY: Any = Path(__file__).parents[2] / "policies" / "minimal"


@pytest.mark.parametrize("policy", [POLICY, str(POLICY)])
def test_a_path_in_place_of_a_policy_says_what_to_do(policy: Any) -> None:
    with pytest.raises(InputError, match=r"watchword\.load"):
        watchword.check_draft("hello", policy=policy)
    verdict = watchword.check_draft("Our password: Heather-2026", policy=watchword.load(policy))
    assert verdict.action is watchword.Action.BLOCK
