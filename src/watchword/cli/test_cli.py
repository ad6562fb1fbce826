"""The command line as people use it: words, exit codes, formats, and what goes wrong."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).parents[3]
POLICY = ROOT / "policies" / "minimal"
SECRET = "Harbour-2026"


def run(
    *arguments: object, stdin: str | bytes = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    code = "from watchword.cli import main; main()"
    raw = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=raw,
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1"},
    )
    out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in out + err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def check(*arguments: object, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
    return run("check", "--policy", POLICY, *arguments, stdin=stdin)


def test_a_clean_draft_ends_with_0_and_a_held_one_with_1() -> None:
    assert check("See you at the library").returncode == 0
    held = check("Ring Carol on 07700 900123")
    assert held.returncode == 1
    assert "07700 900123" in held.stdout
    assert "^^^^" in held.stdout
    assert "Why:" in held.stdout


@pytest.mark.parametrize(
    "form", ["text", "json", "jsonl", "csv", "sarif", "github", "parquet", "html"]
)
def test_a_secret_is_masked_in_every_format(form: str, tmp_path: Path) -> None:
    posts = tmp_path / "posts.csv"
    posts.write_text(f"id,text\n7,Our password: {SECRET} is here\n")
    out = tmp_path / "out"
    drafts = ["--text", f"Our password: {SECRET} is here"]
    for what in (drafts, [posts]) if form != "text" else (drafts,):
        done = check(*what, "--format", form, "--output", out)
        assert done.returncode == 1, done.stderr
        written = out.read_bytes()
        if form == "text":
            written += done.stdout.encode()
        if form == "parquet":
            written = str(pq.read_table(out).to_pylist()).encode()
            assert b"Ha" in written
        body = written.decode()
        if form != "text" or what[0] == posts:
            assert SECRET not in body


def test_files_that_cannot_be_read_are_said_in_a_paragraph(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    unknown = tmp_path / "unknown.csv"
    unknown.write_text("a,b\n1,2\n")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1" + b"\0" * 50)
    for path, said in ((unknown, "--column"), (broken, "arquet"), (tmp_path, "folder")):
        done = check(path)
        assert done.returncode == 2, (path, done.stdout)
        assert said in done.stderr, done.stderr
        assert done.stderr.startswith("watchword: ")
    assert check(empty).returncode in (0, 2)
    missing = check("nothing-here.csv")
    assert missing.returncode == 2
    assert "there is no file" in missing.stderr


def test_columns_can_be_named_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Nr,Woerter\n1,Ring Carol on 07700 900123\n")
    assert check(path).returncode == 2
    done = check(path, "--column", "text=Woerter", "--format", "jsonl")
    assert done.returncode == 1
    assert json.loads(done.stdout.split("\n")[0])["words"] == "07700 900123"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_exports_in_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_bytes("id,text\n1,“Café” – ring 07700 900123\n".encode(encoding))
    done = check(path, "--format", "jsonl")
    assert done.returncode == 1, done.stderr
    assert "07700 900123" in done.stdout


def test_a_full_disk_leaves_nothing_under_the_final_name(tmp_path: Path) -> None:
    posts = tmp_path / "posts.csv"
    posts.write_text("id,text\n" + "".join(f"{n},Ring Carol on 07700 900123\n" for n in range(400)))
    out = tmp_path / "findings.csv"
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000));"
        "from watchword.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "--policy", POLICY, posts, "--output", out],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["posts.csv"]


def test_a_stream_is_answered_as_it_comes_and_ends_on_ctrl_c() -> None:
    code = "from watchword.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "check", "--policy", POLICY, "--follow"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        lines = [b"not json\n", b'{"likes": 3}\n', b'{"id": "9", "text": "ring 07700 900123"}\n']
        process.stdin.write(b"".join(lines))
        process.stdin.flush()
        first = json.loads(process.stdout.readline())
        assert (first["id"], first["words"]) == ("9", "07700 900123")
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130, err
        assert b"Traceback" not in err
        assert b"2 lines were no posts" in err


def test_control_characters_do_not_reach_the_terminal() -> None:
    done = check("\x1b[31mred\x1b[0m ring 07700 900123")
    assert "\x1b" not in done.stdout


def test_a_policy_with_several_mistakes_is_told_all_of_them(tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    (policy / "rules").mkdir(parents=True)
    (policy / "policy.md").write_text(
        "---\ntitle: T\norganisation: O\nrevised: soon\nowner: X\n---\n"
    )
    (policy / "rules" / "R-1-a.md").write_text(
        "---\nid: R-1\ntitel: x\ncheck:\n  pattern: 'a(?=b)'\n---\n"
    )
    (policy / "rules" / "R-2-b.md").write_text("---\nid: R-2\ntitle: y\ntag: #ad\n---\n")
    done = run("lint", policy)
    assert done.returncode == 2
    for said in (
        "policy.md:4: 'revised' should be a date",
        "rules/R-1-a.md:3: the rule has no key 'titel'",
        "did you mean 'title'?",
        "rules/R-2-b.md:4: '#' starts a comment",
        "put the words in quotes: '#ad'",
    ):
        assert said in done.stderr, done.stderr


def test_starting_reading_proving_and_comparing_a_policy(tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    made = run(
        "new", "minimal", policy, "--organisation", "Harbour Hall", "--domain", "harbour.example"
    )
    assert made.returncode == 0, made.stderr
    assert "Harbour Hall" in (policy / "policy.md").read_text("utf-8")
    assert run("new", "minimal", policy).returncode == 2
    assert run("lint", policy).returncode == 0
    junit = tmp_path / "junit.xml"
    assert run("test", policy, "--no-mutations", "--junit", junit).returncode == 0
    assert "<testsuite" in junit.read_text("utf-8")
    answers = "Be kind\nBe kind to people\nBecause it costs nothing and helps\nrubbish\nWhat rubbish\nWhat a day\n"
    rule = run("new", "rule", policy, stdin=answers)
    assert rule.returncode == 0, rule.stderr
    changed = run("diff", POLICY, policy)
    assert "Be kind" in changed.stdout
    assert "Key changes" in changed.stdout
    shown = run("show", "--policy", policy, "--account", "personal")
    assert shown.returncode == 0
    handbook = tmp_path / "handbook.html"
    assert run("render", policy, "--output", handbook).returncode == 0
    assert "Harbour Hall" in handbook.read_text("utf-8")


def test_an_output_that_cannot_be_meant_is_refused(tmp_path: Path) -> None:
    posts = tmp_path / "posts.csv"
    posts.write_text("id,text\n1,Ring Carol on 07700 900123\n")
    for out, said in ((tmp_path / "y.unknown", "--format"), (posts, "one of the files to check")):
        done = check(posts, "--output", out)
        assert done.returncode == 2
        assert said in done.stderr
    assert posts.read_text().startswith("id,text")
    assert not (tmp_path / "y.unknown").exists()


def test_a_locked_rule_cannot_be_narrowed_by_a_condition(tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    assert run("new", "minimal", policy).returncode == 0
    locked = next(
        path for path in (policy / "rules").iterdir() if "locked: true" in path.read_text("utf-8")
    )
    rule = locked.name[:6]
    (policy / "overlays" / "sly.md").write_text(
        "---\nlayer: channel\napplies_when: channel = x\nchanges:\n"
        f"  {rule}:\n    set:\n      unless: channel = x\n    because: sly\n---\nSly.\n"
    )
    done = run("lint", policy)
    assert done.returncode == 2
    assert f"{rule} is locked" in done.stderr


def test_formulas_are_escaped_in_a_table(tmp_path: Path) -> None:
    posts = tmp_path / "posts.csv"
    posts.write_text('id,text\n"=1+1","=cmd ring 07700 900123"\n')
    out = tmp_path / "out.csv"
    check(posts, "--output", out)
    assert "'=1+1" in out.read_text("utf-8-sig")


UNKNOWN = [
    (("--engine", "nosuch"), "'nosuch' is not one of"),
    (("--channel", "myspace"), "'myspace' is no channel"),
    (("--account", "secret"), "the fact 'account' is never 'secret'"),
    (("--fact", "nosuch = 1"), "there is no fact 'nosuch'"),
    (("--fact", "situation = storm"), "its values: normal, crisis"),
    (("--fact", "date = soon"), "'soon' is not a date"),
    (("--fact", "pictures = many"), "'pictures' should be a number"),
    (("--today", ""), "'' is not a date"),
    (("--today", "tomorrow"), "'tomorrow' is not a date"),
]


@pytest.mark.parametrize(("more", "words"), UNKNOWN)
def test_what_the_policy_cannot_know_is_refused(more: tuple[str, str], words: str) -> None:
    done = check("--text", "Good morning", *more)
    assert done.returncode == 2
    assert words in done.stderr


def test_every_way_to_check_and_look_refuses_an_unknown_channel(tmp_path: Path) -> None:
    posts = tmp_path / "posts.csv"
    posts.write_text("id,text\n1,Good morning\n")
    for done in (
        check(posts, "--channel", "myspace"),
        check("--follow", "--channel", "myspace", stdin='{"text": "a"}\n'),
        run("show", "--policy", POLICY, "--channel", "myspace"),
        run("render", POLICY, "--channel", "myspace", "-o", tmp_path / "a.html"),
    ):
        assert done.returncode == 2
        assert "known: bluesky" in done.stderr
    done = check(posts, "--column", "nosuch=id")
    assert done.returncode == 2
    assert "no post has 'nosuch'" in done.stderr


def test_an_engine_that_is_not_installed_is_refused() -> None:
    if find_spec("hyperscan") is None:
        done = check("--text", "Good morning", "--engine", "hyperscan")
        assert done.returncode == 2
        assert "install watchword[archive]" in done.stderr


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_a_finding_in_a_draft_is_on_its_own_line_of_the_file(form: str, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("---\nchannel: x\n---\n\nGood morning\nRing Carol on 07700 900123\n")
    done = check(draft, "--format", form)
    assert done.returncode == 1, done.stderr
    if form == "github":
        assert ",line=6," in done.stdout
    else:
        places = json.loads(done.stdout)["runs"][0]["results"][0]["locations"]
        assert places[0]["physicalLocation"]["region"]["startLine"] == 6


def test_a_summary_is_not_written_over_the_handbook(tmp_path: Path) -> None:
    for more in ((), ("--summary",)):
        assert run("render", POLICY, *more, cwd=tmp_path).returncode == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["handbook.html", "summary.html"]


def test_terminal_and_report_count_posts_and_findings_alike(tmp_path: Path) -> None:
    posts, report = tmp_path / "posts.csv", tmp_path / "report.html"
    posts.write_text("id,text\n1,Ring Carol on 07700 900123 or 07700 900124\n2,Good morning\n")
    said = check(posts, "--output", report).stdout
    assert "2 posts, 1 with a finding" in said
    assert "2 findings in all" in said
    assert "posts  findings" in said
    assert re.search(r"LC-102 .* 1 +2\n", said)
    page = report.read_text("utf-8")
    assert "<b>1</b>with a finding" in page
    assert "<b>2</b>findings in all" in page
    assert re.search(r"#LC-102.*<td class='n'>1</td><td class='n'>2</td>", page)


def test_what_would_be_passed_over_is_refused(tmp_path: Path) -> None:
    for done, words in (
        (run("test", POLICY, "--rule", "NOPE"), "there is no rule 'NOPE'"),
        (check("--text", "hi", "--format", "parquet"), "parquet is not for a terminal"),
        (check("--follow", tmp_path / "posts.csv"), "--follow reads standard input"),
        (check("--follow", "--text", "hi"), "--follow reads standard input"),
    ):
        assert done.returncode == 2
        assert words in done.stderr


def test_ctrl_c_at_a_question_writes_nothing_and_ends_as_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(POLICY, folder)
    before = sorted(folder.rglob("*"))
    code = "from watchword.cli import main; main()"
    asked = subprocess.run(
        [sys.executable, "-c", code, "new", "rule", "--policy", folder],
        input=b"No shouting\n",
        capture_output=True,
        check=False,
    )
    assert asked.returncode == 130
    assert b"nothing was written" in asked.stderr
    assert sorted(folder.rglob("*")) == before


def test_a_stream_checks_posts_with_half_a_character_or_a_wrong_byte() -> None:
    lines = (
        b'{"id": "1", "text": "\\ud83d ring 07700 900123"}\n'
        b'{"id": "2", "text": "caf\xe9, ring 07700 900123"}\n'
        b'{"id": "3", "text": "never closed\n'
    )
    done = run("check", "--policy", POLICY, "--follow", stdin=lines)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], one["words"]) for one in found] == [
        ("1", "07700 900123"),
        ("2", "07700 900123"),
    ]
    assert "1 lines were no posts" in done.stderr


def test_an_empty_text_is_a_text_and_not_the_folder_one_stands_in() -> None:
    done = run("check", "--policy", POLICY, "")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_nul_in_a_file_hides_no_finding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hello \0 ring 07700 900123")
    assert run("check", "--policy", POLICY, tmp_path / "a.txt").returncode == 1


def test_a_new_rule_with_braces_in_its_title_leaves_the_policy_whole(tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(POLICY, folder)
    answers = "Use {name} nicely\nDo not.\nIt hurts.\nfoo\nsay foo\nsay hi\n"
    assert run("new", "rule", "--policy", folder, stdin=answers).returncode == 0
    assert run("check", "--policy", folder, "hello").returncode == 0
