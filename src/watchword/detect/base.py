"""What a detector is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from watchword.base.registry import member, members
from watchword.base.span import Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Detector:
    """Finds one kind of thing, and proves it as far as it can be proved.

    Attributes:
        name: As policies write it, for instance ``payment-card``.
        title: For people, for instance "Payment card number".
        validates: One sentence on what is checked beyond the shape.
        gates: RE2 patterns (case-insensitive); a text in which none of them matches holds
            nothing that ``find`` would report. Gates only save time, they decide nothing.
        find: All spans in a text, left to right, not overlapping.
        secret: Whether the words found must be masked wherever they are shown or stored.
        group: ``personal``, ``financial``, ``secret`` or ``location``.
    """

    name: str
    title: str
    validates: str
    gates: tuple[str, ...]
    find: Callable[[str], Iterable[Span]]
    secret: bool = True
    group: str = "personal"


def detector_names() -> tuple[str, ...]:
    """Names of all detectors, sorted."""
    return tuple(members("watchword.detect"))


def detector(name: str) -> Detector:
    """The detector of that name.

    Raises:
        KeyError: No detector has that name.
    """
    return cast("Detector", member("watchword.detect", name, "DETECTOR"))
