"""The fold: what the imports of one account say together.

Of a post, column by column, the last import that says something counts; of a number, the
last import that gives one for the same moment. The earlier ones stay in their imports.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from watchword.measure.schema import AUDIENCE, DETAILS, POSTS, SNAPSHOTS

MEMORY = "1GB"
"""Memory that a fold may take before it goes to disk."""

CLEARED = "cleared"
"""A column beside those of POSTS: names of details that a person emptied, ``own.NAME`` for one
of the organisation's own. What earlier imports say of them does not count any more."""

Told = Sequence[tuple[int, Path]]
"""Number of an import, and the file that holds its table; in the order of imports."""


def connect(scratch: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that reaches nothing but files.

    Args:
        scratch: Folder for what does not fit into memory.
    """
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY,
            "threads": 2,
            "temp_directory": str(scratch),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": False,
        },
    )


def folded_posts(connection: duckdb.DuckDBPyConnection, told: Told) -> pa.Table:
    """POSTS, one row a post, sorted by when they were published."""
    if not told:
        return POSTS.empty_table()
    plain = [name for name in POSTS.names if name not in ("post", "own", *DETAILS)]
    columns = [f"arg_max({name}, import) AS {name}" for name in plain]
    columns += [_detail(name) for name in DETAILS if name != "own"]
    query = f"""
        WITH told AS ({_union(told)}),
        own AS ({_OWN}),
        posts AS (SELECT post, {", ".join(columns)} FROM told GROUP BY post)
        SELECT posts.*, own.own FROM posts LEFT JOIN own USING (post)
        ORDER BY published NULLS FIRST, post
    """
    return _table(connection, query, POSTS)


def folded_snapshots(connection: duckdb.DuckDBPyConnection, told: Told) -> pa.Table:
    """SNAPSHOTS, one row a post, metric and moment, in that order."""
    return _last(connection, told, ("post", "metric", "taken"), SNAPSHOTS)


def folded_audience(connection: duckdb.DuckDBPyConnection, told: Told) -> pa.Table:
    """AUDIENCE, one row a metric and moment, in that order."""
    return _last(connection, told, ("channel", "account", "metric", "taken"), AUDIENCE)


def _last(
    connection: duckdb.DuckDBPyConnection, told: Told, key: tuple[str, ...], schema: pa.Schema
) -> pa.Table:
    if not told:
        return schema.empty_table()
    names = ", ".join(key)
    if len(told) == 1:  # an import has one row a key
        query = f"SELECT * FROM ({_union(told)}) ORDER BY {names}"
    else:
        rest = [name for name in schema.names if name not in key]
        columns = ", ".join(f"arg_max({name}, import) AS {name}" for name in rest)
        query = f"""
            SELECT {names}, {columns} FROM ({_union(told)}) GROUP BY {names} ORDER BY {names}
        """
    return _table(connection, query, schema)


_OWN = f"""
    SELECT post, map_from_entries(list({{'key': name, 'value': value}} ORDER BY name)) AS own
    FROM (
        SELECT post, name, arg_max(value, import) AS value
        FROM (
            SELECT post, import, unnest(map_entries(own), recursive := true) FROM told
            WHERE own IS NOT NULL
        ) AS entries(post, import, name, value)
        WHERE value IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM told AS later
            WHERE later.post = entries.post AND later.import >= entries.import
            AND list_contains(later.{CLEARED}, 'own.' || entries.name)
        )
        GROUP BY post, name
    )
    GROUP BY post
"""


def _detail(name: str) -> str:
    emptied = f"max(import) FILTER (list_contains({CLEARED}, '{name}'))"
    last = f"max(import) FILTER ({name} IS NOT NULL)"
    return f"CASE WHEN {emptied} >= {last} THEN NULL ELSE arg_max({name}, import) END AS {name}"


def _union(told: Told) -> str:
    return " UNION ALL BY NAME ".join(
        f"SELECT *, {number} AS import FROM read_parquet({_quoted(path)})" for number, path in told
    )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _table(connection: duckdb.DuckDBPyConnection, query: str, schema: pa.Schema) -> pa.Table:
    found: pa.Table = connection.sql(query).to_arrow_table()
    return found.select(schema.names).cast(schema)
