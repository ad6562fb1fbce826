"""Links: not on a list, not shortened, not plain HTTP, not like one of our domains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from watchword.base.late import pattern
from watchword.base.links import Link, find_links
from watchword.base.schema import Stricter, setting
from watchword.base.span import Match
from watchword.rules.base import Gates, Look, Place
from watchword.rules.link.names import Brand, Naming, bundled_brands
from watchword.rules.link.tests import TESTS, LinkPolicy, examine, gates, link_policy
from watchword.terms.post import Stage

BUNDLED = "bundled"
"""In place of a list: the brands that ship with the product."""

NEEDS = {"denied": "deny", "not-allowed": "allow"}
"""Tests that need a list, and the setting that names it."""


FORM = frozenset({"shortener", "plain-http"})
"""Tests of how a link is written; a link is spared them whose form the writer did not choose."""

WRAPPER = "t.co"
"""X puts it in front of every link of every post, whatever was written.

Source: X Help Centre, "About X's link service (t.co)"; the posts of 2014 to 2017 that
benchmarks/real_posts.py reads show it, until 2016 mostly with http.
"""

NEAR = 40
"""Characters after a link in which dots say that it was cut."""

_DOTS = pattern(r"^[\s.]*(?:…|\.\.\.)")
"""What follows a text that was cut."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkSettings:
    """Settings of ``link``."""

    link: tuple[str, ...] = setting("Names of tests.", stricter=Stricter.MORE)
    deny: str = setting("A list of domains that links must not lead to.", default="")
    allow: str = setting("A list of domains that links may lead to.", default="")
    ours: str = setting("A list of our own domains.", default="")
    brands: str = setting(
        "A list of brands' domains (columns term, brand), or 'bundled'.", default=""
    )


@dataclass(frozen=True, slots=True)
class LinkMatcher:
    """Finds links that fail a test."""

    policy: LinkPolicy
    gates: Gates = field(repr=False)

    def find(self, look: Look) -> Iterator[Match]:
        """One match for each link and reason."""
        for link in _links(look.text):
            is_form_free = _is_made_by_x(link, look) or _is_cut(link, look.text)
            spared = FORM if is_form_free else ()
            for reason in examine(link, self.policy):
                if reason.test in spared:
                    continue
                values = (("value", reason.words), ("reason", reason.words))
                is_secret = reason.test == "credentials"
                yield Match(link.span, reason.test, values, is_secret=is_secret)


def _is_made_by_x(link: Link, look: Look) -> bool:
    """Whether X chose the form of a link, and not the writer; a draft's form is the writer's."""
    if link.host != WRAPPER:
        return False
    facts = look.facts
    return "x" in facts.get("channel", ()) and Stage.PUBLISHED in facts.get("stage", ())


def _is_cut(link: Link, text: str) -> bool:
    """Whether only the first letters of a link are left, as where a retweet grew too long.

    Nobody can follow ``http://t...``; a host with a known ending is whole enough to judge.
    """
    if link.registered or link.path or link.is_ip or link.port is not None:
        return False
    end = link.span.end
    return WRAPPER.startswith(link.host) or _DOTS.found_in(text[end : end + NEAR])


@lru_cache(maxsize=4)
def _links(text: str) -> tuple[Link, ...]:
    """The links of a text, found once for all rules that ask."""
    return find_links(text)


class LinkKind:
    """Links that fail a test."""

    name = "link"
    title = "Links"
    settings = LinkSettings
    keys = ("link",)
    says = ("value", "reason")
    may_block = True

    def matcher(self, settings: object, place: Place) -> LinkMatcher | None:
        """Find the tests and lists by name."""
        assert isinstance(settings, LinkSettings)
        if not _are_sound(settings, place):
            return None
        made = link_policy(
            frozenset(settings.link),
            deny=_terms(settings.deny, place),
            allow=_terms(settings.allow, place),
            ours=_terms(settings.ours, place),
            brands=_brands(settings.brands, place),
        )
        return LinkMatcher(made, Gates(raw=gates(made)))


def _are_sound(settings: LinkSettings, place: Place) -> bool:
    unknown = [name for name in settings.link if name not in TESTS]
    if unknown or not settings.link:
        shown = ", ".join(map(repr, unknown))
        place.problem(f"there is no test of links {shown}".rstrip(), f"tests: {', '.join(TESTS)}")
        return False
    lists = (settings.deny, settings.allow, settings.ours, settings.brands)
    for name in lists:
        if name and name != BUNDLED and name not in place.lists:
            place.problem(f"there is no list {name!r}", "put the file into lists/")
            return False
    for test, key in NEEDS.items():
        if test in settings.link and not getattr(settings, key):
            place.problem(f"the test {test!r} needs a list", f"add '{key}: lists/...'")
            return False
    if "look-alike" in settings.link and not (settings.ours or settings.brands):
        place.problem(
            "the test 'look-alike' needs domains to compare with", "add 'ours:' or 'brands:'"
        )
        return False
    return True


def _terms(name: str, place: Place) -> tuple[str, ...]:
    return place.lists[name].terms() if name else ()


def _brands(name: str, place: Place) -> tuple[Brand, ...]:
    if not name:
        return ()
    if name == BUNDLED:
        return tuple(bundled_brands())
    found = []
    for entry in place.lists[name].entries:
        more = dict(entry.more)
        group = more.get("brand") or entry.term
        found.append(Brand(domain=entry.term, group=group, naming=Naming(more.get("name", ""))))
    return tuple(found)


KIND = LinkKind()
