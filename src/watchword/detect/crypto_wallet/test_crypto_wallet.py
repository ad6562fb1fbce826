"""What the wallet detector finds in generated texts, and the sums behind it."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchword.detect.bech32 import bech32, is_bech32
from watchword.detect.crypto_wallet import DETECTOR, is_ethereum
from watchword.detect.crypto_wallet.base58 import decoded, encoded, is_monero
from watchword.detect.crypto_wallet.examples import (
    base58_address,
    ethereum_address,
    monero_address,
)
from watchword.detect.crypto_wallet.keccak import keccak256

TWENTY = st.binary(min_size=20, max_size=20).filter(lambda raw: len(set(raw)) > 8 and raw[0] > 0)


def found(text: str) -> list[str]:
    return [span.of(text) for span in DETECTOR.find(text)]


@given(st.sampled_from((0x00, 0x05, 0x30, 0x32, 0x1E, 0x41, 0x4C)), TWENTY)
def test_every_base58_address_is_found_and_a_mistyped_one_is_not(is_nominated, first, body):
    address = base58_address(first, body)
    assert found(f"to {address}.") == [address]
    assert is_nominated(DETECTOR, f"to {address}.")
    wrong = address[:9] + ("2" if address[9] != "2" else "3") + address[10:]
    assert found(f"to {wrong}.") == []


@given(st.lists(st.integers(0, 31), min_size=32, max_size=52), st.integers(0, 50))
def test_every_bech32_address_is_found_and_a_mistyped_one_is_not(is_nominated, values, where):
    address = bech32("bc", [0, *values])
    assert found(f"to {address}!") == [address]
    assert is_nominated(DETECTOR, f"to {address}!")
    place = 3 + where % (len(address) - 3)
    wrong = address[:place] + ("q" if address[place] != "q" else "p") + address[place + 1 :]
    assert found(f"to {wrong}!") == []


@given(TWENTY)
def test_every_ethereum_address_is_found(is_nominated, body):
    address = ethereum_address(body)
    assert found(f"to {address}") == [address]
    assert is_nominated(DETECTOR, f"to {address}")


@given(st.binary(min_size=64, max_size=64))
def test_every_monero_address_is_sound(body):
    assert is_monero(monero_address(body))


@given(st.binary(max_size=60))
def test_base58_comes_back_as_it_was(raw):
    assert decoded(encoded(raw)) == raw


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_keccak_gives_the_published_digests(message, digest):
    assert keccak256(message).hex() == digest


@given(st.binary(max_size=300))
def test_keccak_differs_from_sha3_by_its_padding_alone_and_gives_32_bytes(message):
    assert len(keccak256(message)) == 32
    assert keccak256(message) != hashlib.sha3_256(message).digest()


def test_the_published_addresses_are_sound():
    assert is_ethereum("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")
    assert is_bech32("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")
    assert is_bech32("abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx")
    assert not is_bech32("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxq")
