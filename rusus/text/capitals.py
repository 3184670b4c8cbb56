"""Texts in capitals, as old wires send them: the case that their words would have, one character for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from string import ascii_lowercase, ascii_uppercase

from rusus.language.tagger import NAME, load_lexicon
from rusus.resources import entries, read_lists, words
from rusus.text.abbreviations import CLASSES

MOST_CAPITALS = 0.5
"""Share of letters in capitals from which names cannot be told from other words; running text has under 0.1."""
LEAST_LETTERS = 60
"""Capitals under which a text may be a heading; chosen by hand, a short sentence."""

_SMALL, _BIG = ascii_lowercase.encode(), ascii_uppercase.encode()

WORD = re.compile(r"[^\W\d_]+(?:[.&][^\W\d_]+)*(?:['’][^\W\d_]+)*")
SENTENCE_START = re.compile(r"(?:\A|(?<!\.\w)[.!?][\"”’')\]]*\s|\n\s*|[\"“(\[]|:\s)[\"“‘'(\[]?\Z")
NEAR = 6
"""Characters before a word that show whether it opens a sentence."""
ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "'s", "’s", "ness", "able", "al", "ally", "y", "r", "rs")
"""Endings under which a known word stands; that of *dropping* loses its second p, too."""
ACRONYM = re.compile(r"[^AEIOUY]{2,5}s?|(?:[^\W\d_]\.)+[^\W\d_]")
"""Capitals that no word consists of: NBC, GDP, U.S"""


def is_in_capitals(text: str) -> bool:
    """True if most letters of a text, and no fewer than a sentence has, are capitals."""
    plain = text.encode("ascii", "ignore")
    small, big = (len(plain) - len(plain.translate(None, letters)) for letters in (_SMALL, _BIG))
    if big + len(text) - len(plain) <= MOST_CAPITALS * (small + big):
        return False  # quick to ask: not even if all other characters were capitals
    capitals = sum(map(str.isupper, text))
    return capitals >= LEAST_LETTERS and capitals > MOST_CAPITALS * sum(map(str.isalpha, text))


def in_ordinary_case(text: str) -> str:
    """Returns a text in capitals with small letters where its words would have them; offsets stay.

    A word that no list knows, and is not made of one that is known, is taken for a name, and so is a title or the like
    beside it: *MAYOR JANE CARTER SAID* is *Mayor Jane Carter said*.
    """
    found = list(WORD.finditer(text))
    lowers = [word[0].lower() for word in found]
    named = _names(lowers)
    pieces, at = [], 0
    for word, lower, name in zip(found, lowers, named):
        pieces += [text[at : word.start()], _cased(word, lower, name)]
        at = word.end()
    return "".join([*pieces, text[at:]])


def _names(lowers: Sequence[str]) -> list[bool]:
    """Returns of each word, in small letters, whether it is a name or part of one."""
    named = [not is_common(word) for word in lowers]
    for phrase in entries("capitals.txt", "names"):
        parts = phrase.split()
        for at in [at for at, word in enumerate(lowers) if word == parts[0]]:
            if list(lowers[at : at + len(parts)]) == parts:
                named[at : at + len(parts)] = [part != "of" for part in parts]
    for at in range(len(lowers) - 2, -1, -1):
        named[at] = named[at] or named[at + 1] and lowers[at] in _before_names()
    for at in range(1, len(lowers)):
        named[at] = named[at] or named[at - 1] and lowers[at] in entries("names.txt", "organization")
        named[at] = named[at] or lowers[at - 1] == "the" and lowers[at] in entries("capitals.txt", "after the")
    return named


def _cased(found: re.Match[str], lower: str, name: bool) -> str:
    word = found[0]
    if not word.isupper() or len(lower) != len(word):
        return word
    if not name:
        opens = SENTENCE_START.search(found.string, max(0, found.start() - NEAR), found.start())
        return word[0] + lower[1:] if opens or lower == "i" else lower
    if ACRONYM.fullmatch(word) and lower not in _before_names() or lower in _acronyms():
        return word
    return word[0] + lower[1:]


@cache
def is_common(word: str) -> bool:
    """True if a word in small letters is, or is made of, one that news writes small."""
    known = _common_words()
    if word in known or word.endswith(("'s", "’s")) and word[:-2] in known:
        return True
    stems = [word[: -len(ending)] for ending in ENDINGS if word.endswith(ending) and len(word) > len(ending) + 2]
    stems += [stem[:-1] for stem in stems if stem[-1:] == stem[-2:-1]] + [f"{stem}e" for stem in stems]
    stems += [f"{stem[:-1]}y" for stem in stems if stem.endswith("i")]
    return any(len(stem) > 2 and stem in known for stem in stems)


@cache
def _common_words() -> frozenset[str]:
    tagged = {word for word, tags in load_lexicon()[0].items() if word.islower() and not tags.startswith(NAME)}
    small = tagged | words("punkt.txt", "lower") | words("punkt.txt", "mixed")
    capitals = {word.lower() for word in entries("names.txt", "adjective", "no_name") if word[0].isupper()}
    return frozenset(small - (capitals - tagged) - words("event_words.txt", "country"))


@cache
def _before_names() -> frozenset[str]:
    """Returns words that are part of a name before another word that is one: titles, first names, North."""
    titles = entries("names.txt", "title", "male_title", "female_title")
    first = words("first_names.txt", "male", "female", "either") | entries("names.txt", "male", "female", "either")
    return entries("capitals.txt", "first parts") | titles | {name.lower() for name in first}


@cache
def _acronyms() -> frozenset[str]:
    lists = read_lists("abbreviations.txt")
    pointless = frozenset(entry.lower() for name in CLASSES for entry in lists[name] if entry.isupper())
    return pointless | entries("capitals.txt", "after the")
