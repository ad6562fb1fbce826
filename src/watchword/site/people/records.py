"""People as rows of a file: read, compared with who is there, nothing changed yet."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Person

COLUMNS = (
    "external_id",
    "email",
    "given_name",
    "family_name",
    "team",
    "role",
    "manager_email",
    "start_date",
    "end_date",
    "location",
    "language",
)
NEEDED = ("external_id", "email", "given_name")
LARGEST = 40_000_000
LONGEST_CELL = 100_000
_LONGEST = {
    "external_id": 100,
    "email": 254,
    "given_name": 150,
    "family_name": 150,
    "team": 200,
    "role": 100,
    "location": 100,
    "language": 10,
}
"""Characters that fit, by column; a database that counts refuses the whole file for one more."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook begins, the new kind and the old."""
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y")


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One person as the file has them.

    Attributes:
        line: Line of the file, from 1.
        values: By column; dates as dates, "" or None for nothing.
    """

    line: int
    values: Mapping[str, str | date | None]

    @property
    def id(self) -> str:
        """The id in the HR system."""
        return str(self.values["external_id"])


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is left out, or a part of it, and why.

    Attributes:
        id: Whose line it is, where that can be read; they have not left.
    """

    line: int
    reason: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A person who differs from the file.

    Attributes:
        row: What the file says.
        name: Who it is.
        fields: Column, old and new value.
    """

    row: Row
    name: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """A file against who is there.

    Attributes:
        new: People to be added.
        changed: People to be changed.
        unchanged: How many are as the file says.
        missing: People here who are not in the file.
        skipped: Lines that are left out.
        ignored: Columns that nothing reads.
    """

    new: tuple[Row, ...] = ()
    changed: tuple[Changed, ...] = ()
    unchanged: int = 0
    missing: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    ignored: tuple[str, ...] = field(default=())


def _unreadable(line: int) -> Invalid:
    return Invalid(
        _("Line %(line)d cannot be read: a cell is far too long, or a quotation mark stays open.")
        % {"line": line},
        _("Open the file, mend that line, and save it as CSV UTF-8."),
    )


def read_people(body: bytes) -> tuple[list[Row], list[Skipped], tuple[str, ...]]:
    """The rows of a CSV file; commas, semicolons or tabs, with or without a byte order mark.

    Dates are read as 2026-11-23 or day first (23/11/2026, 23.11.2026, 23 Nov 2026).

    Raises:
        Invalid: It is no such file.
    """
    if len(body) > LARGEST:
        raise Invalid(_("The file is larger than 40 MB."))
    if body.startswith(_WORKBOOKS):
        raise Invalid(
            _("This is a workbook, or another packed file."),
            _("Open it, and save it as CSV UTF-8."),
        )
    text = _text(body)
    head = text.split("\n", 1)[0]
    sign = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=sign)
    names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    lacking = [one for one in NEEDED if one not in names]
    if lacking:
        raise Invalid(
            _("The file lacks the columns %(names)s.") % {"names": ", ".join(lacking)},
            _("Its first line should be: %(names)s") % {"names": ",".join(COLUMNS)},
        )
    ignored = tuple(name for name in names if name and name not in COLUMNS)
    rows: list[Row] = []
    skipped: list[Skipped] = []
    try:
        for given in reader:
            if any(len(one) > LONGEST_CELL for one in given.values() if isinstance(one, str)):
                raise _unreadable(reader.line_num)
            values = {
                name: _plain(given.get(names[name]) or "") for name in COLUMNS if name in names
            }
            _take(reader.line_num, values, rows, skipped)
    except csv.Error:
        raise _unreadable(reader.line_num + 1) from None
    return _once(rows, skipped), skipped, ignored


def _text(body: bytes) -> str:
    """A file's text, in whichever way a spreadsheet wrote it."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _plain(cell: str) -> str:
    """A cell on one line, without the control signs that no database keeps."""
    return " ".join(
        "".join(" " if one < " " or "\x7f" <= one <= "\x9f" else one for one in cell).split()
    )


def _take(line: int, values: dict[str, str], rows: list[Row], skipped: list[Skipped]) -> None:
    if not any(values.values()):
        return
    made: dict[str, str | date | None] = dict(values)
    made["email"] = values["email"].lower()
    made["manager_email"] = values.get("manager_email", "").lower()
    try:
        for name in ("start_date", "end_date"):
            if name in values:
                made[name] = _date(values[name])
        validate_email(values["email"])
    except ValidationError:
        shown = Truncator(values["email"] or "-").chars(80)
        said = _("%(value)s is no email address") % {"value": shown}
        skipped.append(Skipped(line, said, values["external_id"]))
        return
    except ValueError:
        said = _("a date cannot be read; write 2026-11-23 or 23/11/2026")
        skipped.append(Skipped(line, said, values["external_id"]))
        return
    if not values["external_id"] or not values["given_name"]:
        said = _("the id or the given name is missing")
        skipped.append(Skipped(line, said, values["external_id"]))
        return
    if reason := _wrong(made):
        skipped.append(Skipped(line, reason, values["external_id"]))
        return
    rows.append(Row(line=line, values=made))


def _wrong(values: Mapping[str, str | date | None]) -> str | None:
    """Why a line cannot be kept, though each of its cells can be read."""
    for name, most in _LONGEST.items():
        if len(str(values.get(name) or "")) > most:
            return _("%(name)s is longer than %(most)d characters") % {"name": name, "most": most}
    first, last = values.get("start_date"), values.get("end_date")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        return _("the last day is before the first")
    return None


def _date(words: str) -> date | None:
    if not words:
        return None
    for form in _DATES:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(words)


def _once(rows: Sequence[Row], skipped: list[Skipped]) -> list[Row]:
    """Rows whose id and address come once; of doubles the first counts."""
    ids: dict[str, int] = {}
    emails: dict[str, int] = {}
    kept = []
    for one in rows:
        first = ids.get(one.id) or emails.get(str(one.values["email"]))
        if first:
            said = _("same id or address as line %(line)d") % {"line": first}
            skipped.append(Skipped(one.line, said, one.id))
            continue
        ids[one.id] = emails[str(one.values["email"])] = one.line
        kept.append(one)
    return kept


def compared(rows: Sequence[Row], skipped: Sequence[Skipped], ignored: Sequence[str]) -> Comparison:
    """Rows against the people who are there."""
    there = {one.external_id: one for one in Person.objects.select_related("team", "reports_to")}
    taken = {one.email: one.external_id for one in there.values()}
    new, changed, unchanged, left = [], [], 0, list(skipped)
    addresses = taken.keys() | {str(one.values["email"]) for one in rows}
    for row in (_under_somebody(one, addresses, left) for one in rows):
        email = str(row.values["email"])
        if taken.get(email, row.id) != row.id:
            left.append(
                Skipped(
                    row.line, _("%(email)s belongs to somebody with another id") % {"email": email}
                )
            )
        elif row.id not in there:
            new.append(row)
        elif fields := tuple(_differences(there[row.id], row)):
            changed.append(Changed(row, str(there[row.id]), fields))
        else:
            unchanged += 1
    ids = {one.id for one in rows} | {one.id for one in left}
    missing = tuple(
        sorted(
            key
            for key, one in there.items()
            if key not in ids and one.is_active and one.end_date is None
        )
    )
    return Comparison(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=unchanged,
        missing=missing,
        skipped=tuple(sorted(left, key=lambda one: one.line)),
        ignored=tuple(ignored),
    )


def _under_somebody(row: Row, addresses: AbstractSet[str], left: list[Skipped]) -> Row:
    """The row; a manager who is nobody here is left out of it, and said so."""
    manager = str(row.values.get("manager_email") or "")
    if not manager or manager in addresses:
        return row
    said = _("the manager %(email)s is neither in the file nor here; the rest of the line counts")
    shown = Truncator(manager).chars(80)
    left.append(Skipped(row.line, said % {"email": shown}, row.id))
    return Row(line=row.line, values={**row.values, "manager_email": ""})


def held(person: Person) -> dict[str, str | date | None]:
    """A person as a row of the file."""
    return {
        "email": person.email,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "team": person.team.name if person.team else "",
        "role": person.job,
        "manager_email": person.reports_to.email if person.reports_to else "",
        "start_date": person.start_date,
        "end_date": person.end_date,
        "location": person.location,
        "language": person.language,
    }


def _differences(person: Person, row: Row) -> Iterator[tuple[str, str, str]]:
    for name, old in held(person).items():
        if name == "manager_email" and row.values.get(name) == row.values["email"]:
            continue  # nobody reports to themselves
        if name in row.values and row.values[name] != old:
            yield name, str(old or ""), str(row.values[name] or "")
