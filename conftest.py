"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from watchword.demo.networks.bluesky import BlueskyServer
    from watchword.demo.networks.line import Instead, Line
    from watchword.demo.networks.pretended import Pretended
    from watchword.demo.networks.snac import SnacServer

ROOT = Path(__file__).parent

# a shared machine is slow now and then, and no test is about time
settings.register_profile("house", deadline=None)
settings.load_profile("house")

os.environ.setdefault("NO_COLOR", "1")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("WATCHWORD_CHROMIUM")
    if not path:
        pytest.skip("WATCHWORD_CHROMIUM names no browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            chromium_sandbox=False,
            args=[
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def bluesky_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BlueskyServer]:
    """A real Bluesky server on loopback, put in place by scripts/networks."""
    from watchword.demo.networks import bluesky

    if not bluesky.is_installed(ROOT):
        pytest.skip("no Bluesky server: scripts/networks puts one in place")
    with bluesky.bluesky_server(ROOT, tmp_path_factory.mktemp("bluesky")) as running:
        yield running


@pytest.fixture(scope="session")
def snac_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnacServer]:
    """A real server with Mastodon's API on loopback, put in place by scripts/networks."""
    from watchword.demo.networks import snac

    if not snac.is_installed(ROOT):
        pytest.skip("no snac: scripts/networks puts one in place")
    with snac.snac_server(ROOT, tmp_path_factory.mktemp("snac")) as running:
        yield running


@pytest.fixture
def bad_line() -> Callable[[int], AbstractContextManager[Line]]:
    """A line to a port of loopback that loses what it is told to lose."""
    from watchword.demo.networks import line

    return line.bad_line


@pytest.fixture
def pretended_server() -> Iterator[Pretended]:
    """A server that pretends to be Mastodon and fails when it is told to."""
    from watchword.demo.networks import pretended

    with pretended.pretended_server() as running:
        yield running


@pytest.fixture
def instead() -> type[Instead]:
    """What a bad line answers instead of the server."""
    from watchword.demo.networks import line

    return line.Instead
