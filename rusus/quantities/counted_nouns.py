"""Counted nouns: the head of the noun phrase after a number, in the singular."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rusus.quantities.lexer import Lexemes
from rusus.quantities.word_lists import nouns
from rusus.resources import read_lists

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LONGEST_PHRASE = 8
"""Words looked through for the head of a counted noun phrase."""


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
    """Says whether a lower-case word is a plural noun, by its form."""
    if low.endswith("s"):
        return (
            len(low) > 3
            and not low.endswith(("ss", "us", "is", "ous"))
            and low not in nouns("false plurals")
            or low in nouns("short plurals")
        )
    if low.endswith("men"):
        return low == "men" or len(low) > 4 and low not in nouns("false plurals")
    return low in _irregular() or low in nouns("invariant plurals") or low.endswith("people")


def counted_noun(lexemes: Lexemes, index: int, one: bool = False, strict: bool = False) -> Noun | None:
    """Returns the noun counted by a number that ends before the lexeme.

    ``one`` takes a singular where there is no plural; with ``strict`` what looks like a plural is a verb, because the
    number is one (one judge PLACES).
    """
    stops = nouns("stop words")
    low = lexemes.lowers[index]
    if low == "of":
        return _partitive(lexemes, index + 1)
    if low == "-" and lexemes.glued(index):
        index += 1
    if (
        low == "+"
        and lexemes.glued(index)
        or lexemes.lowers[index] in ("plus", "odd")
        and index
        and lexemes.glued(index)
    ):
        index += 1
    elif low == "or" and lexemes.lowers[index + 1] in nouns("after or"):
        index += 2
    last_word = -1
    at = index
    for at in range(index, min(index + LONGEST_PHRASE, len(lexemes))):
        word, low = lexemes.words[at], lexemes.lowers[at]
        if not word[0].isalpha():
            if _inside_phrase(lexemes, at):
                continue
            break
        if low == "s" and lexemes.words[at - 1] in ("'", "’"):
            last_word = -1
            continue
        if low == "such" and at == index:
            continue
        if low in stops and not (word.isupper() and lexemes.joined(at) and lexemes.words[at + 1].isdigit()):
            if low == "and" and at > index and _coordinates(lexemes, at, last_word):
                continue
            break
        if last_word >= 0 and one and (low.endswith("ed") and len(low) > 4 or low in nouns("verbs")):
            break
        if strict and is_plural(low):
            if not _before_noun(lexemes, at):
                break
            last_word = at
            continue
        if (low in nouns("modifier plurals") or low in nouns("invariant plurals")) and is_plural(
            lexemes.lowers[at + 1]
        ):
            last_word = at
            continue
        if (
            is_plural(low)
            and not _possessive(lexemes, at)
            and not (one and last_word >= 0 and lexemes.words[at][0].isupper())
        ):
            return Noun(_hyphened(lexemes, index, at), index, at + 1, True)
        last_word = at
    if not one or last_word < 0:
        return None
    return Noun(lexemes.lowers[last_word], index, last_word + 1, False)


def _before_noun(lexemes: Lexemes, at: int) -> bool:
    """Says whether a plural modifies the noun after it: one SALES associate, one Immortals player."""
    low = lexemes.lowers[at + 1]
    if not low.isalpha() or low in nouns("stop words"):
        return False
    if lexemes.lowers[at] in nouns("modifier plurals"):
        return True
    return lexemes.words[at][0].isupper() and lexemes.words[at + 1].islower() and low not in nouns("verbs")


def _hyphened(lexemes: Lexemes, first: int, at: int) -> str:
    """Returns the head with what hyphens tie to it: well-wisher, by-election."""
    head = singular(lexemes.lowers[at])
    while at - 2 >= first and lexemes.words[at - 1] == "-" and lexemes.glued(at) and lexemes.glued(at - 1):
        head = f"{lexemes.lowers[at - 2]}-{head}"
        at -= 2
    return head


def _coordinates(lexemes: Lexemes, at: int, last_word: int) -> bool:
    """Digital AND physical sales, full- AND part-time workers: a plural stands soon after the second modifier."""
    if lexemes.lowers[at + 1] in nouns("stop words"):
        return False
    if last_word == at - 1:
        return any(is_plural(low) for low in lexemes.lowers[at + 2 : at + 4])
    suspended = lexemes.words[at - 1] in "-‐‑" and last_word == at - 2
    return suspended and any(is_plural(low) for low in lexemes.lowers[at + 2 : at + 6])


def _possessive(lexemes: Lexemes, at: int) -> bool:
    return (
        lexemes.words[at + 1] in ("'", "’") and lexemes.glued(at + 1) and lexemes.lowers[at + 2] not in ("", ".", ",")
    )


def _inside_phrase(lexemes: Lexemes, at: int) -> bool:
    mark = lexemes.words[at]
    if mark in "-‐‑":
        return lexemes.glued(at) or lexemes.joined(at)
    return (
        mark in "'’\"“”‘"
        and lexemes.words[at + 1] != ""
        or mark[0].isdigit()
        and lexemes.words[at - 1][:1].isupper()
        or mark == "."
        and len(lexemes.words[at - 1]) == 1
        and (lexemes.joined(at) or lexemes.words[at - 2] == "." and lexemes.words[at + 1].islower())
    )


def _partitive(lexemes: Lexemes, index: int) -> Noun | None:
    """Five OF the best speakers, two OF Johnson's deputies."""
    at = index
    for _ in range(4):
        if lexemes.lowers[at] not in nouns("determiners"):
            break
        at += 1
    if lexemes.lowers[at - 1] in ("those", "these") and lexemes.lowers[at].endswith("ed"):
        return None  # a third of those screened
    if lexemes.lowers[at] in nouns("before a number"):
        at += 1
    if NUMBER.fullmatch(lexemes.words[at]) or lexemes.lowers[at] in nouns("numbers"):
        at += lexemes.words[at + 1] != "-"
    if lexemes.lowers[at] in nouns("stop words") or not lexemes.words[at][:1].isalpha():
        return None
    found = counted_noun(lexemes, at) if lexemes.lowers[at] != "of" else None
    return found or counted_noun(lexemes, at, one=True)
