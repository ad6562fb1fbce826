"""Looking things up: schemas, what there is, how a channel counts."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from watchword.base.errors import WatchwordError


def version() -> str:
    """The version of Watchword."""
    from importlib.metadata import version as installed

    return installed("watchword")


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            help="rule, policy, overlay, waiver or account; all otherwise.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A folder to write them to.")
    ] = None,
) -> None:
    """Write the JSON Schemas of the headers, for editors."""
    from watchword.base.output import atomic
    from watchword.policy.schemas import SCHEMAS, schema_of

    if name is not None and name not in SCHEMAS:
        raise WatchwordError(f"there is no schema {name!r}", hint=f"schemas: {', '.join(SCHEMAS)}")
    wanted = [name] if name else list(SCHEMAS)
    if output is None:
        schemas = {one: schema_of(one) for one in wanted}
        sys.stdout.write(
            json.dumps(schemas[name] if name else schemas, indent=2, ensure_ascii=False) + "\n"
        )
        return
    output.mkdir(parents=True, exist_ok=True)
    for one in wanted:
        path = output / f"{one}.schema.json"
        with atomic(path) as file:
            file.write((json.dumps(schema_of(one), indent=2, ensure_ascii=False) + "\n").encode())
        sys.stdout.write(f"written: {path}\n")


class Family(StrEnum):
    """What ``watchword list`` lists."""

    DETECTORS = "detectors"
    KINDS = "kinds"
    MEASURES = "measures"
    METRICS = "metrics"
    CHANNELS = "channels"
    CLASSIFIERS = "classifiers"
    STARTERS = "starters"


def list_(what: Annotated[Family, typer.Argument(help="What to list.")]) -> None:
    """List detectors, check kinds, measures, metrics, channels, classifiers or starter policies."""
    rows = _rows(what)
    widest = max((len(name) for name, _ in rows), default=0)
    for name, about in rows:
        sys.stdout.write(f"{name:<{widest}}  {about}\n")


def _rows(what: Family) -> list[tuple[str, str]]:
    if what is Family.DETECTORS:
        from watchword.detect import detector, detector_names

        return [(name, detector(name).validates) for name in detector_names()]
    if what is Family.KINDS:
        from watchword.rules.base import kind, kind_names

        return [(", ".join(kind(name).keys), kind(name).title) for name in kind_names()]
    if what is Family.MEASURES:
        from watchword.rules.measure.measures import MEASURES

        return [(name, f"{one.title} ({one.unit})") for name, one in MEASURES.items()]
    if what is Family.METRICS:
        from watchword.measure.metrics import metrics

        return [(name, f"{one.title} ({one.unit})") for name, one in metrics().items()]
    if what is Family.CHANNELS:
        from watchword.channels.base import channel, channel_names

        return [(name, channel(name).title) for name in channel_names()]
    if what is Family.CLASSIFIERS:
        from watchword.detect.classifiers import classifier_names

        return [
            (label, f"model {model}, version {number}")
            for model, number, label in classifier_names()
        ]
    from watchword.policy.starters import starters

    return [(one.name, one.title) for one in starters()]


def count(
    text: Annotated[str, typer.Argument(help="The text.")],
    channel: Annotated[str | None, typer.Option("--channel", help="Only this channel.")] = None,
) -> None:
    """Say how long a text is as each channel counts it."""
    from watchword.channels.base import channel_names, length

    names = channel_names()
    if channel is not None and channel not in names:
        raise WatchwordError(
            f"there is no channel {channel!r}", hint=f"channels: {', '.join(names)}"
        )
    for name in [channel] if channel else names:
        for one in length(name, text):
            left = "over by" if one.left < 0 else "left"
            sys.stdout.write(
                f"{name:<16} {one.counted:>6,} of {one.limit.number:>6,} {one.limit.unit:<14} {abs(one.left):>6,} {left}\n"
            )
