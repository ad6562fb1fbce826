"""Fill an empty site with the invented health board."""

from __future__ import annotations

import csv
import tempfile
from datetime import date
from importlib import resources
from pathlib import Path

from django.db import transaction

from watchword.policy.starters import make_policy
from watchword.site.audit.actions import System
from watchword.site.editions.actions import start_draft
from watchword.site.people.actions import set_up_person
from watchword.site.people.models import Person, Team
from watchword.site.people.roles import Role

DEMO_PASSWORD = "glenmarrow demonstration"  # noqa: S105 - everybody is told it
_DESK = System(audit_id="demonstration", audit_name="Demonstration")

ROLES = {
    "ada.moss": (Role.OWNER, Role.EDITOR),
    "nia.bell": (Role.EDITOR,),
    "jon.hale": (Role.APPROVER,),
    "ruth.fenn": (Role.COMPLIANCE,),
    "ivo.park": (Role.ADMINISTRATOR,),
    "tess.lowe": (Role.TRAINER,),
}
SIGN_INS = (
    ("ada.moss@glenmarrow.example", "head of communications: owns the policy"),
    ("nia.bell@glenmarrow.example", "social media officer: writes the policy"),
    ("jon.hale@glenmarrow.example", "board secretary: approves editions"),
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
        _people()
        owner = Person.objects.get(email="ada.moss@glenmarrow.example")
        start_draft(owner, files=_starter(), title="Social media policy")


def _people() -> None:
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
            password=DEMO_PASSWORD,
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
