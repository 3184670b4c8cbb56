"""Pronouns: he, she, his and her, with who is speaking and who spoke before, as the ranker of antecedents asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from rusus.model import Quotation
from rusus.speakers.antecedents import Pronoun
from rusus.speakers.context import Context
from rusus.speakers.pronouns import LastSpeaker

GENDERS = {"he": "m", "his": "m", "she": "f", "her": "f"}
"""The pronouns that are looked at. Him and her, as objects, are right too rarely (8 of 13 on the labels)."""
POSSESSIVES = frozenset(("his", "her"))


def find_pronouns(context: Context, quotations: Sequence[Quotation]) -> Iterator[Pronoun]:
    """Yields the pronouns of an article in text order; ``quotations`` have their speakers."""
    lowers = context.article.tokens.lowers
    tokens = [i for i, lower in enumerate(lowers) if lower in GENDERS]
    if not tokens:
        return
    told = _told(context, quotations)
    heard = [token for token, _ in told]
    direct = _direct(context, quotations)
    begun = [first for first, _, _ in direct]
    for token in tokens:
        at = bisect_left(heard, token)
        i = bisect_right(begun, token) - 1
        quoted = i >= 0 and token < direct[i][1]
        last = told[at - 1][1] if at else None
        by = direct[i][2] if quoted else None
        yield Pronoun(context, token, GENDERS[lowers[token]], lowers[token] in POSSESSIVES, last, quoted, by)


def _told(context: Context, quotations: Sequence[Quotation]) -> list[tuple[int, LastSpeaker]]:
    """Returns the persons who speak by the token at which their source begins, and where their words end."""
    starts = context.article.tokens.starts
    found = []
    owners = context.entities.by_name
    for each in quotations:
        owner = _person(context, each, owners)
        if each.source and owner is not None:
            end = bisect_left(starts, max(each.source.end, each.end)) - 1
            found.append((bisect_left(starts, each.source.start), LastSpeaker(owner, end)))
    return sorted(found)


def _direct(context: Context, quotations: Sequence[Quotation]) -> list[tuple[int, int, int | None]]:
    """Returns the pieces of direct quotations, as first and last token and speaker."""
    starts, owners = context.article.tokens.starts, context.entities.by_name
    return sorted(
        (
            (bisect_left(starts, span.start), bisect_left(starts, span.end), _person(context, each, owners))
            for each in quotations
            if each.kind == "direct"
            for span in each.spans
        ),
        key=lambda piece: piece[:2],
    )


def _person(context: Context, quotation: Quotation, owners: Mapping[str, int]) -> int | None:
    """Returns the person of the article who speaks a quotation."""
    owner = owners.get(quotation.speaker or "")
    return None if owner is None or context.entity(owner).kind == "organization" else owner
