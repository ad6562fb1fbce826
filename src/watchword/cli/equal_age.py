"""Numbers of posts at one age, and where their hours are told, for commands that explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from watchword.base.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from watchword.measure.ledger import Ledger

ZoneOption = Annotated[
    str, typer.Option("--zone", help="Where hours are told, such as Europe/London.")
]
OneAgeOption = Annotated[str, typer.Option("--age", help="Compare at this age: 24h, 7d, settled.")]


def zone_of(text: str) -> ZoneInfo:
    """A time zone by its name.

    Raises:
        InputError: There is none of the name.
    """
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise InputError(f"{text!r} is no time zone", hint="write Europe/London or UTC") from None


def numbers_at(
    ledger: Ledger, posts: pa.Table, metric: str, age: int, as_of: datetime | None
) -> tuple[pa.Table, NDArray[np.float64]]:
    """The posts that were published by then, and each one's number; NaN where it is not known.

    Raises:
        InputError: The metric is a rate, or is not known.
    """
    from watchword.measure.benchmark.measures import measure
    from watchword.measure.benchmark.scores import metrics_of, published_by, values_of

    known = published_by(posts, as_of)
    batches = ledger.snapshot_batches(metrics=metrics_of(measure(metric)))
    values = values_of(known, batches, metric, [age], as_of=as_of)
    if values.under is not None:
        raise InputError(
            f"the {measure(metric).title} is a rate, and this is told of numbers",
            hint="ask for interactions, reach, views or another number",
        )
    return known, values.values[:, 0]
