"""The summary of an archive's check, for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from watchword.archive.readers import Reading
from watchword.archive.tally import Tally
from watchword.check.render.style import Style, columns, style_for, visible
from watchword.check.render.text import COLOURS
from watchword.policy.model import Policy
from watchword.terms.finding import Action

SHOWN_NOTES = 8
SHOWN_WORDS = 60
RULE_WIDTH = 8


def say_summary(
    policy: Policy, tally: Tally, readings: Sequence[Reading], output: Path | None
) -> None:
    """Say what was read, what was found by rule with one example each, and what is next."""
    style = style_for()
    out = sys.stdout
    for reading in readings:
        out.write(f"{style(str(reading.path), 'bold')}  {reading.format}\n")
        _say_notes(reading, style)
    out.write(f"policy: {policy.header.title}, edition {policy.edition}\n\n")
    total = tally.total
    if not total.flagged:
        out.write(f"{style('✓', 'green')} {total.posts:,} posts, nothing found\n")
    else:
        share = f"{total.per_thousand:.1f} in a thousand" if total.per_thousand is not None else ""
        out.write(
            f"{total.posts:,} posts, {style(f'{total.flagged:,}', 'bold')} with a finding ({share}); "
            f"{total.findings:,} findings in all\n"
        )
        parts = [
            f"{style(str(action), COLOURS[action], 'bold')} {tally.actions[action]:,}"
            for action in reversed(Action)
            if tally.actions[action]
        ]
        out.write("  posts by strongest action: " + "   ".join(parts) + "\n\n")
        _say_rules(policy, tally, style)
    if tally.shadow:
        counted = ", ".join(f"{rule} {count:,}" for rule, count in sorted(tally.shadow.items()))
        out.write(f"\nshadow rules, which only count: {counted}\n")
    if output is not None:
        out.write(f"\nwritten: {output}\n")
    elif total.flagged:
        out.write(
            "\nnext: --output report.html for a report, or --output findings.csv for a table\n"
        )


def _say_notes(reading: Reading, style: Style) -> None:
    notes = reading.notes
    for note in notes[:SHOWN_NOTES]:
        where = f"line {note.line:,}: " if note.line else ""
        sys.stdout.write(f"  {style('note', 'yellow')} {where}{visible(note.message)}\n")
    if len(notes) > SHOWN_NOTES:
        sys.stdout.write(f"  and {len(notes) - SHOWN_NOTES} more notes\n")


def _say_rules(policy: Policy, tally: Tally, style: Style) -> None:
    rules = {rule.id: rule for rule in policy.rules}
    order = sorted(
        tally.rules,
        key=lambda one: (-rules[one].header.action.rank, -tally.flagged_by_rule[one], one),
    )
    widest = max((columns(rules[one].title) for one in order), default=0)
    if order:
        head = " " * (len("block ") + RULE_WIDTH + 1 + widest)
        sys.stdout.write(style(f"{head} {'posts':>7} {'findings':>9}", "dim") + "\n")
    for rule_id in order:
        rule = rules[rule_id]
        action = style(f"{rule.header.action:<5}", COLOURS[rule.header.action], "bold")
        title = rule.title + " " * (widest - columns(rule.title))
        counts = f"{tally.flagged_by_rule[rule_id]:>7,} {tally.rules[rule_id]:>9,}"
        sys.stdout.write(f"{action} {rule_id:<{RULE_WIDTH}} {title} {counts}\n")
        for sample in tally.samples(rule_id)[:1]:
            words = visible(" ".join((sample.finding.words or sample.text).split()))
            cut = words[:SHOWN_WORDS] + ("…" if len(words) > SHOWN_WORDS else "")
            sys.stdout.write(f"      {style(f'e.g. “{cut}”', 'dim')}\n")
