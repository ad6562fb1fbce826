from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tldextract import TLDExtract

from watchword.base.errors import EngineError
from watchword.base.links import suffix
from watchword.base.links.suffix import is_top, suffix_size

REFERENCE = TLDExtract(suffix_list_urls=(), cache_dir=None)
ENDINGS = [
    "com",
    "co.uk",
    "uk",
    "ck",
    "www.ck",
    "kawasaki.jp",
    "city.kawasaki.jp",
    "github.io",
    "公司.cn",
    "рф",
    "nope",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "www", "city", "b", "co"]), max_size=3),
    st.sampled_from(ENDINGS),
    st.booleans(),
)
def test_suffixes_are_those_of_the_public_suffix_list(
    names: list[str], ending: str, private: bool
) -> None:
    labels = [*names, *ending.split(".")]
    expected = REFERENCE(".".join(labels), include_psl_private_domains=private).suffix
    size = suffix_size(labels, private=private)
    assert ".".join(labels[len(labels) - size :]) == expected


def test_top_level_domains_are_known() -> None:
    assert is_top("org")
    assert is_top("рф")
    assert not is_top("")
    assert not is_top("//")


def test_a_list_that_is_missing_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", unreadable)
    suffix._rules.cache_clear()
    try:
        with pytest.raises(EngineError, match="public suffixes"):
            is_top("org")
    finally:
        suffix._rules.cache_clear()
