"""A folder with mistakes: each is named with file, line and remedy, all at once."""

import os

import pytest

from watchword.base.errors import PolicyError, Problem
from watchword.policy.load import load, load_files, read_policy
from watchword.policy.mentions import Mentions
from watchword.rules.lists import Entry, TermList
from watchword.rules.terms import TermMatcher

RULE = "id: R-1\ntitle: A rule\ncheck:\n  terms: [rubbish]"


def problems(files: dict[str, bytes]) -> list[Problem]:
    return sorted(read_policy(files)[1])


def said(files: dict[str, bytes]) -> str:
    return "\n".join(map(str, problems(files)))


POLICY_MISTAKES = [
    ("title: T\norganisation: O\nrevised: 2026-10-01", 2, "lacks the key 'owner'", "Who keeps"),
    ("title: T\norganisation: O\nrevised: soon\nowner: X", 4, "should be a date", ""),
    ("title: T\norganisation: O\nrevised: 2026-02-30\nowner: X", 4, "should be a date", ""),
    ("title: T\ntitle: U\norganisation: O\nrevised: 2026-10-01\nowner: X", 3, "twice", "one of"),
    ("title: T\norganisation: O\nrevised: 2026-10-01\nowner:", 5, "value is empty", "give a value"),
    ("title: T\norganisation: O\nrevised: 2026-10-01\nownr: X\nowner: Y", 5, "no key 'ownr'", "mean 'owner'"),
    ("title: T\norganisation: O\nrevised: 2026-10-01\nowner: X\nfacts: [a]", 6, "'fact: [values]'", ""),
    ("title: T\norganisation: O\nrevised: 2026-10-01\nowner: X\nfacts:\n  mood:\n    good: yes", 8, "'mood'", "a list of values"),
    ("title: T\norganisation: O\nrevised: 2026-10-01\nowner: X\nreview_every: now and then", 6, "not a period", "12 months"),
    ("title: T\norganisation: O\nrevised: 2026-10-01\nowner: X\nreview_every: 99999 years", 6, "not a period", "12 months"),
    ("title: T\norganisation: O\nrevised: 2026-10-01\nowner: X\nreading_age: young", 6, "a whole number", ""),
]  # fmt: skip


@pytest.mark.parametrize(("header", "line", "message", "hint"), POLICY_MISTAKES)
def test_a_mistake_in_policy_md_is_named(pages, header, line, message, hint) -> None:
    found = problems(pages({}, f"---\n{header}\n---\n## Purpose\nTo be.\n"))
    assert len(found) == 1, found
    assert (found[0].file.as_posix(), found[0].line) == ("policy.md", line)
    assert message in found[0].message
    assert hint in found[0].hint


RULE_MISTAKES = [
    ("title: A rule", 2, "lacks the key 'id'", "Stable identity"),
    ("id: R-1\ntitle: A\naction: shout", 4, "'action' is 'shout'", "note, warn, hold, block"),
    ("id: R-1\ntitle: A\nseverity: huge", 4, "'severity' is 'huge'", "critical"),
    ("id: R-1\ntitle: A\nstatus: on", 4, "'status' is 'on'", "shadow"),
    ("id: R-1\ntitle: A\nsection: misc", 4, "'section' is 'misc'", "protected-speech"),
    ("id: R-1\ntitle: A\nlocked: maybe", 4, "true or false", ""),
    ("id: R-1\ntitle: A\ntags: #ad", 4, "'#' starts a comment", "'#ad'"),
    ("id: R-1\ntitle: a: b", 3, "cannot be read", "needs quotes"),
    ("id: R-1\ntitle: A\napplies:\n  to: [tweets]", 5, "'tweets'", "drafts, published, inbound"),
    ("id: R-1\ntitle: A\napplies:\n  channels: [twiter]", 5, "'twiter' is not one of channels", "mastodon"),
    ("id: R-1\ntitle: A\nwhen: it rains", 4, "'it rains' is not a condition", "name = value"),
    ("id: R-1\ntitle: A\nwhen: situation != crisis", 4, "is not a condition", "'unless' says not"),
    ("id: R-1\ntitle: A\nwhen: weather = rain", 4, "there is no fact 'weather'", "'facts' in policy.md"),
    ("id: R-1\ntitle: A\nwhen: situation = storm", 4, "never 'storm'", "normal, crisis"),
    ("id: R-1\ntitle: A\nunless: channel = twiter", 4, "'twiter' is no channel", "mastodon"),
    ("id: R-1\ntitle: A\nwhen: mentions lists/none.csv", 4, "no list 'lists/none.csv'", "into lists/"),
    ("id: R-1\ntitle: A\ncheck: rubbish", 4, "'check' should be", "the kind of check"),
    ("id: R-1\ntitle: A\ncheck:\n  word: rubbish", 5, "exactly one kind", "terms"),
    ("id: R-1\ntitle: A\ncheck:\n  terms: [a]\n  pattern: b", 5, "here are 2 (terms, pattern)", "kinds:"),
    ("id: R-1\ntitle: A\ncheck:\n  terms: [a]\n  macth: word", 6, "no key 'macth'", "mean 'match'"),
    ("id: R-1\ntitle: A\ncheck:\n  terms: [a]\n  match: some", 6, "'match' is 'some'", "word, anywhere"),
    ("id: R-1\ntitle: A\ncheck:\n  terms_from: lists/none.csv", 5, "no list 'lists/none.csv'", "lists of this policy: none"),
    ("id: R-1\ntitle: A\ncheck:\n  pattern: 'a(?=b)'", 5, "a(?=b)", "look-"),
    ("id: R-1\ntitle: A\ncheck:\n  pattern: '(a'", 5, "(a", ""),
    ("id: R-1\ntitle: A\ncheck:\n  pattern: 'a{5000}'", 5, "a{5000}", "1,000"),
    ("id: R-1\ntitle: A\ncheck:\n  pattern: 'a*'", 5, "matches the empty text", "required"),
    ("id: R-1\ntitle: A\ncheck:\n  pattern: a\n  validate: maths", 6, "'maths'", "luhn"),
    ("id: R-1\ntitle: A\ncheck:\n  measure: beauty\n  at_most: 1", 5, "'beauty'", "hashtags"),
    ("id: R-1\ntitle: A\ncheck:\n  measure: links\n  at_most: few", 6, "'few'", "number"),
    ("id: R-1\ntitle: A\ncheck:\n  measure: links", 5, "'at_most' or 'at_least'", "one number"),
    ("id: R-1\ntitle: A\ncheck:\n  data: [telepathy]", 5, "'telepathy'", "payment-card"),
    ("id: R-1\ntitle: A\ncheck:\n  link: [bad]", 5, "'bad'", "shortener"),
    ("id: R-1\ntitle: A\ncheck:\n  require:\n    any_of: [a]\n    where: near the end", 7, "near the end", "first line"),
    ("id: R-1\ntitle: A\ncheck:\n  any: rubbish", 5, "list of checks", "'- '"),
    ("id: R-1\ntitle: A\ncheck:\n  any:\n    - terms: [a]\n      foo: b", 7, "no key 'foo'", ""),
    ("id: R-1\ntitle: A\ncheck:\n  terms: ['']", 5, "'terms' is empty", "take it out"),
    ("id: R-1\ntitle: A\ncheck:\n  terms: [ad, '!!!', …]", 5, "'!!!', '…': words need a letter", "'pattern'"),
    ("id: R-1\ntitle: A\ncheck:\n  require:\n    any_of: ['#', '#ad']", 5, "'#': words need a letter", "'pattern'"),
    ("id: R-1\ntitle: A\ncheck:\n  require:\n    any_of: ['#ad']\n    where: first ² characters", 7, "first ² characters", "first line"),
    ("id: R-1\ntitle: A\nrests_on: " + "[" * 9_000 + "a" + "]" * 9_000, 4, "more than 20 deep", "fewer"),
    ("id: R-1\ntitle: A\ncheck:" + "".join(f"\n{'  ' * depth}  any:\n{'  ' * depth}  -" for depth in range(60)) + " terms: [a]", 24, "more than 20 deep", "fewer"),
    ("id: R-1\ntitle: ' '", 3, "'title' is empty", "write something"),
    ("id: R-1\ntitle: A\nmessage: 'Take {nosuch} out, {match}'\ncheck:\n  terms: [a]", 4, "nothing fills {nosuch}", "fills {match};"),
    ("id: R-1\ntitle: A\nfix: Say {limit}\ncheck:\n  terms: [a]", 4, "nothing fills {limit}", ""),
    ("id: R-1\ntitle: A\nmessage: It is {}\ncheck:\n  data: [phone]", 4, "nothing fills {}", "{match}, {value}"),
    ("id: R-1\ntitle: A\nmessage: It is {value}\ncheck:\n  any:\n    - data: [phone]\n    - terms: [a]", 4, "nothing fills {value}", "{match}"),
    ("id: R-1\ntitle: A\ncheck:\n  any:\n    - terms: [a]\n      message: no {value}\n    - data: [phone]", 7, "nothing fills {value}", "{match}"),
    ("id: R-1\ntitle: A\nexcept:\n  - where: region = north", 5, "lacks the key", ""),
    ("id: R-1\ntitle: A\naction: block\ncheck:\n  classifier: harassment\n  at_least: 0.8", 4, "may hold, not block", "'action: hold'"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "line", "message", "hint"), RULE_MISTAKES)
def test_a_mistake_in_a_rule_is_named(pages, header, line, message, hint) -> None:
    found = problems(pages({"rules/R-1-a.md": header}))
    assert found
    assert {one.file.as_posix() for one in found} == {"rules/R-1-a.md"}
    assert any(one.line == line and message in one.message and hint in one.hint for one in found), (
        found
    )


FILLED = [
    "message: '{match} {situation} {channel} {privacy_days}'\ncheck:\n  terms: [a]",
    "message: '{match} {value}'\ncheck:\n  all:\n    - terms: [a]\n    - data: [phone]",
    "message: '{match} {value}'\ncheck:\n  any:\n    - data: [phone]\n    - terms: [a]\n      message: '{match}'",
    "message: '{value} {limit} {unit} {note}'\ncheck:\n  measure: links\n  at_most: 2",
    "message: '{question} {answered}'\naction: hold\ncheck:\n  ask: Sure?\n  fact: answered",
]


@pytest.mark.parametrize("header", FILLED)
def test_a_message_names_what_its_check_fills_and_the_policys_facts(pages, header) -> None:
    assert problems(pages({"rules/R-1-a.md": f"id: R-1\ntitle: A\n{header}"})) == []


def test_a_layer_cannot_leave_a_message_unfilled(pages) -> None:
    overlay = (
        "layer: unit\napplies_when: region = north\nchanges:\n  R-1:\n    set:\n"
        "      message: Take {nosuch} out\n    because: x"
    )
    found = problems(pages({"rules/R-1-a.md": RULE, "overlays/north.md": overlay}))
    assert [(one.file.as_posix(), one.line) for one in found] == [("overlays/north.md", 6)]
    assert "nothing fills {nosuch}" in found[0].message


PAGES = [
    ({"rules/R-1-a.md": "## Rule\nNo header.\n"}, "rules/R-1-a.md:1: R-1-a.md has no header"),
    ({"rules/R-1-a.md": "---\nid: R-1\ntitle: A\n"}, "rules/R-1-a.md:1: the header has no end"),
    ({"rules/R-1-a.md": ""}, "rules/R-1-a.md:1: R-1-a.md has no header"),
    ({"rules/wrong.md": RULE}, "the file of 'R-1' is called 'wrong.md'"),
    ({"rules/R-1-a.md": RULE, "rules/R-1-b.md": RULE}, "rules/R-1-b.md:2: the id 'R-1' is already"),
    ({"guidelines/R-1-a.md": f"{RULE}\naction: hold"}, "guidelines/R-1-a.md:6: a guideline is advice"),
    ({"waivers/a.md": "rule: R-9\nwhere: region = north\nuntil: 2027-01-01\nbecause: x\napproved_by: y"}, "waivers/a.md:1: there is no rule 'R-9'"),
    ({"waivers/a.md": "rule: R-9\nuntil: 2027-01-01\nbecause: x"}, "waivers/a.md:2: the waiver lacks the key 'where'"),
    ({"rules/R-1-a.md": RULE, "waivers/a.md": "rule: R-1\nwhere: mood = bad\nuntil: 2027-01-01\nbecause: x\napproved_by: y"}, "there is no fact 'mood'"),
    ({"accounts/a.md": "channel: x\nhandle: '@fennmere'\npurpose: News"}, "accounts/a.md:2: the account lacks the key 'owner'"),
    ({"accounts/a.md": "channel: facebok\nhandle: fennmere\npurpose: News\nowner: X"}, "accounts/a.md:2: 'facebok' is no channel"),
    ({"accounts/north/a.md": "channel: x\nhandle: fennmere\npurpose: News\nownr: X"}, "the account has no key 'ownr'"),
    ({"accounts/a.md": "channel: x\nhandle: a\npurpose: News\nowner: X\npillars: [news]\nplan:\n  jobs: 30%"}, "the plan gives a share to 'jobs', which is no pillar"),
    ({"accounts/a.md": "channel: x\nhandle: a\npurpose: News\nowner: X\npillars: [news]\nplan:\n  news: a third"}, "accounts/a.md:8: 'a third' is no share of 'news'"),
    ({"accounts/a.md": "channel: x\nhandle: a\npurpose: News\nowner: X\npillars: [news, jobs]\nplan:\n  news: 70%\n  jobs: 31%"}, "the shares come to 101%"),
    ({"accounts/a.md": "channel: x\nhandle: a\npurpose: News\nowner: X\npillars: [news]\nplan: 30%"}, "should be 'pillar: 30%' lines"),
    ({"lists/a.csv": "word\nrubbish\n"}, "lists/a.csv:1: the list has no column 'term'; it has word"),
    ({"lists/a.csv": "term,until\nrubbish,soon\n"}, "lists/a.csv:2: until is 'soon'"),
    ({"lists/a.csv": "term,note\n,why\n"}, "lists/a.csv:2: the line has no term"),
    ({"lists/a.csv": "term\n!!!\n"}, "lists/a.csv:2: the term '!!!' holds no letter"),
    ({"crisis.md": "## Levels\nOne.\n"}, "crisis.md:1: crisis.md has no header"),
    ({"protocols/praise.md": "## First\nThanks.\n"}, "protocols/praise.md:1: praise.md has no header"),
    ({"goals.md": "titel: Goals"}, "goals.md:2: the page has no key 'titel'"),
    ({"training/a.md": "---\n---\nA module.\n"}, "training/a.md:2: the page lacks the key 'title'"),
    ({"lists/a.csv": ""}, "lists/a.csv:1: the list has no column 'term'; it has none"),
    ({"overlays/a.md": "layer: weather\napplies_when: region = north"}, "overlays/a.md:2: there is no layer 'weather'"),
    ({"overlays/a.md": "layer: unit\napplies_when: mentions lists/a.csv", "lists/a.csv": "term\na\n"}, "an overlay cannot depend on the text"),
    ({"overlays/a.md": "layer: unit\napplies_when: region = north\nchanges: [R-1]", "rules/R-1-a.md": RULE}, "overlays/a.md:4: 'changes' should be"),
    ({"overlays/a.md": "layer: unit\napplies_when: region = north\nchanges:\n  R-9:\n    set:\n      action: hold\n    because: x"}, "overlays/a.md:6: there is no rule 'R-9'"),
    ({"overlays/a.md": "layer: unit\napplies_when: region = north\nchanges:\n  R-1:\n    because: x", "rules/R-1-a.md": RULE}, "overlays/a.md:6: the change of R-1 changes nothing"),
    ({"overlays/north/R-2-b.md": RULE.replace("R-1", "R-2")}, "overlays/north/R-2-b.md:1: there is no overlay 'overlays/north.md'"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), PAGES)
def test_a_mistake_in_any_other_file_is_named(pages, files, expected) -> None:
    made = pages(files)
    for name, text in files.items():
        if text.startswith("## "):
            made[name] = text.encode()
    assert expected in said(made)


EXAMPLES = [
    ("### Bad: x\nno quote\n", "'no quote' is not part of an example"),
    ("### Bad: x\n", "the example 'x' has no post"),
    ("### Ugly: x\n> a\n", "neither bad nor good"),
    ("words first\n### Bad: x\n> a\n", "words stand before the first example"),
    ("### Bad: x\n> a\n\nFinds: b\n", "the post does not hold the words 'b'"),
    ("### Good: x\n> a\n\nFinds: a\n", "a good example finds nothing"),
    ("### Bad: x\nGiven: crisis\n> a\n", "'crisis' is not a fact"),
    ("### Bad: x\nGiven: mood = bad\n> a\n", "there is no fact 'mood'"),
    ("### Bad: x\nGiven: situation = storm\n> a\n", "never 'storm'"),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_a_mistake_in_an_example_is_named_with_its_line(pages, text, expected) -> None:
    body = f"## Rule\nR.\n\n## Why\nW.\n\n## Examples\n{text}"
    made = pages({"rules/R-1-a.md": f"---\n{RULE}\n---\n{body}"})
    found = problems(made)
    assert any(expected in one.message for one in found), found
    assert all(14 <= one.line <= 17 for one in found), found


def test_all_mistakes_of_a_folder_are_told_at_once(pages) -> None:
    files = {f"rules/R-{n}-a.md": f"id: R-{n}\ntitel: A" for n in range(30)}
    files["lists/a.csv"] = "word\n"
    files["overlays/a.md"] = "layer: unit"
    with pytest.raises(PolicyError) as told:
        load_files(pages(files))
    assert len(told.value.problems) == 30 * 2 + 2
    assert "the policy has 62 problems" in str(told.value)
    assert list(told.value.problems) == sorted(told.value.problems)


def test_a_list_with_a_thousand_duplicates_is_one_problem(pages) -> None:
    terms = "\n".join(["Tamarind", "TAMARIND"] * 500)
    found = problems(pages({"lists/a.csv": f"term\n{terms}\n"}))
    assert len(found) == 1
    assert found[0].line == 3
    assert found[0].message.startswith("999 terms are written twice: 'TAMARIND' (line 3)")
    assert "watchword fmt" in found[0].hint
    assert len(str(found[0])) < 300


@pytest.mark.parametrize("name", ["policy.md", "rules/R-1-a.md", "lists/a.csv"])
def test_a_file_that_is_not_utf_8_is_named_with_its_line(pages, name) -> None:
    made = pages({"rules/R-1-a.md": RULE, "lists/a.csv": "term\nx\n"})
    made[name] = made[name] + "caf\u00e9".encode("latin-1")
    [found] = [one for one in problems(made) if one.code == "encoding"]
    assert found.file.as_posix() == name
    assert found.line == made[name].count(b"\n") + 1
    assert "0xe9" in found.message
    assert "UTF-8" in found.hint


def test_a_mark_at_the_start_and_windows_lines_change_nothing(pages, policy_of) -> None:
    plain = policy_of({"rules/R-1-a.md": RULE, "lists/a.csv": "term\nx\ny\n"})
    dressed = {
        name: b"\xef\xbb\xbf" + contents.replace(b"\n", b"\r\n")
        for name, contents in pages({"rules/R-1-a.md": RULE, "lists/a.csv": "term\nx\ny\n"}).items()
    }
    other = load_files(dressed)
    assert [rule.header for rule in other.rules] == [rule.header for rule in plain.rules]
    assert other.rules[0].why == plain.rules[0].why
    assert other.lists["lists/a.csv"].terms() == ("x", "y")


def test_a_folder_without_a_policy_says_how_to_make_one(tmp_path) -> None:
    from watchword.base.errors import WatchwordError

    (tmp_path / "file").write_text("x")
    for path, message in (
        (tmp_path / "none", "there is no folder"),
        (tmp_path / "file", "is a file"),
        (tmp_path, "holds no policy.md"),
    ):
        with pytest.raises(WatchwordError, match=message) as told:
            load(path)
        assert told.value.hint


def test_a_page_of_many_megabytes_is_refused_unread(tmp_path, pages) -> None:
    (tmp_path / "policy.md").write_bytes(pages({})["policy.md"])
    (tmp_path / "notes.md").write_bytes(b"x" * 4_000_001)
    with pytest.raises(PolicyError, match="4,000,001 bytes"):
        load(tmp_path)


FOLDERS = [
    ("rules/R-2-b.MD", "rules/R-2-b.MD: nothing reads 'R-2-b.MD'", "end in .md"),
    ("rules/R-2-b.txt", "rules/R-2-b.txt: nothing reads", "end in .md"),
    ("rules/words.csv", "rules/words.csv: nothing reads", "end in .md"),
    ("overlays/north.markdown", "overlays/north.markdown: nothing reads", ""),
    ("lists/words.xlsx", "lists/words.xlsx: nothing reads", "from .csv files"),
    ("lists/words.md", "lists/words.md: nothing reads", "from .csv files"),
    ("accounts/x.MD", "accounts/x.MD: nothing reads", ""),
    ("crisis.MD", "crisis.MD: nothing reads", ""),
    ("rule/R-2-b.md", "rule: nothing reads a folder 'rule'", "call it 'rules'"),
    ("Lists/words.csv", "Lists: nothing reads a folder 'Lists'", "call it 'lists'"),
]


def write(folder, made) -> None:
    for name, body in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)


@pytest.mark.parametrize(("name", "message", "hint"), FOLDERS)
def test_a_file_that_nothing_would_read_is_named(tmp_path, pages, name, message, hint) -> None:
    write(tmp_path, {**pages({"rules/R-1-a.md": "id: R-1\ntitel: A"}), name: b"x"})
    with pytest.raises(PolicyError) as raised:
        load(tmp_path)
    assert message in str(raised.value)
    assert hint in str(raised.value)
    assert "no key 'titel'" in str(raised.value)  # and the other problems with it


def test_the_files_of_the_system_and_of_editors_are_left_alone(tmp_path, pages) -> None:
    names = ("rules/.DS_Store", "lists/~$words.csv", "rules/R-1-a.md~", "training/lift.png",
             "docs/plan.txt", "notes.txt", "README.md", ".git/HEAD")  # fmt: skip
    write(tmp_path, {**pages({"rules/R-1-a.md": RULE}), **dict.fromkeys(names, b"x")})
    assert [rule.id for rule in load(tmp_path).rules] == ["R-1"]


def test_links_that_leave_the_folder_are_refused_and_others_are_read(tmp_path, pages) -> None:
    policy, outside = tmp_path / "policy", tmp_path / "outside"
    write(policy, pages({"rules/R-1-a.md": RULE, "lists/real.csv": "term\nrubbish\n"}))
    write(outside, {"R-2-b.md": b"x", "more/R-3-c.md": b"x"})
    (policy / "lists" / "same.csv").symlink_to("real.csv")
    assert sorted(load(policy).lists) == ["lists/real.csv", "lists/same.csv"]
    (policy / "rules" / "R-2-b.md").symlink_to(outside / "R-2-b.md")
    (policy / "rules" / "R-4-d.md").symlink_to("nowhere.md")
    (policy / "rules" / "more").symlink_to(outside / "more")
    (policy / "waivers").symlink_to(outside)
    with pytest.raises(PolicyError) as raised:
        load(policy)
    for said_ in (
        "rules/R-2-b.md: the link leads out of the policy folder",
        "rules/R-4-d.md: the link leads to nothing",
        "rules/more: the link leads out of the policy folder",
        "waivers/R-2-b.md: the link leads out of the policy folder",
    ):
        assert said_ in str(raised.value)


def test_a_pipe_among_the_rules_is_named_and_not_waited_for(tmp_path, pages) -> None:
    write(tmp_path, pages({"rules/R-1-a.md": RULE}))
    os.mkfifo(tmp_path / "rules" / "R-2-b.md")
    with pytest.raises(PolicyError, match="is no ordinary file"):
        load(tmp_path)


def test_the_digest_tells_any_two_states_apart(policy_of) -> None:
    one = {"rules/R-1-a.md": RULE, "lists/a.csv": "term\nx\n"}
    other = {**one, "lists/a.csv": "term\nX\n"}
    assert policy_of(one).digest == policy_of(dict(reversed(one.items()))).digest
    assert policy_of(one).digest != policy_of(other).digest


def test_the_matcher_of_a_list_is_made_when_it_is_asked_for() -> None:
    lists = {
        "lists/a.csv": TermList("lists/a.csv", (Entry(term="Tamarind"),)),
        "lists/none.csv": TermList("lists/none.csv", ()),
    }
    mentions = Mentions(lists)
    assert list(mentions) == ["lists/a.csv"]
    assert len(mentions) == 1
    assert "lists/a.csv" in mentions
    assert mentions.get("lists/none.csv") is None
    assert mentions["lists/a.csv"] is mentions["lists/a.csv"]
    assert mentions["lists/a.csv"].gates == TermMatcher(lists["lists/a.csv"].entries).gates
