"""Examples prove a rule; breaks that none of them notices are told, with one that would."""

from datetime import date
from xml.etree import ElementTree

import pytest

from watchword.policy.junit import render_junit
from watchword.policy.model import Policy
from watchword.policy.mutate import mutations
from watchword.policy.trial import Trial, try_policy

TODAY = date(2026, 11, 1)


def rule(header: str, *examples: str) -> str:
    body = "## Rule\nDo not.\n\n## Why\nBecause somebody has to tidy up after it.\n\n## Examples\n"
    return f"---\n{header.strip()}\n---\n{body}" + "\n".join(examples)


def bad(text: str, given: str = "", finds: str = "") -> str:
    return example("Bad", text, given, finds)


def good(text: str, given: str = "") -> str:
    return example("Good", text, given)


def example(kind: str, text: str, given: str, finds: str = "") -> str:
    lines = [f"### {kind}: an example", *([f"Given: {given}"] if given else []), f"> {text}"]
    return "\n".join([*lines, *(["", f"Finds: {finds}"] if finds else []), ""])


TERMS = "id: R-1\ntitle: A\nseverity: high\naction: warn\ncheck:\n  terms: [rubbish, twaddle]"


def trial(policy_of, *rules: str, with_mutations: bool = True) -> Trial:
    files = {f"rules/R-{n}-a.md": text for n, text in enumerate(rules, 1)}
    return try_policy(policy_of(files), TODAY, with_mutations=with_mutations)


def reasons(done: Trial) -> list[str]:
    return [one.reason for one in done.outcomes]


def test_a_bad_example_is_caught_by_its_own_rule_at_the_words(policy_of) -> None:
    done = trial(policy_of, rule(TERMS, bad("What rubbish", finds="rubbish"), bad("A fine day")))
    assert reasons(done) == ["", "not found"]
    done = trial(policy_of, rule(TERMS, bad("rubbish and nonsense", finds="nonsense")))
    assert reasons(done) == ["points at 'rubbish' instead of 'nonsense'"]
    assert not done.holds


def test_a_good_example_is_left_alone_by_its_rule_and_stopped_by_no_other(policy_of) -> None:
    ours = rule(TERMS, good("Such twaddle"), good("Call 9 now"), good("A fine day"))
    other = "id: R-2\ntitle: B\naction: hold\ncheck:\n  pattern: \\d"
    done = trial(policy_of, ours, other)
    assert reasons(done) == [
        "found in a good example: 'twaddle'", "hold by another rule, R-2: '9'", "",
    ]  # fmt: skip
    softer = trial(policy_of, ours, other.replace("hold", "warn"))
    assert reasons(softer)[1:] == ["", ""], "another rule may warn of it"
    for status in ("shadow", "draft", "retired"):
        assert reasons(trial(policy_of, ours, f"{other}\nstatus: {status}"))[1:] == ["", ""]


def test_what_an_example_does_not_say_goes_without_saying(policy_of) -> None:
    header = (
        TERMS
        + "\napplies:\n  to: [inbound]\n  channels: [mastodon, x]\n  accounts: [personal]\n  people: [editor]"
    )
    done = trial(policy_of, rule(header, bad("rubbish"), good("rubbish", "channel = facebook"), good("rubbish", "account = official")))  # fmt: skip
    assert reasons(done) == ["", "", ""]


@pytest.mark.parametrize(
    ("severity", "status", "holds"),
    [("high", "active", False), ("critical", "active", False), ("medium", "active", True), ("high", "shadow", True)],
)  # fmt: skip
def test_a_serious_rule_needs_two_and_two_examples(policy_of, severity, status, holds) -> None:
    header = TERMS.replace("high", severity).replace(", twaddle", "") + f"\nstatus: {status}"
    done = trial(policy_of, rule(header, bad("rubbish"), good("rubbishes")))
    assert [lack for _, lack in done.lacking] == ["1 bad and 1 good examples; at least 2 and 2 are needed"]  # fmt: skip
    assert done.holds is holds


BREAKS = [
    # header, examples, what survives
    (TERMS, [bad("rubbish"), good("rubbishes")], ["terms: 'twaddle' dropped"]),
    (TERMS + "\n  match: word", [bad("rubbish"), bad("twaddle")], ["match: whole words no longer asked for"]),
    (TERMS + "\n  match: word", [bad("rubbish"), bad("twaddle"), good("rubbishes")], []),
    (TERMS + "\n  ignore: [utter rubbish]", [bad("rubbish"), bad("twaddle"), good("twaddles")], ["ignore: 'utter rubbish' dropped"]),
    (TERMS + "\n  normalise: [case, leet]", [bad("rubbish"), bad("twaddle")], ["normalise: 'leet' dropped"]),
    ("id: R-1\ntitle: A\ncheck:\n  measure: links\n  at_most: 2", [bad("a https://example.org/a https://example.org/b https://example.org/c"), good("a https://example.org/a https://example.org/b")], []),
    ("id: R-1\ntitle: A\ncheck:\n  measure: links\n  at_most: 2", [bad("a https://example.org/a https://example.org/b https://example.org/c"), good("a")], ["at_most: 2 became 1"]),
    ("id: R-1\ntitle: A\ncheck:\n  measure: links\n  at_most: 0", [bad("https://example.org/a"), good("a")], []),
    (TERMS.replace(", twaddle", "") + "\napplies:\n  channels: [x, bluesky]", [bad("rubbish"), good("a")], ["channels: 'bluesky' dropped"]),
    (TERMS.replace(", twaddle", "") + "\nwhen: situation = crisis | region = north", [bad("rubbish", "situation = crisis"), good("rubbish")], ["when: 'region = north' dropped"]),
    (TERMS.replace(", twaddle", "") + "\nunless: region = north", [bad("rubbish"), good("a")], ["unless: 'region = north' dropped"]),
    (TERMS.replace(", twaddle", "") + "\nexcept:\n  - where: region = north\n    until: 2026-12-05\n    because: x\n    approved_by: y", [bad("rubbish"), good("rubbish", "region = north; date = 2026-12-05")], ["exception 1: until 2026-12-05 became 2026-12-06"]),
    ("id: R-1\ntitle: A\ncheck:\n  pattern: '(?:\\d[ -]?){12,18}\\d'\n  validate: luhn", [bad("4539 1488 0343 6467"), good("a")], ["validate: 'luhn' dropped"]),
    ("id: R-1\ntitle: A\ncheck:\n  require:\n    any_of: ['#ad']\n    where: first 20 characters", [bad("Hello"), good("#ad Hello")], ["require.where: first 20 characters became first 19 characters", "require.where: first 20 characters became first 21 characters"]),
    ("id: R-1\ntitle: A\ncheck:\n  any:\n    - terms: [rubbish]\n    - pattern: '[0-9]{3}'", [bad("rubbish"), good("a")], ["any: pattern: [0-9]{3} dropped"]),
]  # fmt: skip


@pytest.mark.parametrize(("header", "examples", "survive"), BREAKS)
def test_a_break_that_no_example_notices_survives(policy_of, header, examples, survive) -> None:
    done = trial(policy_of, rule(header, *examples))
    assert reasons(done) == [""] * len(examples)
    words = [one.mutation.words for one in done.survivors]
    assert set(survive) <= set(words), words
    if not survive:
        assert words == []


def test_the_example_that_is_offered_notices_the_break(policy_of) -> None:
    told = 0
    for header, examples, _ in BREAKS:
        done = trial(policy_of, rule(header, *examples))
        for survivor in done.survivors:
            if not survivor.example:
                continue
            told += 1
            mended = trial(policy_of, rule(header, *examples, survivor.example))
            assert mended.failed == ()
            assert survivor.mutation.words not in {one.mutation.words for one in mended.survivors}
    assert told >= 6


def test_survivors_of_serious_rules_fail_the_trial_and_others_are_only_told(policy_of) -> None:
    examples = [bad("rubbish"), bad("rubbish here"), good("rubbishes"), good("a")]
    serious = trial(policy_of, rule(TERMS, *examples))
    assert [one.is_required for one in serious.survivors] == [True] * len(serious.survivors)
    assert not serious.holds
    small = trial(policy_of, rule(TERMS.replace("high", "low"), *examples))
    assert len(small.survivors) == len(serious.survivors) > 0
    assert small.required == ()
    assert small.holds


def test_a_break_changes_the_rule_and_is_one_that_can_be_read(policy_of) -> None:
    for header, examples, _ in BREAKS:
        policy: Policy = policy_of({"rules/R-1-a.md": rule(header, *examples)})
        [one] = policy.rules
        found = list(mutations(policy, one))
        assert found
        for each in found:
            assert each.broken.header != one.header or each.broken.check is None
            assert 2 <= each.line <= 14
        assert len({each.words for each in found}) == len(found)


def test_a_rule_that_is_tried_alone_leaves_the_others(policy_of) -> None:
    files = {"rules/R-1-a.md": rule(TERMS, bad("x")), "rules/R-2-a.md": rule(TERMS.replace("R-1", "R-2"), bad("rubbish"))}  # fmt: skip
    done = try_policy(policy_of(files), TODAY, only=("R-2",))
    assert {one.rule.id for one in done.outcomes} == {"R-2"}
    assert {one.mutation.rule.id for one in done.survivors} == {"R-2"}


def test_junit_counts_what_failed_and_can_be_read_whatever_a_post_holds(policy_of) -> None:
    done = trial(
        policy_of, rule(TERMS, bad("rubbish \x07 <b>&amp; \ufffe"), bad("nothing"), good("a"))
    )
    suite = ElementTree.fromstring(render_junit(done).split("\n", 1)[1])
    cases = suite.findall("testcase")
    assert len(cases) == int(suite.get("tests", "")) == len(done.outcomes) + len(done.survivors)
    assert len(suite.findall("testcase/failure")) == int(suite.get("failures", ""))
    assert cases[1].get("file") == "rules/R-1-a.md"
    assert cases[1].find("failure").get("message") == "not found"  # type: ignore[union-attr]


def test_an_example_that_is_offered_names_only_channels_that_there_are(policy_of) -> None:
    """It once said "another channel", which the policy then refused to load."""
    header = TERMS.replace(", twaddle", "") + "\napplies:\n  channels: [x]"
    page = rule(header, bad("rubbish", "channel = x"), good("a"))
    [survivor] = [one for one in trial(policy_of, page).survivors if one.mutation.words.startswith("channels")]  # fmt: skip
    assert "another" not in survivor.example
    mended = trial(
        policy_of, rule(header, bad("rubbish", "channel = x"), good("a"), survivor.example)
    )
    assert mended.failed == ()
    assert survivor.mutation.words not in {one.mutation.words for one in mended.survivors}
