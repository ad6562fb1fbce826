"""Where a post's rows stand in the ledger's files: posts of one account together."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_POST_BITS = 40
_ACCOUNT_BYTES = 3

END = 1 << 62
"""After every place."""


def places(channel: pa.Array, account: pa.Array, post: pa.Array) -> NDArray[np.int64]:
    """The place of each post: 22 bits of its account's hash, then 40 bits of its number.

    Files are sorted by place, so that one account is found without reading the others, and
    files are merged piece by piece. Two posts may share a place; nothing depends on it.
    """
    keys = pc.binary_join_element_wise(channel, account, "\x1f")
    if isinstance(keys, pa.ChunkedArray):
        keys = keys.combine_chunks()
    keys = keys.dictionary_encode()
    first = np.array([_first(key) for key in keys.dictionary.to_pylist()], np.int64)
    number = np.asarray(post.cast(pa.int64())).view(np.uint64)
    last = (number >> np.uint64(64 - _POST_BITS)).astype(np.int64)
    return first[np.asarray(keys.indices)] | last if len(first) else last


def _first(key: str) -> int:
    digest = blake2b(key.encode(), digest_size=_ACCOUNT_BYTES).digest()
    return int.from_bytes(digest, "big") >> 2 << _POST_BITS
