"""Measured entities (MeasEval): what a quantity measures or counts, as a span of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rusus.language.tagger import usual_tag
from rusus.model import Span
from rusus.quantities.amount import Amount
from rusus.quantities.counted_nouns import counted_single, is_plural
from rusus.quantities.lexer import Lexemes
from rusus.quantities.measured.beside import (
    Bounds,
    after_brackets,
    ends_as_adverb,
    is_adverb,
    is_nominal,
    is_weak,
    noun_phrase,
    skip_determiners,
    subject,
)  # fmt: skip
from rusus.quantities.measured.words import measured_words
from rusus.quantities.modifiers.trends import trend
from rusus.quantities.word_lists import listed, nouns
from rusus.rules import decide

LONGEST_NOUN_PHRASE = 6
"""Words of a noun phrase before or after an amount; chosen by hand, not measured."""

ATTRIBUTIVE_KINDS = frozenset(
    {"money", "percent", "measure", "duration", "percentage point", "basis point", "multiple"}
)
"""Kinds of amount that stand before a noun as adjectives do; counts have their noun already."""

NOTHING = (0, 0)

INFINITIVES = ("VB", "VBP", "VBN")
"""Tags of a verb after to; of become the lexicon knows the participle best."""

KINDS_OF_A_LEVEL = frozenset(("money", "percent", "number", "index points"))
"""Kinds of amount of which a low or a peak is one; a record of 9.8 seconds is itself what is measured."""

INSIDE_AN_OBJECT = frozenset(("and", "the", "its", "s", "'", "’"))

HEIGHT_LINKS = frozenset(("a", "an", "the", "its", "their", "to", "at", "from", "above", "below", "past", "-"))
"""Words between a verb and the height that is reached."""


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount among its lexemes.

    ``begin`` is where the words of its comparator begin, ``verb`` the word of change that governs it, or below zero.
    """

    lexemes: Lexemes
    amount: Amount
    begin: int
    verb: int

    @property
    def before(self) -> str:
        """The word before the amount and its comparator, in lower case."""
        return self.lexemes.lowers[self.begin - 1]


def measured(text: str, lexemes: Lexemes, amount: Amount, begin: int, verb: int) -> Span | None:
    """Returns what an amount measures or counts: 12,000 RUSSIAN SOLDIERS, its HOLDINGS fell, a 12-mile STRETCH.

    ``begin`` is where the words of its comparator begin, ``verb`` the word of change that governs it, or below zero.
    """
    decision = decide(MEASURED_RULES, Measured(lexemes, amount, begin, verb))
    if decision is None:
        return None
    first, last = decision[0]
    if first >= last:
        return None
    start, end = lexemes.starts[first], lexemes.ends[last - 1]
    return Span(start, end, text[start:end])


def counted_things(m: Measured) -> Bounds | None:
    """12,000 RUSSIAN SOLDIERS, 40 pages of DOCUMENTS; but 8 points, half of one percentage point."""
    noun = m.amount.noun
    if noun is None or m.lexemes.lowers[noun.last - 1] in measured_words("parts of numbers"):
        return None
    is_part = m.lexemes.lowers[noun.last] == "of" and m.lexemes.lowers[noun.last - 1] in measured_words(
        "parts of a thing"
    )
    whole = noun_phrase(m.lexemes, noun.last + 1) if is_part else None
    return whole or (noun.first, noun.last)


def after_of_or_worth(m: Measured) -> Bounds | None:
    """60 percent of VOTERS, $5 million worth of GOODS, 8 miles (13 km) of TUNNELS."""
    at = after_brackets(m.lexemes, m.amount.end)
    link = m.lexemes.lowers[at]
    if link == "of":
        return _those(m.lexemes, at + 1) or noun_phrase(m.lexemes, at + 1)
    of_worth = link == "worth" and m.lexemes.lowers[at + 1] == "of" and m.amount.kind != "duration"
    return noun_phrase(m.lexemes, at + 2) if of_worth else None


def _those(lexemes: Lexemes, at: int) -> Bounds | None:
    """60 percent of THOSE ASKED, of THOSE WITH BROADBAND: a group that has no noun of its own."""
    if lexemes.lowers[at] != "those":
        return None
    if lexemes.lowers[at + 1].endswith("ed"):
        return at, at + 2
    found = noun_phrase(lexemes, at + 2) if lexemes.lowers[at + 1] in ("with", "in") else None
    return (at, found[1]) if found else None


def _after_conversion(m: Measured) -> int:
    """Returns where a sentence goes on after an amount, and after the same in brackets: 7bn yen ($60m; £33m) went."""
    return after_brackets(m.lexemes, m.amount.end) if m.lexemes.lowers[m.amount.end] == "(" else m.amount.end


def after_in(m: Measured) -> Bounds | None:
    """$2.5 billion in DEBT; but $2.5 billion in Spain, in cash, 5 percent in trading."""
    link = _after_conversion(m)
    following = m.lexemes.words[link + 1]
    if m.lexemes.lowers[link] != "in" or m.amount.kind not in ("money", "percent"):
        return None
    never = measured_words("times", "before a time", "means of payment")
    ordinary = following.islower() and following not in nouns("stop words") and following not in never
    found = noun_phrase(m.lexemes, link + 1) if ordinary else None
    never = measured_words("after in, and not measured", "times")
    return None if found is None or m.lexemes.lowers[found[1] - 1] in never else found


def where_money_goes(m: Measured) -> Bounds | None:
    """Spent $5 million on ROADS, cut $716 billion from MEDICARE; but paid $5 million to Smith."""
    lowers = m.lexemes.lowers
    verb = m.begin - 1
    if lowers[verb] == "of" and m.lexemes.before(verb) == "total":
        verb -= 3  # paid a total of
    if m.amount.kind != "money" or verb < 0 or lowers[verb] not in measured_words("verbs of giving and taking"):
        return None
    link = _after_conversion(m)
    link += lowers[link] == "out" and lowers[link + 1] == "of"
    if lowers[link] not in measured_words("before what money goes to") or _is_partner(lowers, verb, link):
        return None
    found = noun_phrase(m.lexemes, link + 1)
    acts = lowers[link] == "to" and _is_infinitive(m.lexemes, link + 1)  # paid $5 million to settle
    if found is None or acts or lowers[found[1] - 1] in measured_words("times"):
        return None
    return found if lowers[link] != "to" or m.lexemes.words[found[0]].islower() else None


def _is_infinitive(lexemes: Lexemes, at: int) -> bool:
    """True of a verb after to: paid to SETTLE, took $5 million to STAGE a play; but paid to victims."""
    return usual_tag(lexemes.words[at]) in INFINITIVES or lexemes.lowers[at + 1] in nouns("determiners")


def _is_partner(lowers: Sequence[str], verb: int, link: int) -> bool:
    """True before those who give or get: received $5 million FROM Smith, paid $5 million TO THEIR employees."""
    if lowers[link] == "from":
        return lowers[verb] in measured_words("verbs of getting")
    passive = verb > 0 and lowers[verb - 1] in measured_words("be")  # was paid $5 million to speak
    return lowers[link] == "to" and (passive or lowers[link + 1] in listed("possessives"))


def noun_after_attribute(m: Measured) -> Bounds | None:
    """A $250,000 FINE, the 12-mile STRETCH, a 19% drop in SALES, a tip (1.5 mm DIAMETER): the noun behind a unit."""
    lexemes = m.lexemes
    if m.amount.kind not in ATTRIBUTIVE_KINDS or m.begin == 0:
        return None
    if not m.amount.hyphenated and not _opens_attribute(m) and m.before != "(":
        return None
    first = _after_conversion(m)
    while lexemes.words[first] == "-" or lexemes.lowers[first] in listed("dimension words"):
        first += 1
    last = first
    while last - first < LONGEST_NOUN_PHRASE and _continues_attribute(lexemes, first, last):
        last += 1
    if last == first or m.before == "(" and lexemes.lowers[last] != ")":
        return None
    if last == first + 1 and lexemes.lowers[first] in measured_words("marks"):
        return _subject_of_height(lexemes, m.begin)  # SALES hit the $5 million mark
    if lexemes.lowers[last - 1] in listed("nouns of change"):
        return _what_changed(lexemes, first, last)
    return first, last


def _opens_attribute(m: Measured) -> bool:
    """True if an article stands before a number, with an adjective at most: A $250,000 fine, A HOSTILE £7bn bid."""
    if m.before in listed("before an attribute") or m.lexemes.lowers[m.amount.first] in ("a", "an"):
        return True  # a $5 fine; a quarter-point rise
    opens = (
        m.begin > 1 and m.amount.kind != "duration" and m.lexemes.lowers[m.begin - 2] in listed("before an attribute")
    )
    return opens and usual_tag(m.lexemes.words[m.begin - 1]) == "JJ"


def _continues_attribute(lexemes: Lexemes, first: int, at: int) -> bool:
    """True if a word can stand between an attributive number and the end of its noun phrase."""
    low = lexemes.lowers[at]
    if at > first and "-" in (low, lexemes.words[at - 1]):
        hyphen = at if low == "-" else at - 1
        return lexemes.tied(hyphen) and (low == "-" or low.isalpha())  # a $2m back-tax claim, a £3m pay-off
    ends = low.endswith("ed") or low == "plus" or low in listed("months") or low in listed("verbs of level")
    return is_nominal(lexemes, at) and not ends


def _what_changed(lexemes: Lexemes, first: int, last: int) -> Bounds | None:
    """Returns what a noun of change is about: a 19% drop in SALES, a 19% SALES drop."""
    if lexemes.lowers[last] in listed("after a noun of change"):
        at = skip_determiners(lexemes, last + 1)
        found = counted_single(lexemes, at)
        if found and lexemes.lowers[found.last - 1] not in measured_words("times"):
            return found.first, found.last
    return (first, last - 1) if last - 1 > first else None


def _is_nominal_or_worth(lexemes: Lexemes, at: int) -> bool:
    """True also of the end of a net WORTH."""
    return is_nominal(lexemes, at) or lexemes.lowers[at] == "worth" and lexemes.lowers[at - 1] == "net"


def object_or_subject_of_change(m: Measured) -> Bounds | None:
    """Cut RATES by 25 points, raised its DIVIDEND to 85 cents; else the subject: HOLDINGS fell to $5 million."""
    if m.verb < 0:
        return None
    lexemes = m.lexemes
    last = m.begin - 1 if m.before in listed("between object and number") else m.begin
    first = m.verb + 1
    while first < last and lexemes.lowers[first] in nouns("determiners"):
        first += 1
    is_object = first < last and all(_can_be_object(lexemes, first, index) for index in range(first, last))
    if is_object and lexemes.lowers[first] not in listed("between trend and number"):
        return None if is_weak(lexemes, first, last) else (first, last)
    return subject(lexemes, m.verb)


def _can_be_object(lexemes: Lexemes, first: int, at: int) -> bool:
    """True of the words of an object, its complements among them: increased SPENDING ON ROADS AND SCHOOLS by 5%."""
    inside = lexemes.lowers[at] in listed("inside a subject") or lexemes.lowers[at] in INSIDE_AN_OBJECT
    return is_nominal(lexemes, at) or inside and at > first


def noun_before_of(m: Measured) -> Bounds | None:
    """A NET PROFIT of $12 million, a PRICE of between $62 and $68, at a DEPTH of 10 km; but a rise of 5 percent.

    EXPORTS fell to a two-year low of $5 million: a low is one of what fell.
    """
    last = m.begin - 1 - (m.before == "between")
    if last < 1 or m.lexemes.lowers[last] != "of":
        return None
    first = last
    while first > 0 and last - first < LONGEST_NOUN_PHRASE and _is_nominal_or_worth(m.lexemes, first - 1):
        first -= 1
    first = _after_verb(m.lexemes, first, last)
    if m.amount.kind in KINDS_OF_A_LEVEL and _is_height(m.lexemes, first, last):
        return _subject_of_height(m.lexemes, first)
    if m.lexemes.words[last - 1][:1].isupper() and m.lexemes.lowers[first - 1] in measured_words("before a place"):
        return None  # a trade deficit with China of $5 billion
    empty = last - first == 1 and m.lexemes.lowers[first] in measured_words("nouns without content")
    return None if first == last or empty or _only_changes(m, m.lexemes.lowers[last - 1]) else (first, last)


def _is_height(lexemes: Lexemes, first: int, last: int) -> bool:
    """True of a low, peak or record with no more than how new or long it is: a fresh five-month low; a world record."""
    if lexemes.lowers[last - 1] not in measured_words("heights"):
        return False
    return all(low in measured_words("before a height", "times") for low in lexemes.lowers[first : last - 1])


def _subject_of_height(lexemes: Lexemes, first: int) -> Bounds | None:
    """Returns what reached a height: SALES rose to a new high of 5 million; nothing where another verb tells of it."""
    while lexemes.lowers[first - 1] in measured_words("before a height") or lexemes.lowers[first - 1] in HEIGHT_LINKS:
        first -= 1
        if first < 1:
            return None
    verb = trend(lexemes, first)[1]
    if verb < 0 and lexemes.lowers[first - 1] in listed("verbs of level"):
        verb = first - 1
    return (subject(lexemes, verb) if verb > 0 else None) or NOTHING


def _after_verb(lexemes: Lexemes, first: int, last: int) -> int:
    """Returns where what is measured begins: leaders posted | RETURNS of 5 percent, the year's | PEAK."""
    if lexemes.lowers[first] == "s" and first < last:
        first += 1
    if last - first > 1 and lexemes.lowers[first - 1] in measured_words("before a plain verb"):
        return first + 1  # will report PROFITS of $5 million
    for at in range(last - 2, first - 1, -1):
        low = lexemes.lowers[at]
        before = at - 1 - (at > 1 and is_adverb(lexemes.lowers[at - 1]))
        governed = listed("before a participle" if low.endswith("ed") else "before a gerund")
        acts = at > 0 and lexemes.lowers[before] in governed
        if low.endswith("ing") and acts or low.endswith("ed") and (acts or at > first and _is_subject(lexemes, at - 1)):
            return at + 1
    return first


def _is_subject(lexemes: Lexemes, at: int) -> bool:
    """True if a word before a participle can be who acts: *leaders* posted, *Qatar* offered; but *total* estimated."""
    word = lexemes.words[at]
    known = usual_tag(word) in ("NN", "") and word not in listed("before a noun") and not ends_as_adverb(word)
    return word[0].isupper() or is_plural(word) or known


def _only_changes(m: Measured, noun: str) -> bool:
    """True of a rise of 5 percent and of $5 million; a loss and a gain of money are themselves what is measured."""
    is_sum = m.amount.kind == "money" and noun in measured_words("profits and losses")
    return noun in listed("nouns of change") and not is_sum


def subject_of_level(m: Measured) -> Bounds | None:
    """TURNOUT was 62 per cent, SALES hit £2.3bn, the RATE stood at 4%: the subject of a verb that states a level."""
    if m.amount.kind == "age":
        return None
    lowers = m.lexemes.lowers
    at = m.begin - 1 - (m.before == "between" and m.begin > 1)
    if lowers[at] in listed("after a verb of level") and at > 1:
        at -= 1
    while at > 0 and ends_as_adverb(lowers[at]):
        at -= 1
    return subject(m.lexemes, at) if at > 0 and lowers[at] in listed("verbs of level") else None


MEASURED_RULES = (
    counted_things, after_of_or_worth, after_in, where_money_goes, noun_after_attribute, object_or_subject_of_change,
    noun_before_of, subject_of_level,
)  # fmt: skip
