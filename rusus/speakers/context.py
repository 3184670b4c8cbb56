"""Context: what the sources of an article are resolved against, and the look-ups in it that all rules share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rusus.model import Quotation, Segmentation
from rusus.speakers.entities import Entities, Entity, find_entities
from rusus.speakers.name_rules import Name


@dataclass(frozen=True, slots=True)
class Context:
    """An article with its entities; an entity is meant by its index, nobody by None.

    ``firsts`` are the first tokens of the names, ``sentence_starts`` those of the sentences, ``quoted`` the stretches
    inside direct quotations.
    """

    article: Segmentation
    entities: Entities
    firsts: Sequence[int]
    sentence_starts: Sequence[int]
    quoted: Sequence[tuple[int, int]]

    def entity(self, owner: int) -> Entity:
        """Returns an entity by its index."""
        return self.entities.entities[owner]

    def is_quoted(self, token: int) -> bool:
        """True if a token stands inside a direct quotation."""
        start = self.article.tokens.starts[token]
        i = bisect_right(self.quoted, (start, len(self.article.text))) - 1
        return i >= 0 and start < self.quoted[i][1]

    def names_before(self, token: int, most: int) -> range:
        """Returns the names before a token, the nearest first, ``most`` of them."""
        end = bisect_left(self.firsts, token)
        return range(end - 1, max(-1, end - 1 - most), -1)

    def sentence_of(self, token: int) -> int:
        """Returns the sentence of a token."""
        return bisect_right(self.sentence_starts, token) - 1

    def name(self, i: int) -> Name:
        """Returns a name by its index."""
        return self.entities.names[i]


def read_context(article: Segmentation, quotations: Sequence[Quotation], entities: Entities | None = None) -> Context:
    """Returns the context of an article with its direct and indirect quotations; ``entities`` if they are known."""
    entities = find_entities(article) if entities is None else entities
    quoted = sorted((span.start, span.end) for each in quotations if each.kind == "direct" for span in each.spans)
    firsts = [name.first for name in entities.names]
    return Context(article, entities, firsts, [each.first for each in article.sentences], quoted)
