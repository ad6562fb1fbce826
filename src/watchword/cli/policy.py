"""Reading, proving and comparing policies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from watchword.base.errors import WatchwordError
from watchword.cli.given import day, facts_from, policy_folder
from watchword.cli.options import (
    AccountOption,
    ChannelOption,
    FactOption,
    PersonOption,
    PolicyOption,
    TodayOption,
)
from watchword.terms.post import Stage

FolderArgument = Annotated[
    Path | None, typer.Argument(help="The policy folder.", show_default=False)
]
STRICT_HELP = "Fail on warnings too."


def lint(
    folder: FolderArgument = None,
    policy: PolicyOption = None,
    today: TodayOption = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help=STRICT_HELP)] = False,
    advice: Annotated[bool, typer.Option(help="Show advice, not only errors and warnings.")] = True,
) -> None:
    """Look for what should be put right before a policy is published."""
    from watchword.cli.report import say_remarks
    from watchword.policy.lint import lint as look
    from watchword.policy.load import load
    from watchword.policy.remark import Weight

    loaded = load(policy_folder(folder or policy))
    remarks = look(loaded, day(today))
    shown = [one for one in remarks if advice or one.weight is not Weight.ADVICE]
    say_remarks(loaded, shown)
    failing = {Weight.ERROR, Weight.WARNING} if strict else {Weight.ERROR}
    if any(one.weight in failing for one in remarks):
        raise typer.Exit(1)


def test(
    folder: FolderArgument = None,
    policy: PolicyOption = None,
    today: TodayOption = None,
    *,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", help="Only this rule; may be repeated.")
    ] = None,
    mutations: Annotated[bool, typer.Option(help="Break each rule on purpose.")] = True,
    junit: Annotated[Path | None, typer.Option("--junit", help="Write JUnit XML here.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Every unnoticed break fails, whatever the severity.")
    ] = False,
) -> None:
    """Run the examples, then break each rule on purpose and see whether they notice."""
    from watchword.cli.report import say_trial
    from watchword.policy.load import load
    from watchword.policy.trial import try_policy

    loaded = load(policy_folder(folder or policy))
    known = {one.id for one in loaded.rules}
    for name in rule or ():
        if name not in known:
            raise WatchwordError(f"there is no rule {name!r}", hint="'watchword show' lists them")
    trial = try_policy(loaded, day(today), only=tuple(rule or ()), with_mutations=mutations)
    if junit:
        from watchword.base.output import atomic
        from watchword.policy.junit import render_junit

        with atomic(junit) as file:
            file.write(render_junit(trial).encode())
    say_trial(trial)
    if not trial.holds or (strict and trial.survivors):
        raise typer.Exit(1)


def show(
    rule: Annotated[
        str | None,
        typer.Argument(
            help="Id of one rule, to see every field and where it is from.", show_default=False
        ),
    ] = None,
    policy: PolicyOption = None,
    channel: ChannelOption = None,
    account: AccountOption = None,
    person: PersonOption = None,
    fact: FactOption = None,
) -> None:
    """Show the rules that hold for given facts, and the file that each value came from."""
    from watchword.cli.report import say_effective, say_rule
    from watchword.policy.load import load
    from watchword.policy.vocabulary import require_known

    loaded = load(policy_folder(policy))
    facts = facts_from(channel, account, person, fact)
    require_known(loaded, facts)
    if rule:
        say_rule(loaded, rule, facts)
    else:
        say_effective(loaded, facts)


def diff(
    before: Annotated[str, typer.Argument(help="A folder, a Git revision, or 'edition N'.")],
    after: Annotated[
        str | None,
        typer.Argument(help="The same; the policy folder as it is otherwise.", show_default=False),
    ] = None,
    policy: PolicyOption = None,
    today: TodayOption = None,
    posts: Annotated[
        Path | None,
        typer.Option("--posts", help="An archive: show posts whose decision changes."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column", help="Name a column of the archive, as text=Caption; may be repeated."
        ),
    ] = None,
    stage: Annotated[
        Stage | None,
        typer.Option(
            "--stage", help="Take the posts as drafts, published or inbound; usually published."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Say what changed between two states of a policy, in words and in decisions."""
    from watchword.cli.changes import change_records, say_changes
    from watchword.policy.diff import diff as compare
    from watchword.policy.source import policy_at

    folder = (
        Path(before)
        if policy is None and (Path(before) / "policy.md").is_file()
        else policy_folder(policy)
    )
    old = policy_at(before, folder)
    new = policy_at(after or str(folder), folder)
    changes = compare(old, new, day(today))
    decided = None
    if posts is not None:
        from watchword.archive.compare import compare_archive
        from watchword.cli.columns import columns_from, require_columns

        require_columns(new, columns_from(column))
        decided = compare_archive(
            old, new, posts, columns_from(column), today=day(today), stage=stage
        )
    if json:
        from watchword.cli.report import write_json

        write_json(change_records(changes, decided), sys.stdout)
    else:
        say_changes(changes, decided)
