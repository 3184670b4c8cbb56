"""Proper names of two sentences: whether they name the same persons and places."""
from __future__ import annotations

import re

from rusus.identity import normalize
from rusus.resources import read_lists

# A capitalised word, with its hyphens and inner apostrophes, or an acronym with points.
_CAPITALISED = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_a-z][^\W_]*(?:[-'’][^\W\d_a-z][^\W_]*)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[\"“‘(\[]\s*)$")


def proper_names(text: str) -> list[str]:
    """Returns the capitalised words of a sentence as written; a first word counts where a second follows it."""
    found = []
    matches = list(_CAPITALISED.finditer(text))
    for here, after in zip(matches, [*matches[1:], None]):
        opens = _SENTENCE_START.search(text[max(0, here.start() - 4) : here.start()])
        if opens and not (after and text[here.end() : after.start()] == " ") and not here[0].isupper():
            continue
        found.append(re.sub(r"['’]s?$", "", here[0]))
    return found


def names_conflict(text: str, other: str) -> bool:
    """Tells whether each of two sentences names somebody or something that the other does not."""
    return bool(_unshared(text, other)) and bool(_unshared(other, text))


def _unshared(text: str, other: str) -> list[str]:
    return [name for name in proper_names(text) if not is_title(name) and not named_in(name, other)]


def is_title(name: str) -> bool:
    """Tells whether a word is an office or a form of address."""
    return normalize(name).rstrip(".") in read_lists("stop_words.txt")["title"]


def named_in(name: str, text: str) -> bool:
    """Tells whether a name stands in a text, as such, in another form (Malaysia, Malaysian) or as initials."""
    plain = re.sub(r"[.'’-]", "", normalize(name))
    other = normalize(text)
    letters = re.sub(r"[.'’-]", "", other)
    if re.search(rf"\b{re.escape(plain[: max(4, len(plain) - 3)])}", letters):
        return True
    initials = "".join(word[0] for word in _CAPITALISED.findall(text)).lower()
    own = name.isupper() and len(plain) > 1 and plain in initials
    return own or any(
        acronym.isupper() and 1 < len(acronym) <= 6 and plain[0] in acronym.lower()
        for acronym in (word.replace(".", "") for word in _CAPITALISED.findall(text))
    )
