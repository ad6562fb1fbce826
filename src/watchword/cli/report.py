"""What the policy commands say on a terminal."""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from watchword.base.errors import WatchwordError
from watchword.check.render.style import Style, columns, style_for, visible
from watchword.check.render.text import COLOURS
from watchword.policy.corpus import Measured
from watchword.policy.model import BADGES, Policy
from watchword.policy.mutate import Survivor
from watchword.policy.overlay import EffectiveRule, effective, overlays_for, show_sources
from watchword.policy.remark import Remark, Weight
from watchword.policy.trial import Trial, is_serious
from watchword.terms.facts import Facts

if TYPE_CHECKING:
    from watchword.policy.import_ import Imported

WIDTH = 80
TITLE_WIDTH = 42
"""Columns of a title in a list of rules, beside id, action and badge."""

WEIGHTS = {Weight.ERROR: "red", Weight.WARNING: "yellow", Weight.ADVICE: "blue"}


def say(text: str = "") -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")


def wrapped(text: str, indent: str, hanging: str = "") -> str:
    """A text in lines that fit, indented; later lines by the hanging indent as well."""
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def cut(text: str, width: int) -> str:
    """The beginning of a text on one line, control characters shown, no word cut."""
    line = visible(" ".join(text.split()))
    short = textwrap.shorten(line, width, placeholder=" …")
    return short if len(short) > width // 2 or short == line else line[: width - 1] + "…"


def say_remarks(policy: Policy, remarks: Sequence[Remark]) -> None:
    """Remarks by file, then a count."""
    style = style_for()
    for one in remarks:
        where = f"{one.file}:{one.line}" if one.line else str(one.file)
        say(f"{style(where, 'bold')}  {style(str(one.weight), WEIGHTS[one.weight])}  {one.message}")
        if one.hint:
            say(style(wrapped(one.hint, "    "), "dim"))
    counts = Counter(one.weight for one in remarks)
    rules = f"{len(policy.rules)} rules and guidelines"
    if not remarks:
        say(f"{style('✓', 'green')} {rules}, nothing to put right")
        return
    parts = [
        f"{counts[weight]} {weight}{'' if counts[weight] == 1 or weight is Weight.ADVICE else 's'}"
        for weight in Weight
        if counts[weight]
    ]
    say(f"\n{rules}: {', '.join(parts)}")


def say_trial(trial: Trial) -> None:
    """Failed examples, rules short of examples, survivors, and a count."""
    style = style_for()
    for one in trial.failed:
        kind = "bad" if one.example.is_bad else "good"
        say(
            f"{style(f'{one.rule.file}:{one.example.line}', 'bold')}  {style('fails', 'red')}  {kind}: {one.example.name}"
        )
        say(wrapped(one.reason, "    "))
        say(style(textwrap.indent(visible_lines(one.example.text), "    > "), "dim"))
    for rule, lack in trial.lacking:
        colour = "red" if is_serious(rule) else "yellow"
        say(f"{style(str(rule.file), 'bold')}  {style('examples', colour)}  {lack}")
    for survivor in trial.survivors:
        _say_survivor(survivor, style)
    for measured in trial.measured:
        _say_measured(measured, style)
    held = len(trial.outcomes) - len(trial.failed)
    noticed = trial.broken - len(trial.survivors)
    sign = style("✓", "green") if trial.holds else style("✗", "red")
    breaks = f"{noticed} of {trial.broken} breaks are noticed"
    if trial.failed and not trial.broken:
        breaks = "rules are broken on purpose once they do"
    say(f"{sign} {held} of {len(trial.outcomes)} examples hold; {breaks}")
    if trial.required:
        say(
            f"  {len(trial.required)} unnoticed in active rules of high severity: add the examples above"
        )


def _say_measured(measured: Measured, style: Style) -> None:
    sign = style("✓", "green") if measured.holds else style("✗", "red")
    wanted = measured.wanted
    say(
        f"{sign} {measured.rule.id} on {wanted.on} ({measured.count} texts): precision "
        f"{measured.precision:.2f} of {wanted.precision:g} wanted, recall {measured.recall:.2f} "
        f"of {wanted.recall:g} wanted"
    )


def visible_lines(text: str) -> str:
    """Each line of a post, control characters shown."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _say_survivor(survivor: Survivor, style: Style) -> None:
    mutation = survivor.mutation
    colour = "red" if survivor.is_required else "yellow"
    where = f"{mutation.rule.file}:{mutation.line}"
    say(f"{style(where, 'bold')}  {style('unnoticed', colour)}  {mutation.words}")
    if survivor.example:
        say("    this example would notice:")
        say(style(textwrap.indent(visible_lines(survivor.example), "      "), "green"))
    else:
        say("    write an example that is decided differently with and without it")


def say_effective(policy: Policy, facts: Facts) -> None:
    """The rules that hold for some facts, one line each."""
    from watchword.policy.judge import is_in_scope

    style = style_for()
    applying = overlays_for(policy, facts)
    say(f"{style(policy.header.title, 'bold')}, edition {policy.edition}")
    say(f"facts: {facts or 'none given'}")
    say(f"layers: {', '.join(['base', *(one.name for one in applying)])}\n")
    shown = [
        one
        for one in effective(policy, facts)
        if one.rule.check is None or is_in_scope(one.rule, facts)
    ]
    for one in shown:
        _say_line(one, style)
    counts = Counter(one.rule.kept_by.name for one in shown)
    parts = [f"{counts[badge.name]} {badge.words}" for badge in BADGES if counts[badge.name]]
    say()
    say(wrapped(f"{len(shown)} rules and guidelines: {', '.join(parts)}", ""))


def _say_line(one: EffectiveRule, style: Style) -> None:
    """Id, action, title and how it is kept; a long title takes two lines."""
    rule = one.rule
    action = "advice" if rule.is_guideline else str(rule.header.action)
    colour = "blue" if rule.is_guideline else COLOURS[rule.header.action]
    if rule.check is None and not rule.is_guideline:
        action, colour = "—", "dim"
    title = rule.title if one.layer == "base" else f"{rule.title} ({one.layer})"
    first, *more = _lines(title, TITLE_WIDTH)
    pad = " " * (TITLE_WIDTH + 1 - columns(first))
    way = style(rule.kept_by.words, "dim")
    say(f"{rule.id:<8} {style(f'{action:<7}', colour)}{first}{pad}{way}")
    for line in more:
        say(f"{'':<16}{line}")


def say_rule(policy: Policy, rule_id: str, facts: Facts) -> None:
    """One rule as it holds for some facts, each field with the file it came from.

    Raises:
        WatchwordError: There is no such rule.
    """
    style = style_for()
    found = [one for one in effective(policy, facts) if one.rule.id.lower() == rule_id.lower()]
    if not found:
        raise WatchwordError(f"there is no rule {rule_id!r}", hint="'watchword show' lists them")
    one = found[0]
    rule = one.rule
    say(f"{style(f'{rule.id} {rule.title}', 'bold')}  [{rule.kept_by.words}]\n")
    say(wrapped(rule.text, "  "))
    say(style(wrapped(f"Why: {rule.why}", "  "), "dim"))
    sources = show_sources(one)
    tree = rule.tree.plain()
    for file in dict.fromkeys(sources.values()):
        say(f"\nfrom {style(file, 'cyan')}")
        fields = [path for path, source in sources.items() if source == file]
        widest = max(map(len, fields))
        for path in fields:
            value = str(rule.header.action) if path == "action" else _field_value(tree, path)
            first, *more = _lines(visible(value), WIDTH - widest - 4)
            say(f"  {path:<{widest}}  {first}")
            for line in more:
                say(" " * (widest + 4) + line)


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _field_value(tree: object, path: str) -> str:
    for step in path.split("."):
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list):
            tree = tree[int(step)] if int(step) < len(tree) else None
    if tree is None:
        return "(none)"
    return ", ".join(str(one) for one in tree) if isinstance(tree, list) else str(tree)


def write_json(record: object, out: TextIO) -> None:
    """Write a record as JSON."""
    out.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")


def say_import(imported: Imported, folder: Path) -> None:
    """What was made of a document, what was not, and which sections are missing."""
    style = style_for()
    say(f"{imported.path.name}: {len(imported.rules)} draft rules and guidelines in {folder}")
    if imported.missing:
        say(f"\n{style('Sections that a policy usually has and this one lacks', 'bold')}:")
        for section in imported.missing:
            say(f"  {section.number:<5} {section.title}")
    say(
        f"\nnext: read {folder / 'import-report.md'}, write the reasons and examples, then watchword lint {folder}"
    )
