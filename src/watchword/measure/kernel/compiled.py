"""Loops that run as machine code, kept between runs.

numba writes what it compiled beside the source, or, where that folder may not be written, into
the person's own cache folder; never into a folder that others can write to. Where neither can be
written the loop is compiled anew in each run: slower to begin, the same results.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The same function as machine code; its arguments are numbers and NumPy arrays."""
    try:
        fast = numba.njit(function, cache=True, nogil=True, error_model="numpy")
    except RuntimeError:  # nowhere to keep it
        fast = numba.njit(function, nogil=True, error_model="numpy")
    return cast("Callable[P, R]", fast)
