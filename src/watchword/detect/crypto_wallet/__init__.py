"""Addresses of crypto wallets, proved by their checksums."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from watchword.base.late import pattern
from watchword.base.span import Span
from watchword.detect.base import Detector
from watchword.detect.bech32 import is_bech32
from watchword.detect.crypto_wallet.base58 import BITCOIN, RIPPLE, decoded, is_monero, version
from watchword.detect.crypto_wallet.keccak import keccak256
from watchword.detect.surroundings import apart, around, stands_alone

_DIGIT = "[1-9A-HJ-NP-Za-km-z]"
_VERSIONS = frozenset({0x00, 0x05, 0x30, 0x32, 0x1E, 0x16, 0x41, 0x4C})
"""Bitcoin 1 and 3, Litecoin L and M, Dogecoin D and 9 or A, Tron T, Dash X. Source: each
project's chain parameters, 2024."""
_SOLANA_BYTES = 32
_ABOUT_SOLANA = pattern(r"\b(?:solana|sol|phantom|spl)\b")
_HEX = 40


def is_ethereum(words: str) -> bool:
    """Whether ``0x`` and 40 digits are in one case or carry a sound mixed-case checksum.

    Source: EIP-55: a letter is upper case where the digest of the lower-case digits has a
    hexadecimal digit of 8 or more.
    """
    digits = words[2:]
    if digits in {digits.lower(), digits.upper()}:
        return len(set(digits.lower())) > 1
    digest = keccak256(digits.lower().encode()).hex()
    return all(
        char.isdigit() or char.isupper() == (int(proof, 16) > 7)  # noqa: PLR2004 - EIP-55
        for char, proof in zip(digits, digest[:_HEX], strict=True)
    )


def _is_base58(words: str) -> bool:
    return version(words) in _VERSIONS


def _is_ripple(words: str) -> bool:
    return version(words, alphabet=RIPPLE) == 0


_SHAPES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (rf"\b[13LMDAT9X]{_DIGIT}{{25,33}}", _is_base58),
    (r"\b(?:bc|ltc|tb|addr)1[ac-hj-np-z02-9]{38,103}", is_bech32),
    (r"\b(?:BC|LTC|TB|ADDR)1[AC-HJ-NP-Z02-9]{38,103}", is_bech32),
    (r"\b0x[0-9a-fA-F]{40}", is_ethereum),
    (rf"\b[48][0-9AB]{_DIGIT}{{93}}", is_monero),
    (rf"\br[{BITCOIN}]{{24,34}}", _is_ripple),
)
_MATCHERS = tuple((pattern(shape, case=True), is_sound) for shape, is_sound in _SHAPES)
_SOLANA = pattern(rf"\b{_DIGIT}{{32,44}}", case=True)


def _proved(text: str) -> Iterator[Span]:
    for shape, is_sound in _MATCHERS:
        for span in shape.find(text):
            if stands_alone(text, span) and is_sound(span.of(text)):
                yield span


def _solana(text: str) -> Iterator[Span]:
    if not _ABOUT_SOLANA.found_in(text):
        return
    for span in _SOLANA.find(text):
        is_named = _ABOUT_SOLANA.found_in(around(text, span, before=40, after=20))
        if is_named and stands_alone(text, span) and len(decoded(span.of(text))) == _SOLANA_BYTES:
            yield span


def find(text: str) -> Iterator[Span]:
    """All wallet addresses of a text."""
    return apart(span for shape in (_proved, _solana) for span in shape(text))


DETECTOR = Detector(
    name="crypto-wallet",
    title="Crypto wallet address",
    validates="the checksum of each scheme: Base58Check, Bech32, EIP-55, Monero; the decoded "
    "length and a word beside it for Solana",
    gates=(rf"\b{_DIGIT}{{25}}", r"\b(?:bc|ltc|tb|addr)1[02-9a-z]{38}", r"\b0x[0-9a-f]{40}"),
    find=find,
    group="financial",
)
