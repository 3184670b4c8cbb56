"""What a model sees of a description, of the entities and phrases that it can mean, and of nothing among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from math import exp
from typing import NamedTuple

from rusus.language.tagger import usual_tag
from rusus.speakers.entities import Entity
from rusus.speakers.name_lists import speaker_words, title_forms
from rusus.standalone.candidates import Description, Phrase, tied_names
from rusus.standalone.nouns import entity_class, known_kind, noun_gender, press_words
from rusus.text.linear_model import total

_SHARES = (0.1, 0.2, 0.35, 0.5, 0.8)
"""Shares of the mentions of all candidates, between which the main one is told from the others."""
_AGO = (0, 1, 2, 4, 8)
"""Sentences back, between which near mentions are told from far ones."""
_PLACES = (0.0, 0.3, 0.6)
"""Shares of the mentions behind *in* or *to*, between which places are told from others."""
_LEAD, _SUBJECT = 3, 4
"""Sentences of the head of an article, and words of a sentence in which a name is its subject."""
_NEAR_BEFORE, _NEAR_AFTER, _FIRST_MENTIONS = 5, 10, 4
"""Words around the first names of an entity in which it is described: the *Florida* senator Roe."""
_BUSINESS, _LAST_MENTIONS = 4, 3
"""Words around the last names of an entity that may be those of a company."""


class Candidate(NamedTuple):
    """What a description can mean: an entity, or a fuller phrase; neither for nothing that the article names.

    A phrase that ends in the name of an entity means that entity.
    """

    owner: int | None
    phrase: Phrase | None
    features: tuple[str, ...]

    @property
    def meant(self) -> int | Phrase | None:
        """The entity or the phrase."""
        return self.phrase if self.owner is None else self.owner


class _Seen(NamedTuple):
    """What is the same for all candidates of a description, and looked up once.

    ``words`` are those of the names in lower case, ``here`` is the sentence of the description, ``whole`` who has been
    named with all words of it for a role, ``earliest`` the token at which each of those who have it anywhere is first
    named so. ``named_held``, ``tied``, ``last`` and ``known`` count candidates who have the role, are tied to the noun,
    end with it and are known to be of its kind, up to two.
    """

    named: Mapping[int, Sequence[int]]
    words: Mapping[int, Sequence[str]]
    here: int
    fits: Mapping[int, str]
    best: str
    holders: set[int]
    named_held: int
    whole: set[int]
    earliest: Mapping[int, int]
    ties: Mapping[int, str]
    tied: int
    total: int
    last: int
    kinds: Mapping[int, str]
    known: int


def _look(description: Description, named: Mapping[int, Sequence[int]]) -> _Seen:
    """Returns what is the same for all candidates; ``named`` are the entities that can be meant."""
    context, noun = description.context, description.noun
    fits = {owner: fitting(description, mentions) for owner, mentions in named.items()}
    best = next((each for each in ("all", "some", "none") if each in fits.values()), "-")
    names = {owner: context.entity(owner).name for owner in named}
    words = {owner: name.lower().split() for owner, name in names.items()}
    kinds = {owner: known_kind(name, noun) for owner, name in names.items()}
    whole = description.holders.get(" ".join((*description.modifiers, noun)), ()) if description.modifiers else ()
    earliest: dict[int, int] = {}
    for first, owner in _held(description):
        earliest[owner] = min(first, earliest.get(owner, first))
    holders, ties = holders_before(description), tied_names(description)
    return _Seen(
        named,
        words,
        context.sentence_of(description.first),
        fits,
        best,
        holders,
        min(2, len(holders & named.keys())),
        {owner for first, owner in whole if first < description.first},
        earliest,
        ties,
        min(2, len(ties)),
        sum(map(len, named.values())),
        min(2, len([each for each in words.values() if each[-1] == noun])),
        kinds,
        min(2, list(kinds.values()).count("yes")),
    )


def candidates(
    description: Description, phrases: Sequence[Phrase], named: Mapping[int, Sequence[int]]
) -> list[Candidate]:
    """Returns nothing, and each entity and fuller phrase before a description; [] where there is none.

    ``named`` are the entities that it can mean, the one named last first, with their names.
    """
    if not named and not phrases:
        return []
    seen = _look(description, named)
    found = [Candidate(None, None, tuple(_of_nothing(description, seen, len(phrases))))]
    for rank, owner in enumerate(named):
        kind = entity_class(description.context.entity(owner))
        features = (*_of_entity(description, seen, owner, kind), *_of_rank(description, seen, owner, kind, rank))
        found.append(Candidate(owner, None, features))
    for rank, phrase in enumerate(phrases):
        owner_of = _named_by(description, phrase, named)
        found.append(Candidate(owner_of, phrase, tuple(_of_phrase(description, phrase, rank, len(phrases)))))
    return found


def _named_by(description: Description, phrase: Phrase, named: Mapping[int, Sequence[int]]) -> int | None:
    """Returns the entity whose name ends a phrase, if it can be meant: the *Foreign Ministry*; None where none does."""
    context = description.context
    i = bisect_left(context.firsts, phrase.stop) - 1
    ends = i >= 0 and context.name(i).last == phrase.stop and context.firsts[i] >= phrase.first
    return context.entities.owners[i] if ends and context.entities.owners[i] in named else None


def shares(options: Sequence[Candidate], weights: Mapping[str, float]) -> Mapping[int | Phrase | None, float]:
    """Returns the probability of each thing that is meant by some options: a softmax, not calibrated."""
    scores = [total(weights, option.features) for option in options]
    best, found = max(scores), dict[int | Phrase | None, float]()
    parts = [exp(score - best) for score in scores]
    whole = sum(parts)
    for option, part in zip(options, parts, strict=True):
        found[option.meant] = found.get(option.meant, 0.0) + part / whole
    return found


def _of_nothing(description: Description, seen: _Seen, phrases: int) -> Iterator[str]:
    """Yields what speaks for a description that the article does not explain; ``phrases`` are counted."""
    sort, first, tokens = description.sort, description.first, description.context.article.tokens
    yield f"nothing {sort}"
    yield f"nothing noun {description.noun}"
    yield f"nothing quoted {'01'[description.context.is_quoted(first)]}"
    number = "plural" if description.tagged.tag(description.head) == "NNS" else tokens.lowers[first]
    yield f"nothing {number} {sort}"
    yield f"nothing modifiers {min(2, len(description.modifiers))} {sort}"
    if description.modifiers:
        yield f"nothing modifier {description.modifiers[-1]}"
        yield f"nothing modifier like {'01'[tokens.words[description.head - 1][0].isupper()]} {sort}"
    yield f"nothing before {min(3, len(description.before))}"
    yield f"nothing sentence {bisect_right(_AGO, seen.here)}"
    yield f"nothing named {min(4, len(seen.named))} {sort}"
    yield f"nothing last {seen.last} {sort}"
    if seen.known:
        yield f"nothing known {sort}"
    yield f"nothing phrases {min(3, phrases)} {sort}"
    yield f"nothing holders {min(3, len(seen.holders))} {sort}"
    introduced = sum(tokens.lowers[i - 1] in speaker_words("indefinite") for i in description.before if i)
    yield f"nothing introduced {min(2, introduced)}"
    before, after = tokens.lowers[first - 1] if first else "", tokens.lowers[description.head + 1]
    yield f"nothing after {usual_tag(before, 'mark') if before.isalpha() else 'mark'}"
    yield f"nothing then {usual_tag(after, 'mark')}"
    if after in speaker_words("after a description"):
        yield f"nothing then {after}"


def _of_entity(description: Description, seen: _Seen, owner: int, kind: str) -> list[str]:
    """Returns what the model sees of an entity and its role."""
    sort, noun, entity = description.sort, description.noun, description.context.entity(owner)
    words, fits, known = seen.words[owner], seen.fits[owner], seen.kinds[owner]
    match = "last" if words[-1] == noun else "inside" if noun in words else "no"
    role = _role(description, seen, owner)
    share = bisect_right(_SHARES, len(seen.named[owner]) / seen.total)
    found = [kind, f"word {match}", f"role {role}", f"modifiers {fits}", f"share {share}"]
    found += [f"{sort} {each}" for each in found]
    found.append(f"{sort} gender {_gender(noun, entity)}")
    if match == "last":
        found += (f"word last of {seen.last}", f"{sort} word last of {seen.last}, modifiers {fits}")
    if sort == "people" and (called := press_words(entity.name)):
        telling = set(description.modifiers) - speaker_words("empty modifiers")
        found.append(f"called {'01'[noun in called]}")
        found.append(f"called {'01'[noun in called]}, modifiers {_share(telling, called) if telling else '-'}")
    if known:
        found += (f"known {known} of {seen.known}", f"{sort} known {known}")
    found += (
        f"{sort} {role} {match}, modifiers {fits}",
        f"{sort} share {share} role {role}",
        f"role {role[:4]} of {seen.named_held}",
        f"fits {fits} best {seen.best}",
    )
    if seen.ties:
        found.append(f"{sort} {'tied' if owner in seen.ties else 'others tied'}")
    if owner in seen.ties:
        found += (f"tied {seen.ties[owner]}", f"tied of {seen.tied}")
    if owner == description.holder:
        found += ("holder", f"holder {sort}")
    elif description.holder is not None:
        found.append("another holder")
    return found


def _of_rank(description: Description, seen: _Seen, owner: int, kind: str, rank: int) -> list[str]:
    """Returns what the model sees of where an entity has been named."""
    context, sort, mentions = description.context, description.sort, seen.named[owner]
    lowers, firsts = context.article.tokens.lowers, context.firsts
    last, before_places = firsts[mentions[0]], speaker_words("before places")
    at = context.sentence_of(last)
    ago = seen.here - at
    found = [f"rank {min(4, rank)}", f"rank {min(2, rank)} of {min(3, len(seen.named))}"]
    found.append(f"ago {bisect_right(_AGO, ago)}")
    found += [f"{sort} {each}" for each in found]
    if context.sentence_of(firsts[mentions[-1]]) < _LEAD:
        found.append(f"{sort} in the lead")
    if context.is_quoted(last):
        found.append(f"{sort} quoted")
    found.append(f"{sort} {'subject' if last - context.sentence_starts[at] < _SUBJECT else 'later'} {min(2, ago)}")
    placed = len([i for i in mentions if lowers[firsts[i] - 1] in before_places])
    found.append(f"{sort} {kind} after in {bisect_right(_PLACES, placed / len(mentions))}")
    if last and lowers[last - 1] == "the":
        found.append(f"{sort} the")
    if sort == "companies":
        near = set[str]()
        for i in mentions[-_LAST_MENTIONS:]:
            near.update(lowers[max(0, firsts[i] - _BUSINESS) : context.name(i).last + _BUSINESS + 1])
        found.append(f"business {min(2, len(near & speaker_words('business')))}")
    return found


def holders_before(description: Description) -> set[int]:
    """Returns who has been named with the noun of a description for a role before it."""
    return {owner for first, owner in _held(description) if first < description.first}


def _held(description: Description) -> Iterator[tuple[int, int]]:
    """Yields where somebody is named with the noun of a description, or another form of it, for a role, and who."""
    for form in (description.noun, *title_forms().get(description.noun, ())):
        yield from description.holders.get(form, ())


def _role(description: Description, seen: _Seen, owner: int) -> str:
    """Returns how the article has said that an entity has the role of a description."""
    if owner in seen.whole:
        return "whole"
    if owner not in seen.earliest:
        return "none"
    early = "before" if seen.earliest[owner] < description.first else "later"
    return f"{early}, others {min(2, len(seen.holders) - (owner in seen.holders))}"


def _gender(noun: str, entity: Entity) -> str:
    """Returns whether a noun for a man or a woman agrees with a name."""
    return "any" if not noun_gender(noun) else "agrees" if entity.gender else "unknown"


def fitting(description: Description, mentions: Sequence[int]) -> str:
    """Returns how many of the words between *the* and the noun stand beside one of the first names of an entity."""
    context, wanted = description.context, set(description.modifiers)
    if not wanted:
        return "-"
    lowers, found = context.article.tokens.lowers, set[str]()
    for i in mentions[-_FIRST_MENTIONS:]:
        stop = min(context.name(i).last + _NEAR_AFTER, description.first)
        found |= wanted.intersection(lowers[max(0, context.firsts[i] - _NEAR_BEFORE) : stop])
    return _share(wanted, found)


def _share(wanted: Set[str], found: Set[str]) -> str:
    near = len(wanted & found)
    return "all" if near == len(wanted) else "some" if near else "none"


def _of_phrase(description: Description, phrase: Phrase, rank: int, count: int) -> Iterator[str]:
    """Yields what the model sees of a fuller phrase."""
    context, tokens, tagged = description.context, description.context.article.tokens, description.tagged
    at = next(i for i in description.before if phrase.first <= i < phrase.stop)
    opens = phrase.first == context.sentence_starts[context.sentence_of(phrase.first)]
    named = any(tokens.words[i][0].isupper() for i in range(phrase.first + opens, phrase.stop))
    kind, inside = _determined("" if opens else tokens.lowers[phrase.first - 1]), set(tokens.lowers[slice(*phrase)])
    first = phrase.first <= description.before[0] < phrase.stop
    yield "phrase"
    yield f"phrase {description.sort}"
    yield f"phrase rank {min(3, rank)} of {min(3, count)}"
    yield f"phrase {kind}, {'01'[named]} name"
    yield f"phrase {kind} first {'01'[first]}"
    yield f"phrase {kind} first {'01'[first]} of {min(3, count)} {'01'[named]}"
    yield f"phrase modified {'01'[at > phrase.first]} {'01'[phrase.stop - 1 > at]}"
    yield f"phrase ago {bisect_right(_AGO, context.sentence_of(description.first) - context.sentence_of(phrase.first))}"
    since = len(description.before) - bisect_left(description.before, phrase.stop)
    yield f"phrase since {min(3, since)}"
    yield f"phrase proper {'01'[tokens.words[at][0].isupper()]} {'01'[named]}"
    yield f"phrase length {min(5, phrase.stop - phrase.first)}"
    if "VBG" in [tagged.tag(i) for i in range(phrase.first + 1, at)]:
        yield "phrase with a participle"
    if context.is_quoted(phrase.first):
        yield "phrase quoted"
    yield from _of_modifiers(description, inside)


def _of_modifiers(description: Description, inside: set[str]) -> Iterator[str]:
    """Yields how the words of a phrase go with those between *the* and the noun: a *big* deal, the *other* deal."""
    if not description.modifiers:
        return
    yield f"phrase modifiers {_share(set(description.modifiers), inside)}"
    telling = [lower for lower in description.modifiers if lower not in speaker_words("empty modifiers")]
    if not telling:
        yield f"phrase empty modifier {description.modifiers[0]}"
    elif inside.isdisjoint(telling):
        words = description.context.article.tokens.words[description.first + 1 : description.head]
        yield f"phrase has other modifiers {'01'[any(word[0].isupper() for word in words)]}"


def _determined(determiner: str) -> str:
    """Returns what stands before a phrase: a, the, another word, or a mark or nothing."""
    if determiner in speaker_words("indefinite"):
        return "a"
    if determiner in speaker_words("determiners"):
        return "the"
    return "many" if determiner.isalpha() else "mark"
