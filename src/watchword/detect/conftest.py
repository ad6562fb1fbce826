"""What every detector's tests share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import re2

from watchword.detect.base import Detector


@pytest.fixture(scope="session")
def is_nominated() -> Callable[[Detector, str], bool]:
    """Whether a detector's gates, as the engine builds them, let a text through."""
    sets: dict[str, re2.Set] = {}

    def nominated(one: Detector, text: str) -> bool:
        if one.name not in sets:
            options = re2.Options()
            options.case_sensitive = False
            options.max_mem = 64 << 20
            sets[one.name] = re2.Set.SearchSet(options)
            for gate in one.gates:
                sets[one.name].Add(gate)
            sets[one.name].Compile()
        return bool(sets[one.name].Match(text.encode()))

    return nominated
