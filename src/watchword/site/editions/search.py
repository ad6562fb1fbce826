"""What the search finds in older editions and in drafts.

Texts never change, so each is read once; an edition's pages are known by its digest, which says
whether they are the same as before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from watchword.policy.render.links import anchor_of
from watchword.site.editions import access
from watchword.site.editions.models import Edition, Text
from watchword.site.editions.pagefile import taken_apart
from watchword.site.kit.search import Asked, Hit, Hits, folded, plain_words, searched
from watchword.site.people.models import Person

_MOST_TEXTS = 20_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Read:
    """A page as it is searched.

    Attributes:
        id: Its rule's id; "" for other pages.
        title: What it is called; "" without a title.
        status: Where its rule is in its life; "" for other pages.
        words: Its words.
        folded: Id, title and words as they are compared.
    """

    id: str
    title: str
    status: str
    words: str
    folded: str


_texts: dict[str, Read] = {}
"""Pages by the digest of their text."""


@lru_cache(maxsize=256)
def _pages(pk: int, digest: str) -> tuple[tuple[str, str], ...]:
    """Path and text of each page of one state of an edition."""
    del digest  # the key: another state has other pages
    rows = Edition.objects.get(pk=pk).pages.filter(path__endswith=".md").order_by("path")
    return tuple(rows.values_list("path", "text_id"))


def _read(digests: Iterable[str]) -> dict[str, Read]:
    """Texts by digest; those that were not read yet come from the database."""
    wanted = set(digests)
    lacking = sorted(wanted - _texts.keys())
    if len(_texts) + len(lacking) > _MOST_TEXTS:
        _texts.clear()
        lacking = sorted(wanted)
    for at in range(0, len(lacking), _AT_ONCE):
        rows = Text.objects.filter(digest__in=lacking[at : at + _AT_ONCE])
        for digest, body in rows.values_list("digest", "body"):
            _texts[digest] = _taken(bytes(body).decode("utf-8", "replace"))
    return _texts


def _taken(text: str) -> Read:
    page = taken_apart(text)
    id_, title, status = (page.key(one).strip("'\"") for one in ("id", "title", "status"))
    words = plain_words("\n".join(one.text for one in page.body))
    return Read(id_, title, status, words, folded(f"{id_} {title} {words}"))


def _shown_before(pages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Rules that a handbook shows: path by text."""
    return {digest: path for path, digest in pages if path.startswith(("rules/", "guidelines/"))}


@searched("editions", gettext_lazy("Other editions"), right=access.READ, order=60)
def other_editions(person: Person, wanted: Asked) -> Hits:
    """Rules of published editions that read otherwise today, each wording once."""
    now = access.access_in_force(person)
    today = set(_shown_before(_pages(now.pk, now.digest))) if now else set()
    editions = Edition.objects.published().order_by("number")
    held: dict[str, list[Edition]] = {}
    for one in editions.only("pk", "number", "digest"):
        for digest in _shown_before(_pages(one.pk, one.digest)):
            if digest not in today:
                held.setdefault(digest, []).append(one)
    read = _read(held)
    found = [
        (wanted.ranked(read[digest].title), -(in_[-1].number or 0), _in_edition(read[digest], in_))
        for digest, in_ in held.items()
        if read[digest].status in ("", "active")
        and all(word in read[digest].folded for word in wanted.words)
    ]
    return [hit for *_, hit in sorted(found, key=lambda one: (one[0], one[1], one[2].title))]


def _in_edition(page: Read, editions: list[Edition]) -> Hit:
    first, last = editions[0].number, editions[-1].number
    if first == last:
        when = _("edition %(number)s") % {"number": first}
    else:
        when = _("editions %(first)s to %(last)s") % {"first": first, "last": last}
    address = f"{reverse('handbook')}?edition={last}#{anchor_of(page.id)}"
    return Hit(
        title=page.title or page.id, address=address, words=page.words, notes=(page.id, when)
    )


@searched("drafts", gettext_lazy("Drafts"), right=access.READ_DRAFT, order=50)
def drafts(person: Person, wanted: Asked) -> Hits:
    """Pages of drafts that are being written."""
    del person  # who may read drafts may read all of them
    found = []
    for draft in Edition.objects.drafts().only("pk", "title", "digest", "number"):
        pages = _pages(draft.pk, draft.digest)
        read = _read(digest for _, digest in pages)
        found += [
            (wanted.ranked(read[digest].title), path, _in_draft(draft, path, read[digest]))
            for path, digest in pages
            if all(word in read[digest].folded for word in wanted.words)
        ]
    return [hit for *_, hit in sorted(found, key=lambda one: one[:2])]


def _in_draft(draft: Edition, path: str, page: Read) -> Hit:
    notes = (page.id or path, draft.title or str(draft))
    address = reverse("draft-page", args=[draft.pk, path])
    return Hit(title=page.title or path, address=address, words=page.words, notes=notes)
