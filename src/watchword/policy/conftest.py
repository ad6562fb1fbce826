"""Small policies for tests."""

from collections.abc import Callable

import pytest

from watchword.policy.load import load_files
from watchword.policy.model import Policy

HEADER = """---
title: House rules
organisation: Fennmere Library
revised: 2026-10-01
owner: Head of Communications
facts:
  situation: [normal, crisis]
  region: any
---
## Purpose
To try things.
"""
BODY = """
## Rule
Do not write this.

## Why
Because somebody has to tidy up after it, and that takes a whole morning.
"""

Pages = Callable[..., dict[str, bytes]]
MakePolicy = Callable[..., Policy]


def page(header: str, body: str = BODY) -> str:
    return f"---\n{header.strip()}\n---\n{body}"


@pytest.fixture(scope="session")
def pages() -> Pages:
    """Files of a policy: names to headers of pages, whole pages, or CSV."""

    def made(files: dict[str, str], policy: str = HEADER) -> dict[str, bytes]:
        written = {"policy.md": policy}
        for name, text in files.items():
            is_whole = name.endswith(".csv") or text.startswith("---") or not text.strip()
            written[name] = text if is_whole else page(text)
        return {name: text.encode() for name, text in written.items()}

    return made


@pytest.fixture(scope="session")
def policy_of(pages: Pages) -> MakePolicy:
    """A loaded policy of such files."""

    def made(files: dict[str, str], policy: str = HEADER) -> Policy:
        return load_files(pages(files, policy))

    return made
