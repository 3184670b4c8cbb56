"""Noun phrases of an article: tags when they are first asked for, and the longest phrase around a noun."""

from __future__ import annotations

from dataclasses import dataclass, field

from rusus.language.tagger import load_lexicon, tag_words
from rusus.speakers.context import Context
from rusus.speakers.name_lists import speaker_words

_LONGEST = 7
"""Words of a complement: the shooting *of an unarmed man*."""
_MODIFIERS = frozenset(("CD", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "POS", "VBG", "VBN"))
_NOUNS = frozenset(("NN", "NNP", "NNPS", "NNS"))
_CONTINUES = _NOUNS | {"CD", "VBG", "WDT", "WP"}
"""Tags of words that go on with a description."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A context whose sentences are tagged when they are first asked for."""

    context: Context
    tags: dict[int, list[str]] = field(default_factory=dict)

    def tag(self, token: int) -> str:
        """Returns the tag of a token."""
        tokens, here = self.context.article.tokens, self.context.sentence_of(token)
        first = self.context.sentence_starts[here]
        if here not in self.tags:
            stop = next(iter(self.context.sentence_starts[here + 1 : here + 2]), len(tokens))
            self.tags[here] = tag_words(tokens.words[first:stop], tokens.lowers[first:stop], load_lexicon())
        return self.tags[here][token - first]


def is_described(tagged: Tagged, first: int, head: int) -> bool:
    """True if *the* at a token opens a phrase that a noun ends: the new governor said, not the governor of Ohio."""
    tokens, after = tagged.context.article.tokens, head + 1
    if after >= len(tokens) or not tagged.tag(head).startswith("NN"):
        return False
    if any(tagged.tag(i) not in _MODIFIERS for i in range(first + 1, head)):
        return False
    here = tagged.context.sentence_of(after) == tagged.context.sentence_of(head)
    return not here or tokens.lowers[after] not in speaker_words("goes on") and tagged.tag(after) not in _CONTINUES


def longest_phrase(tagged: Tagged, at: int) -> tuple[int, int]:
    """Returns the longest phrase with a noun for its head: the nouns and adjectives before it, what *of* ties to it."""
    context, first, stop = tagged.context, at, at + 1
    article, start = context.article, context.sentence_starts[context.sentence_of(at)]
    while first > start and tagged.tag(first - 1) in _MODIFIERS:
        first -= 1
    if article.tokens.words[first] in ("'s", "’s", "'", "’"):
        first += 1
    lowers = article.tokens.lowers
    if stop < len(lowers) and lowers[stop] in speaker_words("complements"):
        end = stop + 1
        while end < min(stop + _LONGEST, len(lowers)) and tagged.tag(end) in _MODIFIERS | {"DT", "IN", "PRP$"}:
            end += 1
        while tagged.tag(end - 1) not in _NOUNS and end > stop:
            end -= 1
        stop = max(stop, end)
    return first, stop
