"""Articles: the text of a file, a web page or standard input, with the name that its records carry."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from importlib.util import find_spec

from rusus.errors import ReadingError
from rusus.reading.decoding import declared_charset, decode
from rusus.reading.documents import READERS, mail_date
from rusus.reading.doubts import doubts, repaired
from rusus.reading.files import CORPUS_SUFFIXES, read_bytes
from rusus.reading.subtitles import Times, subtitle_text
from rusus.reading.web_pages import fetch_page, is_address, is_page, page_date, page_text
from rusus.vocabulary import EXTRA_SUFFIXES, MAX_SIZE, TEXT_SUFFIXES, Markup

MARKDOWN_SUFFIXES = (".md", ".markdown")
"""Files that are read as Markdown."""


EXTRAS = {"html": "trafilatura", "docx": "docx", "pdf": "pypdf", "subtitles": "pysubs2"}
"""The module that each extra brings along, by its name."""


def readable_suffixes() -> tuple[str, ...]:
    """Returns the suffixes of the files that can be read here, with the extras that are installed."""
    found = (EXTRA_SUFFIXES[extra] for extra, module in EXTRAS.items() if find_spec(module) is not None)
    return (*TEXT_SUFFIXES, *(suffix for suffixes in found for suffix in suffixes))


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be analysed, the name its records carry, and a note on how it was read where that is worth saying.

    ``warning`` says what makes its records worth less. ``extracted`` is true of text taken out of a page or document,
    and of one whose entities or garbled letters were read right: offsets count in it and not in the file. ``times`` are
    those of subtitles. An article from a row of a ``corpus`` says from which file, and which ``part`` of it. ``date``
    is the day on which it was published, as ISO date, where a page or a row says so.
    """

    name: str
    text: str
    markup: Markup = "plain"
    note: str | None = None
    extracted: bool = False
    corpus: str | None = None
    part: str | None = None
    warning: str | None = None
    times: Times = ()
    date: str | None = None


def read_article(source: str | Article, max_size: int = MAX_SIZE) -> Article:
    """Reads one file, or standard input for ``-``; an article comes back as it is.

    Raises ReadingError where the file cannot be read, is larger than ``max_size`` bytes, or is not text.
    """
    if isinstance(source, Article):
        return source
    lower = source.lower()
    if lower.endswith(CORPUS_SUFFIXES):
        raise ReadingError(f"{source}: JSON Lines; name the field that holds the articles with --jsonl-field")
    article = (
        _page(fetch_page(source), source) if is_address(source) else _read_file(source, read_bytes(source, max_size))
    )
    doubt = doubts(article.text)
    return replace(article, warning=f"{source} {doubt}") if doubt else article


def _read_file(name: str, data: bytes) -> Article:
    lower = name.lower()
    if lower.endswith(EXTRA_SUFFIXES["html"]):
        return _read_page(name, data)
    reader = READERS.get(os.path.splitext(lower)[1])
    if reader is not None:
        day = mail_date(data) if lower.endswith(".eml") else None
        return Article(name, reader(data, name), "plain", extracted=True, date=day)
    text, note = decode(data, name)
    if lower.endswith(MARKDOWN_SUFFIXES):
        return Article(name, text, "markdown", note)
    if lower.endswith(EXTRA_SUFFIXES["subtitles"]):
        text, times = subtitle_text(text, name)
        return Article(name, text, "plain", note, extracted=True, times=times)
    if is_page(text):
        return _read_page(name, data)
    text, change = repaired(text)
    return Article(name, text, "plain", f"{name}: {change}" if change else note, extracted=change is not None)


def _read_page(name: str, data: bytes) -> Article:
    page, note = decode(data, name, declared_charset(data))
    return _page(page, name, note)


def _page(page: str, name: str, note: str | None = None) -> Article:
    note = note or f"{name}: read as HTML"
    return Article(name, page_text(page, name), "plain", note, extracted=True, date=page_date(page))
