"""Lists: each has search, filters that can be kept, pages, and CSV.

An app says what a list shows (:class:`Listing`), and hands it the rows that the reader may see.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar, cast

from django.db.models import Model, Q, QuerySet
from django.http import HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from watchword.site.kit.door import PersonRequest
from watchword.site.kit.models import SavedFilter

Row = TypeVar("Row", bound=Model)
Words = str | Promise
Choices = Sequence[tuple[str, Words]]

PER_PAGE = 50
MOST_CHOICES = 300
"""Values of a filter that anybody reads through; of more, the search finds one by its name."""
DEEPEST = 200
"""Pages that may be leafed through; beyond them, a reader searches."""
_COUNTED = 1_000
"""Rows are counted so far; beyond it nobody pages, and counting alone would take its time."""
_PART = 500
"""Rows of a CSV file that are made at once; SQLite takes no more than 999 keys in a question."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        field: Attribute of a row, dotted for one of another: ``team.name``; methods are called.
        words: Its heading.
        link: Address that a cell leads to, from a row; None for none.
        template: Template that draws the cell, given ``row`` and ``value``; "" for plain words.
    """

    field: str
    words: Words
    link: Callable[[Any], str | None] | None = None
    template: str = ""

    def value(self, row: object) -> object:
        """What a row has in this column."""
        found: object = row
        for name in self.field.split("."):
            found = getattr(found, name, None)
            found = found() if callable(found) else found
        return found


@dataclass(frozen=True, slots=True)
class Filter:
    """Rows with one value of a field.

    Attributes:
        field: Lookup of the queryset: ``state`` or ``team__name``.
        words: Its label.
        choices: Values with words; a function for those that the database knows.
    """

    field: str
    words: Words
    choices: Choices | Callable[[], Choices]

    def options(self) -> Choices:
        """Values with words."""
        return self.choices() if callable(self.choices) else self.choices


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as a page shows it."""

    value: object
    link: str | None
    template: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A list.

    Attributes:
        name: Stable name, under which filters are kept.
        title: Heading.
        columns: What each row shows, on the page and in CSV.
        search: Fields that the search looks in, or a function from rows and words to rows.
        filters: By which rows can be chosen.
        intro: A sentence below the heading.
        empty: What an empty list says, with one example.
        template: The page; extends ``kit/list.html``.
        prepare: Given the rows of a page, or of a part of the CSV file, before they are drawn:
            adds to each what one query for all of them finds.
    """

    name: str
    title: Words
    columns: Sequence[Column]
    search: Sequence[str] | Callable[[QuerySet[Any], str], QuerySet[Any]] = ()
    filters: Sequence[Filter] = ()
    intro: Words = ""
    empty: Words = ""
    template: str = "kit/list.html"
    extra: Mapping[str, object] = field(default_factory=dict)
    prepare: Callable[[Sequence[Any]], None] | None = None

    def answer(
        self,
        request: PersonRequest,
        rows: QuerySet[Row],
        context: Mapping[str, object] | None = None,
    ) -> HttpResponseBase:
        """The page, or the CSV file when ``?form=csv`` asks for it."""
        chosen = self.chosen(rows, request.GET)
        if request.GET.get("form") == "csv":
            return self._csv(chosen)
        page = page_number(request.GET)
        start = (page - 1) * PER_PAGE
        shown = list(chosen[start : start + PER_PAGE + 1])
        if self.prepare:
            self.prepare(shown)
        count = start + len(shown)
        if len(shown) > PER_PAGE or (start and not shown):
            count = chosen.order_by()[: _COUNTED + 1].count()
        return render(
            request,
            self.template,
            {
                **(context or {}),
                "listing": self,
                "rows": [(row, self._cells(row)) for row in shown[:PER_PAGE]],
                "count": count,
                "is_counted": count <= _COUNTED,
                "page": page,
                "earlier": _query(request.GET, page=page - 1) if page > 1 else "",
                "later": _query(request.GET, page=page + 1)
                if len(shown) > PER_PAGE and page < DEEPEST
                else "",
                "csv": _query(request.GET, form="csv", page=None),
                "query": request.GET.get("q", ""),
                "choices": list(self._choices(request.GET)),
                "is_narrowed": chosen is not rows,
                "kept_query": _query(request.GET, page=None, form=None),
                "kept": SavedFilter.objects.filter(person=request.user, listing=self.name),
            },
        )

    def chosen(self, rows: QuerySet[Row], asked: QueryDict) -> QuerySet[Row]:
        """The rows that the search and filters leave."""
        words = asked.get("q", "").strip()[:200]
        if words and callable(self.search):
            rows = self.search(rows, words)
        elif words:
            for word in words.split():
                any_field = Q()
                for name in cast("Sequence[str]", self.search):
                    any_field |= Q(**{f"{name}__icontains": word})
                rows = rows.filter(any_field)
        for one in self.filters:
            value = asked.get(one.field, "")
            if value and value in {str(key) for key, _ in one.options()}:
                rows = rows.filter(**{one.field: value})
        return rows

    def _choices(self, asked: QueryDict) -> Iterator[tuple[Filter, Choices, str]]:
        """Filters with what can be chosen; one with too many to read through is left to search."""
        for one in self.filters:
            options, value = one.options(), asked.get(one.field, "")
            if len(options) > MOST_CHOICES:
                options = [each for each in options if value and str(each[0]) == value]
            if options:
                yield one, options, value

    def _cells(self, row: object) -> list[Cell]:
        return [
            Cell(one.value(row), one.link(row) if one.link else None, one.template)
            for one in self.columns
        ]

    def _csv(self, rows: QuerySet[Row]) -> StreamingHttpResponse:
        answer = StreamingHttpResponse(self._lines(rows), content_type="text/csv; charset=utf-8")
        day = timezone.localdate().isoformat()
        answer["Content-Disposition"] = f'attachment; filename="{self.name}-{day}.csv"'
        return answer

    def _lines(self, rows: QuerySet[Row]) -> Iterator[str]:
        yield "\ufeff" + csv_line(str(one.words) for one in self.columns)
        found = rows.iterator(_PART)
        while part := list(islice(found, _PART)):
            if self.prepare:
                self.prepare(part)
            for row in part:
                yield csv_line(one.value(row) for one in self.columns)


def csv_line(values: Iterable[object]) -> str:
    """One line of CSV; what a spreadsheet would take for a formula is made plain text."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow([_plain(value) for value in values])
    return buffer.getvalue()


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    words = str(value)
    is_number = isinstance(value, int | float)
    return f"'{words}" if words[:1] in "=+-@\t\r" and words and not is_number else words


def page_number(asked: QueryDict, deepest: int = DEEPEST) -> int:
    """The page that an address asks for, from 1."""
    given = asked.get("page", "1")
    number = int(given) if given.isdecimal() and len(given) < 6 else 1  # noqa: PLR2004
    return min(max(number, 1), deepest)


def _query(asked: QueryDict, **changes: object) -> str:
    new = asked.copy()
    for name, value in changes.items():
        if value is None:
            new.pop(name, None)
        else:
            new[name] = str(value)
    return new.urlencode()


def listing_address(page: str, **query: str) -> str:
    """The address of a list with a search or filter already made."""
    asked = QueryDict(mutable=True)
    asked.update(query)
    return f"{reverse(page)}?{asked.urlencode()}" if query else reverse(page)
