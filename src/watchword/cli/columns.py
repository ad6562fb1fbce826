"""Columns of an archive that are named by hand."""

from __future__ import annotations

from collections.abc import Mapping

from watchword.base.errors import WatchwordError
from watchword.policy.model import Policy
from watchword.policy.vocabulary import fact_names


def columns_from(given: list[str] | None) -> Mapping[str, str]:
    """Columns named on the command line, as ``text=Caption``.

    Raises:
        WatchwordError: One has no ``=``.
    """
    found = {}
    for one in given or ():
        name, sign, value = one.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise WatchwordError(f"{one!r} names no column", hint="write --column text=Caption")
        found[name.strip()] = value.strip()
    return found


def require_columns(policy: Policy, columns: Mapping[str, str]) -> None:
    """Refuse columns for something that neither a post has nor the policy asks about.

    Raises:
        WatchwordError: With what there is.
    """
    from watchword.archive.readers.base import SCHEMA

    known = fact_names(policy) | set(SCHEMA.names)
    for name in columns:
        if name.lower() not in known and not name.endswith("_days"):
            raise WatchwordError(
                f"no post has {name!r}", hint=f"name one of these: {', '.join(sorted(known))}"
            )
