"""Fill an empty site with the invented health board."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from watchword.policy.starters import make_policy
from watchword.site.audit.actions import System
from watchword.site.demonstration.newsroom import fill_newsroom
from watchword.site.editions.actions import (
    approve_draft,
    publish_edition,
    save_page,
    start_draft,
    write_notice,
)
from watchword.site.editions.folder import files_of, policy_of
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import (
    acknowledge,
    answer_question,
    answer_quiz,
    ask,
    assign_edition,
)
from watchword.site.handbook.models import Assignment
from watchword.site.handbook.quiz import quiz_of
from watchword.site.organisation.models import Organisation, Sector, Size
from watchword.site.people.actions import set_up_person
from watchword.site.people.models import Person, Team
from watchword.site.people.roles import Role
from watchword.site.training.actions import (
    add_picture,
    answer_module,
    open_module,
    plan_module,
    save_module,
)
from watchword.site.training.actions.writing import Written
from watchword.site.training.modules import modules_of

DEMO_PASSWORD = "glenmarrow demonstration"  # noqa: S105 - everybody is told it
_DESK = System(audit_id="demonstration", audit_name="Demonstration")

ROLES = {
    "ada.moss": (Role.OWNER, Role.EDITOR, Role.DUTY),
    "nia.bell": (Role.EDITOR, Role.AUTHOR),
    "jon.hale": (Role.APPROVER, Role.REVIEWER),
    "ruth.fenn": (Role.COMPLIANCE,),
    "ivo.park": (Role.ADMINISTRATOR,),
    "tess.lowe": (Role.TRAINER,),
}
SIGN_INS = (
    ("ada.moss@glenmarrow.example", "head of communications: owns the policy, may freeze"),
    ("nia.bell@glenmarrow.example", "social media officer: writes the policy and posts"),
    ("jon.hale@glenmarrow.example", "board secretary: approves editions and posts"),
    ("mara.quill@glenmarrow.example", "charge nurse: leads a team"),
    ("sam.reed@glenmarrow.example", "nurse: reads, acknowledges, asks"),
    ("tess.lowe@glenmarrow.example", "training adviser"),
    ("ruth.fenn@glenmarrow.example", "compliance officer: sees the record"),
    ("ivo.park@glenmarrow.example", "administrator: people and settings"),
)


def fill() -> None:
    """Fill the site; does nothing when there are people in it already."""
    with transaction.atomic():
        if Person.objects.exists():
            return
        _people(DEMO_PASSWORD)
        _policy()
        Organisation.objects.create(
            pk=1,
            name="Glenmarrow Health Board",
            sector=Sector.HEALTH_BOARD,
            size=Size.LARGE,
            networks=["facebook", "instagram", "linkedin", "x"],
            languages=["en-GB"],
            hours=[*[["08:00", "18:00"]] * 5, ["09:00", "13:00"], None],
        )


def fill_beside() -> None:
    """Fill a site that has people already; the invented ones have no password, so cannot sign in."""
    with transaction.atomic():
        _people(None)
        _policy()


def _policy() -> None:
    first = _first_edition()
    _reading(first)
    _training(first)
    _next_draft(first)
    fill_newsroom(first, _chart())


def _person(name: str) -> Person:
    return Person.objects.get(email=f"{name}@glenmarrow.example")


def _first_edition() -> Edition:
    owner, today = _person("ada.moss"), timezone.localdate()
    draft = start_draft(owner, files=_starter(), title="Social media policy")
    words = "Our social media policy has a new form: each rule has its reason and examples."
    write_notice(owner, draft, words=words)
    approve_draft(_person("jon.hale"), draft, is_yes=True, words="Approved on behalf of the board.")
    return publish_edition(
        owner,
        draft,
        effective_on=today,
        digest=draft.digest,
        overrides={"consultation": "Asked before, on paper."},
    )


def _reading(first: Edition) -> None:
    """Most have acknowledged; one team is slow, somebody is on leave, somebody asks."""
    today = timezone.localdate()
    assign_edition(first, today)
    slow = ("sam.reed", "ola.finch", "bram.tully", "wynn.ashe", "fay.dunn")
    for one in Assignment.objects.open().select_related("person", "reading", "edition"):
        if one.person.email.split("@")[0] in slow:
            continue
        answer_quiz(one.person, one, {each.key: each.right_key for each in quiz_of(one)})
        acknowledge(one.person, one)
    Person.objects.filter(email="fay.dunn@glenmarrow.example").update(
        away_until=today + timedelta(days=9)
    )
    late = Assignment.objects.open().filter(person=_person("wynn.ashe"))
    late.update(due_on=today - timedelta(days=2))
    asked = ask(
        _person("sam.reed"), first, words="May I share a colleague's job advert on my own page?"
    )
    words = "Gladly. Say that you work here, and leave out who is leaving and why."
    answer_question(_person("ada.moss"), asked, words=words, is_public=True)
    ask(
        _person("lena.marr"),
        first,
        words="Is a photo of an empty treatment room all right?",
        rule="HB-407",
    )


def _training(first: Edition) -> None:
    """Authors learn before their first post; one has, with a wrong answer on the way."""
    trainer, author = _person("tess.lowe"), _person("nia.bell")
    module = modules_of(policy_of(first))[0]
    plan_module(trainer, module, role=Role.AUTHOR)
    plan_module(trainer, module, job="charge nurse", again_after_days=None)
    right = {one.key: one.right_key for one in module.questions}
    answer_module(author, module, right, edition=first, is_first_try=True)
    _own_module(trainer)


def _own_module(trainer: Person) -> None:
    """A module that the trainer wrote in the browser, with a picture."""
    material = (
        "Somebody who does not see the picture hears what you write about it.\n\n[medium 1]\n\n"
        "Say what matters for the post: *a bar chart: one in four appointments in March was missed.* "
        'Leave out "picture of", and leave out what the post says anyway.\n'
    )
    asked: dict[str, object] = {
        "words": "What does a good description of a chart say?",
        "right": "What the chart shows: its message, with the number.",
        "wrong": ["That it is a chart.", "Which colours it has.", "Nothing: the post says enough."],
        "rule": "HB-201",
    }
    written = Written(
        title="Pictures that everybody can read",
        minutes=5,
        pass_mark=1,
        opening="Five minutes, for everybody who puts pictures into posts.",
        material=material,
        questions=[asked],
    )
    made = save_module(trainer, None, written)
    words = "A bar chart with four bars of the same height. The last one is another colour: one in four."
    add_picture(trainer, made, ContentFile(_chart(), "chart.png"), words=words)
    open_module(trainer, made, is_open=True)


def _chart() -> bytes:
    """Four bars, one of them another colour."""
    picture = Image.new("RGB", (800, 300), "#f7f4ed")
    pen = ImageDraw.Draw(picture)
    for number in range(4):
        colour = "#9c5b2b" if number == 3 else "#1f5f5b"  # noqa: PLR2004 - the last of four
        left = 90 + number * 170
        pen.rectangle((left, 60, left + 110, 250), fill=colour)
    pen.line((60, 250, 740, 250), fill="#545f6e", width=4)
    sink = io.BytesIO()
    picture.save(sink, "PNG")
    return sink.getvalue()


def _next_draft(first: Edition) -> None:
    editor = _person("nia.bell")
    files = files_of(first)
    draft = start_draft(editor, files=files, title="Social media policy", based_on=first)
    path = "rules/HB-207-few-hashtags.md"
    body = (
        files[path].replace(b"at_most: 6", b"at_most: 5").replace(b"at most six", b"at most five")
    )
    save_page(editor, draft, path, body, version=1)


def _people(password: str | None) -> None:
    source = resources.files(__package__).joinpath("people.csv")
    rows = list(csv.DictReader(source.read_text("utf-8").splitlines()))
    for row in rows:
        team, _ = Team.objects.get_or_create(name=row["team"])
        set_up_person(
            _DESK,
            external_id=row["external_id"],
            email=row["email"],
            given_name=row["given_name"],
            family_name=row["family_name"],
            password=password,
            roles=ROLES.get(row["email"].split("@")[0], ()),
            team=team,
            job=row["role"],
            start_date=date.fromisoformat(row["start_date"]),
            location=row["location"],
            reports_to=Person.objects.filter(email=row["manager_email"]).first(),
        )


def _starter() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "policy"
        make_policy("health-board", folder, today=date(2026, 9, 1))
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
