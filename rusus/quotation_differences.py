"""Quotation differences: the words that one of two quotations puts in, leaves out or replaces without saying so."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rusus.identity import normalize
from rusus.model import Difference
from rusus.resources import read_lists
from rusus.statements import Statement
from rusus.word_diff import changed_words, words

# A stretch between marks that open at a word's beginning and close at its end; an apostrophe is no mark.
_MARKED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»]|``((?:(?!'').)+)''")
# What says that words were left out or put in by the writer: an ellipsis, or brackets with what they hold.
_EDITED = re.compile(r"\[[^\]]*\]|\.{2,}|…|(?:\. ){2,}\.")

_FEWEST_MARKED_WORDS = 4
"""Marks around fewer words are titles and scare quotes, unless the quotation finder says otherwise."""

_LEAST_SHARED = 0.5
"""Share of the shorter quotation's words that must stand in the other for the two to be versions of one."""


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The words of all that a sentence quotes, in order.

    ``gaps`` are the places, 0 to the number of words, where words may be missing or added with the reader
    told so: the ends of a quoted stretch, an ellipsis, brackets.
    """

    words: tuple[str, ...]
    surfaces: tuple[str, ...]
    gaps: frozenset[int]


def quoted_words(statement: Statement) -> QuotedWords:
    """Returns what a sentence quotes directly; bracketed words are left out, as they are the writer's."""
    found: list[str] = []
    surfaces: list[str] = []
    gaps = {0}
    for start, end in _stretches(statement):
        for piece in _EDITED.split(statement.text[start:end]):
            for word, first, last in words(piece):
                found.append(word)
                surfaces.append(piece[first:last])
            gaps.add(len(found))
    return QuotedWords(tuple(found), tuple(surfaces), frozenset(gaps))


def _stretches(statement: Statement) -> list[tuple[int, int]]:
    """Returns the quoted stretches of the sentence, as offsets into it: found quotations, and what else marks enclose."""
    offset, length = statement.start, len(statement.text)
    found = [
        (max(span.start - offset, 0), min(span.end - offset, length))
        for quotation in statement.quotations
        if quotation.kind != "indirect"
        for span in quotation.spans
        if span.start - offset < length and span.end > offset
    ]
    for marked in _MARKED.finditer(statement.text):
        group = 1 if marked[1] is not None else 2
        start, end = marked.span(group)
        inside = any(start < last and first < end for first, last in found)
        if not inside and len(marked[group].split()) >= _FEWEST_MARKED_WORDS:
            found.append((start, end))
    return sorted(found)


def quotation_differences(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns the stretches of words in which two versions of one quotation differ; marked omissions are none."""
    mine, other = quoted_words(ours), quoted_words(theirs)
    shorter = min(len(mine.words), len(other.words))
    if not shorter:
        return []
    changes = changed_words(mine.words, other.words)
    common = len(mine.words) - sum(change[1] - change[0] for change in changes)
    if common < _LEAST_SHARED * shorter:
        return []
    return [
        Difference("quote", " ".join(mine.surfaces[first:last]), " ".join(other.surfaces[other_first:other_last]))
        for first, last, other_first, other_last in changes
        if _alters(mine, other, first, last, other_first, other_last)
    ]


def _alters(mine: QuotedWords, other: QuotedWords, first: int, last: int, other_first: int, other_last: int) -> bool:
    """Tells whether a change is one that its reader is not told of."""
    ours, theirs = mine.words[first:last], other.words[other_first:other_last]
    if _spelled(ours) == _spelled(theirs):
        return False
    if not theirs:
        return not other.gaps.intersection((other_first,)) or _turns(ours)
    if not ours:
        return not mine.gaps.intersection((first,)) or _turns(theirs)
    edited = other.gaps.intersection(range(other_first, other_last + 1)), mine.gaps.intersection(range(first, last + 1))
    whole = {first, last} <= mine.gaps and {other_first, other_last} <= other.gaps
    return not whole and not (len(edited[0]) > 1 or len(edited[1]) > 1)


def _spelled(stretch: Sequence[str]) -> str:
    """Returns the letters of some words run together, so that 'per cent' is 'percent' and 'cannot' 'can not'."""
    return re.sub(r"[\W_]", "", "".join(stretch)).replace("%", "percent")


def _turns(stretch: Sequence[str]) -> bool:
    """Tells whether one or two words at the end of a quotation turn its meaning round."""
    return len(stretch) <= 2 and any(is_negation(word) for word in stretch)


def is_negation(word: str) -> bool:
    """Tells whether a normalized word negates."""
    return word.endswith("n't") or word in read_lists("stop_words.txt")["negation"]


def negations(text: str) -> Iterator[str]:
    """Yields the negating words of a text, normalized."""
    return (word for word, _, _ in words(normalize(text)) if is_negation(word))
