"""Content words: what a sentence is about, and how much each word of it weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from rusus.resources import entries, read_lists, read_text
from rusus.text.normalization import normalize

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def content_words(text: str) -> list[str]:
    """Returns the words of ``text`` that say what it is about: normalized, in order, function words left out."""
    return content_words_of(normalize(text))


def content_words_of(plain: str) -> list[str]:
    """Returns the content words of a text that is normalized."""
    stop = entries("stop_words.txt", "stop")
    return [word for word in _WORD.findall(plain) if word not in stop]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Returns the word without its commonest endings; good enough to see that two words may be one."""
    if len(word) < 4 or not word[-1].isalpha():
        return word
    for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return (word[: -len(ending)] + instead).rstrip("e") or word
    return word.rstrip("e") or word


@cache
def word_weights() -> Mapping[str, float]:
    """Returns the weights of the stems that news uses often: the logarithm of how rare they are in sentences."""
    weights: dict[str, float] = {}
    for line in read_text("word_weights.txt").splitlines():
        if line and line[0] != "#":
            weight, _, stems = line.partition("\t")
            weights.update(dict.fromkeys(stems.split(), float(weight)))
    return weights


@cache
def rare_word_weight() -> float:
    """Returns the weight of a word that is in no list: rarer than all that are."""
    return max(word_weights().values())


@lru_cache(maxsize=65536)
def weight(stemmed: str) -> float:
    """Returns how much a stem tells about its sentence."""
    return word_weights().get(stemmed) or rare_word_weight()


def count_weights(sentences: int, counts: Mapping[str, int], least: int) -> dict[str, float]:
    """Returns the weights of the stems that stand in ``least`` of so many sentences or more, with one decimal."""
    return {stemmed: round(math.log(sentences / count), 1) for stemmed, count in counts.items() if count >= least}


@cache
def numerals_in_words() -> Mapping[str, str]:
    """Returns the digits of the numbers up to nineteen that are written as words."""
    lists = read_lists("numerals.txt")
    return dict(line.split() for section in ("ones", "teens") for line in lists[section])
