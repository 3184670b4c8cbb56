"""Wording differences: what is left to name of two statements that agree: a part only, words, quotation marks."""

from __future__ import annotations

from rusus.matching.quotation_differences import quoted_words, repeats
from rusus.model import Difference
from rusus.similarity.statements import Statement
from rusus.similarity.word_diff import changed_words, differing_stretches

_BETWEEN = " … "


def wording_differences(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns the one difference in wording between two statements that differ in nothing graver.

    ``part``: what one quotation leaves out at its ends; ``words``: all words that the other side lacks; ``marks``: what
    only one side puts in quotation marks.
    """
    mine, other = quoted_words(ours), quoted_words(theirs)
    if repeats(mine, other) == "part":
        changes = changed_words(mine.words, other.words)
        left_out = (
            _BETWEEN.join(" ".join(mine.surfaces[first:last]) for first, last, _, _ in changes if first < last),
            _BETWEEN.join(" ".join(other.surfaces[start:end]) for _, _, start, end in changes if start < end),
        )
        return [Difference("part", *left_out)]
    changed = differing_stretches(ours.text, theirs.text)
    if changed:
        here = _BETWEEN.join(ours.text[each.start : each.end] for each in changed if each.start < each.end)
        there = _BETWEEN.join(
            theirs.text[each.other_start : each.other_end] for each in changed if each.other_start < each.other_end
        )
        return [Difference("words", here, there)]
    return [Difference("marks", " ".join(mine.surfaces), " ".join(other.surfaces))] if mine.words != other.words else []
