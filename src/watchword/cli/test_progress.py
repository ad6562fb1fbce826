"""Who waits is told that something goes on, on a terminal alone."""

import io
import sys
from threading import Event

from watchword.cli import progress


class Screen(io.StringIO):
    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal
        self.was_told = Event()

    def isatty(self) -> bool:
        return self.is_terminal

    def flush(self) -> None:
        self.was_told.set()


def test_who_waits_is_told_once_and_the_line_is_taken_away(monkeypatch):
    screen = Screen(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "FIRST_SECONDS", 0)
    with progress.waiting("comparing posts"), progress.waiting("a part of it"):
        assert screen.was_told.wait(30)
    assert "comparing posts: 0 s" in screen.getvalue()
    assert "a part of it" not in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_what_is_quick_says_nothing(monkeypatch):
    screen = Screen(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "FIRST_SECONDS", 1000)
    with progress.waiting("comparing posts"):
        pass
    assert screen.getvalue() == ""


def test_nothing_is_said_where_nobody_looks(monkeypatch):
    screen = Screen(is_terminal=False)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "FIRST_SECONDS", 0)
    with progress.waiting("comparing posts"):
        pass
    assert screen.getvalue() == ""
