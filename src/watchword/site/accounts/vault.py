"""Tokens at rest: encrypted with keys that are not in the database.

The newest key encrypts; older ones still decrypt until every token was encrypted anew. Keys lie
in ``token.keys`` in the site's folder, the newest first, readable by its owner only, or come from
``WATCHWORD_TOKEN_KEYS``, apart by spaces.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from watchword.base.errors import SiteError

FILE = "token.keys"


def seal(home: Path, secret: str) -> bytes:
    """Encrypt what a network gave."""
    return _vault(home).encrypt(secret.encode())


def unseal(home: Path, sealed: bytes) -> str:
    """What a network gave.

    Raises:
        SiteError: None of the keys opens it.
    """
    try:
        return _vault(home).decrypt(bytes(sealed)).decode()
    except InvalidToken:
        raise SiteError(
            "a token was encrypted with a key that is not here",
            hint=f"bring {FILE} of that site, or join the account again",
        ) from None


def sealed_anew(home: Path, sealed: bytes) -> bytes:
    """The same secret under the newest key.

    Raises:
        SiteError: None of the keys opens it.
    """
    return seal(home, unseal(home, sealed))


def add_key(home: Path) -> None:
    """Put a new key first; what older keys encrypted still opens."""
    _write(home / FILE, [Fernet.generate_key().decode(), *_keys(home)])


def drop_old_keys(home: Path) -> None:
    """Keep the newest key alone; first encrypt every token anew."""
    _write(home / FILE, _keys(home)[:1])


def _vault(home: Path) -> MultiFernet:
    return MultiFernet([Fernet(one) for one in _keys(home)])


def _keys(home: Path) -> list[str]:
    if given := os.environ.get("WATCHWORD_TOKEN_KEYS", "").split():
        return given
    path = home / FILE
    if not path.is_file():
        home.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text("ascii").split()
        with os.fdopen(handle, "w") as file:
            file.write(Fernet.generate_key().decode() + "\n")
    return path.read_text("ascii").split()


def _write(path: Path, keys: list[str]) -> None:
    """Whole or not at all: a site without its keys has lost its tokens."""
    new = path.with_suffix(".new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
