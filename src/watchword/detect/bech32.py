"""The checksum of Bech32 words, as Bitcoin addresses and age keys carry it."""

from __future__ import annotations

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CONSTANTS = frozenset({1, 0x2BC830A3})
"""What a sound word leaves: Bech32 and Bech32m. Source: BIP 173 and BIP 350."""
_CHECK_LENGTH = 6


def _remainder(values: list[int]) -> int:
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for index, generator in enumerate(_GENERATORS):
            if top >> index & 1:
                state ^= generator
    return state


def _expanded(prefix: str) -> list[int]:
    return [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]


def is_bech32(words: str) -> bool:
    """Whether a word in one case, with a prefix before its last ``1``, carries a sound checksum."""
    lower = words.lower()
    prefix, one, rest = lower.rpartition("1")
    if not (prefix and one) or len(rest) <= _CHECK_LENGTH or words not in {lower, words.upper()}:
        return False
    values = [_ALPHABET.find(char) for char in rest]
    return min(values) >= 0 and _remainder(_expanded(prefix) + values) in _CONSTANTS


def bech32(prefix: str, values: list[int], *, constant: int = 1) -> str:
    """The word for a prefix and values of five bits each.

    Args:
        prefix: Lower-case letters before the ``1``.
        values: Numbers from 0 to 31.
        constant: 1 for Bech32, 0x2BC830A3 for Bech32m.
    """
    left = _remainder(_expanded(prefix) + values + [0] * _CHECK_LENGTH) ^ constant
    check = [left >> 5 * (_CHECK_LENGTH - 1 - index) & 31 for index in range(_CHECK_LENGTH)]
    return f"{prefix}1{''.join(_ALPHABET[value] for value in values + check)}"
