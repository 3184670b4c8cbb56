"""Similarity: how probable it is that two sentences say the same thing."""
from __future__ import annotations

import re
from functools import lru_cache

from rusus.identity import normalize
from rusus.resources import read_lists

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


@lru_cache(maxsize=None)
def _stop_words() -> frozenset[str]:
    return frozenset(read_lists("stop_words.txt")["stop"])


def content_words(text: str) -> list[str]:
    """Returns the words of ``text`` that say what it is about: normalized, in order, function words left out."""
    stop = _stop_words()
    return [word for word in _WORD.findall(normalize(text)) if word not in stop]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Returns the word without its commonest endings; only good for telling whether two words may be one."""
    if len(word) < 4 or word[0].isdigit():
        return word
    for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return (word[: -len(ending)] + instead).rstrip("e")
    return word.rstrip("e")


def similarity(text: str, other: str) -> float:
    """Returns a score in 0..1."""
    from rapidfuzz import fuzz

    ours, theirs = [stem(w) for w in content_words(text)], [stem(w) for w in content_words(other)]
    if not ours or not theirs:
        return float(normalize(text) == normalize(other))
    shared = set(ours) & set(theirs)
    cover = sum(w in shared for w in ours) / len(ours), sum(w in shared for w in theirs) / len(theirs)
    order = fuzz.token_sort_ratio(" ".join(ours), " ".join(theirs)) / 100
    score = 0.4 * (2 * cover[0] * cover[1] / (sum(cover) or 1)) + 0.3 * max(cover) + 0.3 * order
    return score if len(shared) > 1 else score / 2
