"""Layout: the paragraphs of a plain text, with or without blank lines between them, hard-wrapped or not."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# A line that holds more than white space, without the white space at its ends. \v, \f, U+0085 and the
# Unicode line and paragraph separators end a line as well: str.splitlines() takes them so.
LINE = re.compile(r"[^\s][^\n\r\v\f\x85\u2028\u2029]*")

# Wrapped lines are between these lengths: e-mail and wire services wrap at 60 to 80 columns, and nothing
# that is narrower than 30 or wider than 120 is wrapped by a person's program.
NARROWEST, WIDEST = 30, 120
FIRST_WORD = re.compile(r"\S{1,120}")


def find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yields the (start, end) of each paragraph of a plain text, in order, without white space at its ends.

    A blank line ends a paragraph. So does every other line break, unless the lines around it are
    hard-wrapped.
    """
    group: list[tuple[int, int]] = []
    for found in LINE.finditer(text):
        line = found.start(), found.start() + len(found[0].rstrip())
        if group and text.count("\n", group[-1][1], line[0]) > 1:
            yield from _unwrap(text, group)
            group = []
        group.append(line)
    yield from _unwrap(text, group)


def _unwrap(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Joins hard-wrapped lines: those that break because the next word had no room before the widest line's end."""
    if len(lines) < 2:
        yield from lines
        return
    width = max(end - start for start, end in lines)
    wrapped = NARROWEST <= width <= WIDEST
    first = lines[0][0]
    for (start, end), (next_start, next_end) in zip(lines, lines[1:]):
        word = FIRST_WORD.match(text, next_start, next_end)
        full = word is not None and end - start + 1 + len(word[0]) > width
        if not (wrapped and full):
            yield first, end
            first = next_start
    yield first, lines[-1][1]
