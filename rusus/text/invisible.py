"""Characters that nobody sees: soft hyphens, zero-width spaces, and hyphens at line ends, which copied text is full of.

They are left out before an article is read, and what was found is placed back into the untouched text.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from rusus.language.tagger import load_lexicon

T = TypeVar("T")

_HIDDEN = re.compile(
    r"""
      [\u00ad\u200b-\u200d\u2060\ufeff]+                            # soft hyphen, zero-width space, joiners, mark
    | (?<=[^\W\d_]) (?P<hyphen> -) [ \t]* \r?\n [ \t]* (?=[^\W\d_])  # a word that a line end divides: per-⏎cent
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AFTER = re.compile(r"[^\W\d_]+")
LONGEST_WORD = 40
"""Letters before a hyphen that are looked at; longer words are none."""


def visible(text: str) -> tuple[str, list[int] | None]:
    """Returns the text without what nobody sees, and the offset in ``text`` of each of its characters and of its end.

    The offsets are None where nothing was left out, which is true of most articles.
    """
    if not _HIDDEN.search(text):
        return text, None
    kept: list[tuple[int, int]] = []
    at = 0
    for found in _HIDDEN.finditer(text):
        hyphen = found["hyphen"] is not None and not _is_one_word(text, found.start(), found.end())
        kept.append((at, found.start() + hyphen))
        at = found.end()
    kept.append((at, len(text)))
    places = [place for start, end in kept for place in range(start, end)]
    return "".join(text[start:end] for start, end in kept), [*places, len(text)]


def _is_one_word(text: str, hyphen: int, after: int) -> bool:
    """True if the hyphen only divides a word: per-⏎cent, Lam-⏎bert, but not well-⏎known or Jean-⏎Pierre."""
    before = _BEFORE.search(text, max(0, hyphen - LONGEST_WORD), hyphen)
    second = _AFTER.match(text, after, after + LONGEST_WORD)
    if before is None or second is None or not second[0].islower():
        return False
    words = _known_words()
    whole = (before[0] + second[0]).lower()
    return whole in words or not (second[0] in words and before[0].lower() in words)


@cache
def _known_words() -> frozenset[str]:
    return frozenset(load_lexicon()[0])


def placed(found: T, text: str, places: list[int]) -> T:
    """Returns what was found in a visible text with the offsets, and the words, that it has in the whole ``text``.

    Takes dataclasses, and tuples of them, whose ``start`` and ``end`` are offsets.
    """
    if isinstance(found, tuple):
        return tuple(placed(each, text, places) for each in found)  # type: ignore[return-value]
    if not is_dataclass(found) or isinstance(found, type):
        return found
    names = {field.name for field in fields(found)}
    moved: dict[str, Any] = {name: placed(getattr(found, name), text, places) for name in names}
    if {"start", "end"} <= names:
        whole: Any = found
        start, end = whole.start, whole.end
        moved["start"] = places[start]
        moved["end"] = places[end - 1] + 1 if end > start else moved["start"]
        if "text" in names:
            moved["text"] = text[moved["start"] : moved["end"]]
    elif "text" in names:
        moved["text"] = text
    return replace(found, **{name: value for name, value in moved.items() if value is not getattr(found, name)})
