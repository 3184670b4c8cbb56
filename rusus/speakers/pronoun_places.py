"""Pronouns: he, she, his and her, with who is speaking and who spoke before, as the ranker of antecedents asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from rusus.model import Quotation
from rusus.speakers.antecedents import Pronoun
from rusus.speakers.mentions import PRONOUN_GENDERS, Discourse, person

ASKED = frozenset(("he", "she", "his", "her"))
"""The pronouns that are looked at. Him and her, as objects, are right too rarely (8 of 13 on the labels)."""
POSSESSIVES = frozenset(("his", "her"))


def find_pronouns(discourse: Discourse, quotations: Sequence[Quotation]) -> Iterator[Pronoun]:
    """Yields the pronouns of an article in text order; ``quotations`` have their speakers."""
    lowers = discourse.context.article.tokens.lowers
    tokens = sorted(token for each in discourse.pronouns.values() for token in each if lowers[token] in ASKED)
    if not tokens:
        return
    direct = _direct(discourse, quotations)
    begun = [first for first, _, _ in direct]
    heard = [told.token for told in discourse.told]
    for token in tokens:
        at = bisect_left(heard, token)
        i = bisect_right(begun, token) - 1
        quoted = i >= 0 and token < direct[i][1]
        last = discourse.told[at - 1] if at else None
        by = direct[i][2] if quoted else None
        lower = lowers[token]
        yield Pronoun(discourse, token, PRONOUN_GENDERS[lower], lower in POSSESSIVES, last, quoted, by)


def _direct(discourse: Discourse, quotations: Sequence[Quotation]) -> list[tuple[int, int, int | None]]:
    """Returns the pieces of direct quotations, as first and last token and speaker."""
    context = discourse.context
    starts, owners = context.article.tokens.starts, context.entities.by_name
    return sorted(
        (
            (bisect_left(starts, span.start), bisect_left(starts, span.end), person(context, each, owners))
            for each in quotations
            if each.kind == "direct"
            for span in each.spans
        ),
        key=lambda piece: piece[:2],
    )
