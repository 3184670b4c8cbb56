"""Descriptions: the name that the article gives to *the governor*, and the fuller words for *the deal*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rusus.model import Resolved
from rusus.quantities.rules import decide
from rusus.resources import read_lists
from rusus.speakers.context import Context
from rusus.speakers.name_lists import name_lists, speaker_words
from rusus.speakers.name_rules import Name
from rusus.speakers.role_holders import Description
from rusus.standalone.people import fullest_mention
from rusus.standalone.phrases import Tagged, ends_phrase, longest_phrase

ROLE_PROBABILITY = 0.95
"""25 of 26 labelled descriptions by the role of the person who has it meant that person, in articles that were seen."""
PHRASE_PROBABILITY = 0.92
"""23 of 24 labelled ones with one fuller phrase, and 55 of 60 more that were read, in articles that were seen."""
_FARTHEST = 1500
"""Words back to the fuller phrase: bounds the cost."""
_MOST_NAMES = 200
"""Names before a description in which a company is looked for: bounds the cost."""
DETERMINERS = frozenset(("the", "that", "this"))
_MAIN_COUNTRY = 0.7
"""Share of all countries that are named, from which one of them is the country. Chosen by hand."""
_SHORTEST = 3
"""Letters of the head of a description."""


class Head(NamedTuple):
    """A noun that is described with *the*, and the tokens with the same noun before it."""

    tagged: Tagged
    at: int
    before: Sequence[int]

    @property
    def noun(self) -> str:
        """The noun in lower case."""
        return self.tagged.context.article.tokens.lowers[self.at]


class Phrase(NamedTuple):
    """A phrase of the article, as tokens ``[first, stop)``, that says more than a description."""

    first: int
    stop: int


def resolve_descriptions(context: Context, roles: Sequence[Description]) -> Iterator[Resolved]:
    """Yields *the* and a noun where one person has that role, or one longer phrase before it says more."""
    yield from _by_role(context, roles)
    taken = {token for each in roles for token in range(each.first, each.stop)}
    tokens, tagged = context.article.tokens, Tagged(context)
    seen: dict[str, list[int]] = {}
    for i, lower in enumerate(tokens.lowers):
        before = seen.setdefault(lower, [])
        opened = i and tokens.lowers[i - 1] in DETERMINERS and tokens.words[i] == lower and i not in taken
        if opened and lower.isalpha() and len(lower) >= _SHORTEST and _is_asked(tagged, i):
            decided = decide(PHRASE_RULES, Head(tagged, i, before))
            if decided and isinstance(decided[0], Phrase):
                yield _with_phrase(context, i, decided[0])
        before.append(i)


def _is_asked(tagged: Tagged, head: int) -> bool:
    """True if a noun ends its phrase, outside quotations, and is none that means something else each time."""
    noun = tagged.context.article.tokens.lowers[head]
    return (
        noun not in speaker_words("no description") and not tagged.context.is_quoted(head) and ends_phrase(tagged, head)
    )


def _by_role(context: Context, descriptions: Sequence[Description]) -> Iterator[Resolved]:
    """Yields the persons who have a role, where the sentence does not name them: *the governor [Jane Roe]*."""
    if not descriptions:
        return
    named = {(context.sentence_of(first), owner) for first, owner in zip(context.firsts, context.entities.owners)}
    fullest: dict[int, Name] = {}
    for first, stop, owner in descriptions:
        after = context.article.tokens.lowers[stop : stop + 1]
        known = (context.sentence_of(first), owner) in named
        if known or not speaker_words("after a description").isdisjoint(after):
            continue
        full = fullest.get(owner) or fullest.setdefault(owner, fullest_mention(context, owner))
        ours, place = context.article.token_span(first, stop), context.article.token_span(full.first, full.last)
        name = context.entity(owner).name
        yield Resolved(ours.start, ours.end, ours.text, name, place, ROLE_PROBABILITY, "after")


def _with_phrase(context: Context, head: int, phrase: Phrase) -> Resolved:
    ours = context.article.token_span(head - 1, head + 1)
    place = context.article.token_span(phrase.first, phrase.stop)
    text = " ".join(place.text.split())
    return Resolved(ours.start, ours.end, ours.text, text, place, PHRASE_PROBABILITY, "after")


# The fuller phrase for a description; False where there is none.


def a_person(head: Head) -> bool | None:
    """The teacher: which of the people of an article it is, the noun does not tell."""
    return False if head.noun in name_lists().titles or head.noun.endswith(_person_endings()) else None


def the_company(head: Head) -> Phrase | bool | None:
    """The company, where one is named: Acme Corp."""
    if head.noun not in speaker_words("companies"):
        return None
    context, endings = head.tagged.context, speaker_words("company endings")
    before = context.names_before(head.at, _MOST_NAMES)
    named = {context.entities.owners[i] for i in before if context.name(i).words[-1].lower() in endings}
    if len(named) != 1:
        return False
    name = context.name(context.entity(named.pop()).mentions[0])
    return _elsewhere(head, Phrase(name.first, name.last))


def the_country(head: Head) -> Phrase | bool | None:
    """The country, where one is named, or far more often than all others: Norway."""
    if head.noun not in speaker_words("countries"):
        return None
    first, forms = max(0, head.at - _FARTHEST), countries()
    lowers = head.tagged.context.article.tokens.lowers[first : head.at]
    named = Counter(forms[lower] for lower in lowers if lower in forms)
    country = max(named, key=named.__getitem__, default="")
    at = next((i for i, lower in enumerate(lowers, first) if lower == country), None)
    if at is None or named[country] < _MAIN_COUNTRY * named.total():
        return False
    return _elsewhere(head, Phrase(at, at + 1))


def the_only_phrase(head: Head) -> Phrase | bool | None:
    """The deal: the Iran nuclear deal, where no other deal is described."""
    found = list(_fuller(head).values())
    if len(found) != 1 or not _is_modified(head, found[0]):
        return None
    sure = _holds_a_name(head, found[0]) or _is_introduced(head, found[0])
    return _elsewhere(head, found[0]) if sure else None


PHRASE_RULES: tuple[Callable[[Head], Phrase | bool | None], ...] = (a_person, the_company, the_country, the_only_phrase)


def _fuller(head: Head) -> dict[str, Phrase]:
    """Returns the longer phrases with a noun before it, the first of each."""
    words = head.tagged.context.article.tokens.words
    found: dict[str, Phrase] = {}
    for at in head.before:
        if head.at - at <= _FARTHEST and words[at - 1 : at] not in (["the"], ["The"]):
            first, stop = longest_phrase(head.tagged, at)
            if stop - first > 1:
                found.setdefault(" ".join(words[first:stop]).lower(), Phrase(first, stop))
    return found


def _elsewhere(head: Head, phrase: Phrase) -> Phrase | bool:
    """Returns a phrase of another sentence, False for one of the sentence itself."""
    context = head.tagged.context
    return phrase if context.sentence_of(phrase.first) != context.sentence_of(head.at) else False


def _holds_a_name(head: Head, phrase: Phrase) -> bool:
    """True if a phrase has a name in it and is all of its kind: the Iran nuclear deal, but not many Iran deals."""
    words, opens = head.tagged.context.article.tokens.words, _opens_sentence(head, phrase)
    named = any(words[i][0].isupper() for i in range(phrase.first + opens, phrase.stop))
    determined = words[phrase.first - 1].lower() in speaker_words("determiners")
    return named and (determined or words[phrase.stop - 1][0].isupper())


def _is_introduced(head: Head, phrase: Phrase) -> bool:
    """True if a phrase with *a* holds the first mention of its noun: a giant wall."""
    words, opens = head.tagged.context.article.tokens.words, _opens_sentence(head, phrase)
    indefinite = not opens and words[phrase.first - 1].lower() in speaker_words("indefinite")
    return indefinite and phrase.first <= head.before[0] < phrase.stop


def _opens_sentence(head: Head, phrase: Phrase) -> bool:
    """True if a phrase is the beginning of its sentence, where a capital tells nothing."""
    context = head.tagged.context
    return phrase.first == context.sentence_starts[context.sentence_of(phrase.first)]


def _is_modified(head: Head, phrase: Phrase) -> bool:
    """True if words of a phrase stand before its noun, or a name behind it: a big deal, the shooting of Jane Roe.

    A change of heart is only a change, and a booklet containing guidelines no kind of guidelines.
    """
    words = head.tagged.context.article.tokens.words
    tags = [head.tagged.tag(i) for i in range(phrase.first, phrase.stop)]
    at = next(i for i in head.before if phrase.first <= i < phrase.stop)
    if "VBG" in tags[1 : at - phrase.first]:
        return False
    return at > phrase.first or any(words[i][0].isupper() for i in range(at + 1, phrase.stop))


def _person_endings() -> tuple[str, ...]:
    return tuple(speaker_words("person endings"))


@cache
def countries() -> Mapping[str, str]:
    """Returns the words for countries, their people and places, with the first word of each line, the country."""
    lines = [line.split() for line in read_lists("event_words.txt")["country"]]
    return {form: line[0] for line in lines for form in line}
