"""Findings: who a source was resolved to, under which name, and what speaks for it and against it."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from rusus.model import Quotation, Span
from rusus.speakers.confidence import Finding
from rusus.speakers.context import Context
from rusus.speakers.name_lists import speaker_words


class Speaker(NamedTuple):
    """Who a source is: an entity of the article, or else the text to show for it, None where nobody is named."""

    owner: int | None
    text: str | None = None
    margin: float = 0.0
    """Points of a pronoun's person more than the next one has."""
    rivals: int = 0
    ago: int = 0
    """Others that a pronoun may mean, and sentences since the person was named or spoke."""


def shown_name(context: Context, found: Speaker) -> str | None:
    """Returns the name of a speaker, or what is shown instead."""
    text = found.text if found.owner is None else context.entity(found.owner).name
    return text and " ".join(text.split())


def read_finding(context: Context, quotation: Quotation, found: Speaker, rule: str) -> Finding:
    """Returns what the confidence in a resolved source rests on; the person must be an entity of the article."""
    assert found.owner is not None and quotation.source is not None
    tokens, entity = context.article.tokens, context.entity(found.owner)
    first, stop = bisect_left(tokens.starts, quotation.source.start), bisect_left(tokens.starts, quotation.source.end)
    return Finding(
        rule,
        shown_name(context, found) or "",
        entity.kind,
        found.margin,
        found.rivals,
        found.ago,
        _before(context, first, stop, quotation.cue),
        tokens.lowers[stop : stop + 1] == ["and"],
        len(entity.mentions),
        quotation.kind == "direct",
    )


def _before(context: Context, first: int, stop: int, cue: Span | None) -> str:
    """Returns what stands before a source in its sentence: its cue, a preposition, and, a comma, a mark, or nothing.

    Where the name only ends the source it is the role before it: Oslo council *leader* Jane Roe.
    """
    i = bisect_left(context.firsts, stop) - 1
    if i >= 0 and context.name(i).last == stop and first < context.firsts[i] - len(context.name(i).titles):
        return "role"
    if cue and 0 <= first - bisect_left(context.article.tokens.starts, cue.end) <= 1:
        return "cue"  # said Roe, in the words of Roe, described by Roe
    if first in (0, context.sentence_starts[context.sentence_of(first)]):
        return "nothing"
    word = context.article.tokens.lowers[first - 1]
    if word in speaker_words("prepositions"):
        return "preposition"
    return word if word in ("and", ",", "(") else "mark" if not word[0].isalnum() else "word"
