"""How well the detectors find personal data in generated sentences.

Usage: python benchmarks/pii_accuracy.py [--show-misses N] [--show-alarms N]

Reads ``pii/generated_large.json`` (sentences with the spans of what was put in) below the
folder that WATCHWORD_DATA names, ``../shared/data`` unless said otherwise.

A marked span is found where detectors of its type cover at least half of it; a span that a
detector finds is right where marked spans of its type cover at least half of it. (The data
marks the parts of some addresses one by one, number, street, flat and postcode, where the
detector finds one address.) Precision is the share of found spans that are right; recall the
share of marked spans that are found.
The shapes were tuned on these very sentences, so take the figures for the best case.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from watchword.base.span import Span
from watchword.detect.base import detector, detector_names
from watchword.detect.surroundings import apart

DATA = Path(os.environ.get("WATCHWORD_DATA", "../shared/data")) / "pii" / "generated_large.json"
DETECTORS = {
    "EMAIL_ADDRESS": ("email",),
    "PHONE_NUMBER": ("phone",),
    "IP_ADDRESS": ("ip-address",),
    "ADDRESS": ("postal-address", "postcode"),
    "CREDIT_CARD": ("payment-card",),
    "IBAN_CODE": ("iban",),
    "US_SSN": ("us-ssn",),
    "US_DRIVER_LICENSE": ("driving-licence",),
}
"""Types of the data, and the detectors that should find them."""


def is_half_covered(span: Span, by: Iterable[Span]) -> bool:
    """Whether other spans, apart from each other, cover at least half of a span."""
    shared = sum(max(0, min(span.end, one.end) - max(span.start, one.start)) for one in by)
    return 2 * shared >= span.end - span.start


def found_in(text: str, names: Iterable[str]) -> list[Span]:
    """What several detectors find together; where two overlap, the longer one."""
    return list(apart(span for name in names for span in detector(name).find(text)))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--show-misses", type=int, default=0)
    arguments.add_argument("--show-alarms", type=int, default=0)
    chosen = arguments.parse_args()
    if not DATA.is_file():
        print(f"skipped: no file {DATA}; set WATCHWORD_DATA to the folder that holds pii/")
        return

    missing = {name for names in DETECTORS.values() for name in names} - set(detector_names())
    assert not missing, missing
    counts: Counter[tuple[str, str]] = Counter()
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    rows = json.loads(DATA.read_text("utf-8"))
    for row in rows:
        text = row["full_text"]
        for kind, names in DETECTORS.items():
            marks = list(
                apart(
                    Span(mark["start_position"], mark["end_position"])
                    for mark in row["spans"]
                    if mark["entity_type"] == kind
                )
            )
            spans_found = found_in(text, names)
            misses = [span for span in marks if not is_half_covered(span, spans_found)]
            alarms = [span for span in spans_found if not is_half_covered(span, marks)]
            counts[kind, "marked"] += len(marks)
            counts[kind, "found"] += len(spans_found)
            for label, spans in (("miss", misses), ("alarm", alarms)):
                counts[kind, label] += len(spans)
                lines[kind, label] += [f"{span.of(text)!r} in {text!r}" for span in spans]

    print(f"{len(rows):,} sentences\n")
    print("| type | detectors | marked | missed | found | wrong | precision | recall |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    for kind, names in DETECTORS.items():
        marked, missed, found, wrong = (
            counts[kind, label] for label in ("marked", "miss", "found", "alarm")
        )
        precision = f"{1 - wrong / found:.3f}" if found else "-"
        recall = f"{1 - missed / marked:.3f}" if marked else "-"
        shown = ", ".join(f"`{name}`" for name in names)
        print(
            f"| {kind} | {shown} | {marked} | {missed} | {found} | {wrong} "
            f"| {precision} | {recall} |"
        )
    for label, limit in (("miss", chosen.show_misses), ("alarm", chosen.show_alarms)):
        for kind in DETECTORS:
            for line in lines[kind, label][:limit]:
                print(f"{label:6}{kind:18}{line}")


if __name__ == "__main__":
    main()
