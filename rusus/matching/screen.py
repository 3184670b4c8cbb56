"""Screening: which pairs of statements cannot match, told from a sketch of each at a tenth of the cost of a comparison.

Nine of ten pairs that share rare words say different things. ``may_match`` is never wrong where it says no.
"""

from __future__ import annotations

from typing import NamedTuple

from rusus.matching.find import (
    FEWEST_QUOTED_WORDS,
    FEWEST_REPEATED_WORDS,
    HEADLINE,
    LEAST_AROUND,
    LEAST_COVER,
    LEAST_REPEATED,
)
from rusus.matching.quotation_differences import quoted_words
from rusus.similarity.bounds import (
    EventOutline,
    Outline,
    cover_at_most,
    event_outline,
    outline,
    same_event_at_most,
    shared_at_most,
    similarity_at_most,
)
from rusus.similarity.statements import Statement, in_full, without_source


class Sketch(NamedTuple):
    """What screening needs of a statement: outlines of it, of what it quotes, without its source and in full words."""

    id: str
    size: int
    whole: Outline
    event: EventOutline
    said: Outline | None
    quotes: bool
    sourceless: Outline | None
    full: tuple[Outline, EventOutline] | None


def sketch(statement: Statement) -> Sketch:
    """Returns the sketch of a statement with its parts."""
    text, quoted = statement.text, quoted_words(statement).words
    complete = in_full(statement)
    return Sketch(
        statement.id,
        len(text),
        outline(text),
        event_outline(text),
        outline(" ".join(quoted)) if len(quoted) >= FEWEST_REPEATED_WORDS else None,
        len(quoted) >= FEWEST_QUOTED_WORDS,
        outline(without_source(statement)) if statement.source else None,
        (outline(complete), event_outline(complete)) if statement.inserted else None,
    )


def may_match(ours: Sketch, theirs: Sketch, threshold: float) -> bool:
    """Returns False only where ``likeness`` of two statements is below ``threshold``, whichever comes first."""
    if ours.id == theirs.id:
        return True
    repeated = (ours.said and _may_repeat(ours, theirs)) or (theirs.said and _may_repeat(theirs, ours))
    return bool(repeated) or (_likeness_at_most(ours, theirs) if _may_share(ours, theirs) else 0.0) >= threshold


def _may_repeat(ours: Sketch, theirs: Sketch) -> bool:
    """True if so much of what a sentence quotes stands in another that the two may quote the same."""
    said, other = ours.said, theirs.whole
    return said is not None and shared_at_most(said, other) >= LEAST_REPEATED * min(said.total, other.total)


def _may_share(ours: Sketch, theirs: Sketch) -> bool:
    """True if two sentences may have enough in common for a closer look: words, or in headlines concepts."""
    least = LEAST_AROUND if ours.quotes or theirs.quotes else LEAST_COVER
    if cover_at_most(ours.whole, theirs.whole) >= least:
        return True
    return max(ours.size, theirs.size) <= HEADLINE and cover_at_most(ours.event, theirs.event) >= least


def _likeness_at_most(ours: Sketch, theirs: Sketch) -> float:
    """Returns a bound of all that two sentences can score by: as they are, in full, what they quote, without source."""
    found = same_event_at_most(ours.whole, theirs.whole, ours.event, theirs.event)
    if ours.full or theirs.full:
        found = max(found, _in_full_at_most(ours, theirs))
    if ours.quotes and theirs.quotes and ours.said and theirs.said:
        found = max(found, similarity_at_most(ours.said, theirs.said))
    if ours.sourceless and theirs.sourceless:
        found = max(found, similarity_at_most(ours.sourceless, theirs.sourceless))
    return found


def _in_full_at_most(ours: Sketch, theirs: Sketch) -> float:
    (mine, event), (other, other_event) = (side.full or (side.whole, side.event) for side in (ours, theirs))
    return same_event_at_most(mine, other, event, other_event)
