"""The columns of the workbook: what each is called, means, and who fills it.

A column that people fill in has the name of a column of POSTS; one that Watchword fills in
has a metric's name, or a metric's and a figure's (``reactions.percentile``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from watchword.measure.benchmark.measures import SUMS
from watchword.measure.metrics import Metric, metrics


class Form(StrEnum):
    """What the cells of a column hold, and how they are shown."""

    TEXT = "text"
    ID = "id"
    """Text that looks like a number and must never become one."""
    TIME = "time"
    CHOICE = "choice"
    """Text from a list."""
    COUNT = "count"
    ONE_DECIMAL = "one decimal"
    MONEY = "money"
    PERCENT = "percent"
    """A fraction, shown as a percentage."""


DECIMALS: Mapping[Form, int] = MappingProxyType(
    {Form.COUNT: 0, Form.ONE_DECIMAL: 1, Form.MONEY: 2, Form.PERCENT: 3}
)
"""Decimals of the number (not of its percentage) that a spreadsheet shows."""


class Side(StrEnum):
    """Who fills a column in."""

    PEOPLE = "people"
    WATCHWORD = "watchword"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of the sheet with the posts.

    Attributes:
        name: For programs.
        title: The header.
        form: What its cells hold.
        width: In characters, as spreadsheets measure.
        meaning: For the sheet "Read me"; with formula and source where there is one.
        side: Who fills it in.
    """

    name: str
    title: str
    form: Form
    width: int
    meaning: str
    side: Side = Side.WATCHWORD


MARK = Column(
    name="mark",
    title="Watchword post",
    form=Form.TEXT,
    width=20,
    meaning="how Watchword finds the post again; leave it as it is",
)
STATE = Column(
    name="state",
    title="Watchword row",
    form=Form.TEXT,
    width=20,
    meaning="hidden: the row as it was exported, so that only what you changed counts; "
    "leave it as it is",
)

VIDEO = MappingProxyType({True: "yes", False: "no"})
STYLES = ("live action", "animated")

DETAIL_COLUMNS = tuple(
    Column(name=name, title=title, form=Form.CHOICE, width=width, meaning=meaning, side=Side.PEOPLE)
    for name, title, width, meaning in (
        (
            "campaign",
            "Campaign",
            18,
            "the campaign that the post belongs to; new names are welcome",
        ),
        ("pillar", "Pillar", 18, "the content pillar of the post; new names are welcome"),
        ("is_video", "Video", 8, "yes or no"),
        ("style", "Video style", 13, "live action or animated; empty for what is no video"),
        ("is_paid", "Paid", 8, "yes where money was spent to show the post, else no"),
    )
)
"""Details that people choose from a list."""


def own_column(name: str) -> Column:
    """A column of the organisation's own."""
    return Column(
        name=name,
        title=f"own: {name}" if is_taken(name) else name,
        form=Form.TEXT,
        width=18,
        meaning="a column of your own",
        side=Side.PEOPLE,
    )


def tidy(name: str) -> str:
    """A name in composed characters, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def own_name(title: str) -> str:
    """The name of an own column by its header."""
    name = tidy(title)
    return name[4:].strip() if name.lower().startswith("own:") else name


def fixed_columns(zone: str) -> tuple[Column, ...]:
    """Columns about the post itself, in the order that they are shown in.

    Args:
        zone: Name of the time zone that times are written in.
    """
    return (
        Column(
            name="published",
            title=f"Published ({zone})",
            form=Form.TIME,
            width=17,
            meaning=f"when the post was said, in the time of {zone}",
        ),
        Column(name="text", title="Text", form=Form.TEXT, width=46, meaning="what the post says"),
        Column(name="channel", title="Channel", form=Form.TEXT, width=11, meaning="the network"),
        Column(name="account", title="Account", form=Form.TEXT, width=22, meaning="who said it"),
        Column(
            name="kind",
            title="Kind",
            form=Form.TEXT,
            width=10,
            meaning="what the network calls this type of post",
        ),
    )


LINK = Column(name="link", title="Link", form=Form.TEXT, width=24, meaning="where the post stands")
NATIVE_ID = Column(
    name="native_id",
    title="Id",
    form=Form.ID,
    width=22,
    meaning="the network's own number of the post, kept as text because spreadsheets "
    "damage long numbers",
)


def taken_column(zone: str) -> Column:
    """When the latest numbers of a post were taken."""
    return Column(
        name="taken",
        title=f"Numbers taken ({zone})",
        form=Form.TIME,
        width=17,
        meaning="when the latest of the numbers to the right were counted",
    )


_FORMS = {"money": Form.MONEY, "fraction": Form.PERCENT}


def metric_column(metric: Metric) -> Column:
    """The latest number of a metric."""
    return Column(
        name=metric.name,
        title=metric.title,
        form=_FORMS.get(metric.unit, Form.COUNT),
        width=12,
        meaning=f"the latest number: {metric.meaning or metric.title.lower()}",
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A figure of a score, as a column.

    Attributes:
        name: Column of SCORES, or ``age``.
        title: What stands after the metric's title in the header.
        form: What its cells hold.
        meaning: With formula and source.
    """

    name: str
    title: str
    form: Form
    meaning: str


FIGURES = (
    Figure(
        name="age",
        title="compared at",
        form=Form.TEXT,
        meaning="the age at which the post is compared: the greatest of the ages asked for that "
        "it has reached and that a number is known for",
    ),
    Figure(name="value", title="at that age", form=Form.COUNT, meaning="the number at that age"),
    Figure(
        name="expected",
        title="usual",
        form=Form.ONE_DECIMAL,
        meaning="the middle of what comparable posts (same account and kind, published before) "
        "had at the same age, as Watchword estimates it",
    ),
    Figure(
        name="percentile",
        title="better than (of 100)",
        form=Form.COUNT,
        meaning="of 100 comparable posts, how many this one beats at the same age: a local level "
        "on the logarithm with drift, scale shrunk towards peers; see docs/calibration.md",
    ),
    Figure(
        name="percentile_low",
        title="at least",
        form=Form.COUNT,
        meaning="lower end of the 90 % interval of 'better than'",
    ),
    Figure(
        name="percentile_high",
        title="at most",
        form=Form.COUNT,
        meaning="upper end of the 90 % interval of 'better than'",
    ),
    Figure(
        name="tier",
        title="how sure",
        form=Form.TEXT,
        meaning="how much the comparison can bear: not enough, provisional, usable or firm",
    ),
    Figure(
        name="benchmark",
        title="CrowdTangle benchmark",
        form=Form.ONE_DECIMAL,
        meaning="CrowdTangle's: mean of the middle half of the last 100 posts of the same "
        "account and kind at the same age (help.crowdtangle.com, article 2013937)",
    ),
    Figure(
        name="score",
        title="CrowdTangle score",
        form=Form.ONE_DECIMAL,
        meaning="CrowdTangle's: the number divided by its benchmark; below it, minus the "
        "benchmark divided by the number",
    ),
    Figure(name="reason", title="note", form=Form.TEXT, meaning="why a figure is missing"),
)
"""Figures of a score in the order that they are shown in."""

_WIDTHS = {"age": 16, "reason": 30}


def figure_column(measure: str, figure: Figure) -> Column:
    """One figure of the score by a measure: a metric, or several added up."""
    form, metric = figure.form, metrics().get(measure)
    if metric is not None and figure.name == "value":
        form = _FORMS.get(metric.unit, Form.COUNT)
    return Column(
        name=f"{measure}.{figure.name}",
        title=f"{metric.title if metric else measure.capitalize()}: {figure.title}",
        form=form,
        width=_WIDTHS.get(figure.name, 14),
        meaning=figure.meaning,
    )


_ZONED = ("published (", "numbers taken (")
"""How headers begin that end with the name of a zone."""


def plain(title: str) -> str:
    """A header without case and extra spaces; the name of the zone does not count."""
    text = " ".join(unicodedata.normalize("NFKC", title).casefold().split())
    return text.partition(" (")[0] if text.startswith(_ZONED) else text


@cache
def known_columns() -> Mapping[str, Column]:
    """Every column that Watchword may fill in or offer, by its plain title."""
    of_metrics = [metric_column(metric) for metric in metrics().values()]
    of_scores = [
        figure_column(measure, figure) for measure in (*metrics(), *SUMS) for figure in FIGURES
    ]
    found = (
        *fixed_columns("UTC"),
        *DETAIL_COLUMNS,
        LINK,
        NATIVE_ID,
        taken_column("UTC"),
        MARK,
        STATE,
        *of_metrics,
        *of_scores,
    )
    return MappingProxyType({plain(column.title): column for column in found})


def is_taken(title: str) -> bool:
    """Whether a header is one of Watchword's."""
    name = plain(title)
    return name in known_columns() or title.lower().startswith("own:")


def is_results(titles: Sequence[str]) -> bool:
    """Whether headers are those of a workbook that Watchword wrote, or what is left of them."""
    return not {plain(MARK.title), plain(STATE.title)}.isdisjoint(map(plain, titles))
