"""Fast index: what tantivy finds in a store's texts, 10 to 100 times as fast as SQLite, where it is installed.

It stands in a folder beside the store (``archive.db-fast``) and is derived from it: it may be lost, stale or damaged at
any time, and the store's own index is used then, until ``refresh`` brings it up to date.

A store that has had a fast index keeps two small tables beside its own: ``fast_index_base`` names the state of the
store that the index was made from, and triggers note in ``fast_index_changes`` the rows that are added, changed or
removed since.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rusus.store.full_text import KEYS, TEXTS

if TYPE_CHECKING:
    import sqlite3

FORMAT = "2"
"""Part of the state of an index: one that was made in another format is stale."""

_STATE = (
    "SELECT id, block FROM sentences_search_data WHERE id IN (1, 10) ORDER BY id",
    "SELECT id, block FROM known_claims_search_data WHERE id IN (1, 10) ORDER BY id",
    "SELECT content_hash FROM articles ORDER BY article DESC LIMIT 1",
    "SELECT sentence_id FROM known_claims ORDER BY claim DESC LIMIT 1",
)
_COUNTS = {index: f"SELECT count(*) FROM {index}_docsize" for index in TEXTS}
_CHANGED = {
    index: f'{rows} WHERE {KEYS[index]} IN (SELECT row FROM fast_index_changes WHERE "index" = ?)'
    for index, rows in TEXTS.items()
}
_TABLES = (
    "CREATE TABLE IF NOT EXISTS fast_index_base (state TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS fast_index_changes"
    ' ("index" TEXT, row INTEGER, PRIMARY KEY ("index", row)) WITHOUT ROWID',
)
_TRIGGER = (
    "CREATE TRIGGER IF NOT EXISTS {index}_{event}_noted AFTER {event} ON {table}"
    " BEGIN INSERT OR IGNORE INTO fast_index_changes VALUES ('{index}', {side}.{key}); END"
)
_ANALYZER = "porter"

MOST_CHANGED = 0.3
"""Share of a store's rows: where more have changed, an index is made anew; chosen by hand, not measured."""

_HEAP = 100_000_000
"""Bytes that tantivy may fill before it writes (15 MB at least); chosen by hand, not measured."""

_TIES = 20
"""How many results beyond the limit are looked at, so that equal ones come in the order of their rows."""


@cache
def available() -> bool:
    """True if tantivy is installed (``pip install 'rusus[fast]'``)."""
    return find_spec("tantivy") is not None


def folder_of(store: str) -> str:
    """Returns the folder of a store's fast index; it need not be there."""
    return f"{os.path.realpath(store)}-fast"


def state_of(connection: sqlite3.Connection, store: str) -> str:
    """Returns a hash that is another after every change of what the store's full-text indexes hold.

    FTS5 counts its writes in the record of its structure (id 10), and its tokens in that of averages (id 1); both are
    described under "FTS5 Data Structures" in the documentation of SQLite. The inode and the newest rows tell a store
    from another that has taken its name.
    """
    found: list[Any] = [FORMAT, os.stat(store).st_ino if os.path.exists(store) else None]
    for query in _STATE:
        found += connection.execute(query).fetchall()
    return blake2b(repr(found).encode(), digest_size=16).hexdigest()


def stored_state(store: str) -> str | None:
    """Returns the state of the store that its fast index was made from, or None where there is none."""
    try:
        return Path(folder_of(store), "state").read_text(encoding="ascii")
    except (OSError, ValueError):
        return None


def refresh(connection: sqlite3.Connection, store: str) -> None:
    """Brings the fast index of a store up to date; the caller holds the store's write lock.

    Where the changes since it was made are known, and few, only those rows are put in; else it is made anew. Either is
    done in a folder of its own that takes the index's name when it is whole, so that no half of one is ever read.
    """
    target = folder_of(store)
    unfinished, old = f"{target}.new", f"{target}.old"
    for left in (unfinished, old):  # of an update that was killed, also of one whose index was whole already
        shutil.rmtree(left, ignore_errors=True)
    state, held = state_of(connection, store), stored_state(store)
    if held == state:
        if not _changes_are_noted(connection, state):
            _note_changes_from(connection, state)
        return
    if not (_changes_are_noted(connection, held) and _update(connection, target, unfinished)):
        shutil.rmtree(unfinished, ignore_errors=True)
        for index, rows in TEXTS.items():
            _fill(os.path.join(unfinished, index), connection.execute(rows))
    Path(unfinished, "state").write_text(state, encoding="ascii")
    if os.path.exists(target):
        os.rename(target, old)
    os.rename(unfinished, target)
    shutil.rmtree(old, ignore_errors=True)
    _note_changes_from(connection, state)


def _note_changes_from(connection: sqlite3.Connection, state: str) -> None:
    """Notes that the fast index holds this state of the store, and that all later changes are to be noted."""
    for statement in _TABLES:
        connection.execute(statement)
    for index, key in KEYS.items():
        for event, side in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            table = index.removesuffix("_search")
            connection.execute(_TRIGGER.format(index=index, event=event, table=table, side=side, key=key))
    connection.execute("DELETE FROM fast_index_changes")
    connection.execute("DELETE FROM fast_index_base")
    connection.execute("INSERT INTO fast_index_base VALUES (?)", (state,))


def _changes_are_noted(connection: sqlite3.Connection, state: str | None) -> bool:
    """True if the changes since this state are all noted."""
    held = "SELECT 1 FROM sqlite_master WHERE name = 'fast_index_base'"
    base = connection.execute(held).fetchone() and connection.execute("SELECT state FROM fast_index_base").fetchall()
    return bool(base) and base == [(state,)]


def _changed_rows(connection: sqlite3.Connection, index: str) -> list[int]:
    """Returns the rows of a full-text index that were added, changed or taken out."""
    noted = 'SELECT row FROM fast_index_changes WHERE "index" = ? ORDER BY row'
    return [row for (row,) in connection.execute(noted, (index,))]


def _fill(folder: str, rows: Iterable[tuple[int, str]]) -> None:
    """Makes an index of some rows and texts."""
    import tantivy

    os.makedirs(folder)
    schema = tantivy.SchemaBuilder().add_integer_field("row", indexed=True, fast=True)
    index = _opened(tantivy.Index(schema.add_text_field("text", tokenizer_name=_ANALYZER).build(), folder))
    _write(index, (), rows)


def _update(connection: sqlite3.Connection, old: str, new: str) -> bool:
    """Makes ``new`` of ``old`` and the changes since; false where that cannot be done, or is more work than all anew.

    The files of an index are never written to again, so that links will do for a copy.
    """
    import tantivy

    changes = {index: _changed_rows(connection, index) for index in TEXTS}
    rows = sum(connection.execute(count).fetchone()[0] for count in _COUNTS.values())
    if sum(map(len, changes.values())) > MOST_CHANGED * rows:
        return False
    try:
        shutil.copytree(old, new, copy_function=os.link, ignore=shutil.ignore_patterns("*.lock", "state"))
        for index, changed in changes.items():
            if changed:
                now = connection.execute(_CHANGED[index], (index,))
                _write(_opened(tantivy.Index.open(os.path.join(new, index))), changed, now)
    except (OSError, ValueError):
        return False
    return True


def _write(index: Any, gone: Iterable[int], rows: Iterable[tuple[int, str]]) -> None:
    """Removes some rows of an index and adds others, all at once."""
    import tantivy

    writer = index.writer(_HEAP, 1)
    for row in gone:
        writer.delete_documents_by_term("row", row)
    for row, text in rows:
        writer.add_document(tantivy.Document(row=row, text=text))
    writer.commit()
    writer.wait_merging_threads()


def _opened(index: Any) -> Any:
    """Registers how the store's own index cuts texts into words: lower case, no accents, English stems."""
    import tantivy

    filters = (tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold(), tantivy.Filter.stemmer("english"))
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for each in filters:
        analyzer = analyzer.filter(each)
    index.register_tokenizer(_ANALYZER, analyzer.build())
    return index


def open_current(store: str, state: str) -> FastIndex | None:
    """Returns the fast index of a store if it was made from this state of it and can be read, else None."""
    if stored_state(store) != state:
        return None
    try:
        return FastIndex(store)
    except (OSError, ValueError):
        return None


class FastIndex:
    """The fast index of a store, opened to be searched; raises OSError or ValueError where it cannot be read."""

    def __init__(self, store: str) -> None:
        import tantivy

        folder = folder_of(store)
        self._indexes = {table: _opened(tantivy.Index.open(os.path.join(folder, table))) for table in TEXTS}
        self._searchers = {table: index.searcher() for table, index in self._indexes.items()}

    def search(self, table: str, words: list[str], limit: int) -> list[tuple[int, float]]:
        """Returns the rows of a store's table that hold any of the words, with their BM25, the most relevant first."""
        if not words:
            return []
        searcher = self._searchers[table]
        query = self._indexes[table].parse_query(" ".join(f'"{word}"' for word in words), ["text"])
        hits = searcher.search(query, limit=limit + _TIES, count=False).hits
        rows = searcher.fast_field_values("row", [place for _, place in hits])
        found = sorted(zip(rows, (score for score, _ in hits)), key=lambda each: (-each[1], each[0]))
        return found[:limit]
