"""Who may see what goes out, decide about it, and enter what was posted by hand."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from watchword.site.kit.frame import place
from watchword.site.kit.refusal import NotThere
from watchword.site.people.models import Person
from watchword.site.people.roles import Role, right
from watchword.site.publishing.models import Delivery, Look, Post

SEE = right(
    "post.see",
    _("See the calendar and the register of posts"),
    Role.AUTHOR,
    Role.REVIEWER,
    Role.DUTY,
    Role.EDITOR,
    Role.OWNER,
    Role.COMPLIANCE,
)
DECIDE = right(
    "post.decide",
    _("Release, move or drop what is held, missed or failed"),
    Role.AUTHOR,
    Role.DUTY,
    Role.OWNER,
)
ENTER = right(
    "post.enter", _("Post by hand and enter the link"), Role.AUTHOR, Role.DUTY, Role.OWNER
)

LOOK = right(
    "post.look",
    _("Look at the posts of the monthly sample"),
    Role.REVIEWER,
    Role.DUTY,
    Role.OWNER,
    Role.COMPLIANCE,
)

place(area="posts", page="post-calendar", words=_("Calendar"), right=SEE, order=30)
place(area="posts", page="content-plan", words=_("Content plan"), right=SEE, order=32)
place(area="posts", page="post-queue", words=_("Queue"), right=SEE, order=35)
place(area="posts", page="sample", words=_("Monthly sample"), right=LOOK, order=55)
place(area="posts", page="register", words=_("Register"), right=SEE, order=50)


def access_deliveries(person: Person) -> QuerySet[Delivery]:
    """What a person may see on its way: all, for whoever holds the right."""
    del person
    rows = Delivery.objects.exclude(state=Delivery.State.DROPPED)
    return rows.select_related("draft", "account", "revision", "situation")


def access_delivery(person: Person, pk: int) -> Delivery:
    """One delivery.

    Raises:
        NotThere: There is none.
    """
    found = access_deliveries(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def access_posts(person: Person) -> QuerySet[Post]:
    """The register, for whoever holds the right."""
    del person
    return Post.objects.select_related("account", "revision", "edition", "situation")


def access_post(person: Person, pk: int) -> Post:
    """One post of the register.

    Raises:
        NotThere: There is none.
    """
    found = access_posts(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def access_looks(person: Person) -> QuerySet[Look]:
    """The posts of every sample, for whoever holds the right."""
    del person
    return Look.objects.select_related("post__account", "sample", "person")


def access_look(person: Person, pk: int) -> Look:
    """One post of a sample.

    Raises:
        NotThere: There is none.
    """
    found = access_looks(person).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
