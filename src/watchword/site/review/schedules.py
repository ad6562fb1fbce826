"""A schedule of posts as rows: read, held against who may write where, nothing made yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.site.accounts.access import seats_of
from watchword.site.accounts.models import Account
from watchword.site.crisis.queries import Frozen, refuse_stopped
from watchword.site.kit.refusal import Invalid
from watchword.site.kit.times import within_years
from watchword.site.people.models import Person
from watchword.site.review.access import access_library
from watchword.site.review.composing import BREAK
from watchword.site.review.content import Content, Details, Format, Medium, Variant, read_content
from watchword.site.review.models import LibraryFile
from watchword.site.review.tables import Line

COLUMNS = ("account", "text", "planned_at", "campaign", "pillar", "media_description")
NEEDED = ("account", "text", "planned_at")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell.

    Attributes:
        line: Line of the file, from 1.
        column: Name of the column.
        words: For people.
    """

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        return _("Line %(line)d, %(column)s: %(words)s") % {
            "line": self.line,
            "column": self.column,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Planned:
    """One row that can be made a draft."""

    line: int
    account: Account
    content: Content

    @property
    def planned_at(self) -> datetime | None:
        """When it is to go out."""
        return self.content.variants[0].planned_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """A file as it would be imported.

    Attributes:
        rows: What would be made.
        problems: What stands in the way; with one of them nothing is made.
    """

    rows: tuple[Planned, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Known:
    """What rows are held against, asked once."""

    accounts: Mapping[str, Account]
    stopped: Mapping[str, str]
    media: Mapping[str, LibraryFile]
    seen: dict[str, int] = field(default_factory=dict)


def planned(person: Person, lines: Sequence[Line]) -> Schedule:
    """Lines of a file as drafts that a person would write.

    Times without a zone are in the zone of who imports.
    """
    known = _known(person)
    rows: list[Planned] = []
    problems: list[Problem] = []
    for line in lines:
        found = list(_problems(known, line))
        problems += found
        if not found:
            account = known.accounts[_key(line)]
            rows.append(Planned(line.number, account, _content(known, line)))
    return Schedule(rows=tuple(rows), problems=tuple(problems))


def _known(person: Person) -> _Known:
    mine = list(seats_of(person))
    stopped = {}
    for one in mine:
        try:
            refuse_stopped([one], person, None)
        except Frozen as frozen:
            stopped[one.key] = str(frozen.words)
    media: dict[str, LibraryFile] = {}
    for file in access_library(person):
        media.setdefault(_plain(file.title), file)
    for file in access_library(person):
        if file.description.strip():
            media[_plain(file.description)] = file
    return _Known({one.key: one for one in mine}, stopped, media)


def _problems(known: _Known, line: Line) -> Iterator[Problem]:
    """What is wrong with a row, cell by cell."""
    when = _when(line.cells.get("planned_at", ""))
    said = repr([line.cells.get(one, "").strip() for one in NEEDED])
    found = [("account", _wrong_account(known, _key(line)))]
    found += [("text", _wrong_text(known, line))]
    found += [("planned_at", when if isinstance(when, str) else "")]
    found += [
        (column, _("longer than 100 characters"))
        for column in ("campaign", "pillar")
        if len(line.cells.get(column, "").strip()) > 100  # noqa: PLR2004 - as drafts keep them
    ]
    on = None if isinstance(when, str) else timezone.localdate(when)
    found += [("media_description", _wrong_medium(known, one, on)) for one in _described(line)]
    if known.seen.setdefault(said, line.number) != line.number:
        found += [("text", _("the same as line %(n)d") % {"n": known.seen[said]})]
    return (Problem(line.number, column, words) for column, words in found if words)


def _wrong_account(known: _Known, key: str) -> str:
    if not key:
        return _("no account is named")
    if key not in known.accounts:
        return _("you write for no account %(key)r") % {"key": key[:100]}
    return known.stopped.get(key, "")


def _wrong_text(known: _Known, line: Line) -> str:
    if not line.cells.get("text", "").strip():
        return _("there are no words")
    try:
        _content(known, line)
    except Invalid as refusal:
        return str(refusal.words)
    return ""


def _wrong_medium(known: _Known, described: str, on: date | None) -> str:
    file = known.media.get(_plain(described))
    if file is None:
        return _("no picture of the library is described so")
    if on is not None and file.until is not None and file.until < on:
        return _("the picture may not be used on that day any more")
    return ""


def _content(known: _Known, line: Line) -> Content:
    """What a row says, read like everything that is not typed into the composer.

    Raises:
        Invalid: It is too long.
    """
    first, *more = line.cells["text"].strip().replace("\r\n", "\n").split(BREAK)
    when = _when(line.cells.get("planned_at", ""))
    files = [known.media[_plain(one)] for one in _described(line) if _plain(one) in known.media]
    shows = Format.TEXT
    if files:
        shows = Format.VIDEO if any(one.is_video for one in files) else Format.PICTURE
    made = Content(
        text=first,
        variants=(
            Variant(
                account=_key(line),
                text=first if more else None,
                parts=tuple(more),
                planned_at=when if isinstance(when, datetime) else None,
            ),
        ),
        media=tuple(Medium(digest=one.digest, description=one.description) for one in files),
        details=Details(
            campaign=line.cells.get("campaign", "").strip(),
            pillar=line.cells.get("pillar", "").strip(),
            format=shows,
        ),
    )
    return read_content(made.to_json())


def _key(line: Line) -> str:
    return line.cells.get("account", "").strip()


def _described(line: Line) -> list[str]:
    """Descriptions of a row's pictures, one a line of the cell."""
    return [one for one in line.cells.get("media_description", "").splitlines() if one.strip()]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _when(written: str) -> datetime | str:
    """A time in UTC, or what is wrong with it."""
    try:
        naive = datetime.fromisoformat(written.strip())
        zone = naive.tzinfo or timezone.get_current_timezone()
        when = within_years(naive.replace(tzinfo=zone))
        is_skipped = when.astimezone(zone).replace(tzinfo=None) != naive.replace(tzinfo=None)
    except (ValueError, OverflowError):
        return _("no time; write it like 2026-12-01 10:30")
    if len(written.strip()) <= len("2026-12-01"):
        return _("there is a day and no time; write it like 2026-12-01 10:30")
    if is_skipped:
        return _("the clocks skip this time on that day")
    return when if when > timezone.now() else _("this time has passed")


def lines_out(person: Person) -> list[tuple[str, ...]]:
    """What other schedulers may post: approved, by hand, for the person's accounts, not stopped.

    What this site sends itself is left out, so that nothing is posted twice.
    """
    from watchword.site.publishing.models import Delivery

    mine = seats_of(person)
    rows = Delivery.objects.filter(
        state=Delivery.State.SCHEDULED, is_by_hand=True, revision__isnull=False, account__in=mine
    )
    found = []
    for one in rows.select_related("account", "revision__author", "situation"):
        try:
            refuse_stopped(
                [one.account], one.revision.author if one.revision else None, one.situation
            )
        except Frozen:
            continue
        if one.revision is not None:
            found.append(_out(one.account.key, one.revision.content, one.planned_at))
    return found


def _out(account: str, content: Content, at: datetime | None) -> tuple[str, ...]:
    return (
        account,
        BREAK.join(content.words_of(account)),
        timezone.localtime(at).isoformat(timespec="seconds") if at else "",
        content.details.campaign,
        content.details.pillar,
        "\n".join(one.description for one in content.media),
    )
