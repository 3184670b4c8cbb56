"""Lexemes: the words, digits and marks of a sentence, cut finer than tokens so that numbers can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Every alternative begins with another kind of character, so the cost is linear.
LEXEME = re.compile(
    r"""
    \d+ (?: [.,:/]\d+ | ['’\u2009\u202f\u00a0]\d{3}(?!\d) )*   # number, date, time: 96.1, 1,200, 10:30, 5/17/2018
  | [^\W\d_]+ (?: ['’](?!s\b)[^\W\d_]+ )*                      # word with inner apostrophes: don't
  | \S                                                         # any other mark
    """,
    re.VERBOSE | re.IGNORECASE,
)

DASHES = frozenset("-–—‐‑−")


@dataclass(frozen=True, slots=True)
class Lexemes:
    """Parallel columns; the last two rows are empty words, so that ``[i + 1]`` and ``[-1]`` are always there."""

    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words) - 2

    def glued(self, index: int) -> bool:
        """Says whether nothing lies between this lexeme and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def joined(self, index: int) -> bool:
        """Says whether nothing lies between this lexeme and the one after it."""
        return index + 1 < len(self) and self.starts[index + 1] == self.ends[index]


def cut(text: str, start: int, end: int) -> Lexemes:
    """Returns the lexemes of ``text[start:end]`` with offsets in the text."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in LEXEME.finditer(text, start, end):
        words.append(found[0])
        starts.append(found.start())
        ends.append(found.end())
    words += ("", "")
    starts += (end + 1, end + 1)
    ends += (end + 1, end + 1)
    return Lexemes(words, [word.lower() for word in words], starts, ends)
