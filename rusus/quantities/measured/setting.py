"""Settings: a number of a sentence and what stands around it, whichever phrase is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rusus.language.tagger import FINITE
from rusus.model import Quantity
from rusus.quantities.measured.phrases import ADVERBS, VERBS, Phrases
from rusus.quantities.measured.subjects import phrase_after, subject_in_clause
from rusus.quantities.measured.words import VERB_CLASSES, measured_words
from rusus.quantities.word_lists import listed

REACH_OF_VERB = 14
"""Words before a number among which its verb is looked for, so that the cost stays linear; chosen by hand."""

CONNECTED = 2
"""Words between two numbers that are looked at one by one; of more only the kinds count."""

UNKNOWN, FIRST = -1, -2
"""What the number before measures: nothing that is known, or there is no number before."""

SIGNS = frozenset("$€£¥~")
CLAUSE_ENDS = frozenset(";:“”")


COMPARATORS = frozenset((("up", "to"), ("at", "least"), ("at", "most")))
"""Pairs of words before a number that only compare."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of a sentence and what stands around it, whichever phrase is asked about.

    ``subject`` and ``object`` are the phrases that its verb seems to have, or -1; ``compound`` is true of a 22-member
    board.
    """

    sentence: Phrases
    first: int
    last: int
    kind: str
    article: bool
    before: str
    after: str
    verb: int
    verb_class: str
    verb_word: str
    word_before: str
    next_word: str
    link: str
    previous: int
    subject: int
    object: int
    compound: bool


def setting(sentence: Phrases, index: int, quantity: Quantity, previous: int) -> Setting:
    """Returns the setting of the ``index``-th number; ``previous`` is the phrase that the number before measures."""
    first, last = sentence.numbers[index]
    at = before_comparator(sentence, first)
    article = at >= 0 and sentence.lowers[at] in measured_words("articles")
    at -= article
    while at >= 0 and sentence.tags[at] in ADVERBS:
        at -= 1
    verb = _governing_verb(sentence, at)
    kind = "moneyper" if quantity.kind == "money" and " per " in quantity.unit else quantity.kind
    return Setting(
        sentence,
        first,
        last,
        kind,
        article,
        _class_before(sentence, at),
        _class_after(sentence, last),
        verb,
        verb_class(sentence.lowers[verb]) if verb >= 0 else "^",
        sentence.lowers[verb] if verb >= 0 else "^",
        sentence.lowers[first - 1] if first else "^",
        sentence.lowers[last] if last < len(sentence.lowers) else "$",
        "-" if previous == FIRST else _link(sentence, index, at),
        previous,
        subject_in_clause(sentence, verb),
        phrase_after(sentence, verb, first) if verb >= 0 else -1,
        is_compound(sentence.words[first:last]),
    )


def is_compound(words: Sequence[str]) -> bool:
    """True of 22-member, 60-vote, two-year: what they describe stands behind them; but half-pregnant."""
    first, hyphen, last = words[-1].partition("-") if words else ("", "", "")
    return bool(hyphen) and last[-1:].isalpha() and first.lower() not in ("half", "quarter")


def before_comparator(sentence: Phrases, first: int) -> int:
    """Returns the word before a number and its words of comparison, or -1."""
    at = first - 1
    if at > 0 and tuple(sentence.lowers[at - 1 : at + 1]) in COMPARATORS:
        at -= 2
    while at >= 0 and (
        sentence.lowers[at] in measured_words("before a number")
        or sentence.tags[at] in ADVERBS
        or sentence.lowers[at] in SIGNS
    ):
        at -= 1
    return at


def _governing_verb(sentence: Phrases, at: int) -> int:
    """Returns the last verb before a number in its clause, or -1."""
    for verb in range(at, max(-1, at - REACH_OF_VERB), -1):
        if sentence.tags[verb] in VERBS and sentence.owners[verb] < 0:
            return verb
        if sentence.lowers[verb] in CLAUSE_ENDS:
            break
    return -1


@lru_cache(maxsize=1 << 12)
def verb_class(low: str) -> str:
    """Returns what a verb does: be, have, pay, cost, say, value, deal, change, level, or just verb.

    Kept, because each phrase beside a number asks for the words around it.
    """
    found = next((name for name in VERB_CLASSES if low in measured_words(name)), None)
    return found or (
        "change" if low in listed("up", "down") else "level" if low in listed("verbs of level") else "verb"
    )


def _class_before(sentence: Phrases, at: int) -> str:
    if at < 0:
        return "^"
    low, tag = sentence.lowers[at], sentence.tags[at]
    if sentence.owners[at] >= 0:
        return "#"
    if low in measured_words("prepositions") or not low[0].isalnum() or low in ("and", "or", "total"):
        return low
    return verb_class(low) if tag in VERBS or low in listed("up", "down", "verbs of level") else tag


def _class_after(sentence: Phrases, at: int) -> str:
    if at >= len(sentence.words):
        return "$"
    low = sentence.lowers[at]
    if sentence.owners[at] >= 0:
        return "#"
    plain = low in measured_words("prepositions", "after a number") or not low[0].isalnum()
    return low if plain else sentence.tags[at]


def _link(sentence: Phrases, index: int, at: int) -> str:
    """Returns what ties a number to the one before: its words where they are few, else what kinds there are."""
    begin, end = sentence.numbers[index - 1][1], sentence.numbers[index][0]
    lowers = sentence.lowers[begin:end]
    if len(lowers) <= CONNECTED:
        return "_".join(lowers)
    kinds = ("," if "," in lowers else "", "and" if "and" in lowers else "")
    verb = "V" if any(tag in FINITE for tag in sentence.tags[begin:end]) else ""
    before = sentence.lowers[at] if at >= 0 and sentence.lowers[at] in measured_words("prepositions") else ""
    return "".join((*kinds, verb, before))
