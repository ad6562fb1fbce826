"""Writing findings as they come, in bounded memory; a file appears only when it is whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from watchword.archive.local import CheckedBatch
from watchword.base.output import csv_safe
from watchword.check.render.annotation import annotation
from watchword.check.render.record import finding_record
from watchword.check.render.sarif import result, sarif_head
from watchword.check.rows import column
from watchword.check.table import FINDINGS, findings_table
from watchword.policy.model import Policy
from watchword.terms.facts import Facts


class Sink(Protocol):
    """Takes checked batches and writes their findings in one format."""

    def write(self, path: Path, checked: CheckedBatch, facts: Facts) -> None:
        """Write the findings of a batch of a file."""
        ...

    def finish(self) -> None:
        """Write what can only be written at the end."""
        ...


class ParquetSink:
    """Findings with the columns of ``watchword.check.batch.FINDINGS``, zstd."""

    def __init__(self, file: IO[bytes]) -> None:
        self._writer = pq.ParquetWriter(file, FINDINGS, compression="zstd")

    def write(self, path: Path, checked: CheckedBatch, facts: Facts) -> None:  # noqa: ARG002 - the protocol
        """Write one row a finding."""
        rows = [one.row for one in checked.found]
        ids = column(checked.posts, "id", rows).to_pylist()
        batch = findings_table(
            [
                (one.row + checked.first_row, post_id, one.finding)
                for one, post_id in zip(checked.found, ids, strict=True)
            ]
        )
        self._writer.write_table(pa.Table.from_batches([batch]))

    def finish(self) -> None:
        """Close the file."""
        self._writer.close()


class LinesSink:
    """One JSON record a finding and line."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, path: Path, checked: CheckedBatch, facts: Facts) -> None:
        """Write one line a finding."""
        for row, post, findings in checked.by_post(facts):
            for one in findings:
                self._file.write(
                    _line(path, checked.first_row + row, post.id, finding_record(post, one))
                )

    def finish(self) -> None:
        """Nothing is left to write."""


def _line(path: Path, row: int, post_id: str, record: dict[str, object]) -> bytes:
    whole = {"file": str(path), "row": row, "id": post_id, **record}
    return json.dumps(whole, ensure_ascii=False).encode() + b"\n"


class JsonSink:
    """One JSON array of findings."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._is_first = True

    def write(self, path: Path, checked: CheckedBatch, facts: Facts) -> None:
        """Write one element a finding."""
        for row, post, findings in checked.by_post(facts):
            for one in findings:
                self._file.write(b"[\n" if self._is_first else b",\n")
                self._is_first = False
                self._file.write(
                    _line(
                        path, checked.first_row + row, post.id, finding_record(post, one)
                    ).rstrip()
                )

    def finish(self) -> None:
        """Close the array."""
        self._file.write(b"[]\n" if self._is_first else b"\n]\n")


class CsvSink:
    """One line a finding; words that a spreadsheet would take for formulas are escaped."""

    COLUMNS = (
        "file",
        "row",
        "id",
        "rule",
        "title",
        "action",
        "severity",
        "start",
        "end",
        "words",
        "label",
        "message",
        "why",
        "fix",
        "layer",
        "edition",
        "shadow",
    )

    def __init__(self, file: IO[bytes]) -> None:
        # spreadsheets take UTF-8 for what it is only when it begins with a mark
        self._out = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._out)
        self._writer.writerow(self.COLUMNS)

    def write(self, path: Path, checked: CheckedBatch, facts: Facts) -> None:
        """Write one line a finding."""
        for row, post, findings in checked.by_post(facts):
            for one in findings:
                record = {
                    "file": str(path),
                    "row": checked.first_row + row,
                    "id": post.id,
                    **finding_record(post, one),
                }
                self._writer.writerow([csv_safe(str(record[name])) for name in self.COLUMNS])

    def finish(self) -> None:
        """Hand the file back."""
        self._out.detach()


class SarifSink:
    """A SARIF log, written piece by piece.

    Args:
        file: Where to.
        policy: The policy that was checked against.
        version: Version of Watchword.
        lines: Line on which the first post of each file starts.
    """

    def __init__(
        self, file: IO[bytes], policy: Policy, version: str, lines: Mapping[Path, int]
    ) -> None:
        self._file = file
        self._lines = lines
        head, self._tail = sarif_head(policy, version)
        self._file.write(head)
        self._is_first = True

    def write(self, path: Path, checked: CheckedBatch, facts: Facts) -> None:
        """Write one result a finding; the region is the row of the file."""
        for row, post, findings in checked.by_post(facts):
            for one in findings:
                if one.shadow:
                    continue
                line = checked.first_row + row + self._lines.get(path, 1)
                record = result(str(path), line, post, one)
                self._file.write(b"" if self._is_first else b",\n")
                self._file.write(json.dumps(record, ensure_ascii=False).encode())
                self._is_first = False

    def finish(self) -> None:
        """Close the log."""
        self._file.write(self._tail)


class AnnotationSink:
    """Workflow commands of GitHub's runners.

    Args:
        file: Where to.
        lines: Line on which the first post of each file starts.
    """

    def __init__(self, file: IO[bytes], lines: Mapping[Path, int]) -> None:
        self._file = file
        self._lines = lines

    def write(self, path: Path, checked: CheckedBatch, facts: Facts) -> None:
        """Write one command a finding."""
        for row, post, findings in checked.by_post(facts):
            for one in findings:
                if not one.shadow:
                    line = checked.first_row + row + self._lines.get(path, 1)
                    self._file.write(annotation(str(path), line, post, one).encode() + b"\n")

    def finish(self) -> None:
        """Nothing is left to write."""


class AtTheEnd:
    """Writes nothing but what a function makes at the end (the report)."""

    def __init__(self, file: IO[bytes], make: Callable[[], bytes]) -> None:
        self._file = file
        self._make = make

    def write(self, path: Path, checked: CheckedBatch, facts: Facts) -> None:
        """The tally has counted already."""

    def finish(self) -> None:
        """Write what was made."""
        self._file.write(self._make())
