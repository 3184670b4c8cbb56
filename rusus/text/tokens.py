"""Tokens: words, numbers and marks with their offsets, sentence by sentence."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from rusus.model import SentenceSpan, Tokens
from rusus.text.links import hide_links

# Every alternative begins with another kind of character or is settled by its next one, so the cost is linear.
TOKEN = re.compile(
    r"""
    (?:https?://|www\.) [^\s<>"“”]* [^\s<>"“”.,;:!?'’)\]] # address, without the marks that close a sentence
  | [^\W\d_](?:\.(?:&\ ?)?[^\W\d_](?![^\W_]))+ \.?       # acronym with points: U.S., a.m., U.S.-led, S.& P.
      (?:-[^\W_]+)*
  | [^\W\d_]+                                            # word
      (?:[\u0300-\u036f]+[^\W\d_]*)*                     #   with combining accents
      (?:['’](?!(?:[sSdDmM]|re|RE|ve|VE|ll|LL)\b)[^\W\d_]+)*     #   with inner apostrophes: don't, O'Brien
      (?:&[^\W\d_]+)*                                    #   or ampersands: AT&T
      \d*                                                #   or final digits: G20
      (?:-[^\W_]+(?:['’][tT]\b)?)*                       #   or hyphens: Russia-US, Su-35
      (?:\.(?=\s+\S))?                                   #   a full stop inside the sentence ends an abbreviation: Mr.
  | \d+(?:[.,:/]\d+)*                                    # number, date, time: 96.1, 5,000, 10:30
      (?:(?:st|nd|rd|th|s)\b)?                           #   ordinal or decade: 20th, 1990s
      (?:-[^\W_]+)*                                      #   and what hyphens tie to it: 40-year-old
  | ['’](?:[sSdDmM]|re|RE|ve|VE|ll|LL)\b                 # clitic: 's
  | \.{2,} | -{2,} | '' | `` | ‘‘ | ’’                   # ellipsis, dash, doubled quotation marks
  | \S                                                   # any other mark
    """,
    re.VERBOSE,
)


def tokenize(text: str, bounds: Iterable[tuple[int, int, int]]) -> tuple[tuple[SentenceSpan, ...], Tokens]:
    """Returns the sentences with their token ranges, and the tokens of all.

    ``bounds`` are (start, end, index of the block) of the sentences, in order. No token crosses a
    sentence's end, and white space and the addresses of links are all that lies between tokens. Equal words share one
    object, and offsets are packed, so that the tokens of a text take about five times its own memory.
    """
    sentences: list[SentenceSpan] = []
    words: list[str] = []
    starts, ends = array("q"), array("q")
    vocabulary: dict[str, str] = {}
    intern, scan = vocabulary.setdefault, TOKEN.finditer
    shown = hide_links(text)
    add_word, add_start, add_end = words.append, starts.append, ends.append
    for start, end, block in bounds:
        first = len(words)
        for found in scan(shown, start, end):
            word, (begin, stop) = found[0], found.span()
            add_word(intern(word, word))
            add_start(begin)
            add_end(stop)
        sentences.append(SentenceSpan(start, end, block, first, len(words)))
    lowers = {word: word.lower() for word in vocabulary}
    return tuple(sentences), Tokens(words, [lowers[word] for word in words], starts, ends)
