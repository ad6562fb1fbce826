"""Write the reference pages that can be made from the code."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "reference"
NOTE = "<!-- Made by scripts/reference.py; a test keeps it true. -->\n\n"


def commands() -> str:
    """Every command with its options."""
    from typer.main import get_command

    from watchword.cli.app import app

    parts = ["# Commands\n\n" + NOTE + EXIT_CODES]
    for name, command in _commands(get_command(app)):
        parts.append(f"## watchword {name}\n\n{' '.join((command.help or '').split())}\n")
        rows = []
        for one in command.params:
            if one.param_type_name == "argument":
                rows.append((f"`{one.name.upper()}`", getattr(one, "help", "") or ""))
            elif one.name != "help":
                rows.append((f"`{', '.join((*one.opts, *one.secondary_opts))}`", one.help or ""))
        parts.append(_table(("argument or option", "meaning"), rows))
    return "\n".join(parts)


def _commands(group: Any) -> Iterator[tuple[str, Any]]:
    """Every command, those of a noun under its name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from ((f"{name} {verb}", one) for verb, one in _commands(command))
        else:
            yield name, command


EXIT_CODES = """`watchword check` ends with 0 when nothing reaches `--fail-on` (hold, unless said
otherwise), 1 when something does, 2 when it could not be checked, 130 when stopped. The other
commands end with 0, with 1 when there is something to put right, and with 2 on an error. Errors
are one paragraph on standard error.

Environment: `WATCHWORD_POLICY` names the policy folder, `WATCHWORD_LEDGER` the ledger's;
`NO_COLOR` and `FORCE_COLOR` are obeyed.
"""


def checks() -> str:
    """Every rule kind with its settings."""
    from watchword.base.schema import fields_of
    from watchword.rules.base import kind, kind_names

    parts = ["# Check kinds\n\n" + NOTE]
    for name in kind_names():
        one = kind(name)
        parts.append(f"## {', '.join(f'`{key}`' for key in one.keys)}: {one.title}\n")
        parts.append(_readme("rules", name))
        rows = [
            (f"`{key}`", str(field.metadata.get("about", "")), _default(field))
            for field, key, _ in fields_of(one.settings)
        ]
        parts.append(_table(("setting", "meaning", "default"), rows))
    return "\n".join(parts)


def _default(field: dataclasses.Field[object]) -> str:
    if field.default is dataclasses.MISSING:
        return "required"
    value = field.default
    if isinstance(value, (tuple, frozenset)):
        return ", ".join(str(one) for one in value) or "none"
    return str(value) if value not in ("", None) else "none"


def _readme(family: str, name: str) -> str:
    path = ROOT / "src" / "watchword" / family / name.replace("-", "_") / "README.md"
    text = path.read_text("utf-8")
    wanted = []
    for section in text.split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        if heading.strip() in ("What it does", "What it misses"):
            label = "" if heading.startswith("What it does") else "*Misses.* "
            wanted.append(f"{label}{body.strip()}\n")
    return "\n".join(wanted)


def detectors() -> str:
    """Every detector, with what it validates and misses."""
    from watchword.detect import detector, detector_names

    rows = [
        (f"`{name}`", detector(name).title, detector(name).validates, detector(name).group)
        for name in detector_names()
    ]
    table = _table(("detector", "finds", "validates", "group"), rows)
    parts = [f"## {name}\n\n{_readme('detect', name)}" for name in detector_names()]
    return "# Detectors\n\n" + NOTE + table + "\n" + "\n".join(parts)


def kpis() -> str:
    """Every KPI with its formula and source."""
    from watchword.measure.kpi import kpis as all_kpis

    rows = [
        (f"`{one.name}`", one.title, one.formula, str(one.unit), one.source)
        for one in all_kpis().values()
    ]
    table = _table(("KPI", "title", "formula", "unit", "source"), rows)
    parts = [f"## {name}\n\n{_readme('measure/kpi', name)}" for name in all_kpis()]
    return "# KPIs\n\n" + NOTE + KPI_WORDS + table + "\n" + "\n".join(parts)


def measures() -> str:
    """Every measure."""
    from watchword.rules.measure.measures import MEASURES

    rows = [(f"`{name}`", one.title, one.unit) for name, one in MEASURES.items()]
    return "# Measures\n\n" + NOTE + _table(("measure", "what is counted", "unit"), rows)


def channels() -> str:
    """Every channel with its dated limits."""
    from watchword.channels.base import channel, channel_names, limits

    rows = [
        (
            channel(name).title,
            row.what,
            f"{row.number:,}",
            str(row.unit),
            str(row.checked),
            "yes" if row.verified else "no",
            row.source,
        )
        for name in channel_names()
        for row in limits(name)
    ]
    heads = ("channel", "what", "limit", "unit", "checked", "verified", "source")
    return "# Channels\n\n" + NOTE + _table(heads, rows)


def formats() -> str:
    """Every export that a ledger takes, with the headers that it is known by."""
    from watchword.archive.readers.base import FAMILY, Format
    from watchword.base.registry import member, members

    parts = ["# Exports and their columns\n\n" + NOTE + FORMATS]
    for name in members(FAMILY):
        one = member(FAMILY, name, "FORMAT")
        assert isinstance(one, Format)
        parts.append(f"## {one.title}\n\n{_readme('archive/readers', name)}")
        for layout in (*one.layouts, *one.also):
            figures = layout.figures
            parts.append(f"### {layout.format}\n\nKnown by {_needs(layout.needs)}.\n")
            rows = [(f"`{key}`", _names(names)) for key, names in figures.metrics.items()]
            rows += [
                (f"`{key}`", "the sum of " + _names(names)) for key, names in figures.sums.items()
            ]
            if rows:
                parts.append(_table(("metric", "columns, best first"), rows))
        for series in one.series:
            parts.append(
                f"### {series.format}\n\nNumbers of an account. Known by {_needs(series.needs)}.\n"
            )
            rows = [(f"`{key}`", _names(names)) for key, names in series.metrics.items()]
            if rows:
                parts.append(_table(("metric", "columns, best first"), rows))
        if one.measured and not one.layouts:
            parts.append("Its posts are taken in; numbers where it has any.\n")
    parts.append(_tables_of_people())
    return "\n".join(parts)


FORMATS = """A file is recognised by its headers, never by its name: compared without case, accents,
signs and notes in brackets, unless the brackets stand here. Whatever is not here is mapped with
`--column`; what a file was taken for is said by `watchword ledger map FILE`.
"""


def _needs(needs: tuple[str, ...]) -> str:
    return ", ".join(" or ".join(f"`{one}`" for one in need.split("|")) for need in needs)


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{one.removeprefix('=')}`" for one in names)


def _tables_of_people() -> str:
    from watchword.archive.readers.table.aliases import ALIASES
    from watchword.archive.readers.table.figures import MORE, NAMES

    text = (
        "## Any other table\n\nKnown by a column of ids or of links, and one of numbers or of text."
        " Every metric is also known by its own name.\n\n"
    )
    rows = [(f"`{key}`", _names(names)) for key, names in (ALIASES | MORE | NAMES).items()]
    return text + _table(("fact or metric", "columns, best first"), rows)


def metrics() -> str:
    """Every metric, and the days on which networks began to count otherwise."""
    from watchword.measure.metrics import definitions
    from watchword.measure.metrics import metrics as catalogue

    rows = [
        (f"`{one.name}`", one.title, one.unit, str(one.sort), one.meaning)
        for one in catalogue().values()
    ]
    changes = [
        (one.channel, f"`{one.metric}`", str(one.since), one.counts, one.source)
        for each in definitions().values()
        for one in each
    ]
    return (
        "# Metrics\n\n"
        + NOTE
        + _table(("metric", "title", "unit", "behaves", "what is counted"), rows)
        + "\n## Changes of definition\n\n"
        + _table(("channel", "metric", "since", "counts", "source"), changes)
    )


def errors() -> str:
    """Every error with its code."""
    from watchword.base import errors as tree

    rows = [
        (f"`{one.code}`", one.__name__, " ".join((one.__doc__ or "").split("\n\n")[0].split()))
        for one in vars(tree).values()
        if isinstance(one, type) and issubclass(one, tree.WatchwordError)
    ]
    for one in vars(tree).values():
        _, _, codes = (getattr(one, "__doc__", "") or "").partition("Codes:\n")
        for line in codes.strip().splitlines():
            code, _, meaning = line.strip().partition(": ")
            rows.append((f"`{code}`", one.__name__, meaning.replace("``", "`")))
    return "# Errors\n\n" + NOTE + _table(("code", "class", "meaning"), sorted(rows))


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(_cell(one) for one in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


KPI_WORDS = """`watchword kpi` tells them; `--by` account, channel, campaign, pillar, kind, style,
week, month, quarter, year or post tells each part by itself, `--from` and `--to` any days.

**Two averages.** Of a rate both are told: the ratio of sums (all that was counted over all that it
is of) and the mean of the posts' rates, which says what a post usually does. They are never mixed.
A target is held against the ratio of sums.

**Missing is not zero.** A post that lacks a number is left out, counted, and never taken for zero:
"no reach from x" where no post of the network has the number, "no reach on record" where only this
one lacks it. What cannot be said is "not available", with the reason; so is what would be divided
by zero, and what would add numbers from before and after a change of definition.

**Which numbers.** Those that were taken last; with `--age 7d` each post's at that age, so that old
and young posts are alike.

**How it comes about.** `--method` tells under each number the sums, the days, the formula's source,
the columns of the exports and the version of each definition. JSON, CSV and Parquet always carry
all of it: `value` and `value_is`, `mean` and `mean_is`, `reason`, `posts`, `left_out` and
`why_left_out`, `formula`, `numerator_sum`, `denominator` and `denominator_sum`, `window`, `source`,
`source_columns`, `definitions`, `target`, `status` and `status_reason`. Fractions are of one there
(0.05) and in percent on the screen (5.00 %).

**Targets** are in the policy's `goals.md`; a rate is aimed at in percent, anything else with a
number. One for a month, quarter or year is held against whole ones that begin on the first of a
month. One for all accounts is held against all together; that of a rate also against each network
and account that has none of its own.

- *met*, *not met*: the period is over, and its numbers bear it; or a sum has passed its target
  already.
- *on course so far*, *behind so far*: the period is not over, or its posts are too young. A rate is
  held as it is now, a sum by its share of the days, from the seventh day on.
- *cannot be said*: the number is not available, the days are others, or posts that lack a number
  may decide it.

Beside the status stands what makes it less sure: fewer than ten posts, posts left out, a single
post that decides it, an interval that holds the target.

`posts-above-benchmark` is told too, where it is named or has a target: posts better than the middle
one of comparable posts, over those that can be judged, at the age at which most can be
([Benchmarks](../explanation/benchmarks-and-percentiles.md)).

"""

MADE: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "checks.md": checks,
    "detectors.md": detectors,
    "measures.md": measures,
    "channels.md": channels,
    "errors.md": errors,
    "formats.md": formats,
    "metrics.md": metrics,
    "kpis.md": kpis,
}
"""Pages by name, and what makes them."""


def main() -> None:
    """Write every page."""
    for name, make in MADE.items():
        (PAGES / name).write_text(make(), "utf-8")
        sys.stdout.write(f"written: docs/reference/{name}\n")


if __name__ == "__main__":
    main()
