"""Descriptions: the name that the article gives to *the governor*, and the fuller words for *the deal*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rusus.language.tagger import load_lexicon, tag_words
from rusus.model import Resolved
from rusus.speakers.context import Context
from rusus.speakers.name_lists import name_lists, speaker_words, title_forms

ROLE_PROBABILITY = 0.93
"""12 of 13 labelled descriptions by the role of the only person who has it meant that person."""
PHRASE_PROBABILITY = 0.9
"""9 of 10 labelled ones with one fuller phrase that holds a name."""
_FARTHEST = 1500
"""Words back to the fuller phrase: bounds the cost."""
_LONGEST = 7
"""Words of a complement: the shooting *of an unarmed man*."""
_MODIFIERS = frozenset(("CD", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "POS", "VBG", "VBN"))
_NOUNS = frozenset(("NN", "NNP", "NNPS", "NNS"))
_CONTINUES = _NOUNS | {"CD", "VBG", "VBN", "WDT", "WP"}
"""Tags of words that go on with a description."""
DETERMINERS = frozenset(("the", "that", "this"))
_SHORTEST = 3
"""Letters of the head of a description."""


@dataclass(frozen=True, slots=True)
class _Tagged:
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


def resolve_descriptions(context: Context) -> Iterator[Resolved]:
    """Yields *the* and a noun where only one person has that role, or one longer phrase with that noun holds a name."""
    tokens, tagged = context.article.tokens, _Tagged(context)
    seen: dict[str, list[int]] = {}
    for i, lower in enumerate(tokens.lowers):
        before = seen.setdefault(lower, [])
        opened = i and tokens.lowers[i - 1] in DETERMINERS and tokens.words[i] == lower
        if opened and lower.isalpha() and len(lower) >= _SHORTEST and _stands_alone(tagged, i):
            found = _by_role(context, i) or _by_phrase(tagged, i, before)
            if found:
                yield found
        before.append(i)


def _stands_alone(tagged: _Tagged, head: int) -> bool:
    """True if a noun ends its phrase: the governor said, not the governor of Ohio, the governor who, the state law."""
    tokens, after = tagged.context.article.tokens, head + 1
    if after >= len(tokens) or tagged.context.is_quoted(head) or not tagged.tag(head).startswith("NN"):
        return False
    return tokens.lowers[after] not in speaker_words("after a description") and tagged.tag(after) not in _CONTINUES


def _by_role(context: Context, head: int) -> Resolved | None:
    """Returns the only person of the article who has a role: *the governor [Jane Roe]*."""
    role, roles = context.article.tokens.lowers[head], context.entities.roles
    holders = [holder for form in (role, *title_forms().get(role, ())) for holder in roles.get(form, ())]
    owners = {owner for _, owner in holders}
    if len(owners) != 1 or min(holders)[0] > head:
        return None
    owner = owners.pop()
    here = context.sentence_of(head)
    mentions = [context.name(i) for i in context.entity(owner).mentions]
    if context.entity(owner).kind != "person" or any(context.sentence_of(name.first) == here for name in mentions):
        return None
    words = tuple(context.entity(owner).name.split())
    full = max(mentions, key=lambda name: (name.words == words, len(name.words), -name.first))
    return _after(context, head, (full.first, full.last), context.entity(owner).name, ROLE_PROBABILITY)


def _by_phrase(tagged: _Tagged, head: int, before: Sequence[int]) -> Resolved | None:
    """Returns the only longer phrase with the same noun, where a name is in it: *the deal [Iran nuclear deal]*."""
    context = tagged.context
    noun = context.article.tokens.lowers[head]
    if (
        noun in name_lists().titles
        or noun.endswith(tuple(speaker_words("person endings")))
        or noun in speaker_words("companies")
    ):
        return None
    words, here = context.article.tokens.words, context.sentence_of(head)
    found: dict[str, tuple[int, int]] = {}
    for at in before:
        if head - at <= _FARTHEST and words[at - 1 : at] not in (["the"], ["The"]):
            first, stop = _phrase(tagged, at)
            if stop - first > 1:
                found[" ".join(words[first:stop]).lower()] = first, stop
    if len(found) != 1:
        return None
    ((first, stop),) = found.values()
    if context.sentence_of(first) == here or not any(word[0].isupper() for word in words[first:stop]):
        return None
    text = " ".join(context.article.token_span(first, stop).text.split())
    return _after(context, head, (first, stop), text, PHRASE_PROBABILITY)


def _phrase(tagged: _Tagged, at: int) -> tuple[int, int]:
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


def _after(context: Context, head: int, mention: tuple[int, int], text: str, probability: float) -> Resolved:
    ours = context.article.token_span(head - 1, head + 1)
    place = context.article.token_span(*mention)
    return Resolved(ours.start, ours.end, ours.text, text, place, probability, "after")
