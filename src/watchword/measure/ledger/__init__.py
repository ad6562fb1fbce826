"""The ledger: posts and their numbers in one folder of Parquet files that can be copied.

Every import is kept whole and never changed; what the ledger says is the fold of the imports
in force. See docs/explanation/ledger.md.
"""

from watchword.measure.ledger.ledger import Ledger
from watchword.measure.ledger.record import Counts, Import, Source

__all__ = ["Counts", "Import", "Ledger", "Source"]
