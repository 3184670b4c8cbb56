"""Articles: the text of a file, a web page or standard input, with the name that its records carry."""

from __future__ import annotations

from dataclasses import dataclass

from rusus.errors import ReadingError
from rusus.reading.decoding import declared_charset, decode
from rusus.reading.files import CORPUS_SUFFIXES, read_bytes
from rusus.reading.web_pages import PAGE_SUFFIXES, is_page, page_text
from rusus.vocabulary import MAX_SIZE, Markup

MARKDOWN_SUFFIXES = (".md", ".markdown")
"""Files that are read as Markdown."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be analysed, the name its records carry, and a note on how it was read where that is worth saying.

    ``extracted`` is true of the text of a web page: offsets count in it and not in the file. An article from a row of
    a ``corpus`` says from which file, and which ``part`` of it.
    """

    name: str
    text: str
    markup: Markup = "plain"
    note: str | None = None
    extracted: bool = False
    corpus: str | None = None
    part: str | None = None


def read_article(source: str | Article, max_size: int = MAX_SIZE) -> Article:
    """Reads one file, or standard input for ``-``; an article comes back as it is.

    Raises ReadingError where the file cannot be read, is larger than ``max_size`` bytes, or is not text.
    """
    if isinstance(source, Article):
        return source
    lower = source.lower()
    if lower.endswith(CORPUS_SUFFIXES):
        raise ReadingError(f"{source}: JSON Lines; name the field that holds the articles with --jsonl-field")
    data = read_bytes(source, max_size)
    if lower.endswith(PAGE_SUFFIXES):
        return _read_page(source, data)
    text, note = decode(data, source)
    if lower.endswith(MARKDOWN_SUFFIXES):
        return Article(source, text, "markdown", note)
    return _read_page(source, data) if is_page(text) else Article(source, text, "plain", note)


def _read_page(name: str, data: bytes) -> Article:
    page, note = decode(data, name, declared_charset(data))
    return Article(name, page_text(page, name), "plain", note or f"{name}: read as HTML", extracted=True)
