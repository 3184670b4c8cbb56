"""Roles: what an article calls a person beside the name: *council leader* Lena Ruiz; Jane Roe, *a geneticist*."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from rusus.language.tagger import MOST_KNOWN, load_lexicon, usual_tag
from rusus.model import Segmentation
from rusus.resources import entries
from rusus.speakers.name_lists import is_person_noun, name_lists, speaker_words
from rusus.speakers.name_rules import Name, is_nationality

_LONGEST_BEFORE, _LONGEST_AFTER = 6, 14
"""Words of a role before a name and in apposition to it. Chosen by hand; not measured."""

_ENDS = frozenset((",", ".", ";", ":", "—", "–", "(", "who", "said", "says"))
"""What ends an apposition."""


def find_role(article: Segmentation, mentions: list[Name]) -> str | None:
    """Returns the first role before one of a person's names or in apposition to it; None where none is."""
    for name in mentions:
        role = _before(article, name) or _after(article, name)
        if role:
            return role
    return None


def _before(article: Segmentation, name: Name) -> str:
    """Returns the titles and nouns before a name: the *former council leader* Lena Ruiz, *Texas Gov.* Rick Perry."""
    tokens = article.tokens
    first = head = _before_portfolio(tokens.lowers, name.first)
    if not head or not is_role(tokens.words[head - 1]) or _is_other_word(tokens.lowers, head - 1):
        return ""
    sentence = article.sentences[bisect_right(article.sentences, name.first, key=attrgetter("first")) - 1]
    while first > max(sentence.first, head - _LONGEST_BEFORE) and _stands_in_role(tokens.words[first - 1]):
        first -= 1
    first += _predicate(tokens.words, first, head)
    while first < head and tokens.lowers[first] in speaker_words("forms of address"):
        first += 1
    return article.token_span(first, name.first).text if first < head else ""


def _is_other_word(lowers: Sequence[str], at: int) -> bool:
    """True if a word that ends like a role is an adjective or a verb: the *other* Roe, to *grant* Roe asylum."""
    if lowers[at - 1] == "to":
        return True
    return usual_tag(lowers[at]) == "JJ" and lowers[at] not in speaker_words("people") | name_lists().titles.keys()


def _before_portfolio(lowers: Sequence[str], last: int) -> int:
    """Returns where the portfolio of a minister begins before a name: Secretary | *of State* Jane Roe, or ``last``."""
    first, portfolios = last, speaker_words("portfolios")
    while first and (lowers[first - 1] in portfolios or lowers[first - 1] == "and"):
        first -= 1
    if first == last or first < 2 or lowers[first - 1] not in ("of", "for"):
        return last
    return first - 1 if lowers[first - 2] in speaker_words("ministers") else last


def _stands_in_role(word: str) -> bool:
    """True if a word before a title is part of the role: *Texas* Gov. Reed, *U.S.* Attorney Roe, but not *Monday*."""
    lower = word.lower()
    if lower in speaker_words("before no role") or lower in entries("quantities.txt", "weekdays", "months"):
        return False
    initials = word.isupper() or word[0].isupper() and word[-1] == "."
    if initials or lower in name_lists().titles or lower in speaker_words("compass"):
        return True
    return word[-1].isalpha() and load_lexicon()[0].get(lower, "NN")[:2] in ("NN", "JJ")


def _predicate(words: Sequence[str], first: int, head: int) -> int:
    """Returns how many words before a role are a subject and its verb: *Swanson praised* evangelist Roe; 0 if none."""
    verb = next((i for i in range(first + 1, head) if words[i].islower() and words[i].endswith("ed")), head)
    return verb + 1 - first if verb < head and words[verb - 1][0].isupper() else 0


@lru_cache(maxsize=MOST_KNOWN)  # asked of the word before every name of everybody who speaks
def is_role(word: str) -> bool:
    """True if a word before a name says what somebody is: leader, Gov., candidate, but not Italian or Mr."""
    lower = word.lower()
    if lower in speaker_words("forms of address") or is_nationality(lower):
        return False
    return is_person_noun(lower)


def _after(article: Segmentation, name: Name) -> str:
    """Returns the apposition after a name, up to the next comma: Jane Roe, *a geneticist at Yale*, said."""
    tokens = article.tokens
    if name.last >= len(tokens) or tokens.words[name.last] != ",":
        return ""
    first = name.last + 1
    if (
        tokens.words[first : first + 1]
        and tokens.words[first].isdigit()
        and tokens.words[first + 1 : first + 2] == [","]
    ):
        first += 2  # Tom Reed, 45, a spokesman
    if first >= len(tokens):
        return ""
    if tokens.lowers[first] not in ("a", "an", "the") and tokens.lowers[first] not in name_lists().titles:
        return ""
    for stop in range(first + 1, min(first + _LONGEST_AFTER, len(tokens))):
        if tokens.words[stop] in _ENDS:
            head = next((i for i in range(first, stop) if tokens.lowers[i] in speaker_words("after a head")), stop) - 1
            return article.token_span(first, stop).text if is_role(tokens.words[head]) else ""
    return ""
