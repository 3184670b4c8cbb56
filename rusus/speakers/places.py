"""Places of roles: of several governors *the Texas governor* is the one whom the article calls so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rusus.speakers.name_lists import title_forms
from rusus.speakers.source import Source

_SHARED = 4
"""Letters that a place and its adjective share, or all of a shorter abbreviation: German, Germany; Texas, Tex."""
_SHORTEST = 3
"""Letters of an abbreviation that can be told: (R-Tex.), but not (R-TX)."""
_BEFORE = 4
"""Words before a name that are looked at: the former *Texas* governor Jane Roe."""
_AFTER = 5
"""Words after a name that are looked at: Jane Roe, the governor of *Texas*; Sen. Jane Roe (R-*Tex.*)."""
_OPENS = frozenset(("of", "(", ",", "from"))
_CLOSES = frozenset((")", ".", ";", ":", "and"))

Holders = Sequence[tuple[int, int]]
"""Who has a role, as first token of the name and entity."""


def holders_of_place(source: Source, holders: Holders) -> Holders:
    """Returns of several who have a role those of the place that a source names, or all where it tells none apart."""
    words = source.context.article.tokens.words[source.first : source.head]
    places = [_first_letters(word) for word in words if word[:1].isupper() and len(word) >= _SHORTEST]
    if not places or len({owner for _, owner in holders}) < 2:
        return holders
    found = {
        owner
        for token, owner in holders
        for word in _beside(source, token)
        for place in places
        if _is_same(word, place)
    }
    return [each for each in holders if each[1] in found] or holders


def _is_same(word: str, place: str) -> bool:
    """True if a word beside a name means a place that is known by its first letters: Tex. and Texas."""
    short = _first_letters(word)
    return len(short) >= _SHORTEST and place.startswith(short)


def _first_letters(word: str) -> str:
    """Returns the letters by which a place is known again: texa of Texas and R-Tex., germ of Germany and German."""
    return word.rpartition("-")[2].strip(".").lower()[:_SHARED]


def _beside(source: Source, token: int) -> Iterator[str]:
    """Yields the words with a capital before a name and, after of, a comma or a bracket, behind it."""
    context = source.context
    words = context.article.tokens.words
    at = token - 1
    while at >= max(0, token - _BEFORE) and (words[at][:1].isupper() or words[at].lower() in title_forms()):
        yield words[at]
        at -= 1
    last = context.name(bisect_left(context.firsts, token)).last
    if words[last : last + 1] and words[last] in _OPENS:
        for word in words[last + 1 : last + 1 + _AFTER]:
            if word in _CLOSES:
                return
            if word[:1].isupper():
                yield word
