"""Base58, the alphabet of most wallet addresses, and the checks built on it."""

from __future__ import annotations

import hashlib

from watchword.detect.crypto_wallet.keccak import keccak256

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
"""Alphabets. Source: Bitcoin base58.cpp; XRP Ledger base58 encodings."""
_BLOCK, _BLOCK_BYTES, _CHECK = 11, 8, 4


def decoded(words: str, *, alphabet: str = BITCOIN) -> bytes:
    """The bytes that a Base58 word stands for; a leading zero digit is a zero byte.

    Raises:
        ValueError: A character is not of the alphabet.
    """
    number = 0
    for char in words:
        number = number * 58 + alphabet.index(char)
    zeros = len(words) - len(words.lstrip(alphabet[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def encoded(raw: bytes, *, alphabet: str = BITCOIN) -> str:
    """The Base58 word for bytes."""
    number, digits = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = alphabet[digit] + digits
    return alphabet[0] * (len(raw) - len(raw.lstrip(b"\0"))) + digits


def checksum(raw: bytes) -> bytes:
    """The four bytes that Base58Check appends. Source: Bitcoin developer reference."""
    return hashlib.sha256(hashlib.sha256(raw).digest()).digest()[:_CHECK]


def version(words: str, *, alphabet: str = BITCOIN) -> int:
    """The version byte of a sound Base58Check address of 25 bytes; -1 when it is none."""
    raw = decoded(words, alphabet=alphabet)
    is_sound = len(raw) == 25 and checksum(raw[:-_CHECK]) == raw[-_CHECK:]  # noqa: PLR2004 - 1 + 20 + 4
    return raw[0] if is_sound else -1


def is_monero(words: str) -> bool:
    """Whether a word is a sound Monero address.

    Source: Monero's public address format: blocks of 11 digits stand for 8 bytes, the last
    of 7 for 5; the last four bytes are the start of the rest's Keccak-256.
    """
    raw = b""
    for start in range(0, len(words), _BLOCK):
        block = words[start : start + _BLOCK]
        length = _BLOCK_BYTES if len(block) == _BLOCK else 5
        number = int.from_bytes(decoded(block), "big")
        if number >= 1 << 8 * length:
            return False
        raw += number.to_bytes(length, "big")
    return keccak256(raw[:-_CHECK])[:_CHECK] == raw[-_CHECK:]
