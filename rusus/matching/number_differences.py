"""Number differences: numbers that two sentences on the same thing give differently."""

from __future__ import annotations

import re
from functools import cache

from rusus.matching.agreement import agree, comparable, same_noun
from rusus.matching.distance import LEAST_COVER, far_apart
from rusus.matching.parts import is_part, lone_persons
from rusus.matching.roles import adds, adds_up, role_differences
from rusus.matching.updates import is_said_to_change, is_update, without_reporting_days
from rusus.model import Difference, Quantity
from rusus.resources import entries
from rusus.similarity.content_words import content_words, numerals_in_words, stem
from rusus.similarity.event_words import concept, countries, event_words, unspecific
from rusus.similarity.events import SHORT_TEXT, event_pair
from rusus.similarity.proper_names import names_conflict
from rusus.similarity.same_event import same_event
from rusus.similarity.score import content, cover
from rusus.similarity.statements import Statement, without_source
from rusus.similarity.word_diff import changed_words, words
from rusus.text.normalization import normalize
from rusus.vocabulary import MATCH_THRESHOLD

LEAST_LIKENESS = 0.4
"""Share of the words around one number that must stand around the other for the two to be compared.

On the same pairs 0.6 costs a verdict and 0 none; numbers that stand for different things need it.
"""

_MOST = 60
"""How many quantities of a sentence are paired, at a cost of their square; a longer row of numbers is a table."""

_TO = re.compile(r"\s+to\s+")

_CONTEXT = 5
"""How many words on each side of a number say what it counts; 2 and 10 give the same verdicts on the same pairs."""


def number_differences(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns the numbers that stand for the same thing and do not agree, rounding and units allowed for.

    Numbers are held against each other where they stand among the same words; failing that, where both texts tell of
    one event, by what they count, and in headlines where each has one of a kind. Where a date differs as well as a
    quantity, or each sentence has names or ordinals of its own, they speak of different things, and nothing is
    returned.
    """
    names = names_conflict(*(without_reporting_days(without_source(side)) for side in (ours, theirs)))
    likeness = cover(content(ours.text), content(theirs.text))
    alike = likeness >= LEAST_COVER
    if _other_occasion(ours, theirs) or _other_subject(ours, theirs):
        return []
    pairs, numerals = _disagreeing(ours, theirs), _replaced_numerals(ours, theirs) if alike else []
    if (pairs and _other_date(ours, theirs)) or _other_row(ours, theirs, pairs):
        return []
    pairs = [
        (one, two)
        for one, two in pairs
        if not far_apart(likeness, one, two) or is_said_to_change(ours, one, theirs, two)
    ]
    if alike and not names and (pairs or numerals):
        return _differences(ours, theirs, pairs) + numerals
    if same_event(ours.text, theirs.text) < MATCH_THRESHOLD:
        return []
    pair = event_pair(ours.text, theirs.text)
    if pair.headlines:
        return role_differences(ours, theirs) or _lone_differences(ours, theirs)
    if names and pair.ours.kinds & pair.theirs.kinds and pair.ours.places & pair.theirs.places:
        return role_differences(ours, theirs)
    return [] if names else role_differences(ours, theirs) or _differences(ours, theirs, pairs)


_FEWEST_ROW = 3
"""Numbers that differ at once, with none that agrees, in reports of another day or of another thing (the Dow rose 164
points, 97 points); the two of natural_more_dev that differ in two numbers are on one event."""


def _other_row(ours: Statement, theirs: Statement, pairs: list[tuple[Quantity, Quantity]]) -> bool:
    """True if all of many numbers differ."""
    return len(pairs) >= _FEWEST_ROW and len(pairs) == min(len(ours.quantities), len(theirs.quantities))


def _other_subject(ours: Statement, theirs: Statement) -> bool:
    """True if two short texts differ in one thing besides their numbers: mine accident kills 10, truck accident kills
    20."""
    mine, other = words(ours.text), words(theirs.text)
    if max(len(mine), len(other)) > SHORT_TEXT:
        return False
    changes = changed_words([concept(w[0]) for w in mine], [concept(w[0]) for w in other])
    stretches = [
        (ours.text[mine[first][1] : mine[last - 1][2]], theirs.text[other[start][1] : other[end - 1][2]])
        for first, last, start, end in changes
        if first < last and start < end
    ]
    plain = [each for each in stretches if not _has_number(each[0]) and not _has_number(each[1])]
    only_one = len(changes) == len(stretches) > 1 and len(plain) == 1
    return only_one and all(_is_subject(text) for text in plain[0])


_MOST_SUBJECT = 2
"""Words of a subject: industrial output; with three, paraphrases of one event are taken for two."""


def _is_subject(text: str) -> bool:
    """True if a stretch names a thing that reports of one event would not call by another name."""
    named = content_words(text)
    return 0 < len(named) <= _MOST_SUBJECT and unspecific().isdisjoint(map(concept, named))


def _has_number(text: str) -> bool:
    return any(word[0].isdigit() or word in numerals_in_words() for word, _, _ in words(text))


def _differences(ours: Statement, theirs: Statement, pairs: list[tuple[Quantity, Quantity]]) -> list[Difference]:
    return [
        Difference("update" if is_update(ours, mine, theirs, other) else "number", *_differing_parts(mine, other))
        for mine, other in pairs
    ]


_LONE = ("money", "percent", "measure", "duration")
"""Kinds of quantity of which a headline seldom has two."""


def _lone_differences(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns the quantities of a kind of which each headline has one, where they do not agree."""
    found = []
    for kind in _LONE:
        mine, other = ([each for each in side.quantities if each.kind == kind] for side in (ours, theirs))
        if len(mine) == len(other) == 1 and agree(mine[0], other[0]) == "different":
            found.append(Difference("number", *_differing_parts(mine[0], other[0])))
    return found


def _other_occasion(ours: Statement, theirs: Statement) -> bool:
    """True if each of two sentences has an ordinal that the other lacks: the first referendum, the second.

    Ordinals in a quantity (a tenth of the voters) do not count.
    """
    mine, other = (
        {word for word, _, counted in _loose_words(statement) if not counted} & _ordinals()
        for statement in (ours, theirs)
    )
    return bool(mine - other) and bool(other - mine)


@cache
def _ordinals() -> frozenset[str]:
    return entries("stop_words.txt", "ordinal")


def _differing_parts(ours: Quantity, theirs: Quantity) -> tuple[str, str]:
    """Returns what differs of two quantities as written: one end of a change or range, the units, or else the whole."""
    if normalize(ours.text) == normalize(theirs.text):
        return f"{ours.text} {ours.unit}", f"{theirs.text} {theirs.unit}"
    mine, other = _TO.split(ours.text), _TO.split(theirs.text)
    if len(mine) == len(other) == 2:
        differing = [place for place in (0, 1) if normalize(mine[place]) != normalize(other[place])]
        if len(differing) == 1:
            return mine[differing[0]], other[differing[0]]
    return ours.text, theirs.text


def _disagreeing(ours: Statement, theirs: Statement) -> list[tuple[Quantity, Quantity]]:
    """Returns the quantities that agree with nothing on the other side, paired where they stand in like words."""
    mine, other = list(ours.quantities[:_MOST]), list(theirs.quantities[:_MOST])
    for agreement in ("same", "close"):
        for quantity in list(mine):
            partner = next((o for o in other if agree(quantity, o) == agreement and same_noun(quantity, o)), None)
            if partner is not None:
                mine.remove(quantity)
                other.remove(partner)
    pairs = sorted(
        ((_likeness(ours, quantity, theirs, partner), -i, -j)
        for i, quantity in enumerate(mine)
        for j, partner in enumerate(other)
        if _may_differ(ours, quantity, theirs, partner) and not _is_sum(ours, quantity, mine, theirs, partner, other)),
        reverse=True,
    )  # fmt: skip
    found = []
    while pairs and pairs[0][0] >= LEAST_LIKENESS:
        _, i, j = pairs[0]
        found.append((-i, -j))
        pairs = [pair for pair in pairs if pair[1] != i and pair[2] != j]
    return [(mine[i], other[j]) for i, j in sorted(found)]


def _may_differ(ours: Statement, one: Quantity, theirs: Statement, two: Quantity) -> bool:
    if not comparable(one, two) or agree(one, two) != "different" or adds(ours, one) != adds(theirs, two):
        return False
    if is_part(ours, one, theirs, two):
        return False
    word, other_word = _next_word(ours, one), _next_word(theirs, two)
    return same_noun(one, two) or (bool(word) and word == other_word)


def _next_word(statement: Statement, quantity: Quantity) -> str:
    """Returns the stem of the noun right after a number, one officer, two officers; "" for a country's name."""
    following = content_words(statement.text[quantity.end - statement.start :][:40])[:1]
    return "".join(stem(word) for word in following if word not in countries())


def _is_sum(
    ours: Statement,
    quantity: Quantity,
    mine: list[Quantity],
    theirs: Statement,
    partner: Quantity,
    other: list[Quantity],
) -> bool:
    """True if one of two counts is the sum of what the other side counts: two men and five children, seven people."""
    counted = [[each for each in side if each.kind in ("count", "number")] for side in (mine, other)]
    return adds_up(counted[0], [partner], lone_persons(ours)) or adds_up(counted[1], [quantity], lone_persons(theirs))


def _likeness(ours: Statement, mine: Quantity, theirs: Statement, other: Quantity) -> float:
    """Returns the share of the words around one number that stand around the other, 0..1."""
    here, there = _around(ours, mine), _around(theirs, other)
    return len(here & there) / max(1, min(len(here), len(there)))


def _around(statement: Statement, quantity: Quantity) -> set[str]:
    start, end = quantity.start - statement.start, quantity.end - statement.start
    before, after = content_words(statement.text[:start])[-_CONTEXT:], content_words(statement.text[end:])[:_CONTEXT]
    unit = content_words(quantity.text)
    return {concept(word) for word in (*before, *after, *unit) if not word[0].isdigit()}


def _replaced_numerals(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns numerals outside quantities (dates, ordinals, one officer) that are all that changes between words."""
    mine, other = _loose_words(ours), _loose_words(theirs)
    return [
        Difference("number", mine[first][1], other[start][1])
        for first, last, start, end in changed_words([w[0] for w in mine], [w[0] for w in other])
        if last - first == end - start
        and _is_numeral(mine[first][0])
        and _is_numeral(other[start][0])
        and all(stem(one[0]) == stem(two[0]) for one, two in zip(mine[first + 1 : last], other[start + 1 : end]))
        and not (mine[first][2] and other[start][2])
        and not (first and mine[first - 1][0] in event_words("label"))
    ]


# A day of a month, or a year.
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b"
    r"|\b(?:in|since|of) (?:19|20)\d\d\b",
    re.IGNORECASE,
)


def _other_date(ours: Statement, theirs: Statement) -> bool:
    """True if both sentences name dates, none of them the same."""
    mine, other = (set(_DATE.findall(normalize(side.text))) for side in (ours, theirs))
    return bool(mine and other) and mine.isdisjoint(other)


def _is_numeral(word: str) -> bool:
    return word[0].isdigit() or word in numerals_in_words()


def _loose_words(statement: Statement) -> list[tuple[str, str, bool]]:
    """Returns (normalized, surface, whether in a quantity) of the words of a sentence."""
    taken = [(q.start - statement.start, q.end - statement.start) for q in statement.quantities]
    return [
        (word, statement.text[start:end], any(first < end and start < last for first, last in taken))
        for word, start, end in words(statement.text)
    ]
