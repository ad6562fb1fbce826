"""Passwords, passcodes and PINs written out in a text."""

from __future__ import annotations

from collections.abc import Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.surroundings import apart

_KEY = (
    r"(?:passwords?|passwd|pass ?codes?|pass ?phrases?|pwd|pword|pw|pass ?word|passwort|kennwort|"
    r"mot de passe|mdp|contraseña|contrasena|clave|senha|palavra-passe|parola d'ordine|wachtwoord|"
    r"hasło|haslo|lösenord|losenord|adgangskode|salasana|jelszó|heslo|parolă|şifre|пароль)"
)
_PIN_KEY = (
    r"(?:pin(?: ?code| number| no\.?)?|passcode|security code|door code|entry code|alarm code)"
)
_GAP = r"(?: (?:for|to|of|für|pour|para|per|voor)(?: [\pL\pN'’.\-]+){1,4})?"
_ASSIGNED = pattern(rf"(?:^|[^\pL\pN])({_KEY}){_GAP} ?[:=] ?([\"'“«`]?)(\S+)( ?)(\S?)")
_IS = r"(?:is|was|ist|lautet|est|es|era|è|é|jest|är|er|on)(?: (?:now|still|jetzt|ahora))?"
_STATED = pattern(rf"(?:^|[^\pL\pN])({_KEY}){_GAP} {_IS}[ :]{{1,3}}([\"'“«`]?)(\S+)")
_PIN = pattern(rf"(?:^|[^\pL\pN]){_PIN_KEY}{_GAP}(?: ?[:=] ?| {_IS} )[\"'“]?(\d{{4,8}})")
_CLOSING = ".,;:!?\"'”»`)]}<>…"
_PLAIN_WORDS = frozenset(
    "required optional incorrect wrong invalid expired protected forgotten hidden none null reset "  # noqa: SIM905 - a word list reads best as prose
    "change changed unknown missing secret security strong weak safe true false here there what "
    "why how when who your needed necessary tips manager policy best most only never always that "
    "this also just very more not the click please enter choose must should update policy show "
    "sharing reuse password passwords login username falsch vergessen incorrecto incorrecta "
    "oublié erforderlich".split()
)
"""Words that follow "password:" without being one."""
_FEWEST, _MOST, _FEWEST_PLAIN = 4, 128, 6


def _value(text: str, value: Span) -> Span:
    """The value without the punctuation of the sentence around it."""
    return Span(value.start, value.start + len(value.of(text).rstrip(_CLOSING)))


def _is_mixed(words: str) -> bool:
    """Whether it holds a letter with a digit or sign, as words of a sentence do not."""
    has_letter = any(char.isalpha() for char in words)
    has_digit = any(char.isdigit() for char in words)
    has_sign = any(char in "!$%^&*_+=?#~@" for char in words)
    has_inner_capital = words[1:] != words[1:].lower() and not words.isupper()
    return (has_letter and (has_digit or has_sign or has_inner_capital)) or (has_digit and has_sign)


def _may_be(words: str) -> bool:
    is_sized = _FEWEST <= len(words) <= _MOST
    is_address = "://" in words or words.startswith(("www.", "@", "#"))
    is_masked = len(set(words.lower())) == 1 or words.strip("*•x.-_") == ""
    named = words.lower().strip("<>[]{}()'’") in _PLAIN_WORDS
    return is_sized and not is_address and not is_masked and not named and words[0] not in "<[{$"


def _assigned(text: str) -> Iterator[Span]:
    for _, _, quote, value, _, following in _ASSIGNED.groups(text):
        span = _value(text, value)
        words = span.of(text)
        is_last = following.start == following.end or len(words) < len(value.of(text))
        is_plain = len(words) >= _FEWEST_PLAIN and is_last and words.isalnum()
        is_number = words.isdigit()
        if _may_be(words) and (
            quote.end > quote.start or _is_mixed(words) or is_plain or is_number
        ):
            yield span


def _stated(text: str) -> Iterator[Span]:
    for _, _, quote, value in _STATED.groups(text):
        span = _value(text, value)
        words = span.of(text)
        is_quoted = quote.end > quote.start and len(words) < len(value.of(text))
        if _may_be(words) and (is_quoted or _is_mixed(words)):
            yield span


def _pins(text: str) -> Iterator[Span]:
    for _, digits in _PIN.groups(text):
        after = text[digits.end : digits.end + 1]
        if not after.isalnum() and after not in {"-", "_"}:
            yield digits


def find(text: str) -> Iterator[Span]:
    """All passwords of a text."""
    return apart(span for shape in (_assigned, _stated, _pins) for span in shape(text))


DETECTOR = Detector(
    name="password",
    title="Password",
    validates="a word that announces it, and a value that is not part of an ordinary sentence",
    gates=(rf"{_KEY}[ :=]", rf"\b{_PIN_KEY}[ :=]"),
    find=find,
    group="secret",
)
