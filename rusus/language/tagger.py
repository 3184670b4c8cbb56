"""Word tags: each word's part of speech (Penn Treebank), from a lexicon and its two neighbours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from operator import ne
from typing import NamedTuple

from rusus.resources import read_text
from rusus.resources import words as listed

MOST_KNOWN = 50_000
"""Words and contexts whose tags are kept once they were found: half of the cost of tagging; an archive has more words
than memory."""


class Lexicon(NamedTuple):
    """Tag classes of words and of suffixes, and the tags that a class takes between two others.

    ``inside`` and ``opening`` give the class of a word inside a sentence and at its head, ``between`` the tag that a
    class takes between a tag and a class; ``telling`` are the words that have contexts of their own.
    """

    words: Mapping[str, str]
    suffixes: Mapping[str, str]
    contexts: Mapping[str, str]
    inside: Callable[[str], str]
    opening: Callable[[str], str]
    between: Callable[[str, str, str], str]
    telling: frozenset[str]


NAME = "NNP"
"""The tag of a capitalized word inside a sentence that the lexicon does not know to be anything else."""

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""Tags of verbs that can carry a clause."""

_LONGEST_SUFFIX = 4
_APOSTROPHES = frozenset(("'", "’"))


@cache
def load_lexicon() -> Lexicon:
    """Returns the tag classes of words, those of suffixes, and the tags that a class takes between two others.

    A class names the tags a word can have, the most frequent first: ``VBD/VBN``.
    """
    return parse_lexicon(read_text("word_tags.tsv"))


def parse_lexicon(text: str) -> Lexicon:
    """Reads the lines ``word|suffix|context <tab> class or tag <tab> entries divided by spaces``."""
    tables: dict[str, dict[str, str]] = {"word": {}, "suffix": {}, "context": {}}
    for line in text.splitlines():
        if line and line[0] != "#":
            table, value, entries = line.split("\t")
            tables[table].update(dict.fromkeys(entries.split(" "), value))
    words, suffixes, contexts = tables["word"], tables["suffix"], tables["context"]

    @lru_cache(maxsize=MOST_KNOWN)
    def inside(word: str) -> str:
        return classify(word, word.lower(), False, words, suffixes)

    @lru_cache(maxsize=MOST_KNOWN)
    def opening(word: str) -> str:
        return classify(word, word.lower(), True, words, suffixes)

    @lru_cache(maxsize=MOST_KNOWN)
    def between(before: str, found: str, after: str) -> str:
        tag = contexts.get(f"{before}>{found}<{after}")
        return tag or contexts.get(f"{before}>{found}", found.partition("/")[0])

    telling = frozenset(context.partition(">")[2] for context in contexts if "<" not in context)
    return Lexicon(words, suffixes, contexts, inside, opening, between, telling)


def usual_tag(lower: str, unknown: str = "") -> str:
    """Returns the most frequent tag of a word, ``unknown`` of one that the lexicon does not have."""
    return load_lexicon().words.get(lower, unknown).partition("/")[0]


def classify(word: str, lower: str, first: bool, words: Mapping[str, str], suffixes: Mapping[str, str]) -> str:
    """Returns the tag class of a word; ``first`` says that it opens its sentence, where a capital tells nothing."""
    found = words.get(lower)
    if found is not None and word in known_acronyms():  # the US, which is not us
        return NAME
    if found is not None:
        if first or word == lower or not word[0].isupper() or found[0] not in "NVJR" or found[:2] == "RP":
            return found
        return words.get(word, NAME)
    initial = word[0]
    if initial.isdigit():
        return "CD"
    if not initial.isalpha():
        return "."
    if word != lower and not first:
        return NAME
    named = word != lower  # at the head of a sentence an unknown word is a name unless its ending tells
    for size in range(min(_LONGEST_SUFFIX, len(lower) - 1), 2 if named else 0, -1):
        found = suffixes.get(lower[-size:])
        if found is not None:
            return found
    return NAME if named else "NN"


@cache
def known_acronyms() -> frozenset[str]:
    """Returns the acronyms that are words, too, in capitals: US, WHO, IT."""
    return frozenset(word.upper() for word in listed("capitals.txt", "after the"))


def _titled(words: Sequence[str], lowers: Sequence[str]) -> bool:
    """True if most words have a capital, as in a headline, so that capitals show nothing."""
    capitals = sum(map(ne, words, lowers))
    if 3 * capitals <= 2 * sum(map(str.isalpha, words[: 3 * capitals])):
        return False  # quick to ask: too few words have a capital anywhere
    return 3 * len([word for word in words if word[0].isupper()]) > 2 * len(
        [word for word in words if word[0].isalpha()]
    )


def _mark_plural_possessives(words: Sequence[str], classes: list[str]) -> None:
    """Sets the class of apostrophes that make a plural a possessive: the teachers' union."""
    for i in range(1, len(words) - 1):
        after_plural = words[i] in _APOSTROPHES and words[i - 1][-1] in "sS" and classes[i - 1][:2] == "NN"
        if after_plural and classes[i + 1][:2] in ("NN", "JJ"):
            classes[i] = "POS"


def tag_words(words: Sequence[str], lowers: Sequence[str], lexicon: Lexicon, named: Sequence[int] = ()) -> list[str]:
    """Returns the tag of each word of one sentence; the words ``named`` are names whatever else they look like."""
    known, suffixes, contexts, inside, opening, between, telling = lexicon
    if _titled(words, lowers):
        classes = [
            known.get(lowers[i]) or classify(words[i], lowers[i], False, known, suffixes) for i in range(len(words))
        ]
    else:
        classes = list(map(inside, words))
        classes[:1] = map(opening, words[:1])
    for i in named:
        classes[i] = NAME
    if not _APOSTROPHES.isdisjoint(words):
        _mark_plural_possessives(words, classes)
    classes.append(".")  # the full stop stands behind the last word, and before the first: tags[-1]
    tags = classes.copy()
    for i in [i for i, found in enumerate(classes) if "/" in found]:
        tag = contexts.get(f"{tags[i - 1]}>{lowers[i]}") if lowers[i] in telling else None
        tags[i] = tag or between(tags[i - 1], classes[i], classes[i + 1])
    return tags[:-1]
