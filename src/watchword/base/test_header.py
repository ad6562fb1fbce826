from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from watchword.base.header import read_header, write_header, write_scalar

FILE = Path("rules/R-1.md")
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)
trees = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(texts, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def problems(text: str) -> list[str]:
    return [str(one) for one in read_header(text, FILE, first_line=2)[1]]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("tag: #ad", "put the words in quotes: '#ad'"),
        ("tags: [a, #ad]", "put the words in quotes: '#ad'"),
        ("handle: @name", "needs quotes"),
        ("text: *bold*", "needs quotes"),
        ("text: a: b", "holds ': ' needs quotes"),
        ("a: b\na: c", "written twice"),
        ("a:", "a value is empty"),
        ("a: &x b", "is an anchor"),
        ("a: !!str b", "is a tag"),
        ("a: %x", "needs quotes"),
        ("a: `x`", "needs quotes"),
        ("\ta: b", "use spaces, not tabs"),
        ("- a", "not a list of 'key: value' lines"),
        ("a: [b", "cannot be read"),
    ],
)
def test_what_yaml_would_change_or_refuse_is_named_with_its_remedy(header: str, said: str) -> None:
    found = problems(header)
    assert any(said in one for one in found), found
    assert all(one.startswith("rules/R-1.md:") for one in found)


@pytest.mark.parametrize(
    "value", ["12:30", "no", "1.10", "2026-12-05", "07700 900123", "~", "null", "0x10"]
)
def test_every_value_stays_the_text_that_was_typed(value: str) -> None:
    node, found = read_header(f"a: {value}", FILE)
    assert found == []
    assert node.plain() == {"a": value}


def test_a_problem_names_the_line_of_the_file_not_of_the_header() -> None:
    assert problems("a: b\nc: d\nc: e")[0].startswith("rules/R-1.md:4:")


@given(texts)
def test_a_value_that_is_written_is_read_back_as_it_was(value: str) -> None:
    node, found = read_header(f"a: {write_scalar(value)}", FILE)
    assert found == []
    assert node.plain() == {"a": value}


@given(st.dictionaries(texts, trees, min_size=1, max_size=4))
@example({"0": ["0:?"], "1": ["a::b", "a:b"]})
def test_a_header_that_is_written_is_read_back_as_it_was(tree: dict[str, object]) -> None:
    node, found = read_header(write_header(tree), FILE)
    assert found == []
    assert node.plain() == tree


@given(st.text(max_size=200))
def test_reading_never_fails_whatever_is_written(text: str) -> None:
    read_header(text, FILE)
