"""Candidates: the descriptions of an article, and the entities and fuller phrases that each can mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rusus.speakers import role_holders
from rusus.speakers.context import Context
from rusus.speakers.name_lists import name_lists, speaker_words
from rusus.speakers.role_holders import Holders
from rusus.standalone.complements import is_head, is_of_another, longest_phrase
from rusus.standalone.nouns import may_name, noun_class
from rusus.standalone.phrases import Tagged, is_described

DETERMINERS = frozenset(("the", "that", "this", "these", "those"))
_MOST_MODIFIERS = 3
"""Words between *the* and its noun: the *former Florida* governor."""
_SHORTEST = 3
"""Letters of the noun of a description."""
_MOST_NAMES, _MOST_ENTITIES = 120, 12
"""Names before a description that are looked at, and entities that it can mean: bound the cost."""
_MOST_PHRASES = 30
"""Earlier uses of a noun that are looked at: bounds the cost."""
_FARTHEST = 1500
"""Words back to the fuller phrase: bounds the cost."""
_MOST_KNOWN = 10_000
"""Words that were asked about: an archive has more than memory."""
_LONGEST_TIE, _LONGEST_APPOSITION, _LONGEST_PREDICATE = 4, 9, 7
"""Words between a noun and the name that it is tied to."""


class Description(NamedTuple):
    """*The* and a noun, with words between them: ``first`` is the token of *the*, ``head`` that of the noun.

    ``before`` holds the tokens with the same noun before it, ``holders`` who has which role, ``holder`` who has the
    role of this one by a rule, ``noun`` and ``modifiers`` its words in lower case, ``sort`` what the noun can name.
    ``context`` is the article that it stands in.
    """

    context: Context
    tagged: Tagged
    first: int
    head: int
    before: Sequence[int]
    holders: Holders
    holder: int | None
    noun: str
    sort: str
    modifiers: Sequence[str]


class Phrase(NamedTuple):
    """A phrase of the article, as tokens ``[first, stop)``, that says more than a description."""

    first: int
    stop: int


def read_descriptions(
    context: Context, holders: Holders, roles: Sequence[role_holders.Description]
) -> Iterator[Description]:
    """Yields the descriptions of an article that can mean something named or described before.

    ``holders`` say who has which role, ``roles`` are the descriptions of which a rule knows who has that role.
    """
    lowers = context.article.tokens.lowers
    tagged = Tagged(context, [""] * len(lowers))
    by_rule = {(each.first, each.stop): each.owner for each in roles}
    heads = list(_heads(context))
    places, done = _places(lowers, heads), -1
    for first, head in heads:
        noun = lowers[head]
        sort = noun_class(noun)
        if first == done or sort == "things" and places[noun][0] == head:
            continue
        holder = by_rule.get((first, head + 1))
        if (holder is not None or is_described(tagged, first, head)) and not _is_said_of(context, first, head):
            before, between = places[noun][: bisect_left(places[noun], head)], lowers[first + 1 : head]
            yield Description(context, tagged, first, head, before, holders, holder, noun, sort, between)
            done = first


def _heads(context: Context) -> Iterator[tuple[int, int]]:
    """Yields each *the* of an article with the words that can be its noun, in order."""
    words, lowers = context.article.tokens.words, context.article.tokens.lowers
    for first in [i for i, lower in enumerate(lowers) if lower in DETERMINERS]:
        for head in range(first + 1, min(first + _MOST_MODIFIERS + 2, len(lowers))):
            if lowers[head] in DETERMINERS or not lowers[head][0].isalnum():
                break
            if _is_asked(words[head]):
                yield first, head


def _places(lowers: Sequence[str], heads: Sequence[tuple[int, int]]) -> Mapping[str, list[int]]:
    """Returns where each of some nouns stands; ``heads`` are theirs."""
    found: dict[str, list[int]] = {lowers[head]: [] for _, head in heads}
    for i, lower in enumerate(lowers):
        if lower in found:
            found[lower].append(i)
    return found


@lru_cache(maxsize=_MOST_KNOWN)
def _is_asked(word: str) -> bool:
    """True if a word can be the noun of a description that means something else: no time, day or way."""
    lower = word.lower()
    if len(lower) < _SHORTEST or not (word == lower or lower in name_lists().titles):
        return False
    if not lower.replace("-", "").isalpha():  # a front-runner
        return False
    return lower not in speaker_words("no description") or noun_class(lower) != "things"


def _is_said_of(context: Context, first: int, head: int) -> bool:
    """True if the sentence itself says of whom a description is said: Roe is the mayor; Jane Roe, the mayor."""
    lowers = context.article.tokens.lowers
    if first and lowers[first - 1] in speaker_words("is"):
        return True
    if not first or lowers[first - 1] != "," or noun_class(lowers[head]) != "people":
        return False
    i = bisect_left(context.firsts, first) - 1
    return i >= 0 and context.name(i).last == first - 1 and context.entity(context.entities.owners[i]).kind == "person"


def named_before(description: Description) -> Mapping[int, Sequence[int]]:
    """Returns the entities that a description can mean, the one named last first, with its names before it."""
    context, noun = description.context, description.noun
    found: dict[int, list[int]] = {}
    passed = set[int]()
    for i in context.names_before(description.first, _MOST_NAMES):
        owner = context.entities.owners[i]
        if owner in found:
            found[owner].append(i)
        elif owner not in passed:
            if len(found) < _MOST_ENTITIES and may_name(context.entity(owner), noun):
                found[owner] = [i]
            else:
                passed.add(owner)
    return found


def fuller_phrases(description: Description) -> Sequence[Phrase]:
    """Returns the phrases before a description that have its noun and say more, each once, the last one first."""
    words = description.context.article.tokens.words
    found: dict[str, Phrase] = {}
    for at in description.before[-_MOST_PHRASES:]:
        if description.head - at <= _FARTHEST and is_head(description.tagged, at):
            phrase = _whole_phrase(description, at)
            from_determiner = (max(0, phrase.first - 1), at)
            if _says_more(description, phrase) and not is_of_another(description.tagged, from_determiner):
                found.setdefault(" ".join(words[phrase.first : phrase.stop]).lower(), phrase)
    return list(found.values())[::-1]


def _whole_phrase(description: Description, at: int) -> Phrase:
    """Returns the phrase of a noun from the last participle on: of a booklet containing new guidelines the last two."""
    first, stop = longest_phrase(description.tagged, at)
    lowers, determiners = description.context.article.tokens.lowers, speaker_words("determiners", "indefinite")
    for i in range(first, at):
        tag = description.tagged.tag(i)
        opens = i == first and not (i and lowers[i - 1] in determiners)
        if tag == "VBG" and i > first or tag in ("VBN", "VBG") and opens:
            first = i + 1
    return Phrase(first, stop)


def _says_more(description: Description, phrase: Phrase) -> bool:
    """True if a phrase has a word that a description lacks, and none of its names: the *Iran nuclear* deal."""
    tokens, (first, stop) = description.context.article.tokens, phrase
    named = [word for word in tokens.words[description.first + 1 : description.head] if word[0].isupper()]
    if not set(named).isdisjoint(tokens.words[first:stop]):
        return False
    known = {description.noun, *description.modifiers}
    empty = speaker_words("empty modifiers", "prepositions", "determiners")
    return any(lower[0].isalpha() and lower not in known and lower not in empty for lower in tokens.lowers[first:stop])


def tied_names(description: Description) -> Mapping[int, str]:
    """Returns the entities that the article has called by a noun: Our Fund, a group …; a group called Our Fund."""
    found: dict[int, str] = {}
    for at in description.before[-_MOST_PHRASES:]:
        for owner, tie in (*_tied_after(description.context, at), *_tied_before(description.context, at)):
            found.setdefault(owner, tie)
    return found


def _tied_after(context: Context, at: int) -> Iterator[tuple[int, str]]:
    """Yields the name behind a noun: the group Our Fund, a group called Our Fund."""
    lowers, after = context.article.tokens.lowers, at + 1
    while after < len(lowers) and after - at < _LONGEST_TIE and lowers[after] in speaker_words("ties"):
        after += 1
    i = bisect_left(context.firsts, after)
    begins = i < len(context.firsts) and context.firsts[i] - len(context.name(i).titles) == after
    if begins and context.sentence_of(after) == context.sentence_of(at):
        yield context.entities.owners[i], "after" if after == at + 1 else "tied"


def _tied_before(context: Context, at: int) -> Iterator[tuple[int, str]]:
    """Yields the name that a noun stands in apposition to, or is said of: Our Fund, a group; Our Fund is a group."""
    j = bisect_left(context.firsts, at) - 1
    if j < 0 or context.sentence_of(context.firsts[j]) != context.sentence_of(at):
        return
    opens, article, *rest = (*context.article.tokens.lowers[context.name(j).last : at], "", "")
    if article not in speaker_words("articles"):
        return
    if opens == "," and len(rest) < _LONGEST_APPOSITION and speaker_words("no apposition").isdisjoint(rest):
        yield context.entities.owners[j], "apposition"
    if opens in ("is", "was") and len(rest) < _LONGEST_PREDICATE:
        yield context.entities.owners[j], "is a"
