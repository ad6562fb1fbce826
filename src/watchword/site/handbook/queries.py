"""What pages about reading show."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString, mark_safe

from watchword.channels.base import channel_names
from watchword.policy.model import Policy
from watchword.policy.render import render_handbook
from watchword.policy.render.entry import Entry
from watchword.policy.render.html_prose import prose_html
from watchword.policy.render.html_rule import entry_html
from watchword.policy.render.outline import Outline, draw_outline
from watchword.site.audit.models import Entry as Recorded
from watchword.site.editions.models import Edition
from watchword.site.handbook.models import Assignment, AssignmentQuerySet
from watchword.site.people.models import Person
from watchword.terms.facts import Facts

RULE_LEVEL = 3
WORDS_A_MINUTE = 200
"""Slower than most adults read (238: Brysbaert, 2019), as rules are weighed."""


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule as a page shows it.

    Attributes:
        id: Its id.
        title: In a few words.
        html: The whole rule.
    """

    id: str
    title: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class ChapterShown:
    """A chapter as a page shows it."""

    anchor: str
    title: str
    prose: SafeString
    rules: tuple[RuleShown, ...]
    guidelines: tuple[RuleShown, ...]


@lru_cache(maxsize=256)
def outline_of(policy: Policy, facts: Facts) -> Outline:
    """The handbook of a policy for a reader with these facts."""
    return draw_outline(policy, facts)


def chapters_of(policy: Policy, facts: Facts) -> tuple[ChapterShown, ...]:
    """Every chapter for a reader with these facts; drawn once for each."""
    return _chapters(outline_of(policy, facts))


@lru_cache(maxsize=64)
def _chapters(outline: Outline) -> tuple[ChapterShown, ...]:
    return tuple(
        ChapterShown(
            anchor=one.anchor,
            title=one.title,
            prose=_safe(prose_html(one.prose, str)),
            rules=tuple(_shown(entry) for entry in one.entries if not entry.is_guideline),
            guidelines=tuple(_shown(entry) for entry in one.entries if entry.is_guideline),
        )
        for one in outline.chapters
    )


@lru_cache(maxsize=4_096)
def _shown(entry: Entry) -> RuleShown:
    return RuleShown(entry.id, entry.title, _safe(entry_html(entry, str, RULE_LEVEL)))


def _safe(made: object) -> SafeString:
    # the renderer escapes every text and makes every element itself
    return mark_safe(str(made))  # noqa: S308


def rules_shown(policy: Policy, facts: Facts, wanted: Iterable[str]) -> tuple[RuleShown, ...]:
    """Some rules as a reader with these facts sees them, in the order asked for."""
    found = {entry.id: entry for entry in outline_of(policy, facts).entries}
    return tuple(_shown(found[one]) for one in wanted if one in found)


def minutes(policy: Policy, wanted: Iterable[str]) -> int:
    """How long some rules with their reasons take to read, in minutes, at 200 words a minute."""
    chosen = set(wanted)
    words = sum(
        len(one.text.split()) + len(one.why.split()) for one in policy.rules if one.id in chosen
    )
    return max(1, round(words / WORDS_A_MINUTE))


def facts_asked(policy: Policy, asked: dict[str, str]) -> Facts:
    """What a reader asked to see the handbook for; unknown values are passed over."""
    allowed = choices_of(policy)
    return Facts({name: value for name, value in asked.items() if value in allowed.get(name, ())})


def choices_of(policy: Policy) -> dict[str, tuple[str, ...]]:
    """For whom a handbook can be drawn: jobs that rules name, kinds of account, channels."""
    jobs: set[str] = set()
    accounts: set[str] = set()
    for one in policy.rules:
        jobs |= set(one.header.applies.people.names)
        accounts |= set(one.header.applies.accounts.names)
    channels = {one.header.channel.lower() for one in policy.accounts} or set(channel_names())
    return {
        "person": tuple(sorted(jobs)),
        "account": tuple(sorted(accounts | {"official", "personal"})),
        "channel": tuple(sorted(channels)),
    }


def document(policy: Policy, facts: Facts, form: str, notice: str = "") -> bytes:
    """The handbook as PDF or DOCX.

    Raises:
        DocumentError: It cannot be set.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"handbook.{form}"
        render_handbook(policy, path, facts=facts, notice=notice)
        return path.read_bytes()


def own_assignments(person: Person) -> QuerySet[Assignment]:
    """What a person has to read, and has read."""
    rows = Assignment.objects.filter(person=person, is_off=False)
    return rows.select_related("edition", "reading")


@dataclass(frozen=True, slots=True)
class TeamCount:
    """How far one team has got.

    Attributes:
        team: Its name; "" for people without one.
        done: Acknowledged.
        due: Open, in time.
        late: Open, past the date.
        away: Open, on leave.
        previous: Open, but an earlier edition is acknowledged.
        key: The team in the database; 0 for people without one.
    """

    team: str
    done: int
    due: int
    late: int
    away: int
    previous: int = 0
    key: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.done + self.due + self.late + self.away

    @property
    def percent(self) -> int:
        """Share that has acknowledged, 0 to 100, rounded down."""
        return 100 * self.done // self.total if self.total else 0


def team_counts(rows: QuerySet[Assignment], today: date) -> tuple[TeamCount, ...]:
    """How far each team has got with what they were assigned."""
    is_open = Q(done_at__isnull=True)
    is_away = Q(person__away_until__gte=today)
    counted = (
        rows.order_by()
        .values("person__team", "person__team__name")
        .annotate(
            done=Count("pk", filter=~is_open),
            due=Count("pk", filter=is_open & ~is_away & Q(due_on__gte=today)),
            late=Count("pk", filter=is_open & ~is_away & Q(due_on__lt=today)),
            away=Count("pk", filter=is_open & is_away),
        )
        .order_by("-late", "person__team__name")
    )
    earlier = _on_previous(rows)
    return tuple(
        TeamCount(
            team=one["person__team__name"] or "",
            done=one["done"],
            due=one["due"],
            late=one["late"],
            away=one["away"],
            previous=earlier.get(one["person__team"], 0),
            key=one["person__team"] or 0,
        )
        for one in counted
    )


def with_previous(rows: Sequence[Assignment]) -> None:
    """Give each of some rows ``previous``: number of the latest earlier edition acknowledged."""
    done = Assignment.objects.filter(
        person__in={one.person_id for one in rows}, done_at__isnull=False
    ).values_list("person", "edition__number")
    numbers: dict[int, list[int]] = {}
    for person, number in done:
        numbers.setdefault(person, []).append(number or 0)
    for one in rows:
        earlier = [n for n in numbers.get(one.person_id, ()) if n < (one.edition.number or 0)]
        one.previous = max(earlier, default=None)


MAY_TAKE = timedelta(minutes=10)
"""How long assigning an edition may take before it counts as broken off; 100,000 people take one."""


def left_unassigned(now: datetime) -> Edition | None:
    """The latest edition if its assigning began some time ago and never came to its end."""
    latest = Edition.objects.published().filter(published_at__lte=now - MAY_TAKE).first()
    if latest is None:
        return None
    ended = Recorded.objects.filter(deed="assign-edition", subject=f"edition:{latest.pk}")
    return None if ended.exists() else latest


def latest_assigned() -> Edition | None:
    """The latest edition that anybody was asked to read."""
    asked = Assignment.objects.filter(edition=OuterRef("pk"))
    return Edition.objects.published().filter(Exists(asked)).first()


COUNTED = 1_000
"""So far what is open from before is counted; beyond it the number tells nobody more."""


def open_before(rows: AssignmentQuerySet, edition: Edition | None) -> int:
    """How many are still open from editions before one; counted to ``COUNTED`` and one more."""
    if edition is None:
        return 0
    earlier = Edition.objects.filter(number__lt=edition.number)
    return rows.open().filter(edition__in=earlier).order_by()[: COUNTED + 1].count()


def _on_previous(rows: QuerySet[Assignment]) -> dict[int | None, int]:
    """How many people of each team have acknowledged an earlier edition, but not this one."""
    earlier = Assignment.objects.filter(
        person=OuterRef("person"),
        done_at__isnull=False,
        edition__number__lt=OuterRef("edition__number"),
    )
    found = (
        rows.filter(done_at__isnull=True).filter(Exists(earlier)).order_by().values("person__team")
    )
    return {one["person__team"]: one["n"] for one in found.annotate(n=Count("pk"))}


def total_of(counts: Iterable[TeamCount]) -> TeamCount:
    """All teams together."""
    found = tuple(counts)
    return TeamCount(
        team="",
        done=sum(one.done for one in found),
        due=sum(one.due for one in found),
        late=sum(one.late for one in found),
        away=sum(one.away for one in found),
        previous=sum(one.previous for one in found),
    )
