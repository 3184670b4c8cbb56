"""What a description means where a rule can tell: the only governor, the only company, the only deal.

A rule names an entity by its index or a phrase, or says False where two fit equally well or nothing does; None leaves
the description to the ranker.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from rusus.resources import read_lists
from rusus.rules import once
from rusus.speakers.context import Context
from rusus.speakers.name_lists import name_lists, speaker_words, title_forms
from rusus.standalone.candidates import Description, Phrase, fuller_phrases, named_before
from rusus.standalone.complements import the_complement
from rusus.standalone.description_features import fitting, holders_before
from rusus.standalone.nouns import entity_class

_NAMED_ALIKE: Mapping[str, Sequence[str]] = {
    "companies": ("company", "body"), "bodies": ("company", "body", "acronym"), "places": ("state", "unknown"),
}  # fmt: skip
"""Classes of nouns, and classes of entities of which two can fit equally well."""
_LAST_NAMED = 2
"""Entities named last that are compared."""
_FARTHEST = 1500
"""Words back to the name of a country: bounds the cost."""
_MOST_NAMES = 200
"""Names before a description in which a company is looked for: bounds the cost."""
_MAIN_COUNTRY = 0.7
"""Share of all countries that are named, from which one of them is the country. Chosen by hand."""
_BEFORE_DATES = frozenset(("in", "on"))
_PAST = frozenset(("VBD", "VBN"))
_YEAR = 4
"""Digits of a year."""


class Asked:
    """A description, and the names and fuller phrases before it, which are looked for when a rule asks for them."""

    def __init__(self, description: Description) -> None:
        self.description = description

    @once
    def phrases(self) -> Sequence[Phrase]:
        """The fuller phrases, the last one first."""
        return fuller_phrases(self.description)

    @once
    def named(self) -> Mapping[int, Sequence[int]]:
        """The entities that it can mean, the one named last first, with their names."""
        return named_before(self.description)


Verdict = int | Phrase | bool
"""The entity or the phrase that is meant, False for none."""


def the_holder(asked: Asked) -> Verdict | None:
    """The governor: the one person who has that role, or the one named far more often than the others."""
    description = asked.description
    after = description.context.article.tokens.lowers[description.head + 1]
    known = after in speaker_words("after a description") or description.holder is None
    return None if known else description.holder


def another_one(asked: Asked) -> Verdict | None:
    """The next president is nobody yet."""
    return None if speaker_words("of nobody yet").isdisjoint(asked.description.modifiers) else False


def another_office(asked: Asked) -> Verdict | None:
    """The prime minister, where the article has named only the deputy prime minister."""
    description, others = asked.description, speaker_words("not the holder")
    if description.sort != "people" or not others.isdisjoint(description.modifiers):
        return None
    titles = (description.noun, *title_forms().get(description.noun, ()))
    for role, held in description.holders.items():
        first, last = role.partition(" ")[0], role.rpartition(" ")[2]
        if first in others and last in titles and held[0][0] < description.first:
            return False
    return None


def one_of_several_holders(asked: Asked) -> Verdict | None:
    """The mayor, of two towns whose mayors were named last in one sentence, and as often."""
    description, holders = asked.description, holders_before(asked.description)
    if len(holders) < _LAST_NAMED or description.modifiers:
        return None
    context = description.context
    before = [[i for i in context.entity(owner).mentions if context.firsts[i] < description.first] for owner in holders]
    last = sorted((context.sentence_of(context.firsts[mentions[-1]]), len(mentions)) for mentions in before)
    return False if last[-1] == last[-_LAST_NAMED] else None


def another_role(asked: Asked) -> Verdict | None:
    """The education secretary is not the defense secretary."""
    description = asked.description
    telling = [lower for lower in description.modifiers if lower not in speaker_words("empty modifiers")]
    if not telling:
        return None
    context = description.context
    for owner in holders_before(description):
        mentions = [i for i in context.entity(owner).mentions if context.firsts[i] < description.first]
        if fitting(description, mentions[::-1]) != "none":
            return None
    return False if holders_before(description) else None


def the_company(asked: Asked) -> Verdict | None:
    """The company, where one is named by its ending: Acme Corp."""
    description, endings = asked.description, speaker_words("company endings")
    if description.sort != "companies":
        return None
    context = description.context
    before = context.names_before(description.first, _MOST_NAMES)
    names = ((i, context.name(i).words) for i in before)
    named = {context.entities.owners[i] for i, words in names if len(words) > 1 and words[-1].lower() in endings}
    return named.pop() if len(named) == 1 else None


def the_country(asked: Asked) -> Verdict | None:
    """The country, where one is named, or far more often than all others: Norway."""
    description = asked.description
    if description.sort != "countries":
        return None
    context, forms = description.context, countries()
    lowers = context.article.tokens.lowers
    begin = max(0, description.first - _FARTHEST)
    before = [i for i, lower in enumerate(lowers[begin : description.first], begin) if lower in forms]
    named = [(forms[lowers[i]], i) for i in before if not _is_in_name_of_person(context, i)]
    counts = Counter(country for country, _ in named)
    country = max(counts, key=counts.__getitem__, default="")
    at = next((i for name, i in named if name == lowers[i] == country), None)
    if at is None or counts[country] < _MAIN_COUNTRY * counts.total():
        return False
    here = context.sentence_starts[context.sentence_of(description.first)]
    told = any(name == country and i >= here for name, i in named)
    second = at > 0 and f"{lowers[at - 1]}+{lowers[at]}" in speaker_words("countries of two words")
    return False if told else Phrase(at - second, at + 1)  # New Zealand, Sri Lanka


def goes_on(asked: Asked) -> Verdict | None:
    """The deal in Vienna is another deal; the deal in May is not."""
    description = asked.description
    tokens, after = description.context.article.tokens, description.head + 1
    if description.sort in ("people", "places") or tokens.lowers[after] not in speaker_words("after a description"):
        return None
    dated = tokens.lowers[after] in _BEFORE_DATES and _is_date(tokens.words[after + 1 : after + 2])
    return None if dated else False


def the_only_phrase(asked: Asked) -> Verdict | None:
    """The deal: the Iran nuclear deal, where no other deal is described."""
    description = asked.description
    if description.modifiers or description.sort != "things" or len(asked.phrases) != 1:
        return None
    found = asked.phrases
    modified = _is_modified(description, found[0])
    return (
        found[0]
        if modified and (_holds_a_name(description, found[0]) or _is_introduced(description, found[0]))
        else None
    )


def its_complement(asked: Asked) -> Verdict | None:
    """The original estimate: the estimate for the flood wall, where the article ties nothing else to that noun."""
    description = asked.description
    if description.sort != "things" or not speaker_words("of the same one").issuperset(description.modifiers):
        return None
    if _is_told_apart(description):
        return None
    span = the_complement(description.tagged, description.before)
    return Phrase(span[0] - 1, span[1]) if span else None


def two_phrases(asked: Asked) -> Verdict | None:
    """The deal: the Iran nuclear deal and the Cuba trade deal, of one sentence."""
    if asked.description.modifiers or len(asked.phrases) < _LAST_NAMED:
        return None
    last, before = (asked.description.context.sentence_of(phrase.first) for phrase in asked.phrases[:_LAST_NAMED])
    return False if last == before else None


def two_names(asked: Asked) -> Verdict | None:
    """The city: Leeds and York, named last in one sentence, and as often; the group: two funds."""
    description = asked.description
    if description.sort not in _NAMED_ALIKE:
        return None
    kinds, context = _NAMED_ALIKE[description.sort], description.context
    named = [(*_looks(description, owner), mentions) for owner, mentions in asked.named.items()]
    last = [
        (kind, has_noun, len(mentions), context.sentence_of(context.firsts[mentions[0]]))
        for kind, has_noun, mentions in named
        if kind in kinds
    ][:_LAST_NAMED]
    return False if len(last) == _LAST_NAMED and len(set(last)) == 1 else None


def _looks(description: Description, owner: int) -> tuple[str, bool]:
    """Returns what tells an entity from another: its class, and whether its name has the noun of a description."""
    entity = description.context.entity(owner)
    return entity_class(entity), description.noun in entity.name.lower().split()


DESCRIPTION_RULES: tuple[Callable[[Asked], Verdict | None], ...] = (
    another_one,
    the_holder,
    another_office,
    one_of_several_holders,
    another_role,
    the_company,
    the_country,
    goes_on,
    the_only_phrase,
    its_complement,
    two_phrases,
    two_names,
)


def _is_in_name_of_person(context: Context, token: int) -> bool:
    """True if a token is part of the name of a person: Michael *Jordan* is no country."""
    i = bisect_right(context.firsts, token) - 1
    return i >= 0 and token < context.name(i).last and context.entity(context.entities.owners[i]).kind == "person"


def _is_date(words: Sequence[str]) -> bool:
    """True if a word is a day, a month or a year: the deal in May."""
    return bool(words) and (words[0] in name_lists().no_names or words[0].isdecimal() and len(words[0]) == _YEAR)


def _holds_a_name(description: Description, phrase: Phrase) -> bool:
    """True if a phrase has a name in it and is all of its kind: the Iran nuclear deal, but not many Iran deals."""
    words, opens = description.context.article.tokens.words, _opens_sentence(description, phrase)
    named = any(words[i][0].isupper() for i in range(phrase.first + opens, phrase.stop))
    determined = words[phrase.first - 1].lower() in speaker_words("determiners")
    return named and (determined or words[phrase.stop - 1][0].isupper())


def _is_introduced(description: Description, phrase: Phrase) -> bool:
    """True if a phrase with *a* holds the first mention of its noun: a giant wall."""
    words, opens = description.context.article.tokens.words, _opens_sentence(description, phrase)
    indefinite = not opens and words[phrase.first - 1].lower() in speaker_words("indefinite")
    return indefinite and phrase.first <= description.before[0] < phrase.stop


def _is_told_apart(description: Description) -> bool:
    """True if the words behind a description say which one it is: the help given by Leeds."""
    tagged, after = description.tagged, description.head + 1
    return tagged.tag(after) in _PAST and description.context.article.tokens.lowers[after + 1 : after + 2] == ["by"]


def _opens_sentence(description: Description, phrase: Phrase) -> bool:
    """True if a phrase is the beginning of its sentence, where a capital tells nothing."""
    context = description.context
    return phrase.first == context.sentence_starts[context.sentence_of(phrase.first)]


def _is_modified(description: Description, phrase: Phrase) -> bool:
    """True if words of a phrase stand before its noun, or a name behind it: a big deal, the shooting of Jane Roe.

    A change of heart is only a change.
    """
    words = description.context.article.tokens.words
    at = next(i for i in description.before if phrase.first <= i < phrase.stop)
    return at > phrase.first or any(words[i][0].isupper() for i in range(at + 1, phrase.stop))


@cache
def countries() -> Mapping[str, str]:
    """Returns the words for countries, their people and places, with the first word of each line, the country."""
    lines = [line.split() for line in read_lists("event_words.txt")["country"]]
    return {form: line[0] for line in lines for form in line}
