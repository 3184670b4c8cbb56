"""Tagged sentences: words with their tags, marks and running counts, as the search for attributions reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from rusus.language.noun_phrases import noun_phrases
from rusus.language.tagger import FINITE, Lexicon, tag_words
from rusus.resources import words as listed_words
from rusus.text.punctuation import CLOSING_QUOTES, DASHES, DOUBLE_QUOTES, OPENING_QUOTES, STRAIGHT_QUOTES

BREAKS = frozenset((",", ":", ";", "(", ")", "..", "...", "…")) | DASHES | DOUBLE_QUOTES
"""Marks at which a content or a clause may begin or end."""
_ENDING_WORDS = frozenset(("%", ")", "]", "$"))
"""Marks that belong to the word before them, so that a content may end with them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence's words in columns; ``finite[i]`` and ``commas[i]`` count what stands before word ``i``.

    ``openers[i]`` is the last word before ``i`` since a mark that makes its clause a subordinate one, "" where none
    does: "When Clinton noted that …, Trump boasted", where what follows the comma is no content. ``verbs[i]`` is
    the tag of the first finite verb from ``i`` on, "$" where none comes.

    ``rates`` holds 0 for a word that is never a cue, to 3 for one that mostly is; ``quoted`` is True for
    words between double marks; ``phrases`` are the base noun phrases as word ranges, ``closing``
    the end of each by its first word.
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
    phrases: Sequence[tuple[int, int]]
    closing: Mapping[int, int]
    size: int


class Cue(NamedTuple):
    """A word of a sentence that may attribute something to somebody, with the base form of its verb."""

    frame: Frame
    at: int
    lemma: str


class Content(NamedTuple):
    """The words ``[start, end)`` of a sentence that a cue may attribute."""

    start: int
    end: int

    def order(self, cue: int) -> str:
        """Returns where it stands: a after the cue, b before it, r around it."""
        return "a" if self.start > cue else "b" if self.end <= cue else "r"


Phrase = tuple[int, int]
"""The words ``[first, last)`` of a base noun phrase."""

word_list = partial(listed_words, "attribution_words.txt")
"""Returns sections of the words that shape an attribution."""


def frame_sentence(
    words: Sequence[str],
    lowers: Sequence[str],
    rates: Mapping[str, int],
    quoted: bool,
    lexicon: Lexicon,
    named: Sequence[int] = (),
) -> Frame:
    """Returns the frame of a sentence; ``quoted``: it begins inside double marks; ``named``: words known to be names."""
    tags = tag_words(words, lowers, lexicon, named)
    size = len(words)
    finite, commas, cues, marks, openers = [0], [0], [0], [], []
    verbs = breaks = likely = 0
    opener, joints = "", word_list("joints")
    levels = [rates.get(word, 0) for word in lowers]
    for i in range(size):
        word = lowers[i]
        if word in STRAIGHT_QUOTES:
            quoted = not quoted
        elif word in OPENING_QUOTES:
            quoted = True
        elif word in CLOSING_QUOTES:
            quoted = False
        marks.append(quoted)
        openers.append(opener)
        if word in BREAKS:
            opener = ""
        elif word in joints or tags[i] == "WDT":
            opener = word if i else f"^{word}"
        verbs += tags[i] in FINITE
        breaks += word == ","
        likely += levels[i] > 1
        finite.append(verbs)
        commas.append(breaks)
        cues.append(likely)
    # a final mark belongs to no content
    while size and not lowers[size - 1][-1].isalnum() and lowers[size - 1] not in _ENDING_WORDS:
        size -= 1
    ahead = ["$"]
    for tag in reversed(tags):
        ahead.append(tag if tag in FINITE else ahead[-1])
    ahead.reverse()
    phrases = noun_phrases(lowers, tags)
    if "WDT" in tags:
        phrases = sorted([*phrases, *((i, i + 1) for i, tag in enumerate(tags) if tag == "WDT")])
    return Frame(words, lowers, tags, levels, marks, finite, commas, cues, openers, ahead, phrases, dict(phrases), size)
