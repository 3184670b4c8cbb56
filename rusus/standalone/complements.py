"""Complements: what an article ties to a noun, *the estimate for the flood wall*, and leaves out from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from rusus.resources import read_lists, words
from rusus.speakers.name_lists import speaker_words
from rusus.standalone.phrases import MODIFIERS, NOUNS, Tagged

_LONGEST = 11
"""Words of a complement: *of the First International Police and Security Equipment Exhibition*."""
_MOST_USES, _FIRST_USES, _USES_SINCE = 30, 3, 1
"""Uses of a noun that are looked at, which bounds the cost; of these one of the first has the complement, and at most
one since lacks it. Read off 110 labelled descriptions (docs/lab/standalone.md)."""
_INSIDE = MODIFIERS | {"DT"}
_LINKS = frozenset(("at", "for", "from", "in", "of", "on"))
"""Prepositions with which a complement goes on: the attack on the embassy *in Cairo*, but not *after the vote*."""
_NO_OPENING = frozenset(("VBG",))
_VERBS = ("VB", "MD")
_AMONG = ("and", "or", "&")


def the_complement(tagged: Tagged, before: Sequence[int]) -> tuple[int, int] | None:
    """Returns the complement of a noun whose uses before are known, as tokens, if it has had only one."""
    uses = [at for at in before[-_MOST_USES:] if tagged.tag(at) in NOUNS]
    found = [(i, span) for i, at in enumerate(uses) if _is_listed(tagged, at) and (span := _complement(tagged, at))]
    lowers = tagged.context.article.tokens.lowers
    if len({tuple(lowers[first:stop]) for _, (first, stop) in found}) != 1:
        return None
    (i, span), (last, _) = found[0], found[-1]
    near = i < _FIRST_USES and len(uses) - 1 - last <= _USES_SINCE
    return span if near and _is_definite(tagged, uses[i]) and _stands_alone(tagged, span) else None


def longest_phrase(tagged: Tagged, at: int) -> tuple[int, int]:
    """Returns the longest phrase with a noun for its head: the nouns and adjectives before it, and its complement."""
    first, start = at, tagged.context.sentence_starts[tagged.context.sentence_of(at)]
    while first > start and tagged.tag(first - 1) in MODIFIERS:
        first -= 1
    if tagged.context.article.tokens.words[first] in ("'s", "’s", "'", "’"):
        first += 1
    tokens = tagged.context.article.tokens
    of = tokens.lowers[at + 1 : at + 2] == ["of"] and tokens.lowers[at] not in speaker_words("parts")
    complement = _complement(tagged, at) if of or _is_listed(tagged, at) else None
    return first, complement[1] if complement else at + 1


def is_head(tagged: Tagged, at: int) -> bool:
    """True if a noun is the head of its phrase: the bridge *plan*, but not the *bridge* plan."""
    return at + 1 == tagged.sentence_stop(at) or tagged.tag(at + 1) not in NOUNS


def is_of_another(tagged: Tagged, phrase: tuple[int, int]) -> bool:
    """True if the words of a phrase show that it is not the one that the article means: a similar operation."""
    return not speaker_words("of another one").isdisjoint(tagged.context.article.tokens.lowers[slice(*phrase)])


def _is_listed(tagged: Tagged, at: int) -> bool:
    """True if a preposition stands behind a noun that it ties to what it is about."""
    noun, *after = tagged.context.article.tokens.lowers[at : at + 2]
    return bool(after) and noun in _nouns().get(after[0], ())


def _complement(tagged: Tagged, at: int) -> tuple[int, int] | None:
    """Returns the preposition behind a noun and what it governs: for the flood wall, but not to be seen, on Monday."""
    tokens, stop = tagged.context.article.tokens, tagged.sentence_stop(at)
    if at + 2 >= stop:
        return None
    opens = tagged.tag(at + 2)
    if opens not in _INSIDE or opens in _NO_OPENING or _is_time(tokens.lowers[at + 2 : at + 5]):
        return None
    if tokens.lowers[at + 1] == "to" and opens == "NN":  # to top off their uniforms
        return None
    end, joined = at + 2, False
    while end < min(stop, at + 2 + _LONGEST):
        joins = not joined and _joins(tagged, at + 1, end, stop)
        if not joins and tagged.tag(end) not in _INSIDE and tokens.lowers[end] not in _LINKS:
            break
        end, joined = end + 1, joined or joins
    while tagged.tag(end - 1) not in NOUNS and end > at + 2:
        end -= 1
    return (at + 1, end) if end > at + 2 else None


def _joins(tagged: Tagged, opens: int, at: int, stop: int) -> bool:
    """True if *and* joins two parts of a complement: the airport and the station, but not the bridge and Reed left."""
    tokens = tagged.context.article.tokens
    if tokens.lowers[at] not in _AMONG:
        return False
    end = at + 1
    while end < stop and tagged.tag(end) in _INSIDE:
        end += 1
    between = tokens.lowers[opens] == "between"
    return end > at + 1 and (between or end == stop or not tagged.tag(end).startswith(_VERBS))


def _is_time(lowers: Sequence[str]) -> bool:
    """True if words say when: on Monday, for this fiscal year."""
    return not words("measured.txt", "times").isdisjoint(lowers) or lowers[0].isdecimal()


def _is_definite(tagged: Tagged, at: int) -> bool:
    """True if a phrase with a noun at its head is one thing: the council's estimate, a ban, but not many bans."""
    tokens, first = tagged.context.article.tokens, at
    start = tagged.context.sentence_starts[tagged.context.sentence_of(at)]
    while first > start and tagged.tag(first - 1) in MODIFIERS:
        if tagged.tag(first - 1) == "POS":
            return True
        first -= 1
    if is_of_another(tagged, (first, at)):
        return False
    return first > start and tokens.lowers[first - 1] in speaker_words("articles", "determiners")


def _stands_alone(tagged: Tagged, span: tuple[int, int]) -> bool:
    """True if a complement has no pronoun, which would need a name itself: the war with its neighbor."""
    return not any(tagged.tag(i).startswith("PRP") for i in range(*span))


@cache
def _nouns() -> Mapping[str, frozenset[str]]:
    """Returns the nouns that a preposition ties to what they are about: on: attack, ban, report."""
    lines = map(str.split, read_lists("speakers.txt")["nouns with complements"])
    return {preposition: frozenset(nouns) for preposition, *nouns in lines}
