"""Measured entities (MeasEval): what a quantity measures or counts, as a span of the sentence."""

from __future__ import annotations

from rusus.model import Span
from rusus.quantities.amount import Amount
from rusus.quantities.counted_nouns import counted_single
from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import listed, nouns

LONGEST_NOUN_PHRASE = 6
LONGEST_SUBJECT = 10
PREPOSITIONS = frozenset({"of", "to", "from", "for", "in", "on"})
MODIFYING = frozenset({"for", "of", "-", "‐", "‑"})
"""Before a noun of time inside a subject: crude for March delivery, the 10-year note."""
ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "our", "my", "your", "this", "another"})


def measured(text: str, lexemes: Lexemes, amount: Amount, begin: int, verb: int) -> Span | None:
    """Returns what an amount measures or counts: 12,000 RUSSIAN SOLDIERS, its HOLDINGS fell, a 12-mile STRETCH.

    ``begin`` is where the words of its comparator begin, ``verb`` the word of change that governs it, or below zero.
    """
    bounds = (
        _counted(amount)
        or _after_preposition(lexemes, amount)
        or _attributive(lexemes, amount, begin)
        or (_moved(lexemes, verb, begin) if verb >= 0 else None)
        or _of_amount(lexemes, begin)
        or (_level(lexemes, begin) if amount.kind != "age" else None)
    )
    if bounds is None or bounds[0] >= bounds[1]:
        return None
    start, end = lexemes.starts[bounds[0]], lexemes.ends[bounds[1] - 1]
    return Span(start, end, text[start:end])


def _counted(amount: Amount) -> tuple[int, int] | None:
    return (amount.noun.first, amount.noun.last) if amount.noun else None


def _after_preposition(lexemes: Lexemes, amount: Amount) -> tuple[int, int] | None:
    """60 percent of VOTERS, $5 million worth of GOODS, $2.5 billion in DEBT."""
    at = amount.end
    low = lexemes.lowers[at]
    if low not in ("of", "in", "worth") or low != "of" and amount.kind == "duration":
        return None
    if low == "in" and (
        amount.kind not in ("money", "percent")
        or not lexemes.words[at + 1].islower()
        or lexemes.lowers[at + 1] in nouns("stop words")
    ):
        return None
    at += 1 + (low == "worth")
    while lexemes.lowers[at] in nouns("determiners"):
        at += 1
    found = counted_single(lexemes, at)
    if found is None or lexemes.words[at][:1].isdigit() or lexemes.lowers[at] in listed("months"):
        return None
    last = found.last + (lexemes.words[found.last].isdigit() and lexemes.glued(found.last))
    return found.first, last


def _attributive(lexemes: Lexemes, amount: Amount, begin: int) -> tuple[int, int] | None:
    """A $250,000 FINE, the 12-mile STRETCH, a 19% drop in SALES: the noun that a number with a unit stands before."""
    if amount.kind not in ("money", "percent", "measure", "duration", "percentage point", "basis point", "multiple"):
        return None
    if begin == 0 or not (amount.hyphenated or lexemes.lowers[begin - 1] in ARTICLES):
        return None
    at = amount.end
    while lexemes.words[at] == "-" or lexemes.lowers[at] in listed("dimension words"):
        at += 1
    last = at
    while last - at < LONGEST_NOUN_PHRASE and _is_nominal(lexemes, last):
        low = lexemes.lowers[last]
        if low.endswith("ed") or low in listed("months") or low in listed("verbs of level"):
            break
        last += 1
    if last == at:
        return None
    if lexemes.lowers[last - 1] not in listed("nouns of change"):
        return at, last
    if lexemes.lowers[last] not in ("in", "of", "for", "on"):
        return (at, last - 1) if last - 1 > at else None
    last += 1
    while lexemes.lowers[last] in nouns("determiners"):
        last += 1
    found = counted_single(lexemes, last)
    return (found.first, found.last) if found else None


def _is_nominal(lexemes: Lexemes, at: int) -> bool:
    """Says whether a word can stand in the noun phrase after an attributive number."""
    word, low = lexemes.words[at], lexemes.lowers[at]
    return (
        word[:1].isalpha()
        and low not in nouns("stop words")
        and low not in nouns("verbs")
        and low not in listed("comparatives")
        and not (low.endswith("ly") and len(low) > 4)
    )


def _moved(lexemes: Lexemes, verb: int, begin: int) -> tuple[int, int] | None:
    """Cut RATES by 25 points, raised its DIVIDEND to 85 cents: the object of a verb of change, else its subject."""
    last = begin - 1 if lexemes.lowers[begin - 1] in ("by", "to", "from", "another", "in") else begin
    at = verb + 1
    while at < last and lexemes.lowers[at] in nouns("determiners"):
        at += 1
    if at < last and all(_is_nominal(lexemes, index) for index in range(at, last)):
        if lexemes.lowers[at] not in listed("between trend and number"):
            return at, last
    return _subject(lexemes, verb)


def _of_amount(lexemes: Lexemes, begin: int) -> tuple[int, int] | None:
    """A NET PROFIT of $12 million, at a DEPTH of 10 km."""
    if lexemes.lowers[begin - 1] != "of" or begin < 2:
        return None
    last = at = begin - 1
    while at > 0 and last - at < LONGEST_NOUN_PHRASE and _is_nominal(lexemes, at - 1):
        at -= 1
    if at == last or lexemes.lowers[last - 1] in listed("nouns of change"):
        return None
    return at, last


def _level(lexemes: Lexemes, begin: int) -> tuple[int, int] | None:
    """TURNOUT was 62 per cent, SALES hit £2.3bn, the RATE stood at 4%: the subject of a verb that states a level."""
    at = begin - 1
    if lexemes.lowers[at] in ("at", "to", "worth") and at > 1:
        at -= 1
    while at > 0 and lexemes.lowers[at].endswith("ly") and len(lexemes.lowers[at]) > 4:
        at -= 1
    if at < 1 or lexemes.lowers[at] not in listed("verbs of level"):
        return None
    return _subject(lexemes, at)


def _subject(lexemes: Lexemes, verb: int) -> tuple[int, int] | None:
    """Returns the noun phrase right before a verb: HOLDINGS fell, EXPORTS TO CHINA rose, its HOLDINGS falling."""
    at = verb - 1
    while at >= 0 and (lexemes.lowers[at] in listed("auxiliaries") or _is_adverb(lexemes.lowers[at])):
        at -= 1
    last = at
    while at >= 0 and last - at < LONGEST_SUBJECT and (_is_nominal(lexemes, at) or _inside_subject(lexemes, at)):
        if lexemes.lowers[at] in listed("time nouns") and lexemes.words[at - 1] not in MODIFYING:
            break
        at -= 1
    first = at + 1
    while first <= last and (not _is_nominal(lexemes, first) or lexemes.words[first] == "s"):
        first += 1
    return first, last + 1


def _is_adverb(low: str) -> bool:
    return low.endswith("ly") and len(low) > 4 or low in ("edged", "inched", "ticked", "sharply", "further")


def _inside_subject(lexemes: Lexemes, at: int) -> bool:
    """Exports TO China, the share OF THE vote, full-time: what may stand inside a subject."""
    low = lexemes.lowers[at]
    if low in PREPOSITIONS:
        return at > 0 and _is_nominal(lexemes, at - 1)
    if low in nouns("determiners"):
        return lexemes.lowers[at - 1] in PREPOSITIONS and at > 1
    if low in ("'", "’"):
        return lexemes.lowers[at + 1] == "s" and at > 0
    return low.isdigit() or low in "-‐‑&" and lexemes.glued(at)
