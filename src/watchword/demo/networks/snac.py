"""A server with Mastodon's API (snac) of our own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from watchword.channels.http import Answer, Door
from watchword.demo.networks.bluesky import INSTALLED
from watchword.demo.networks.starting import free_port, started

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


def is_installed(root: Path) -> bool:
    """Whether ``scripts/networks`` has put it in place."""
    return _program(root).is_file()


def _program(root: Path) -> Path:
    return (root / INSTALLED / "snac" / "root" / "usr" / "bin" / "snac").absolute()


@dataclass(frozen=True, kw_only=True, slots=True)
class SnacServer:
    """A running server.

    Attributes:
        port: On loopback.
        program: The program.
        folder: Its data.
    """

    port: int
    program: Path
    folder: Path

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://localhost:{self.port}"

    @property
    def door(self) -> Door:
        """A door that may ask it."""
        return Door(private=frozenset({"localhost", "127.0.0.1"}))

    def token(self, name: str) -> str:
        """Make an account, sign it in as an application does; its token."""
        made = subprocess.run(  # noqa: S603 - a program of our own choice
            [str(self.program), "adduser", str(self.folder), name],
            input=b"Glenmarrow\n",
            capture_output=True,
            check=True,
        )
        said = (made.stdout + made.stderr).decode()
        password = next(
            line.split()[-1] for line in said.splitlines() if "password" in line.lower()
        )
        app = json.loads(
            self._asked(
                "/api/v1/apps",
                {"client_name": "watchword", "redirect_uris": OUT_OF_BAND, "scopes": "read write"},
            ).body
        )
        signed_in = {"redir": OUT_OF_BAND, "cid": app["client_id"], "state": ""}
        page = self._asked("/oauth/x-snac-login", {**signed_in, "login": name, "passwd": password})
        kept = {
            "client_id": app["client_id"],
            "client_secret": app["client_secret"],
            "redirect_uri": OUT_OF_BAND,
            "grant_type": "authorization_code",
            "code": page.body.decode().strip(),
        }
        return str(json.loads(self._asked("/oauth/token", kept).body)["access_token"])

    def _asked(self, path: str, said: dict[str, str]) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.door.ask(
            "POST", self.address + path, body=urlencode(said).encode(), headers=headers
        )


@contextmanager
def snac_server(root: Path, folder: Path) -> Iterator[SnacServer]:
    """Run one.

    Args:
        root: The checkout.
        folder: An empty folder for its data.
    """
    program, port, kept = _program(root), free_port(), folder / "kept"
    answers = f"127.0.0.1\n{port}\nlocalhost:{port}\n\n\n"
    subprocess.run(  # noqa: S603 - a program of our own choice
        [str(program), "init", str(kept)], input=answers.encode(), capture_output=True, check=True
    )
    settings = json.loads((kept / "server.json").read_text("utf-8"))
    (kept / "server.json").write_text(json.dumps({**settings, "protocol": "http"}), "utf-8")
    with started(
        [str(program), "httpd", str(kept)], port, folder=folder, environment={"PATH": os.defpath}
    ):
        yield SnacServer(port=port, program=program, folder=kept)
