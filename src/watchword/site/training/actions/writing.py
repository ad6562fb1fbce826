"""Writing modules in the browser; those of the policy's folder are written there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.kit.deed import deed
from watchword.site.kit.media import (
    Upload,
    digest_of,
    kind_of_video,
    read_captions,
    read_picture,
)
from watchword.site.kit.refusal import Invalid, Refusal
from watchword.site.people.models import Person
from watchword.site.training import access
from watchword.site.training.models import Medium, OwnModule
from watchword.site.training.queries import modules_now, rules_now

MOST_MEDIA = 40
"""Pictures, videos and links of one module."""
MOST_BYTES = 5_000_000_000
"""Of all modules together."""
FOLDER = "training"
_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/webm": "webm",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What somebody wrote of a module.

    Attributes:
        title: For people.
        minutes: How long it takes; 0 for not said.
        pass_mark: How many right answers it takes.
        opening: Markdown, before the material.
        material: Markdown; ``[medium 2]`` alone on a line puts the second medium there.
        questions: Each with ``words``, ``right``, ``wrong`` (a list) and ``rule``.
    """

    title: str
    minutes: int
    pass_mark: int
    opening: str
    material: str
    questions: Sequence[dict[str, object]]


@deed(access.WRITE)
def save_module(
    actor: Person, module: OwnModule | None, written: Written, *, version: int = 0
) -> OwnModule:
    """Write a module, or change one.

    Raises:
        Invalid: Something is missing, or a question is about a rule that is not there.
        Refusal: Somebody else has changed it meanwhile.
    """
    _hold_to(written)
    if module is None:
        made = OwnModule(name=_free_name(written.title))
    else:
        made = OwnModule.objects.select_for_update().get(pk=module.pk)
        if made.version != version:
            raise Refusal(
                _("%(name)s has changed this module meanwhile.") % {"name": made.changed_by},
                _("Open it in a second window, and put the two together."),
            )
    before = {"title": made.title, "digest": made.digest} if module else {}
    for name in Written.__slots__:
        setattr(made, name, getattr(written, name))
    made.questions = list(written.questions)
    made.version += 1
    made.changed_at, made.changed_by = timezone.now(), actor
    made.save()
    after = {"title": made.title, "digest": made.digest}
    name = "change-module" if module else "write-module"
    subject = f"module:{made.name}"
    record(actor, Deed(name=name, subject=subject, title=made.title, before=before, after=after))
    return made


@deed(access.WRITE)
def open_module(actor: Person, module: OwnModule, *, is_open: bool) -> None:
    """Open a module to who is to learn it, or close it; certificates stay as they are."""
    module.is_open = is_open
    module.save(update_fields=["is_open"])
    name = "open-module" if is_open else "close-module"
    after = {"digest": module.digest}
    record(actor, Deed(name=name, subject=f"module:{module.name}", title=module.title, after=after))


@deed(access.WRITE)
def add_picture(actor: Person, module: OwnModule, upload: Upload, *, words: str) -> Medium:
    """Add a picture with its description.

    Raises:
        Invalid: It is no picture, or has no description.
    """
    if not words.strip():
        need = _("Say what the picture shows, for those who do not see it.")
        raise Invalid(need, fields={"words": need})
    picture = read_picture(upload)
    file = ContentFile(picture.body)
    made = Medium(
        module=module,
        kind=Medium.Kind.PICTURE,
        words=words.strip(),
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
    )
    return _keep(actor, made, file)


@deed(access.WRITE)
def add_video(
    actor: Person,
    module: OwnModule,
    upload: Upload,
    *,
    words: str,
    captions: Upload | None,
    is_silent: bool = False,
) -> Medium:
    """Add a video with its title and captions.

    Raises:
        Invalid: It is no video, has no title, or somebody speaks in it and there are no captions.
    """
    if not words.strip():
        need = _("Give the video a title.")
        raise Invalid(need, fields={"words": need})
    if captions is None and not is_silent:
        need = _("Add captions, or say that nobody speaks in the video.")
        raise Invalid(need, fields={"captions": need})
    made = Medium(
        module=module,
        kind=Medium.Kind.VIDEO,
        words=words.strip(),
        media_type=kind_of_video(upload),
        captions=read_captions(captions) if captions else "",
    )
    return _keep(actor, made, upload)


@deed(access.WRITE)
def add_link(
    actor: Person, module: OwnModule, *, address: str, words: str, has_captions: bool
) -> Medium:
    """Add a link to a video elsewhere; it is shown as a link, and nothing is fetched from there.

    Raises:
        Invalid: It has no captions, no title, or is no https address.
    """
    if not address.startswith("https://"):
        need = _("Give an address that begins with https://.")
        raise Invalid(need, fields={"address": need})
    if not words.strip() or not has_captions:
        need = _("Give it a title, and link only to videos that have captions.")
        raise Invalid(need, fields={"words": need})
    made = Medium(module=module, kind=Medium.Kind.LINK, words=words.strip(), address=address[:500])
    return _keep(actor, made, None)


@deed(access.WRITE)
def drop_medium(actor: Person, medium: Medium) -> None:
    """Take a picture, video or link out of a module; its file goes once no other needs it."""
    module, path = medium.module, medium.path
    before = {"kind": medium.kind, "words": medium.words, "digest": medium.digest}
    medium.delete()
    Medium.objects.filter(module=module, number__gt=medium.number).update(number=F("number") - 1)
    if path and not Medium.objects.filter(path=path).exists():
        default_storage.delete(path)
    record(
        actor,
        Deed(
            name="drop-medium", subject=f"module:{module.name}", title=module.title, before=before
        ),
    )


def _keep(actor: Person, medium: Medium, file: Upload | None) -> Medium:
    held = Medium.objects.filter(module=medium.module).count()
    if held >= MOST_MEDIA:
        raise Refusal(_("A module holds forty pictures, videos and links at most."))
    if file is not None:
        medium.size = file.size or 0
        taken = Medium.objects.aggregate(sum=Sum("size"))["sum"] or 0
        if taken + medium.size > MOST_BYTES:
            raise Refusal(_("The modules together hold 5 GB; take something out first."))
        medium.digest = digest_of(file)
        medium.path = f"{FOLDER}/{medium.digest}.{_ENDINGS[medium.media_type]}"
        if not default_storage.exists(medium.path):
            default_storage.save(medium.path, file)
    medium.number = held + 1
    medium.save()
    after = {"kind": medium.kind, "words": medium.words, "digest": medium.digest}
    of = medium.module
    record(actor, Deed(name="add-medium", subject=f"module:{of.name}", title=of.title, after=after))
    return medium


def _hold_to(written: Written) -> None:
    if not written.title.strip():
        need = _("Give the module a title.")
        raise Invalid(need, fields={"title": need})
    rules = rules_now(timezone.localdate())
    for one in written.questions:
        if not one["words"] or not one["right"] or not one["wrong"]:
            raise Invalid(_("A question needs its words, a right answer and a wrong one."))
        if one["rule"] not in rules:
            raise Invalid(
                _("There is no rule %(rule)s in the edition in force.") % {"rule": one["rule"]},
                _("Each question opens the rule that it is about."),
            )
    if len({one["words"] for one in written.questions}) != len(written.questions):
        raise Invalid(_("The same question stands there twice."))
    if written.pass_mark > len(written.questions):
        need = _("There are fewer questions than right answers that it takes.")
        raise Invalid(need, fields={"pass_mark": need})


def _free_name(title: str) -> str:
    wanted = slugify(title)[:80] or "module"
    taken = {one.name for one in modules_now(timezone.localdate())}
    taken |= set(OwnModule.objects.values_list("name", flat=True))
    number = 1
    name = wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
