"""Measures of pictures and videos: described, described well, captioned."""

from __future__ import annotations

from functools import cache

from watchword.base.pattern import Pattern, pattern
from watchword.rules.measure.base import Measure, MeasureOptions, Taken
from watchword.terms.post import Post

SHORTEST = 10
"""Characters; a shorter description names a thing and does not say what it shows."""


def _pictures_without_alt(post: Post, _: MeasureOptions) -> Taken | None:
    if post.alt_texts:
        return Taken(value=sum(not text.strip() for text in post.alt_texts))
    return _missing(post, "pictures", "described")


def _videos_without_captions(post: Post, _: MeasureOptions) -> Taken | None:
    return _missing(post, "videos", "captioned")


def _missing(post: Post, all_of: str, done: str) -> Taken | None:
    """How many have it not; None where that cannot be known."""
    number = post.facts.number(all_of)
    if number == 0:
        return Taken(value=0)
    having = post.facts.number(done)
    if number is None or having is None:
        return None
    return Taken(value=max(number - having, 0))


def what_is_poor(alt_text: str, post_text: str = "") -> str:
    """What is wrong with a description; "" when nothing is, or when there is none."""
    said = alt_text.strip()
    if not said:
        return ""
    answers = (
        (_file_name().found_in(said), "it is a file name"),
        (_boilerplate().found_in(said), "it says nothing about this picture"),
        (_opening().found_in(said), "a screen reader says that it is a picture already"),
        (said == post_text.strip(), "it repeats the post"),
        (len(said) < SHORTEST, "it is too short to say what the picture shows"),
    )
    return next((reason for is_so, reason in answers if is_so), "")


def _poor_alt_texts(post: Post, _: MeasureOptions) -> Taken | None:
    if not post.alt_texts:
        return None
    reasons = [what_is_poor(text, post.text) for text in post.alt_texts]
    notes = tuple(reason for reason in reasons if reason)
    return Taken(value=len(notes), notes=notes)


@cache
def _file_name() -> Pattern:
    return pattern(
        r"^\S*\.(?:jpe?g|png|gif|webp|heic|heif|avif|svg|bmp|tiff?|mp4|mov|webm)$"
        r"|^(?:img|image|dsc|dscn|dscf|pxl|screenshot|screen shot|photo|vid|wa)"
        r"[-_ ]?[0-9][-_ 0-9.:a-z]*$"
    )


@cache
def _boilerplate() -> Pattern:
    return pattern(
        r"^(?:an? |the |our )?(?:alt(?:ernative)? text|image|picture|photo|photograph|graphic|logo"
        r"|banner|poster|flyer|infographic|screenshot|untitled|placeholder|description|test"
        r"|n/?a|none|null|no (?:alt(?:ernative)? text|description)(?: available)?)[.!]?$"
        r"|^(?:may be an? (?:image|illustration|graphic|cartoon)|no photo description available)\b"
    )


@cache
def _opening() -> Pattern:
    """Words that add nothing. Source: W3C, "An alt Decision Tree" and "Tips and Tricks", 2022."""
    return pattern(
        r"^(?:this is |here is )?(?:an? |the )?(?:image|picture|photo|photograph|graphic|pic) "
        r"(?:of|showing|shows|that shows)\b"
    )


MEDIA: tuple[Measure, ...] = (
    Measure(
        name="pictures_without_alt",
        title="Pictures without a description",
        unit="pictures",
        take=_pictures_without_alt,
        at_most_default=0,
    ),
    Measure(
        name="poor_alt_texts",
        title="Descriptions that describe nothing",
        unit="descriptions",
        take=_poor_alt_texts,
        at_most_default=0,
    ),
    Measure(
        name="videos_without_captions",
        title="Videos without captions",
        unit="videos",
        take=_videos_without_captions,
        at_most_default=0,
    ),
)
