"""The library: pictures and videos, each with its description, rights and consent."""

from __future__ import annotations

from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
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
from watchword.site.kit.refusal import Invalid
from watchword.site.people.models import Person
from watchword.site.review import access
from watchword.site.review.models import LibraryFile

FOLDER = "library"
ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/webm": "webm",
}


@deed(access.WRITE)
def add_file(
    actor: Person,
    upload: Upload,
    *,
    title: str,
    rights: str,
    consent: str,
    description: str = "",
    captions: Upload | None = None,
    is_silent: bool = False,
    until: date | None = None,
) -> LibraryFile:
    """Add a picture or video to the library; the same file again is the same entry.

    Args:
        actor: Who adds it.
        upload: The file.
        title: What people call it.
        rights: Who made it and why we may use it.
        consent: Where the consent of the people in it is kept, or that there is nobody in it.
        description: For those who do not see it.
        captions: WebVTT, for a video in which somebody speaks.
        is_silent: Whether nobody speaks in the video.
        until: Last day on which it may be used.

    Raises:
        Invalid: It is neither picture nor video, or something of the above is missing.
    """
    wrong = {}
    if not title.strip():
        wrong["title"] = _("Give it a title.")
    if not rights.strip():
        wrong["rights"] = _("Say who made it and why we may use it.")
    if not consent.strip():
        wrong["consent"] = _("Say where the consent is kept, or that nobody is in it.")
    if until is not None and until < timezone.localdate():
        wrong["until"] = _("This day has passed.")
    is_video = (upload.name or "").lower().endswith((".mp4", ".webm"))
    if is_video and captions is None and not is_silent:
        wrong["captions"] = _("Add captions, or say that nobody speaks in the video.")
    if wrong:
        raise Invalid(_("This cannot be kept yet."), fields=dict(wrong))
    made = LibraryFile(
        title=title.strip()[:200],
        rights=rights.strip()[:300],
        consent=consent.strip()[:300],
        description=description.strip(),
        until=until,
        added_by=actor,
    )
    if is_video:
        made.media_type, body = kind_of_video(upload), upload
        made.captions = read_captions(captions) if captions else ""
    else:
        picture = read_picture(upload)
        made.media_type, body = picture.media_type, ContentFile(picture.body)
        made.width, made.height = picture.width, picture.height
    return _keep(actor, made, body)


@deed(access.WRITE)
def drop_file(actor: Person, file: LibraryFile) -> None:
    """Take a file out of the library; drafts that use it do not go out any longer."""
    LibraryFile.objects.filter(pk=file.pk).update(is_gone=True)
    _record(actor, "drop-file", file)


def _keep(actor: Person, made: LibraryFile, body: Upload) -> LibraryFile:
    made.size, made.digest = body.size or 0, digest_of(body)
    found = LibraryFile.objects.filter(digest=made.digest).first()
    if found is not None:
        LibraryFile.objects.filter(pk=found.pk).update(is_gone=False)
        return found
    made.path = f"{FOLDER}/{made.digest}.{ENDINGS[made.media_type]}"
    if not default_storage.exists(made.path):
        default_storage.save(made.path, body)
    made.save()
    _record(actor, "add-file", made)
    return made


def _record(actor: Person, name: str, file: LibraryFile) -> None:
    after = {"digest": file.digest, "rights": file.rights, "consent": file.consent}
    record(actor, Deed(name=name, subject=f"library:{file.pk}", title=file.title, after=after))
