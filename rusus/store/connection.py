"""Store file: opening a store safely, and errors that say what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rusus.errors import StoreError
from rusus.resources import read_text

if TYPE_CHECKING:
    import sqlite3

SCHEMA_VERSION = 3
APPLICATION_ID = 0x72757375
"""What marks a SQLite file as a rusus store: "rusu" in ASCII."""

WAIT_SECONDS = 10.0
"""How long a writer waits for another to finish; chosen by hand, longer than any article takes."""

SQLITE_HEADER = b"SQLite format 3\0"
"""How every SQLite file begins."""


def is_store(path: str) -> bool:
    """True if a path leads to a SQLite file."""
    try:
        with open(path, "rb") as file:
            return file.read(len(SQLITE_HEADER)) == SQLITE_HEADER
    except OSError:
        return False


@contextmanager
def clear_errors(path: str) -> Iterator[None]:
    """Turns the errors of SQLite into StoreErrors that say what is wrong with the file, and what to do."""
    import sqlite3

    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError(f"{path} is being written by another process: try again when it has finished") from error
        if "readonly" in str(error):
            raise StoreError(f"{path} can only be read: check its permissions") from error
        raise StoreError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} is damaged, or is not a rusus store: {error}") from error


def connect(path: str, read_only: bool) -> sqlite3.Connection:
    """Opens a store and checks that it is one; makes it where there is none and it may be written."""
    if path != ":memory:" and Path(path).exists() and not Path(path).is_file():
        what = "a folder" if Path(path).is_dir() else "not a regular file"
        raise StoreError(f"{path} is {what}, and a store is one file: name a file, as in {Path(path) / 'archive.db'}")
    exists = path != ":memory:" and Path(path).exists() and Path(path).stat().st_size > 0
    if exists:
        _check_header(path)
    elif read_only:
        raise StoreError(f"there is no store {path}: make it with 'rusus index {path} PATHS'")
    with clear_errors(path):
        if read_only:
            return _check_version(_open_read_only(path), path)
        connection = _check_version(_open(path), path)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if not exists:
                connection.executescript(read_text("store.sql"))
                connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
        return connection


def _open(name: str) -> sqlite3.Connection:
    import sqlite3

    connection = sqlite3.connect(name, timeout=WAIT_SECONDS, isolation_level=None, uri=name.startswith("file:"))
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _open_read_only(path: str) -> sqlite3.Connection:
    """Opens a store to be read; if its folder cannot be written, then as one that nobody writes to meanwhile."""
    import sqlite3

    name = Path(path).absolute().as_uri()
    try:
        return _open(f"{name}?mode=ro")
    except sqlite3.OperationalError:
        if Path(f"{path}-wal").exists():
            raise
        return _open(f"{name}?immutable=1")


_checked: set[tuple[int, int]] = set()
"""The files (device, inode) whose header this process has read.

It is read once, before SQLite opens the file. Closing a file releases all locks that the process holds on it (POSIX),
those of its SQLite connections too, and another process may then delete the log that they write to.
"""


def _check_header(path: str) -> None:
    status = os.stat(path)
    if (status.st_dev, status.st_ino) in _checked:
        return
    with open(path, "rb") as file:
        header = file.read(100)
    if header[:16] != SQLITE_HEADER or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreError(f"{path} is not a rusus store, and was left as it is: name another file")
    if int.from_bytes(header[60:64], "big") > SCHEMA_VERSION:
        raise _newer(path)
    _checked.add((status.st_dev, status.st_ino))


def _check_version(connection: sqlite3.Connection, path: str) -> sqlite3.Connection:
    """Returns the connection, or closes it where its file is of another schema."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION or (version and version < SCHEMA_VERSION):
        connection.close()
        raise _newer(path) if version > SCHEMA_VERSION else _older(path)
    return connection


def _newer(path: str) -> StoreError:
    return StoreError(f"{path} was written by a newer rusus: upgrade rusus, or index the articles into a new file")


def _older(path: str) -> StoreError:
    return StoreError(f"{path} was written by an older rusus: index the articles and known claims into a new file")
