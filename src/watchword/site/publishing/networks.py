"""From an account to its network's publisher, and from a delivery to what goes out."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from watchword.base.errors import SiteError
from watchword.channels.connections import Connection as Joined
from watchword.channels.connections import publisher
from watchword.channels.http import Door
from watchword.channels.publishing import Media, Outgoing, Permanent, Publisher, TokenRefused
from watchword.site.accounts.models import Account, Connection
from watchword.site.accounts.vault import seal, unseal
from watchword.site.publishing.models import Delivery
from watchword.site.review.models import LibraryFile


def publisher_of(account: Account) -> Publisher:
    """An account's way to its network.

    Raises:
        TokenRefused: It is not joined, or its token cannot be opened.
    """
    found = Connection.objects.filter(account=account).first()
    if found is None:
        raise TokenRefused(_("the account is not joined to its network"))
    home = settings.CONFIGURATION.home
    try:
        secret = unseal(home, bytes(found.token))
        session = unseal(home, bytes(found.session)) if found.session else ""
    except SiteError as error:
        raise TokenRefused(error.message) from None

    def keep(changed: str) -> None:
        Connection.objects.filter(pk=found.pk).update(session=seal(home, changed))

    joined = Joined(
        channel=account.channel,
        server=found.server,
        identity=found.identity,
        secret=secret,
        session=session,
        keep_session=keep,
    )
    return publisher(joined, Door(to_private=settings.CONFIGURATION.private_networks))


def outgoing_of(delivery: Delivery) -> Outgoing:
    """What a delivery says on its network.

    Raises:
        Permanent: Nothing of it is approved, or a file is not in the library any longer.
    """
    if delivery.revision is None:
        raise Permanent(_("nothing of it is approved"))
    content = delivery.revision.content
    variant = content.variant(delivery.account.key)
    files = LibraryFile.objects.in_bulk([one.digest for one in content.media], field_name="digest")
    media = []
    for one in content.media:
        if one.digest not in files:
            raise Permanent(_("a picture or video is not in the library any longer"))
        with default_storage.open(files[one.digest].path) as file:
            body = file.read()
        mime = files[one.digest].media_type
        media.append(Media(body=body, mime=mime, description=one.description, focus=one.focus))
    return Outgoing(
        parts=content.words_of(delivery.account.key),
        media=tuple(media),
        language=content.details.language,
        warning=variant.warning,
        reply_to=variant.reply_to,
        at=delivery.keyed_at,
    )
