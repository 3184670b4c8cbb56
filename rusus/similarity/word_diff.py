"""Word differences: which stretches of two texts differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rusus.text.normalization import normalize

# A number with its separators, a word with its inner apostrophes and points, a sign that changes a number's meaning, or
# an ampersand for and.
_WORD = re.compile(r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?|[^\W_]+(?:['’.][^\W_]+)*|[%$€£¥]|(?<=\s)&(?=\s)")

_MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Change:
    """A differing stretch: half-open offsets into both texts, empty where one side has nothing."""

    start: int
    end: int
    other_start: int
    other_end: int


@lru_cache(maxsize=512)
def words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Returns the words of ``text`` as (normalized, start, end); marks are left out.

    Kept for the next question: judging a pair asks for the words of its two texts some twenty times.
    """
    return tuple(
        ("and" if found[0] == "&" else normalize(found[0]), found.start(), found.end())
        for found in _WORD.finditer(text)
    )


def changed_words(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Returns the differing stretches of two word sequences as (first, last, other first, other last), half-open.

    The alignment is a longest common subsequence; past 4,000 words the ends that agree are cut off and
    the rest counts as one change, so that hostile input costs no more than it should.
    """
    if max(len(ours), len(theirs)) > _MOST_WORDS:
        return _one_change(ours, theirs)
    from rapidfuzz.distance import Indel

    changes: list[tuple[int, int, int, int]] = []
    for step in Indel.opcodes(ours, theirs):
        if step.tag == "equal":
            continue
        first, last, other_first, other_last = step.src_start, step.src_end, step.dest_start, step.dest_end
        if changes and changes[-1][1] == first and changes[-1][3] == other_first:
            first, _, other_first, _ = changes.pop()
        changes.append((first, last, other_first, other_last))
    return changes


def _one_change(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int, int]]:
    shorter = min(len(ours), len(theirs))
    head = next((i for i in range(shorter) if ours[i] != theirs[i]), shorter)
    tail = next((i for i in range(shorter - head) if ours[-1 - i] != theirs[-1 - i]), shorter - head)
    change = (head, len(ours) - tail, head, len(theirs) - tail)
    return [change] if change[0] < change[1] or change[2] < change[3] else []


def differing_stretches(text: str, other: str) -> list[Change]:
    """Returns the stretches of words that differ, in order; case, marks and white space do not count."""
    ours, theirs = words(text), words(other)
    return [
        Change(*_hull(ours, first, last), *_hull(theirs, other_first, other_last))
        for first, last, other_first, other_last in changed_words([w[0] for w in ours], [w[0] for w in theirs])
    ]


def _hull(found: Sequence[tuple[str, int, int]], first: int, last: int) -> tuple[int, int]:
    if first < last:
        return found[first][1], found[last - 1][2]
    place = found[first - 1][2] if first else 0
    return place, place
