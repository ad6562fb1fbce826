"""Postcodes: British ones by their own shape, others beside a word that names them."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart, around, stands_alone

_AREAS = frozenset(
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT "  # noqa: SIM905 - a word list reads best as prose
    "DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA "
    "LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE "
    "SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV "
    "YO ZE".split()
)
"""Postcode areas, with the Crown dependencies and forces. Source: Royal Mail, 2024."""
_LETTERED = pattern(r"^(?:E1W|N1[CP]|NW1W|SE1P|SW1[A-Y]|W1[A-W]|WC[12][A-Z]|EC[1-4][A-Z])$")
"""The only outward codes that end in a letter. Source: Royal Mail, 2024."""
_BRITISH_SHAPE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
"""Source: BS 7666-0:2006, which leaves C I K M O V out of the last two letters."""
BRITISH = pattern(_BRITISH_SHAPE, case=True)
_BRITISH_ANY_CASE = pattern(_BRITISH_SHAPE)

_NAMED = (
    r"(?:post ?codes?|zip(?: ?codes?)?|postal codes?|postleitzahl|plz|codes? postal(?:es)?|"
    r"c[oó]digos? postal(?:es)?|codice postale|cap|cep|postcode|kod pocztowy|eircode|pin ?code|"
    r"postnummer|postinumero)"
)
_FOREIGN = (
    r"(?:\d{5}-\d{3,4}|\d{4,6}|\d{2}-\d{3}|\d{3} \d{2,3}|\d{4} ?[a-z]{2}|"
    r"[a-z]\d[a-z][ -]?\d[a-z]\d|[a-z]\d[\dw] ?[a-z\d]{4})"
)
"""United States, Portugal, Brazil; most of Europe, India, China; Poland; Czechia, Slovakia,
Sweden, Greece, India; the Netherlands; Canada; Ireland. Source: Universal Postal Union,
Addressing systems, 2024."""
_BESIDE = pattern(
    rf"\b{_NAMED}\b[ .:=#(\"']{{0,4}}(?:(?:is|was|ist|est|es|è|jest)[ :]{{1,3}})?({_FOREIGN})"
)
_WORD = pattern(rf"\b{_NAMED}\b")


def is_british(words: str) -> bool:
    """Whether upper-case words are a postcode of an area that exists."""
    outward = words[:-3].rstrip()
    letters = outward[:2] if outward[1:2].isalpha() else outward[:1]
    is_lettered = outward[-1:].isalpha()
    return letters in _AREAS and (not is_lettered or _LETTERED.found_in(outward))


def _british(text: str) -> Iterator[Span]:
    for span in _BRITISH_ANY_CASE.find(text):
        words = span.of(text)
        if not stands_alone(text, span, joiners="_#@-/") or not is_british(words.upper()):
            continue
        is_named = _WORD.found_in(around(text, span, before=30))
        is_size = words.endswith("GB")
        if is_named or (words.isupper() and not is_size):
            yield span


def _foreign(text: str) -> Iterator[Span]:
    for _, code in _BESIDE.groups(text):
        if stands_alone(text, code, joiners="_-"):
            yield code


def find(text: str) -> Iterator[Span]:
    """All postcodes of a text."""
    return apart(span for shape in (_british, _foreign) for span in shape(text))


DETECTOR = Detector(
    name="postcode",
    title="Postcode",
    validates="the British area letters and the letters each place of the code may hold; "
    "elsewhere the shape, and a word that names it",
    gates=(
        rf"(?:^|[^a-z\d/_]){_BRITISH_SHAPE}(?:[^a-z\d]|$)",
        rf"\b{_NAMED}[ .:=#(\"']{{0,4}}(?:(?:is|was|ist|est|es|è|jest)[ :]{{1,3}})?[a-z]?\d",
    ),
    find=find,
    secret=False,
    group="location",
)
