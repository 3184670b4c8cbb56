"""Places of roles: of several governors *the Texas governor* is the one whom the article calls so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rusus.speakers.name_lists import speaker_words, title_forms
from rusus.speakers.source import Source

_SHARED = 4
"""Letters that a place and its adjective share, or all of a shorter abbreviation: German, Germany; Texas, Tex."""
_SHORTEST = 3
"""Letters of an abbreviation that can be told: (R-Tex.), but not (R-TX)."""
_BEFORE = 4
"""Words before a name that are looked at: the former *Texas* governor Jane Roe."""
_AFTER = 5
"""Words after a name that are looked at: Jane Roe, the governor of *Texas*; Sen. Jane Roe (R-*Tex.*)."""
_APPOSED = 8
"""Words after a name in which its apposition has its noun. Chosen by hand; not measured."""
_PAST = frozenset(("former", "ex"))
"""Words before a title of somebody who may still be called by it: *former* governor Roe, the governor."""
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


def holders_of_office(source: Source, holders: Holders) -> Holders:
    """Returns those who can have the very office: *the foreign secretary* is no shadow foreign secretary.

    A member *for Leeds* must be called so.
    """
    lowers = source.context.article.tokens.lowers
    words = source.context.article.tokens.words[source.head + 1 : source.stop]
    seats = [_first_letters(word) for word in words if word[:1].isupper()] if words[:1] == ["for"] else []
    others = speaker_words("not the holder")
    wanted = others.intersection(lowers[source.first : source.head])
    fitting = [
        (token, owner, others.intersection(_before_name(source, token)) - wanted)
        for token, owner in holders
        if wanted <= set(_around_name(source, token))
        and all(any(_is_same(word, seat) for word in _beside(source, token)) for seat in seats)
    ]
    exact = [(token, owner) for token, owner, more in fitting if not more]
    return exact or [(token, owner) for token, owner, more in fitting if more <= _PAST]


def _before_name(source: Source, token: int) -> Sequence[str]:
    """Returns the words of the office before a name, in lower case: *shadow foreign secretary* Jane Roe."""
    context = source.context
    name = context.name(bisect_left(context.firsts, token))
    first = max(context.sentence_starts[context.sentence_of(token)], token - len(name.titles) - _BEFORE)
    return context.article.tokens.lowers[first:token]


def _around_name(source: Source, token: int) -> Sequence[str]:
    """Returns the words of an office before a name or in apposition to it: Jane Roe, the *former governor*."""
    context = source.context
    lowers, last = context.article.tokens.lowers, context.name(bisect_left(context.firsts, token)).last
    apposed = lowers[last + 1 : last + _APPOSED] if lowers[last : last + 1] == [","] else []
    stop = next((i for i, lower in enumerate(apposed) if lower in _CLOSES or lower == ","), len(apposed))
    return [*_before_name(source, token), *apposed[:stop]]


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
