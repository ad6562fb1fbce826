"""The tests that a link can be put to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from watchword.base.links import GATES, SCHEME_GATES, Link
from watchword.rules.link.domains import Domains, domains
from watchword.rules.link.lookalike import look_alike
from watchword.rules.link.names import Brand, Names, Naming, names, shorteners
from watchword.rules.link.skeleton import foreign_letters


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkPolicy:
    """What links are tested for, and against which lists; made by :func:`link_policy`.

    Attributes:
        tests: Names of tests; see :data:`TESTS`.
        deny: Domains that must not be linked.
        allow: Domains that may be linked; what they are spares them all but ``denied``,
            ``plain-http`` and ``credentials``.
        ours: The organisation's own domains; spared like the allowed ones.
        names: The organisation's own and the brands' names, for ``look-alike``.
        asked: The tests in the order of :data:`TESTS`, each with whether known domains are
            spared it.
    """

    tests: frozenset[str]
    deny: Domains = field(default_factory=Domains)
    allow: Domains = field(default_factory=Domains)
    ours: Domains = field(default_factory=Domains)
    names: Names = field(default_factory=Names)
    asked: tuple[tuple[Test, bool], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why a link fails a test.

    Attributes:
        test: Name of the test.
        words: For people, for instance "paypa1-support.example looks like paypal.com ('1' for
            'l', added word 'support')".
        lookalike_of: The domain that it looks like; empty for other tests.
    """

    test: str
    words: str
    lookalike_of: str = ""


Test = Callable[[Link, LinkPolicy], Iterator[Reason]]
"""Gives the reasons, one at most, why a link fails."""


def link_policy(
    tests: Iterable[str],
    *,
    deny: Iterable[str] = (),
    allow: Iterable[str] = (),
    ours: Iterable[str] = (),
    brands: Iterable[Brand] = (),
) -> LinkPolicy:
    """Make a policy of the terms of lists.

    Args:
        tests: Names out of :data:`TESTS`.
        deny: Terms as :func:`.domains.domains` reads them; so are the next two.
        allow: Terms of what may be linked.
        ours: The organisation's own domains.
        brands: Domains of brands; :func:`.names.bundled_brands` has well-known ones.

    Raises:
        KeyError: A test of that name does not exist.
    """
    chosen = frozenset(tests)
    for unknown in chosen - TESTS.keys():
        raise KeyError(unknown)
    own = tuple(ours)
    own_names = (Brand(domain=domain, naming=Naming.PLAIN) for domain in own)
    wanted = "look-alike" in chosen
    return LinkPolicy(
        tests=chosen,
        deny=domains(deny),
        allow=domains(allow),
        ours=domains(own),
        names=names((*own_names, *brands)) if wanted else Names(),
        asked=tuple((test, name in _SPARED) for name, test in TESTS.items() if name in chosen),
    )


def examine(link: Link, policy: LinkPolicy) -> tuple[Reason, ...]:
    """Every test that a link fails, in the order of :data:`TESTS`; nothing is fetched."""
    is_known: bool | None = None
    found: list[Reason] = []
    for test, spares in policy.asked:
        if spares:
            if is_known is None:
                is_known = policy.allow.covers(link) or policy.ours.covers(link)
            if is_known:
                continue
        found += test(link, policy)
    return tuple(found)


def gates(policy: LinkPolicy) -> tuple[str, ...]:
    """What nominates a text: RE2 patterns over UTF-8, any case.

    Every text that holds a link which :func:`examine` has a reason against matches one.
    """
    return SCHEME_GATES if policy.tests <= _NEED_SCHEME else GATES


def _denied(link: Link, policy: LinkPolicy) -> Iterator[Reason]:
    if policy.deny.covers(link):
        yield Reason(test="denied", words=f"{link.host_unicode} is on the list of denied domains")


def _not_allowed(link: Link, _: LinkPolicy) -> Iterator[Reason]:
    words = f"{link.host_unicode} is not on the list of allowed domains"
    yield Reason(test="not-allowed", words=words)


def _shortener(link: Link, _: LinkPolicy) -> Iterator[Reason]:
    if len(link.path) > 1 and shorteners().covers(link):
        words = f"{link.host_unicode} is a link shortener: nobody sees where it leads"
        yield Reason(test="shortener", words=words)


def _plain_http(link: Link, _: LinkPolicy) -> Iterator[Reason]:
    if link.scheme == "http":
        words = f"the link to {link.host_unicode} is not encrypted (http, not https)"
        yield Reason(test="plain-http", words=words)


def _raw_ip(link: Link, _: LinkPolicy) -> Iterator[Reason]:
    if link.is_ip:
        words = f"the link leads to a number ({link.host}), not to a name"
        yield Reason(test="raw-ip", words=words)


def _credentials(link: Link, _: LinkPolicy) -> Iterator[Reason]:
    if link.credentials:
        words = f"the link to {link.host_unicode} carries a name or password before the '@'"
        yield Reason(test="credentials", words=words)


def _look_alike(link: Link, policy: LinkPolicy) -> Iterator[Reason]:
    found = look_alike(link, policy.names)
    if found:
        domain = found.name.domain
        words = f"{link.host_unicode} looks like {domain} ({found.words})"
        if found.place == "path":
            words = f"{link.host_unicode} is not {domain}, though its path says '{found.words}'"
        yield Reason(test="look-alike", words=words, lookalike_of=domain)


def _punycode(link: Link, _: LinkPolicy) -> Iterator[Reason]:
    if "xn--" not in link.host:
        return
    for label in link.host_unicode.split("."):
        # below an ending of their own script, such letters are at home
        if foreign_letters(label) and "xn--" not in link.suffix:
            words = f"letters of another script in '{label}' look like Latin ones ({link.host})"
            yield Reason(test="punycode", words=words)
            return
    if "xn--" in link.address.removesuffix(link.path).rpartition("@")[2]:
        words = f"{link.host} is written in Punycode and stands for {link.host_unicode}"
        yield Reason(test="punycode", words=words)


TESTS: Mapping[str, Test] = {
    "denied": _denied,
    "not-allowed": _not_allowed,
    "shortener": _shortener,
    "plain-http": _plain_http,
    "raw-ip": _raw_ip,
    "credentials": _credentials,
    "look-alike": _look_alike,
    "punycode": _punycode,
}
"""Every test by its name as policies write it."""

_SPARED = frozenset({"not-allowed", "shortener", "raw-ip", "look-alike", "punycode"})
_NEED_SCHEME = frozenset({"plain-http", "credentials"})
