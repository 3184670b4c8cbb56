"""Event rules: what shows that two reports tell of two events."""

from __future__ import annotations

import re
from typing import Any

from rusus.similarity.content_words import numerals_in_words
from rusus.similarity.event_words import event_concepts, event_words
from rusus.similarity.events import Event, EventPair
from rusus.similarity.score import content, cover

_YEAR = re.compile(r"(?:19|20)\d\d")


def apart(mine: frozenset[Any], other: frozenset[Any]) -> bool:
    """True if both have some of a kind, and none in common."""
    return bool(mine and other) and mine.isdisjoint(other)


def other_place(pair: EventPair) -> bool | None:
    """At least 22 dead in Peru, at least 22 dead in Chile."""
    here, there = (side.places - {"america"} or side.places for side in (pair.ours, pair.theirs))
    return apart(here, there) or None


def other_region(pair: EventPair) -> bool | None:
    """A bomb in northern Iraq, a bomb in southern Iraq."""
    return apart(pair.ours.regions, pair.theirs.regions) or None


def other_kind(pair: EventPair) -> bool | None:
    """A train crash in Spain, a fire in Spain."""
    return apart(pair.ours.kinds, pair.theirs.kinds) or None


def other_day(pair: EventPair) -> bool | None:
    """The yuan on Thursday, the yuan on Tuesday."""
    months = [frozenset(month for month, _ in side.dates) for side in (pair.ours, pair.theirs)]
    return apart(pair.ours.days, pair.theirs.days) or apart(*months) or None


def other_direction(pair: EventPair) -> bool | None:
    """Tokyo shares close higher, Tokyo shares end lower."""
    return turns(pair) or None


def turns(pair: EventPair) -> bool:
    mine, other = pair.ours.directions, pair.theirs.directions
    return len(mine) == len(other) == 1 and mine != other


def every_day(pair: EventPair) -> bool | None:
    """Tokyo shares close 0.3 percent up, Tokyo shares end 0.5 percent up: no day is named."""
    return periodic(pair) or None


_LEAST_SPECIFIC = 6.0
"""Weight, some word, that reports of markets must share besides the market's words to be taken for one day's."""


def periodic(pair: EventPair) -> bool:
    return not event_concepts("market").isdisjoint(pair.shared) and pair.specific < _LEAST_SPECIFIC and not pair.dated


LEAST_NAMED = 3.0
"""Weight under which nothing but common words is shared; every word that is in a list weighs at least 2."""


def daily_attacks(pair: EventPair) -> bool | None:
    """Attacks in Iraq kill 7, attacks across Iraq kill 27: nothing says that they are one."""
    shared = pair.shared
    daily = bool(shared & event_concepts("recurring", "daily")) and not shared & event_concepts("rare")
    placed = len((pair.ours.place_words & pair.theirs.place_words) - {"america"}) > 1 or bool(
        pair.ours.regions & pair.theirs.regions
    )
    counted = bool(pair.ours.numbers & pair.theirs.numbers)
    return (pair.specific < LEAST_NAMED and daily and not placed and not counted) or None


def other_name(pair: EventPair) -> bool | None:
    """Bush placed on injured reserve, Pierre Thomas placed on injured reserve: between the same words."""
    here, there = ([name for name in side if not name.is_acronym] for side in pair.unshared_names)
    beside = {(name.before, name.after) for name in here} & {(name.before, name.after) for name in there}
    return bool(beside - {("", "")}) or None


OTHER_EVENT_RULES = (
    other_place, other_region, other_kind, other_day, other_direction, every_day, daily_attacks, other_name,
)  # fmt: skip
"""What shows that two headlines tell of two events."""


_ONE_POLL = 0.55
"""Share of their words, by weight, from which two sentences on polls are on one, and their numbers disagree.

As for numbers (number_differences); of ten pairs on other polls that matched (data/matching, dev) it takes seven apart.
"""


def other_poll(pair: EventPair) -> bool | None:
    """A poll has her at 46 percent, a poll found that 91 percent dislike him: no number in common."""
    if not (pair.ours.survey and pair.theirs.survey) or not apart(pair.ours.numbers, pair.theirs.numbers):
        return None
    return cover(content(pair.ours.text), content(pair.theirs.text)) < _ONE_POLL or None


_FEWEST_FIGURES = 2
"""Numbers, years left out, that each of two reports gives.

Of 1,121 pairs of sentences on one event (STS, natural sets, dev of events.jsonl) the rule takes 1 apart, of 550 on
others 68.
"""


def other_figures(pair: EventPair) -> bool | None:
    """It earned $2.1 million, or six cents a share; it earned $82 million, or $5.66 a share: no name in common."""
    mine, other = (_figures(side) for side in (pair.ours, pair.theirs))
    fewest = min(len(mine), len(other))
    if pair.headlines or fewest < _FEWEST_FIGURES or not mine.isdisjoint(other):
        return None
    if not (pair.ours.names or pair.theirs.names or (pair.ours.market and pair.theirs.market)):
        return None
    named = pair.ours.places & pair.theirs.places or len(pair.unshared_names[0]) < len(pair.ours.names)
    return not named or None


_MOST_FIGURES = 20
"""Figures of a report of a market at most, which are held against each other one by one; a longer row is a table."""


def other_moment(pair: EventPair) -> bool | None:
    """The Nasdaq dipped 0.08 points to 1,646, the Nasdaq added 1.92 points to 1,647.94: no figure in common, or one
    that went up on one side (14 cents to $78.40) and down on the other (14 cents to $78.12)."""
    quoted = event_concepts("quoted")
    if any(quoted.isdisjoint(side.weights) for side in (pair.ours, pair.theirs)):
        return None
    mine, other = (_figures(side) - _in_terms(side.text) for side in (pair.ours, pair.theirs))
    if max(len(mine), len(other)) > _MOST_FIGURES:
        return None
    lone, other_lone = _without_partner(mine, other), _without_partner(other, mine)
    if min(len(mine), len(other)) < _FEWEST_FIGURES or not (lone and other_lone):
        return None
    return len(lone) == len(mine) or turns(pair) or None


# A number that names a bond, or is the lower part of a fraction: the 30-year bond slid 20/32.
_IN_TERMS = re.compile(r"\b(\d+)-year\b|/(\d+)\b")


def _in_terms(text: str) -> set[str]:
    """Returns the numbers of a text that are no figures of its day."""
    return {match[1] or match[2] for match in _IN_TERMS.finditer(text)}


def _without_partner(mine: set[str], other: set[str]) -> set[str]:
    """Returns the figures of one side that the other has neither as they are nor rounded."""
    return {one for one in mine if not any(_is_rounded(one, two) or _is_rounded(two, one) for two in other)}


_DECIMAL = re.compile(r"[\d,]+(?:\.\d+)?")


def _is_rounded(exact: str, short: str) -> bool:
    """True if a number is another one, or the other one rounded: 2,053.27 and 2,053."""
    if not (_DECIMAL.fullmatch(exact) and _DECIMAL.fullmatch(short)):
        return exact == short
    one, two = (each.replace(",", "") for each in (exact, short))
    return round(float(one), len(two.partition(".")[2])) == float(two)


def _figures(side: Event) -> set[str]:
    return {number for number in side.numbers if not _YEAR.fullmatch(number)}


OTHER_REPORT_RULES = (other_poll, other_figures, other_moment)
"""What shows that two sentences tell of two events, headlines or not."""


def are_two_events(pair: EventPair) -> bool:
    """True if two headlines, or two sentences with figures of their own, cannot tell of one event."""
    if content(pair.ours.text).stems == content(pair.theirs.text).stems:
        return False
    rules = (*OTHER_EVENT_RULES, *OTHER_REPORT_RULES) if pair.headlines else OTHER_REPORT_RULES
    return any(rule(pair) for rule in rules)


_FEWEST_PLAIN = 1
"""Words in small letters that a headline must have to be one where names alone have capitals."""


def share_only_names(pair: EventPair) -> bool:
    """True if two texts are on one person and tell different things: Tam was elected, Tam became a pilot.

    Who said it, to whom and where is nothing that is told: *party leader Ann Tam told BBC Radio 4's Today programme*.
    """
    here, there = pair.ours, pair.theirs
    if content(here.text).stems == content(there.text).stems or not here.plain.isdisjoint(there.plain):
        return False
    if pair.headlines and min(len(here.plain), len(there.plain)) < _FEWEST_PLAIN:
        return False
    return here.numbers.isdisjoint(there.numbers) or _told_numbers(here).isdisjoint(_told_numbers(there))


_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def _told_numbers(side: Event) -> set[str]:
    """Returns the numbers of a text without those that are parts of names: BBC Radio 4, BBC One, the Six Nations."""
    words, numerals = _WORD.findall(side.text), numerals_in_words()
    opening = words[0].lower() if words else ""
    return {numerals[word] for word in (opening, *words) if word in numerals} | {
        word
        for before, word in zip(["", *words], words)
        if word[0].isdigit() and not (before[:1].isupper() and before.lower() in event_words("venue"))
    }
