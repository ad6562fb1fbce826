"""Posts as Bluesky stores them: written from what goes out, and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from watchword.channels.base import length, limits
from watchword.channels.pictures import size_of
from watchword.channels.publishing import Card, Media, Outgoing, Permanent, Published

if TYPE_CHECKING:
    from atproto import models
    from atproto_client.models.blob_ref import BlobRef

Raw = Mapping[str, object]
"""JSON as it came."""
Upload = Callable[[Media], "BlobRef"]

LABELS = ("graphic-media", "nudity", "porn", "sexual")
"""What an author may warn of. Source: lexicon app.bsky.feed.post, ``labels``; Bluesky's
documentation "Labels and moderation", global label values, recalled 2026-11-23."""


def refuse(outgoing: Outgoing) -> None:
    """Refuse what Bluesky would refuse, before anything is sent.

    Raises:
        Permanent: Says what to change.
    """
    for number, text in enumerate(outgoing.parts, 1):
        for counted in length("bluesky", text):
            if counted.left < 0:
                raise Permanent(
                    f"part {number} has {counted.counted} {counted.unit}, "
                    f"and bluesky allows {counted.limit.number}",
                    hint="shorten it, or make it a thread",
                )
        _refuse_media(outgoing.media_of(number - 1), number)
    if not outgoing.parts:
        raise Permanent("there is nothing to publish", hint="write a text")
    if outgoing.warning and outgoing.warning not in LABELS:
        raise Permanent(
            f"bluesky has no content warning “{outgoing.warning}”",
            hint=f"use one of {', '.join(LABELS)}, or none",
        )


def _refuse_media(media: Sequence[Media], number: int) -> None:
    videos = [one for one in media if _is_video(one)]
    if videos and len(media) > 1:
        raise Permanent(
            f"part {number} has a video and other media", hint="bluesky takes one video alone"
        )
    if len(media) > _most("pictures"):
        raise Permanent(
            f"part {number} has {len(media)} pictures, and bluesky allows {_most('pictures')}",
            hint="take some away, or make it a thread",
        )
    for one in media:
        if _is_video(one) and one.mime != "video/mp4":
            raise Permanent(f"bluesky takes no {one.mime}", hint="save the video as MP4")
        if not _is_video(one) and not one.mime.startswith("image/"):
            raise Permanent(f"bluesky takes no {one.mime}", hint="use a picture or an MP4 video")
        most = _most("video size" if _is_video(one) else "picture size")
        if len(one.body) > most:
            raise Permanent(
                f"a file of part {number} has {len(one.body):,} bytes, and bluesky allows {most:,}",
                hint="make it smaller",
            )


def _is_video(media: Media) -> bool:
    return media.mime.startswith("video/")


def _most(what: str) -> int:
    return limits("bluesky", what)[0].number


def embedded(
    media: Sequence[Media], card: Card | None, upload: Upload
) -> (
    models.AppBskyEmbedImages.Main
    | models.AppBskyEmbedVideo.Main
    | models.AppBskyEmbedExternal.Main
    | None
):
    """What a post carries: its pictures, its video, or else its card."""
    from atproto import models

    if media and _is_video(media[0]):
        return models.AppBskyEmbedVideo.Main(
            video=upload(media[0]),
            alt=media[0].description or None,
            aspect_ratio=_ratio(media[0]),
        )
    if media:
        return models.AppBskyEmbedImages.Main(
            images=[
                models.AppBskyEmbedImages.Image(
                    alt=one.description, image=upload(one), aspect_ratio=_ratio(one)
                )
                for one in media
            ]
        )
    if card is None:
        return None
    picture = card.picture
    small = picture is not None and len(picture.body) <= _most("card picture size")
    return models.AppBskyEmbedExternal.Main(
        external=models.AppBskyEmbedExternal.External(
            uri=card.address,
            title=card.title,
            description=card.description,
            thumb=upload(picture) if picture is not None and small else None,
        )
    )


def _ratio(media: Media) -> models.AppBskyEmbedDefs.AspectRatio | None:
    from atproto import models

    size = media.size or size_of(media.body)
    return models.AppBskyEmbedDefs.AspectRatio(width=size[0], height=size[1]) if size else None


def labels(warning: str) -> models.ComAtprotoLabelDefs.SelfLabels | None:
    """The author's own labels."""
    from atproto import models

    if not warning:
        return None
    return models.ComAtprotoLabelDefs.SelfLabels(
        values=[models.ComAtprotoLabelDefs.SelfLabel(val=warning)]
    )


def published(uri: str, value: Raw, address: str, counts: Sequence[tuple[str, int]]) -> Published:
    """A stored post in our words."""
    languages = cast("list[str]", value.get("langs") or [])
    values = cast("list[Raw]", _within(value, "labels").get("values") or [])
    return Published(
        id=uri,
        address=address,
        text=str(value.get("text", "")),
        at=moment(str(value.get("createdAt", ""))),
        descriptions=tuple(_descriptions(_within(value, "embed"))),
        language=languages[0] if languages else "",
        warning=", ".join(str(one.get("val", "")) for one in values),
        metrics=tuple(counts),
        reply_to=str(_within(_within(value, "reply"), "parent").get("uri", "")),
    )


def moment(text: str) -> datetime:
    """A time as networks write it (UTC); 1970 where it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _within(value: Raw, name: str) -> Raw:
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def _descriptions(embed: Raw) -> Iterator[str]:
    """Of pictures, of a gallery and of a video, also beside a quoted post."""
    media = _within(embed, "media")
    if media:
        yield from _descriptions(media)
    if "video" in embed:
        yield str(embed.get("alt") or "")
    for one in cast("list[Raw]", embed.get("images") or embed.get("items") or []):
        yield str(one.get("alt") or "")
