"""Methods in the order in which a report first needs them."""

from __future__ import annotations

from dataclasses import replace

from watchword.measure.report.model import Method, Methods


class Notes:
    """Numbers methods from 1; the same method keeps its number."""

    def __init__(self) -> None:
        self._methods: list[Method] = []

    def number(self, method: Method | None) -> int:
        """The number of a method; 0 for none."""
        if method is None:
            return 0
        if method not in self._methods:
            self._methods.append(method)
        return self._methods.index(method) + 1

    @property
    def part(self) -> Methods:
        """The note."""
        return Methods(methods=tuple(self._methods))

    @property
    def brief(self) -> Methods:
        """The note without the columns that numbers come from."""
        return Methods(methods=tuple(replace(one, columns="") for one in self._methods))
