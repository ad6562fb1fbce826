"""The tables that measuring works on: posts, their numbers, and accounts' numbers.

All are Arrow tables. Times are UTC. A value that nobody gave is null, and null is never
zero.
"""

from __future__ import annotations

from hashlib import blake2b

import pyarrow as pa

TIME = pa.timestamp("ms", "UTC")
NAME = pa.dictionary(pa.int32(), pa.string())

POSTS = pa.schema(
    [
        pa.field("post", pa.int64(), nullable=False),
        pa.field("channel", pa.string(), nullable=False),
        pa.field("account", pa.string(), nullable=False),
        pa.field("native_id", pa.string(), nullable=False),
        pa.field("published", TIME),
        pa.field("text", pa.string()),
        pa.field("kind", pa.string()),
        pa.field("media", pa.string()),
        pa.field("language", pa.string()),
        pa.field("link", pa.string()),
        pa.field("campaign", pa.string()),
        pa.field("pillar", pa.string()),
        pa.field("is_video", pa.bool_()),
        pa.field("style", pa.string()),
        pa.field("is_paid", pa.bool_()),
        pa.field("own", pa.map_(pa.string(), pa.string())),
    ]
)
"""Posts, one row each.

``post``: its number, see ``post_number``; ``channel``: as policies write it; ``account``: handle
or name, lower case; ``native_id``: the network's own id; ``published``: when it was said;
``text``; ``kind``: what the network calls this type of post (photo, reel, link, ...), lower case;
``media``: picture, video or none; ``language``: BCP 47; ``link``: to the post; ``campaign``;
``pillar``: content pillar; ``is_video``; ``style``: ``live action`` or ``animated``; ``is_paid``:
whether money was spent to show it; ``own``: the organisation's own columns, name to text.
"""

DETAILS = ("campaign", "pillar", "is_video", "style", "is_paid", "own")
"""Columns of POSTS that people add and correct, in a spreadsheet or in the composer."""

SNAPSHOTS = pa.schema(
    [
        pa.field("post", pa.int64(), nullable=False),
        pa.field("metric", NAME, nullable=False),
        pa.field("taken", TIME, nullable=False),
        pa.field("value", pa.float64(), nullable=False),
        pa.field("definition", pa.int16(), nullable=False),
        pa.field("source_column", NAME, nullable=False),
        pa.field("file", NAME, nullable=False),
    ]
)
"""Numbers of posts, each at one moment.

``post``: of POSTS; ``metric``: a name of ``watchword.measure.metrics``; ``taken``: the moment that
the number is of; ``value``: in the metric's unit; whole numbers are exact below 2**53;
``definition``: version of what the network counts under this name, from 1 (see
``metrics.definition_of``); ``source_column``: the column's name in the file; ``file``: SHA-256 of
the file, hexadecimal; "" for numbers that came otherwise.
"""

AUDIENCE = pa.schema(
    [
        pa.field("channel", pa.string(), nullable=False),
        pa.field("account", pa.string(), nullable=False),
        pa.field("metric", NAME, nullable=False),
        pa.field("taken", TIME, nullable=False),
        pa.field("value", pa.float64(), nullable=False),
        pa.field("definition", pa.int16(), nullable=False),
        pa.field("source_column", NAME, nullable=False),
        pa.field("file", NAME, nullable=False),
    ]
)
"""Numbers of accounts, each at one moment or of one day that begins then: as SNAPSHOTS, of an
account in place of a post."""

KEY = ("channel", "account", "native_id")
"""What a post is known by: never its address or its text, which change between exports."""


def post_number(channel: str, account: str, native_id: str) -> int:
    """The number of a post in every ledger: 64 bits of the BLAKE2b of its key.

    Two of ten million posts share a number with a probability of three in a million; a
    ledger that meets such a pair refuses it by name.
    """
    key = f"{channel}\x1f{account}\x1f{native_id}".encode()
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big", signed=True)
