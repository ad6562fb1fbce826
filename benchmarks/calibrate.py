"""Writes docs/calibration.md: whether intervals hold what they say, with pictures.

make calibrate

Each file ``calibrate_<part>.py`` beside this one makes a section: it has a function ``section`` that
takes the folder of pictures and gives Markdown.
"""

from __future__ import annotations

import importlib
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "calibration.md"

INTRODUCTION = """# Calibration: do intervals hold what they say?

A number with an interval is a promise: of a hundred 90 % intervals, ninety hold the truth. This page
says how well the promise is kept, where the truth is known because it was made, and on real pages,
where the next post is the judge. `make calibrate` works everything out anew and writes this page; the
same machine gives the same figures."""


def main() -> None:
    """Work out every section and write the page."""
    pictures = PAGE.parent / "pictures"
    names = sorted((path.stem for path in HERE.glob("calibrate_*.py")), reverse=True)
    sections = [importlib.import_module(name).section(pictures) for name in names]
    PAGE.write_text("\n\n".join([INTRODUCTION, *sections]) + "\n", encoding="utf-8")
    print(f"wrote {PAGE.relative_to(HERE.parent)}")


if __name__ == "__main__":
    main()
