"""Makes the home of a site for the journeys, or keeps sending what is due.

``python made_home.py bare|filled|changed|asked|send``, with the site's folder in WATCHWORD_HOME.
"""

from __future__ import annotations

import sys
import time

import django


def main(kind: str) -> None:
    django.setup()
    if kind == "send":
        _send()
    from watchword.site.running import create_administrator, prepare

    if kind == "bare":
        create_administrator(
            email="ada.moss@glenmarrow.example",
            given_name="Ada",
            family_name="Moss",
            password="glenmarrow demonstration",
        )
        return
    from watchword.site.demonstration import fill

    prepare()
    fill()
    if kind == "changed":
        _second_edition()
    if kind == "asked":
        _drafts()


MORE = {
    "rules/HB-401-no-patient-numbers.md": (
        "whoever wrote it first.",
        "whoever wrote it first. Hide one that somebody else wrote.",
        "A number that somebody else wrote is hidden at once.",
        "Two numbers stood under our posts for a day.",
    ),
    "rules/HB-602-never-lead-into-a-trap.md": (
        "hides where it leads.",
        "hides where it leads. Call the security desk when one asks you to log in.",
        "Call the security desk when a link asks you to log in.",
        "Three pages were lost to such links this year.",
    ),
}
"""Of each rule that changes: words, new words, the line in the key changes, why."""


def _second_edition() -> None:
    """Everybody has read the first edition; a second one changes two rules for everybody."""
    from django.utils import timezone

    from watchword.site.editions import actions, queries
    from watchword.site.editions.folder import files_of
    from watchword.site.editions.models import Edition, Materiality
    from watchword.site.handbook.actions import acknowledge, answer_quiz
    from watchword.site.handbook.models import Assignment
    from watchword.site.handbook.quiz import quiz_of
    from watchword.site.people.models import Person

    owner = Person.objects.get(email="ada.moss@glenmarrow.example")
    for one in Assignment.objects.open().select_related("person", "reading", "edition"):
        answer_quiz(one.person, one, {each.key: each.right_key for each in quiz_of(one)})
        acknowledge(one.person, one)
    first = Edition.objects.published().get()
    files = files_of(first)
    draft = actions.start_draft(owner, files=files, title="Social media policy", based_on=first)
    for path, (old, new, _line, _why) in MORE.items():
        body = files[path].replace(old.encode(), new.encode())
        assert body != files[path], path
        actions.save_page(owner, draft, path, body, version=1)
    for change in queries.draft_changes(draft, timezone.localdate()):
        _old, _new, line, why = next(more for path, more in MORE.items() if change.rule_id in path)
        actions.decide_change(
            owner, draft, change, materiality=Materiality.NEW_DUTY,
            sentence=line, why=why, asks_again=True,
        )  # fmt: skip
    actions.write_notice(owner, draft, words="Two rules changed after this summer's incidents.")
    draft.refresh_from_db()
    approver = Person.objects.get(email="jon.hale@glenmarrow.example")
    actions.approve_draft(approver, draft, is_yes=True)
    actions.publish_edition(
        owner, draft, effective_on=timezone.localdate(), digest=draft.digest,
        overrides={"consultation": "Asked in the partnership forum."},
    )  # fmt: skip


def _drafts() -> None:
    """A draft for each way to come; each changes one rule, and its owner has said why."""
    from django.utils import timezone

    from watchword.site.editions import actions, queries
    from watchword.site.editions.folder import files_of
    from watchword.site.editions.models import Edition, Materiality
    from watchword.site.people.models import Person

    owner = Person.objects.get(email="ada.moss@glenmarrow.example")
    first = Edition.objects.published().get()
    path = "rules/HB-405-no-private-contact-details.md"
    for way in ("wide", "phone", "keyboard", "plain"):
        files = files_of(first)
        body = files[path].replace(b"public contacts.", b"public contacts, and name its hours.")
        draft = actions.start_draft(owner, files=files, title=f"Policy, {way}", based_on=first)
        actions.save_page(owner, draft, path, body, version=1)
        (change,) = queries.draft_changes(draft, timezone.localdate())
        actions.decide_change(
            owner, draft, change, materiality=Materiality.NEW_DUTY, asks_again=True,
            sentence="A number comes with its hours.", why="People rang and heard nothing.",
        )  # fmt: skip


def _send() -> None:
    from watchword.site.notices.actions import send_due

    while True:
        send_due()
        time.sleep(0.3)


if __name__ == "__main__":
    main(sys.argv[1])
