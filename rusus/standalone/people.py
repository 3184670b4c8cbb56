"""People: whom pronouns mean, and the rest of the name where a surname stands alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rusus.language.tagger import usual_tag
from rusus.model import Resolved
from rusus.speakers.antecedents import Pronoun, Ranked, is_sure
from rusus.speakers.context import Context
from rusus.speakers.name_rules import Name

SURNAME_PROBABILITY = 0.99
"""82 of 82 labelled surnames of 24 articles were given the right name."""

_MOST_NAMES = 12
"""Names of a sentence that are looked at: bounds the cost."""

_IN_PASSING = 4
"""Times that somebody is named as often as another of the same surname who is not meant. Chosen by hand."""


def resolve_pronouns(context: Context, ranked: Sequence[tuple[Pronoun, Ranked]]) -> Iterator[Resolved]:
    """Yields the pronouns of whose person the article is sure, and whom their sentence has not named before them."""
    for pronoun, (owner, probability) in ranked:
        if pronoun.possessive and _named_later(context, pronoun.token):
            continue
        if owner is None or not is_sure(pronoun, probability) or is_named_before(context, owner, pronoun.token):
            continue
        name = context.entity(owner).name
        if pronoun.possessive:
            name += "’" if name.endswith("s") else "’s"
        mention = fullest_mention(context, owner)
        ours = context.article.token_span(pronoun.token, pronoun.token + 1)
        place = context.article.token_span(mention.first, mention.last)
        yield Resolved(ours.start, ours.end, ours.text, name, place, probability, "instead")


def is_named_before(context: Context, owner: int, token: int) -> bool:
    """True if a person is named in a sentence before a token: the sentence tells itself who is meant."""
    first = context.sentence_starts[context.sentence_of(token)]
    for i in context.names_before(token, _MOST_NAMES):
        if context.firsts[i] < first:
            return False
        if context.entities.owners[i] == owner:
            return True
    return False


def _named_later(context: Context, token: int) -> bool:
    """True if somebody is named after a comma behind a possessive: In his order, Curiel noted …"""
    firsts = [context.firsts[i] for i in names_beside(context, token)]
    return any(context.article.tokens.words[first - 1] == "," for first in firsts if first >= token)


def names_beside(context: Context, token: int) -> range:
    """Returns the names of the sentence of a token."""
    starts, here = context.sentence_starts, context.sentence_of(token)
    stop = starts[here + 1] if here + 1 < len(starts) else len(context.article.tokens)
    return range(bisect_left(context.firsts, starts[here]), bisect_left(context.firsts, stop))


def fullest_mention(context: Context, owner: int) -> Name:
    """Returns the first mention of somebody by the fullest name."""
    full = tuple(context.entity(owner).name.split())
    mentions = [context.name(i) for i in context.entity(owner).mentions]
    whole = next((name for name in mentions if name.words == full), None)
    return whole or max(mentions, key=lambda name: (len(name.words), -name.first))


def resolve_surnames(context: Context) -> Iterator[Resolved]:
    """Yields the surnames that stand alone, of people whose full name stands elsewhere: *[Priya] Nair said*."""
    holders = _surnames(context)
    fullest: dict[int, Name] = {}
    for i, name in enumerate(context.entities.names):
        owner = context.entities.owners[i]
        entity = context.entity(owner)
        if len(name.words) > 1 or entity.kind != "person":
            continue
        if not _is_the_only(context, owner, name, holders[name.surname.lower()]):
            continue
        if owner not in fullest:
            fullest[owner] = fullest_mention(context, owner)
        full = fullest[owner]
        before = _words_before(full, name.words[0])
        if before and not _is_modifier(context, name) and not _is_named_fully(context, owner, name):
            place = context.article.token_span(full.first, full.last)
            ours = context.article.token_span(name.first, name.last)
            text = " ".join(before)
            yield Resolved(ours.start, ours.end, ours.text, text, place, SURNAME_PROBABILITY, "before")


def _is_the_only(context: Context, owner: int, name: Name, holders: set[int]) -> bool:
    """True if nobody else with the surname can be meant: Mr Cruz is not Heidi Cruz, nor somebody named in passing."""
    mine = context.entity(owner)
    for other in (context.entity(each) for each in holders if each != owner):
        differs = name.gender and other.gender and name.gender != other.gender
        if not differs and len(mine.mentions) < _IN_PASSING * len(other.mentions):
            return False
    return True


def _is_modifier(context: Context, name: Name) -> bool:
    """True if a noun follows a name: the Trump administration."""
    tokens, last = context.article.tokens, name.last
    after = tokens.lowers[last] if last < len(tokens) else ""
    return after.isalpha() and usual_tag(after) in ("NN", "NNS")


def _surnames(context: Context) -> dict[str, set[int]]:
    """Returns which people, or names of unknown kind, have each surname."""
    found: dict[str, set[int]] = {}
    for name, owner in zip(context.entities.names, context.entities.owners):
        found.setdefault(name.surname.lower(), set()).add(owner)
    return found


def _words_before(full: Name, surname: str) -> tuple[str, ...]:
    """Returns the words of a full name before its surname; none where it does not hold it: Al of Alan Reed."""
    return full.words[: full.words.index(surname)] if surname in full.words else ()


def _is_named_fully(context: Context, owner: int, name: Name) -> bool:
    """True if the sentence of a surname holds a longer name of the same person, or the same surname before it."""
    for i in names_beside(context, name.first):
        other = context.name(i)
        if context.entities.owners[i] == owner and (len(other.words) > 1 or other.first < name.first):
            return True
    return False
