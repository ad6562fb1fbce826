"""From the button to the proof: a freeze with so many scheduled posts.

``python benchmarks/freeze.py --posts 10000`` fills a site, presses the button as a browser does,
and says how long it took until every post was held and the test post was refused on every way out.
``scripts/postgres python benchmarks/freeze.py`` does the same on PostgreSQL.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "watchword.site.settings")


def schedule(count: int) -> None:
    """So many approved posts, one a minute, on the accounts in turn."""
    from django.utils import timezone

    from watchword.site.accounts.models import Account
    from watchword.site.people.models import Person
    from watchword.site.publishing.models import Delivery
    from watchword.site.review.content import Content, Variant
    from watchword.site.review.models import Draft, Revision

    author = Person.objects.get(email="nia.bell@glenmarrow.example")
    accounts, now = list(Account.objects.all()), timezone.now()
    drafts = Draft.objects.bulk_create(Draft(author=author, latest=1) for _ in range(count))
    revisions, deliveries = [], []
    for number, draft in enumerate(drafts):
        account = accounts[number % len(accounts)]
        content = Content(text=f"Clinic {number}", variants=(Variant(account=account.key),))
        revisions.append(
            Revision(
                draft=draft,
                number=1,
                body=content.to_json(),
                digest=content.digest,
                title=content.text,
                author=author,
            )
        )
    Revision.objects.bulk_create(revisions, batch_size=1_000)
    for number, revision in enumerate(revisions):
        at = now + timedelta(hours=1, minutes=number)
        deliveries.append(
            Delivery(
                draft=revision.draft,
                account=accounts[number % len(accounts)],
                revision=revision,
                planned_at=at,
                next_try_at=at,
                state="scheduled",
                is_by_hand=False,
                key=secrets.token_hex(32),
            )
        )
    Delivery.objects.bulk_create(deliveries, batch_size=1_000)


def main() -> None:
    """Fill, press, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    args = parser.parse_args()
    os.environ["WATCHWORD_HOME"] = tempfile.mkdtemp(prefix="watchword-freeze-")
    os.environ["WATCHWORD_SECOND_FACTOR"] = ""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from watchword.site.crisis.models import Situation
    from watchword.site.demonstration.fill import fill
    from watchword.site.people.models import Person
    from watchword.site.publishing.models import Delivery

    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    call_command("migrate", verbosity=0)
    fill()
    schedule(args.posts)
    duty = Client()
    duty.force_login(Person.objects.get(email="ada.moss@glenmarrow.example"))
    duty.get("/freeze/")
    start = time.perf_counter()
    answer = duty.post("/freeze/", {"title": "Fire in ward 4", "scope": "all", "level": "3"})
    pressed = time.perf_counter() - start
    page = duty.get(answer["Location"])
    took = time.perf_counter() - start
    held = Delivery.objects.filter(state="held").count()
    assert "The freeze holds" in page.text, "the proof is not on the page"
    assert not Delivery.objects.filter(state="scheduled").exists()
    proof = Situation.objects.get().timeline.last()
    print(
        f"{connection.vendor}: {held:,} posts held and proved {pressed:.1f} s after the button, the page "
        f"with a second proof after {took:.1f} s; load {os.getloadavg()[0]:.1f}\n{proof}"
    )


if __name__ == "__main__":
    main()
