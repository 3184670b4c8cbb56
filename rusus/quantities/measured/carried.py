"""Rules for numbers that go on with what the one before began: fell 88 points, OR 1.2 PERCENT."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rusus.language.tagger import FINITE
from rusus.model import Quantity, Span
from rusus.quantities.lexer import CURRENCY_SIGNS
from rusus.quantities.measured.phrases import NOUNS, Phrases
from rusus.quantities.measured.words import measured_words
from rusus.quantities.word_lists import listed

SAME = -3
"""The answer of a rule that a number measures what the one before measures, known or not."""


@dataclass(frozen=True, slots=True)
class Open:
    """A number whose rules are silent: the ``index``-th of its sentence, with what the one before measures.

    ``previous`` is a phrase of the sentence, UNKNOWN or FIRST, ``known`` the same as it is shown, None where unknown.
    """

    sentence: Phrases
    quantities: Sequence[Quantity]
    index: int
    previous: int
    known: Span | None

    @property
    def quantity(self) -> Quantity:
        """The number itself."""
        return self.quantities[self.index]

    @property
    def gap(self) -> Sequence[str]:
        """The words between a number and the one before, in lower case; none where it is the first."""
        if self.index == 0:
            return ()
        numbers = self.sentence.numbers
        return self.sentence.lowers[numbers[self.index - 1][1] : numbers[self.index][0]]


def is_conversion(sentence: Phrases, quantities: Sequence[Quantity], index: int) -> bool:
    """True of the second and third sum of 7bn yen ($60m; £33m): the same again, whatever stands behind the brackets."""
    earlier, quantity = quantities[index - 1], quantities[index]
    gap = sentence.lowers[sentence.numbers[index - 1][1] : sentence.numbers[index][0]]
    if quantity.kind != "money" or earlier.kind != "money" or earlier.unit == quantity.unit:
        return False
    return _opens(gap, "(") or index > 1 and _opens(gap, ";,/") and is_conversion(sentence, quantities, index - 1)


def _opens(gap: Sequence[str], marks: str) -> bool:
    """True if nothing but a mark, and a currency's sign, stands between two sums."""
    return len(gap) > 0 and gap[0] in marks and all(low in CURRENCY_SIGNS for low in gap[1:])


def the_same_again(number: Open) -> int | None:
    """Fell 88 points, OR 1.2 percent; at $71.10, UP 1.3 percent; $5 a share (£3)."""
    gap = set(number.gap)
    again, around = measured_words("the same again"), measured_words("around the same again")
    return SAME if not gap.isdisjoint(again) and gap <= again | around else None


def compared_with(number: Open) -> int | None:
    """78 percent is paid in cash, UP FROM 50 percent; $5 million, or $1 a share, VERSUS LAST YEAR'S $4 million."""
    if number.known is None:
        return None
    gap = number.gap
    if tuple(gap[-2:]) in (("up", "from"), ("down", "from")) or list(gap) == ["from"]:
        return SAME
    earlier = number.quantities[max(0, number.index - 2) : number.index]
    if all(each.unit != number.quantity.unit for each in earlier):
        return None
    gap = _after_comma(gap)
    compares = not measured_words("compared with").isdisjoint(gap) or "compared" in gap
    known = measured_words("compared with", "before compared with", "around the same again", "times")
    return SAME if compares and known.issuperset(gap) else None


def _after_comma(words: Sequence[str]) -> Sequence[str]:
    commas = [at for at, low in enumerate(words) if low == ","]
    return words[commas[-1] :] if commas else words


def share_for_another(number: Open) -> int | None:
    """45 percent would vote for Lee, compared to 39 percent FOR THE SECRETARY; 52 percent for Lee and 41 FOR RUIZ."""
    sentence, (_, last) = number.sentence, number.sentence.numbers[number.index]
    is_share = number.quantity.kind == "percent" and last < len(sentence.lowers) and sentence.lowers[last] == "for"
    if not is_share or number.index == 0 or number.quantities[number.index - 1].kind != "percent":
        return None
    found = next((phrase for phrase, (start, _) in enumerate(sentence.phrases) if start == last + 1), -1)
    return found if found >= 0 and sentence.head(found) not in measured_words("times") else None


def that_is(number: Open) -> int | None:
    """Paid 34bn tenge, THAT IS 60 percent up; not a finite verb of another subject."""
    gap = [low for low in number.gap if low != ","][:2]
    repeats = len(gap) == 2 and gap[0] in ("that", "which") and gap[1] in measured_words("be")
    return SAME if repeats and number.known else None


def change_of_the_same(number: Open) -> int | None:
    """Closed at $5.25, A 26% DECLINE: a change of nothing else is one of what the number before measures."""
    lowers = number.sentence.lowers
    if number.known is None:
        return None
    first, last = number.sentence.numbers[number.index]
    after, next_after = (lowers[at] if at < len(lowers) else "" for at in (last, last + 1))
    changes = after in listed("nouns of change") and next_after not in listed("after a noun of change")
    of_change = first > 2 and lowers[first - 1] == "of" and lowers[first - 2] in listed("nouns of change")
    # Job gains of 254,000 are named; a year-on-year increase of 5 percent is not.
    named = number.sentence.tags[first - 3] in NOUNS and "-" not in lowers[first - 3]
    of_change = of_change and not named
    return SAME if changes or of_change else None


def in_a_list_of_pairs(number: Open) -> int | None:
    """Homes up to $1 million stay 70 days; TO $2 MILLION, 99 DAYS; TO $4 MILLION, 108: nothing but a mark between."""
    return SAME if number.known and tuple(number.gap) in ((",",), (";",)) else None


def next_in_a_list(number: Open) -> int | None:
    """The Dow fell 1.3 percent, THE NASDAQ 1.1; Cruz has 23, and KASICH, 9 percent: a name before one of a kind."""
    sentence, index = number.sentence, number.index
    if index == 0 or number.quantities[index].kind != number.quantities[index - 1].kind:
        return None
    begin, first = sentence.numbers[index - 1][1], sentence.numbers[index][0]
    first -= sentence.lowers[first - 1] == ","
    while first > begin + 1 and sentence.lowers[first - 1] in measured_words("between a name and its share"):
        first -= 1
    phrase = next((at for at, (_, last) in enumerate(sentence.phrases) if last == first), None)
    if phrase is None or sentence.head(phrase) in measured_words("times"):
        return None
    if number.quantity.kind == "count" and number.known:
        return SAME  # the Lions won 12 games, and the Bears 10
    start = sentence.phrases[phrase][0]
    opens = sentence.lowers[start] == "the" or start > 0 and sentence.lowers[start - 1] in (",", "and", ";")
    return None if not opens or any(tag in FINITE for tag in sentence.tags[begin:first]) else phrase


CARRIED_RULES = (
    the_same_again, share_for_another, compared_with, that_is, change_of_the_same, in_a_list_of_pairs, next_in_a_list,
)  # fmt: skip
"""Rules for numbers that go on with what the one before began, asked before the phrases are ranked."""
