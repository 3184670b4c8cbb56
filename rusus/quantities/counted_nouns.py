"""Counted nouns: the head of the noun phrase after a number, in the singular."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import number_words
from rusus.quantities.word_lists import listed, nouns
from rusus.resources import read_lists

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LONGEST_PHRASE = 8
"""Words looked through for the head of a counted noun phrase.

4 changes 324 of 65,473 sentences (two pan-democratic veteran politicians), 12 changes 9.
"""

LONGEST_DETERMINER = 4
"""Words between "of" and a noun: two of ALL HIS voters. Chosen by hand; 2 is enough for 65,473 sentences."""

QUOTES = frozenset("'\"“”‘’")
WORD_HYPHENS = frozenset("-‐‑")
"""Hyphens inside a word; an en dash ends a noun phrase."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun: the head in the singular, and the lexemes of its phrase up to the head, ``[first, last)``."""

    head: str
    first: int
    last: int
    plural: bool


@cache
def _irregular() -> dict[str, str]:
    return dict(entry.split() for entry in read_lists("nouns.txt")["irregular plurals"])


def singular(noun: str) -> str:
    """Returns the singular of an English plural, in lower case."""
    low = noun.lower()
    irregular = _irregular().get(low)
    if irregular:
        return irregular
    if low.endswith("people"):
        return low[:-6] + "person"
    if low.endswith("men") and is_plural(low):
        return low[:-3] + "man"
    if low in nouns("invariant plurals") or not low.endswith("s"):
        return low
    if low.endswith(("ss", "us", "is")) and low not in nouns("short plurals"):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return low[:-2]
    return low[:-1]


def is_plural(low: str) -> bool:
    """True if a lower-case word is a plural noun, by its form."""
    if low.endswith("s"):
        if low in nouns("short plurals"):
            return True
        is_singular = low.endswith(("ss", "us", "is")) or low in nouns("false plurals")
        return len(low) > 3 and not is_singular
    if low.endswith("men"):
        return low == "men" or len(low) > 4 and low not in nouns("false plurals")
    return low in _irregular() or low in nouns("invariant plurals") or low.endswith("people")


def counted_noun(lexemes: Lexemes, index: int) -> Noun | None:
    """Returns the plural noun counted by a number that ends before the lexeme: 12,000 Russian SOLDIERS."""
    if lexemes.lowers[index] == "of":
        return _partitive(lexemes, index + 1)
    first = _skip_size(lexemes, _skip_link(lexemes, index))
    if lexemes.lowers[first] in number_words().small and not lexemes.joined(first):
        return None  # it was 21 three months ago
    for at, _ in _phrase_words(lexemes, first):
        if _is_plural_head(lexemes, at):
            return _with_particles(lexemes, Noun(_hyphened(lexemes, first, at), first, at + 1, True))
    return None


def _with_particles(lexemes: Lexemes, noun: Noun) -> Noun:
    """Returns a plural with the small words that hyphens tie to it: passers-BY, mothers-IN-LAW."""
    head, at = noun.head, noun.last
    while lexemes.words[at] in WORD_HYPHENS and lexemes.tied(at) and lexemes.lowers[at + 1] in nouns("after a plural"):
        head, at = f"{head}-{lexemes.lowers[at + 1]}", at + 2
    return Noun(head, noun.first, at, True)


def counted_single(lexemes: Lexemes, index: int) -> Noun | None:
    """Returns the plural noun after a number, or the singular one where there is none: half the POPULATION."""
    if lexemes.lowers[index] == "of":
        return _partitive(lexemes, index + 1)
    first = _skip_link(lexemes, index)
    last = -1
    for at, modifier in _phrase_words(lexemes, first):
        if modifier >= 0 and is_verb(lexemes.lowers[at]):
            break
        is_name = modifier >= 0 and lexemes.words[at][0].isupper()
        if not is_name and _is_plural_head(lexemes, at):
            return Noun(_hyphened(lexemes, first, at), first, at + 1, True)
        last = at
    return _singular_noun(lexemes, first, last)


def counted_by_one(lexemes: Lexemes, index: int) -> Noun | None:
    """Returns the noun counted by the number one, after which what looks like a plural is a verb: one JUDGE places."""
    if lexemes.lowers[index] == "of":
        return _partitive(lexemes, index + 1)
    first = _skip_link(lexemes, index)
    last = -1
    for at, modifier in _phrase_words(lexemes, first):
        low = lexemes.lowers[at]
        if modifier >= 0 and is_verb(low) or is_plural(low) and not _before_noun(lexemes, at):
            break
        last = at
    return _singular_noun(lexemes, first, last)


def _skip_link(lexemes: Lexemes, index: int) -> int:
    """Skips what may stand between a number and its noun: 400 OR SO copies, a 5,000-PLUS crowd, 12+ people."""
    if lexemes.lowers[index] == "or" and lexemes.lowers[index + 1] in nouns("after or"):
        return index + 2
    if not lexemes.glued(index):
        return index
    if lexemes.words[index] == "+":
        return index + 1
    at = lexemes.skip(index, ("-",))
    return lexemes.skip(at, listed("suffixes of a number")) if lexemes.glued(at) else at


def _skip_size(lexemes: Lexemes, index: int) -> int:
    """Skips the size of what is counted: two million 500ML cans, 600,000 12-LITRE kegs."""
    if lexemes.glued(index) or not NUMBER.fullmatch(lexemes.words[index]) or not lexemes.joined(index):
        return index
    at = lexemes.skip(index + 1, WORD_HYPHENS)
    return at + 1 if lexemes.words[at].isalpha() and lexemes.words[at].islower() else index


def _phrase_words(lexemes: Lexemes, first: int) -> Iterator[tuple[int, int]]:
    """Yields the words of the noun phrase that begins at the lexeme, each with the word that modifies it, or -1.

    A possessive begins the phrase anew: the company's WORKERS.
    """
    modifier = -1
    for at in range(first, min(first + LONGEST_PHRASE, len(lexemes))):
        low = lexemes.lowers[at]
        if not low[0].isalpha():
            if not _inside_phrase(lexemes, at):
                return
        elif low == "s" and lexemes.words[at - 1] in ("'", "’"):
            modifier = -1
        elif low in nouns("stop words") and not _is_letter_of_code(lexemes, at):
            opens = low == "such" and at == first
            if not opens and not (low == "and" and at > first and _coordinates(lexemes, at, modifier)):
                return
        else:
            yield at, modifier
            modifier = at


def _is_letter_of_code(lexemes: Lexemes, at: int) -> bool:
    """Twelve A380 jets: the A is no article."""
    return lexemes.words[at].isupper() and lexemes.joined(at) and lexemes.words[at + 1].isdigit()


def is_verb(low: str) -> bool:
    """True if a lower-case word is a listed verb form or looks like a past tense."""
    return low in nouns("verbs") or low.endswith("ed") and len(low) > 4


def _is_plural_head(lexemes: Lexemes, at: int) -> bool:
    """True if a plural is the head of its phrase: sales ASSOCIATES, police OFFICERS; not the soldiers' camps."""
    low = lexemes.lowers[at]
    if not is_plural(low) or _is_possessive(lexemes, at):
        return False
    modifies = low in nouns("modifier plurals") or low in nouns("invariant plurals")
    return not (modifies and is_plural(lexemes.lowers[at + 1]))


def _is_possessive(lexemes: Lexemes, at: int) -> bool:
    follows = lexemes.words[at + 1] in ("'", "’") and lexemes.glued(at + 1)
    return follows and lexemes.lowers[at + 2] not in ("", ".", ",")


def _singular_noun(lexemes: Lexemes, first: int, last: int) -> Noun | None:
    """Returns the noun of a phrase whose last word is given, unless it owns what follows: one JUDGE's."""
    is_owner = lexemes.words[last + 1] in ("'", "’") and lexemes.lowers[last + 2] == "s"
    return None if last < 0 or is_owner else Noun(lexemes.lowers[last], first, last + 1, False)


def _before_noun(lexemes: Lexemes, at: int) -> bool:
    """True if a plural modifies the noun after it: one SALES associate, one Immortals player."""
    low = lexemes.lowers[at + 1]
    if not low.isalpha() or low in nouns("stop words"):
        return False
    if lexemes.lowers[at] in nouns("modifier plurals"):
        return True
    return lexemes.words[at][0].isupper() and lexemes.words[at + 1].islower() and low not in nouns("verbs")


def _hyphened(lexemes: Lexemes, first: int, at: int) -> str:
    """Returns the head with what hyphens tie to it: well-wisher, by-election."""
    head = singular(lexemes.lowers[at])
    while at - 2 >= first and lexemes.words[at - 1] == "-" and lexemes.tied(at - 1):
        head = f"{lexemes.lowers[at - 2]}-{head}"
        at -= 2
    return head


def _coordinates(lexemes: Lexemes, at: int, modifier: int) -> bool:
    """Digital AND physical sales, full- AND part-time workers: a plural stands soon after the second modifier."""
    if lexemes.lowers[at + 1] in nouns("stop words"):
        return False
    if modifier == at - 1:
        return any(is_plural(low) for low in lexemes.lowers[at + 2 : at + 4])
    is_suspended = lexemes.words[at - 1] in WORD_HYPHENS and modifier == at - 2
    return is_suspended and any(is_plural(low) for low in lexemes.lowers[at + 2 : at + 6])


def _inside_phrase(lexemes: Lexemes, at: int) -> bool:
    """True if a mark or number goes on with a noun phrase: well-known, "smart" cars, Airbus 380 jets, U.S. soldiers."""
    mark = lexemes.words[at]
    if mark in WORD_HYPHENS:
        return lexemes.glued(at) or lexemes.joined(at)
    if mark == ".":
        is_initial = len(lexemes.words[at - 1]) == 1
        closes = lexemes.before(at, 2) == "." and lexemes.words[at + 1].islower()
        return is_initial and (lexemes.joined(at) or closes)
    if mark[0].isdigit():
        return lexemes.words[at - 1][:1].isupper()
    return mark in QUOTES and lexemes.words[at + 1] != ""


def _partitive(lexemes: Lexemes, index: int) -> Noun | None:
    """Five OF the best speakers, two OF Johnson's deputies, two OF the three victims."""
    at = index
    while at < index + LONGEST_DETERMINER and lexemes.lowers[at] in nouns("determiners"):
        at += 1
    if lexemes.lowers[at - 1] in ("those", "these") and lexemes.lowers[at].endswith("ed"):
        return None  # a third of those screened
    at = lexemes.skip(at, nouns("before a number"))
    if NUMBER.fullmatch(lexemes.words[at]) or lexemes.lowers[at] in nouns("numbers"):
        at += lexemes.words[at + 1] != "-"
    if lexemes.lowers[at] in nouns("stop words") or not lexemes.words[at][:1].isalpha():
        return None
    return counted_noun(lexemes, at) or counted_single(lexemes, at)
