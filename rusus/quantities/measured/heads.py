"""Heads of noun phrases: what kind of thing a phrase is, and which are never what a number measures."""

from __future__ import annotations

from rusus.quantities.measured.phrases import NOUNS, Phrases
from rusus.quantities.measured.words import measured_words
from rusus.quantities.word_lists import listed


def head_class(sentence: Phrases, phrase: int) -> str:
    """Returns what kind of thing a phrase is by its last word: a time, a change, a pronoun, an average, or its tag."""
    last = sentence.phrases[phrase][1]
    head, tag = sentence.lowers[last - 1], sentence.tags[last - 1]
    if head in measured_words("nouns without content"):
        return "empty"
    if tag == "PRP" or head in measured_words("pronouns"):
        return "PRP"
    if head in measured_words("times"):
        return "time"
    if head in listed("nouns of change"):
        after = sentence.lowers[last] if last < len(sentence.words) else ""
        return "change" + (after if after in ("in", "of", "to") else "")
    if head in measured_words("measurable nouns"):
        return "measurable"
    return tag


def is_never_measured(sentence: Phrases, phrase: int) -> bool:
    """True of times, directions, parts of numbers, a bare change (a decline; but an earnings decline), an average or
    total of nothing named."""
    if sentence.head(phrase) in measured_words("parts of numbers", "times", "articles", "directions"):
        return True
    first, last = sentence.phrases[phrase]
    if last - first == 1 and sentence.lowers[first] in measured_words("before no phrase"):
        return True
    paid = last - first == 1 and sentence.lowers[first] in measured_words("means of payment")
    if paid and first > 0 and sentence.lowers[first - 1] == "in":
        return True  # 33 dollars in cash
    if (
        last - first == 1
        and sentence.lowers[first] in measured_words("verbs of measure")
        and _opens_object(sentence, last)
    ):
        return True  # homes up to $1 million STAY an average of 70 days
    if sentence.lowers[first] in listed("months") and sentence.head(phrase).isdigit():
        return True  # August 1
    after = last + 1
    while after < len(sentence.words) and sentence.lowers[after] in measured_words("articles"):
        after += 1
    links = after < len(sentence.words) and sentence.lowers[last] in ("of", "in", "to")
    is_named = links and sentence.owners[after] < 0 and sentence.lowers[after] not in measured_words("times")
    if is_named:
        return False
    kind = head_class(sentence, phrase)
    return kind == "empty" or kind.startswith("change") and NOUNS.isdisjoint(sentence.tags[first : last - 1])


def _opens_object(sentence: Phrases, at: int) -> bool:
    return at < len(sentence.words) and (sentence.tags[at] == "DT" or sentence.owners[at] >= 0)
