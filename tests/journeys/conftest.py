"""A whole site at work, a mail server and somebody in front of a browser.

Each journey is walked by four people: with a mouse on a wide screen, by touch on a phone, with
the keyboard alone, and in a browser without JavaScript. Wherever they stop, the page is held
against axe, in light and in dark, and must not be wider than the screen nor complain.

``WATCHWORD_SCREENSHOTS`` names a folder for pictures of every stop.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

HERE = Path(__file__).parent
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "glenmarrow demonstration"
PATIENCE = 30
START_PATIENCE = 120
Scheme = Literal["light", "dark"]


@dataclass(frozen=True, kw_only=True)
class Way:
    """How somebody comes to a site."""

    name: str
    width: int = 1280
    height: int = 900
    has_touch: bool = False
    by_keyboard: bool = False
    has_scripts: bool = True
    zoom: float = 1
    schemes: tuple[Scheme, ...] = ("light",)


WAYS = (
    Way(name="wide", schemes=("light", "dark")),
    Way(name="phone", width=390, height=844, has_touch=True, schemes=("dark",)),
    Way(name="keyboard", by_keyboard=True, schemes=()),
    Way(name="plain", width=390, height=844, has_scripts=False),
)
NARROW = (
    Way(name="zoomed", width=640, height=450, zoom=2),
    Way(name="small-phone", width=320, height=568, has_touch=True, zoom=2),
)


class Post:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []

    async def handle_DATA(self, *given: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.got.append(message_from_bytes(given[2].content, policy=policy.default))
        return "250 OK"

    def letters(self, to: str, about: str = "") -> list[EmailMessage]:
        return [one for one in self.got if to in str(one["To"]) and about in str(one["Subject"])]

    def letter(self, to: str, about: str = "", saying: str = "") -> str:
        """The words of the latest such letter to somebody; it is waited for."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            words = [str(one.get_content()) for one in self.letters(to, about)]
            if found := [one for one in words if saying in one]:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError([(str(one["To"]), str(one["Subject"])) for one in self.got])

    @staticmethod
    def link(letter: str, part: str) -> str:
        """The address in a letter that holds a part."""
        return next(one for one in re.findall(r"https?://\S+", letter) if part in one)


@dataclass
class Site:
    """A site at work."""

    address: str
    home: Path
    post: Post
    log: Path

    def keeps(self, words: str) -> list[str]:
        """Files of the site, its log among them, in which some words stand."""
        files = [path for path in self.home.rglob("*") if path.is_file()]
        return [path.name for path in (*files, self.log) if words.encode() in path.read_bytes()]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _environ() -> dict[str, str]:
    """The environment without what belongs to the tests in this process."""
    left = {name: value for name, value in os.environ.items() if "WATCHWORD" not in name}
    left.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return {
        **left,
        "DJANGO_SETTINGS_MODULE": "watchword.site.settings",
        "WATCHWORD_SECOND_FACTOR": "",
    }


@contextmanager
def _running(log: Path, *commands: list[str], environ: dict[str, str]) -> Iterator[None]:
    with log.open("wb") as out:
        started = [subprocess.Popen(one, env=environ, stdout=out, stderr=out) for one in commands]
        try:
            yield
        finally:
            for one in started:
                one.terminate()
            for one in started:
                one.wait(30)


def _wait_for(address: str, log: Path) -> None:
    end = time.monotonic() + START_PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/sign-in/login/"):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A fresh site, served as anybody would serve it: web server, worker, clock and mail.

    ``HOME`` of the module says what is in it: see ``made_home.py``.
    """
    if not os.environ.get("WATCHWORD_CHROMIUM"):
        pytest.skip("WATCHWORD_CHROMIUM names no browser")
    folder, post = tmp_path_factory.mktemp("journey"), Post()
    home, log = folder / "site", folder / "site.log"
    port, mail_port = _free_port(), _free_port()
    address = f"http://127.0.0.1:{port}"
    environ = {
        **_environ(),
        "WATCHWORD_HOME": str(home),
        "WATCHWORD_ADDRESS": address,
        "WATCHWORD_MAIL": f"smtp://127.0.0.1:{mail_port}",
    }
    made = [sys.executable, str(HERE / "made_home.py")]
    subprocess.run([*made, request.module.HOME], env=environ, check=True)
    watchword = str(Path(sys.executable).with_name("watchword"))
    serve = [watchword, "site", "serve", "--bind", f"127.0.0.1:{port}"]
    server = Controller(post, hostname="127.0.0.1", port=mail_port)
    server.start()
    # the site's clock sends four times a minute; nobody wants to wait that long here
    with _running(log, serve, [*made, "send"], environ=environ):
        _wait_for(address, log)
        yield Site(address, home, post, log)
    server.stop()


@dataclass
class Walker:
    """Somebody in front of a browser."""

    page: Page
    way: Way
    name: str
    complaints: list[str] = field(default_factory=list)
    taps: int = 0

    def open(self, address: str) -> None:
        """Open an address, as from a mail or a bookmark."""
        self.page.goto(address)

    # what hands do

    def press(self, words: str, *, within: Locator | None = None) -> None:
        """Follow a link, press a button, open a fold."""
        self._use(self._pressable(words, within))

    def _pressable(self, words: str, within: Locator | None) -> Locator:
        where = within or self.page.locator("main")
        name = re.compile(rf"^\s*{re.escape(words)}")
        found = where.get_by_role("button", name=name).or_(where.get_by_role("link", name=name))
        return found.or_(where.locator("summary").filter(has_text=name)).first

    def _use(self, found: Locator) -> None:
        self.taps += 1
        if self.way.by_keyboard:
            self._reach(found)
            self.page.keyboard.press("Enter")
        elif self.way.has_touch:
            found.tap()
        else:
            found.click()

    def write(self, label: str, words: str, *, within: Locator | None = None) -> None:
        """Write into a field."""
        found = self._field(label, within)
        if not self.way.by_keyboard:
            found.fill(words)
            return
        self._reach(found)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words) if words else self.page.keyboard.press("Delete")

    def _field(self, label: str, within: Locator | None = None) -> Locator:
        named = (within or self.page.locator("main")).get_by_label(label)
        return named.and_(self.page.locator("input, textarea, select")).first

    def date(self, label: str, year: int, month: int, day: int) -> None:
        """Fill a date in."""
        found = self._field(label)
        if not self.way.by_keyboard:
            found.fill(f"{year:04}-{month:02}-{day:02}")
            return
        # browsers ask for day or month first, as their own language has it
        for typed in (f"{day:02}{month:02}{year:04}", f"{month:02}{day:02}{year:04}"):
            self._reach(found)
            self.page.keyboard.type(typed)
            if found.input_value() == f"{year:04}-{month:02}-{day:02}":
                return
            for _ in range(3):  # back over the year, day and month
                self.page.keyboard.press("Shift+Tab")
        raise AssertionError(found.input_value())

    def choose(self, label: str, option: str, *, within: Locator | None = None) -> None:
        """Choose one of a list."""
        found = self._field(label, within)
        if not self.way.by_keyboard:
            found.select_option(label=option)
            return
        self._reach(found)
        self.page.keyboard.type(option)
        assert found.evaluate("e => e.selectedOptions[0].textContent") == option

    def tick(self, label: str, *, within: Locator | None = None) -> None:
        """Tick a box or one of several circles."""
        found = self._field(label, within)
        if not self.way.by_keyboard:
            found.tap() if self.way.has_touch else found.check()
        elif found.get_attribute("type") == "radio":
            self._reach(found)
            for _ in range(20):
                if found.evaluate("e => e === document.activeElement"):
                    break
                self.page.keyboard.press("ArrowDown")
            if not found.is_checked():
                self.page.keyboard.press("Space")
        else:
            self._reach(found)
            self.page.keyboard.press("Space")
        assert found.is_checked()

    def hand_in(self, label: str, path: Path) -> None:
        """Choose a file."""
        found = self._field(label)
        with self.page.expect_file_chooser() as chooser:
            if self.way.by_keyboard:
                self._reach(found)
                self.page.keyboard.press("Enter")
            else:
                found.click()
        chooser.value.set_files(path)

    def _reach(self, found: Locator) -> None:
        """Go to something with the Tab key alone, forwards or backwards."""
        found.wait_for()
        for _ in range(400):
            where = found.evaluate(
                """e => {
                  const here = document.activeElement;
                  if (here === e || (e.type === "radio" && here?.name === e.name)) return "here";
                  return here && here !== document.body && here.id !== "main"
                    && e.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING
                    ? "before" : "after";
                }"""
            )
            if where == "here":
                return
            self.page.keyboard.press("Shift+Tab" if where == "before" else "Tab")
        raise AssertionError(f"the keyboard does not reach {found}")

    # what eyes do

    def sees(self, words: str) -> None:
        """Some words are on the page, or come within a moment."""
        found = self.page.get_by_text(words).locator("visible=true").first
        try:
            found.wait_for()
        except PlaywrightTimeout:
            raise AssertionError(f"{words!r} is not on {self.page.url}: {self.reads()}") from None
        self.page.wait_for_load_state()

    def arrives(self, address: str) -> None:
        """A page has come with all that listens on it; a key pressed sooner is heard by nobody."""
        expect(self.page).to_have_url(address)
        self.page.wait_for_load_state()

    def reads(self) -> str:
        """All that is on the page."""
        return str(self.page.locator("main").inner_text())

    def stop(self, name: str) -> None:
        """Look at the page as it is: accessible, no wider than the screen, not complaining."""
        self.page.wait_for_load_state()
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.way.width, f"{name} is {width} wide on {self.way.width}"
        for scheme in self.way.schemes:
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self._picture(f"{name}-{self.way.name}-{scheme}")
            if self.way.has_scripts:
                self._axe(name)
        if not self.way.schemes:
            self._picture(f"{name}-{self.way.name}")
        assert self.complaints == [], name

    def _axe(self, name: str) -> None:
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert not found.response["violations"], f"{name}: {found.generate_report()}"

    def _picture(self, name: str) -> None:
        if folder := os.environ.get("WATCHWORD_SCREENSHOTS"):
            path = Path(folder) / f"{self.name}-{name}.png"
            self.page.screenshot(path=path, full_page=True)

    # what everybody does

    def sign_in(self, site: Site, email: str, password: str = PASSWORD) -> None:
        """Sign in, at the page that was asked for."""
        if "/sign-in/" not in self.page.url:
            self.open(f"{site.address}/sign-in/login/")
        self.write("Email", email)
        self.write("Password", password)
        self.press("Sign in")
        self.page.get_by_role("navigation", name="Areas").wait_for(state="attached")
        self.page.wait_for_load_state()

    def goes(self, words: str) -> None:
        """Go to a page by the navigation."""
        areas = self.page.get_by_role("navigation", name="Areas")
        if not areas.get_by_role("link", name=words).is_visible():
            self.press("Menu", within=areas)
        self.press(words, within=areas)


Arrive = Callable[..., Walker]


@pytest.fixture
def arrive(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Arrive]:
    """Opens a browser of somebody's own: ``arrive(way)``."""
    contexts: list[BrowserContext] = []
    walkers: list[Walker] = []

    def come(way: Way) -> Walker:
        context = chromium.new_context(
            viewport={"width": way.width, "height": way.height},
            device_scale_factor=way.zoom,
            has_touch=way.has_touch,
            is_mobile=way.has_touch,
            java_script_enabled=way.has_scripts,
            reduced_motion="reduce",
            color_scheme=way.schemes[0] if way.schemes else "light",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(PATIENCE * 1_000)
        contexts.append(context)
        page = context.new_page()
        walker = Walker(page, way, request.node.path.stem.removeprefix("test_"))
        walkers.append(walker)

        def hear(message: ConsoleMessage) -> None:
            # the browser tells of a form that is answered with what is missing or in the way
            is_answer = re.search("status of (409|422)", message.text)
            if message.type in ("error", "warning") and not is_answer:
                walker.complaints.append(message.text)

        page.on("console", hear)
        page.on("pageerror", lambda error: walker.complaints.append(str(error)))
        return walker

    yield come
    said = [one for walker in walkers for one in walker.complaints]
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def ways() -> dict[str, Way]:
    """Every way by name, for tests that only one of them can walk."""
    return {one.name: one for one in WAYS}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes ``way`` is walked in each of them; ``narrow`` ones where it says so."""
    if "way" in metafunc.fixturenames:
        more = NARROW if metafunc.definition.get_closest_marker("narrow") else ()
        metafunc.parametrize("way", (*WAYS, *more), ids=lambda one: one.name)
