"""Styled text: what tables show of an article, on one line and never read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.text import Text

from rusus.output.records import Record
from rusus.output.terminal import escape_controls

_SPACE = re.compile(r"\s+")


def one_line(text: str, style: str = "") -> Text:
    """Returns a text on one line; article text never becomes markup."""
    return Text(escape_controls(_SPACE.sub(" ", text)) if text.strip() else text, style=style)


def marked(record: Record, found: Iterable[Record]) -> Text:
    """Returns the record's text on one line, with the stretches that records inside it cover marked."""
    base = record["start"]
    return styled(record["text"], ((item["start"] - base, item["end"] - base) for item in found), "bold cyan")


def styled(text: str, stretches: Iterable[tuple[int, int]], style: str) -> Text:
    """Returns a text on one line with styled stretches: one character stands for one, so that offsets hold."""
    shown = Text(escape_controls(re.sub(r"\s", " ", text)))
    for start, end in stretches:
        shown.stylize(style, start, end)
    return shown
