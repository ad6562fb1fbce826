"""KPIs on a terminal: one after the other, or a table of groups for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from watchword.check.render.style import Style, columns, style_for, visible
from watchword.cli.asked import Answer
from watchword.cli.screen import WIDTH, one_line, say_all, table, wrapped
from watchword.measure.find import SHORTEST, mark_of, short_marks
from watchword.measure.kpi import Days, Result
from watchword.measure.kpi.aims import Held, Status
from watchword.measure.kpi.result import posts_in_words, shown
from watchword.policy.goals import Target

FEWEST = 12
"""Columns that a group's name has at least."""
SHORT = 24
"""Columns of a group's name among words."""
MOST_NAMED = 4
"""Groups that are named among words; more are counted."""
Places = Sequence[tuple[int, Result]]
"""Results with their places in the answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """What is said.

    Attributes:
        answer: KPIs.
        held: By place of the result how it stands against targets.
        targets: The policy's.
        by: What results are grouped by; "" for all posts together.
        is_all: Whether no KPI was named, so that those without numbers are told in one line.
        has_method: Whether it is told how each number comes about.
        window: Which numbers, for people.
    """

    answer: Answer
    held: Mapping[int, Sequence[Held]]
    targets: Sequence[Target]
    by: str
    is_all: bool
    has_method: bool
    window: str


def say_kpis(screen: Screen) -> None:
    """Write KPIs for people."""
    say_all(_lines(screen, style_for()))


def _lines(screen: Screen, style: Style) -> Iterator[str]:
    answer = screen.answer
    posts = posts_in_words(len(answer.posts))
    of = "" if answer.days == Days() else f" of {answer.days}"
    yield from _wrapped(f"{posts}{of}; {screen.window}", style)
    silent = []
    for _, places in groupby(enumerate(answer.results), lambda pair: pair[1].kpi.name):
        own = list(places)
        if screen.is_all and not any(one.posts or place in screen.held for place, one in own):
            silent.append(own[0][1].kpi.title)
            continue
        yield ""
        yield style(own[0][1].kpi.title, "bold")
        yield from _groups(own, screen, style) if screen.by else _whole(own[0], screen, style)
    if silent:
        yield ""
        yield from _wrapped(
            f"Not available for lack of numbers: {', '.join(silent)}.", style, "dim"
        )
    yield from _not_held(screen, style)


def _whole(one: tuple[int, Result], screen: Screen, style: Style) -> Iterator[str]:
    """A KPI of all posts together."""
    place, result = one
    if result.value is None:
        yield from _wrapped(f"not available: {result.reason}", style, indent="  ")
    else:
        yield from _wrapped(f"{result.shown} ({result.label}){_mean(result)}", style, indent="  ")
    words = f"{_formula(result)}; {_coverage(result)}"
    yield from _wrapped(words, style, "dim", indent="  ")
    yield from _left_out(result, style)
    for held in screen.held.get(place, ()):
        yield from _target(held, style)
    if screen.has_method:
        yield from _method(result, style)


def _formula(result: Result) -> str:
    """The formula; where it chooses the age of its own numbers, that as well."""
    return result.kpi.formula + f"; {result.window}" * result.kpi.counts_posts


def _mean(result: Result) -> str:
    if result.mean is None:
        return ""
    return f", {shown(result.mean, result.kpi.unit, result.currency)} ({result.mean_label})"


def _coverage(result: Result) -> str:
    of = "" if result.posts == result.whole else f" of {result.whole:,}"
    return f"from {result.posts:,}{of} {'post' if result.whole == 1 else 'posts'}"


def _left_out(result: Result, style: Style) -> Iterator[str]:
    if result.left_out and (result.value is not None or len(result.left_out) > 1):
        words = "; ".join(f"{count:,} with {reason}" for reason, count in result.left_out)
        yield from _wrapped(f"left out: {words}", style, "dim", indent="  ")


def _target(held: Held, style: Style, name: str = "") -> Iterator[str]:
    target, owner, _, _ = held.words
    who = f" ({owner})" if owner else ""
    why = f"; {held.reason}" if held.reason else ""
    words = f"target {target}{who}: {name}{held.status}{why}"
    yield from _wrapped(words, style, *_colours(held.status), indent="  ")


def _colours(status: Status) -> tuple[str, ...]:
    return {Status.MET: ("green",), Status.NOT_MET: ("red",)}.get(status, ())


def _method(result: Result, style: Style, name: str = "") -> Iterator[str]:
    """How a number comes about."""
    under = result.denominator
    lines = [
        f"{result.numerator:,.10g} ÷ {under:,.10g}" if result.numerator and under else "",
        f"window: posts of {result.days}; {result.window}",
        f"formula from: {result.kpi.source}",
        f"columns of the exports: {', '.join(result.source_columns)}" * bool(result.source_columns),
        f"definitions (network, metric, version): {', '.join(result.definitions)}"
        * bool(result.definitions),
    ]
    if name:
        yield from _wrapped(name, style, indent="  ")
    for line in lines:
        yield from _wrapped(line, style, "dim", indent="    ") if line else ()


def _groups(own: Places, screen: Screen, style: Style) -> Iterator[str]:
    """A KPI group by group, as a table."""
    yield from _wrapped(_formula(own[0][1]), style, "dim", indent="  ")
    names = _names(own, screen)
    heads, left, cells = _posts(own) if screen.by == "post" else _columns(own, screen)
    rows = [[names[one.of], *row] for (_, one), row in zip(own, cells, strict=True)]
    heads = [screen.by, *heads]
    room = _room(heads, rows)
    cut = [[one_line(row[0], room), *row[1:]] for row in rows]
    yield from (f"  {line}" for line in table(heads, cut, style, left=left))
    if screen.by != "post":
        yield from _notes(own, names, style)
    yield from _targets(own, names, screen, style)
    for _, one in own if screen.has_method else ():
        yield from _method(one, style, names[one.of])


def _posts(own: Places) -> tuple[list[str], tuple[int, ...], list[list[str]]]:
    """Heads, columns that stand left, and cells: of a post all averages are the same."""
    cells = [[one.shown if one.value is not None else one.reason] for _, one in own]
    return ["value"], (0,), cells


def _columns(own: Places, screen: Screen) -> tuple[list[str], tuple[int, ...], list[list[str]]]:
    """Heads, columns that stand left, and cells of groups."""
    first = own[0][1]
    has_mean = any(one.mean is not None for _, one in own)
    heads = [first.label.partition(";")[0]]
    heads += ["mean of rates" if first.kpi.is_rate else "mean of a post"] * has_mean
    heads += ["posts", "left out"]
    cells = [
        [
            *(_number(one, value) for value in (one.value, one.mean)[: 1 + has_mean]),
            f"{one.posts:,}",
            f"{one.whole - one.posts:,}",
        ]
        for _, one in own
    ]
    if not _is_judged(own, screen):
        return heads, (0,), cells
    for row, (place, _) in zip(cells, own, strict=True):
        row.append(" / ".join(held.status for held in screen.held.get(place, ())))
    return [*heads, "target"], (0, 1 + len(heads)), cells


def _is_judged(own: Places, screen: Screen) -> bool:
    """Whether anything can be said of how any group stands."""
    return any(
        held.status is not Status.NOT_KNOWN
        for place, _ in own
        for held in screen.held.get(place, ())
    )


def _number(result: Result, value: float | None) -> str:
    return "-" if value is None else shown(value, result.kpi.unit, result.currency)


def _room(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Columns that are left for the names."""
    others = [max(columns(one) for one in cells) for cells in zip(heads, *rows, strict=True)][1:]
    return max(FEWEST, WIDTH - 2 - sum(others) - 2 * len(others))


def _names(own: Places, screen: Screen) -> Mapping[str, str]:
    """Groups as people read them: a post by its mark, day and words."""
    if screen.by != "post":
        return {one.of: one.of or "all posts" for _, one in own}
    posts = screen.answer.posts
    size = max(SHORTEST, short_marks(posts["post"]))
    names = {}
    for post, day, text in zip(
        *(posts[name].to_pylist() for name in ("post", "published", "text")), strict=True
    ):
        said = f"{day:%Y-%m-%d}" if day else "undated   "
        words = one_line(text, WIDTH) or "(no words)"
        names[mark_of(post)] = f"{mark_of(post)[:size]} {said} {words}"
    return names


def _notes(own: Places, names: Mapping[str, str], style: Style) -> Iterator[str]:
    """Why groups have no number, and why posts are not in it."""
    reasons: dict[str, list[str]] = {}
    for _, one in own:
        for reason in [one.reason] if one.value is None else [why for why, _ in one.left_out]:
            kind = "not available" if one.value is None else "left out"
            reasons.setdefault(f"{kind}: {reason}", []).append(names[one.of])
    if own[0][1].kpi.counts_people:
        words = "sum: people who saw several posts count several times"
        yield from _wrapped(words, style, "dim", indent="  ")
    everywhere = [words for words, groups in reasons.items() if len(groups) == len(own)]
    if everywhere:
        yield from _wrapped("; ".join(everywhere), style, "dim", indent="  ")
    for words, groups in reasons.items():
        if words not in everywhere:
            yield from _wrapped(f"{words}, for {_listed(groups)}", style, "dim", indent="  ")


def _listed(names: Sequence[str]) -> str:
    named = [one_line(name, SHORT) for name in names[:MOST_NAMED]]
    more = [f"{len(names) - MOST_NAMED:,} more"] if len(names) > MOST_NAMED else []
    return ", ".join([*named, *more])


def _targets(own: Places, names: Mapping[str, str], screen: Screen, style: Style) -> Iterator[str]:
    """What the targets are, and what is to be known of how groups stand."""
    found: dict[str, dict[str, list[str]]] = {}
    for place, one in own:
        for held in screen.held.get(place, ()):
            target, owner, status, _ = held.words
            words = found.setdefault(f"target {target}{f' ({owner})' * bool(owner)}", {})
            if held.reason:
                words.setdefault(f"{status}; {held.reason}", []).append(names[one.of])
    for target, words in found.items():
        if len(words) == 1 and len(next(iter(words.values()))) == len(own):
            yield from _wrapped(f"{target}: {next(iter(words))}", style, indent="  ")
            continue
        yield from _wrapped(target, style, indent="  ")
        for why, groups in words.items():
            yield from _wrapped(f"{_listed(groups)}: {why}", style, indent="  ")


def _not_held(screen: Screen, style: Style) -> Iterator[str]:
    """Targets that nothing here is held against, and where they are."""
    kpis = {one.kpi.name for one in screen.answer.results}
    targets = [one for one in screen.targets if str(one.kpi) in kpis]
    if targets and not screen.answer.is_whole:
        yield ""
        yield from _wrapped(
            "Targets are for all posts of an account, a network or the organisation; they are "
            "not held against a part of those, such as a campaign or a kind.",
            style,
            "dim",
        )
        return
    held = {
        (screen.answer.results[place].kpi.name, *one.words[:2])
        for place, judged in screen.held.items()
        for one in judged
    }
    for one in targets:
        said = f"{one.target} a {one.period}"
        if (str(one.kpi), said, one.owner) not in held:
            whose = " ".join(name for name in (one.channel, one.account) if name) or "all accounts"
            yield ""
            yield from _wrapped(
                f"Not held here: {one.kpi} {said}, which is for {whose}.", style, "dim"
            )


def _wrapped(text: str, style: Style, *colours: str, indent: str = "") -> list[str]:
    """A paragraph in which names from exports cannot steer the terminal."""
    return wrapped(visible(text), style, *colours, indent=indent)
