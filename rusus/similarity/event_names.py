"""Event names: the persons, bodies and places that a report names, in headlines with capitals everywhere, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rusus.resources import entries
from rusus.similarity.event_words import concept, countries
from rusus.similarity.proper_names import is_title
from rusus.text.capitals import is_common
from rusus.text.normalization import normalize

# A word with its inner hyphens and points, or a mark that ends a name.
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENERS = frozenset(".!?:;“\"‘([-–—|")
"""Marks after which any word may have a capital."""

_TITLE_CASE = 2 / 3
"""Share of its longer words with a capital above which a text is in title case, as in rusus/speakers/name_index.py."""


@dataclass(frozen=True, slots=True)
class Name:
    """Capitalized words in a row: their concepts, and their initials as an acronym would have them."""

    parts: frozenset[str]
    initials: str


def names(text: str) -> tuple[Name, ...]:
    """Returns the names of a text, places that are countries and the like left out.

    Where the capital tells nothing (a first word, title case) a word that news writes small elsewhere is no name.
    """
    pieces = [_POSSESSIVE.sub("", piece) for piece in _PIECE.findall(text)]
    title_case = _is_title_case(pieces)
    found: list[list[str]] = [[]]
    for at, piece in enumerate(pieces):
        opens = title_case or at == 0 or pieces[at - 1] in _OPENERS
        if _is_name(piece, opens):
            found[-1].append(piece)
        elif found[-1]:
            found.append([])
    return tuple(_name(run) for run in found if run)


def _is_title_case(pieces: Sequence[str]) -> bool:
    long = [piece for piece in pieces if len(piece) > 3]
    return len(long) > 2 and sum(piece[0].isupper() for piece in long) > _TITLE_CASE * len(long)


def _is_name(piece: str, opens: bool) -> bool:
    lower = normalize(piece)
    if not piece[:1].isupper() or lower in _no_names() or lower in countries() or is_title(piece):
        return False
    return not (opens and is_common(lower))


def _no_names() -> frozenset[str]:
    return entries("stop_words.txt", "stop") | entries("event_words.txt", "generic")


def _name(run: Sequence[str]) -> Name:
    words = [normalize(part).replace(".", "") for piece in run for part in piece.split("-")]
    return Name(frozenset(map(concept, words)), "".join(word[0] for word in words))


def unshared(mine: Iterable[Name], other: Sequence[Name], words: frozenset[str]) -> list[Name]:
    """Returns the names of ours that the other text has not: neither a part of them nor as an acronym.

    ``words`` are the concepts of the other text.
    """
    parts = frozenset(part for name in other for part in name.parts) | words
    initials = frozenset(name.initials for name in other if len(name.initials) > 1)
    return [name for name in mine if parts.isdisjoint(name.parts | {name.initials}) and initials.isdisjoint(name.parts)]
