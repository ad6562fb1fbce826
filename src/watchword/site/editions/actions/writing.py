"""Writing the policy: drafts started, imported, written in, given up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from watchword.policy.header import Status
from watchword.site.audit.actions import Deed, record
from watchword.site.editions import access
from watchword.site.editions.folder import digest_of, files_of, kept
from watchword.site.editions.models import Edition, Page, Presence, Revision, State, Text
from watchword.site.editions.pagefile import taken_apart
from watchword.site.editions.rule_form import is_rule
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person

PRESENT_FOR = timedelta(seconds=40)
"""How long somebody counts as writing after their page last said so."""


class Overtaken(Refusal):
    """Somebody else saved the page meanwhile; nothing of either is lost.

    Attributes:
        theirs: The page as it now is.
    """

    def __init__(self, theirs: Page) -> None:
        super().__init__(
            _("%(name)s saved this page while you were writing.")
            % {"name": theirs.saved_by or _("Somebody")},
            _("Your words are still here. Compare, then save again."),
        )
        self.theirs = theirs


@deed(access.START)
def start_draft(
    actor: Person, *, files: Mapping[str, bytes], title: str = "", based_on: Edition | None = None
) -> Edition:
    """Begin a draft from a folder's files: a template, an import, the edition before.

    Raises:
        Invalid: The folder holds no ``policy.md``.
    """
    if "policy.md" not in files:
        raise Invalid(_("This folder holds no policy.md."), _("Choose the folder that does."))
    edition = Edition.objects.create(title=title, based_on=based_on, started_by=actor)
    _keep(edition, files, actor)
    record(
        actor,
        Deed(
            name="start-draft",
            subject=f"edition:{edition.pk}",
            title=title,
            after={
                "pages": len(files),
                "digest": edition.digest,
                "based_on": based_on and based_on.number,
            },
        ),
    )
    return edition


@deed(access.WRITE)
def save_page(actor: Person, edition: Edition, path: str, body: bytes, *, version: int) -> Page:
    """Save one page of a draft.

    Args:
        actor: Who writes.
        edition: The draft.
        path: Which page.
        body: Its new contents.
        version: The version that the writer had before them; 0 for a new page.

    Raises:
        Overtaken: Somebody else saved meanwhile.
        Refusal: The edition is published.
    """
    edition = writable(edition)
    page = Page.objects.filter(edition=edition, path=path).select_related("saved_by").first()
    if page is not None and page.version != version:
        raise Overtaken(page)
    text = kept(body)
    if page is not None and page.text_id == text.digest:
        return page
    Text.objects.bulk_create([text], ignore_conflicts=True)
    was = page.text_id if page else None
    page, _made = Page.objects.update_or_create(
        edition=edition,
        path=path,
        defaults={
            "text": text,
            "version": version + 1,
            "saved_at": timezone.now(),
            "saved_by": actor,
        },
    )
    Revision.objects.create(
        edition=edition, path=path, version=page.version, text=text, saved_by=actor
    )
    redigest(edition)
    record(
        actor,
        Deed(
            name="save-page",
            subject=f"edition:{edition.pk}",
            title=path,
            before={"text": was},
            after={"text": text.digest, "version": page.version},
        ),
    )
    return page


@deed(access.WRITE)
def put_in_force(actor: Person, edition: Edition) -> int:
    """Take the mark of a draft from every rule of a draft, so that it holds once published.

    Returns:
        How many rules there were.
    """
    edition = writable(edition)
    count = 0
    for page in edition.pages.select_related("text"):
        if not is_rule(page.path):
            continue
        file = taken_apart(bytes(page.text.body).decode("utf-8", "replace"))
        if file.key("status") == Status.DRAFT:
            file.set_key("status", Status.ACTIVE.value)
            save_page(actor, edition, page.path, str(file).encode(), version=page.version)
            count += 1
    return count


@deed(access.WRITE)
def remove_page(actor: Person, edition: Edition, path: str, *, version: int) -> None:
    """Take a page out of a draft; its states stay in the history.

    Raises:
        Overtaken: Somebody else saved meanwhile.
        Refusal: The edition is published, or the page is policy.md.
    """
    edition = writable(edition)
    if path == "policy.md":
        raise Refusal(_("A policy cannot be without policy.md."))
    page = Page.objects.filter(edition=edition, path=path).first()
    if page is None:
        return
    if page.version != version:
        raise Overtaken(page)
    Revision.objects.create(
        edition=edition, path=path, version=version + 1, text=None, saved_by=actor
    )
    page.delete()
    redigest(edition)
    record(
        actor,
        Deed(
            name="remove-page",
            subject=f"edition:{edition.pk}",
            title=path,
            before={"text": page.text_id},
        ),
    )


@deed(access.START)
def give_up_draft(actor: Person, edition: Edition) -> None:
    """Give up a draft; its pages stay on record."""
    edition = writable(edition)
    edition.state = State.WITHDRAWN
    edition.save(update_fields=["state"])
    record(actor, Deed(name="give-up-draft", subject=f"edition:{edition.pk}", title=edition.title))


def writable(edition: Edition) -> Edition:
    """The draft, held still until the transaction ends.

    Raises:
        Refusal: It is not a draft any more.
    """
    found = Edition.objects.select_for_update().get(pk=edition.pk)
    if found.state == State.WITHDRAWN:
        raise Refusal(_("This draft was given up."), _("Start another one."))
    if found.state != State.DRAFT:
        raise Refusal(
            _("This edition is published and never changes."), _("Start a draft of the next one.")
        )
    return found


def _keep(edition: Edition, files: Mapping[str, bytes], actor: Person) -> None:
    texts = {path: kept(body) for path, body in files.items()}
    Text.objects.bulk_create(
        {one.digest: one for one in texts.values()}.values(), ignore_conflicts=True
    )
    Page.objects.bulk_create(
        Page(edition=edition, path=path, text=text, saved_by=actor) for path, text in texts.items()
    )
    Revision.objects.bulk_create(
        Revision(edition=edition, path=path, version=1, text=text, saved_by=actor)
        for path, text in texts.items()
    )
    redigest(edition)


def redigest(edition: Edition) -> None:
    """Work out the digest of a draft anew."""
    edition.digest = digest_of(files_of(edition))
    edition.save(update_fields=["digest"])


@deed(access.WRITE)
def be_seen(actor: Person, edition: Edition, path: str) -> list[str]:
    """Say that one has a page open; the names of others who have."""
    now = timezone.now()
    Presence.objects.update_or_create(
        edition=edition, path=path, person=actor, defaults={"seen_at": now}
    )
    here = Presence.objects.filter(edition=edition, path=path, seen_at__gte=now - PRESENT_FOR)
    return [str(one.person) for one in here.exclude(person=actor).select_related("person")]
