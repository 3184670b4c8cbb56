"""Files: which ones are meant, and their bytes."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import IO

from rusus.errors import ReadingError, reason
from rusus.reading.web_pages import is_address
from rusus.vocabulary import MAX_SIZE, TEXT_SUFFIXES

STANDARD_INPUT = "-"
"""The path that means standard input."""

CORPUS_SUFFIXES = (".jsonl", ".ndjson")
"""What folders are searched for where rows of JSON Lines are read."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files are meant: paths as given, and for folders the globs on names or paths that let a file in or out.

    Without ``include`` a folder gives the files that end in ``suffixes``. The folder ``besides`` is never entered.
    """

    paths: tuple[str, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = TEXT_SUFFIXES
    besides: str | None = None


def find_files(selection: Selection, passed_over: Counter[str] | None = None) -> Iterator[str | ReadingError]:
    """Yields the files of a selection: named ones as they come, those of folders recursively and sorted.

    A path that is missing or is not a file yields the ReadingError that says so, and the rest continues.
    ``passed_over`` counts the files of folders that are not read, by suffix, unless globs say what is wanted.
    """
    for path in selection.paths:
        if path == STANDARD_INPUT or is_address(path):
            yield path
        elif os.path.isdir(path):
            yield from _walk(path, selection, Counter() if passed_over is None else passed_over)
        elif not os.path.lexists(path):
            yield ReadingError(f"{path or repr(path)}: no such file or folder; check the spelling")
        else:
            yield path


def _walk(top: str, selection: Selection, passed_over: Counter[str]) -> Iterator[str | ReadingError]:
    """Yields the files below a folder in the order of their paths.

    Links are followed, and every folder is entered once, so that loops of links end.
    """
    entered = (
        {_identity(os.stat(selection.besides))} if selection.besides and os.path.isdir(selection.besides) else set()
    )
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)
            if stat.S_ISREG(status.st_mode):
                yield path
                continue
            if not stat.S_ISDIR(status.st_mode):
                yield ReadingError(f"{path}: not a regular file, skipped; exclude it or name it")
                continue
            if _identity(status) in entered:
                continue
            entered.add(_identity(status))
            inner = [(name, os.path.join(path, name)) for name in sorted(os.listdir(path), reverse=True)]
        except OSError as error:
            dangling = os.path.islink(path) and not os.path.exists(path)
            why = (
                "a link that leads nowhere; remove it"
                if dangling
                else f"cannot be opened ({reason(error)}); check its permissions"
            )
            yield ReadingError(f"{path}: {why}")
            continue
        for name, each in inner:
            if _wanted(name, each, selection) or (name[0] != "." and os.path.isdir(each)):
                waiting.append(each)
            elif name[0] != "." and not selection.include and not _matches(name, each, selection.exclude):
                passed_over[os.path.splitext(name)[1].lower()] += 1


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _matches(name: str, path: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch(name, pattern) or fnmatch(path, pattern) for pattern in patterns)


def _wanted(name: str, path: str, selection: Selection) -> bool:
    if _matches(name, path, selection.exclude):
        return False
    if selection.include:
        return _matches(name, path, selection.include)
    return not name.startswith(".") and name.lower().endswith(selection.suffixes)


def read_list(path: str, separator: str = "\n") -> tuple[str, ...]:
    """Returns the paths that the file ``path`` (or ``-``) lists, separated by line ends or, for ``\\0``, by NUL."""
    names = os.fsdecode(read_bytes(path)).split(separator)
    return tuple(name for name in (name.rstrip("\r\n") if separator == "\n" else name for name in names) if name)


def read_bytes(path: str, max_size: int = MAX_SIZE) -> bytes:
    """Returns the content of a file, or of standard input for ``-``; raises ReadingError, also above ``max_size``."""
    with opened(path) as file:
        chunks: list[bytes] = []
        left = max_size
        while chunk := file.read(min(_CHUNK, left + 1)):
            chunks.append(chunk)
            left -= len(chunk)
            if left < 0:
                raise ReadingError(f"{path}: larger than {max_size:,} bytes; split it or raise --max-size")
        return b"".join(chunks)


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """Gives a file, or standard input for ``-``, to be read; what goes wrong inside comes out as a ReadingError."""
    try:
        if path != STANDARD_INPUT:
            with open(path, "rb") as file:
                yield file
        elif sys.stdin is None:
            raise ReadingError("standard input is closed; name a file")
        else:
            yield sys.stdin.buffer
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read ({reason(error)}); check the path and its permissions") from None
    except ValueError as error:  # a NUL in the path
        raise ReadingError(f"{path}: cannot be read ({error}); check the path") from None
