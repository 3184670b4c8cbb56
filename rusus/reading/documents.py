"""Office documents and mail: the text in .docx (python-docx), .pdf (pypdf) and .eml (the standard library)."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable

from rusus.errors import ReadingError
from rusus.text.publication_date import written_date

_LINE_END = re.compile(r"(?<![.!?:;”\"'’])[ \t]*\n(?!\s)")
"""A line end inside a paragraph of a page: what stands before it ends no sentence, and no blank line follows."""


def word_text(data: bytes, name: str) -> str:
    """Returns the paragraphs of a .docx file, with blank lines between them; raises ReadingError where that fails."""
    try:
        import docx
    except ImportError:
        raise _needs("docx", name) from None
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises what zipfile, lxml and itself raise
        raise _broken(name, error) from None
    return _whole((paragraph.text for paragraph in document.paragraphs), name)


def pdf_text(data: bytes, name: str) -> str:
    """Returns the text of a .pdf file, lines joined to paragraphs; raises ReadingError where there is none."""
    try:
        import pypdf
    except ImportError:
        raise _needs("pdf", name) from None
    # What pypdf makes of a damaged file it logs on standard error as well; that it cannot be read is said once, below.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = [page.extract_text() or "" for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    except Exception as error:  # pypdf raises many kinds of error on broken files
        raise _broken(name, error) from None
    return _whole((_LINE_END.sub(" ", page) for page in pages), name)


def mail_text(data: bytes, name: str) -> str:
    """Returns the subject and the text of a mail, without its headers; of HTML alone, the text in that."""
    from email import message_from_bytes, policy

    message = message_from_bytes(data, policy=policy.default)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise ReadingError(f"{name}: no text found in this mail; save the text in a file of its own")
    text = body.get_content()
    if body.get_content_type() == "text/html":
        from rusus.reading.web_pages import page_text

        text = page_text(text, name)
    lines = (line for line in text.splitlines() if not line.startswith(">"))
    return _whole((str(message["subject"] or ""), "\n".join(lines)), name)


def mail_date(data: bytes) -> str | None:
    """Returns the day on which a mail was sent, as ISO date, where its headers say so."""
    from email import message_from_bytes, policy

    return written_date(str(message_from_bytes(data, policy=policy.default)["date"] or ""))


READERS: dict[str, Callable[[bytes, str], str]] = {".docx": word_text, ".pdf": pdf_text, ".eml": mail_text}
"""What takes the text out of a file, by its suffix."""


def _whole(parts: object, name: str) -> str:
    text = "\n\n".join(part.strip() for part in parts if part.strip())  # type: ignore[attr-defined]
    if not text:
        scan = " (a scan?)" if name.lower().endswith(".pdf") else ""
        raise ReadingError(f"{name}: no text found in it{scan}; save its text in a plain text file")
    return text + "\n"


def _needs(extra: str, name: str) -> ReadingError:
    return ReadingError(f"{name}: reading .{extra} needs an extra; install it with: pip install 'rusus[{extra}]'")


def _broken(name: str, error: Exception) -> ReadingError:
    return ReadingError(f"{name}: cannot be read ({type(error).__name__}: {error}); save its text in a plain text file")
