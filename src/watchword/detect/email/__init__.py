"""E-mail addresses, also where they are spelled out with "at" and "dot"."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.links.suffix import is_top
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, around, token_before

_LOCAL = r"[\pL\pN_%+'.\-]+"
_LABEL = r"[\pL\pN\-]+"
_WRITTEN = pattern(rf"({_LOCAL})@({_LABEL}(?:\.{_LABEL})+)")
_DOT = r"(?:\.| {0,2}[(\[{<] ?(?:dot|punkt|point|punto|\.) ?[)\]}>] {0,2}| dot )"
_AT = r" {0,2}[(\[{<] ?(?:at|arroba|ät|@) ?[)\]}>] {0,2}"
_BRACKETED = pattern(rf"({_LOCAL}){_AT}({_LABEL}(?:{_DOT}{_LABEL})+)")
_SPOKEN = pattern(rf"({_LOCAL}) at ({_LABEL}(?:(?: dot |\.){_LABEL})+)")
_MAIL = r"(?:e-?mail|mailbox|inbox|contact|write to|reach|correo|courriel)"
_NEAR = pattern(_MAIL)
_DOTS = pattern(rf"{_DOT}")

_NOT_NAMES = frozenset(
    "a all am and are available away back be book busy buy check deals discount down donate "  # noqa: SIM905 - a word list reads best as prose
    "find follow free go goods he held her here him home hosted i in info it join just learn "
    "listen live look looking me meet more myself not now off on online only open or order out "
    "page posted read register room see she shop shopping sign site sold start stay stuff store "
    "that them there they this tickets today too up us video visit was watch we work working you "
    "yourself".split()
)
"""Words before "at" that are no mailbox name in "look at example dot com"."""

_LOCAL_LENGTH, _DOMAIN_LENGTH, _LABEL_LENGTH = 64, 253, 63
"""Most octets of the parts of an address. Source: RFC 5321 section 4.5.3.1, RFC 1035 2.3.4."""


def _is_top_level(label: str) -> bool:
    label = label.lower()
    if label.startswith("xn--"):
        try:
            label = label.encode("ascii").decode("idna")
        except UnicodeError:
            return False
    return is_top(label)


def _domain_length(domain: str) -> int:
    """Code points at the start of ``domain`` that are a domain name; 0 for none."""
    labels = domain[:_DOMAIN_LENGTH].split(".")
    while len(labels) > 1:
        sound = all(
            0 < len(label) <= _LABEL_LENGTH and label[0] != "-" and label[-1] != "-"
            for label in labels
        )
        is_next_sentence = labels[-1].istitle() and len(labels) > 2 and _is_top_level(labels[-2])  # noqa: PLR2004 - mailbox.com.Then
        if sound and not is_next_sentence and _is_top_level(labels[-1]):
            return len(".".join(labels))
        labels.pop()
    return 0


def _local_start(text: str, local: Span) -> int:
    """Where the mailbox name starts once punctuation before it is left out; -1 for none."""
    name = local.of(text).lstrip(".'%+-")
    sound = 0 < len(name) <= _LOCAL_LENGTH and ".." not in name and name[-1] != "."
    return local.end - len(name) if sound else -1


def _written(text: str) -> Iterator[Span]:
    for whole, local, domain in _WRITTEN.groups(text):
        start, length = _local_start(text, local), _domain_length(domain.of(text))
        joined = token_before(text, whole)
        is_handle = text[max(0, start - 1) : max(0, start)] == "@"
        if start >= 0 and length and not is_handle and "://" not in joined:
            yield Span(start, domain.start + length)


def _spelled(text: str, domain: Span) -> int:
    """Where a domain with spelled dots ends; -1 when it is none."""
    words, at = domain.of(text), 0
    labels: list[str] = []
    ends = [at]
    for dot in _DOTS.find(words):
        labels.append(words[at : dot.start])
        ends.append(dot.start)
        at = dot.end
    labels.append(words[at:])
    ends.append(len(words))
    length = _domain_length(".".join(labels))
    used = ".".join(labels)[:length].count(".") + 1
    return domain.start + ends[used] if length else -1


def _spoken(text: str) -> Iterator[Span]:
    for whole, local, domain in _SPOKEN.groups(text):
        start, end = _local_start(text, local), _spelled(text, domain)
        if start < 0 or end < 0:
            continue
        is_near_mail = _NEAR.found_in(around(text, whole, before=40))
        is_named = local.of(text).lower().lstrip("'.") not in _NOT_NAMES
        if is_near_mail or (is_named and " dot " in domain.of(text).lower()):
            yield Span(start, end)


def _bracketed(text: str) -> Iterator[Span]:
    for _, local, domain in _BRACKETED.groups(text):
        start, end = _local_start(text, local), _spelled(text, domain)
        if start >= 0 and end >= 0:
            yield Span(start, end)


def find(text: str) -> Iterator[Span]:
    """All e-mail addresses of a text."""
    return apart(span for shape in (_written, _bracketed, _spoken) for span in shape(text))


DETECTOR = Detector(
    name="email",
    title="E-mail address",
    validates="lengths of mailbox and labels, and that the last label is a top-level domain",
    gates=(
        r"[^\s@.,:;!?()\"<>*/|\[\]{}]@[^\s@]",
        r"[(\[{<] ?(?:at|arroba|ät|@) ?[)\]}>]",
        r" at [^\s.]+(?: dot |\.)[^\s.]",
    ),
    find=find,
    secret=False,
)
