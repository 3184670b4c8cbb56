"""Fast index: what tantivy finds in a store's texts, 10 to 100 times as fast as SQLite, where it is installed.

It stands in a folder beside the store (``archive.db-fast``) and is derived from it: it may be lost, stale or damaged at
any time, and the store's own index is used then, until ``build`` makes it again.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

FORMAT = "1"
"""Goes into the state of an index: one that was made otherwise is stale."""

_TABLES = {"sentences_search": "SELECT sentence, text FROM sentences", "claims_search": "SELECT claim, text || ' ' || title FROM claims"}  # fmt: skip
"""The rows and texts that each full-text index of a store holds."""

_STATE = (
    "SELECT id, block FROM sentences_search_data WHERE id IN (1, 10) ORDER BY id",
    "SELECT id, block FROM claims_search_data WHERE id IN (1, 10) ORDER BY id",
    "SELECT content_hash FROM articles ORDER BY article DESC LIMIT 1",
    "SELECT sentence_id FROM claims ORDER BY claim DESC LIMIT 1",
)
_ANALYZER = "porter"
_HEAP = 100_000_000
"""Bytes that tantivy may fill before it writes."""

_TIES = 20
"""How many results beyond the limit are looked at, so that equal ones come in the order of their rows."""


@cache
def available() -> bool:
    """Tells whether tantivy is installed (``pip install 'rusus[fast]'``)."""
    return find_spec("tantivy") is not None


def folder_of(store: str) -> str:
    """Returns the folder of a store's fast index; it need not be there."""
    return f"{os.path.realpath(store)}-fast"


def state_of(connection: sqlite3.Connection, store: str) -> str:
    """Returns a hash that is another after every change of what the store's full-text indexes hold.

    FTS5 counts its writes in the record of its structure (id 10), and its tokens in another (id 1). The inode and the
    newest rows tell a store from another that has taken its name.
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


def build(connection: sqlite3.Connection, store: str) -> None:
    """Makes the fast index of a store anew; the caller holds the store's write lock.

    It is made in a folder of its own and takes its name when it is whole, so that no half of one is ever read.
    """
    target = folder_of(store)
    unfinished, old = f"{target}.new", f"{target}.old"
    for left in (unfinished, old):
        shutil.rmtree(left, ignore_errors=True)
    for table, rows in _TABLES.items():
        _fill(os.path.join(unfinished, table), connection.execute(rows))
    Path(unfinished, "state").write_text(state_of(connection, store), encoding="ascii")
    if os.path.exists(target):
        os.rename(target, old)
    os.rename(unfinished, target)
    shutil.rmtree(old, ignore_errors=True)


def _fill(folder: str, rows: sqlite3.Cursor) -> None:
    import tantivy

    os.makedirs(folder)
    schema = tantivy.SchemaBuilder().add_integer_field("row", fast=True)
    index = _opened(tantivy.Index(schema.add_text_field("text", tokenizer_name=_ANALYZER).build(), folder))
    writer = index.writer(_HEAP, 1)
    for row, text in rows:
        writer.add_document(tantivy.Document(row=row, text=text))
    writer.commit()
    writer.wait_merging_threads()


def _opened(index: Any) -> Any:
    """Teaches an index how the store's own takes texts apart: lower case, no accents, English stems."""
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
    """The fast index of a store as it stands on disk, opened to be searched; OSError or ValueError where it cannot be."""

    def __init__(self, store: str) -> None:
        import tantivy

        folder = folder_of(store)
        self._indexes = {table: _opened(tantivy.Index.open(os.path.join(folder, table))) for table in _TABLES}
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
