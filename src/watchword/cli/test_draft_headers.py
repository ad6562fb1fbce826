"""What the header of a Markdown draft says in vain is not passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from watchword.base.errors import FactsError, InputError
from watchword.cli.app import app

POLICY = Path(__file__).parents[3] / "policies" / "minimal"


def check(tmp_path, text):
    path = tmp_path / "draft.md"
    path.write_text(text)
    words = ["check", "--policy", str(POLICY), str(path)]
    return CliRunner().invoke(app, words, catch_exceptions=False)


@pytest.mark.parametrize(
    ("header", "words", "hint"),
    [
        ("channel: nosuch", "draft.md: 'nosuch' is no channel", "known: "),
        ("chanel: x", "draft.md: there is no fact 'chanel'", "did you mean 'channel'?"),
        ("described: 2\nacount: personal", "no fact 'acount'", "did you mean 'account'?"),
    ],
)
def test_a_wrong_fact_is_refused_with_what_was_meant(tmp_path, header, words, hint):
    with pytest.raises(FactsError) as refused:
        check(tmp_path, f"---\n{header}\n---\nHello\n")
    assert words in refused.value.message
    assert hint in refused.value.hint


def test_a_header_that_never_ends_is_refused(tmp_path):
    with pytest.raises(InputError, match="never ends"):
        check(tmp_path, "---\nchannel: x\nHello there\n")


def test_what_other_tools_keep_there_is_said_and_not_refused(tmp_path):
    result = check(tmp_path, "---\ntitle: Flu\nchannel: x\n---\nHello\n")
    assert result.exit_code == 0
    assert "no rule asks about the fact 'title'" in result.output


def test_a_rule_across_the_page_is_no_header(tmp_path):
    assert check(tmp_path, "---\n\nHello there\n").exit_code == 0
