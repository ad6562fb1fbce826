"""The invented newsroom: accounts, who writes for them, and posts at every stage."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from watchword.site.accounts.actions import take_over_accounts
from watchword.site.accounts.models import Account, Seat
from watchword.site.crisis.actions import take_over_plan
from watchword.site.crisis.models import Spokesperson
from watchword.site.editions.models import Edition
from watchword.site.people.models import Person
from watchword.site.publishing.actions import enter_by_hand
from watchword.site.review.actions import (
    add_file,
    answer,
    appoint,
    ask_approval,
    name_outsider,
    save_draft,
    save_template,
)
from watchword.site.review.content import Content, Details, Format, Medium, Variant
from watchword.site.review.models import Draft

CLINIC = (
    "The winter vaccination clinic at Larch Street Health Centre opens on Monday at 9. "
    "No appointment is needed, and there is a ramp at the side door."
)
RAMP = "The car park at Fernbank Hospital is closed for gritting until 11. Buses 4 and 9 stop at the door."
JOBS = "We are looking for two physiotherapists for Rowan House. Apply by the end of the month."
THANKS = "Thank you to the porters who kept every ward supplied through the snow."

TEMPLATES = {
    "Clinic opens": "The clinic at [place] opens on [day] at [time]. No appointment is needed.",
    "Road or car park closed": "[Place] is closed until [time] for [reason]. [What still works].",
}
HOLDERS = {
    "duty-editor": "jon.hale",
    "duty-communications-manager": "ada.moss",
    "information-governance": "ruth.fenn",
    "clinical-adviser": "mara.quill",
}


def fill_newsroom(first: Edition, picture: bytes) -> None:
    """Accounts of the policy, a library, and posts that are written, asked about, planned and out."""
    take_over_accounts(first)
    take_over_plan(first)
    people = {one.email.partition("@")[0]: one for one in Person.objects.all()}
    writer, approver, owner = people["nia.bell"], people["jon.hale"], people["ada.moss"]
    accounts = {one.channel: one for one in Account.objects.all()}
    for one in accounts.values():
        Seat.objects.get_or_create(account=one, person=writer)
    speaker, _is_new = Spokesperson.objects.get_or_create(
        person=owner, subject="Any incident", defaults={"phone": "01632 960120"}
    )
    Spokesperson.objects.get_or_create(
        person=approver, subject="Any incident", defaults={"deputy_for": speaker}
    )
    chart = add_file(
        writer,
        ContentFile(picture, "clinic.png"),
        title="Vaccinations a week",
        description="A bar for each of six weeks; the last is the tallest, at 412.",
        rights="Made by our digital team from our own numbers.",
        consent="Nobody is in it.",
    )
    shown = (Medium(digest=chart.digest, description=chart.description),)
    facebook, bluesky = accounts["facebook"], accounts["bluesky"]
    _written(writer, [facebook], JOBS, None)
    waits = _written(writer, [facebook, bluesky], CLINIC, _at(2, 9), media=shown)
    ask_approval(writer, waits)
    _approved(writer, approver, [facebook, accounts["x"]], RAMP, _at(1, 7))
    out = _approved(writer, approver, [accounts["linkedin"]], THANKS, None)
    enter_by_hand(writer, out.deliveries.get(), address="https://linkedin.example/posts/1")
    _appoint(people)
    for name, text in TEMPLATES.items():
        save_template(writer, None, name=name, text=text)


def _appoint(people: dict[str, Person]) -> None:
    """Who holds the roles that rules ask, with one of them outside."""
    owner = people["ada.moss"]
    for role, name in HOLDERS.items():
        appoint(owner, role=role, person=people[name])
    appoint(owner, role="duty-editor", person=people["ruth.fenn"], deputy_for=people["jon.hale"])
    name_outsider(
        owner,
        role="partnership-secretary",
        name="Una Reid",
        organisation="Larch Street Trust",
        email="una.reid@larchstreet.example",
    )


def _written(
    writer: Person,
    accounts: list[Account],
    text: str,
    at: datetime | None,
    media: tuple[Medium, ...] = (),
) -> Draft:
    pillar = next((one for one in accounts[0].pillars), "")
    content = Content(
        text=text,
        variants=tuple(Variant(account=one.key, planned_at=at) for one in accounts),
        media=media,
        details=Details(pillar=pillar, format=Format.PICTURE if media else Format.TEXT),
    )
    return save_draft(writer, None, content)


def _approved(
    writer: Person, approver: Person, accounts: list[Account], text: str, at: datetime | None
) -> Draft:
    made = _written(writer, accounts, text, at)
    asked = ask_approval(writer, made)
    answer(approver, asked, answer="yes", digest=asked.revision.digest, words="Clear and useful.")
    return made


def _at(days: int, hour: int) -> datetime:
    """A time of day, so many days from now."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)
