"""What changed between two states of a policy, said on a terminal or as records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from watchword.check.render.style import Style, style_for
from watchword.cli.report import WIDTH, cut, say, wrapped
from watchword.policy.diff import WORDS, ChangeKind, RuleChange, key_change
from watchword.terms.post import Stage

if TYPE_CHECKING:
    from watchword.archive.compare import Compared

MOST_NAMED = 6
SHOWN = 140
"""Columns of a post that are shown."""

KINDS = {
    ChangeKind.ADDED: "green",
    ChangeKind.REMOVED: "red",
    ChangeKind.RETIRED: "red",
    ChangeKind.TIGHTENED: "magenta",
    ChangeKind.LOOSENED: "yellow",
    ChangeKind.CHANGED: "cyan",
    ChangeKind.REWORDED: "blue",
}


def say_changes(changes: Sequence[RuleChange], compared: Compared | None) -> None:
    """What changed, the drafted key changes, and what is decided differently."""
    style = style_for()
    if not changes:
        say("no rule changed")
    for change in changes:
        say(
            f"{style(f'{WORDS[change.kind]:<9}', KINDS[change.kind], 'bold')} {change.rule.id}  {change.rule.title}"
        )
        for one in change.fields:
            say(f"    {one.field}: {one.old} → {one.new}  {style(f'({one.direction})', 'dim')}")
        if change.texts:
            say(f"    reads differently: {', '.join(change.texts)}")
        for decision in change.decisions:
            words = "now found" if decision.after else "no longer found"
            text = cut(decision.example.text, WIDTH - len(words) - 8)
            say(f"    {words}: {style(f'“{text}”', 'dim')}")
    if changes:
        say(f"\n{style('Key changes', 'bold')} (a draft to edit)")
        for change in changes:
            say(wrapped("- " + key_change(change), "  ", "  "))
    if compared is not None:
        _say_compared(changes, compared, style)


AS = {Stage.DRAFT: "drafts", Stage.PUBLISHED: "published posts", Stage.INBOUND: "messages to us"}


def _say_compared(changes: Sequence[RuleChange], compared: Compared, style: Style) -> None:
    say(
        f"\n{style('Posts decided differently', 'bold')}: {compared.changed:,} of {compared.posts:,}, "
        f"taken as {AS[compared.stage]}"
    )
    blind = [one.rule.id for one in changes if _is_blind(one, compared.stage)]
    if blind and compared.stage is not Stage.DRAFT:
        say(
            wrapped(
                f"{_listed(blind)} {'looks' if len(blind) == 1 else 'look'} only at drafts: "
                "--stage draft says what would have happened before the posts went out",
                "  ",
            )
        )
    for (before, after), count in sorted(compared.moves.items()):
        say(f"  {before or 'clean'} → {after or 'clean'}: {count:,}")
    if compared.changed > len(compared.samples):
        say("  some of them:")
    for one in compared.samples:
        rules = _listed(sorted(one.rules))
        say(f"\n  {one.before or 'clean'} → {one.after or 'clean'}  {rules}")
        say(style(wrapped(f"“{cut(one.text, SHOWN)}”", "    "), "dim"))


def _is_blind(change: RuleChange, stage: Stage) -> bool:
    """Whether a rule with a check looks at drafts, and not at posts of this stage."""
    states = [one for one in (change.old, change.new) if one is not None and one.check is not None]
    stages = {to.stage for one in states for to in one.header.applies.to}
    return Stage.DRAFT in stages and stage not in stages


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


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
    return {
        "changes": records,
        "posts": posts,
        "posts_looked_at": compared.posts,
        "taken_as": str(compared.stage),
    }
