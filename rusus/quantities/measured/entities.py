"""Measured entities (MeasEval), sentence by sentence.

What the rules leave open is carried on from the number before, chosen among the noun phrases, or, where there is only a
pronoun, taken from the sentence before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from rusus.model import Quantity, Segmentation, SentenceSpan, Span, Tokens
from rusus.quantities.measured.carried import CARRIED_RULES, SAME, Open, is_conversion
from rusus.quantities.measured.clauses import CLAUSE_RULES
from rusus.quantities.measured.phrases import Phrases, find_phrases
from rusus.quantities.measured.ranker import choose
from rusus.quantities.measured.setting import FIRST, UNKNOWN, setting
from rusus.quantities.measured.words import measured_words
from rusus.rules import decide

MOST_NUMBERS = 60
"""Numbers of a sentence in which phrases are ranked; one with more is a table, and the cost stays linear."""

FARTHEST_TOPIC = 3
"""Sentences before a number among which the noun of its pronoun is looked for; chosen by hand, not measured."""

Topic = Callable[[], Span | None]
"""Gives the subject of the sentence before; asked where a pronoun stands for it."""

UNNAMED = frozenset(("age", "score"))
"""Kinds of quantity that measure nothing."""


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
    previous, known = FIRST, None
    found = []
    for index, quantity in enumerate(quantities):
        if index and is_conversion(sentence, quantities, index):
            quantity = replace(quantity, of=known)
        elif quantity.of is None and quantity.kind not in UNNAMED:
            phrase = _chosen(Open(sentence, quantities, index, previous, known))
            if phrase != SAME and (phrase < 0 or phrase != previous):
                previous, known = phrase, _span(text, sentence, phrase, topic)
            quantity = replace(quantity, of=known)
        else:
            previous, known = _phrase_at(sentence, quantity.of), quantity.of
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


def decided(number: Open) -> int | None:
    """Returns the phrase that the rules give a number, SAME or UNKNOWN; None where they are silent."""
    decision = decide(CARRIED_RULES, number) or decide(CLAUSE_RULES, number)
    return None if decision is None else decision[0]


def _chosen(number: Open) -> int:
    phrase = decided(number)
    if phrase is not None:
        return phrase
    phrase = choose(setting(number.sentence, number.index, number.quantity, number.previous))
    return phrase if phrase >= 0 else UNKNOWN


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
    for earlier in article.sentences[max(0, at + 1 - FARTHEST_TOPIC) : at + 1][::-1]:
        if earlier.block != bounds.block:
            return None
        sentence = sentence_phrases(article.tokens, earlier, ())
        if not _begins_with_pronoun(sentence):
            phrase = subject(sentence, len(sentence.words))
            return shown(article.text, sentence, phrase) if phrase >= 0 else None
    return None


def _begins_with_pronoun(sentence: Phrases) -> bool:
    """True of a sentence whose own subject stands in the one before: IT climbed to $2 billion. It dipped to 1."""
    first = sentence.head(0) if sentence.phrases and sentence.is_pronoun(0) else ""
    return first in measured_words("pronouns with an antecedent")
