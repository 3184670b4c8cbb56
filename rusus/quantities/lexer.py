"""Lexemes: the words, digits and marks of a sentence, cut finer than tokens so that numbers can be read."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

HYPHENS = frozenset("-‐‑–")
"""Marks that tie the parts of a word or a number together."""

DASHES = HYPHENS | frozenset("—−")
"""All marks that a range, a score or a code may be written with."""

CURRENCY_SIGNS = frozenset("$€£¥")
"""What a sum begins with: $3.08, £4bn."""

MINUS = frozenset("-−")

# Every alternative begins with another kind of character, so the cost is linear.
LEXEME = re.compile(
    r"""
    \d+ (?: [.,:/⁄]\d+ | ['’\u2009\u202f\u00a0]\d{3}(?!\d) )*   # number, date, time: 96.1, 1,200, 10:30, 5/17/2018
  | [^\W\d_]+ (?: ['’](?!s\b)[^\W\d_]+ )*                      # word with inner apostrophes: don't
  | \S                                                         # any other mark
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lexemes:
    """Parallel columns, with two empty words after the last one.

    So ``[i + 1]`` and ``[i + 2]`` are there for every lexeme, ``[-1]`` and ``[-2]`` are "", and nobody asks whether a
    lexeme is the first or the last of its sentence before looking beside it.
    """

    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words) - 2

    def before(self, index: int, back: int = 1) -> str:
        """Returns the word so many places before the lexeme, in lower case; "" where the sentence begins."""
        at = index - back
        return self.lowers[at] if at >= 0 else ""

    def skip(self, index: int, words: Collection[str]) -> int:
        """Returns the index after the lexeme where it is one of the (lower-case) words, else the index itself."""
        return index + (self.lowers[index] in words)

    def glued(self, index: int) -> bool:
        """True if nothing lies between this lexeme and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def joined(self, index: int) -> bool:
        """True if nothing lies between this lexeme and the one after it."""
        return index + 1 < len(self) and self.starts[index + 1] == self.ends[index]

    def tied(self, index: int) -> bool:
        """True if the lexeme is tied to both of its neighbours, as a hyphen inside a word is."""
        return self.glued(index) and self.joined(index)

    def glued_word(self, index: int) -> bool:
        """True if a letter or digit follows the lexeme before without a space: the B of 10B."""
        return self.glued(index) and self.words[index][:1].isalnum()


def cut(text: str, start: int, end: int) -> Lexemes:
    """Returns the lexemes of ``text[start:end]`` with offsets in the text."""
    found = list(LEXEME.finditer(text, start, end))
    words = [*map(re.Match.group, found), "", ""]
    starts = [*map(re.Match.start, found), end + 1, end + 1]
    ends = [*map(re.Match.end, found), end + 1, end + 1]
    return Lexemes(words, list(map(str.lower, words)), starts, ends)
