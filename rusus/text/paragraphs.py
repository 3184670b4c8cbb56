"""Paragraphs of a plain text, with or without blank lines between them, hard-wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

# A line from its first character that is no white space; its end still has to be stripped. Vertical tab, form
# feed and the separators of Unicode end a line as they do for str.splitlines().
LINE = re.compile(r"\S[^\n\r\v\f\x85\u2028\u2029]*")
WORD = re.compile(r"\S{1,120}")
SMALL_WORD = re.compile(r"[a-z][a-z'’-]{0,29}(?=[\s,;]|\Z)")
OPEN = frozenset(",'’")
"""Marks after which a sentence goes on, beside letters and digits: the players' ⏎⏎ union."""
FINAL = frozenset(".!?…:\"”’')]")

# People's programs wrap at 60 to 80 columns; a line wider than 120 characters is a whole paragraph.
NARROWEST, WIDEST = 30, 120
# In wrapped news nine line breaks in ten inside a paragraph stand where the next word had no room, and seven in
# ten are followed by a small letter; in lists and verse hardly any are both.
FULL_SHARE, SMALL_SHARE = 0.5, 0.3


class Line(NamedTuple):
    """A line without the white space around it, and the width of the white space before it."""

    start: int
    end: int
    indent: int

    @property
    def width(self) -> int:
        """The columns that the line takes, with its indent."""
        return self.indent + self.end - self.start


def find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yields the (start, end) of each paragraph of a plain text, in order, without white space at its ends.

    What a link or an italic word has cut off inside a sentence is joined again (``_goes_on_below``), but nothing is
    joined to the first one, which may be a headline.
    """
    parts = _find_parts(text)
    yield from islice(parts, 1)
    first = last = 0
    for start, end in parts:
        if first == last or not _goes_on_below(text, first, last, start):
            if first < last:
                yield first, last
            first = start
        last = end
    if first < last:
        yield first, last


def _goes_on_below(text: str, first: int, last: int, start: int) -> bool:
    """True if a paragraph of some length stops inside a sentence, and at ``start`` the next word of it follows."""
    if last - first < NARROWEST or not (text[last - 1].isalnum() or text[last - 1] in OPEN):
        return False
    return SMALL_WORD.match(text, start) is not None


def _find_parts(text: str) -> Iterator[tuple[int, int]]:
    """Yields the paragraphs as line breaks show them.

    A blank line ends a paragraph, and so does any other line break, unless the text is hard-wrapped and the
    break stands where the next word had no room, or the sentence goes on in small letters.
    """
    groups = _groups(text)
    shared = _wrap_width(text, groups)
    widths = [shared or (_wrap_width(text, [group]) if len(group) > 2 else 0) for group in groups]
    widest = max(widths, default=0)
    for group, width in zip(groups, widths):
        fits = len(group) == 2 and max(line.width for line in group) <= widest
        yield from _paragraphs(text, group, widest if fits else width)


def _groups(text: str) -> list[list[Line]]:
    """Returns the lines that hold more than white space, in groups between blank lines."""
    groups: list[list[Line]] = []
    last = 0
    for found in LINE.finditer(text):
        start = found.start()
        end = start + len(found[0].rstrip())
        if not groups or text.count("\n", last, start) > 1:
            groups.append([])
        groups[-1].append(Line(start, end, start - max(last, text.rfind("\n", last, start) + 1)))
        last = end
    return groups


def _wrap_width(text: str, groups: Sequence[Sequence[Line]]) -> int:
    """Returns the width at which the groups are hard-wrapped; 0 where they are not."""
    width = max((line.width for group in groups for line in group), default=0)
    if not NARROWEST <= width <= WIDEST:
        return 0
    breaks = [(line, after) for group in groups for line, after in zip(group, group[1:])]
    full = [after for line, after in breaks if _is_full(text, line, after, width)]
    small = sum(text[after.start].islower() for after in full)
    return width if full and len(full) >= FULL_SHARE * len(breaks) and small >= SMALL_SHARE * len(full) else 0


def _is_full(text: str, line: Line, after: Line, width: int) -> bool:
    """True if the first word of the next line had no room at the end of this one."""
    word = WORD.match(text, after.start, after.end)
    return word is not None and line.width + 1 + len(word[0]) > width


def _paragraphs(text: str, lines: Sequence[Line], width: int) -> Iterator[tuple[int, int]]:
    """Yields the paragraphs of a group of lines wrapped at ``width``; 0 where no width was found."""
    first = lines[0].start
    for line, after in zip(lines, lines[1:]):
        mark = text[line.end - 1]
        goes_on = line.width >= NARROWEST and (mark == "-" or text[after.start].islower() and mark not in FINAL)
        if after.indent > line.indent or not (goes_on or width and _is_full(text, line, after, width)):
            yield first, line.end
            first = after.start
    yield first, lines[-1].end
