"""The numbering schemes: what a number looks like, its check, and the words that name it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from watchword.base.late import pattern
from watchword.base.pattern import Pattern

GAP = r"[ \x{A0}\x{2011}./-]?"
"""At most one separator between two groups."""

_ANY_STATE = (
    r"national id|national identi(?:ty|fication)|identity (?:card|number|code)|"
    r"personal (?:id|identity|identification) (?:number|code|no)|citizen number"
)
"""Words in English that name a number of any state."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scheme:
    """One state's number.

    Attributes:
        name: What its people call it.
        shape: What it looks like, in groups or in one run.
        is_valid: Takes letters and digits only, capitals.
        context: Words of which one must stand near.
        alone: A way of writing that needs no word near it; None where there is none.
    """

    name: str
    shape: Pattern
    is_valid: Callable[[str], bool]
    context: Pattern
    alone: Pattern | None

    def needs_context(self, words: str) -> bool:
        """Whether words written like this prove too little by themselves."""
        return self.alone is None or not self.alone.found_in(words)


def _standard(module: str) -> Callable[[str], bool]:
    """The check of a python-stdnum module, imported when the first number asks for it."""

    def is_valid(compact: str) -> bool:
        return bool(importlib.import_module(f"stdnum.{module}").is_valid(compact))

    return is_valid


_is_finnish = _standard("fi.hetu")
_is_codice_fiscale = _standard("it.codicefiscale")
_is_portuguese_tax_number = _standard("pt.nif")
_is_dutch = _standard("nl.bsn")
_is_polish = _standard("pl.pesel")


def _hetu(compact: str) -> bool:
    """The sign for the century, lost with the separators, is put back."""
    whole = compact if compact[6].isalpha() else f"{compact[:6]}-{compact[6:]}"
    return _is_finnish(whole)


def _codice_fiscale(compact: str) -> bool:
    return any(char.isdigit() for char in compact) and _is_codice_fiscale(compact)


def _portuguese_tax_number(compact: str) -> bool:
    """People's numbers begin with 1, 2, 3 or 45. Source: Autoridade Tributária, 2024."""
    return compact.startswith(("1", "2", "3", "45")) and _is_portuguese_tax_number(compact)


def _varied(is_valid: Callable[[str], bool]) -> Callable[[str], bool]:
    """The check, with runs of one digit left out: placeholders often pass."""
    return lambda compact: len(set(compact)) > 1 and is_valid(compact)


_ICAO_WEIGHTS = (7, 3, 1)
"""Weights of a document number's check digit. Source: ICAO Doc 9303 part 3, 2021."""
_SERIAL = 9
"""Characters of a German identity card's serial number, the check digit not counted.
Source: Personalausweisverordnung, annex 1, 2024."""


def _personalausweis(compact: str) -> bool:
    serial, check = compact[:_SERIAL], compact[_SERIAL : _SERIAL + 1]
    total = sum(
        int(char, 36) * _ICAO_WEIGHTS[place % len(_ICAO_WEIGHTS)]
        for place, char in enumerate(serial)
    )
    has_digit = any(char.isdigit() for char in serial)
    return has_digit and check in {"", str(total % 10)}


_G = GAP
_OMOCODE = r"[\dlmnp-v]"
"""A digit, or the letter that stands for it where two people would share a code."""

SHAPE_OF = {
    "dni": r"\b\d{2}\.?\d{3}\.?\d{3}[ -]?[a-z]\b",
    "nie": r"\b[xyz]-?\d{7}-?[a-z]\b",
    "nir": rf"\b[12]{_G}\d\d{_G}\d\d{_G}(?:\d\d|2[ab]){_G}\d{{3}}{_G}\d{{3}}{_G}\d\d\b",
    "steuer-id": rf"\b[1-9]\d{_G}\d{{3}}{_G}\d{{3}}{_G}\d{{3}}\b",
    "personalausweis": r"\b[lmnprtvwxy][\dcfghjklmnprtvwxyz]{8}(?:\dd?)?\b",
    "codice fiscale": rf"\b[a-z]{{3}} ?[a-z]{{3}} ?{_OMOCODE}{{2}}[a-ehlmpr-t]{_OMOCODE}{{2}} ?"
    rf"[a-z]{_OMOCODE}{{3}}[a-z]\b",
    "bsn": rf"\b\d{{3,4}}{_G}\d{{2,3}}{_G}\d{{3}}\b",
    "rijksregisternummer": rf"\b\d\d{_G}\d\d{_G}\d\d{_G}\d{{3}}{_G}\d\d\b",
    "pesel": r"\b\d{11}\b",
    "personnummer": r"\b(?:19|20)?\d{6}[-+ ]?\d{4}\b",
    "hetu": r"\b[0-3]\d[01]\d{3}[-+a-fu-y]\d{3}[\da-fhj-npr-y]\b",
    "cpr": r"\b[0-3]\d[01]\d{3}[- ]?\d{4}\b",
    "fødselsnummer": r"\b[0-7]\d[0-9]\d{3} ?\d{5}\b",
    "nif": rf"\b[1-4]\d{{2}}{_G}\d{{3}}{_G}\d{{3}}\b",
    "cartão de cidadão": r"\b\d{8} ?\d ?[a-z\d]{2}\d\b",
    "pps": r"\b\d{7} ?[a-w][a-iw]?\b",
    "versicherungsnummer": r"\b[1-9]\d{3}[ -]?[0-3]\d[01]\d{3}\b",
    "rodné číslo": r"\b\d{6}/?\d{3,4}\b",
    "cnp": r"\b[1-9]\d{12}\b",
    "ahv": r"\b756[. ]?\d{4}[. ]?\d{4}[. ]?\d\d\b",
}
"""What the numbers look like, letters in either case. Source: the issuing authorities' public
pages and python-stdnum, 2024."""

_ROWS: tuple[tuple[str, Callable[[str], bool], str, str], ...] = (
    ("dni", _standard("es.dni"), r"dni|nif|documento nacional", r"[A-Z]$"),
    ("nie", _standard("es.nie"), r"nie|extranjero", r"^[A-Z].*[A-Z]$"),
    ("nir", _standard("fr.nir"), r"nir|s[ée]curit[ée] sociale|s[ée]cu|carte vitale", r"."),
    (
        "steuer-id",
        _standard("de.idnr"),
        r"steuer-?id(?:nr|entifikationsnummer)?|steuerliche|steuernummer|id-?nr|tax id",
        "",
    ),
    (
        "personalausweis",
        _personalausweis,
        r"[a-z]*personalausweis[a-z]*|ausweisnummer|perso-?nr|german id",
        "",
    ),
    ("codice fiscale", _codice_fiscale, r"codice fiscale|cod\. ?fisc|c\.?f", r"^[A-Z\d ]+$"),
    ("bsn", _varied(_is_dutch), r"bsn|burgerservicenummers?|sofi-?nummers?|citizen service", ""),
    (
        "rijksregisternummer",
        _standard("be.nn"),
        r"rijksregister[a-z]*|registre national|num[ée]ro national|insz|niss|national register",
        r"^\d\d\.\d\d\.\d\d-\d{3}\.\d\d$",
    ),
    ("pesel", _varied(_is_polish), r"pesel[a-z]*", ""),
    (
        "personnummer",
        _standard("se.personnummer"),
        r"person(?:nummer|nr)|samordningsnummer|personal number",
        r"[-+]",
    ),
    ("hetu", _hetu, r"hetu|henkil[öo]tunnus|personbeteckning", r"^[^a-z]+$"),
    ("cpr", _standard("dk.cpr"), r"cpr(?:-?(?:nummer|nr|number|no))?|personnummer", ""),
    (
        "fødselsnummer",
        _standard("no.fodselsnummer"),
        r"f[øo]dselsnummer|personnummer|fnr|d-nummer|birth number",
        r" ",
    ),
    ("nif", _portuguese_tax_number, r"nif|contribuinte|n[úu]mero fiscal", ""),
    ("cartão de cidadão", _standard("pt.cc"), r"cart[ãa]o de cidad[ãa]o|citizen card", ""),
    ("pps", _standard("ie.pps"), r"ppsn?|personal public service", ""),
    (
        "versicherungsnummer",
        _standard("at.vnr"),
        r"svn?r|sv-?nummer|(?:sozial)?versicherungsnummer|e-card|social security number",
        "",
    ),
    ("rodné číslo", _standard("cz.rc"), r"rodn[ée] [čc][íi]slo|birth number", r"^\d{6}/\d{4}$"),
    ("cnp", _standard("ro.cnp"), r"cnp|cod(?:ul)? numeric", ""),
    ("ahv", _standard("ch.ssn"), r"ahv(?:-?(?:nummer|nr))?|n?avs", r"\."),
)


def _scheme(name: str, is_valid: Callable[[str], bool], words: str, alone: str) -> Scheme:
    return Scheme(
        name=name,
        shape=pattern(SHAPE_OF[name]),
        is_valid=is_valid,
        context=pattern(rf"\b(?:{words}|{_ANY_STATE})\b"),
        alone=pattern(alone, case=True) if alone else None,
    )


SCHEMES = tuple(_scheme(*row) for row in _ROWS)
"""All schemes, those that prove most first."""
