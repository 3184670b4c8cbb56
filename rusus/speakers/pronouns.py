"""Pronouns: the person that "he" or "she" means, by points for nearness, subjects, gender and who spoke last."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import NAME, load_lexicon
from rusus.rules import decide
from rusus.speakers.context import Context
from rusus.speakers.entities import Entity
from rusus.speakers.name_lists import speaker_words

_FARTHEST_NAMES = 24
"""Names that are looked at backwards from a pronoun: bounds the cost."""
_FARTHEST_SENTENCES = 7
"""Sentences back to the last one that can name whom a pronoun means."""
_OBJECT = 4
"""Words after a pronoun in which somebody else is named: he told Reed."""
_HEAD = 4
"""Words of a sentence in which a name is its subject: On Monday Roe left."""
_CLAUSE = 15
"""Words of a sentence in which a clause may begin that has a name for its subject."""


@dataclass(frozen=True, slots=True)
class PronounWeights:
    """Points of somebody named before a pronoun for being meant by it; the one with most points is.

    Chosen by hand on 40 pronouns of direct quotations in PolNeAR train, and on 30 more that were read afterwards: 85 %
    right before the last change to them, 90 to 97 % since (docs/quotations.md). A sentence back costs one point.
    """

    sentence_subject: float = 3.0
    clause_subject: float = 2.0
    far_subject: float = 0.5
    """The share of these that is left two sentences back."""
    known_gender: float = 1.0
    known_kind: float = 1.0
    mention: float = 0.05
    most_mentions: int = 10
    quoted: float = -4.0
    """For being named inside a quotation, which others tell about themselves."""
    spoke_last: float = 2.0
    """For having spoken last, and being named since."""
    fronted: float = 4.0
    """For standing right before the pronoun, at the end of a clause: When the letter reached Roe, he laughed."""
    speaking: float = 4.0
    """For having spoken last, named since or not, less a point for each sentence since then."""


WEIGHTS = PronounWeights()
SUBJECT_POINTS, CLAUSE_POINTS = WEIGHTS.sentence_subject, WEIGHTS.clause_subject
"""Points of the subject of a sentence and of a clause."""


class LastSpeaker(NamedTuple):
    """Who spoke last, and the token at which that person was last named or meant."""

    owner: int
    token: int


class Antecedent(NamedTuple):
    """The person that a pronoun means, None where there is none, and its points more than the next one has.

    ``rivals`` are the others that may be meant, ``ago`` the sentences since the person was named or spoke.
    """

    owner: int | None
    margin: float
    rivals: int = 0
    ago: int = 0


def find_antecedent(context: Context, token: int, gender: str, last: LastSpeaker | None) -> Antecedent:
    """Returns the person that a pronoun means: the one with the most points, of its gender.

    Who is named right after the pronoun (he told Reed) is somebody else.
    """
    here = context.sentence_of(token)
    others = named_after(context, token, here)
    scores: dict[int, float] = {}
    since: dict[int, int] = {}
    for i in context.names_before(token, _FARTHEST_NAMES):
        owner, name = context.entities.owners[i], context.name(i)
        entity, ago = context.entity(owner), here - context.sentence_of(name.first)
        spoke = last is not None and owner == last.owner
        if ago > _FARTHEST_SENTENCES:
            break
        if owner in others or not may_mean(entity, gender):
            continue
        quoted = context.is_quoted(name.first)
        if quoted and not spoke and not context.is_quoted(token) and not _is_named_outside(context, entity, token):
            continue  # "Smith is a liar," he said
        subject = subject_points(read_mention(context, i))
        alone = subject and " " not in entity.name and entity.name not in speaker_words("cities and countries")
        if not (spoke or entity.kind or alone or is_like_a_person(entity)):
            continue
        score = _points(entity, subject, ago) + (WEIGHTS.quoted if quoted else 0.0)
        if name.last == token - 1 and context.article.tokens.words[name.last] == ",":
            score += WEIGHTS.fronted
        scores[owner] = max(score, scores.get(owner, score))
        since.setdefault(owner, ago)
    if last and context.entity(last.owner).gender in ("", gender) and last.owner not in others:
        ago = max(0, here - context.sentence_of(last.token))
        if ago <= _FARTHEST_SENTENCES:
            named = scores.get(last.owner, -WEIGHTS.speaking) + WEIGHTS.spoke_last
            scores[last.owner] = max(named, WEIGHTS.speaking - ago)
            since[last.owner] = min(ago, since.get(last.owner, ago))
    if not scores:
        return Antecedent(None, 0.0)
    best = max(scores, key=lambda owner: scores[owner])
    second = max((points for other, points in scores.items() if other != best), default=0.0)
    return Antecedent(best, scores[best] - second, len(scores) - 1, since[best])


def _is_named_outside(context: Context, entity: Entity, token: int) -> bool:
    """True if the article itself, and not only somebody whom it quotes, has named somebody before a token."""
    firsts = [context.name(i).first for i in entity.mentions[:_FARTHEST_NAMES]]
    return any(first < token and not context.is_quoted(first) for first in firsts)


def named_after(context: Context, token: int, sentence: int) -> set[int]:
    """Returns who is named within a few words after a pronoun, in its own sentence."""
    stop = min((token + _OBJECT, *context.sentence_starts[sentence + 1 : sentence + 2]))
    end = bisect_left(context.firsts, token)
    return {context.entities.owners[i] for i in range(end, bisect_left(context.firsts, stop))}


def may_mean(entity: Entity, gender: str) -> bool:
    """True if an entity can be a person of a gender."""
    return entity.kind != "organization" and entity.gender in ("", gender)


def is_likely_a_person(entity: Entity) -> bool:
    """True if an entity is known to be somebody, or has a name as only persons have them."""
    return bool(entity.kind or entity.gender) or is_like_a_person(entity)


def is_like_a_person(entity: Entity) -> bool:
    """True if a name of unknown kind has several words, none of them common: Oluchi Danso, but not New Hampshire."""
    if " " not in entity.name:
        return False
    first, *_, last = entity.name.lower().split()
    return _tag(first, NAME).startswith(NAME) and _tag(last, NAME).startswith(NAME)


def _points(entity: Entity, subject: float, ago: int) -> float:
    """Returns how well a mention so many sentences ago serves as the antecedent of a pronoun."""
    points = -ago + (WEIGHTS.known_gender if entity.gender else 0.0) + (WEIGHTS.known_kind if entity.kind else 0.0)
    often = min(len(entity.mentions), WEIGHTS.most_mentions) * WEIGHTS.mention
    return points + often + subject * (1.0 if ago < 2 else WEIGHTS.far_subject)


class Mention(NamedTuple):
    """A name by its index ``at``, in the sentence that begins with token ``start``.

    ``first`` is its first token, ``before`` and ``after`` are the words beside it and its titles, "" where none stands.
    """

    context: Context
    at: int
    start: int
    first: int
    before: str
    after: str


def possessive(mention: Mention) -> float | None:
    """Roe's plan failed: the subject is the plan."""
    return 0.0 if mention.after in ("'s", "’s") else None


def bare_name_without_verb(mention: Mention) -> float | None:
    """Oslo, where they met: one unknown word is a subject only before a verb."""
    context, at = mention.context, mention.at
    if len(context.name(at).words) > 1 or context.entity(context.entities.owners[at]).kind:
        return None
    return None if _tag(mention.after, "")[:2] in ("VB", "MD") else 0.0


def sentence_subject(mention: Mention) -> float | None:
    """Roe left; On Monday Roe left."""
    return WEIGHTS.sentence_subject if mention.first - mention.start < _HEAD else None


def clause_subject(mention: Mention) -> float | None:
    """It rained, but Roe stayed."""
    if mention.before not in speaker_words("clause openers"):
        return None
    first = mention.first - len(mention.context.name(mention.at).titles)
    return WEIGHTS.clause_subject if first - mention.start < _CLAUSE else None


def first_person_named(mention: Mention) -> float | None:
    """Yesterday in Bergen party chairwoman Jane Roe left: the first person of the sentence, after a noun."""
    context, at = mention.context, mention.at
    if _tag(context.article.tokens.lowers[mention.first - 1], "NN")[:2] != "NN":
        return None
    while at and context.firsts[at - 1] >= mention.start and context.name(at - 1).kind == "organization":
        at -= 1
    first = not at or context.firsts[at - 1] < mention.start
    return WEIGHTS.clause_subject if first else None


def speaks(mention: Mention) -> float | None:
    """After some words of a heading, Foreign Secretary Jack Roe said: who a verb of saying follows."""
    return WEIGHTS.sentence_subject if is_speech_verb(mention.after) else None


SUBJECT_RULES = (possessive, bare_name_without_verb, sentence_subject, speaks, clause_subject, first_person_named)


def read_mention(context: Context, at: int) -> Mention:
    """Returns a name with the words beside it."""
    name, lowers = context.name(at), context.article.tokens.lowers
    start = context.sentence_starts[context.sentence_of(name.first)]
    before = name.first - len(name.titles) - 1
    after = lowers[name.last] if name.last < len(lowers) else ""
    return Mention(context, at, start, name.first, lowers[before] if before >= start else "", after)


def subject_points(mention: Mention) -> float:
    """Returns the points of a name for being the subject of its sentence or of a clause."""
    decided = decide(SUBJECT_RULES, mention)
    return decided[0] if decided else 0.0


def _tag(lower: str, unknown: str) -> str:
    """Returns the tags that the lexicon has for a word."""
    return load_lexicon()[0].get(lower, unknown)
