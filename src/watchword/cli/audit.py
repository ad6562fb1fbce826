"""``watchword audit``: the site's record checked by anybody, without the site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from watchword.base.errors import InputError

app = typer.Typer(
    help="The audit record of a site, checked without the site.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="An export of the record: audit-2026-11-23.jsonl.")],
    last: Annotated[
        str,
        typer.Option("--last", help="Digest that the last entry must have, if you wrote it down."),
    ] = "",
) -> None:
    """Whether every entry follows the one before and none was changed or taken out.

    Ends with 0 when the record holds, 1 when it does not.
    """
    from watchword.site.audit.chain import FIRST, breaks

    seen = {"count": 0, "digest": FIRST}
    found = list(breaks(_entries(file, seen)))
    if last and seen["digest"] != last:
        found.append(f"the last entry has the digest {seen['digest']}, not {last}")
    for one in found[:20]:
        typer.echo(f"✗ {one}")
    if found:
        if len(found) > 20:  # noqa: PLR2004 - as many as are shown
            typer.echo(f"and {len(found) - 20} more")
        raise typer.Exit(1)
    typer.echo(
        f"✓ {seen['count']:,} entries, each follows the one before; the last: {seen['digest']}"
    )


def _entries(file: Path, seen: dict[str, object]) -> Iterator[dict[str, object]]:
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                entry = json.loads(line)
                if not isinstance(entry, dict) or "digest" not in entry:
                    raise InputError(f"line {number} of {file} is no audit entry")
                seen["count"], seen["digest"] = number, entry["digest"]
                yield entry
    except FileNotFoundError:
        raise InputError(f"there is no file {file}", hint="export the record in the site") from None
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError) as error:
        raise InputError(f"{file} is no export of an audit record: {error}") from None
