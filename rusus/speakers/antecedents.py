"""Antecedents: how likely a person named before is the one whom "he" or "her" means.

A softmax over the persons of the last sentences and nobody, on 0/1 features; the points of ``pronouns`` are one of
them. ``antecedent_weights.json`` says on what it was trained and how often it is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp
from typing import Any, NamedTuple

from rusus.resources import read_json
from rusus.speakers.context import Context
from rusus.speakers.pronouns import (
    LastSpeaker,
    find_antecedent,
    is_like_a_person,
    may_mean,
    named_after,
    subject_points,
)
from rusus.text.linear_model import calibrated, log_odds

_FARTHEST_NAMES = 40
"""Names before a pronoun that are looked at: bounds the cost."""
_FARTHEST_SENTENCES = 8
"""Sentences back to the last one that can name whom a pronoun means."""
_MOST_MENTIONS = 4
_WIDEST = 6
"""Points between the first and the second candidate that are told apart."""
_LEAD = 3
"""Sentences of the head of an article."""
NONE = ("none",)
"""The feature of meaning nobody who is named."""


class Ranked(NamedTuple):
    """Whom a pronoun means, None for nobody who is named, and the probability of that."""

    owner: int | None
    probability: float


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun at a token, for persons of a gender, with who spoke ``last`` before it.

    ``quoted`` is true inside a direct quotation, and ``by`` is who speaks there, None where unsure.
    """

    context: Context
    token: int
    gender: str
    possessive: bool = False
    last: LastSpeaker | None = None
    quoted: bool = False
    by: int | None = None

    @property
    def kind(self) -> str:
        """How it stands there, which decides how far an answer can be trusted."""
        return "quoted" if self.quoted else "possessive" if self.possessive else "subject"

    @property
    def sentence(self) -> int:
        """The index of its sentence."""
        return self.context.sentence_of(self.token)


@dataclass(slots=True)
class _Seen:
    """A person's mentions before a pronoun: sentences since the last, its points as a subject, the best of them."""

    ago: int
    subject: float
    quoted: bool
    best: float = 0.0


def rank_antecedents(pronoun: Pronoun) -> Ranked:
    """Returns who is most likely meant by a pronoun, and how likely that is."""
    weights: Mapping[str, float] = _model()["weights"]
    options: list[tuple[int | None, float]] = [(None, _score(NONE, weights))]
    options += [(owner, _score(features, weights)) for owner, features in candidate_features(pronoun)]
    owner, best = max(options, key=lambda option: option[1])
    share = 1 / sum(exp(score - best) for _, score in options)
    return Ranked(owner, calibrated(log_odds(share), *_model()["scale"][pronoun.kind]))


def has_rival(pronoun: Pronoun, owner: int) -> bool:
    """True if somebody else fits as well as whom a pronoun seems to mean: Jane Roe met Ann Lee. She said …

    That is somebody who was named no earlier, and with no less standing in that sentence; who spoke last has none.
    """
    seen = _named_before(pronoun)
    mine = seen.get(owner)
    if mine is None or pronoun.last and pronoun.last.owner == owner:
        return False
    others = (each for other, each in seen.items() if other != owner)
    return any(each.ago <= mine.ago and each.subject >= mine.subject for each in others)


def least_probability() -> float:
    """Returns the probability under which a pronoun is left as it is."""
    least: float = _model()["least"]
    return least


def candidate_features(pronoun: Pronoun) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yields each person who may be meant, the one named last first, with what the model sees of it."""
    context, token, gender, last = pronoun.context, pronoun.token, pronoun.gender, pronoun.last
    seen = _named_before(pronoun)
    if last and last.owner not in seen and context.entity(last.owner).gender in ("", gender):
        ago = pronoun.sentence - context.sentence_of(last.token)
        if ago < _FARTHEST_SENTENCES:
            seen[last.owner] = _Seen(max(0, ago), 0.0, False)
    if not seen:
        return
    found = find_antecedent(context, token, gender, last)
    others = named_after(context, token, pronoun.sentence)
    for rank, (owner, each) in enumerate(seen.items()):
        features = (*_of_mentions(pronoun, rank, each), *_of_person(pronoun, owner), *_of_speaking(pronoun, owner))
        picked = (f"picked {min(_WIDEST, int(found.margin))}", "picked") if owner == found.owner else ("passed over",)
        yield owner, (*features, *picked, *(("named after",) if owner in others else ()))


def _named_before(pronoun: Pronoun) -> dict[int, _Seen]:
    """Returns the persons named in the sentences before a pronoun, the one named last first."""
    context, seen = pronoun.context, dict[int, _Seen]()
    for i in context.names_before(pronoun.token, _FARTHEST_NAMES):
        owner, first = context.entities.owners[i], context.firsts[i]
        entity, ago = context.entity(owner), pronoun.sentence - context.sentence_of(first)
        if ago > _FARTHEST_SENTENCES:
            break
        subject = subject_points(context, i)
        if not may_mean(entity, pronoun.gender) or not (
            entity.kind or entity.gender or subject or is_like_a_person(entity)
        ):
            continue
        each = seen.setdefault(owner, _Seen(ago, subject, context.is_quoted(first)))
        each.subject = max(each.subject, subject) if ago == each.ago else each.subject
        each.best = max(each.best, subject if ago < 2 else subject / 2 if ago == 2 else 0.0)
    return seen


def _of_mentions(pronoun: Pronoun, rank: int, each: _Seen) -> Iterator[str]:
    """Yields what the model sees of where a person was named."""
    yield f"ago {min(5, each.ago)}"
    yield f"rank {min(3, rank)}"
    yield f"subject {int(each.subject)} {min(2, each.ago)}"
    yield f"best {each.best:.0f}"
    if each.quoted:
        yield f"named in quotation, {'in' if pronoun.quoted else 'out'}"


def _of_person(pronoun: Pronoun, owner: int) -> Iterator[str]:
    """Yields what the model sees of a person."""
    context, entity = pronoun.context, pronoun.context.entity(owner)
    before = sum(context.firsts[i] < pronoun.token for i in entity.mentions)
    yield f"mentions {min(_MOST_MENTIONS, before)}"
    yield f"gender {'known' if entity.gender else 'unknown'}"
    yield f"kind {entity.kind or 'unknown'}"
    if entity.mentions and context.sentence_of(context.firsts[entity.mentions[0]]) < _LEAD:
        yield "in the lead"


def _of_speaking(pronoun: Pronoun, owner: int) -> Iterator[str]:
    """Yields what the model sees of who speaks: nobody calls himself he."""
    if pronoun.by == owner:
        yield "speaks"
    if pronoun.last and pronoun.last.owner == owner:
        ago = max(0, pronoun.sentence - pronoun.context.sentence_of(pronoun.last.token))
        yield f"spoke last {min(3, ago)}"
        if not pronoun.quoted:
            yield "spoke last, outside"


def _score(features: tuple[str, ...], weights: Mapping[str, float]) -> float:
    return sum([weights.get(feature, 0.0) for feature in features])


def _model() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json("antecedent_weights.json")
    return found
