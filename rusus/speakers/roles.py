"""Roles: what an article calls a person beside the name: *council leader* Lena Ruiz; Jane Roe, *a geneticist*."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import load_lexicon
from rusus.model import Segmentation
from rusus.resources import entries
from rusus.speakers.name_lists import name_lists, speaker_words
from rusus.speakers.name_rules import Name
from rusus.speakers.role_phrases import apposed_role, is_other_word, is_role, role_before_comma

_LONGEST_BEFORE = 6
"""Words of a role before a name. Chosen by hand; not measured."""


def find_role(article: Segmentation, mentions: list[Name]) -> str | None:
    """Returns the first role before one of a person's names or in apposition to it; None where none is."""
    addressed = ""
    for name in mentions:
        before = _before(article, name)
        if before.lower() in speaker_words("doctors"):  # Dr. Ann Dahl, a geneticist
            addressed, before = addressed or before, ""
        role = before or apposed_role(article, name) or role_before_comma(article, name)
        if role:
            return role
    return addressed or None


def _before(article: Segmentation, name: Name) -> str:
    """Returns the titles and nouns before a name: the *former council leader* Lena Ruiz, *Texas Gov.* Rick Perry."""
    tokens = article.tokens
    end = _before_address(tokens.lowers, name.first)
    first = head = _before_portfolio(tokens.lowers, end)
    if not head or not is_role(tokens.words[head - 1]) or is_other_word(tokens.lowers, head - 1):
        return ""
    sentence = article.sentences[bisect_right(article.sentences, name.first, key=attrgetter("first")) - 1]
    least = max(sentence.first, head - _LONGEST_BEFORE)
    while first > least and (begin := _role_word(tokens.words, first - 1, least)) is not None:
        first = begin
    first += _predicate(tokens.words, first, head)
    while first < head and tokens.lowers[first] in speaker_words("forms of address"):
        first += 1
    return article.token_span(first, end).text if first < head else ""


def _before_address(lowers: Sequence[str], first: int) -> int:
    """Returns where the form of address after a role begins: council leader | *Dr* Ann Dahl; ``first`` if none does."""
    at = first
    while at and lowers[at - 1] in speaker_words("forms of address", "doctors", "peers"):
        at -= 1
    return at if at and is_role(lowers[at - 1]) else first


def _before_portfolio(lowers: Sequence[str], last: int) -> int:
    """Returns where the portfolio of a minister begins before a name: Secretary | *of State* Jane Roe, or ``last``."""
    first, portfolios = last, speaker_words("portfolios")
    while first and (lowers[first - 1] in portfolios or lowers[first - 1] == "and"):
        first -= 1
    if first == last or first < 2 or lowers[first - 1] not in ("of", "for"):
        return last
    return first - 1 if lowers[first - 2] in speaker_words("ministers") else last


def _role_word(words: Sequence[str], at: int, least: int) -> int | None:
    """Returns where a word of a role begins that stands before its title; None where it is no part of the role.

    A body of several words is one: *Bank of Oslo* governor; *Radio 1* controller.
    """
    if stands_in_role(words[at]):
        return at
    before = at - 1
    if before < least or not words[before][0].isupper():
        return None
    if words[at].isdigit():
        return before if before >= least else None
    body = words[at] == "of" and words[at + 1][0].isupper() and words[before].lower() in name_lists().organizations
    return before if body else None


def stands_in_role(word: str) -> bool:
    """True if a word before a title is part of the role: *Texas* Gov. Reed, *U.S.* Attorney Roe, but not *Monday*."""
    lower = word.lower()
    if lower in speaker_words("before no role") or lower in entries("quantities.txt", "weekdays", "months"):
        return False
    initials = word.isupper() or word[0].isupper() and word[-1] == "."
    if initials or lower in name_lists().titles or lower in speaker_words("compass", "participles in roles"):
        return True
    tag = load_lexicon()[0].get(lower, "")
    if is_speech_verb(lower) and tag[:2] in ("", "VB"):  # wondered senator Reed
        return False
    return word[-1].isalpha() and (tag or "NN")[:2] in ("NN", "JJ")


def _predicate(words: Sequence[str], first: int, head: int) -> int:
    """Returns how many words before a role are a subject and its verb: *Swanson praised* evangelist Roe; 0 if none."""
    verb = next((i for i in range(first + 1, head) if words[i].islower() and words[i].endswith("ed")), head)
    return verb + 1 - first if verb < head and words[verb - 1][0].isupper() else 0
