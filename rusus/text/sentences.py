"""Sentences: where each block of a text divides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rusus.model import Block
from rusus.text.abbreviations import abbreviation_class
from rusus.text.boundaries import Boundary, Candidate, Punkt, ask_punkt, ask_punkt_why, decide, word_before

# Everything after the final marks is optional, so that a match never fails after a long run of them.
CANDIDATE = re.compile(
    r"""
    (?P<mark> [.?!…] (?: (?<=\.)(?:\s\.){2,} | [.?!…]* ) )    # an ellipsis with spaces, or final marks
    (?P<closing> ["”’'»«)\]}]* )                             # closing quotation marks and brackets
    (?: \s?\[(?:\d{1,3}|…|\.\.\.|[a-z ]{2,20}\ needed)\] | \s[:;]-?[()DPpO]+(?=\s|$) )*   # footnotes and smileys
    (?= (?: \s+ (?P<opening> ["“”‘’'«»„(\[{]* ) (?P<following> \S{1,30} )
          | (?P<glued> (?<=[a-z][a-z][.?!]|[a-z][.?!]["”)]) “?(?:[A-Z][a-z]\w*|[AI](?=\s)) (?![\w./@]) ) )? )
    """,
    re.VERBOSE,
)

# Dates and credits that lost the line break between them and their neighbours.
DATE = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\s\d{1,2},\s\d{4}\b"
)
INSIDE = re.compile(
    r"(?:\b(?:on|of|for|until|till|by|since|from|and|dated|last|the|to|or|is|was)|[,;:(—–-])\s+$", re.IGNORECASE
)
CREDIT = re.compile(r"(?<![Ff]ile)(?<!FILE)(?<=[\w)”\"])\s+(?=(?:Image|Photo|Photograph|Picture):\s[A-Z])")

# Enumerations: the items of a list that a paragraph runs together (1) The first 2) The second).
BULLETS = "•◦▪‣·⁃●■"
MARKER = re.compile(r"\(?(?P<number>\d{1,3})[.)]{1,2}(?=\s)|\(?(?P<letter>[a-z])[.)]{1,2}(?=\s)")
BULLET = re.compile(rf"[{BULLETS}](?=\s?\S)")

# The longest of 17,000 labelled sentences has 771 characters. What goes on for longer is a table or junk, and would
# make all that looks at a whole sentence at once slow.
LONGEST = 1_500


def split_sentences(text: str, blocks: Sequence[Block]) -> list[tuple[int, int, int]]:
    """Returns (start, end, index of the block) of each sentence, in order; only white space lies between them."""
    found = []
    for index, block in enumerate(blocks):
        start = block.start
        for boundary in _boundaries(text, block, ask_punkt):
            if boundary.ends:
                found += [(*piece, index) for piece in _bounded(text, start, boundary.position)]
                start = _skip_space(text, boundary.position)
        found += [(*piece, index) for piece in _bounded(text, start, block.end)]
    return found


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yields a sentence whole, or in pieces cut at white space where it is longer than any sentence is."""
    while end - start > LONGEST:
        stop = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        if stop < 0:
            stop = start + LONGEST
        yield start, start + len(text[start:stop].rstrip())
        start = _skip_space(text, stop)
    yield start, end


def explain_boundaries(text: str, blocks: Sequence[Block]) -> list[Boundary]:
    """Returns every place where a sentence may end, with the reason why it ends there or does not."""
    return [boundary for block in blocks for boundary in _boundaries(text, block, ask_punkt_why)]


def _skip_space(text: str, position: int) -> int:
    while text[position].isspace():
        position += 1
    return position


def _boundaries(text: str, block: Block, ask: Punkt) -> Iterator[Boundary]:
    """Yields the possible boundaries of a block, in order."""
    start = block.start
    cuts = _cuts(text, block)
    cut = next(cuts, None)
    for found in CANDIDATE.finditer(text, block.start, block.end):
        while cut and cut.position <= found.start():
            if cut.position > start:
                yield cut
                start = _skip_space(text, cut.position)
            cut = next(cuts, None)
        boundary = _boundary(text, start, found, ask)
        if boundary:
            yield boundary
            if boundary.ends:
                start = _skip_space(text, boundary.position)
    while cut:
        if cut.position > start:
            yield cut
            start = _skip_space(text, cut.position)
        cut = next(cuts, None)


def _cuts(text: str, block: Block) -> Iterator[Boundary]:
    """Yields the boundaries that no final mark shows: items of an enumeration, glued dates and photo credits."""
    start, end = block.start, block.end
    cuts = [Boundary(_before(text, item), True, "enumeration") for item in find_items(text, start, end)]
    if ": " in block.text:
        cuts += (Boundary(found.start(), True, "credit") for found in CREDIT.finditer(text, start, end))
    if "day, " in block.text:
        cuts += _date_lines(text, start, end)
    return iter(sorted(cuts, key=lambda boundary: boundary.position) if cuts else ())


def _before(text: str, position: int) -> int:
    """Returns where the white space before ``position`` begins."""
    while text[position - 1].isspace():
        position -= 1
    return position


def _date_lines(text: str, start: int, end: int) -> Iterator[Boundary]:
    """Yields the boundaries around a full date that begins or ends the block as a line of its own."""
    for found in DATE.finditer(text, start, end):
        after = text[found.end() : found.end() + 2]
        if found.start() == start and after[:1] == " " and after[1:].isupper():
            yield Boundary(found.end(), True, "date line")
        elif found.end() == end and found.start() > start:
            position = _before(text, found.start())
            closed = text[position - 1].isalnum() or text[position - 1] in "’'”\""
            if closed and not INSIDE.search(text, found.start() - 12, found.start()):
                yield Boundary(position, True, "date line")


def _boundary(text: str, start: int, found: re.Match[str], ask: Punkt) -> Boundary | None:
    """Returns the boundary at final marks in the sentence that begins at ``start``; None inside a word or at the end."""
    mark, closing, opening, following, glued = found.group("mark", "closing", "opening", "following", "glued")
    if following is None and not glued:
        return None
    at, end = found.start(), found.end()
    word = word_before(text, start, at)
    if following is not None:
        return decide(Candidate(text, start, at, end, word, mark, closing, opening, following), ask)
    return None if "@" in word or abbreviation_class(word) else Boundary(end, True, "missing space")


def _place(marker: re.Match[str]) -> int:
    """Returns the place of a marker in its row: 1 for "1." and for "a)"."""
    return int(marker["number"]) if marker["number"] else ord(marker["letter"]) - ord("a") + 1


def find_items(text: str, start: int, end: int) -> Iterator[int]:
    """Yields the offsets at which the second and later items of a block begin, where the block begins with the first.

    The markers have to count on, one by one, in one style.
    """
    if text[start] in BULLETS:
        bullets = (found.start() for found in BULLET.finditer(text, start + 1, end))
        yield from (bullet for bullet in bullets if text[bullet - 1].isspace())
        return
    first = MARKER.match(text, start, end)
    if not first or _place(first) != 1:
        return
    due, style = 2, first.lastgroup
    for found in MARKER.finditer(text, first.end(), end):
        if found.lastgroup == style and text[found.start() - 1].isspace() and _place(found) == due:
            yield found.start()
            due += 1
