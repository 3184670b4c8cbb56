"""Descriptions: the name that the article gives to *the governor*, and the fuller words for *the deal*.

A softmax over the entities and fuller phrases before a description, and nothing. ``description_weights.json`` says on
what it was trained and how often it is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rusus.model import Resolved, Span
from rusus.resources import read_json
from rusus.rules import decide
from rusus.speakers import role_holders
from rusus.speakers.context import Context
from rusus.speakers.name_lists import speaker_words
from rusus.speakers.role_holders import Holders
from rusus.standalone.candidates import Description, Phrase, read_descriptions
from rusus.standalone.description_features import Candidate, candidates, shares
from rusus.standalone.description_rules import DESCRIPTION_RULES, Asked, Verdict
from rusus.standalone.people import fullest_mention, names_beside
from rusus.text.linear_model import calibrated, log_odds

ROLE_PROBABILITY = 0.95
"""25 of 26 labelled descriptions by the role of the person who has it meant that person, in articles that were seen."""


PHRASE_PROBABILITY = 0.92
"""23 of 24 labelled ones with one fuller phrase, and 55 of 60 more that were read, in articles that were seen."""


_POSSESSIVES = ("'s", "’s")


class Ranked(NamedTuple):
    """What a description most likely means, an entity or a phrase, and the probability of that."""

    meant: int | Phrase
    probability: float


def resolve_descriptions(
    context: Context, holders: Holders, roles: Sequence[role_holders.Description]
) -> Iterator[Resolved]:
    """Yields *the* and a noun, where it is sure which person, organization, place or fuller phrase it means."""
    for description in read_descriptions(context, holders, roles):
        ranked = find_meant(description)
        if ranked and not is_told(description, ranked.meant):
            yield _resolved(description, ranked)


def find_meant(description: Description) -> Ranked | None:
    """Returns what a description means by a rule, or else by the ranker where it is sure; None where neither tells."""
    asked = Asked(description)
    decided: tuple[Verdict, str] | None = decide(DESCRIPTION_RULES, asked)
    if decided is None:
        ranked = is_ranked(description.sort)
        return rank_candidates(candidates(description, asked.phrases, asked.named)) if ranked else None
    meant = decided[0]
    if isinstance(meant, Phrase):
        return Ranked(meant, PHRASE_PROBABILITY)
    return None if meant is False else Ranked(meant, ROLE_PROBABILITY)


def is_ranked(sort: str) -> bool:
    """True if the ranker is asked about nouns of a class: of things it was never sure in 247 articles."""
    return sort != "things"


def rank_candidates(options: Sequence[Candidate]) -> Ranked | None:
    """Returns the most likely option; None where that is nothing, or not sure."""
    if not options:
        return None
    model = _model()
    found = shares(options, model["weights"])
    meant = max(found, key=found.__getitem__)
    probability = calibrated(log_odds(found[meant]), *model["scale"])
    return Ranked(meant, probability) if meant is not None and probability >= model["least"] else None


def is_told(description: Description, meant: int | Phrase) -> bool:
    """True if the sentence of a description names what it means itself."""
    context = description.context
    if isinstance(meant, Phrase):
        return context.sentence_of(meant.first) == context.sentence_of(description.first)
    return meant in [context.entities.owners[i] for i in names_beside(context, description.first)]


def _resolved(description: Description, ranked: Ranked) -> Resolved:
    context, meant = description.context, ranked.meant
    ours = context.article.token_span(description.first, description.head + 1)
    if isinstance(meant, Phrase):
        meant = _telling(context, meant)
        # Said again is only what a description lacks: the report [by Acme Corp.], not [report by Acme Corp.].
        again = context.article.tokens.lowers[meant.first] == description.noun and meant.stop > meant.first + 1
        place = context.article.token_span(meant.first + again, meant.stop)
        return _after(ours, " ".join(place.text.split()), place, ranked.probability)
    full = fullest_mention(context, meant)
    place = context.article.token_span(full.first, full.last)
    return _after(ours, context.entity(meant).name, place, ranked.probability)


def _telling(context: Context, phrase: Phrase) -> Phrase:
    """Returns a phrase without what opens it and tells nothing by itself: *own* report on buses."""
    words, (first, stop) = context.article.tokens.words, phrase
    idle = speaker_words("left out in brackets")
    while first < stop - 1 and words[first] in idle and words[first + 2] not in _POSSESSIVES:
        first += 1
    return Phrase(first, stop)


def _after(ours: Span, inserted: str, place: Span, probability: float) -> Resolved:
    return Resolved(ours.start, ours.end, ours.text, inserted, place, probability, "after")


def _model() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json("description_weights.json")
    return found
