"""Clauses: who the main clause of a sentence is about, where another clause stands before it."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.language.tagger import FINITE
from rusus.resources import words

Phrase = tuple[int, int]
"""Words from the first up to the second, which is not among them."""


def head_of_subject(
    lowers: Sequence[str], tags: Sequence[str], phrases: Sequence[Phrase], source: Phrase, cue: int
) -> Phrase | None:
    """Returns the head of the subject that ends with ``source`` before the cue: *students* marching through the centre.

    What a preposition governs is nobody who speaks. None where ``source`` is the head itself, or words lie between.
    """
    start, end = source
    if end > cue or tags[end - 1] in ("PRP", "WP") or any(tag[:2] not in ("RB", "VB", "MD") for tag in tags[end:cue]):
        return None
    opening = {end: start for start, end in phrases}
    prepositions = words("attribution_words.txt", "before no speaker")
    while start > 1 and lowers[start - 1] in prepositions:
        end = start - 1
        end -= end not in opening and tags[end - 1] in ("VBG", "VBN")  # students | marching | through
        if end not in opening:
            return None
        start = opening[end]
    governed = start > 0 and lowers[start - 1] in prepositions
    return (start, end) if start < source[0] and not governed else None


def main_subject(
    lowers: Sequence[str], tags: Sequence[str], phrases: Sequence[Phrase], source: Phrase, cue: int
) -> Phrase | None:
    """Returns the subject of the main clause where ``source`` stands in the clause before it, and the cue after it.

    After Roe had left, *Dahl* rose and said: in a sentence that opens with "after" what Roe does ends at the comma.
    """
    if lowers[:1] == [] or lowers[0] not in words("attribution_words.txt", "subordinators") or "," not in lowers[:cue]:
        return None
    comma = list(lowers).index(",")
    if source[0] > comma:
        return None
    subject = next((phrase for phrase in phrases if phrase[0] == comma + 1), None)
    if subject is None or subject[1] >= cue:
        return None
    verb = subject[1] + (tags[subject[1]] == "RB")
    return subject if tags[verb] in FINITE else None
