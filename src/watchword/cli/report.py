"""What the policy commands say on a terminal."""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from watchword.base.errors import WatchwordError
from watchword.check.render.style import Style, columns, style_for, visible
from watchword.check.render.text import COLOURS
from watchword.policy.corpus import Measured
from watchword.policy.diff import WORDS, ChangeKind, RuleChange, key_change
from watchword.policy.lint import Remark, Weight
from watchword.policy.model import BADGES, Policy
from watchword.policy.mutate import Survivor
from watchword.policy.overlay import effective, overlays_for, show_sources
from watchword.policy.trial import Trial, is_serious
from watchword.terms.facts import Facts

if TYPE_CHECKING:
    from watchword.archive.compare import Compared
    from watchword.policy.import_ import Imported

WIDTH = 88
WEIGHTS = {Weight.ERROR: "red", Weight.WARNING: "yellow", Weight.ADVICE: "blue"}
KINDS = {
    ChangeKind.ADDED: "green",
    ChangeKind.REMOVED: "red",
    ChangeKind.RETIRED: "red",
    ChangeKind.TIGHTENED: "magenta",
    ChangeKind.LOOSENED: "yellow",
    ChangeKind.CHANGED: "cyan",
    ChangeKind.REWORDED: "blue",
}


def _say(text: str = "") -> None:
    sys.stdout.write(text + "\n")


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        " ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent
    )


def say_remarks(policy: Policy, remarks: Sequence[Remark]) -> None:
    """Remarks by file, then a count."""
    style = style_for()
    for one in remarks:
        where = f"{one.file}:{one.line}" if one.line else str(one.file)
        _say(
            f"{style(where, 'bold')}  {style(str(one.weight), WEIGHTS[one.weight])}  {one.message}"
        )
        if one.hint:
            _say(style(_wrapped(one.hint, "    "), "dim"))
    counts = Counter(one.weight for one in remarks)
    rules = f"{len(policy.rules)} rules and guidelines"
    if not remarks:
        _say(f"{style('✓', 'green')} {rules}, nothing to put right")
        return
    parts = [
        f"{counts[weight]} {weight}{'' if counts[weight] == 1 or weight is Weight.ADVICE else 's'}"
        for weight in Weight
        if counts[weight]
    ]
    _say(f"\n{rules}: {', '.join(parts)}")


def say_trial(trial: Trial) -> None:
    """Failed examples, rules short of examples, survivors, and a count."""
    style = style_for()
    for one in trial.failed:
        kind = "bad" if one.example.is_bad else "good"
        _say(
            f"{style(f'{one.rule.file}:{one.example.line}', 'bold')}  {style('fails', 'red')}  {kind}: {one.example.name}"
        )
        _say(_wrapped(one.reason, "    "))
        _say(style(textwrap.indent(visible_lines(one.example.text), "    > "), "dim"))
    for rule, lack in trial.lacking:
        colour = "red" if is_serious(rule) else "yellow"
        _say(f"{style(str(rule.file), 'bold')}  {style('examples', colour)}  {lack}")
    for survivor in trial.survivors:
        _say_survivor(survivor, style)
    for measured in trial.measured:
        _say_measured(measured, style)
    held = len(trial.outcomes) - len(trial.failed)
    noticed = trial.broken - len(trial.survivors)
    sign = style("✓", "green") if trial.holds else style("✗", "red")
    _say(
        f"{sign} {held} of {len(trial.outcomes)} examples hold; "
        f"{noticed} of {trial.broken} breaks are noticed"
    )
    if trial.required:
        _say(
            f"  {len(trial.required)} unnoticed in active rules of high severity: add the examples above"
        )


def _say_measured(measured: Measured, style: Style) -> None:
    sign = style("✓", "green") if measured.holds else style("✗", "red")
    wanted = measured.wanted
    _say(
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
    _say(f"{style(where, 'bold')}  {style('unnoticed', colour)}  {mutation.words}")
    if survivor.example:
        _say("    this example would notice:")
        _say(style(textwrap.indent(visible_lines(survivor.example), "      "), "green"))
    else:
        _say("    write an example that is decided differently with and without it")


def say_effective(policy: Policy, facts: Facts) -> None:
    """The rules that hold for some facts, one line each."""
    from watchword.policy.judge import is_in_scope

    style = style_for()
    applying = overlays_for(policy, facts)
    _say(f"{style(policy.header.title, 'bold')}, edition {policy.edition}")
    _say(f"facts: {facts or 'none given'}")
    _say(f"layers: {', '.join(['base', *(one.name for one in applying)])}\n")
    shown = [
        one
        for one in effective(policy, facts)
        if one.rule.check is None or is_in_scope(one.rule, facts)
    ]
    for one in shown:
        rule = one.rule
        action = "advice" if rule.is_guideline else str(rule.header.action)
        colour = "blue" if rule.is_guideline else COLOURS[rule.header.action]
        if rule.check is None and not rule.is_guideline:
            action, colour = "—", "dim"
        layer = "" if one.layer == "base" else f"  ({one.layer})"
        title = rule.title if len(rule.title) <= 56 else rule.title[:55] + "…"  # noqa: PLR2004 - a line fits
        pad = " " * (57 - columns(title))
        _say(
            f"{rule.id:<9}{style(f'{action:<7}', colour)}{title}{pad}{style(rule.kept_by.words, 'dim')}{style(layer, 'magenta')}"
        )
    counts = Counter(one.rule.kept_by.name for one in shown)
    parts = [f"{counts[badge.name]} {badge.words}" for badge in BADGES if counts[badge.name]]
    _say(f"\n{len(shown)} rules and guidelines: {', '.join(parts)}")


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
    _say(f"{style(f'{rule.id} {rule.title}', 'bold')}  [{rule.kept_by.words}]\n")
    _say(_wrapped(rule.text, "  "))
    _say(style(_wrapped(f"Why: {rule.why}", "  "), "dim"))
    _say()
    sources = show_sources(one)
    values = {path: _field_value(rule.tree.plain(), path) for path in sources}
    values |= {path: str(one.rule.header.action) for path in sources if path == "action"}
    widest = max(len(path) for path in sources)
    for path, source in sources.items():
        shown = values[path] if len(values[path]) < 60 else values[path][:59] + "…"  # noqa: PLR2004
        _say(f"  {path:<{widest}}  {shown}  {style(source, 'cyan')}")


def _field_value(tree: object, path: str) -> str:
    for step in path.split("."):
        if isinstance(tree, dict) and step in tree:
            tree = tree[step]
    return ", ".join(str(one) for one in tree) if isinstance(tree, list) else str(tree)


def say_changes(changes: Sequence[RuleChange], compared: Compared | None) -> None:
    """What changed, the drafted key changes, and what is decided differently."""
    style = style_for()
    if not changes:
        _say("no rule changed")
    for change in changes:
        _say(
            f"{style(f'{WORDS[change.kind]:<9}', KINDS[change.kind], 'bold')} {change.rule.id}  {change.rule.title}"
        )
        for one in change.fields:
            _say(f"    {one.field}: {one.old} → {one.new}  {style(f'({one.direction})', 'dim')}")
        if change.texts:
            _say(f"    reads differently: {', '.join(change.texts)}")
        for decision in change.decisions:
            words = "now found" if decision.after else "no longer found"
            text = visible(" ".join(decision.example.text.split()))[:70]
            _say(f"    {words}: {style(f'“{text}”', 'dim')}")
    if changes:
        _say(f"\n{style('Key changes', 'bold')} (a draft to edit)")
        for change in changes:
            _say(_wrapped("- " + key_change(change), "  "))
    if compared is not None:
        _say_compared(compared, style)


def _say_compared(compared: Compared, style: Style) -> None:
    _say(
        f"\n{style('Posts decided differently', 'bold')}: {compared.changed:,} of {compared.posts:,}"
    )
    for (before, after), count in sorted(compared.moves.items()):
        _say(f"  {before or 'clean'} → {after or 'clean'}: {count:,}")
    for one in compared.samples:
        text = visible(" ".join(one.text.split()))[:70]
        rules = ", ".join(sorted(one.rules))
        _say(
            f"  {one.before or 'clean'} → {one.after or 'clean'}  {rules}: {style(f'“{text}”', 'dim')}"
        )


def change_records(changes: Iterable[RuleChange], compared: Compared | None) -> dict[str, object]:
    """Changes as plain records."""
    records: list[dict[str, object]] = [
        {
            "rule": change.rule.id,
            "title": change.rule.title,
            "kind": str(change.kind),
            "key_change": key_change(change),
            "fields": [
                {
                    "field": one.field,
                    "old": one.old,
                    "new": one.new,
                    "direction": str(one.direction),
                }
                for one in change.fields
            ],
            "texts": list(change.texts),
            "examples": [
                {"text": one.example.text, "before": one.before, "after": one.after}
                for one in change.decisions
            ],
        }
        for change in changes
    ]
    if compared is None:
        return {"changes": records}
    posts = [
        {
            "row": one.row,
            "id": one.id,
            "before": one.before,
            "after": one.after,
            "rules": sorted(one.rules),
        }
        for one in compared.all
    ]
    return {"changes": records, "posts": posts, "posts_looked_at": compared.posts}


def write_json(record: object, out: TextIO) -> None:
    """Write a record as JSON."""
    out.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")


def say_import(imported: Imported, folder: Path) -> None:
    """What was made of a document, what was not, and which sections are missing."""
    style = style_for()
    _say(f"{imported.path.name}: {len(imported.rules)} draft rules and guidelines in {folder}")
    if imported.missing:
        _say(f"\n{style('Sections that a policy usually has and this one lacks', 'bold')}:")
        for section in imported.missing:
            _say(f"  {section.number:<5} {section.title}")
    _say(
        f"\nnext: read {folder / 'import-report.md'}, write the reasons and examples, then watchword lint {folder}"
    )
