"""Making and tidying policies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watchword.base.errors import WatchwordError
from watchword.cli.given import day, policy_folder
from watchword.cli.options import PolicyOption, TodayOption

if TYPE_CHECKING:
    from watchword.policy.new_rule import Answers


def new(
    what: Annotated[
        str,
        typer.Argument(
            help="A starter (health-board, university, council, company, charity, minimal), or 'rule'."
        ),
    ],
    folder: Annotated[
        Path | None,
        typer.Argument(help="Where the policy goes; ./policy otherwise.", show_default=False),
    ] = None,
    organisation: Annotated[
        str, typer.Option(help="Name of your organisation, put into every page.")
    ] = "",
    domain: Annotated[str, typer.Option(help="Your domain, put into lists and pages.")] = "",
    policy: PolicyOption = None,
    today: TodayOption = None,
) -> None:
    """Make a policy from a starter, or with 'rule' one more rule by answering a few questions."""
    if what == "rule":
        _new_rule(policy_folder(folder or policy))
        return
    from watchword.policy.load import load
    from watchword.policy.starters import make_policy

    target = folder or Path("policy")
    count = make_policy(what, target, organisation=organisation, domain=domain, today=day(today))
    loaded = load(target)
    rules = sum(not rule.is_guideline for rule in loaded.rules)
    sys.stdout.write(
        f"{target}: {count} files, {rules} rules and {len(loaded.rules) - rules} guidelines\n\n"
        f"next: read it        watchword render {target} --output handbook.html\n"
        f'      check a draft  watchword check --policy {target} "a draft"\n'
        f"      prove it       watchword test {target}\n"
    )


def _new_rule(folder: Path) -> None:
    from watchword.base.output import atomic
    from watchword.policy.load import load
    from watchword.policy.new_rule import file_name, next_id, render_rule

    policy = load(folder)
    rule_id = next_id(policy)
    sys.stdout.write(f"A new rule, {rule_id}. Six questions; everything can be changed later.\n\n")
    try:
        answers = _answers()
    except typer.Abort:
        sys.stderr.write("\nwatchword: stopped; nothing was written\n")
        raise typer.Exit(130) from None
    path = folder / "rules" / file_name(rule_id, answers.title)
    path.parent.mkdir(exist_ok=True)
    with atomic(path) as file:
        file.write(render_rule(rule_id, answers, policy.header.edition).encode())
    load(folder)
    sys.stdout.write(
        f"\nwritten: {path} (status: draft)\n"
        f"next: add more examples, then: watchword test {folder} --rule {rule_id}\n"
    )


def _answers() -> Answers:
    from watchword.policy.new_rule import Answers

    title = typer.prompt("The rule in a few words")
    text = typer.prompt("The sentence that people sign")
    why = typer.prompt("Why? What harm or benefit follows")
    words = typer.prompt(
        "Words that must not appear, apart by commas (empty: kept by people)",
        default="",
        show_default=False,
    )
    bad = typer.prompt("A post that breaks it")
    good = typer.prompt("A post that keeps it")
    return Answers(
        title=title,
        text=text,
        why=why,
        words=tuple(word.strip() for word in words.split(",") if word.strip()),
        bad=bad,
        good=good,
    )


def import_(
    document: Annotated[Path, typer.Argument(help="A .docx, .md, .pdf or .html document.")],
    folder: Annotated[Path, typer.Argument(help="A new folder for the draft policy.")] = Path(
        "policy"
    ),
    organisation: Annotated[str, typer.Option(help="Name of your organisation.")] = "",
) -> None:
    """Turn an existing policy document into draft rules, each with its source paragraph."""
    from watchword.cli.report import say_import
    from watchword.policy.import_ import import_document, write

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WatchwordError(
            f"{str(folder)!r} is there already and not empty", hint="name a new folder"
        )
    imported = import_document(document)
    write(imported, folder, organisation=organisation)
    say_import(imported, folder)


def fmt(
    folder: Annotated[
        Path | None, typer.Argument(help="The policy folder.", show_default=False)
    ] = None,
    policy: PolicyOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; end with 1 if something would change.")
    ] = False,
) -> None:
    """Put a policy folder into its normal form: quotes, order of keys, tidy lists."""
    from watchword.base.output import atomic
    from watchword.policy.fmt import format_files
    from watchword.policy.load import read_files

    root = policy_folder(folder or policy)
    changed = format_files(read_files(root))
    for name, contents in changed.items():
        if not check:
            with atomic(root / name) as file:
                file.write(contents)
        sys.stdout.write(f"{'would change' if check else 'changed'}: {root / name}\n")
    if not changed:
        sys.stdout.write("nothing to change\n")
    if changed and check:
        raise typer.Exit(1)
