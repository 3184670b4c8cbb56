"""Mentions: where an article names, describes or quotes its people, and how each mention stands in its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import usual_tag
from rusus.model import Quotation
from rusus.rules import decide
from rusus.speakers.context import Context, positions
from rusus.speakers.name_lists import speaker_words
from rusus.speakers.pronouns import (
    CLAUSE_POINTS,
    SUBJECT_POINTS,
    is_likely_a_person,
    may_mean,
    read_mention,
    subject_points,
)
from rusus.speakers.role_holders import Description, Holders, find_descriptions, find_holders

PRONOUN_GENDERS: Mapping[str, str] = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
"""Pronouns that mean a person, by gender."""
_SUBJECT = 4
"""Words of a sentence in which a description is its subject."""
_SOURCE = 8
"""Words of a source in which its name stands: the prime minister of Norway, Jane Roe, said."""
_SUBJECTS = frozenset(("sentence subject", "clause subject", "speaker", "after a speech verb", "before a verb"))
"""Roles in which a name of unknown kind may be a person's."""
_SURE, _LIKELY = 0.95, 0.85
"""Probabilities of a speaker that are told apart."""


class Mention(NamedTuple):
    """A mention of somebody at a token: how it stands in its sentence, and whether it is a name, a source or a role."""

    token: int
    owner: int
    role: str
    form: str = "name"


class Told(NamedTuple):
    """A quotation of a person: the token of its source, who it is, where the words end, and how that is known.

    ``form`` is name, pronoun or description, ``sure`` 0 to 2.
    """

    token: int
    owner: int
    end: int
    form: str
    sure: int


@dataclass(frozen=True, slots=True)
class Discourse:
    """An article with what a pronoun can refer back to.

    ``mentions`` and ``told`` are in text order, ``pronouns`` the tokens of he and she by gender, ``named`` how often
    people who may be of a gender are named, ``holders`` say who has which role, ``descriptions`` are those by a role.
    ``people`` are the mentions that a pronoun of a gender may mean, by index. Without pronouns nothing else is read.
    """

    context: Context
    mentions: Sequence[Mention]
    told: Sequence[Told]
    pronouns: Mapping[str, Sequence[int]]
    named: Mapping[str, int]
    holders: Holders
    descriptions: Sequence[Description]
    tokens: Sequence[int] = ()
    people: Mapping[str, Sequence[int]] = field(default_factory=dict)


def read_discourse(context: Context, quotations: Sequence[Quotation]) -> Discourse:
    """Returns what the pronouns of an article can refer back to; ``quotations`` have their speakers."""
    pronouns: dict[str, list[int]] = {"m": [], "f": []}
    lowers = context.article.tokens.lowers
    for i in positions(lowers, PRONOUN_GENDERS.keys()):
        pronouns[PRONOUN_GENDERS[lowers[i]]].append(i)
    holders = find_holders(context)
    descriptions = tuple(find_descriptions(context, holders))
    if not any(pronouns.values()):
        return Discourse(context, (), (), pronouns, {}, holders, descriptions)
    told = _told(context, quotations)
    mentions = sorted([*_names(context, told), *_sources(context, told), *_described(context, descriptions)])
    named = dict.fromkeys(pronouns, 0)
    for entity in context.entities.entities:
        if entity.kind == "person" or entity.gender:
            for gender in named:
                named[gender] += len(entity.mentions) if entity.gender in ("", gender) else 0
    tokens = [mention.token for mention in mentions]
    people = {gender: _people(context, mentions, gender) for gender in pronouns if pronouns[gender]}
    return Discourse(context, mentions, told, pronouns, named, holders, descriptions, tokens, people)


def _people(context: Context, mentions: Sequence[Mention], gender: str) -> list[int]:
    """Returns the mentions of those who can be a person of a gender, by index."""
    possible = {owner for owner, entity in enumerate(context.entities.entities) if may_mean(entity, gender)}
    alike = {owner for owner in possible if is_likely_a_person(context.entity(owner))}
    return [
        i
        for i, (_, owner, role, form) in enumerate(mentions)
        if owner in alike or owner in possible and (form != "name" or role in _SUBJECTS)
    ]


def _told(context: Context, quotations: Sequence[Quotation]) -> list[Told]:
    """Returns the quotations of persons by the token of their source."""
    starts, owners = context.article.tokens.starts, context.entities.by_name
    found = []
    for each in quotations:
        owner = person(context, each, owners)
        if each.source and owner is not None:
            first, end = bisect_left(starts, each.source.start), bisect_left(starts, max(each.source.end, each.end)) - 1
            found.append(Told(first, owner, end, _form(each.source.text.lower()), _sure(each.speaker_probability)))
    return sorted(found)


def person(context: Context, quotation: Quotation, owners: Mapping[str, int]) -> int | None:
    """Returns the person of the article who speaks a quotation."""
    owner = owners.get(quotation.speaker or "")
    return None if owner is None or context.entity(owner).kind == "organization" else owner


def _form(source: str) -> str:
    """Returns how a source means a person."""
    if source in PRONOUN_GENDERS:
        return "pronoun"
    return "description" if source.partition(" ")[0] in speaker_words("definite", "indefinite") else "name"


def _sure(probability: float | None) -> int:
    """Returns 2, 1 or 0 for a speaker who is sure, likely or neither."""
    right = probability or 0.0
    return (right >= _LIKELY) + (right >= _SURE)


def _names(context: Context, told: Sequence[Told]) -> Iterator[Mention]:
    """Yields the names; the one that a source ends with speaks. How a body stands is not asked: no pronoun means it."""
    speaking = {each.token + i for each in told for i in range(_SOURCE)}
    spoken = _spoken(context, told) if speaking else set()
    bodies = {owner for owner, entity in enumerate(context.entities.entities) if entity.kind == "organization"}
    for i, (name, owner) in enumerate(zip(context.entities.names, context.entities.owners)):
        role = "speaker" if i in spoken else "other" if owner in bodies else role_of(context, i)
        yield Mention(name.first, owner, role)


def _spoken(context: Context, told: Sequence[Told]) -> set[int]:
    """Returns the names that are the source of a quotation."""
    return {i for each in told if (i := _name_of(context, each)) is not None}


def _name_of(context: Context, told: Told) -> int | None:
    """Returns the name that the source of a quotation holds."""
    at = bisect_left(context.firsts, told.token)
    stop = bisect_left(context.firsts, told.token + _SOURCE)
    return next((i for i in range(at, stop) if context.entities.owners[i] == told.owner), None)


def _sources(context: Context, told: Sequence[Told]) -> Iterator[Mention]:
    """Yields the sources that hold no name: she, the minister."""
    for each in told:
        if _name_of(context, each) is None:
            yield Mention(each.token, each.owner, "speaker", each.form)


def _described(context: Context, descriptions: Sequence[Description]) -> Iterator[Mention]:
    """Yields *the* and a role that one person of the article has: the governor vetoed it."""
    for first, _, owner in descriptions:
        start = context.sentence_starts[context.sentence_of(first)]
        yield Mention(first + 1, owner, "sentence subject" if first + 1 - start < _SUBJECT else "other", "role")


# How a name stands in its sentence.


class Standing(NamedTuple):
    """A name by its index, its points as a subject, and the words before and after it."""

    points: float
    before: str
    after: str


def owning(standing: Standing) -> str | None:
    """Roe's plan failed."""
    return "possessive" if standing.after in ("'s", "’s", "'", "’") else None


def after_a_speech_verb(standing: Standing) -> str | None:
    """“No,” said Roe."""
    return "after a speech verb" if is_speech_verb(standing.before) else None


def sentence_subject(standing: Standing) -> str | None:
    """On Monday Roe left."""
    return "sentence subject" if standing.points >= SUBJECT_POINTS else None


def clause_subject(standing: Standing) -> str | None:
    """It rained, but Roe stayed."""
    return "clause subject" if standing.points >= CLAUSE_POINTS else None


def agent(standing: Standing) -> str | None:
    """It was opened by Roe."""
    return "agent" if standing.before == "by" else None


def after_a_preposition(standing: Standing) -> str | None:
    """They met with Roe."""
    return "after a preposition" if standing.before == "to" or usual_tag(standing.before) == "IN" else None


def verb_object(standing: Standing) -> str | None:
    """The council fired Roe."""
    return "object" if usual_tag(standing.before).startswith("VB") else None


def before_a_verb(standing: Standing) -> str | None:
    """The plan that its author Roe opposed."""
    return "before a verb" if usual_tag(standing.after)[:2] in ("VB", "MD") else None


def joined(standing: Standing) -> str | None:
    """They met Lee and Roe."""
    return "joined" if standing.before in ("and", ",", "or") else None


STANDING_RULES = (
    owning, after_a_speech_verb, sentence_subject, clause_subject, agent, after_a_preposition, verb_object,
    before_a_verb, joined,
)  # fmt: skip


def role_of(context: Context, at: int) -> str:
    """Returns how the name with an index stands in its sentence."""
    mention = read_mention(context, at)
    decided = decide(STANDING_RULES, Standing(subject_points(mention), mention.before, mention.after))
    return decided[0] if decided else "other"
