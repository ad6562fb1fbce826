"""Drafts through the programming interface: begun, written, decided, approved, published."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja import UploadedFile as Upload
from pydantic import Field

from watchword.base.errors import PolicyError
from watchword.site.editions import access, actions, queries
from watchword.site.editions.api.published import difference
from watchword.site.editions.api.schemas import DraftOut, RuleDifference, draft_out
from watchword.site.editions.changes import Change
from watchword.site.editions.checklist import checklist
from watchword.site.editions.folder import files_of, policy_of, problems_of, zipped
from watchword.site.editions.models import Edition, Materiality, Page
from watchword.site.editions.starting import (
    Start,
    from_document,
    from_folder,
    from_template,
    from_words,
)
from watchword.site.kit.api import (
    Done,
    Line,
    Many,
    Number,
    PageNumber,
    Prose,
    Text,
    many,
    operation,
)
from watchword.site.kit.refusal import Invalid, NotThere, Refusal
from watchword.site.people.models import Person

router = Router()
_MOST_PAGES = 5_000


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _draft(request: HttpRequest, pk: int) -> Edition:
    found = access.access_edition(_actor(request), pk)
    if found.number is not None:
        raise NotThere("This is a published edition.", "It stands under /editions.")
    return found


@operation(router, "GET", "", access.READ_DRAFT, Many[DraftOut])
def list_drafts(request: HttpRequest, page: PageNumber = 1) -> dict[str, object]:
    """Drafts that are being written."""
    del request
    return many(Edition.objects.drafts().select_related("based_on"), page, draft_out)


class DraftIn(Schema):
    """Where a draft begins; exactly one of the three, or nothing for the latest edition."""

    template: Line = ""
    words: Text = Field("", max_length=1_000_000, description="A policy as plain text or Markdown.")
    organisation: Line = ""


@operation(router, "POST", "", access.START, DraftOut)
def start_draft(request: HttpRequest, given: DraftIn) -> dict[str, object]:
    """Begin a draft from the latest edition, a template, or words."""
    today = timezone.localdate()
    if given.template:
        return _started(
            request, from_template(given.template, given.organisation, today), given.organisation
        )
    if given.words.strip():
        return _started(
            request, from_words(given.words, given.organisation, today), given.organisation
        )
    latest = Edition.objects.published().first()
    if latest is None:
        raise NotThere("There is no edition to start from.", "Name a template, or send words.")
    made = actions.start_draft(
        _actor(request),
        files=files_of(latest),
        title=policy_of(latest).header.title,
        based_on=latest,
    )
    return draft_out(made)


def _started(request: HttpRequest, start: Start, title: str) -> dict[str, object]:
    latest = Edition.objects.published().first()
    made = actions.start_draft(
        _actor(request), files=start.files, title=title or "Social media policy", based_on=latest
    )
    return draft_out(made)


@operation(router, "POST", "/document", access.START, DraftOut)
def import_document(
    request: HttpRequest, file: File[Upload], organisation: Form[Line] = ""
) -> dict[str, object]:
    """Begin a draft from a Word, PDF, HTML or Markdown document."""
    upload: UploadedFile[bytes] = file
    return _started(
        request, from_document(upload, organisation, timezone.localdate()), organisation
    )


@operation(router, "POST", "/folder", access.START, DraftOut)
def import_folder(request: HttpRequest, file: File[Upload]) -> dict[str, object]:
    """Begin a draft from a policy folder, packed as ZIP."""
    upload: UploadedFile[bytes] = file
    return _started(request, from_folder(upload), "")


@operation(router, "GET", "/{pk}", access.READ_DRAFT, DraftOut)
def one_draft(request: HttpRequest, pk: Number) -> dict[str, object]:
    """One draft."""
    return draft_out(_draft(request, pk))


@operation(router, "DELETE", "/{pk}", access.START, Done)
def give_up_draft(request: HttpRequest, pk: Number) -> Done:
    """Give a draft up; its pages stay on record."""
    actions.give_up_draft(_actor(request), _draft(request, pk))
    return Done()


@operation(router, "GET", "/{pk}/folder.zip", access.EXPORT, None)
def draft_folder(request: HttpRequest, pk: Number) -> HttpResponse:
    """A draft as a folder, packed as ZIP."""
    return HttpResponse(zipped(files_of(_draft(request, pk))), content_type="application/zip")


class PageOut(Schema):
    """A page of a draft."""

    path: str
    version: int = Field(description="Send it back when you save, so that nobody is overwritten.")
    saved_at: datetime


class WholePage(PageOut):
    """A page with its text."""

    text: str


class PageIn(Schema):
    """New words of a page."""

    text: Text = Field(max_length=4_000_000)
    version: int = Field(0, ge=0, le=2**31 - 1, description="As it was read; 0 for a new page.")


@operation(router, "GET", "/{pk}/pages", access.READ_DRAFT, list[PageOut])
def list_pages(request: HttpRequest, pk: Number) -> list[Page]:
    """Every page of a draft, by path."""
    return list(_draft(request, pk).pages.all()[:_MOST_PAGES])


def _page(draft: Edition, path: str) -> Page:
    found = draft.pages.select_related("text").filter(path=path).first()
    if found is None:
        raise NotThere
    return found


@operation(router, "GET", "/{pk}/pages/{path:path}", access.READ_DRAFT, WholePage)
def read_page(request: HttpRequest, pk: Number, path: Line) -> dict[str, object]:
    """One page of a draft, as it stands in the folder."""
    return _whole(_page(_draft(request, pk), path))


def _whole(found: Page) -> dict[str, object]:
    text = bytes(found.text.body).decode("utf-8", "replace")
    return {"path": found.path, "version": found.version, "saved_at": found.saved_at, "text": text}


@operation(router, "PUT", "/{pk}/pages/{path:path}", access.WRITE, WholePage)
def save_page(request: HttpRequest, pk: Number, path: Line, given: PageIn) -> dict[str, object]:
    """Save one page; 409 when somebody else saved it meanwhile, and nothing is lost."""
    parts = path.split("/")
    if not path.strip() or any(part in ("", ".", "..") or part.startswith(".") for part in parts):
        raise Invalid("A page stands within the folder, for instance rules/HB-201-a-rule.md.")
    draft = _draft(request, pk)
    saved = actions.save_page(
        _actor(request), draft, path, given.text.encode(), version=given.version
    )
    return _whole(_page(draft, saved.path))


@operation(router, "DELETE", "/{pk}/pages/{path:path}", access.WRITE, Done)
def remove_page(request: HttpRequest, pk: Number, path: Line, version: Number) -> Done:
    """Take a page out; its states stay in the history."""
    actions.remove_page(_actor(request), _draft(request, pk), path, version=version)
    return Done()


class State(Schema):
    """One saved state of a page."""

    version: int
    saved_at: datetime
    saved_by: str
    text: str | None


@operation(router, "GET", "/{pk}/history/{path:path}", access.READ_DRAFT, list[State])
def page_history(request: HttpRequest, pk: Number, path: Line) -> list[dict[str, object]]:
    """The latest hundred saved states of a page, the last first; null where it was taken out."""
    rows = _draft(request, pk).revisions.filter(path=path).select_related("text", "saved_by")
    return [
        {
            "version": one.version,
            "saved_at": one.saved_at,
            "saved_by": str(one.saved_by or ""),
            "text": bytes(one.text.body).decode("utf-8", "replace") if one.text else None,
        }
        for one in rows[:100]
    ]


class ChangeOut(RuleDifference):
    """A change of a draft, with what was decided about it."""

    proposal: str
    decided: str | None
    sentence: str
    asks_again: bool | None


@operation(router, "GET", "/{pk}/changes", access.READ_DRAFT, list[ChangeOut])
def draft_changes(request: HttpRequest, pk: Number) -> list[dict[str, object]]:
    """What a draft changes against the edition it was made from, rule by rule."""
    draft = _draft(request, pk)
    return [_change(one) for one in _changes(draft)]


def _changes(draft: Edition) -> tuple[Change, ...]:
    try:
        return queries.with_posts(draft, queries.draft_changes(draft, timezone.localdate()))
    except PolicyError as error:
        raise Refusal("The draft has a problem that comes first.", str(error.problems[0])) from None


def _change(one: Change) -> dict[str, object]:
    made = one.decision
    return difference(queries.Compared(one.evidence, one.posts)) | {
        "proposal": one.proposal.value,
        "decided": made.materiality if made else None,
        "sentence": made.sentence if made else one.sentence,
        "asks_again": made.asks_again if made else None,
    }


class DecisionIn(Schema):
    """What the change of one rule asks of people."""

    materiality: Materiality
    sentence: Prose = ""
    why: Prose = ""
    asks_again: bool = False
    loosening: Prose = ""
    approver: Line = ""


@operation(router, "PUT", "/{pk}/changes/{rule}", access.DECIDE, ChangeOut)
def decide_change(
    request: HttpRequest, pk: Number, rule: Line, given: DecisionIn
) -> dict[str, object]:
    """Decide what the change of one rule asks of people."""
    draft = _draft(request, pk)
    found = {one.rule_id: one for one in _changes(draft)}
    if rule not in found:
        raise NotThere("This rule does not change.")
    actions.decide_change(_actor(request), draft, found[rule], **given.dict())
    return _change(next(one for one in _changes(draft) if one.rule_id == rule))


class ItemOut(Schema):
    """One thing that must be so before an edition is published."""

    name: str
    words: str
    is_met: bool
    found: str
    may_override: bool


@operation(router, "GET", "/{pk}/checklist", access.READ_DRAFT, list[ItemOut])
def draft_checklist(request: HttpRequest, pk: Number) -> list[dict[str, object]]:
    """What must be so before a draft is published, and whether it is."""
    return [
        {
            "name": one.name,
            "words": str(one.words),
            "is_met": one.is_met,
            "found": str(one.found),
            "may_override": one.may_override,
        }
        for one in checklist(_draft(request, pk))
    ]


@operation(router, "GET", "/{pk}/problems", access.READ_DRAFT, list[str])
def draft_problems(request: HttpRequest, pk: Number) -> list[str]:
    """What stands in the way of using a draft, each with file, line and remedy."""
    return [str(one) for one in problems_of(_draft(request, pk))]


class Counted(Schema):
    """How many there were."""

    count: int


@operation(router, "POST", "/{pk}/in-force", access.WRITE, Counted)
def put_in_force(request: HttpRequest, pk: Number) -> dict[str, object]:
    """Take the mark of a draft from every rule of a draft, so that it holds once published."""
    return {"count": actions.put_in_force(_actor(request), _draft(request, pk))}


class ApprovalIn(Schema):
    """A yes or no."""

    is_yes: bool
    words: Prose = ""
    digest: Text = Field(
        default="",
        description="The state that you looked at; another one is refused. Empty: as it now stands.",
    )


@operation(router, "POST", "/{pk}/approval", access.APPROVE, Done)
def approve_draft(request: HttpRequest, pk: Number, given: ApprovalIn) -> Done:
    """Say yes or no to a draft as it now stands; a no needs a reason."""
    draft = _draft(request, pk)
    actions.approve_draft(
        _actor(request), draft, is_yes=given.is_yes, words=given.words, digest=given.digest
    )
    return Done()


class NoticeIn(Schema):
    """What people are told."""

    words: Prose


@operation(router, "PUT", "/{pk}/notice", access.PUBLISH, Done)
def write_notice(request: HttpRequest, pk: Number, given: NoticeIn) -> Done:
    """Write what people are told when the draft is published."""
    actions.write_notice(_actor(request), _draft(request, pk), words=given.words)
    return Done()


class PublishIn(Schema):
    """The last step."""

    effective_on: date
    digest: Line = Field(description="The state that you looked at; another one is refused.")
    overrides: dict[Line, Prose] = Field(
        default_factory=dict,
        max_length=20,
        description="Reasons for publishing without an item of the checklist, by its name.",
    )


class Published(Schema):
    """The number that a draft got."""

    number: int
    digest: str


@operation(router, "POST", "/{pk}/publish", access.PUBLISH, Published)
def publish_draft(request: HttpRequest, pk: Number, given: PublishIn) -> dict[str, object]:
    """Make a draft an edition, for good."""
    made = actions.publish_edition(_actor(request), _draft(request, pk), **given.dict())
    return {"number": made.number, "digest": made.digest}
