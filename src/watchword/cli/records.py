"""Scores as tables for others: what each post is, beside its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_POST = ("channel", "account", "native_id", "published", "kind", "link", "text")


def score_records(posts: pa.Table, scores: pa.Table) -> pa.Table:
    """SCORES with what each post is before them: its mark, channel, account, id, time, words.

    The post's number becomes its mark, which spreadsheets leave alone; ages stay in seconds and
    are named as well; words coded as numbers are written out.
    """
    import pyarrow as pa

    from watchword.measure.find import mark_of
    from watchword.measure.kernel.steps import age_name

    numbers = posts.column("post").to_pylist()
    place = {number: row for row, number in enumerate(numbers)}
    rows = pa.array([place[number] for number in scores.column("post").to_pylist()], pa.int64())
    marks = pa.array([mark_of(number) for number in numbers], pa.string())
    columns = {"post": marks.take(rows)}
    columns.update({name: posts.column(name).take(rows) for name in _POST})
    for name in scores.column_names[1:]:
        column = scores.column(name)
        if pa.types.is_dictionary(column.type):
            column = column.cast(pa.string())
        columns[name] = column
        if name == "age":
            names = [age_name(age) for age in column.to_pylist()]
            columns["age_name"] = pa.array(names, pa.string())
    return pa.table(columns)
