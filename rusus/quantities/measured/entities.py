"""Measured entities (MeasEval), sentence by sentence.

What the rules leave open is carried on from the number before, chosen among the noun phrases, or, where there is only a
pronoun, taken from the sentence before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rusus.language.tagger import FINITE
from rusus.model import Quantity, Segmentation, SentenceSpan, Span, Tokens
from rusus.quantities.measured.features import FIRST, UNKNOWN, setting
from rusus.quantities.measured.phrases import Phrases, find_phrases
from rusus.quantities.measured.ranker import LEAST, choose, load_weights
from rusus.quantities.measured.words import measured_words
from rusus.quantities.rules import decide
from rusus.quantities.word_lists import listed

MOST_NUMBERS = 60
"""Numbers of a sentence in which phrases are ranked; one with more is a table, and the cost stays linear."""

Topic = Callable[[], Span | None]
"""Gives the subject of the sentence before; asked where a pronoun stands for it."""

UNNAMED = frozenset(("age", "score"))
"""Kinds of quantity that measure nothing."""


@dataclass(frozen=True, slots=True)
class Open:
    """A number whose rules are silent: the ``index``-th of its sentence, with what the one before measures.

    ``previous`` is a phrase of the sentence, UNKNOWN or FIRST.
    """

    sentence: Phrases
    quantities: Sequence[Quantity]
    index: int
    previous: int


def needs_phrases(quantities: Sequence[Quantity]) -> bool:
    """True if a sentence holds a number whose ``of`` the rules leave open."""
    if len(quantities) > MOST_NUMBERS:
        return False
    return any(each.of is None and each.kind not in UNNAMED for each in quantities)


def sentence_phrases(tokens: Tokens, bounds: SentenceSpan, spans: Sequence[tuple[int, int]]) -> Phrases:
    """Returns the noun phrases of a sentence; ``spans`` are its numbers with their units, in characters."""
    own = slice(bounds.first, bounds.last)
    return find_phrases(tokens.words[own], tokens.lowers[own], tokens.starts[own], tokens.ends[own], spans)


def named(text: str, sentence: Phrases, quantities: Sequence[Quantity], topic: Topic) -> list[Quantity]:
    """Fills in what the quantities of a sentence measure; ``topic`` gives the subject of the sentence before."""
    previous = FIRST
    found = []
    for index, quantity in enumerate(quantities):
        if quantity.of is None and quantity.kind not in UNNAMED:
            previous = _chosen(Open(sentence, quantities, index, previous))
            quantity = replace(quantity, of=_span(text, sentence, previous, topic))
        else:
            previous = _phrase_at(sentence, quantity.of)
        found.append(quantity)
    return found


def _phrase_at(sentence: Phrases, of: Span | None) -> int:
    """Returns the first phrase that overlaps with a span."""
    if of is None:
        return UNKNOWN
    shared = (
        index
        for index, (first, last) in enumerate(sentence.phrases)
        if sentence.starts[first] < of.end and of.start < sentence.ends[last - 1]
    )
    return next(shared, UNKNOWN)


def _chosen(number: Open) -> int:
    decision = decide(CARRIED_RULES, number)
    if decision is not None:
        return decision[0]
    place = setting(number.sentence, number.index, number.quantities[number.index], number.previous)
    phrase, probability = choose(place, load_weights())
    return phrase if probability >= LEAST else UNKNOWN


def the_same_again(number: Open) -> int | None:
    """Fell 88 points, OR 1.2 percent; at $71.10, UP 1.3 percent; $5 a share (£3)."""
    gap = set(_gap(number))
    again, around = measured_words("the same again"), measured_words("around the same again")
    repeats = not gap.isdisjoint(again) and gap <= again | around
    return number.previous if repeats and number.previous >= 0 else None


def compared_with(number: Open) -> int | None:
    """78 percent, UP FROM 50 percent; $5 million, COMPARED WITH $4 million."""
    if number.previous < 0 or number.quantities[number.index].unit != number.quantities[number.index - 1].unit:
        return None
    gap = _after_comma(_gap(number))
    compares = gap[-1:] and gap[-1] in measured_words("compared with") or "compared" in gap
    known = measured_words("compared with", "before compared with", "around the same again")
    return number.previous if compares and known.issuperset(gap) else None


def _after_comma(words: Sequence[str]) -> Sequence[str]:
    commas = [at for at, low in enumerate(words) if low == ","]
    return words[commas[-1] :] if commas else words


def that_is(number: Open) -> int | None:
    """Paid 34bn tenge, THAT IS 60 percent up; not a finite verb of another subject."""
    gap = [low for low in _gap(number) if low != ","][:2]
    repeats = len(gap) == 2 and gap[0] in ("that", "which") and gap[1] in measured_words("be")
    return number.previous if repeats and number.previous >= 0 else None


def change_of_the_same(number: Open) -> int | None:
    """Closed at $5.25, A 26% DECLINE: a change of nothing else is one of what the number before measures."""
    lowers = number.sentence.lowers
    if number.previous < 0:
        return None
    first, last = number.sentence.numbers[number.index]
    after, next_after = (lowers[at] if at < len(lowers) else "" for at in (last, last + 1))
    changes = after in listed("nouns of change") and next_after not in listed("after a noun of change")
    of_change = first > 1 and lowers[first - 1] == "of" and lowers[first - 2] in listed("nouns of change")
    return number.previous if changes or of_change else None


def _gap(number: Open) -> Sequence[str]:
    """Returns the words between a number and the one before, in lower case; none where it is the first."""
    if number.index == 0:
        return ()
    numbers = number.sentence.numbers
    return number.sentence.lowers[numbers[number.index - 1][1] : numbers[number.index][0]]


def next_in_a_list(number: Open) -> int | None:
    """The Dow fell 1.3 percent, THE NASDAQ 1.1 percent: a name right before a number of the same kind."""
    sentence, index = number.sentence, number.index
    if index == 0 or number.quantities[index].kind != number.quantities[index - 1].kind:
        return None
    begin, first = sentence.numbers[index - 1][1], sentence.numbers[index][0]
    phrase = next((at for at, (_, last) in enumerate(sentence.phrases) if last == first), None)
    if phrase is None or sentence.head(phrase) in measured_words("times"):
        return None
    start = sentence.phrases[phrase][0]
    opens = sentence.lowers[start] == "the" or start > 0 and sentence.lowers[start - 1] in (",", "and", ";")
    return None if not opens or any(tag in FINITE for tag in sentence.tags[begin:first]) else phrase


CARRIED_RULES = (the_same_again, compared_with, that_is, change_of_the_same, next_in_a_list)
"""Rules for numbers that go on with what the one before began, asked before the phrases are ranked."""


def _span(text: str, sentence: Phrases, phrase: int, topic: Topic) -> Span | None:
    """Returns a phrase as it is shown; of a pronoun the subject before it, in this sentence or the one before."""
    if phrase < 0:
        return None
    if sentence.is_pronoun(phrase):
        if sentence.head(phrase) not in measured_words("pronouns with an antecedent"):
            return None
        earlier = subject(sentence, sentence.phrases[phrase][0])
        if earlier < 0:
            return topic()
        phrase = earlier
    return shown(text, sentence, phrase)


def shown(text: str, sentence: Phrases, phrase: int) -> Span:
    """Returns a phrase as a reader wants it, as a span of the text."""
    first, last = sentence.shown(phrase)
    start, end = sentence.starts[first], sentence.ends[last - 1]
    return Span(start, end, text[start:end])


def subject(sentence: Phrases, before: int) -> int:
    """Returns the first phrase before a word that can be a subject and be measured, or -1."""
    never = measured_words("pronouns", "times", "parts of numbers", "people who speak")
    for phrase, (first, last) in enumerate(sentence.phrases):
        if last > before:
            break
        inside = first > 0 and sentence.lowers[first - 1] in measured_words("before no subject")
        if sentence.lowers[last - 1] not in never and not inside:
            return phrase
    return -1


def topic_before(article: Segmentation, bounds: SentenceSpan) -> Span | None:
    """Returns the subject of the sentence before one in its block, which a pronoun of that one stands for."""
    at = bisect_left(article.sentences, bounds.start, key=lambda each: each.start) - 1
    if at < 0 or article.sentences[at].block != bounds.block:
        return None
    sentence = sentence_phrases(article.tokens, article.sentences[at], ())
    phrase = subject(sentence, len(sentence.words))
    return shown(article.text, sentence, phrase) if phrase >= 0 else None
