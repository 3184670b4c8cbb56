"""Antecedents: how likely a person named before is the one whom "he" or "her" means.

A softmax over the persons of the last sentences and nobody, on 0/1 features. ``antecedent_weights.json`` says on what
it was trained and how often it is right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any, NamedTuple

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import usual_tag
from rusus.resources import read_json
from rusus.speakers.entities import Entity
from rusus.speakers.mentions import Discourse, Mention, Told
from rusus.speakers.name_lists import speaker_words
from rusus.speakers.pronouns import is_like_a_person, may_mean, named_after
from rusus.text.linear_model import calibrated, log_odds, total

_FARTHEST_MENTIONS = 60
"""Mentions before a pronoun that are looked at: bounds the cost."""
_FARTHEST_SENTENCES = 10
"""Sentences back to the last one that can name whom a pronoun means."""
_LEAD = 3
"""Sentences of the head of an article."""
_SHARES = (0.1, 0.25, 0.5, 0.8)
"""Shares of all mentions of people, between which an article's main person is told from the others."""
_SUBJECTS = frozenset(("sentence subject", "clause subject", "speaker", "after a speech verb", "before a verb"))
"""Roles in which a name of unknown kind may be a person's."""
_FARTHEST_NOUN = 100
"""Words before a pronoun in which a person without a name is looked for: bounds the cost."""
_INTRODUCED = 4
"""Words in which an article stands before a noun: *a* young Norwegian teacher."""


class Ranked(NamedTuple):
    """Whom a pronoun means, None for nobody who is named, and the probability of that."""

    owner: int | None
    probability: float


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun at a token, for persons of a gender, with who spoke ``last`` before it.

    ``quoted`` is true inside a direct quotation, and ``by`` is who speaks there, None where unsure.
    """

    discourse: Discourse
    token: int
    gender: str
    possessive: bool = False
    last: Told | None = None
    quoted: bool = False
    by: int | None = None

    @property
    def kind(self) -> str:
        """How it stands there, which decides how far an answer can be trusted."""
        return "quoted" if self.quoted else "possessive" if self.possessive else "subject"

    @property
    def sentence(self) -> int:
        """The index of its sentence."""
        return self.discourse.context.sentence_of(self.token)


class _Setting(NamedTuple):
    """What is the same for all candidates of a pronoun: sentence, block, place in the sentence, and before what verb.

    ``opens`` is true in the first sentence of a paragraph, ``persons`` are those who are surely or likely people, the
    one mentioned last first.
    """

    sentence: int
    block: int
    place: str
    speaks: bool
    opens: bool
    persons: Sequence[int]


def rank_antecedents(pronoun: Pronoun) -> Ranked:
    """Returns who is most likely meant by a pronoun, and how likely that is."""
    model = _model()
    weights: Mapping[str, float] = model["weights"]
    options = [(owner, _score(features, weights)) for owner, features in candidate_features(pronoun)]
    owner, best = max(options, key=lambda option: option[1])
    share = 1 / sum([exp(score - best) for _, score in options])
    return Ranked(owner, calibrated(log_odds(share), *model["scale"][pronoun.kind]))


def is_sure(pronoun: Pronoun, probability: float) -> bool:
    """True if a probability is enough for a pronoun that stands as this one does; others are left as they are."""
    least: float = _model()["least"][pronoun.kind]
    return probability >= least


def candidate_features(pronoun: Pronoun) -> Iterator[tuple[int | None, tuple[str, ...]]]:
    """Yields nobody and each person who may be meant, the one mentioned last first, with what the model sees of it."""
    seen = _mentioned_before(pronoun)
    setting = _setting(pronoun, seen)
    yield None, tuple(_of_nobody(pronoun, setting))
    for owner, mentions in seen.items():
        rank = setting.persons.index(owner) if owner in setting.persons else len(seen) + 3
        yield (
            owner,
            (
                *_of_person(pronoun, owner),
                *_of_mention(pronoun, setting, rank, mentions),
                *_of_speaking(pronoun, setting, rank, owner, mentions[0]),
            ),
        )


def _mentioned_before(pronoun: Pronoun) -> dict[int, list[Mention]]:
    """Returns the persons mentioned in the sentences before a pronoun, with their mentions, the last ones first.

    Who is named right after it (he told Reed) is somebody else.
    """
    discourse, seen = pronoun.discourse, dict[int, list[Mention]]()
    context, here = discourse.context, pronoun.sentence
    stop = bisect_left(discourse.tokens, pronoun.token)
    oldest = context.sentence_starts[max(0, here - _FARTHEST_SENTENCES)]
    others = set() if pronoun.possessive else named_after(context, pronoun.token, here)
    for mention in discourse.mentions[max(0, stop - _FARTHEST_MENTIONS) : stop][::-1]:
        if mention.token < oldest:
            break
        entity = context.entity(mention.owner)
        known = entity.kind or entity.gender or mention.form != "name" or mention.role in _SUBJECTS
        possible = may_mean(entity, pronoun.gender) and mention.owner not in others
        if possible and (known or is_like_a_person(entity)):
            seen.setdefault(mention.owner, []).append(mention)
    last = pronoun.last
    missing = last and last.owner not in seen and last.owner not in others and last.end >= oldest
    if last and missing and may_mean(context.entity(last.owner), pronoun.gender):
        seen[last.owner] = [Mention(min(last.end, pronoun.token), last.owner, "speaker", last.form)]
    return seen


def _setting(pronoun: Pronoun, seen: Mapping[int, list[Mention]]) -> _Setting:
    context, here = pronoun.discourse.context, pronoun.sentence
    sentences, lowers = context.article.sentences, context.article.tokens.lowers
    after, second = (*lowers[pronoun.token + 1 : pronoun.token + 3], "", "")[:2]
    speaks = is_speech_verb(after) or usual_tag(after) in ("RB", "VBZ", "VBD", "MD") and is_speech_verb(second)
    block = sentences[here].block
    opens = not here or sentences[here - 1].block != block
    persons = [owner for owner in seen if _person_kind(context.entity(owner), pronoun.gender) != "unknown"]
    return _Setting(here, block, _place(pronoun), speaks and not pronoun.possessive, opens, persons)


def _place(pronoun: Pronoun) -> str:
    """Returns where in its sentence a pronoun stands."""
    context, token = pronoun.discourse.context, pronoun.token
    start, lowers = context.sentence_starts[pronoun.sentence], context.article.tokens.lowers
    before = lowers[token - 1] if token > start else ""
    if not before or token == start + 1 and not before.isalnum():
        return "first"
    if before in ('"', "”", "''", "’"):
        return "after a quotation"
    return "clause" if before in speaker_words("subordinators") else "," if before == "," else "inside"


def _person_kind(entity: Entity, gender: str) -> str:
    """Returns how far it is known that a name is a person's of the gender of a pronoun."""
    if entity.gender == gender or entity.kind == "person":
        return "gender" if entity.gender else "person"
    return "like a person" if is_like_a_person(entity) else "unknown"


def _of_nobody(pronoun: Pronoun, setting: _Setting) -> Iterator[str]:
    """Yields what speaks for somebody without a name: the woman, a spokesman."""
    yield f"none {pronoun.kind}"
    context = pronoun.discourse.context
    nearest = max([mention.token for mention in _of_people(pronoun, setting)], default=-1)
    yield f"none ago {min(5, setting.sentence - context.sentence_of(nearest)) if nearest >= 0 else 9}"
    tokens = context.article.tokens
    begin = max(context.sentence_starts[max(0, setting.sentence - 1)], pronoun.token - _FARTHEST_NOUN)
    gendered, introduced = speaker_words("woman" if pronoun.gender == "f" else "man"), ("a", "an", "another", "one")
    ends = tuple(speaker_words("person endings"))
    found = dict[str, int]()
    for i in range(begin, pronoun.token):
        lower = tokens.lowers[i]
        if lower in gendered:
            found["noun"] = i
        if lower.endswith(ends) and tokens.words[i] == lower and usual_tag(lower).startswith("NN"):
            before = tokens.lowers[max(begin, i - _INTRODUCED) : i]
            if not set(introduced).isdisjoint(before):
                found["a person"] = i
            elif "the" in before:
                found["the person"] = i
    for kind, at in found.items():
        yield f"none {kind} {'after' if at > nearest else 'before'}"


def _of_people(pronoun: Pronoun, setting: _Setting) -> Iterator[Mention]:
    """Yields the last mention of a person who can be meant."""
    discourse = pronoun.discourse
    stop = bisect_left(discourse.tokens, pronoun.token)
    persons = set(setting.persons)
    for mention in discourse.mentions[max(0, stop - _FARTHEST_MENTIONS) : stop][::-1]:
        if mention.owner in persons:
            yield mention
            return


def _of_person(pronoun: Pronoun, owner: int) -> Iterator[str]:
    """Yields what the model sees of a person."""
    context, entity = pronoun.discourse.context, pronoun.discourse.context.entity(owner)
    yield f"kind {_person_kind(entity, pronoun.gender)}"
    if entity.mentions and context.sentence_of(context.firsts[entity.mentions[0]]) < _LEAD:
        yield "in the lead"
    share = len(entity.mentions) / max(1, pronoun.discourse.named[pronoun.gender])
    yield f"share {bisect_right(_SHARES, share)}"


def _of_mention(pronoun: Pronoun, setting: _Setting, rank: int, mentions: Sequence[Mention]) -> Iterator[str]:
    """Yields what the model sees of where a person was mentioned last."""
    context, last = pronoun.discourse.context, mentions[0]
    at = context.sentence_of(last.token)
    ago = max(0, setting.sentence - at)
    others = pronoun.discourse.pronouns[pronoun.gender]
    between = bisect_left(others, pronoun.token) - bisect_right(others, last.token)
    yield f"rank {min(3, rank)}"
    yield f"rank {min(3, rank)}, pronouns between {min(2, between)}"
    quoted = context.is_quoted(last.token)
    yield f"quoted {'01'[quoted]} {'01'[pronoun.quoted]}"
    if quoted and all(context.is_quoted(each.token) for each in mentions):
        yield f"only quoted {'01'[pronoun.quoted]}"
    yield f"blocks {min(2, setting.block - context.article.sentences[at].block)}"
    near = last.role if ago < 3 else "far"
    yield f"block {'opens' if setting.opens else 'goes on'}, {near}"
    yield f"{setting.place}, {last.role if ago < 2 else 'far'}"
    if setting.speaks:
        yield f"speech verb, {last.role}"
    if not ago:
        yield f"same sentence, {last.role}, {setting.place}, {pronoun.kind}"


def _of_speaking(pronoun: Pronoun, setting: _Setting, rank: int, owner: int, mention: Mention) -> Iterator[str]:
    """Yields what the model sees of who speaks: nobody calls himself he."""
    if pronoun.quoted:
        yield "speaks" if pronoun.by == owner else "another speaks" if pronoun.by is not None else "somebody speaks"
    last = pronoun.last
    if last and last.owner == owner:
        ago = max(0, setting.sentence - pronoun.discourse.context.sentence_of(last.end))
        yield f"spoke last {min(3, ago)}"
        yield f"spoke last {min(3, ago)} {pronoun.kind} {'01'[setting.speaks]} {'01'[setting.place == 'first']}"
        yield f"spoke last, rank {min(2, rank)} {'01'[setting.speaks]}"
        yield f"spoke last, {last.form}"
        yield f"spoke last, {last.form} {last.sure}"
        yield f"spoke last, {last.form} {'01'[setting.speaks]} {min(2, ago)}"
    elif mention.role not in ("speaker", "after a speech verb"):
        yield f"did not speak {'01'[setting.speaks]} {pronoun.kind}"


def _score(features: tuple[str, ...], weights: Mapping[str, float]) -> float:
    return total(weights, features)


def _model() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json("antecedent_weights.json")
    return found
