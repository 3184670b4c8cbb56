"""Tokens: words, numbers and marks with their offsets, sentence by sentence."""
from __future__ import annotations

import re
from collections.abc import Iterable

from rusus.model import SentenceSpan, Tokens

# Every alternative begins with another kind of character or is settled by its next one, so the cost is linear.
TOKEN = re.compile(
    r"""
    (?:[^\W\d_]\.){2,}                                   # acronym with points: U.S.
  | \d+(?:[.,:/]\d+)* (?:(?:st|nd|rd|th|s)\b)?           # number, date, time, ordinal: 96.1, 20th, 1990s
      (?:-[^\W_]+)*                                      #   and what hyphens tie to it: 40-year-old
  | [^\W\d_]+                                            # word
      (?:['’](?!(?:s|re|ve|ll|d|m)\b)[^\W\d_]+)*         #   with inner apostrophes: don't, O'Brien
      \d*                                                #   or final digits: G20
      (?:-[^\W_]+(?:['’]t\b)?)*                          #   or hyphens: Russia-US, Su-35
      (?:\.(?=\s+\S))?                                   #   a full stop inside the sentence ends an abbreviation: Mr.
  | ['’](?:s|re|ve|ll|d|m)\b                             # clitic: 's
  | \.{2,} | -{2,} | '' | ``                             # ellipsis, dash, doubled quotation marks
  | \S                                                   # any other mark
    """,
    re.VERBOSE | re.IGNORECASE,
)


def tokenize(text: str, bounds: Iterable[tuple[int, int, int]]) -> tuple[tuple[SentenceSpan, ...], Tokens]:
    """Returns the sentences with their token ranges, and the tokens of all.

    ``bounds`` are (start, end, index of the block) of the sentences, in order. No token crosses a
    sentence's end, and white space is all that lies between tokens.
    """
    sentences: list[SentenceSpan] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    scan = TOKEN.finditer
    for start, end, block in bounds:
        first = len(words)
        for found in scan(text, start, end):
            words.append(found[0])
            starts.append(found.start())
            ends.append(found.end())
        sentences.append(SentenceSpan(start, end, block, first, len(words)))
    return tuple(sentences), Tokens(words, [word.lower() for word in words], starts, ends)
