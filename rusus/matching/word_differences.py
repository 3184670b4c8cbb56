"""Word differences: words replaced by their opposite, names by other names, and things that changed places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from rusus.language.speech_verbs import reporting_words
from rusus.matching.negation_differences import is_turning
from rusus.matching.quotation_differences import quoted_words
from rusus.model import Difference
from rusus.resources import entries
from rusus.similarity.content_words import numerals_in_words, stem
from rusus.similarity.event_words import (
    concept,
    countries,
    direction,
    event_words,
    found_places,
    joined_places,
    longer_places,
    opposites,
)
from rusus.similarity.proper_names import is_title, named_in, proper_names
from rusus.similarity.score import content, cover
from rusus.similarity.statements import Statement
from rusus.similarity.word_diff import changed_words, words
from rusus.text.capitals import is_common
from rusus.text.normalization import normalize

LEAST_COVER = 0.55
"""Share of their words, by weight, that two sentences must have in common, as for numbers (distance)."""

_MOST_REPLACED = 3
"""Words of a stretch that may be a name or a turn; a longer one is another way to say it."""

# Two numbers that are a score, a vote or odds: 52-48, 3 to 1; no part of a longer row (a date, a phone number).
_SCORE = re.compile(
    r"(?<![\d.,/–-])(\d{1,4})(?:\s?[-–]\s?|(?:\s(?:votes?|points?|seats?|goals?|sets?))?\sto\s|\s?:\s?)(\d{1,4})(?![\d,/–-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words of one sentence that stand where others stand in the other, as written.

    ``before`` is the word before, ``opens`` whether they open either sentence, where any word has a capital.
    """

    ours: str
    theirs: str
    before: str
    opens: tuple[bool, bool] = (False, False)


def word_differences(ours: Statement, theirs: Statement, named: Sequence[Difference] = ()) -> list[Difference]:
    """Returns the opposites, names and orders in which two sentences with like words differ, each with its kind.

    What stands in a difference that is ``named`` already is left out.
    """
    if cover(content(ours.text), content(theirs.text)) < LEAST_COVER:
        return []
    swapped = _swapped_names(ours, theirs) or _swapped_score(ours, theirs) or _swapped_change(ours, theirs)
    if swapped:
        return swapped
    found = _longer_places(ours.text, theirs.text)
    for stretch in _replaced(ours, theirs):
        if _are_opposite(stretch) and not _tells_both(stretch, ours, theirs):
            found.append(Difference("direction", stretch.ours, stretch.theirs))
        elif _are_other_regions(stretch) or _are_other_names(stretch, ours, theirs) and not _is_named(stretch, named):
            found.append(Difference("name", stretch.ours, stretch.theirs))
    return found


def _longer_places(ours: str, theirs: str) -> list[Difference]:
    """Returns the places of which one name holds the other: South Sudan on one side, Sudan on the other."""
    mine, other = found_places(ours), found_places(theirs)
    rest, other_rest = joined_places(ours), joined_places(theirs)
    found = [(mine[place], _as_named(longer_places()[place], other_rest)) for place in mine.keys() - other.keys()]
    found += [(_as_named(longer_places()[place], rest), other[place]) for place in other.keys() - mine.keys()]
    return [Difference("name", *pair) for pair in sorted(found) if all(pair)]


def _as_named(place: str, text: str) -> str:
    """Returns a place as a text names it, "" where it does not."""
    return place.title() if re.search(rf"\b{place.title()}\b", text) else ""


def _replaced(ours: Statement, theirs: Statement) -> Iterator[Replaced]:
    """Yields the short stretches of words that are replaced, outside what is quoted."""
    mine, other = words(ours.text), words(theirs.text)
    quoted = {*quoted_words(ours).words, *quoted_words(theirs).words}
    for first, last, start, end in changed_words([w[0] for w in mine], [w[0] for w in other]):
        is_short = 0 < last - first <= _MOST_REPLACED and 0 < end - start <= _MOST_REPLACED
        if is_short and quoted.isdisjoint(word for word, _, _ in (*mine[first:last], *other[start:end])):
            here, there = _as_written(ours.text, mine, first, last), _as_written(theirs.text, other, start, end)
            yield Replaced(here, there, mine[first - 1][0] if first else "", (first == 0, start == 0))


def _as_written(text: str, found: Sequence[tuple[str, int, int]], first: int, last: int) -> str:
    """Returns a stretch of words, a name whole: South Korea, where only South is replaced."""
    start, end = found[first][1], found[last - 1][2]
    if text[start].isupper():
        while last < len(found) and text[found[last][1]].isupper() and text[end : found[last][1]] == " ":
            last, end = last + 1, found[last][2]
        while first > 1 and text[found[first - 1][1]].isupper() and text[found[first - 1][2] : start] == " ":
            first, start = first - 1, found[first - 1][1]
    return text[start:end]


def _are_opposite(stretch: Replaced) -> bool:
    """True if a word stands for its opposite: rose, fell; approved, rejected; not where one is denied: not guilty."""
    mine, other = ([word for word, _, _ in words(text)] for text in (stretch.ours, stretch.theirs))
    moves, other_moves = ({direction(word) for word in side} - {None} for side in (mine, other))
    if moves and other_moves:
        return moves.isdisjoint(other_moves) == (_turned(mine) == _turned(other))
    return any(
        _turned(mine, one | two) == _turned(other, one | two)
        for one, two in opposites()
        if _holds(mine, one) and _holds(other, two) or _holds(mine, two) and _holds(other, one)
    )


def _tells_both(stretch: Replaced, ours: Statement, theirs: Statement) -> bool:
    """True if one side tells both: it dropped in May after a rise, it rose in April; not where both sides do, turned
    round."""
    rest, other_rest = ours.text.replace(stretch.ours, " ", 1), theirs.text.replace(stretch.theirs, " ", 1)
    return _shares_turn(stretch.ours, other_rest) != _shares_turn(stretch.theirs, rest)


def _shares_turn(told: str, text: str) -> bool:
    """True if a word of a stretch that has an opposite stands in a text, or one that means the same."""
    here, there = ([word for word, _, _ in words(each)] for each in (told, text))
    moves = {direction(word) for word in here} - {None}
    return not moves.isdisjoint(map(direction, there)) or any(
        _holds(here, side) and _holds(there, side) for pair in opposites() for side in pair
    )


def _holds(side: Sequence[str], stems: Set[str]) -> bool:
    return not stems.isdisjoint(map(stem, side))


def _turned(side: Sequence[str], told: Set[str] = frozenset()) -> bool:
    """True if a word other than those of an opposite turns what is told: failed to win."""
    return sum(is_turning(word) for word in side if stem(word) not in told) % 2 == 1


def _are_other_names(stretch: Replaced, ours: Statement, theirs: Statement) -> bool:
    """True if both are names, neither of which stands in the other sentence: North Korea, South Korea."""
    names, other_names = map(_names, (stretch.ours, stretch.theirs), stretch.opens)
    shared = {*names} & {*other_names}
    names, other_names = (
        [each for each in names if each not in shared],
        [each for each in other_names if each not in shared],
    )
    if not names or not other_names or stretch.before in reporting_words("say", "believe"):
        return False
    one = any(named_in(name, theirs.text) for name in names) or any(named_in(name, ours.text) for name in other_names)
    return not one and {*map(_place_or_concept, names)}.isdisjoint(map(_place_or_concept, other_names))


def _are_other_regions(stretch: Replaced) -> bool:
    """True if one part of a country stands for another: northern Chile, southern Chile."""
    mine, other = ({word.replace("ern", "") for word, _, _ in words(text)} for text in (stretch.ours, stretch.theirs))
    return mine != other and mine <= event_words("region") and other <= event_words("region")


def _place_or_concept(name: str) -> str:
    """Returns the country that a name stands for, or its concept: Niger is not Nigeria."""
    return countries().get(name.lower()) or concept(name.lower())


def _is_named(stretch: Replaced, named: Sequence[Difference]) -> bool:
    return any(stretch.ours in each.ours and stretch.theirs in each.theirs for each in named)


def _names(text: str, opens: bool) -> list[str]:
    """Returns the names that a stretch consists of; none where it holds a word that is no name: He, or Critics where
    it ``opens`` a sentence."""
    first = normalize(text.split()[0])
    small = first in entries("stop_words.txt", "stop") or " " not in text and is_common(first)
    if opens and small or first in entries("stop_words.txt", "pronoun"):
        return []
    found = [
        name for name in proper_names(f"x {text}") if not is_title(name) and name.lower() not in numerals_in_words()
    ]
    return found if all(word[0].isupper() for word in text.split()) else []


def _swapped_names(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns two names that changed places while all other words stayed: A beat B, B beat A; not A and B."""
    mine, other = _parts(ours.text), _parts(theirs.text)
    if mine[1] != other[1] or sorted(mine[0]) != sorted(other[0]):
        return []
    moved = [place for place, (one, two) in enumerate(zip(mine[0], other[0])) if one != two]
    if len(moved) != 2 or _are_listed(ours.text, mine[0][moved[0]], mine[0][moved[1]]):
        return []
    return [
        Difference(
            "order", f"{mine[0][moved[0]]} … {mine[0][moved[1]]}", f"{other[0][moved[0]]} … {other[0][moved[1]]}"
        )
    ]


def _parts(text: str) -> tuple[list[str], list[str]]:
    """Returns the names of a text, those that stand together as one, and the stems of its other words."""
    names: list[str] = []
    rest: list[str] = []
    previous = False
    for word, start, end in words(text):
        written = text[start:end]
        is_name = written[0].isupper() and (bool(names) or start > 0 or len(rest) == 0) and not is_title(written)
        if is_name and previous and text[start - 1] == " ":
            names[-1] += f" {written}"
        elif is_name:
            names.append(written)
        else:
            rest.append(stem(word))
        previous = is_name
    return names, rest


def _are_listed(text: str, one: str, two: str) -> bool:
    """True if two names stand side by side in a list, where the order tells nothing."""
    between = text[text.find(one) + len(one) : text.find(two)]
    return not re.sub(r"\b(?:and|or|with|between|[A-Z][\w'’-]*)\b|[,&/\s-]", "", between)


def _swapped_score(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns a score or vote whose numbers changed places, where the names stand in one order: 52-48, 48-52."""
    mine, other = _SCORE.findall(ours.text), _SCORE.findall(theirs.text)
    names, other_names = (
        [name for name in proper_names(side.text) if named_in(name, another.text)]
        for side, another in ((ours, theirs), (theirs, ours))
    )
    turned = {word[0] for word in words(ours.text)} ^ {word[0] for word in words(theirs.text)}
    if names[:1] != other_names[:1] or any(_turns(word) for word in turned):
        return []
    return [
        Difference("order", "-".join(pair), "-".join(pair[::-1]))
        for pair in mine
        if pair[0] != pair[1] and pair not in other and pair[::-1] in other
    ]


def _swapped_change(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns a change that is turned round: to $12 million from $10 million, to $10 million from $12 million."""
    (mine, start), (other, other_start) = map(_change, (ours, theirs))
    turned = len(start) == len(other_start) == 1 and start <= other - other_start and other_start <= mine - start
    return [Difference("order", f"from {min(start)}", f"from {min(other_start)}")] if turned else []


def _change(statement: Statement) -> tuple[Set[str], Set[str]]:
    """Returns the quantities of a sentence, as written, and those that stand after *from*."""
    texts = {each.text for each in statement.quantities}
    before = {each.text: statement.text[: each.start - statement.start] for each in statement.quantities}
    return texts, {text for text in texts if before[text].lower().endswith(" from ")}


def _turns(word: str) -> bool:
    """True if a word says who won or lost, which turns a score."""
    return any(stem(word) in one | two for one, two in opposites())
