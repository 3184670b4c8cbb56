"""Reading: finding the files that are meant, and turning their bytes into text."""
from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

from rusus.errors import ReadingError

STANDARD_INPUT = "-"
SUFFIXES = (".txt", ".md")
MARKDOWN_SUFFIXES = (".md", ".markdown")
MAX_SIZE = 50_000_000

# Byte-order marks, the longer ones first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# PDF, ZIP with the office formats, gzip, PNG, JPEG, GIF, ELF, the older office formats, SQLite.
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\0",
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be analysed, the name its records carry, and a note on how it was read where that is worth saying."""

    name: str
    text: str
    markup: str = "plain"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files are meant: paths as given, and for folders the globs on names or paths that let a file in or out."""

    paths: tuple[str, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


def find_files(selection: Selection) -> Iterator[str | ReadingError]:
    """Yields the files of a selection: named ones as they come, those of folders recursively and sorted.

    A path that is missing or no file yields the ReadingError that says so, and the rest goes on.
    """
    for path in selection.paths:
        if path == STANDARD_INPUT:
            yield path
        elif os.path.isdir(path):
            yield from _walk(path, selection)
        elif not os.path.lexists(path):
            yield ReadingError(f"{path}: no such file or folder; check the spelling")
        else:
            yield path


def _walk(top: str, selection: Selection) -> Iterator[str | ReadingError]:
    """Yields the files below a folder in the order of their paths, following links but no loop of them."""
    waiting: list[tuple[str, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    while waiting:
        path, above = waiting.pop()
        try:
            status = os.stat(path)
            if not stat.S_ISDIR(status.st_mode):
                regular = stat.S_ISREG(status.st_mode)
                yield path if regular else ReadingError(f"{path}: not a regular file, skipped; exclude it or name it")
                continue
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            yield ReadingError(f"{path}: cannot be opened ({_reason(error)}); check its permissions")
            continue
        key = (status.st_dev, status.st_ino)
        if key in above:
            continue
        for name in names:
            inner = os.path.join(path, name)
            if _wanted(name, inner, selection) or (not name.startswith(".") and os.path.isdir(inner)):
                waiting.append((inner, above | {key}))


def _wanted(name: str, path: str, selection: Selection) -> bool:
    def matches(patterns: Sequence[str]) -> bool:
        return any(fnmatch(name, pattern) or fnmatch(path, pattern) for pattern in patterns)

    if matches(selection.exclude):
        return False
    if selection.include:
        return matches(selection.include)
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def read_list(path: str, separator: str = "\n") -> tuple[str, ...]:
    """Returns the paths that the file ``path`` (or ``-``) lists, separated by line ends or, for ``\\0``, by NUL."""
    names = os.fsdecode(_read_bytes(path, MAX_SIZE)).split(separator)
    return tuple(name for name in (name.rstrip("\r\n") if separator == "\n" else name for name in names) if name)


def read_article(path: str, max_size: int = MAX_SIZE) -> Article:
    """Reads one file, or standard input for ``-``; raises ReadingError where that gives no text."""
    text, note = decode(_read_bytes(path, max_size), path)
    markup = "markdown" if path.lower().endswith(MARKDOWN_SUFFIXES) else "plain"
    return Article(path, text, markup, note)


def decode(data: bytes, name: str) -> tuple[str, str | None]:
    """Returns the text of ``data``, and a note where it is not UTF-8; ``name`` is for the messages.

    A byte-order mark decides; else UTF-8, else Windows-1252, else Latin-1. Line ends and control characters
    stay as they are. Raises ReadingError for binary data.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), None if encoding == "utf-8-sig" else f"{name}: read as {encoding.upper()}"
            except UnicodeDecodeError as error:
                raise ReadingError(f"{name}: begins like {encoding.upper()} but is broken ({error.reason}); save it as UTF-8") from None
    controls = len(_CONTROLS.findall(data[:_SAMPLE]))
    if data.startswith(_SIGNATURES):
        raise _binary(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # No single-byte text holds control characters: what does is a program, an image or an archive.
        if controls:
            raise _binary(name) from None
        return _decode_single_bytes(data, name)
    # A stray NUL or escape code in a text is kept; a file that is full of them is none.
    if controls * 10 > len(data[:_SAMPLE]):
        raise _binary(name)
    return text, None


def _decode_single_bytes(data: bytes, name: str) -> tuple[str, str]:
    try:
        return data.decode("cp1252"), f"{name}: not UTF-8, read as Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), f"{name}: not UTF-8, read as Latin-1"


def _binary(name: str) -> ReadingError:
    return ReadingError(f"{name}: a binary file, not text; convert it to plain text first")


def _read_bytes(path: str, max_size: int) -> bytes:
    if path == STANDARD_INPUT:
        return _limited(sys.stdin.buffer.read(max_size + 1), "standard input", max_size)
    try:
        with open(path, "rb") as file:
            return _limited(file.read(max_size + 1), path, max_size)
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read ({_reason(error)}); check the path and its permissions") from None


def _limited(data: bytes, name: str, max_size: int) -> bytes:
    if len(data) > max_size:
        raise ReadingError(f"{name}: larger than {max_size:,} bytes; split it or raise --max-size")
    return data


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
