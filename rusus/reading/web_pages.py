"""Web pages: the article inside a saved page, taken out by trafilatura, which is an extra."""

from __future__ import annotations

import re

from rusus.errors import ReadingError
from rusus.text.publication_date import written_date

_PAGE_START = re.compile(
    r"\s{0,100}(?:<\?xml[^>]{0,200}\?>\s{0,100})?(?:<!--.{0,1000}?-->\s{0,100})?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
PUBLISHED = (
    re.compile(r"""["']datePublished["']\s{0,9}:\s{0,9}["']([^"'<>]{8,40})["']"""),
    re.compile(
        r"""<meta\s[^<>]{0,200}?["'](?:article:published_time|datePublished|date|pubdate|dc\.date(?:\.issued)?)["']"""
        r"""[^<>]{0,99}?\scontent=["']([^"'<>]{8,40})["']""",
        re.IGNORECASE,
    ),
)
"""Where pages say when they were published: JSON-LD of schema.org, and meta elements."""

LONGEST_HEAD = 400_000
"""Characters of a page in which its date is looked for."""

_SPACE = re.compile(r"\s+")


def is_address(path: str) -> bool:
    """True if a path is the address of a web page."""
    return path.startswith(("http://", "https://"))


def fetch_page(address: str) -> str:
    """Returns the HTML behind an address, fetched by trafilatura: the only time that rusus touches the network.

    Raises ReadingError where trafilatura is not installed, or the page cannot be had.
    """
    try:
        from trafilatura import fetch_url
    except ImportError:
        raise ReadingError(
            f"{address}: an address; save the page and name the file, or have it fetched: pip install 'rusus[html]'"
        ) from None
    page = fetch_url(address)
    if not page:
        raise ReadingError(f"{address}: the page cannot be fetched; open it in a browser, save it and name the file")
    return str(page)


def is_page(text: str) -> bool:
    """True if a text begins as a web page does; for files whose name says nothing."""
    return _PAGE_START.match(text) is not None


def page_text(page: str, name: str) -> str:
    """Returns the headline and paragraphs of the article in ``page``, with blank lines between them.

    Raises ReadingError where trafilatura is not installed, or finds no article.
    """
    try:
        import trafilatura
    except ImportError:
        raise ReadingError(f"{name}: reading HTML needs an extra; install it with: pip install 'rusus[html]'") from None
    # lxml takes no NUL, and no str with an XML declaration.
    tree = trafilatura.load_html(page.replace("\0", " ").encode("utf-8", "replace"))
    if tree is None:
        raise _no_article(name)
    title = tree.find(".//h1")
    heading = "" if title is None else _SPACE.sub(" ", title.text_content()).strip()
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    paragraphs = [line for line in (getattr(found, "text", None) or "").splitlines() if line.strip()]
    if not paragraphs:
        raise _no_article(name)
    if heading and heading not in paragraphs[:3]:
        paragraphs.insert(0, heading)
    return "\n\n".join(paragraphs) + "\n"


def page_date(page: str) -> str | None:
    """Returns the day on which a page says that it was published (schema.org, Open Graph), as ISO date."""
    for pattern in PUBLISHED:
        for found in pattern.finditer(page[:LONGEST_HEAD]):
            day = written_date(found[1])
            if day:
                return day
    return None


def _no_article(name: str) -> ReadingError:
    return ReadingError(f"{name}: no article found in this page; save its text as a plain text file")
