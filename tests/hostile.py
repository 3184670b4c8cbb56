"""Hostile texts, as pieces that are repeated to any length, and what is promised of the records of any text."""

from __future__ import annotations

import csv
import io
import json

from rusus import Document
from rusus.output.formats import Style, body
from rusus.output.records import LISTINGS
from rusus.output.schemas import KEYS
from rusus.output.terminal import escape_controls
from rusus.text.views import view

PIECES = {
    "straight marks": '"',
    "straight marks, spaced": '" ',
    "opening marks": "“",
    "closing marks": "”",
    "nested marks": "“‘",
    "single marks": "'",
    "apostrophes": "a' ",
    "marks that open a line": '"a\n',
    "marks that open a paragraph": "“a b.\n\n",
    "quoted words": '"a" ',
    "unclosed speech": '"I see, he said. ',
    "guillemets": "«a» ",
    "digits": "7",
    "digits, spaced": "7 ",
    "grouped digits": "1,",
    "grouped thousands": "1,000,",
    "decimal points": "1.",
    "percent": "5 % ",
    "percent alone": "%",
    "dollars": "$",
    "dollars, spaced": "$ 5 ",
    "money": "$5 million ",
    "ranges": "5-",
    "ranges, spaced": "5 to ",
    "from and to": "from 5 ",
    "fractions": "1/",
    "signs": "+-",
    "brackets": "(",
    "closing brackets": ")",
    "brackets, both": "()",
    "square brackets": "[",
    "capitals": "A",
    "capitals, spaced": "A ",
    "initials": "A.",
    "initials, spaced": "J. ",
    "capitalized words": "John ",
    "a name of many parts": "John of the ",
    "names, listed": "John, ",
    "letters": "a",
    "points": ".",
    "points, spaced": ". ",
    "questions": "?! ",
    "ellipses": "… ",
    "hyphens": "-",
    "hyphenated": "a-",
    "dashes": "— ",
    "said": "said ",
    "he said": "he said ",
    "said, with commas": "said, ",
    "he said, in sentences": "He said so. ",
    "said that": "said that ",
    "according to": "according to ",
    "that": "that ",
    "and": "and ",
    "commas": ",",
    "commas, spaced": ", ",
    "number words": "one ",
    "hundreds": "hundred ",
    "millions": "million ",
    "twenty-one": "twenty-one ",
    "hyphenated number words": "one-",
    "per": "per ",
    "of": "of ",
    "abbreviations": "Mr. ",
    "U.S.": "U.S. ",
    "spaces": " ",
    "tabs": "\t",
    "line feeds": "\n",
    "carriage returns": "\r",
    "blank lines with spaces": " \n",
    "one letter a line": "a\n",
    "one letter a paragraph": "a\n\n",
    "list items": "- a\n",
    "numbered items": "1. a\n",
    "headings": "# a\n",
    "underlines": "=",
    "quote marks of mail": "> a\n",
    "table bars": "| a ",
    "bylines": "By John Smith\n",
    "datelines": "LONDON (AP) - ",
    "slashes": "/",
    "addresses": "http://a.b/",
    "at signs": "a@",
    "links": "[a](b) ",
    "stars": "*",
    "stars, spaced": "*a ",
    "backticks": "`",
    "tags": "<a ",
    "entities": "&amp;",
    "NUL": "\0",
    "escape codes": "\x1b[31m",
    "combining marks": "a\u0301",
    "zero-width joiners": "\u200d",
    "lone surrogates": "\ud800",
    "byte-order marks": "\ufeff",
    "non-breaking spaces": "\u00a0",
    "line separators": "\u2028",
    "emoji": "😀",
    "Chinese": "中",
    "long s": "ſ",
    "dotted capital I": "İ",
    "superscripts": "²",
    "Arabic digits": "٣",
    "ligatures": "ﬁ",
}  # fmt: skip
"""Names and pieces."""

MIXTURES = {
    "speech": '"We see 5 percent," Mr. John Smith said on Dec. 20, 2018. ',
    "claims": "Sales rose from $14.9 billion to US$96.1 billion in 2018, or 5 percent a year. ",
    "indirect speech": "Experts said that he had said that they believed it was so, according to her. ",
    "mixed speech": "He said the “plan” was “a very good one for all of us” and that “we go on” ",
}
"""Names and pieces of text that looks like news, without a paragraph's end."""


def hostile(name: str, size: int) -> str:
    """Returns ``size`` characters of a hostile text."""
    piece = {**PIECES, **MIXTURES}[name]
    return (piece * (size // len(piece) + 1))[:size]


def nothing_seen(text: str) -> bool:
    """True if a text shows nothing: white space, soft hyphens and other characters without width."""
    return not view(text).text.strip()


def check_promises(document: Document, markup: str = "plain", table: bool = True) -> None:
    """Raises AssertionError where sentences leave text out or overlap, or records are not what is promised.

    ``table`` says whether tables are drawn too, which costs more than all the rest.
    """
    text, end = document.text, 0
    for sentence in document.sentences:
        assert end <= sentence.start < sentence.end and sentence.text == text[sentence.start : sentence.end]
        # The marks of Markdown belong to no sentence.
        assert markup == "markdown" or nothing_seen(text[end : sentence.start])
        assert all(0 <= score <= 1 for score in sentence.scores.values())
        end = sentence.end
    assert markup == "markdown" or nothing_seen(text[end:])
    for kind, records_of in LISTINGS.items():
        records = list(records_of(document, True))
        assert all(text[record["start"] : record["end"]] == record["text"] for record in records)
        lines = body(records, Style(kind, "jsonl")).encode("utf-8").decode("utf-8").splitlines()
        assert [list(json.loads(line)) for line in lines] == [list(KEYS[kind])] * len(records)
        delimited = body(records, Style(kind, "csv"))
        # Python 3.10 writes no NUL and reads none: it stands in for one that no test text holds.
        rows = list(csv.reader(io.StringIO(delimited.replace("\0", "␀"), newline="")))
        assert [len(row) for row in rows] == [len(KEYS[kind])] * len(records)
        check_harmless(escape_controls(delimited))
        if table:
            check_harmless(body(records, Style(kind, "table", terminal=True), "a"))


def check_harmless(printed: str) -> None:
    """Raises AssertionError where a terminal would obey what is printed, or it is no UTF-8."""
    assert not set(printed) & {"\x1b", "\x9b", "\x07", "\u202e"}
    printed.encode("utf-8")
