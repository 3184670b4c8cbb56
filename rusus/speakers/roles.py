"""Roles: what an article calls a person beside the name: *council leader* Lena Ruiz; Jane Roe, *a geneticist*."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from rusus.language.tagger import load_lexicon
from rusus.model import Segmentation
from rusus.speakers.name_lists import name_lists, speaker_words
from rusus.speakers.name_rules import Name

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
    tokens, known = article.tokens, load_lexicon()[0]
    last = name.first
    first = last - len(name.titles)
    sentence = article.sentences[bisect_right(article.sentences, name.first, key=attrgetter("first")) - 1]
    while first > max(sentence.first, last - _LONGEST_BEFORE) and tokens.words[first - 1][-1].isalpha():
        tag = known.get(tokens.lowers[first - 1], "NN")
        if tag[:2] not in ("NN", "JJ") or tokens.lowers[first - 1] in speaker_words("before no role"):
            break
        first -= 1
    while first < last and tokens.lowers[first] in speaker_words("forms of address"):
        first += 1
    if first == last or not _is_role(tokens.lowers[last - 1]):
        return ""
    return article.token_span(first, last).text


def _is_role(lower: str) -> bool:
    """True if a word before a name says what somebody is: leader, Gov., chairwoman."""
    if lower in speaker_words("forms of address"):
        return False
    return lower in name_lists().titles or lower.endswith(tuple(speaker_words("person endings")))


def _after(article: Segmentation, name: Name) -> str:
    """Returns the apposition after a name, up to the next comma: Jane Roe, *a geneticist at Yale*, said."""
    tokens = article.tokens
    first = name.last + 1
    if (
        tokens.words[first : first + 1]
        and tokens.words[first].isdigit()
        and tokens.words[first + 1 : first + 2] == [","]
    ):
        first += 2  # Tom Reed, 45, a spokesman
    if first >= len(tokens) or tokens.words[name.last] != ",":
        return ""
    if tokens.lowers[first] not in ("a", "an", "the") and tokens.lowers[first] not in name_lists().titles:
        return ""
    for stop in range(first + 1, min(first + _LONGEST_AFTER, len(tokens))):
        if tokens.words[stop] in _ENDS:
            head = next((i for i in range(first, stop) if tokens.lowers[i] in speaker_words("after a head")), stop) - 1
            return article.token_span(first, stop).text if _is_role(tokens.lowers[head]) else ""
    return ""
