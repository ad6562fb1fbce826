"""Money of several currencies: never in one ledger."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from watchword.archive.files.notes import Notes
from watchword.base.late import pattern
from watchword.measure.metrics import metrics

_CODE = pattern(r"\(([A-Z]{3})\)", case=True)


def currency_of(header: str) -> str:
    """The currency that a header names in brackets, or ""."""
    return next((one.of(header) for _, one in _CODE.groups(header)), "")


def one_currency(
    tables: Sequence[pa.Table], kept: str, notes: Notes, skipped: Notes
) -> tuple[list[pa.Table], str]:
    """Numbers without those of another currency than the ledger's, and that currency.

    Args:
        tables: With ``metric`` and ``source_column``.
        kept: The ledger's currency; "" when it has none yet, so that the first named is it.
        notes: Where remarks go.
        skipped: Where numbers that were left out are noted.
    """
    currency = kept
    found = []
    for table in tables:
        good = table
        for name in pc.unique(table.column("source_column").cast(pa.string())).to_pylist():
            here = pc.equal(table.column("source_column").cast(pa.string()), name)
            named = currency_of(name)
            if not named or not _is_money(table.filter(here)):
                continue
            if not currency:
                currency = named
                notes.once(f"money is in {named}, from now on the ledger's currency")
            if named != currency:
                count = pc.sum(here).as_py()
                skipped.add(
                    0,
                    f"{count:,} numbers in {named} were left out: the ledger's currency is "
                    f"{currency}",
                )
                other = pc.equal(good.column("source_column").cast(pa.string()), name)
                good = good.filter(pc.invert(other))
        found.append(good)
    return found, currency


def _is_money(table: pa.Table) -> bool:
    names = pc.unique(table.column("metric").cast(pa.string())).to_pylist()
    return any(metrics()[name].unit == "money" for name in names)
