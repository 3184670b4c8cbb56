"""Tagged sentences: words with their tags, marks and running counts, as the search for attributions reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, repeat
from typing import NamedTuple

from rusus.language.noun_phrases import source_phrases
from rusus.language.tagger import FINITE, Lexicon, tag_words
from rusus.model import Tokens
from rusus.resources import words as listed_words
from rusus.text.punctuation import DASHES, DOUBLE_QUOTES, OPENING_QUOTES, STRAIGHT_QUOTES

BREAKS = frozenset((",", ":", ";", "(", ")", "..", "...", "…")) | DASHES | DOUBLE_QUOTES
"""Marks at which a content or a clause may begin or end."""
_LIKELY = frozenset((2, 3))
"""Rates of words that are cues more often than not."""
_NARROW = frozenset((".", "IN"))
"""Tags that say less than the word itself: a mark or a preposition after a noun phrase."""
_ENDING_WORDS = frozenset(("%", ")", "]", "$"))
"""Marks that belong to the word before them, so that a content may end with them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence's words in columns; ``finite[i]`` and ``commas[i]`` count what stands before word ``i``.

    ``openers[i]`` is the last word before ``i`` since a mark that makes its clause a subordinate one, "" where none
    does: "When Clinton noted that …, Trump boasted", where what follows the comma is no content. ``verbs[i]`` is
    the tag of the first finite verb from ``i`` on, "$" where none comes.

    ``clauses[i]`` is the tag (or the mark) that follows the noun phrase at ``i``, "-" where none begins there: before a
    finite verb a clause begins.

    ``rates`` holds 0 for a word that is never a cue, to 3 for one that mostly is; ``quoted`` is True for
    words between double marks; ``phrases`` are the base noun phrases as word ranges, ``closing``
    the end of each by its first word. A dateline ends at word ``opens``: no phrase and no content begins before it.
    """

    words: Sequence[str]
    lowers: Sequence[str]
    tags: Sequence[str]
    rates: Sequence[int]
    quoted: Sequence[bool]
    finite: Sequence[int]
    commas: Sequence[int]
    cues: Sequence[int]
    openers: Sequence[str]
    verbs: Sequence[str]
    clauses: Sequence[str]
    phrases: Sequence[tuple[int, int]]
    closing: Mapping[int, int]
    size: int
    opens: int = 0


class Cue(NamedTuple):
    """A word of a sentence that may attribute something to somebody, with the base form of its verb."""

    frame: Frame
    at: int
    lemma: str


class Content(NamedTuple):
    """The words ``[start, end)`` of a sentence that a cue may attribute."""

    start: int
    end: int


Words = tuple[int, int]
"""Words of a sentence from the first up to the second, which is not among them: a content that is one of many."""


def order(cue: int, start: int, end: int) -> str:
    """Returns where the words ``[start, end)`` stand: a after the cue, b before it, r around it."""
    return "a" if start > cue else "b" if end <= cue else "r"


Phrase = tuple[int, int]
"""The words ``[first, last)`` of a base noun phrase."""

word_list = partial(listed_words, "attribution_words.txt")
"""Returns sections of the words that shape an attribution."""


def frame_sentence(
    words: Sequence[str],
    lowers: Sequence[str],
    rates: Mapping[str, int],
    quoted: Sequence[bool],
    lexicon: Lexicon,
    named: Sequence[int] = (),
) -> Frame:
    """Returns the frame of a sentence; ``quoted``: which words are, ``named``: words that are names."""
    tags = tag_words(words, lowers, lexicon, named)
    levels = list(map(rates.get, lowers, repeat(0)))
    phrases = source_phrases(lowers, tags)
    if "WDT" in tags:
        phrases = sorted([*phrases, *((i, i + 1) for i, tag in enumerate(tags) if tag == "WDT")])
    size = _size(lowers)
    return Frame(
        words,
        lowers,
        tags,
        levels,
        quoted,
        list(accumulate(map(FINITE.__contains__, tags), initial=0)),
        list(accumulate(map(",".__eq__, lowers), initial=0)),
        list(accumulate(map(_LIKELY.__contains__, levels), initial=0)),
        _openers(lowers, tags),
        _next_verbs(tags),
        _clauses(lowers, tags, phrases, size),
        phrases,
        dict(phrases),
        size,
    )


def quoted_words(tokens: Tokens, first: int, last: int, quoted: bool) -> Sequence[bool]:
    """Returns which of the tokens ``[first, last)`` stand between double marks, opening marks among them.

    ``quoted``: the first one does. A straight mark with a blank on one side only opens or closes by that, so that a
    mark too many puts no more than a sentence or two on the wrong side; others take turns.
    """
    lowers = tokens.lowers[first:last]
    if DOUBLE_QUOTES.isdisjoint(lowers):
        return [quoted] * len(lowers)
    marks = []
    for at, word in enumerate(lowers, first):
        if word in STRAIGHT_QUOTES:
            before = at > 0 and tokens.ends[at - 1] == tokens.starts[at]
            after = at + 1 < len(tokens) and tokens.ends[at] == tokens.starts[at + 1]
            quoted = after if before != after else not quoted
        elif word in DOUBLE_QUOTES:
            quoted = word in OPENING_QUOTES
        marks.append(quoted)
    return marks


def _openers(lowers: Sequence[str], tags: Sequence[str]) -> Sequence[str]:
    """Returns for each word the last conjunction or "which" before it since a mark; "^" for a sentence's first word."""
    joints, opener, openers = word_list("joints"), "", []
    for i, word in enumerate(lowers):
        openers.append(opener)
        if word in BREAKS:
            opener = ""
        elif word in joints or tags[i] == "WDT":
            opener = word if i else f"^{word}"
    return openers


def _next_verbs(tags: Sequence[str]) -> Sequence[str]:
    """Returns for each word the tag of the first finite verb from it on, and one "$" more for the end."""
    ahead: list[str] = []
    for i, tag in enumerate(tags):
        if tag in FINITE:
            ahead += [tag] * (i + 1 - len(ahead))
    return [*ahead, *["$"] * (len(tags) + 1 - len(ahead))]


def _clauses(
    lowers: Sequence[str], tags: Sequence[str], phrases: Sequence[tuple[int, int]], size: int
) -> Sequence[str]:
    """Returns for each word what follows the noun phrase that begins there, and one "-" more for the end."""
    following = ["-"] * (len(lowers) + 1)
    for start, end in phrases:
        tag = tags[end] if end < size else "$"
        following[start] = lowers[end] if tag in _NARROW else tag
    return following


def _size(lowers: Sequence[str]) -> int:
    """Returns the words of a sentence without its final marks, which belong to no content."""
    size = len(lowers)
    while size and not lowers[size - 1][-1].isalnum() and lowers[size - 1] not in _ENDING_WORDS:
        size -= 1
    return size
