"""Triggers: the database itself refuses what must never happen, on SQLite and PostgreSQL.

They are no part of migrations: SQLite rebuilds a table to change it and drops its triggers, so
they are taken down before every migration and put up after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, kw_only=True, slots=True)
class Guard:
    """Rows of a table to which some deeds may not be done.

    Attributes:
        table: The table.
        deeds: INSERT, UPDATE, DELETE.
        words: What the database says when it refuses.
        when: Condition over OLD and NEW, in SQL that both databases understand; "" for always.
            Of an INSERT only NEW is there, of a DELETE only OLD: ``ROW`` stands for either.
    """

    table: str
    deeds: tuple[str, ...]
    words: str
    when: str = ""

    def names(self) -> list[tuple[str, str]]:
        """Each deed with the name of its trigger."""
        return [(deed, f"guard_{self.table}_{deed.lower()}") for deed in self.deeds]

    def made(self, vendor: str) -> list[str]:
        """Statements that put the guard up."""
        found = []
        for deed, name in self.names():
            when = self.when.replace("ROW", "NEW" if deed == "INSERT" else "OLD")
            if vendor == "sqlite":
                condition = f" WHEN {when}" if when else ""
                start = f"CREATE TRIGGER {name} BEFORE {deed} ON {self.table}{condition}"
                found.append(f"{start} BEGIN SELECT RAISE(ABORT, '{self.words}'); END")
            else:
                body = f"RAISE EXCEPTION '{self.words}';"
                body = f"IF {when} THEN {body} END IF;" if when else body
                back = "OLD" if deed == "DELETE" else "NEW"
                found += self._function(name, deed, "ROW", f"{body} RETURN {back};")
        if vendor != "sqlite" and "DELETE" in self.deeds and not self.when:
            name = f"guard_{self.table}_truncate"
            found += self._function(
                name, "TRUNCATE", "STATEMENT", f"RAISE EXCEPTION '{self.words}';"
            )
        return found

    def _function(self, name: str, deed: str, each: str, body: str) -> list[str]:
        """PostgreSQL's way: a function, and a trigger that calls it."""
        start = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        trigger = f"CREATE TRIGGER {name} BEFORE {deed} ON {self.table} FOR EACH {each}"
        return [
            f"{start} $guard$ BEGIN {body} END $guard$",
            f"{trigger} EXECUTE FUNCTION {name}()",
        ]

    def dropped(self, vendor: str) -> list[str]:
        """Statements that take the guard down."""
        names = [name for _, name in self.names()]
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {name}" for name in names]
        names.append(f"guard_{self.table}_truncate")
        return [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in names]


_guards: list[Guard] = []


def put_guards(*guards: Guard) -> None:
    """Have guards put up after every migration; apps do so in their ``guards.py``."""
    _guards.extend(guards)


def all_guards() -> tuple[Guard, ...]:
    """Every guard of the site."""
    return tuple(_guards)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Take every guard down: before migrations, which rebuild tables."""
    with connection.cursor() as cursor:
        for one in _guards:
            for statement in one.dropped(connection.vendor):
                cursor.execute(statement)


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Put up every guard whose table is there."""
    take_down(connection)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for one in _guards:
            for statement in one.made(connection.vendor) if one.table in tables else ():
                cursor.execute(statement)


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that ought to be up and are not."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return [name for one in _guards for _, name in one.names() if name not in there]
