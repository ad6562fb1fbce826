"""The ledger: posts and their numbers in one folder, told by imports that can be undone."""

from watchword.measure.ledger.records import Counts, Import, Source
from watchword.measure.ledger.store import Ledger

__all__ = ["Counts", "Import", "Ledger", "Source"]
