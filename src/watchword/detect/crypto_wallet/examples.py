"""Texts that prove the detector; addresses are computed from invented bytes: nobody owns them."""

from __future__ import annotations

from watchword.detect.bech32 import bech32
from watchword.detect.crypto_wallet.base58 import RIPPLE, checksum, encoded
from watchword.detect.crypto_wallet.keccak import keccak256

_TWENTY = bytes(range(40, 60))


def base58_address(first: int, body: bytes = _TWENTY) -> str:
    """A Base58Check address of that version byte."""
    raw = bytes([first]) + body
    return encoded(raw + checksum(raw))


def ethereum_address(body: bytes = _TWENTY) -> str:
    """An Ethereum address with its mixed-case checksum."""
    digits = body.hex()
    digest = keccak256(digits.encode()).hex()
    cased = (
        char.upper() if int(proof, 16) > 7 else char  # noqa: PLR2004 - EIP-55
        for char, proof in zip(digits, digest, strict=False)
    )
    return "0x" + "".join(cased)


def monero_address(body: bytes = bytes(range(64))) -> str:
    """A standard Monero address."""
    raw = bytes([18]) + body
    raw += keccak256(raw)[:4]
    blocks = (raw[start : start + 8] for start in range(0, len(raw), 8))
    return "".join(
        encoded(block.lstrip(b"\0")).rjust(11 if len(block) == 8 else 7, "1")  # noqa: PLR2004 - 8-byte blocks
        for block in blocks
    )


def _other_last(address: str) -> str:
    return address[:-1] + ("2" if address[-1] != "2" else "3")


_BITCOIN, _SCRIPT, _LITECOIN = (base58_address(first) for first in (0, 5, 48))
_SEGWIT = bech32("bc", [0, *(number % 32 for number in range(32))])
_TAPROOT = bech32("bc", [1, *(number % 32 for number in range(52))], constant=0x2BC830A3)
_ETHEREUM, _MONERO = ethereum_address(), monero_address()
_RAW = bytes([0]) + _TWENTY
_RIPPLE = encoded(_RAW + checksum(_RAW), alphabet=RIPPLE)
_SOLANA = encoded(bytes(range(100, 132)))

EXAMPLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (f"Send to {_BITCOIN}.", (_BITCOIN,)),
    (f"{_SCRIPT} or {_LITECOIN}", (_SCRIPT, _LITECOIN)),
    (f"bitcoin:{_SEGWIT}?amount=1", (_SEGWIT,)),
    (f"pay {_SEGWIT.upper()}", (_SEGWIT.upper(),)),
    (f"taproot {_TAPROOT}", (_TAPROOT,)),
    (f"ETH {_ETHEREUM}", (_ETHEREUM,)),
    (f"eth {_ETHEREUM.lower()}", (_ETHEREUM.lower(),)),
    (f"xmr {_MONERO}", (_MONERO,)),
    (f"xrp {_RIPPLE}", (_RIPPLE,)),
    (f"my Solana wallet {_SOLANA}", (_SOLANA,)),
    (f"Send to {_other_last(_BITCOIN)}", ()),
    (f"Send to {_other_last(_SEGWIT)}", ()),
    (f"0x{'0' * 40} burns", ()),
    (f"0x{_ETHEREUM[2:].swapcase()} is mistyped", ()),
    (f"hash 0x{'ab' * 32}", ()),
    (f"just an id {_SOLANA}", ()),
)
