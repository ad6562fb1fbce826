"""Kept scores in a file: derived, checked when read, and of no loss when deleted."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchword.base.errors import OutputError
from watchword.base.output import atomic
from watchword.measure.benchmark.again import Kept
from watchword.measure.benchmark.checkpoint import Checkpoint
from watchword.measure.benchmark.comparable import Comparison
from watchword.measure.benchmark.peers import Places
from watchword.measure.benchmark.scores import Scored
from watchword.measure.kernel.steps import steps
from watchword.measure.kernel.values import LAST, Cells

MOST = 4
"""Files that are kept, the newest: one for each way of asking."""

Arrays = Mapping[str, NDArray[Any]]

_CELLS = ("posts", "published", "values", "known")
_PLACES = ("places", "effective", "numbers", "moments", "tiers")
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Scores as they were kept.

    Attributes:
        kept: The scores.
        marks: Of the imports that they were worked out from.
    """

    kept: Kept
    marks: tuple[str, ...]


def save(path: Path, kept: Kept, marks: Sequence[str]) -> None:
    """Keep scores; where the folder cannot be written to, the next run works them out again."""
    about = {
        "marks": list(marks),
        "metric": kept.metric,
        "channels": kept.channels,
        "metrics": kept.cells.metrics,
        "ages": [one.age for one in kept.cells.steps],
        "now": kept.cells.now,
        "strangers": kept.cells.strangers,
        "too_early": kept.cells.too_early,
    }
    arrays = {
        "about": np.frombuffer(json.dumps(about).encode(), np.uint8),
        "channel": kept.channel,
        "traits": kept.traits,
        "last": kept.cells.last.view(np.uint8),
        "means": kept.scored.means,
        **{name: getattr(kept.cells, name) for name in _CELLS},
        **{f"score {name}": getattr(kept.scored.places, name) for name in _PLACES},
        **_checkpoint_arrays([one for name in kept.channels for one in kept.checkpoints[name]]),
    }
    with suppress(OSError, OutputError):
        path.parent.mkdir(exist_ok=True)
        with atomic(path) as file:
            np.savez(file, **arrays)
        newest = sorted(path.parent.glob("*.npz"), key=lambda one: one.stat().st_mtime)
        for old in newest[:-MOST]:
            old.unlink(missing_ok=True)


def load(path: Path, comparison: Comparison) -> Found | None:
    """Kept scores; None where there are none, or the file is damaged."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}  # each is checked by its CRC
        return _found(arrays, comparison)
    except _UNREADABLE:
        return None


def _found(arrays: Arrays, comparison: Comparison) -> Found:
    about = json.loads(arrays["about"].tobytes())
    posts = arrays["posts"]
    cells = Cells(
        metrics=tuple(about["metrics"]),
        steps=steps(about["ages"]),
        last=arrays["last"].view(LAST),
        now=about["now"],
        strangers=about["strangers"],
        too_early=about["too_early"],
        **{name: arrays[name] for name in _CELLS},
    )
    places = Places(
        rows=np.arange(len(posts)), **{name: arrays[f"score {name}"] for name in _PLACES}
    )
    channels = tuple(about["channels"])
    noted = _checkpoints(arrays)
    kept = Kept(
        metric=about["metric"],
        comparison=comparison,
        channels=channels,
        channel=arrays["channel"],
        traits=arrays["traits"],
        cells=cells,
        scored=Scored(places=places, means=arrays["means"]),
        checkpoints={name: [one for one in noted if one.channel == name] for name in channels},
    )
    return Found(kept=kept, marks=tuple(about["marks"]))


def _checkpoint_arrays(checkpoints: Sequence[Checkpoint]) -> dict[str, NDArray[Any]]:
    """All checkpoints' arrays one after the other; few arrays are read faster than many."""
    if not checkpoints:
        return {}
    states = zip(*(one.states for one in checkpoints), strict=True)
    return {
        "checkpoints": np.array([(one.number, one.week) for one in checkpoints]),
        "checkpoint channels": np.array([one.channel for one in checkpoints]),
        "ends": np.cumsum([len(one.founders) for one in checkpoints]),
        "founders": np.concatenate([one.founders for one in checkpoints]),
        "histograms": np.stack([one.histogram for one in checkpoints]),
        **{f"state {place}": np.concatenate(one) for place, one in enumerate(states)},
    }


def _checkpoints(arrays: Arrays) -> list[Checkpoint]:
    if "checkpoints" not in arrays:
        return []
    cuts = arrays["ends"][:-1]
    count = sum(name.startswith("state ") for name in arrays)
    states = zip(*(np.split(arrays[f"state {place}"], cuts) for place in range(count)), strict=True)
    founders = np.split(arrays["founders"], cuts)
    names = arrays["checkpoint channels"].tolist()
    numbers = arrays["checkpoints"].tolist()
    return [
        Checkpoint(
            channel=name,
            number=number,
            week=week,
            founders=mine,
            states=state,
            histogram=histogram,
        )
        for name, (number, week), mine, state, histogram in zip(
            names, numbers, founders, states, arrays["histograms"], strict=True
        )
    ]
