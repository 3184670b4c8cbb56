"""Tokens: words, numbers and marks with their offsets, sentence by sentence."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, chain
from operator import add
from sys import intern
from typing import Any

from rusus.model import SentenceSpan, Tokens
from rusus.text.links import hide_links

# Every alternative begins with another kind of character or is settled by its next one, so the cost is linear.
TOKEN = re.compile(
    r"""
    (?:https?://|www\.) [^\s<>"“”]* [^\s<>"“”.,;:!?'’)\]] # address, without the marks that close a sentence
  | [^\W\d_](?:\.&?[^\W\d_](?![^\W_]))+ \.?              # acronym with points: U.S., a.m., U.S.-led, A.T.&T.
      (?:-[^\W_]+)*
  | [^\W\d_]\.&(?!\w)                                    # the first half of S.& P.
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


CHUNK = re.compile(r"\S+\s*")
"""A word with the marks around it, and the white space behind it."""
MOST_KNOWN, LONGEST_KNOWN = 1 << 16, 30
"""Chunks whose tokens are kept, and characters of the longest: nine in ten chunks of an article were in one of 500
others, and looking them up costs a fifth of cutting them. Longer ones are rare (1 of 18,607), and may hold hundreds of
marks."""


def tokenize(text: str, bounds: Iterable[tuple[int, int, int]]) -> tuple[tuple[SentenceSpan, ...], Tokens]:
    """Returns the sentences with their token ranges, and the tokens of all.

    ``bounds`` are (start, end, index of the block) of the sentences, in order. No token crosses a
    sentence's end, and white space and the addresses of links are all that lies between tokens. Equal words share one
    object, and offsets are packed, so that the tokens of a text take about five times its own memory.
    """
    sentences: list[SentenceSpan] = []
    cut: list[Any] = []  # of each token the word, the word in lower case, and how far it is to the next one
    shown, reached = hide_links(text), 0
    for start, end, block in bounds:
        first, sentence = len(cut) // 3, shown[start:end].rstrip()
        chunks = CHUNK.findall(sentence)
        if first and chunks:
            cut[-1] += start + len(sentence) - len(sentence.lstrip()) - reached
        cut += chain.from_iterable(map(_known if max(map(len, chunks), default=0) <= LONGEST_KNOWN else _cut, chunks))
        reached = start + len(sentence) if chunks else reached
        sentences.append(SentenceSpan(start, end, block, first, len(cut) // 3))
    words, sizes = cut[::3], cut[2::3]
    starts = list(accumulate(sizes, initial=reached - sum(sizes)))[: len(words)]
    ends = list(map(add, starts, map(len, words)))
    return tuple(sentences), Tokens(words, cut[1::3], array("q", starts), array("q", ends))


def _cut(chunk: str) -> tuple[str | int, ...]:
    """Returns of each token of a chunk the word, the word in lower case, and how far it is to the next one."""
    bare = chunk.rstrip()
    words = TOKEN.findall(chunk) if chunk == bare else TOKEN.findall(f"{chunk}x")[:-1]  # another word follows
    sizes = [*map(len, words[:-1]), len(words[-1]) + len(chunk) - len(bare)]
    lowers = [intern(word.lower()) for word in words]
    return tuple(chain.from_iterable(zip(map(intern, words), lowers, sizes)))


_known = lru_cache(maxsize=MOST_KNOWN)(_cut)
