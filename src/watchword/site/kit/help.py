"""Help inside each page: what it is, the first step, the rule behind it.

A door names its help (``@door(RIGHT, help="editions/changes")``); the text is the file
``help/changes.md`` of the app ``editions``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.urls import URLResolver, get_resolver
from django.utils.safestring import SafeString, mark_safe

from watchword.policy.render.html_prose import prose_html
from watchword.policy.render.prose import read_prose
from watchword.site.kit.deed import may
from watchword.site.people.models import Person
from watchword.site.people.roles import Right

HEADINGS = ("What this page is", "First step", "The rule behind it")
"""What every help text has, in this order."""
_HERE = Path(__file__).parent
_TOP = 2


@dataclass(frozen=True, slots=True)
class HelpText:
    """A help text.

    Attributes:
        name: App and page: ``editions/changes``.
        title: What it is about.
        html: What it says.
    """

    name: str
    title: str
    html: SafeString

    @property
    def app(self) -> str:
        """The app that it belongs to."""
        return self.name.partition("/")[0]

    @property
    def page(self) -> str:
        """The page that it is about."""
        return self.name.partition("/")[2]


def help_file(name: str) -> Path | None:
    """Where a help text stands; None where there is none."""
    app, _, page = name.partition("/")
    folder = next((Path(one.path) for one in apps.get_app_configs() if one.label == app), None)
    if folder is None or not page.replace("-", "").isalnum():
        return None
    path = folder / "help" / f"{page}.md"
    return path if path.is_file() else None


@lru_cache(maxsize=1_000)
def help_text(name: str) -> HelpText | None:
    """A help text; None where there is none."""
    path = help_file(name)
    if path is None:
        return None
    title, _, body = path.read_text("utf-8").partition("\n")
    return HelpText(name, title.removeprefix("# ").strip(), _drawn(body))


def glossary() -> HelpText:
    """The words of the site, each with its meaning."""
    packed = _HERE / "glossary.md"
    path = packed if packed.is_file() else _HERE.parents[3] / "docs" / "glossary.md"
    title, _, body = path.read_text("utf-8").partition("\n")
    return HelpText("glossary", title.removeprefix("# ").strip(), _drawn(body))


def _drawn(text: str) -> SafeString:
    # the renderer escapes every text and makes every element itself
    made = prose_html(read_prose(text, lambda target: target, top=_TOP), str)
    return mark_safe(str(made))  # noqa: S308


def doors(resolver: URLResolver | None = None) -> Iterator[tuple[str, Right]]:
    """Names of help that the doors of the site give, each with who may open the door."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from doors(one)
        else:
            name, right = (getattr(one.callback, each, None) for each in ("help", "door"))
            if name and isinstance(right, Right):
                yield name, right


def help_for(person: Person) -> list[HelpText]:
    """Help about every page that a person may open, by title."""
    names = {name for name, right in doors() if may(person, right)}
    found = [one for one in map(help_text, names) if one is not None]
    return sorted(found, key=lambda one: one.title)
