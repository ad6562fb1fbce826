"""Every detector is a whole member of the family: it says what it is, and shows it."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
import re2

from watchword.base.registry import members
from watchword.detect.base import Detector, detector, detector_names

NAMES = detector_names()
HEADINGS = (
    "## What it does",
    "## Why it matters",
    "## Example",
    "## Settings",
    "## What it misses",
    "## Source",
)
PROMISED = frozenset(
    "payment-card iban email phone nhs-number chi-number uk-national-insurance us-ssn "  # noqa: SIM905 - a word list reads best as prose
    "canadian-sin australian-tfn australian-medicare aadhaar indian-pan european-national-id "
    "passport driving-licence vehicle-registration postal-address postcode date-of-birth "
    "coordinates location ip-address api-key private-key jwt password crypto-wallet".split()
)
"""The kinds of personal data and secrets that the product promises to find."""
LONGEST_COUNTER = 64
"""A SHA-256 in hexadecimal is the longest run that a gate has reason to count."""
GROUPS = frozenset({"personal", "financial", "secret", "location"})


def folder(name: str) -> Path:
    module = importlib.import_module(members("watchword.detect")[name])
    return Path(str(module.__file__)).parent


def test_every_promised_kind_is_there():
    assert set(NAMES) >= PROMISED


@pytest.mark.parametrize("name", NAMES)
def test_a_readme_has_its_headings_in_order_and_something_below_each(name):
    text = (folder(name) / "README.md").read_text("utf-8")
    title, *sections = text.split("\n## ")
    assert title.startswith(f"# {detector(name).title}\n")
    assert tuple(f"## {section.partition(chr(10))[0]}" for section in sections) == HEADINGS
    assert all(section.partition("\n")[2].strip() for section in sections)


@pytest.mark.parametrize("name", NAMES)
def test_a_detector_says_what_it_is(name):
    one = detector(name)
    assert isinstance(one, Detector)
    assert one.name == name == folder(name).name.replace("_", "-")
    assert one.title[:1].isupper()
    assert not one.title.endswith(".")
    assert len(one.validates.split()) >= 4
    assert one.group in GROUPS


@pytest.mark.parametrize("name", NAMES)
def test_gates_compile_and_let_an_empty_text_be(name):
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = 8 << 20
    options.log_errors = False
    gates = [re2.compile(gate, options) for gate in detector(name).gates]
    assert gates
    assert not any(gate.search("") for gate in gates)


@pytest.mark.parametrize("name", NAMES)
def test_a_detector_shows_two_finds_and_two_near_misses(name):
    module = importlib.import_module(f"watchword.detect.{name.replace('-', '_')}.examples")
    assert sum(bool(words) for _, words in module.EXAMPLES) >= 2
    assert sum(not words for _, words in module.EXAMPLES) >= 2


def test_no_gate_counts_far():
    """All gates share one automaton, which long counters would multiply."""
    counter = re2.compile(r"[^x]\{(\d+)(?:,(\d*))?\}")
    for name in NAMES:
        for gate in detector(name).gates:
            for least, most in counter.findall(gate):
                assert int(most or least) <= LONGEST_COUNTER, (name, gate)


def test_all_gates_fit_into_one_set():
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = 64 << 20
    together = re2.Set.SearchSet(options)
    for name in NAMES:
        for gate in detector(name).gates:
            together.Add(gate)
    together.Compile()
    assert together.Match(b"an email to jane@example.org")
    assert not together.Match(b"a plain sentence about rivers")
