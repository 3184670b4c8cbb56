"""Decoding: bytes to text, whatever wrote them; binary data raises an error that names the file."""

from __future__ import annotations

import codecs
import re

from rusus.errors import ReadingError

# Byte-order marks, the longer ones first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# PDF, ZIP with the office formats, gzip, PNG, JPEG, GIF, ELF, the older office formats, SQLite; and RTF, which is text,
# but not the article's.
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
    b"{\\rtf",
)
# Neither white space nor the escape that opens terminal codes: logs and mail hold those.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536
"""Bytes in which control characters are counted; chosen by hand."""

# A stray NUL or DOS end mark in a text is kept. A file in which one byte in ten (in UTF-8) or one in a hundred
# (elsewhere) is a control character is binary: in compressed data and in programs it is one in nine or more.
_MOST_IN_UTF8, _MOST_ELSEWHERE = 10, 100
# The encodings in which pages are written, as <meta charset> names them. Python's other codecs (rot13, zip) are not
# for a page to choose.
_CHARSET = re.compile(
    rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*((?:windows-|cp-?|iso-?8859-|koi8-|mac)[\w-]{1,12}|gbk?|gb2312|gb18030|big5|euc-\w\w|shift_jis)["'\s/>;]""",
    re.IGNORECASE,
)
_HEAD = 4096
"""Bytes in which a page names its encoding; HTML asks for it in the first 1024."""


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str | None]:
    """Returns the text of ``data``, and a note where it is not UTF-8; ``name`` is for the messages.

    A byte-order mark decides; else UTF-8, else the encoding that is ``declared``, else Windows-1252, else Latin-1.
    UTF-8 with some broken bytes stays UTF-8, with U+FFFD in their place. Line ends and control characters stay as
    they are. Raises ReadingError for binary data.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, name)
    sample = data[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if data.startswith(_SIGNATURES) or controls * _MOST_IN_UTF8 > len(sample):
        raise _binary(name)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        if controls * _MOST_ELSEWHERE > len(sample):
            raise _binary(name) from None
    return _decode_damaged(data, name) or _decode_legacy(data, name, declared)


def declared_charset(data: bytes) -> str | None:
    """Returns the single- or double-byte encoding that a page's <meta> names, None where it names none of those."""
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def _decode_marked(data: bytes, encoding: str, name: str) -> tuple[str, str | None]:
    note = None if encoding == "utf-8-sig" else f"{name}: read as {encoding.upper()}"
    try:
        return data.decode(encoding), note
    except UnicodeDecodeError as error:
        message = f"{name}: begins like {encoding.upper()} but is broken ({error.reason}); save it as UTF-8"
        raise ReadingError(message) from None


def _decode_damaged(data: bytes, name: str) -> tuple[str, str] | None:
    """Decodes what is UTF-8 but for some bytes: most of what is not ASCII is well-formed."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 2 > sum(map(len, re.findall(r"[^\x00-\x7f]+", text))):
        return None
    return text, f"{name}: UTF-8 with {broken} broken bytes, read as U+FFFD"


def _decode_legacy(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    for encoding, known_as in ((declared, declared), ("cp1252", "Windows-1252")):
        try:
            if encoding is not None:
                return data.decode(encoding), f"{name}: not UTF-8, read as {known_as}"
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1"), f"{name}: not UTF-8, read as Latin-1"


def _binary(name: str) -> ReadingError:
    return ReadingError(f"{name}: a binary file, not text; convert it to plain text first")
