"""What kept scores depend on beside the ledger's imports: where it differs, none are found."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa

from watchword.measure.benchmark.comparable import Comparison

MEASURE = Path(__file__).parents[1]
PARTS = ("numpy", "numba", "pyarrow", "scipy")
"""Whose versions could change the last bit of a number."""


def stamp_of(
    posts: pa.Table,
    metric: str,
    ages: Sequence[int],
    comparison: Comparison,
    settings: Mapping[str, Any],
) -> str:
    """A name for scores of these accounts' posts, asked for in this way, by this program."""
    accounts = posts.select(["channel", "account"]).group_by(["channel", "account"]).aggregate([])
    told = {
        "code": code_digest(),
        "accounts": sorted([one["channel"], one["account"]] for one in accounts.to_pylist()),
        "metric": metric,
        "ages": sorted(set(ages)),
        "comparison": repr(comparison),
        "settings": dict(settings),
    }
    text = json.dumps(told, sort_keys=True, default=str)
    return blake2b(text.encode(), digest_size=16).hexdigest()


@cache
def code_digest() -> str:
    """The digest of all code and tables that scores are worked out by."""
    digest = blake2b(digest_size=16)
    for path in _sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    parts = [f"{name} {version(name)}" for name in PARTS]
    digest.update("\n".join([*parts, platform.machine(), platform.python_version()]).encode())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for folder in (MEASURE, MEASURE / "kernel", MEASURE / "benchmark", MEASURE / "kept"):
        for path in sorted(folder.iterdir()):
            if path.suffix in (".py", ".csv") and not path.name.startswith(("test_", "conftest")):
                yield path
