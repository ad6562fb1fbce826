"""A secret that one rule finds is shown by no other finding, and in no output."""

import csv
import io
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from watchword.check.engine import Engine
from watchword.cli.app import app
from watchword.policy.judge import judge
from watchword.policy.load import load_files
from watchword.policy.model import Policy
from watchword.terms.post import Post

DAY = date(2026, 11, 2)
CARD = "4539 1488 0343 6467"
PASSWORD = "Harbour-Blue-2291"
ADDRESS = f"http://harbour.example/?password={PASSWORD}"
POSTS = (
    f"Sam paid with {CARD} today, see {ADDRESS} now",
    f"Wi-Fi password: {PASSWORD}, card {CARD}",
)
RULES = {
    "T-1": "data: [phone, payment-card, password]",
    "T-2": "link: [plain-http]",
    "T-3": "pattern: 'Sam .* now'",
    "T-4": "pattern: '\\w+ 0343 \\d+'",
    "T-5": "measure: sentence_words\n  at_most: 1",
    "T-6": "measure: length\n  at_most: 5",
    "T-7": "terms: [password]",
}
HEAD = "---\ntitle: T\norganisation: Harbour Hall\nrevised: 2026-11-01\nowner: Sam\n---\nScope.\n"
RULE = """---
id: {id}
title: Rule {id}
status: {status}
severity: high
action: hold
applies:
  to: [drafts, published]
check:
  {check}
message: "Take {{match}}{value} out."
fix: "Not {{match}}."
---
## Rule
Say it otherwise.

## Why
It harms somebody.
"""


def files(*, without: str = "", shadow: str = "") -> dict[str, bytes]:
    made = {"policy.md": HEAD.encode()}
    for name, check in RULES.items():
        if name != without:
            status = "shadow" if name == shadow else "active"
            value = " ({value})" if check.split(":")[0] in ("data", "link", "measure") else ""
            page = RULE.format(id=name, check=check, status=status, value=value)
            made[f"rules/{name}-x.md"] = page.encode()
    return made


def folder(path: Path, **how: str) -> Path:
    (path / "rules").mkdir(parents=True)
    for name, body in files(**how).items():
        (path / name).write_bytes(body)
    return path


def run(*arguments: object) -> str:
    """The command line in this process; what it said."""
    said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with redirect_stdout(said):
        app(list(map(str, arguments)), standalone_mode=False)
    return said.buffer.getvalue().decode()  # type: ignore[attr-defined]


def is_told(text: str) -> bool:
    """Whether a text gives a secret away, or most of one."""
    plain = text.replace("\u200b", "")
    return any(part in plain for part in (CARD[5:14], PASSWORD[3:12], "488 0343", "0343 6467"))


@pytest.mark.parametrize("shadow", ["", "T-1"])
@pytest.mark.parametrize("text", POSTS)
def test_every_finding_masks_the_secrets_of_all(text: str, shadow: str) -> None:
    policy: Policy = load_files(files(shadow=shadow))
    post = Post(text=text)
    verdict = Engine(policy, today=DAY).check(post)
    assert verdict == judge(policy, post, DAY)
    assert len({one.rule for one in verdict.findings}) >= 4
    for one in verdict.findings:
        assert not is_told(f"{one.words}\n{one.message}\n{one.fix}"), one
        assert len(one.words) == one.span.end - one.span.start


@pytest.fixture(scope="module")
def policy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("policy") / "p")


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "sarif", "github", "html"])
@pytest.mark.parametrize("text", POSTS)
def test_no_format_shows_the_secret_of_a_draft(
    policy_folder: Path, form: str, text: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    said = run("check", "-p", policy_folder, "--text", text, "-f", form, "-o", out)
    said += out.read_text("utf-8")
    assert "T-7" in said
    assert not is_told(said)


@pytest.mark.parametrize(
    "form", ["text", "json", "jsonl", "csv", "sarif", "github", "html", "parquet"]
)
def test_no_format_shows_the_secrets_of_an_archive(
    policy_folder: Path, form: str, tmp_path: Path
) -> None:
    archive, out = tmp_path / "posts.csv", tmp_path / "out"
    with archive.open("w", newline="") as file:
        csv.writer(file).writerows([("id", "text"), *enumerate(POSTS)])
    more = () if form == "text" else ("-o", out)
    said = run("check", "-p", policy_folder, archive, "-f", form, *more)
    if form == "parquet":
        said += str(pq.read_table(out).to_pylist())
    elif more:
        said += out.read_text("utf-8")
    assert "T-7" in said
    assert not is_told(said)


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_posts_that_a_change_decides_differently_show_no_secret(
    policy_folder: Path, form: tuple[str, ...], tmp_path: Path
) -> None:
    archive = tmp_path / "posts.csv"
    with archive.open("w", newline="") as file:
        csv.writer(file).writerows([("id", "text"), *enumerate(POSTS)])
    new = folder(tmp_path / "new", without="T-3", shadow="T-1")
    said = run("diff", policy_folder, new, "--posts", archive, *form)
    assert "T-3" in said
    assert not is_told(said)
