"""How long each page of a large site takes in the server, ten readers at once.

``python benchmarks/site_pages.py`` fills a site in a folder of its own (or takes ``--home`` as it
is), serves it with gunicorn as ``watchword site serve`` does, and asks every page of the table of
addresses. Ten readers: each asks its next page as soon as the last answer is there (``--pause``
seconds of reading between). Prints a table: median and 95th percentile of the time in the server
in milliseconds (wall clock, so waiting for the other nine is in it), queries, and the same alone.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")
from site_fill import fill, sizes

READERS = 10
PAGES = (
    ("reader", "/"), ("reader", "/handbook/mine/"), ("reader", "/handbook/"),
    ("reader", "/handbook/questions/"), ("reader", "/training/"), ("reader", "/policy/"),
    ("reader", "/posts/check/"), ("reader", "/policy/editions/"), ("reader", "/policy/editions/40/"),
    ("reader", "/policy/editions/40/compare/39/"), ("reader", "/waivers/"),
    ("reader", "/settings/calendar/"), ("reader", "/settings/tokens/"), ("reader", "/people/rights/"),
    ("reader", "/search/?q=hashtags"), ("owner", "/"), ("owner", "/policy/"),
    ("owner", "/policy/drafts/DRAFT/"), ("owner", "/policy/drafts/DRAFT/changes/"),
    ("owner", "/policy/drafts/DRAFT/publish/"), ("owner", "/policy/drafts/DRAFT/languages/"),
    ("owner", "/policy/drafts/DRAFT/pages/rules/HB-207-few-hashtags.md/"),
    ("owner", "/handbook/preview/DRAFT/"), ("owner", "/handbook/acknowledgements/"),
    ("owner", "/policy/upkeep/"), ("manager", "/handbook/acknowledgements/"),
    ("manager", "/people/"), ("trainer", "/training/lessons/"),
    ("compliance", "/audit/"), ("compliance", "/audit/?q=acknowledge"),
    ("compliance", "/handbook/acknowledgements/"), ("compliance", "/notices/"),
    ("administrator", "/people/"), ("administrator", "/people/?q=Moss"),
    ("administrator", "/people/PERSON/"), ("administrator", "/search/?q=Moss"),
    ("administrator", "/settings/webhooks/"), ("administrator", "/organisation/"),
)  # fmt: skip
WHO = {"reader": 40, "manager": 50, "owner": 1, "compliance": 4, "administrator": 5, "trainer": 6}
"""Number of the person who asks, by role, as the filler made them."""


def cookies() -> dict[str, str]:
    """A session for each role."""
    from django.test import Client

    from watchword.site.people.models import Person

    made = {}
    for role, number in WHO.items():
        browser = Client()
        browser.force_login(Person.objects.get(external_id=f"P{number}"))
        made[role] = browser.cookies["sessionid"].value
    return made


def a_draft() -> int:
    """The next edition's draft, with one change."""
    from watchword.site.editions.actions import save_page, start_draft
    from watchword.site.editions.folder import files_of, policy_of
    from watchword.site.editions.models import Edition
    from watchword.site.editions.reach import Reader, rules_for
    from watchword.site.people.models import Person

    found = Edition.objects.drafts().first()
    if found:
        return found.pk
    owner, latest = Person.objects.get(external_id="P1"), Edition.objects.published().first()
    assert latest
    made = start_draft(owner, files=files_of(latest), title="Next", based_on=latest)
    files = files_of(latest)
    path = "rules/HB-207-few-hashtags.md"
    save_page(owner, made, path, files[path].replace(b"at_most: 6", b"at_most: 5"), version=1)
    # a rule for every employee, so that publishing asks everybody
    rule = next(
        one
        for one in rules_for(policy_of(latest), Reader("nurse", speaks=False))
        if not one.is_guideline and one.header.applies.people.is_all
    )
    path = rule.file.as_posix()
    body = files[path].replace(b"\n## Why\n", b"\n## Why\nThis matters to each of us. ")
    save_page(owner, made, path, body, version=1)
    return made.pk


def serve(port: int, workers: int) -> subprocess.Popen[bytes]:
    """The site's web server, with the measuring middleware."""
    words = [sys.executable, "-m", "gunicorn", "watchword.site.wsgi:application", "--bind",
             f"127.0.0.1:{port}", "--threads", "8", "--workers", str(workers),
             "--worker-class", "gthread", "--no-control-socket", "--log-level", "error"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    server = subprocess.Popen(words, env=environment)
    for _ in range(300):
        try:
            ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/health/", "")
        except OSError:
            time.sleep(0.2)
        else:
            return server
    raise SystemExit("the server did not start")


def ask(door: http.client.HTTPConnection, address: str, cookie: str) -> tuple[int, float, int, int]:
    """Status, seconds in the server, queries and bytes of one answer."""
    door.request("GET", address, headers={"Cookie": f"sessionid={cookie}", "Host": "localhost"})
    answer = door.getresponse()
    body = answer.read()
    took = float(answer.headers.get("X-Server-Seconds", "nan"))
    return answer.status, took, int(answer.headers.get("X-Queries", -1)), len(body)


class Readers:
    """So many readers who each ask page after page until told to stop."""

    def __init__(self, port: int, pages: list[tuple[str, str, str]], pause: float) -> None:
        self.port, self.pages, self.pause = port, pages, pause
        self.took: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.failed: list[str] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(n,)) for n in range(READERS)]

    def _read(self, number: int) -> None:
        choose, door = random.Random(number), None
        while not self._stop.is_set():
            role, address, cookie = choose.choice(self.pages)
            door = door or http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            try:
                status, took, _queries, _size = ask(door, address, cookie)
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(f"{address}: {error}")
                door = None
                continue
            if status != 200:
                self.failed.append(f"{address}: {status}")
            self.took[role, address].append(took)
            self._stop.wait(self.pause * choose.uniform(0.5, 1.5))

    def start(self) -> Readers:
        for one in self._threads:
            one.start()
        return self

    def stop(self) -> None:
        self._stop.set()
        for one in self._threads:
            one.join()


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(args: argparse.Namespace) -> None:
    """Ask every page, alone and ten at once, and print the table."""
    import django

    django.setup()
    from django.db import connection

    from watchword.site.people.models import Person

    draft, person = a_draft(), Person.objects.get(external_id="P77").pk
    held = cookies()
    connection.close()
    pages = [
        (role, one.replace("DRAFT", str(draft)).replace("PERSON", str(person)), held[role])
        for role, one in PAGES
    ]
    server = serve(args.port, args.workers)
    try:
        _table(args, pages)
        if args.publish:
            _publish(args, pages, draft)
    finally:
        server.terminate()
        server.wait()


def _table(args: argparse.Namespace, pages: list[tuple[str, str, str]]) -> None:
    door, alone, queries = http.client.HTTPConnection("127.0.0.1", args.port, timeout=300), {}, {}
    for role, address, cookie in pages:
        ask(door, address, cookie)  # the first of a process reads editions
        times = []
        for _ in range(5):
            status, took, count, _size = ask(door, address, cookie)
            times.append(took)
            assert status == 200, f"{address} answers {status}"
        alone[role, address], queries[role, address] = statistics.median(times), count
    readers = Readers(args.port, pages, args.pause).start()
    time.sleep(args.seconds)
    readers.stop()
    every = [one for values in readers.took.values() for one in values]
    print(
        "| page | as | queries | alone, ms | median, ms | 95th, ms |\n|---|---|---:|---:|---:|---:|"
    )
    for role, address, _cookie in pages:
        values = readers.took[role, address] or [float("nan")]
        print(
            f"| `{address}` | {role} | {queries[role, address]} | {1e3 * alone[role, address]:.0f} "
            f"| {1e3 * statistics.median(values):.0f} | {1e3 * percentile(values, 0.95):.0f} |"
        )
    print(
        f"| all | | | | {1e3 * statistics.median(every):.0f} | {1e3 * percentile(every, 0.95):.0f} |"
        f"\n\n{len(every)} answers in {args.seconds} s, {len(readers.failed)} failed"
        f" {readers.failed[:3] if readers.failed else ''}; load {os.getloadavg()[0]:.1f}"
    )


def _publish(args: argparse.Namespace, pages: list[tuple[str, str, str]], draft: int) -> None:
    """Publish to everybody in the worker while the ten read on."""
    from django.db import connection
    from django.utils import timezone

    from watchword.site.editions import queries
    from watchword.site.editions.actions import approve_draft, decide_change, publish_edition
    from watchword.site.editions.models import Edition, Materiality
    from watchword.site.handbook.models import Assignment
    from watchword.site.notices.models import Notice
    from watchword.site.people.models import Person

    owner, approver = (Person.objects.get(external_id=f"P{n}") for n in (1, 3))
    edition, today = Edition.objects.get(pk=draft), timezone.localdate()
    for change in queries.draft_changes(edition, today):
        decide_change(owner, edition, change, materiality=Materiality.NEW_DUTY,
                      sentence="At most five.", why="Fewer are read.", asks_again=True)  # fmt: skip
    approve_draft(approver, edition, is_yes=True)
    words = [sys.executable, "-m", "django", "db_worker", "--queue-name", "*", "--interval", "0.5"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    worker = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
    readers = Readers(args.port, pages, args.pause).start()
    before = Notice.objects.count()
    start = time.perf_counter()
    publish_edition(owner, edition, effective_on=today, digest=edition.digest,
                    overrides={"consultation": "A benchmark."})  # fmt: skip
    said = time.perf_counter() - start
    last, quiet = -1, time.perf_counter()
    while time.perf_counter() - quiet < 12 and time.perf_counter() - start < 600:
        time.sleep(1)
        connection.close()
        now = Assignment.objects.filter(edition=edition).count() + Notice.objects.count()
        if now != last:
            last, quiet = now, time.perf_counter()
    done = quiet - start
    readers.stop()
    worker.terminate()
    worker.wait()
    every = [one for values in readers.took.values() for one in values]
    asked = Assignment.objects.filter(edition=edition).count()
    print(
        f"\npublished in {said:.2f} s; {asked:,} assignments and "
        f"{Notice.objects.count() - before:,} notices after {done:.0f} s; meanwhile {len(every)} "
        f"pages, median {1e3 * statistics.median(every):.0f} ms, 95th "
        f"{1e3 * percentile(every, 0.95):.0f} ms, slowest {1e3 * max(every):.0f} ms, "
        f"{len(readers.failed)} failed; load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    sizes(parser)
    parser.add_argument("--home", type=Path, help="a site that is filled already")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds of reading between pages")
    parser.add_argument("--workers", type=int, default=1, help="as 'site serve' has it")
    parser.add_argument("--port", type=int, default=8190)
    parser.add_argument("--publish", action="store_true", help="publish an edition, too")
    given = parser.parse_args()
    os.environ["WATCHWORD_SECOND_FACTOR"] = ""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["WATCHWORD_HOME"] = str(given.home or Path(scratch) / "site")
        if given.home is None:
            fill(given)
        measure(given)
