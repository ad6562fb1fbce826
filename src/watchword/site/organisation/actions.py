"""Deeds about the organisation."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from watchword.site.audit.actions import Deed, record
from watchword.site.demonstration import fill_beside
from watchword.site.editions.models import Edition
from watchword.site.kit.deed import deed
from watchword.site.kit.refusal import Refusal
from watchword.site.organisation import access
from watchword.site.organisation.models import Organisation, Sector, Size
from watchword.site.people.models import Person

_SUBJECT = "organisation:1"


@deed(access.SET_UP)
def save_organisation(
    actor: Person,
    *,
    name: str,
    sector: Sector,
    size: Size | str = "",
    networks: Sequence[str] = (),
    languages: Sequence[str] = (),
    hours: Sequence[Sequence[str] | None] = (),
) -> Organisation:
    """Say whose site it is."""
    after: dict[str, object] = {
        "name": name,
        "sector": sector,
        "size": size,
        "networks": list(networks),
        "languages": list(languages),
        "hours": [list(one) if one else None for one in hours],
    }
    found = Organisation.objects.select_for_update().first()
    before = {key: getattr(found, key) for key in after} if found else {}
    made, _made = Organisation.objects.update_or_create(pk=1, defaults=after)
    record(
        actor,
        Deed(name="save-organisation", subject=_SUBJECT, title=name, before=before, after=after),
    )
    return made


@deed(access.OPEN_HANDBOOK)
def open_handbook(actor: Person, *, is_public: bool) -> None:
    """Let anybody read the handbook without signing in, or let nobody again.

    Raises:
        Refusal: Nobody has said yet whose site it is.
    """
    found = Organisation.objects.select_for_update().first()
    if found is None:
        raise Refusal(_("First say whose site this is."), _("Settings, Organisation."))
    before, found.is_handbook_public = found.is_handbook_public, is_public
    found.save(update_fields=["is_handbook_public"])
    record(
        actor,
        Deed(
            name="open-handbook" if is_public else "close-handbook",
            subject=_SUBJECT,
            title=found.name,
            before={"is_public": before},
            after={"is_public": is_public},
        ),
    )


@deed(access.SET_UP)
def look_around(actor: Person) -> None:
    """Fill an empty site with the invented health board, whose people cannot sign in.

    Raises:
        Refusal: There is a policy in the site already.
    """
    if Edition.objects.exists():
        raise Refusal(
            _("There is a policy here already, and sample data would mix with it."),
            _("Serve a second site from another folder with '--demonstration'."),
        )
    fill_beside()
    Organisation.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Glenmarrow Health Board",
            "sector": Sector.HEALTH_BOARD,
            "size": Size.LARGE,
            "is_sample": True,
        },
    )
    record(actor, Deed(name="load-sample", subject=_SUBJECT, title="Glenmarrow Health Board"))
