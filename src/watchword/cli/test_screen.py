"""Paragraphs keep to the terminal they stand on."""

import io
import sys

import pytest

from watchword.check.render.style import Style
from watchword.cli.screen import count_of, wrapped

WORDS = "Better than 98 of 100 comparable posts at 28 days or later, from a firm benchmark. " * 3


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("told", "most"), [(200, 80), (80, 80), (50, 50), (40, 40), (7, 40)])
def test_a_paragraph_is_as_wide_as_a_narrow_terminal_and_never_wider_than_eighty(
    monkeypatch, told, most
):
    monkeypatch.setenv("COLUMNS", str(told))
    monkeypatch.setattr(sys, "stdout", Screen())
    lines = wrapped(WORDS, Style(), indent="  ")
    assert most - 12 < max(map(len, lines)) <= most


def test_a_file_is_as_wide_whatever_the_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", "40")
    narrow = wrapped(WORDS, Style())
    monkeypatch.setenv("COLUMNS", "200")
    assert wrapped(WORDS, Style()) == narrow


@pytest.mark.parametrize(("number", "said"), [(0, "0 posts"), (1, "1 post"), (1024, "1,024 posts")])
def test_one_post_is_no_posts(number, said):
    assert count_of(number, "post") == said
