"""Proper names of two sentences: whether they name the same persons and places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusus.resources import entries
from rusus.similarity.content_words import numerals_in_words
from rusus.similarity.event_words import concepts, countries
from rusus.text.normalization import normalize

# A capitalized word, with its hyphens and inner apostrophes, or an acronym with points; not a part of a word (wikiHow,
# 81P).
_CAPITALIZED = re.compile(r"(?<![^\W_])(?:(?:[A-Z]\.){2,}|[^\W\d_a-z][^\W_]*(?:[-'’][^\W\d_a-z][^\W_]*)*)")
# Capitalized words in a row, with the small words that names hold.
_NAME_RUN = re.compile(r"[A-Z][\w'’-]*(?: (?:of |for |and |the )*[A-Z][\w'’-]*)+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[\"“‘(\[]\s*)$")


def proper_names(text: str) -> list[str]:
    """Returns the capitalized words of a sentence as written; a first word counts where a second follows it."""
    found = []
    matches = list(_CAPITALIZED.finditer(text))
    for here, after in zip(matches, [*matches[1:], None]):
        opens = _SENTENCE_START.search(text[max(0, here.start() - 4) : here.start()])
        if opens and normalize(here[0]) in numerals_in_words():
            continue
        if opens and not (after and text[here.end() : after.start()] == " ") and not here[0].isupper():
            continue
        found.append(re.sub(r"['’]s?$", "", here[0]))
    return found


def names_conflict(text: str, other: str) -> bool:
    """True if each of two sentences names somebody or something that the other does not."""
    return bool(_unshared(text, other)) and bool(_unshared(other, text))


def _unshared(text: str, other: str) -> list[str]:
    acronyms = {acronym for acronym in proper_names(other) if acronym.isupper() and len(acronym) > 1}
    covered = {
        word
        for run in _NAME_RUN.findall(text)
        if "".join(word[0] for word in run.split() if word[0].isupper()) in acronyms
        for word in run.split()
    }
    return [
        name for name in proper_names(text) if name not in covered and not is_title(name) and not named_in(name, other)
    ]


def is_title(name: str) -> bool:
    """True if a word is an office or a form of address."""
    return normalize(name).rstrip(".") in entries("stop_words.txt", "title")


def named_in(name: str, text: str) -> bool:
    """True if a name stands in a text: as such, misspelt, in another form (Malaysia, Malaysian) or as initials."""
    parts = _plain(name).split()
    others = _plain(text).split()
    return all(any(_alike(part, other) for other in others) for part in parts) or any(
        _plain(name) == run for run in _spelled_out(name, text)
    )


def _alike(plain: str, other: str) -> bool:
    from rapidfuzz import fuzz

    if plain in countries() and other in countries():
        return countries()[plain] == countries()[other]
    if plain in concepts() and concepts()[plain] == concepts().get(other):
        return True
    shorter = min(len(plain), len(other))
    stemmed = max(4, shorter - 2)
    return (
        plain == other
        or (shorter >= 4 and plain[:stemmed] == other[:stemmed])
        or (shorter >= 5 and fuzz.ratio(plain, other) >= _SAME_NAME)
    )


_SAME_NAME = 85.0
"""Names are one, written differently, from this fuzz.ratio on (Maurer and Mauer).

On the 433 pairs of passages in tests/cases 95 costs two verdicts, 75 none.
"""


def _plain(text: str) -> str:
    return re.sub(r"[^\w\s]", "", re.sub(r"['’]s\b", "", normalize(text).replace("-", " ")))


def _spelled_out(name: str, text: str) -> Iterator[str]:
    """Yields ``name`` where the text writes it out, if it is an acronym."""
    letters = name.replace(".", "")
    if letters.isupper() and len(letters) > 1:
        for run in _NAME_RUN.finditer(text):
            initials = "".join(word[0] for word in run[0].split() if word[0].isupper())
            if initials.startswith(letters) or initials.endswith(letters):
                yield _plain(name)
