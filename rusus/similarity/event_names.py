"""Event names: the persons, bodies and places that a report names, in headlines with capitals everywhere, too."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from rusus.resources import entries
from rusus.similarity.event_words import concept, concepts, countries
from rusus.similarity.proper_names import is_title
from rusus.text.capitals import is_common
from rusus.text.normalization import normalize

# A word with its inner hyphens and points, or a mark that ends a name.
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENERS = frozenset('.!?:;“"‘([-–—|')
"""Marks after which any word may have a capital."""

_TITLE_CASE = 2 / 3
"""Share of its longer words with a capital above which a text is in title case, as in rusus/speakers/name_index.py."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words of a name in a row: their concepts, and the initials of all capitalized words around as an acronym has
    them; ``before`` and ``after`` are the concepts of the words beside it, "" at the ends."""

    parts: frozenset[str]
    initials: str
    is_acronym: bool
    before: str
    after: str


def names(text: str) -> tuple[Name, ...]:
    """Returns the names of a text, places that are countries and the like left out.

    Where the capital tells nothing (a first word, title case) a word that news writes small elsewhere is no name.
    """
    pieces = _PIECE.findall(text)
    if "'" in text or "’" in text:
        pieces = [_POSSESSIVE.sub("", piece) or piece for piece in pieces]
    title_case = _is_title_case(pieces)
    named = [
        piece[0].isupper() and _is_name(piece, title_case or before in _OPENERS)
        for before, piece in zip([":", *pieces], pieces)
    ]
    return tuple([_name(pieces, first, last) for first, last in _runs(named)])


def _runs(named: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yields where names begin and end."""
    first = 0
    for is_name, run in groupby(named):
        last = first + len(list(run))
        if is_name:
            yield first, last
        first = last


def _is_title_case(pieces: Sequence[str]) -> bool:
    long = [piece for piece in pieces if len(piece) > 3]
    return len(long) > 2 and sum(piece[0].isupper() for piece in long) > _TITLE_CASE * len(long)


# The answers on single words are kept: most words of a text were in another one before, and they were a third of the
# cost of an event.
@lru_cache(maxsize=65536)
def _is_name(capitalized: str, opens: bool) -> bool:
    lower = _plain(capitalized)
    return not (lower in _no_names() or is_title(capitalized) or opens and is_common(lower))


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    return normalize(word).replace(".", "")


@cache
def _no_names() -> frozenset[str]:
    """Returns the words that name nobody: small words, months, and those whose concept events have anyway."""
    told = entries("stop_words.txt", "stop") | entries("event_words.txt", "generic", "region")
    return told | entries("quantities.txt", "months") | concepts().keys() | countries().keys()


def _name(pieces: Sequence[str], first: int, last: int) -> Name:
    words = [_plain(part) for piece in pieces[first:last] for part in piece.split("-")]
    start, end = first, last
    while start and pieces[start - 1][0].isupper():
        start -= 1
    while end < len(pieces) and pieces[end][0].isupper():
        end += 1
    initials = "".join(piece[0].lower() for piece in pieces[start:end])
    is_acronym = last - first == 1 and pieces[first].isupper()
    beside = _beside(reversed(pieces[:first])), _beside(pieces[last:])
    return Name(frozenset(map(concept, words)), initials, is_acronym, *beside)


def _beside(pieces: Iterable[str]) -> str:
    """Returns the concept of the first of some words that tells something."""
    return next(filter(None, map(_telling, pieces)), "")


@lru_cache(maxsize=65536)
def _telling(piece: str) -> str:
    """Returns the concept of a word that tells something, "" of others and of marks."""
    word = normalize(piece)
    return concept(word) if word[:1].isalpha() and word not in entries("stop_words.txt", "stop") else ""


def unshared(mine: Sequence[Name], other: Sequence[Name], words: Container[str]) -> tuple[Name, ...]:
    """Returns the names of ours that the other text has not: no part of them, nor an acronym, nor misspelt.

    ``words`` are the concepts of the other text.
    """
    return tuple(name for name in mine if not _stands_in(name, other, words))


def _stands_in(name: Name, other: Sequence[Name], words: Container[str]) -> bool:
    for part in name.parts:
        if part in words:
            return True
    return name.initials in words or any(
        each.initials in name.parts or _alike(one, two) for each in other for one in name.parts for two in each.parts
    )


_SHORTEST, _SAME_NAME = 4, 70.0
"""Letters of a name that may be written otherwise, and fuzz.ratio from which it is: Mursi and Morsi."""


def _alike(one: str, two: str) -> bool:
    """True if two concepts that begin with one letter are a name written otherwise."""
    if one[0] != two[0] or min(len(one), len(two)) < _SHORTEST:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(one, two) >= _SAME_NAME
