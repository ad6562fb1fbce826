"""``python -m watchword.demo FOLDER``: make the demonstration and check its posts."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from watchword.cli import main_with
from watchword.demo.exports import write_exports
from watchword.demo.year import ACCOUNTS, DemoPost, year_of_posts
from watchword.policy.starters import make_policy

ORGANISATION = "Glenmarrow Health Board"
FIRST_DAY = date(2025, 11, 1)
IMPORTED = datetime(2026, 11, 9, 8, tzinfo=UTC)


def run(folder: Path) -> None:
    """Make the folder, check its posts, say what there is to see."""
    start = time.monotonic()
    policy = folder / "policy"
    if not (policy / "policy.md").is_file():
        _say(f"making {ORGANISATION}, an invented health board, in {folder}")
        folder.mkdir(parents=True, exist_ok=True)
        make_policy("health-board", policy, today=date(2026, 9, 1))
    posts = year_of_posts(FIRST_DAY)
    exports = write_exports(posts, folder / "exports")
    _say(f"{len(posts):,} invented posts as {len(exports)} exports in {folder / 'exports'}\n")
    from watchword.cli.archive import Run, check_files
    from watchword.cli.drafts import Form
    from watchword.policy.load import load
    from watchword.policy.render import render_handbook
    from watchword.terms.facts import Facts
    from watchword.terms.finding import Action

    report = folder / "report.html"
    check_files(
        Run(
            files=exports,
            folder=policy,
            facts=Facts(),
            stage=None,
            today=date(2026, 11, 1),
            form=Form.HTML,
            output=report,
            fail_on=Action.BLOCK,
        )
    )
    handbook = folder / "handbook.html"
    render_handbook(load(policy), handbook)
    fill_ledger(posts, folder)
    took = time.monotonic() - start
    ledger = folder / "ledger"
    _say(
        f"\nready in {took:.1f} s; open in a browser:\n"
        f"  {report}      what the policy finds in a year of posts\n"
        f"  {handbook}    the policy as people read it\n\n"
        "next, try:\n"
        f'  .venv/bin/watchword check --policy {policy} "Call Morag at home on 07700 900123"\n'
        f"  .venv/bin/watchword show --policy {policy} --channel instagram\n"
        f"  .venv/bin/watchword score --ledger {ledger} --sort best\n"
        f"  .venv/bin/watchword effects --ledger {ledger}\n"
        f"  .venv/bin/watchword report --ledger {ledger} --policy {policy} --month 2026-09 "
        f"-o {folder / 'board.html'}\n"
        f"  edit a file in {policy / 'rules'}, then: .venv/bin/watchword test {policy}"
    )


def fill_ledger(posts: list[DemoPost], folder: Path) -> None:
    """Import a year of weekly exports into the ledger; those that it has are known again."""
    from watchword.archive.entry import Asked, add_entry, digest_of, imports_of, read_entry
    from watchword.archive.readers.zones import zone_named
    from watchword.demo.weekly import write_weekly
    from watchword.measure.ledger import Ledger

    ledger = Ledger.open(folder / "ledger")
    zones = {"": zone_named("UTC")}
    for path in write_weekly(posts, FIRST_DAY, folder / "numbers"):
        if imports_of(ledger, digest_of(path)):
            _say(f"{path.name} is in the ledger already")
            continue
        account = ACCOUNTS["linkedin"][0] if path.name.startswith("linkedin") else ""
        entry = read_entry(path, Asked(zone=zones, account=account))
        add_entry(ledger, entry, when=IMPORTED)
        numbers = entry.snapshots.num_rows + entry.audience.num_rows
        _say(f"imported {path.name}: {entry.posts.num_rows:,} posts, {numbers:,} numbers")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main_with(lambda: run(Path(sys.argv[1] if len(sys.argv) > 1 else "demo")))
