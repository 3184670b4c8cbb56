"""Fast changes: which rows of a store its fast index does not hold yet as they are.

A store that has had a fast index keeps two small tables beside its own: ``fast_index_base`` says of which state of the
store the index was, and triggers note in ``fast_index_changes`` the rows that anybody adds, changes or takes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

KEYS = {"sentences_search": "sentence", "claims_search": "claim"}
"""The full-text indexes of a store, and the key of the table that each is of."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS fast_index_base (state TEXT NOT NULL)",
    'CREATE TABLE IF NOT EXISTS fast_index_changes ("index" TEXT, row INTEGER, PRIMARY KEY ("index", row)) WITHOUT ROWID',
)
_TRIGGER = (
    "CREATE TRIGGER IF NOT EXISTS {index}_{event}_noted AFTER {event} ON {table}"
    " BEGIN INSERT OR IGNORE INTO fast_index_changes VALUES ('{index}', {side}.{key}); END"
)


def start_over(connection: sqlite3.Connection, state: str) -> None:
    """Notes that the fast index holds this state of the store, and that all later changes are to be noted."""
    for statement in _TABLES:
        connection.execute(statement)
    for index, key in KEYS.items():
        for event, side in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            table = index.partition("_")[0]
            connection.execute(_TRIGGER.format(index=index, event=event, table=table, side=side, key=key))
    connection.execute("DELETE FROM fast_index_changes")
    connection.execute("DELETE FROM fast_index_base")
    connection.execute("INSERT INTO fast_index_base VALUES (?)", (state,))


def are_known(connection: sqlite3.Connection, state: str | None) -> bool:
    """Tells whether the changes since this state are all noted."""
    held = "SELECT 1 FROM sqlite_master WHERE name = 'fast_index_base'"
    base = connection.execute(held).fetchone() and connection.execute("SELECT state FROM fast_index_base").fetchall()
    return bool(base) and base == [(state,)]


def changed_rows(connection: sqlite3.Connection, index: str) -> list[int]:
    """Returns the rows of a full-text index that were added, changed or taken out."""
    noted = 'SELECT row FROM fast_index_changes WHERE "index" = ? ORDER BY row'
    return [row for (row,) in connection.execute(noted, (index,))]
