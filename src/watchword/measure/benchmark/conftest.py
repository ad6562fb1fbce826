"""Accounts whose posts grow with age, for tests of scores."""

import numpy as np
import pyarrow as pa
import pytest

from watchword.measure.schema import TIME

HOUR_MS = 3_600_000
START_MS = 1_704_096_000_000  # 1 January 2024, 08:00 UTC


def drawn_posts(seed, size, accounts=3, kinds=2, weeks=12, channels=1):
    random = np.random.default_rng(seed)
    number = random.permutation(np.arange(size) * 7919 + 17)
    account = random.integers(0, accounts, size)
    published = START_MS + random.integers(0, weeks * 7 * 24 * HOUR_MS, size)
    return pa.table(
        {
            "post": pa.array(number, pa.int64()),
            "channel": [f"channel{one % channels}" for one in account],
            "account": [f"account{one}" for one in account],
            "kind": [f"kind{one}" for one in random.integers(0, kinds, size)],
            "published": pa.array(published, pa.int64()).cast(TIME),
            "is_paid": pa.array(random.random(size) < 0.1),
        }
    )


def drawn_snapshots(seed, posts, each=20, metric="reactions", definition=1):
    """Snapshots in the order of their moments, as they arrive."""
    random = np.random.default_rng(seed + 1)
    size = len(posts)
    ages = np.sort(random.integers(HOUR_MS // 4, 60 * 24 * HOUR_MS, (size, each)), axis=1)
    ages[:, : each // 2] //= 40
    ages = np.sort(ages, axis=1)
    total = np.exp(random.normal(4, 1, size))
    values = np.floor(total[:, None] * (1 - np.exp(-ages / (20 * HOUR_MS))))
    taken = posts["published"].cast(pa.int64()).to_numpy()[:, None] + ages
    order = np.argsort(taken.ravel(), kind="stable")
    return pa.table(
        {
            "post": np.repeat(posts["post"].to_numpy(), each)[order],
            "metric": pa.array([metric] * size * each).dictionary_encode(),
            "taken": pa.array(taken.ravel()[order]).cast(TIME),
            "value": values.ravel()[order],
            "definition": pa.array(np.full(size * each, definition), pa.int16()),
        }
    )


@pytest.fixture(scope="session")
def account():
    """150 posts of one account and kind, daily, with their snapshots."""
    posts = drawn_posts(3, 150, accounts=1, kinds=1, weeks=22)
    return posts, drawn_snapshots(3, posts)
