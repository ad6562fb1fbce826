"""How well effects hold in made worlds whose truth is known; prints a Markdown section.

python benchmarks/calibrate_effects.py            some minutes
python benchmarks/calibrate_effects.py --worlds 40
"""

from __future__ import annotations

import argparse
from pathlib import Path

from watchword.measure.effects.worlds import TRUTH, world

CASES = (
    (1, 60, 20),
    (1, 120, 26),
    (1, 300, 52),
    (10, 60, 20),
    (10, 120, 26),
    (10, 300, 52),
    (30, 120, 26),
)
"""Accounts, posts of each, weeks."""


def section(_pictures: Path | None = None, worlds: int = 200) -> str:
    """The section on effects, as Markdown.

    Args:
        worlds: Accounts that each case is made of, at least.
    """
    rows = "\n".join(_row(*case, worlds) for case in CASES)
    return f"""## Effects

Made worlds: {len(TRUTH)} attributes, of which {TRUTH.count(1.0)} do nothing, weeks that share a shock (standard
deviation 0.25 on the log scale), posts that spread by 1.0, accounts that differ in an effect by 0.12. At
least {worlds} accounts a case; always the same seeds. Asked for: 88 to 96 of a hundred 90 % intervals hold,
and at most a tenth of what is called clear is chance.

| accounts | posts of each | weeks | intervals that hold | half-width | chance among the clear | found |
|---:|---:|---:|---:|---:|---:|---:|
{rows}

"Found" is the share of the differences that are there which were called clear: with sixty posts of one
account few are, and the page of effects says "not distinguishable from ×1" of the rest."""


def _row(accounts: int, posts: int, weeks: int, worlds: int) -> str:
    held = [world(accounts, posts, weeks, seed) for seed in range(max(2, worlds // accounts))]
    clear = max(sum(one.clear for one in held), 1)
    coverage = sum(one.covered for one in held) / sum(one.effects for one in held)
    false = sum(one.false for one in held) / clear
    found = sum(one.found for one in held) / sum(one.there for one in held)
    width = sum(one.width for one in held) / len(held)
    return (
        f"| {accounts} | {posts} | {weeks} | {100 * coverage:.1f} % | ×{width:.2f} "
        f"| {100 * false:.1f} % | {100 * found:.0f} % |"
    )


def main() -> None:
    """Print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    print(section(worlds=parser.parse_args().worlds))


if __name__ == "__main__":
    main()
