"""Markdown: the headings, paragraphs, items and quotes of a text in CommonMark, with offsets into the text as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LINE = re.compile(r"[^\n]+")
FENCE = re.compile(r"\s{0,3}(```|~~~)")
HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+|$)")
CLOSING_HASHES = re.compile(r"(?<!\s)\s+#+\s*$")
UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")
QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
TABLE = re.compile(r"\s{0,3}\|.*\|\s*$")
IMAGE = re.compile(r"\s*!\[[^\]\n]{0,999}\]\([^)\n]{0,999}\)\s*$")
COMMENT = re.compile(r"\s{0,3}<(?:!--|/?(?:div|figure|img|iframe|script|style|p|br|hr|table)\b)", re.IGNORECASE)
FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(?!---[ \t]*(?:\n|$)).*\n)*?---[ \t]*(?:\n|$)")
WHOLE_LINES = (("underline", UNDERLINE), ("rule", RULE), ("caption", IMAGE), ("boilerplate", COMMENT), ("list", TABLE))
OPENINGS = (("item", ITEM), ("quote", QUOTE))

# What a reader does not see: emphasis, the address of a link, the marks of code.
UNSEEN = re.compile(
    r"""
    \*{1,3} | (?<!\w)_{1,3} | _{1,3}(?!\w) | `+                      # emphasis and code
  | !?\[ | \]\( [^()\[\]\s]* (?: \s"[^"\[\]]{0,99}" )? \) | \]        # [text](address "title")
  | \\(?=[^\w\s])                                                   # an escape
    """,
    re.VERBOSE,
)


LINK = re.compile(
    r"""
    \[ ([^\[\]\n]{1,300}) \]                                         # [the mayor], what a reader sees
    \( (?: https?:// | www\. | mailto: | [/\#.] ) [^()\s]*            # (https://example.org/mayor
        (?: \([^()\s]*\) [^()\s]* )? (?: \s"[^"\n]{0,99}" )? \)       #   with brackets and a title at most)
    """,
    re.VERBOSE,
)


class Piece(NamedTuple):
    """A stretch of the text that is one block, and its kind where the markup says so."""

    start: int
    end: int
    kind: str | None


def show(block: str) -> str:
    """Returns the text of a block as a reader sees it, without the marks of emphasis and the addresses of links."""
    return UNSEEN.sub("", block)


def hide_links(text: str) -> str:
    """Returns a text of the same length with blanks for the brackets and the addresses of links."""
    if "](" not in text:
        return text
    return LINK.sub(lambda link: f" {link[1]}".ljust(len(link[0])), text)


def find_pieces(text: str) -> Iterator[Piece]:
    """Yields the blocks of a Markdown text in order.

    The marks that open a line (#, -, 1., >), rules and the underlines of headings stand in no block; marks
    inside a line stay. A quote of several lines keeps the marks between them.
    """
    position = 0
    front = FRONT_MATTER.match(text)
    if front:
        yield _piece(text, 0, front.end(), "boilerplate")
        position = front.end()
    yield from _join(text, _lines(text, position))


def _piece(text: str, start: int, end: int, kind: str | None) -> Piece:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Piece(start, end, kind)


def _lines(text: str, position: int) -> Iterator[tuple[str, int, int]]:
    """Yields (what it is, start of its text, end) of each line; what it is: a kind, text, blank, rule, item or quote."""
    fence = ""
    last = position
    for found in LINE.finditer(text, position):
        start, end = found.span()
        if text.count("\n", last, start) > 1:
            yield "blank", start, start
        last = end
        line = found[0]
        marks = FENCE.match(line)
        if fence or marks:
            fence = "" if marks and marks[1] == fence else fence or (marks[1] if marks else "")
            yield "boilerplate", start, end
        elif not line.strip():
            yield "blank", start, end
        else:
            yield _name_line(line, start, end)


def _name_line(line: str, start: int, end: int) -> tuple[str, int, int]:
    heading = HEADING.match(line)
    if heading:
        closing = CLOSING_HASHES.search(line)
        return f"heading {len(heading[1])}", start + heading.end(), start + closing.start() if closing else end
    for name, pattern in WHOLE_LINES:
        if pattern.match(line):
            return name, start, end
    for name, pattern in OPENINGS:
        opening = pattern.match(line)
        if opening:
            return name, start + opening.end(), end
    return "text", start, end


def _join(text: str, lines: Iterator[tuple[str, int, int]]) -> Iterator[Piece]:
    """Joins lines of text into pieces: a paragraph ends at a blank line, an item, a heading or another structure."""
    open_piece: Piece | None = None
    titled = quoted = False
    for name, start, end in lines:
        goes_on = name == "text" or name == "quote" and quoted or name == "boilerplate"
        if open_piece and goes_on and (open_piece.kind == "boilerplate") == (name == "boilerplate"):
            open_piece = _piece(text, open_piece.start, end, open_piece.kind)
            continue
        if open_piece and name == "underline":
            yield open_piece._replace(kind="subheading" if titled else "headline")
            open_piece, titled = None, True
            continue
        if open_piece:
            yield open_piece
        open_piece, quoted = None, name == "quote"
        if name in ("text", "quote", "item", "boilerplate"):
            kind = {"item": "list", "boilerplate": "boilerplate"}.get(name)
            open_piece = _piece(text, start, end, kind)
        elif name.startswith("heading") and text[start:end].strip():
            yield _piece(text, start, end, "subheading" if titled or name > "heading 2" else "headline")
            titled = True
        elif name in ("caption", "list"):
            yield _piece(text, start, end, name)
    if open_piece:
        yield open_piece
