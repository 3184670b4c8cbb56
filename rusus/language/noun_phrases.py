"""Noun phrases: the base noun phrases of a sentence, from its word tags."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.language.tagger import FINITE

NOMINAL = frozenset(("NN", "NNS", "NNP", "PRP", "DT", "CD", "WP", "EX"))
"""Tags that can end a noun phrase."""

_INSIDE = NOMINAL | {"JJ", "PRP$", "VBN", "VBG", "POS", "WP$"} - {"EX"}
_OPENERS = frozenset(("DT", "PRP$", "WP$"))
_OWNED = _OPENERS | {"NNP"}
"""Tags of what opens a phrase with an adjective for its head: the executive, its executive, Shell's chief executive."""
_FIRST = _OPENERS | {"PRP", "WP"}
"""Tags of words that a phrase only begins with: a man | whose brother was hurt, a woman | who left."""
_NOUNS = frozenset(("NN", "NNS", "NNP"))
"""Tags of nouns, after which a participle is a verb: senators | echoed the view; but a visibly shaken Roe."""
_LONGEST_BRACKET = 8
"""Words of a bracket that only explains the name before it: (Conservative, Witney). Chosen by hand; not measured."""
_EXPLAINING = NOMINAL | {"JJ", "IN", "CC", "."}
"""Tags of words and marks in such a bracket."""


def noun_phrases(lowers: Sequence[str], tags: Sequence[str]) -> list[tuple[int, int]]:
    """Returns the base noun phrases of a sentence as word ranges: determiner, modifiers and head."""
    phrases: list[tuple[int, int]] = []
    start = -1
    for i, tag in enumerate(tags):
        if tag in _INSIDE:
            if start < 0:
                start = i if tag != "POS" else start
            elif (tag in _FIRST or tags[i - 1] == "PRP") and tags[i - 1] != "DT" or _is_verb(lowers, tags, i):
                _close(phrases, tags, start, i)
                start = i
        elif start >= 0:
            _close(phrases, tags, start, i)
            start = -1
    if start >= 0:
        _close(phrases, tags, start, len(tags))
    return phrases


def _is_verb(lowers: Sequence[str], tags: Sequence[str], i: int) -> bool:
    """True if a participle is the verb of the noun before it: senators *echoed* the view."""
    return tags[i] == "VBN" and tags[i - 1] in _NOUNS and lowers[i - 1][-2:] != "ly"


def source_phrases(lowers: Sequence[str], tags: Sequence[str]) -> list[tuple[int, int]]:
    """Returns the base noun phrases that may say something: none in brackets; what | *locals* call so."""
    phrases: list[tuple[int, int]] = []
    for start, end in noun_phrases(lowers, tags):
        if tags[start] == "WP" and end > start + 1:
            phrases.append((start, start + 1))
            start += 1
        phrases.append((start, end))
    return _outside_brackets(lowers, tags, phrases) if "(" in lowers or "[" in lowers else phrases


def _outside_brackets(
    lowers: Sequence[str], tags: Sequence[str], phrases: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Returns the phrases without those of brackets that explain the phrase before: Tom Reed (*Green*, *Leeds*)."""
    inside: set[int] = set()
    for _, i in phrases:
        if lowers[i : i + 1] in (["("], ["["]):
            end = next((k for k in range(i + 1, min(i + _LONGEST_BRACKET, len(lowers))) if lowers[k] in (")", "]")), i)
            named = tags[end + 1 : end + 2] == ["NNP"]  # Dolores (Lola) Ibarra
            if all(tag in _EXPLAINING for tag in tags[i + 1 : end]) and not named:
                inside.update(range(i, end))
    return [phrase for phrase in phrases if phrase[0] not in inside]


def _close(phrases: list[tuple[int, int]], tags: Sequence[str], start: int, end: int) -> None:
    """Adds a phrase, without the participles at its edges that belong to a verb."""
    while end > start and tags[end - 1] not in NOMINAL and not _is_headed(tags, start, end):
        end -= 1
    while start < end and tags[start] in ("VBG", "VBN", "POS") and start + 1 < end:
        start += 1
    if end > start:
        phrases.append((start, end))


def _is_headed(tags: Sequence[str], start: int, end: int) -> bool:
    """True if an adjective is the head of a phrase: *Shell's chief executive* said, said *the executive*.

    It stands right before a verb, or there is nothing else between it and an article.
    """
    if end - start < 2 or tags[end - 1] != "JJ" or tags[start] not in _OWNED:
        return False
    bare = tags[start] == "DT" and all(tag == "JJ" for tag in tags[start + 1 : end])
    inside = tags[end - 2] not in ("NNP", "NNS")  # but the President | first said
    return bare or inside and end < len(tags) and tags[end] in FINITE
