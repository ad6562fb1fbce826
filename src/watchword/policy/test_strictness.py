"""What is looser is decided, not guessed."""

import pytest

from watchword.policy.strictness import compare

HEAD = "id: R-1\ntitle: A rule\nseverity: medium\naction: warn\n"
TERMS = "check:\n  terms: [one, two]\n"
MANY = "check:\n  any:\n    - terms: [one]\n    - terms: [two]\n"
LISTS = {"lists/a.csv": "term\none\n", "lists/b.csv": "term\ntwo\n"}

LOOSER_AND_STRICTER = [
    # a change that loosens; the other way round it tightens
    ("action", HEAD + TERMS, HEAD.replace("warn", "note") + TERMS),
    ("severity", HEAD + TERMS, HEAD.replace("medium", "low") + TERMS),
    ("status", HEAD + TERMS, HEAD + TERMS + "status: shadow\n"),
    ("status", HEAD + TERMS + "status: shadow\n", HEAD + TERMS + "status: retired\n"),
    ("check.terms", HEAD + TERMS, HEAD + TERMS.replace(", two", "")),
    ("check.ignore", HEAD + TERMS, HEAD + TERMS + "  ignore: [one off]\n"),
    ("check.normalise", HEAD + TERMS + "  normalise: [case, leet]\n", HEAD + TERMS),
    ("check.at_most", HEAD + "check:\n  measure: links\n  at_most: 1", HEAD + "check:\n  measure: links\n  at_most: 2"),
    ("check.at_least", HEAD + "check:\n  measure: words\n  at_least: 9", HEAD + "check:\n  measure: words\n  at_least: 8"),
    ("check.at_most", HEAD + "check:\n  measure: words\n  at_most: 9\n  at_least: 1", HEAD + "check:\n  measure: words\n  at_least: 1"),
    ("check.data", HEAD + "check:\n  data: [email, phone]", HEAD + "check:\n  data: [email]"),
    ("check.link", HEAD + "check:\n  link: [shortener, raw-ip]", HEAD + "check:\n  link: [raw-ip]"),
    ("check.require.any_of", HEAD + "check:\n  require:\n    any_of: [Ad]", HEAD + "check:\n  require:\n    any_of: [Ad, Gift]"),
    ("check", HEAD + TERMS, HEAD),
    ("check", HEAD + MANY, HEAD + MANY.replace("    - terms: [two]\n", "")),
    ("check", HEAD + MANY.replace("any", "all"), HEAD + MANY.replace("any", "all") + "    - terms: [three]\n"),
    ("check.any.1.terms", HEAD + MANY.replace("[two]", "[two, six]"), HEAD + MANY),
    ("applies.channels", HEAD + TERMS, HEAD + TERMS + "applies:\n  channels: [x]\n"),
    ("applies.channels", HEAD + TERMS + "applies:\n  channels: [x, bluesky]\n", HEAD + TERMS + "applies:\n  channels: [x]\n"),
    ("applies.people", HEAD + TERMS, HEAD + TERMS + "applies:\n  people: [editor]\n"),
    ("applies.to", HEAD + TERMS, HEAD + TERMS + "applies:\n  to: [drafts]\n"),
    ("locked", HEAD + TERMS + "locked: true\n", HEAD + TERMS),
    ("when", HEAD + TERMS, HEAD + TERMS + "when: region = north\n"),
    ("when", HEAD + TERMS + "when: region = north | region = south\n", HEAD + TERMS + "when: region = north\n"),
    ("when", HEAD + TERMS + "when: region = north\n", HEAD + TERMS + "when: region = north; situation = crisis\n"),
    ("unless", HEAD + TERMS, HEAD + TERMS + "unless: region = north\n"),
    ("unless", HEAD + TERMS + "unless: region = north\n", HEAD + TERMS + "unless: region = north | region = south\n"),
    ("unless", HEAD + TERMS + "unless: region = north; situation = crisis\n", HEAD + TERMS + "unless: region = north\n"),
    ("except", HEAD + TERMS, HEAD + TERMS + "except:\n  - where: region = north\n    until: 2027-01-01\n    because: x\n    approved_by: y\n"),
    ("except", HEAD + TERMS + "except:\n  - where: region = north\n    until: 2027-01-01\n    because: x\n    approved_by: y\n", HEAD + TERMS + "except:\n  - where: region = north\n    until: 2027-06-01\n    because: x\n    approved_by: y\n"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "strict", "loose"), LOOSER_AND_STRICTER)
def test_a_change_goes_one_way_and_back_the_other(policy_of, field, strict, loose) -> None:
    one, two = (policy_of({"rules/R-1-a.md": text, **LISTS}).rules[0] for text in (strict, loose))
    assert [(each.field, str(each.direction)) for each in compare(one, two)] == [(field, "looser")]
    back = [(each.field, str(each.direction)) for each in compare(two, one)]
    assert back == [(field, "stricter")]


SIDEWAYS = [
    ("check.pattern", HEAD + "check:\n  pattern: a+b", HEAD + "check:\n  pattern: a+c"),
    ("when", HEAD + TERMS + "when: region = south\n", HEAD + TERMS + "when: region = north\n"),
    ("unless", HEAD + TERMS + "unless: region = south\n", HEAD + TERMS + "unless: region = north\n"),
    ("check.terms_from", HEAD + "check:\n  terms_from: lists/a.csv", HEAD + "check:\n  terms_from: lists/b.csv"),
    ("check", HEAD + TERMS, HEAD + "check:\n  pattern: one|two"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "one", "two"), SIDEWAYS)
def test_what_has_no_direction_is_other(policy_of, field, one, two) -> None:
    rules = [policy_of({"rules/R-1-a.md": text, **LISTS}).rules[0] for text in (one, two)]
    changes = compare(*rules)
    assert [(each.field, str(each.direction)) for each in changes] == [(field, "other")]


def test_a_swap_of_words_is_looser_because_something_is_no_longer_caught(policy_of) -> None:
    one = policy_of({"rules/R-1-a.md": HEAD + TERMS}).rules[0]
    two = policy_of({"rules/R-1-a.md": HEAD + TERMS.replace("two", "three")}).rules[0]
    [change] = compare(one, two)
    assert (change.old, change.new) == ("one, two", "one, three")
    assert str(change.direction) == "looser"


def test_an_exception_for_others_is_looser_and_another_reason_is_neither(policy_of) -> None:
    exempt = (
        HEAD
        + TERMS
        + "except:\n  - where: region = north\n    until: 2027-01-01\n    because: x\n    approved_by: y\n"
    )
    others, reason = exempt.replace("north", "south"), exempt.replace("because: x", "because: z")
    rules = [policy_of({"rules/R-1-a.md": text}).rules[0] for text in (exempt, others, reason)]
    assert [str(one.direction) for one in compare(rules[0], rules[1])] == ["looser"]
    assert [str(one.direction) for one in compare(rules[0], rules[2])] == ["other"]


def test_what_people_read_changes_nothing_that_is_compared(policy_of) -> None:
    one = policy_of({"rules/R-1-a.md": HEAD + TERMS}).rules[0]
    two = policy_of({"rules/R-1-a.md": HEAD.replace("A rule", "The rule") + TERMS + "message: no\nrests_on: [law]\n"}).rules[0]  # fmt: skip
    assert compare(one, two) == ()
    assert compare(one, one) == ()


PARTS = "check:\n  any:\n    - terms: [one]\n    - measure: links\n      at_most: 1\n"
UNCERTAIN = [
    # more parts, and yet one that was there is gone
    ("check", HEAD + MANY, HEAD + PARTS + "    - terms: [three]\n"),
    ("check", HEAD + MANY.replace("any", "all") + "    - terms: [three]\n", HEAD + PARTS.replace("any", "all")),
    # the channel's own limit may lie on either side of a number
    ("check.at_most", HEAD + "check:\n  measure: length\n  at_most: 900", HEAD + "check:\n  measure: length\n  at_most: channel"),
    # a pattern with an accent finds nothing in folded text; folded phrases are ignored too
    ("check.normalise", HEAD + "check:\n  pattern: caf[é]", HEAD + "check:\n  pattern: caf[é]\n  normalise: [accents]"),
    ("check.normalise", HEAD + "check:\n  terms: [cafe]\n  ignore: [cafe bar]", HEAD + "check:\n  terms: [cafe]\n  ignore: [cafe bar]\n  normalise: [accents]"),
    ("check.validate", HEAD + "check:\n  pattern: '[0-9]{16}'", HEAD + "check:\n  pattern: '[0-9]{16}'\n  validate: luhn"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "one", "two"), UNCERTAIN)
def test_what_may_go_either_way_is_never_called_stricter(policy_of, field, one, two) -> None:
    rules = [policy_of({"rules/R-1-a.md": text, **LISTS}).rules[0] for text in (one, two)]
    for pair in (rules, rules[::-1]):
        changes = compare(*pair)
        assert [each.field for each in changes] == [field]
        assert str(changes[0].direction) != "stricter"


def test_parts_in_another_order_decide_the_same(policy_of) -> None:
    turned = "check:\n  any:\n    - measure: links\n      at_most: 1\n    - terms: [one]\n"
    one, two = (policy_of({"rules/R-1-a.md": HEAD + text}).rules[0] for text in (PARTS, turned))
    assert "stricter" not in {str(each.direction) for each in compare(one, two)}
