"""The table of scores."""

from __future__ import annotations

import pyarrow as pa

from watchword.measure.schema import NAME, TIME

WORD = pa.dictionary(pa.int8(), pa.string())

SCORES = pa.schema(
    [
        pa.field("post", pa.int64(), nullable=False),
        pa.field("metric", NAME, nullable=False),
        pa.field("age", pa.int32(), nullable=False),
        pa.field("known", TIME),
        pa.field("value", pa.float64()),
        pa.field("benchmark", pa.float64()),
        pa.field("score", pa.float64()),
        pa.field("expected", pa.float64()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
        pa.field("percentile", pa.float64()),
        pa.field("percentile_low", pa.float64()),
        pa.field("percentile_high", pa.float64()),
        pa.field("n", pa.int32(), nullable=False),
        pa.field("n_eff", pa.float64(), nullable=False),
        pa.field("tier", WORD, nullable=False),
        pa.field("reason", WORD),
    ]
)
"""How posts did at equal ages, one row a post and age.

``post``: its number; ``metric``: what is compared, of ``measures``; ``age``: seconds since
publication, or ``SETTLED``; ``known``: moment from which on this row could have been computed, the
number itself and all that it is compared with; ``value``: the post's own, in the metric's unit;
``benchmark``, ``score``: CrowdTangle's; ``expected``: the median of comparable posts; ``low``,
``high``: nine of ten comparable posts lie between them; ``percentile``: share of comparable posts
that did worse, in percent (0 to 100), with its 90 % interval ``percentile_low`` to
``percentile_high``; ``n``: earlier comparable posts observed at this age; ``n_eff``: how many of
today they are worth, since the level drifts; ``tier``: ``not enough``, ``provisional``, ``usable``
or ``firm``; ``reason``: why something of the row is null, else null.
"""
