"""Markdown: the blocks of a text in CommonMark and what a reader does not see of it, in offsets of the untouched text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rusus.text.changes import Change, Piece
from rusus.text.markdown_marks import NOTE, inline_marks, parser

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(?!---[ \t]*(?:\n|$)).*\n)*?---[ \t]*(?:\n|$)")
TASK = re.compile(r"\[[ xX]\]\s+")
# What ends a line of text in HTML, and the tags whose content nobody reads.
HTML_BLOCK = re.compile(
    r"(?:\s*<!--.*?(?:-->|\Z)|\s*<(?P<silent>script|style|pre|textarea)\b.*?(?:</(?P=silent)>|\Z)"
    r"|\s*</?(?:p|div|li|[uo]l|h[1-6]|t[rdh]|table|figure|figcaption|section|aside|blockquote|hr|br)\b[^>]{0,999}>)+\s*",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"<[^>]{1,999}>")
CAPTION_TAG = re.compile(r"<figcaption\b[^>]{0,999}>\s*\Z", re.IGNORECASE)
# markdown-it would normalize these itself, and the offsets would be lost: one character stands for one.
UNSAFE = re.compile(r"\r\n|\r|[\x00\ud800-\udfff]")
LETTER = re.compile(r"[^\W_]")


def read_markdown(text: str) -> tuple[list[Piece], list[Change]]:
    """Returns the blocks of a Markdown text, each with its kind where the markup says so, and what a reader sees changed.

    Marks that open a line (#, -, 1., >) stand in no block. Marks inside a line, addresses, tags and footnote references
    are changes. Indented text is a paragraph: articles hold no programs.
    """
    plain = UNSAFE.sub(lambda found: {"\r\n": " \n", "\r": "\n"}.get(found[0], "\ufffd"), text)
    front = FRONT_MATTER.match(plain)
    body = front.end() if front else 0
    plain = re.sub(r"[^\n]", " ", plain[:body]) + plain[body:]
    reading = _Reading(plain)
    reading.read()
    pieces = [_trimmed(text, 0, body, "boilerplate"), *reading.pieces] if front else reading.pieces
    return list(_with_rest(text, pieces)), reading.changes


def _trimmed(text: str, start: int, end: int, kind: str | None) -> Piece:
    kept = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Piece(start, start + len(kept), kind)


def _with_rest(text: str, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yields the pieces, and as boilerplate what lies between them and holds letters: definitions of links."""
    edges = [Piece(0, 0, None), *pieces, Piece(len(text), len(text), None)]
    for before, piece in pairwise(edges):
        rest = text[before.end : piece.start]
        if any(map(str.isalpha, rest)):
            yield _trimmed(text, before.end, piece.start, "boilerplate")
        if piece.start < piece.end:
            yield piece


class _Reading:
    """One text on its way through markdown-it: the pieces and changes that were found so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.offsets = [0]
        for line in self.lines:
            self.offsets.append(self.offsets[-1] + len(line) + 1)
        self.pieces: list[Piece] = []
        self.changes: list[Change] = []
        self.titled = False
        self.row: list[int] = []
        """Where the line of a row of a table begins, and where each of its cells begins and ends."""

    def read(self) -> None:
        """Walks the tokens of blocks."""
        env: dict[str, Any] = {}
        tokens = parser().parse(self.text, env)
        kinds: list[str] = []
        for place, token in enumerate(tokens):
            if token.nesting:
                kinds.append(token.type) if token.nesting > 0 else kinds.pop()
            if token.type == "tr_open" and token.map:
                self.row = [self.offsets[token.map[0]]]
            elif token.type == "tr_close" and len(self.row) > 1:
                self._add(self.row[1], self.row[-1], "list")
            elif token.type == "inline" and "tr_open" in kinds:
                self._cell(token.content, env)
            elif token.type == "inline":
                self._inline(token, tokens[place - 1], "list_item_open" in kinds, env)
            elif token.type in ("fence", "code_block") and token.map:
                self._add(self.offsets[token.map[0]], self.offsets[token.map[1]] - 1, "boilerplate")
            elif token.type == "html_block" and token.map:
                self._html(self.offsets[token.map[0]], self.offsets[token.map[1]] - 1)

    def _add(self, start: int, end: int, kind: str | None) -> None:
        piece = _trimmed(self.text, start, min(end, len(self.text)), kind)
        if piece.start < piece.end:
            self.pieces.append(piece)

    def _inline(self, token: Token, opening: Token, in_list: bool, env: Mapping[str, Any]) -> None:
        """Adds a heading, a paragraph or an item."""
        first = token.map[0] if token.map else 0
        heading = opening.type == "heading_open"
        after = re.compile(r"[^#]*#*").match(self.lines[first]) if heading and opening.markup[:1] == "#" else None
        places = self._places(token.content, first, after.end() if after else None)
        if not places:
            return
        kind = "list" if in_list else None
        if heading:
            kind = "subheading" if self.titled or opening.tag > "h2" else "headline"
            self.titled = True
        alone = self._marks(token.content, places, env)
        task = TASK.match(token.content) if in_list else None
        if task:
            self.changes.append(Change(places[0], places[task.end()], "", "after"))
        notes = [note.start() for note in NOTE.finditer(token.content)] if "[^" in token.content else []
        for start, end in pairwise(sorted({0, *notes, len(places)})):
            self._add(places[start], places[end - 1] + 1, "caption" if alone else kind)

    def _cell(self, content: str, env: Mapping[str, Any]) -> None:
        """Adds a cell to the row; of a row the first cell to the last are a block, with the lines between them."""
        # A line inside a cell is escaped in the text, and not in the cell.
        escaped = re.escape(content).replace(r"\|", r"\\?\|")
        line_end = self.text.find("\n", self.row[-1])
        pattern = re.compile(escaped)
        found = pattern.search(self.text, self.row[-1], line_end if line_end >= 0 else len(self.text))
        if content and found:
            escapes = {at for at in range(*found.span()) if self.text[at : at + 2] == "\\|"}
            places = [at for at in range(*found.span()) if at not in escapes]
            self.changes += (Change(at, at + 1, "", "after") for at in escapes)
            self._marks(content, places, env)
            self.row += [found.start(), found.end()]

    def _places(self, content: str, first: int, after: int | None) -> list[int]:
        """Returns the offset of each character of a block's content, whose lines lack the marks that open them."""
        places: list[int] = []
        for number, line in enumerate(content.split("\n"), first):
            source = self.lines[number]
            shown = line.strip()
            at = len(source.rstrip()) - len(shown) if after is None else source.find(shown, after)
            if at < 0 or not source.startswith(shown, at):
                return []
            start = self.offsets[number] + at
            if places:
                places.append(self.offsets[number] - 1)
                self.changes += [Change(self.offsets[number], start)] if at else []
            before = len(line) - len(line.lstrip())
            places += [start] * before + [*range(start, start + len(shown))]
            places += [start + len(shown)] * (len(line) - before - len(shown))
        return places

    def _marks(self, content: str, places: Sequence[int], env: Mapping[str, Any]) -> bool:
        """Adds the changes of an inline text; returns whether it is an image and nothing else."""
        changes, alone = inline_marks(content, env)
        self.changes += (
            change._replace(start=places[change.start], end=places[change.end - 1] + 1) for change in changes
        )
        return alone

    def _html(self, start: int, end: int) -> None:
        """Adds the text that stands between tags, a block between two that end a line; the tags are boilerplate."""
        at, caption = start, False
        for found in (*HTML_BLOCK.finditer(self.text, start, end), None):
            stop = found.start() if found else end
            if LETTER.search(TAG.sub("", self.text[at:stop])):
                self._add(at, stop, "caption" if caption else None)
                tags = TAG.finditer(self.text, self.pieces[-1].start, self.pieces[-1].end)
                self.changes += (Change(tag.start(), tag.end()) for tag in tags)
                stop = self.pieces[-1].end
            else:
                stop = at
            if found:
                self._add(stop, found.end(), "boilerplate")
                at, caption = found.end(), CAPTION_TAG.search(found[0]) is not None
