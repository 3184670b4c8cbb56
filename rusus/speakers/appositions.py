"""Appositions: whom a source describes between commas after its name ("Jane Roe, a geneticist at Yale, said")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rusus.language.tagger import FINITE
from rusus.speakers.context import Context
from rusus.speakers.name_lists import name_lists, speaker_words
from rusus.text.punctuation import DOUBLE_QUOTES

FARTHEST = 40
"""Words between a name and the end of its apposition: bounds the cost. Chosen by hand; not measured."""
_LONGEST_ASIDE = 8
"""Words of a bracket or a title between a source and the name in apposition: her spokesman (for health), Tom Reed."""
_BREAKS = DOUBLE_QUOTES | {":", ";", ".", "?", "!", "―", "—"}
_RELATIVE = frozenset(("who", "whose", "which", "that", "where"))
_NOT_BEFORE = frozenset(("IN", "TO", "POS", "CD"))


def named_before(
    words: Sequence[str], lowers: Sequence[str], tags: Sequence[str], first: int
) -> tuple[int, int] | None:
    """Returns the name whose apposition holds the word ``first``: the outermost one before it, followed by a comma.

    None where a verb stands between them, but for that of a relative clause.
    """
    found = None
    verb = False
    for i in range(first - 1, max(0, first - FARTHEST), -1):
        if words[i] in _BREAKS and not (words[i] == "." and words[i - 1][:1].isupper()):
            break
        if tags[i] in FINITE:
            verb = True
        elif lowers[i] in _RELATIVE:
            verb = False
        elif words[i] == "," and not verb:
            start = _name_start(words, i)
            if start < i and _is_subject(words, lowers, tags, start, i):
                found = start, i
    return found


def _name_start(words: Sequence[str], end: int) -> int:
    """Returns where the capitalized words begin that end at a comma, with the small words inside names."""
    start, particles = end, name_lists().particles
    while start > 0 and (words[start - 1][:1].isupper() or words[start - 1] in particles and start < end):
        start -= 1
    while start < end and words[start] in particles:
        start += 1
    return start


def _is_subject(words: Sequence[str], lowers: Sequence[str], tags: Sequence[str], start: int, end: int) -> bool:
    """True if a name can be what the sentence is about: no place ("in Austin, Texas"), title or month."""
    lists = name_lists()
    after_preposition = start > 0 and tags[start - 1] in _NOT_BEFORE
    if after_preposition or lowers[end - 1] in lists.titles or words[end - 1] in lists.no_names:
        return False
    described = end + 1 < len(words) and not words[end + 1][:1].isupper()
    return described or is_person(words[start:end], lowers[start:end])


def is_person(words: Sequence[str], lowers: Sequence[str]) -> bool:
    """True if words name a person for sure: with a first name or a title before the last word."""
    lists = name_lists()
    known = any(word in lists.genders for word in words[:-1])
    titled = any(lower in lists.titles and word[0].isupper() for word, lower in zip(words[:-1], lowers))
    return bool(words) and words[-1][:1].isupper() and (known or titled)


def name_apposed(context: Context, stop: int) -> int | None:
    """Returns the person whose name between commas follows a source that ends at ``stop``."""
    words = context.article.tokens.words
    if words[stop : stop + 1] in (["("], [")"]):
        stop = _after_bracket(words, stop)
    if words[stop : stop + 1] in (["'s"], ["’s"]):
        stop = _find(words, ",", stop)
    if stop + 1 >= len(words) or words[stop] != ",":
        return None
    i = bisect_left(context.firsts, stop + 1)
    if i == len(context.firsts) or context.firsts[i] - stop - 1 > len(context.name(i).titles):
        return None
    name = context.name(i)
    closed = name.last < len(words) and words[name.last] in speaker_words("closings")
    return context.entities.owners[i] if closed and name.kind != "organization" else None


def _after_bracket(words: Sequence[str], start: int) -> int:
    """Returns where the words after a bracket begin that opens or closes at ``start``; ``start`` where none closes."""
    closing = _find(words, ")", start)
    return closing + 1 if words[closing] == ")" else start


def _find(words: Sequence[str], word: str, start: int) -> int:
    """Returns where a word stands soon after ``start``, or else ``start``."""
    return next((i for i in range(start, min(start + _LONGEST_ASIDE, len(words))) if words[i] == word), start)
