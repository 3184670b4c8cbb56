"""Context: what the sources of an article are resolved against, and the look-ups in it that all rules share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import compress

from rusus.model import Quotation, Segmentation
from rusus.speakers.entities import Entities, Entity, find_entities
from rusus.speakers.name_rules import Name
from rusus.speakers.roles import find_role

_MOST_MENTIONS = 24
"""Mentions of a person beside which a role is looked for: bounds the cost."""


@dataclass(frozen=True, slots=True)
class Context:
    """An article with its entities; an entity is meant by its index, nobody by None.

    ``firsts`` are the first tokens of the names, ``sentence_starts`` those of the sentences, ``quoted`` the stretches
    inside direct quotations and ``quotes_start`` where they begin.
    """

    article: Segmentation
    entities: Entities
    firsts: Sequence[int]
    sentence_starts: Sequence[int]
    quoted: Sequence[tuple[int, int]]
    quotes_start: Sequence[int]
    roles: dict[int, str | None] = field(default_factory=dict)
    """The roles of the entities that were looked at, None of those without one."""

    def entity(self, owner: int) -> Entity:
        """Returns an entity by its index."""
        return self.entities.entities[owner]

    def is_quoted(self, token: int) -> bool:
        """True if a token stands inside a direct quotation."""
        start = self.article.tokens.starts[token]
        i = bisect_right(self.quotes_start, start) - 1
        return i >= 0 and start < self.quoted[i][1]

    def names_before(self, token: int, most: int) -> range:
        """Returns the names before a token, the nearest first, ``most`` of them."""
        end = bisect_left(self.firsts, token)
        return range(end - 1, max(-1, end - 1 - most), -1)

    def sentence_of(self, token: int) -> int:
        """Returns the sentence of a token."""
        return bisect_right(self.sentence_starts, token) - 1

    def role(self, owner: int) -> str | None:
        """Returns what the article calls an entity beside its name; looked for when it is first asked for."""
        if owner not in self.roles:
            mentions = self.entity(owner).mentions[:_MOST_MENTIONS]
            self.roles[owner] = find_role(self.article, [self.name(i) for i in mentions])
        return self.roles[owner]

    def name(self, i: int) -> Name:
        """Returns a name by its index."""
        return self.entities.names[i]


def positions(lowers: Sequence[str], wanted: Set[str]) -> list[int]:
    """Returns where some words stand in an article, without a loop in Python: every token is read."""
    return list(compress(range(len(lowers)), map(frozenset(wanted).__contains__, lowers)))


def read_context(article: Segmentation, quotations: Sequence[Quotation], entities: Entities | None = None) -> Context:
    """Returns the context of an article with its direct and indirect quotations; ``entities`` if they are known."""
    entities = find_entities(article) if entities is None else entities
    quoted = sorted((span.start, span.end) for each in quotations if each.kind == "direct" for span in each.spans)
    firsts = [name.first for name in entities.names]
    sentence_starts = [each.first for each in article.sentences]
    return Context(article, entities, firsts, sentence_starts, quoted, [start for start, _ in quoted])
