"""Long work in the background on SQLite goes on while others write: nobody is locked out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ENV = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("WATCHWORD_", "DJANGO_", "PYTEST"))
}

WRITE = """
import sqlite3, sys, time
# writes as soon as nobody else does, and leaves the others a moment then
other = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
while True:
    try:
        other.execute("UPDATE people_team SET name = name")
        time.sleep(0.05)
    except sqlite3.OperationalError:
        continue
"""
WORK = """
import os, subprocess, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "watchword.site.settings"
import django; django.setup()
from datetime import datetime, time, timedelta
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from watchword.site.demonstration.fill import fill
from watchword.site.editions.models import Edition
from watchword.site.handbook.actions import assign_edition
from watchword.site.handbook.models import Assignment
from watchword.site.handbook.reminding import tell_about
from watchword.site.notices.models import Notice
from watchword.site.people.models import Person

call_command("migrate", verbosity=0)
fill()
Person.objects.bulk_create(
    Person(external_id=f"P{n}", email=f"p{n}@glenmarrow.example", given_name="Kit",
           family_name=f"Marr {n}", job="porter", password="!")
    for n in range(6_500)
)
database = str(settings.DATABASES["default"]["NAME"])
other = subprocess.Popen([sys.executable, "-c", sys.argv[1], database])
try:
    today = timezone.localdate()
    assign_edition(Edition.objects.published().latest("number"), today)
    print(Assignment.objects.filter(person__external_id__startswith="P").count())
    monday = today + timedelta(days=7 - today.weekday())
    tell_about(timezone.make_aware(datetime.combine(monday, time(10))))
    print(Notice.objects.filter(person__external_id__startswith="P").count())
    assert other.poll() is None
finally:
    other.kill()
"""


def test_an_edition_is_assigned_and_told_while_somebody_else_writes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORK, WRITE],
        env={**ENV, "WATCHWORD_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["6500", "6500"]
