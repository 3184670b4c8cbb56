"""Antecedents: how likely a person named before is the one whom "he" or "her" means.

A softmax over the persons of the last sentences and nobody, on 0/1 features. ``antecedent_weights.json`` says on what
it was trained and how often it is right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from math import exp
from typing import Any, NamedTuple

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import MOST_KNOWN, usual_tag
from rusus.resources import read_json
from rusus.speakers.entities import Entity
from rusus.speakers.mentions import Discourse, Mention, Told
from rusus.speakers.name_lists import person_endings, speaker_words
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
_FARTHEST_NOUN = 100
"""Words before a pronoun in which a person without a name is looked for: bounds the cost."""
_INTRODUCED = 4
"""Words in which an article stands before a noun: *a* young Norwegian teacher."""
_INTRODUCING = frozenset(("a", "an", "another", "one"))


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

    ``opens`` is true in the first sentence of a paragraph, ``kinds`` say how far it is known that the candidates are
    persons, the one mentioned last first.
    """

    sentence: int
    block: int
    place: str
    speaks: bool
    opens: bool
    kinds: Mapping[int, str]


def rank_antecedents(pronoun: Pronoun) -> Ranked:
    """Returns who is most likely meant by a pronoun, and how likely that is."""
    model = _model()
    weights: Mapping[str, float] = model["weights"]
    options = [(owner, total(weights, features)) for owner, features in candidate_features(pronoun)]
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
    persons = 0
    for owner, mentions in seen.items():
        kind = setting.kinds[owner]
        known = kind != "unknown"
        rank = persons if known else len(seen) + 3
        persons += known
        yield (
            owner,
            (
                *_of_person(pronoun, owner, kind),
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
    people = discourse.people[pronoun.gender]
    oldest = context.sentence_starts[max(0, here - _FARTHEST_SENTENCES)]
    stop = bisect_left(discourse.tokens, pronoun.token)
    first = max(stop - _FARTHEST_MENTIONS, bisect_left(discourse.tokens, oldest))
    others = set() if pronoun.possessive else named_after(context, pronoun.token, here)
    for i in people[bisect_left(people, first) : bisect_left(people, stop)][::-1]:
        mention = discourse.mentions[i]
        if mention.owner not in others:
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
    speaks = is_speech_verb(after) or is_speech_verb(second) and usual_tag(after) in ("RB", "VBZ", "VBD", "MD")
    block = sentences[here].block
    opens = not here or sentences[here - 1].block != block
    kinds = {owner: _person_kind(context.entity(owner), pronoun.gender, mentions) for owner, mentions in seen.items()}
    return _Setting(here, block, _place(pronoun), speaks and not pronoun.possessive, opens, kinds)


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


def _person_kind(entity: Entity, gender: str, mentions: Sequence[Mention]) -> str:
    """Returns how far it is known that a name is a person's of a gender: Olevich is like one because he *said so*."""
    if entity.gender == gender or entity.kind == "person":
        return "gender" if entity.gender else "person"
    spoke = any(mention.role == "speaker" for mention in mentions)
    return "like a person" if spoke or is_like_a_person(entity) else "unknown"


def _of_nobody(pronoun: Pronoun, setting: _Setting) -> list[str]:
    """Returns what speaks for somebody without a name: the woman, a spokesman."""
    context = pronoun.discourse.context
    nearest = _nearest_person(pronoun, setting)
    tokens = context.article.tokens
    lowers = tokens.lowers
    begin = max(context.sentence_starts[max(0, setting.sentence - 1)], pronoun.token - _FARTHEST_NOUN)
    gendered = speaker_words("woman" if pronoun.gender == "f" else "man")
    found = dict[str, int]()
    for i in compress(range(begin, pronoun.token), map(says_who, lowers[begin : pronoun.token])):
        lower = lowers[i]
        if lower in gendered:
            found["noun"] = i
        if tokens.words[i] == lower and is_person_by_ending(lower):
            before = lowers[max(begin, i - _INTRODUCED) : i]
            if not _INTRODUCING.isdisjoint(before):
                found["a person"] = i
            elif "the" in before:
                found["the person"] = i
    return [
        f"none {pronoun.kind}",
        f"none ago {min(5, setting.sentence - context.sentence_of(nearest)) if nearest >= 0 else 9}",
        *[f"none {kind} {'after' if at > nearest else 'before'}" for kind, at in found.items()],
    ]


@lru_cache(maxsize=MOST_KNOWN)  # asked of every word of the sentences before a pronoun
def says_who(lower: str) -> bool:
    """True if a word may be a person without a name: woman, spokesman."""
    return lower in speaker_words("woman", "man") or is_person_by_ending(lower)


@lru_cache(maxsize=MOST_KNOWN)
def is_person_by_ending(lower: str) -> bool:
    """True if a noun says what somebody is by its ending: teacher, but not later."""
    return lower.endswith(person_endings()) and usual_tag(lower).startswith("NN")


def _nearest_person(pronoun: Pronoun, setting: _Setting) -> int:
    """Returns where a person who can be meant was mentioned last, -1 where nobody was."""
    discourse = pronoun.discourse
    stop = bisect_left(discourse.tokens, pronoun.token)
    for i in range(stop - 1, max(-1, stop - 1 - _FARTHEST_MENTIONS), -1):
        if setting.kinds.get(discourse.mentions[i].owner, "unknown") != "unknown":
            return discourse.mentions[i].token
    return -1


def _of_person(pronoun: Pronoun, owner: int, kind: str) -> list[str]:
    """Returns what the model sees of a person."""
    context = pronoun.discourse.context
    named = context.entity(owner).mentions
    share = bisect_right(_SHARES, len(named) / max(1, pronoun.discourse.named[pronoun.gender]))
    if named and context.sentence_of(context.firsts[named[0]]) < _LEAD:
        return [f"kind {kind}", "in the lead", f"share {share}"]
    return [f"kind {kind}", f"share {share}"]


def _of_mention(pronoun: Pronoun, setting: _Setting, rank: int, mentions: Sequence[Mention]) -> list[str]:
    """Returns what the model sees of where a person was mentioned last."""
    context, last = pronoun.discourse.context, mentions[0]
    at = context.sentence_of(last.token)
    ago = max(0, setting.sentence - at)
    others = pronoun.discourse.pronouns[pronoun.gender]
    between = bisect_left(others, pronoun.token) - bisect_right(others, last.token)
    ranked, inside = f"rank {min(3, rank)}", "01"[pronoun.quoted]
    quoted = context.is_quoted(last.token)
    found = [ranked, f"{ranked}, pronouns between {min(2, between)}", f"quoted {'01'[quoted]} {inside}"]
    if quoted and all(context.is_quoted(each.token) for each in mentions):
        found.append(f"only quoted {inside}")
    found += [
        f"blocks {min(2, setting.block - context.article.sentences[at].block)}",
        f"block {'opens' if setting.opens else 'goes on'}, {last.role if ago < 3 else 'far'}",
        f"{setting.place}, {last.role if ago < 2 else 'far'}",
    ]
    if setting.speaks:
        found.append(f"speech verb, {last.role}")
    if not ago:
        found.append(f"same sentence, {last.role}, {setting.place}, {pronoun.kind}")
    return found


def _of_speaking(pronoun: Pronoun, setting: _Setting, rank: int, owner: int, mention: Mention) -> list[str]:
    """Returns what the model sees of who speaks: nobody calls himself he."""
    found = []
    if pronoun.quoted:
        found = ["speaks" if pronoun.by == owner else "another speaks" if pronoun.by is not None else "somebody speaks"]
    last, speaks = pronoun.last, "01"[setting.speaks]
    if last and last.owner == owner:
        ago = max(0, setting.sentence - pronoun.discourse.context.sentence_of(last.end))
        found += [
            f"spoke last {min(3, ago)}",
            f"spoke last {min(3, ago)} {pronoun.kind} {speaks} {'01'[setting.place == 'first']}",
            f"spoke last, rank {min(2, rank)} {speaks}",
            f"spoke last, {last.form}",
            f"spoke last, {last.form} {last.sure}",
            f"spoke last, {last.form} {speaks} {min(2, ago)}",
        ]
    elif mention.role not in ("speaker", "after a speech verb"):
        found.append(f"did not speak {speaks} {pronoun.kind}")
    return found


def _model() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_json("antecedent_weights.json")
    return found
