"""How sure a share is that was counted."""

from __future__ import annotations

import math

Z = 1.6448536269514722
"""Standard normal deviate of a 90 % interval."""


def share_interval(part: int, whole: int, *, z: float = Z) -> tuple[float, float]:
    """The interval of a share: E. B. Wilson, JASA 22 (1927), 209-212.

    Args:
        part: How many did.
        whole: Of how many; at least 1.
        z: Standard normal deviate of its two sides; that of 90 % unless given.
    """
    share, weight = part / whole, z * z / whole
    middle = (share + weight / 2) / (1 + weight)
    reach = z / (1 + weight) * math.sqrt(share * (1 - share) / whole + weight / (4 * whole))
    return max(0.0, middle - reach), min(1.0, middle + reach)
