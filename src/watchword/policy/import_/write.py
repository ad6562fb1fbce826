"""Writing what was imported as a policy folder of drafts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from watchword.base.errors import OutputError
from watchword.base.header import write_header
from watchword.base.output import atomic
from watchword.policy.import_.imported import DraftRule, Imported, Paragraph
from watchword.policy.new_rule import file_name

TO_BE_WRITTEN = "To be written."
"""What stands where the document says nothing; ``watchword lint`` reports it."""


def write(
    imported: Imported, folder: Path, *, organisation: str = "", today: date | None = None
) -> tuple[Path, ...]:
    """Write a policy folder of draft rules.

    Args:
        imported: What was made of a document.
        folder: A new or empty folder.
        organisation: Whose policy it is; "" leaves it to be written.
        today: The day that the drafts are dated with.

    Returns:
        The files written, in order.

    Raises:
        OutputError: The folder holds something, or cannot be written.
    """
    pages = dict(_pages(imported, organisation, today or date.today()))  # noqa: DTZ011 - a day on the wall
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(
                f"{str(folder)!r} is there already and not empty", hint="name a new folder"
            )
        for name in ("rules", "guidelines"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            with atomic(folder / name) as file:
                file.write(text.encode())
    except OSError as error:
        raise OutputError(
            f"{str(folder)!r} cannot be written: {error.strerror}",
            hint="check the path and the free space",
        ) from error
    return tuple(folder / name for name in pages)


def _pages(imported: Imported, organisation: str, today: date) -> Iterator[tuple[str, str]]:
    yield "policy.md", _policy_page(imported, organisation, today)
    for rule in imported.rules:
        kind = "guidelines" if rule.is_guideline else "rules"
        yield f"{kind}/{file_name(rule.id, rule.title)}", _rule_page(rule, imported)
    yield "import-report.md", _report(imported, today)


def _policy_page(imported: Imported, organisation: str, today: date) -> str:
    title = imported.title or "Social media policy"
    header = {
        "title": title,
        "organisation": organisation or TO_BE_WRITTEN,
        "edition": "1",
        "revised": today.isoformat(),
        "owner": TO_BE_WRITTEN,
    }
    parts = [f"---\n{write_header(header)}\n---", f"# {plain(title)}"]
    for heading, slug in (("Purpose", "purpose"), ("Scope", "scope")):
        texts = [plain(one.text) for one in _prose(imported, slug)]
        parts += [f"## {heading}", *(texts or [TO_BE_WRITTEN])]
    parts.append("## Definitions")
    parts += [f"**{plain(one.term)}**: {plain(one.meaning)}" for one in imported.definitions] or [
        TO_BE_WRITTEN
    ]
    change = f"Imported from {_cell(imported.path.name)}"
    head = "| Edition | Date | What changed | Why | Rules |\n|---|---|---|---|---|\n"
    parts += ["## Key changes", f"{head}| 1 | {today} | {change} | {TO_BE_WRITTEN} | all |"]
    return "\n\n".join(parts) + "\n"


def _prose(imported: Imported, slug: str) -> list[Paragraph]:
    """Paragraphs of a section that became no rule, definition or heading."""
    from watchword.policy.import_.outline import section_of

    return [
        one.source
        for one in imported.outcomes
        if not one.rules
        and one.source.headings
        and section_of(one.source.headings[-1:]) == slug
        and one.reason.startswith(("states", "says"))
    ]


def _rule_page(rule: DraftRule, imported: Imported) -> str:
    header = {"id": rule.id, "title": rule.title}
    if rule.section:
        header["section"] = rule.section
    header |= {"since": "1", "status": "draft"}
    kind = "Guideline" if rule.is_guideline else "Rule"
    where = [imported.path.name, *rule.source.headings, rule.source.place]
    parts = [
        f"---\n{write_header(header)}\n---\n## {kind}\n{plain(rule.text)}",
        f"## Why\n{TO_BE_WRITTEN}",
        "## Examples",
        f"## Source\n{plain(' > '.join(where))}",
    ]
    if rule.lead is not None:
        parts.append(f"> {plain(rule.lead.text)}")
    parts.append(f"> {plain(rule.source.text)}")
    return "\n\n".join(parts) + "\n"


def _report(imported: Imported, today: date) -> str:
    missing = [f"| {one.number} | {one.title} |" for one in imported.missing]
    parts = [
        "# Import report",
        _counts(imported, today),
        "## To be written",
        _TASKS,
        "## Missing sections",
        "\n".join(["| Section | Title |", "|---|---|", *missing]) if missing else "None.",
    ]
    if imported.notes:
        parts += ["## Notes", "\n".join(f"- {plain(note)}" for note in imported.notes)]
    lines = ["| Paragraph | Under | Text | Became |", "|---|---|---|---|", *_accounts(imported)]
    parts += ["## Every paragraph", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


_TASKS = """- the owner, and the organisation if it is not named, in policy.md
- the reason of each rule, under its heading Why
- two bad and two good examples of each rule
- a check for each rule that a machine can keep; the others are kept by people"""


def _counts(imported: Imported, today: date) -> str:
    advice = sum(rule.is_guideline for rule in imported.rules)
    counts = (
        (len(imported.outcomes), "paragraphs"),
        (len(imported.rules) - advice, "draft rules"),
        (advice, "draft guidelines"),
        (len(imported.definitions), "definitions"),
    )
    made = ", ".join(f"{count} {noun}" for count, noun in counts)
    return (
        f"{plain(imported.path.name)}, read on {today}: {made}. Nothing was added: what the "
        f"document does not say reads '{TO_BE_WRITTEN}'"
    )


def _accounts(imported: Imported) -> Iterator[str]:
    """A line of the report for each paragraph."""
    made = {
        rule.id: f"{'guideline' if rule.is_guideline else 'rule'} {rule.id} ({rule.title})"
        for rule in imported.rules
    }
    for one in imported.outcomes:
        place = one.source.place.replace("paragraph ", "")
        became = "; ".join(
            [*(made[name] for name in one.rules), *([one.reason] * bool(one.reason))]
        )
        shown = (place, " > ".join(one.source.headings), one.source.text, became)
        yield f"| {' | '.join(map(_cell, shown))} |"


def plain(text: str) -> str:
    """Words of the source as Markdown that shows just these words."""
    text = " ".join(text.split())
    for char, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        ("_", "&#95;"),
        ("[", "&#91;"),
        ("*", "&#42;"),
        ("`", "&#96;"),
    ):
        text = text.replace(char, entity)
    return f"\\{text}" if text[:1] in "#>-+=~|" else text


def _cell(text: str) -> str:
    return plain(text).replace("|", "&#124;").removeprefix("\\")
