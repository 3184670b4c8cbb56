"""Phrases beside a number, told by word lists alone: the noun phrase after a word, the subject before a verb."""

from __future__ import annotations

from rusus.quantities.counted_nouns import counted_single
from rusus.quantities.lexer import CURRENCY_SIGNS, HYPHENS, Lexemes
from rusus.quantities.measured.words import measured_words
from rusus.quantities.word_lists import listed, nouns

Bounds = tuple[int, int]
"""The first lexeme of a phrase and the one after its last; an empty phrase says that nothing is named."""

LONGEST_BRACKETS, LONGEST_CONVERSIONS = 5, 12
"""Words of brackets that hold the same amount in another unit: (13 km); in two: (£2.6m; $4.9m). Chosen by hand."""

LONGEST_SUBJECT = 10
"""Words of a subject with its complements, and no more, so that the cost stays linear."""

SHORTEST_ADVERB = 5
"""Letters of a word in -ly that is an adverb: sharply, but not fly or July."""


def after_brackets(lexemes: Lexemes, at: int) -> int:
    """Returns where a sentence goes on after the same amount in brackets, inside or before which an amount ends."""
    if lexemes.lowers[at] not in ("(", ")"):
        return at
    is_sum = lexemes.words[at + 1] in CURRENCY_SIGNS or lexemes.words[at + 1][:1].isdigit()
    reach = range(at, min(at + (LONGEST_CONVERSIONS if is_sum else LONGEST_BRACKETS), len(lexemes)))
    return next((end + 1 for end in reach if lexemes.lowers[end] == ")"), at)


def noun_phrase(lexemes: Lexemes, at: int) -> Bounds | None:
    """Returns the noun phrase that begins at a lexeme, its determiners left out; numbers and months begin none."""
    at = skip_determiners(lexemes, at)
    if at and lexemes.lowers[at - 1] in ("those", "these") and lexemes.lowers[at].endswith("ed"):
        return None  # 14 percent of those asked
    found = counted_single(lexemes, at)
    if found is None or lexemes.words[at][:1].isdigit() or lexemes.lowers[at] in listed("months"):
        return None
    # CO2, H2O: digits glued to the noun belong to it.
    last = found.last + (lexemes.words[found.last].isdigit() and lexemes.glued(found.last))
    return found.first, last


def skip_determiners(lexemes: Lexemes, at: int) -> int:
    while lexemes.lowers[at] in nouns("determiners"):
        at += 1
    return at


def is_nominal(lexemes: Lexemes, at: int) -> bool:
    """True if a word can stand in a noun phrase before or after a number."""
    word, low = lexemes.words[at], lexemes.lowers[at]
    return (
        word[:1].isalpha()
        and low not in nouns("stop words")
        and low not in nouns("verbs")
        and low not in listed("comparatives")
        and not ends_as_adverb(low)
    )


def subject(lexemes: Lexemes, verb: int) -> Bounds | None:
    """Returns the noun phrase right before a verb: HOLDINGS fell, EXPORTS TO CHINA rose, expects SALES to rise.

    One that is the tail of a longer phrase is none: the rate among its engineers fell, the cost of roads and bridges.
    """
    last = at = _end_of_subject(lexemes, verb)
    while at >= 0 and last - at < LONGEST_SUBJECT and (is_nominal(lexemes, at) or _inside_subject(lexemes, at)):
        if at < last and lexemes.lowers[at] in measured_words("verbs of expecting") and is_nominal(lexemes, at + 1):
            break
        modifies = lexemes.words[at - 1] in listed("before a modifying noun of time")
        if lexemes.lowers[at] in listed("time nouns") and not modifies:
            break
        at -= 1
    first = at + 1
    while first <= last and not _opens_subject(lexemes, first):
        first += 1
    is_tail = at >= 0 and lexemes.lowers[at] in measured_words("before the tail of a subject")
    is_tail = is_tail or at > 0 and _is_counted_tail(lexemes, at)
    is_tail = is_tail or last >= 0 and lexemes.lowers[last] in nouns("determiners")
    return None if is_tail or is_weak(lexemes, first, last + 1) else (first, last + 1)


def _is_counted_tail(lexemes: Lexemes, at: int) -> bool:
    """True of a count in the tail of a subject: the rate among the country's 48,000 ENGINEERS fell."""
    return lexemes.words[at][:1].isdigit() and not lexemes.joined(at) and lexemes.lowers[at - 1] in ("s", "the", "its")


def _opens_subject(lexemes: Lexemes, at: int) -> bool:
    """True if a subject can begin with a word: the RATE, the 30-YEAR rate; but 's, 5, and."""
    if lexemes.words[at].isdigit():
        return lexemes.words[at + 1] in HYPHENS and lexemes.tied(at + 1)
    return is_nominal(lexemes, at) and lexemes.words[at] != "s"


def _end_of_subject(lexemes: Lexemes, verb: int) -> int:
    """Returns the last word before a verb and its auxiliaries: the TOLL is believed to have been 31."""
    at = _before_auxiliaries(lexemes, verb - 1)
    if lexemes.lowers[verb] in ("up", "down", "higher", "lower") and lexemes.lowers[at] in measured_words("ends a day"):
        at = _before_auxiliaries(lexemes, at - 1)  # SHARES closed up 5 percent
    raised = at > 0 and lexemes.lowers[at + 1] == "to" and lexemes.lowers[at] in measured_words("said of a subject")
    return _before_auxiliaries(lexemes, at - 1) if raised else at


def _before_auxiliaries(lexemes: Lexemes, at: int) -> int:
    while at >= 0 and (lexemes.lowers[at] in listed("auxiliaries") or is_adverb(lexemes.lowers[at])):
        at -= 1
    return at


def is_weak(lexemes: Lexemes, first: int, last: int) -> bool:
    """True if a phrase is no more than a pronoun, a letter or a part of a number."""
    low = lexemes.lowers[first]
    weak = measured_words("pronouns", "parts of numbers", "before no phrase", "times")
    return last - first == 1 and (low in weak or len(low) == 1)


def is_adverb(low: str) -> bool:
    return ends_as_adverb(low) or low in listed("between subject and verb")


def ends_as_adverb(low: str) -> bool:
    return low.endswith("ly") and len(low) >= SHORTEST_ADVERB


def _joins_complements(lexemes: Lexemes, at: int) -> bool:
    """True if "and" stands inside the complement of a subject: spending ON health AND education; the cost and price."""
    back = at - 1
    while back > 0 and at - back < LONGEST_SUBJECT // 2 and is_nominal(lexemes, back):
        back -= 1
    low = lexemes.lowers[back]
    links = low in listed("inside a subject") or low == "between"
    return links and back < at - 1 and back > 0 and is_nominal(lexemes, back - 1)


def _inside_subject(lexemes: Lexemes, at: int) -> bool:
    """True if a word or mark can stand inside a subject: exports TO China, the share OF THE vote, full-time."""
    low = lexemes.lowers[at]
    if low == "and":
        return _joins_complements(lexemes, at)
    if low in listed("inside a subject") or low == "between" and "and" in lexemes.lowers[at : at + LONGEST_SUBJECT]:
        return at > 0 and is_nominal(lexemes, at - 1)
    if low in nouns("determiners"):
        return lexemes.lowers[at - 1] in listed("inside a subject") and at > 1
    if low in ("'", "’"):
        return lexemes.lowers[at + 1] == "s" and at > 0
    return low.isdigit() or low in "-‐‑&" and lexemes.glued(at)
