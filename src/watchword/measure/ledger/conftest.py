from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from watchword.measure.ledger import Ledger
from watchword.measure.schema import POSTS, SNAPSHOTS, post_number

PUBLISHED = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Invented:
    """Posts and numbers of an invented health board."""

    @staticmethod
    def posts(*ids: str, account: str = "northbank", **columns: object) -> pa.Table:
        rows = [
            {
                "post": post_number("x", account, one),
                "channel": "x",
                "account": account,
                "native_id": one,
                "published": PUBLISHED,
                "text": f"Flu clinic {one}",
                **columns,
            }
            for one in ids
        ]
        if any("cleared" in row for row in rows):
            cleared = pa.array([row.pop("cleared", None) for row in rows], pa.list_(pa.string()))
            return pa.Table.from_pylist(rows, POSTS).append_column("cleared", cleared)
        return pa.Table.from_pylist(rows, POSTS)

    @staticmethod
    def numbers(
        values: Mapping[str, float],
        *,
        day: int = 1,
        metric: str = "reactions",
        account: str = "northbank",
    ) -> pa.Table:
        rows = [
            {
                "post": post_number("x", account, one),
                "metric": metric,
                "taken": PUBLISHED + timedelta(days=day),
                "value": value,
                "definition": 1,
                "source_column": "Likes",
                "file": "",
            }
            for one, value in values.items()
        ]
        return pa.Table.from_pylist(rows, SNAPSHOTS)


@pytest.fixture
def invented():
    return Invented


@pytest.fixture
def ledger(tmp_path):
    return Ledger.open(tmp_path / "ledger")
