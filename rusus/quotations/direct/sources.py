"""Sources: the whole noun phrase of a direct quotation's source, and the name that it only describes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from rusus.model import Segmentation
from rusus.quotations.clauses import head_of_subject, main_subject
from rusus.quotations.direct.attribution import Analysis
from rusus.quotations.direct.windows import Range, Window
from rusus.resources import entries
from rusus.speakers.appositions import is_person, named_before
from rusus.speakers.names import nickname_end

_LONGEST = 16
"""Words that are looked at from the head of a source on: bounds the cost; chosen by hand, not measured."""
_BRACKETED = 6
"""Words in which a bracket after a name closes: (R-Fla.), (Conservative, Witney)."""
_CLOSINGS = frozenset((".", ",", ";", ":"))
_BETWEEN_NAMES = frozenset(("the", "a", "an", "of", "'s", "’s"))
_BEFORE_DESCRIPTIONS = frozenset((",", "of", "at", "in", "for", "from", ")"))

_words = partial(entries, "quoted_words.txt")


def extend_source(article: Segmentation, windows: Mapping[str, Window], chosen: Analysis) -> Range:
    """Returns the whole noun phrase of a source as a token range.

    With it belong (R-Fla.), "of …" and what stands between it and its cue without a comma ("the head of research at
    Yale said"). A source that only describes the name before it gives way to the name.
    """
    if chosen.kind != "cue":
        return chosen.source
    window = windows[chosen.side]
    described = _by_grammar(window, chosen) or _described(article, window, chosen)
    if described:
        return described
    first, last = chosen.source
    lowers = article.tokens.lowers
    limit = min(len(lowers), last + _LONGEST)
    cue = chosen.cue[0]
    if last < cue < limit and lowers[last] in _words("links") and _words("breaks").isdisjoint(lowers[last:cue]):
        adverb = lowers[cue - 1] in _words("adverbs") or lowers[cue - 1].endswith("ly")
        return first, cue - adverb
    last = _after_names(article, window, _after_nickname(article, last, limit), limit)
    last = _after_and(article, last, limit)
    return first, _after_bracket(article.tokens.words, last, limit)


def _by_grammar(window: Window, chosen: Analysis) -> Range | None:
    """Returns who speaks where a source stands in the clause before, or in what a preposition ties to the speaker."""
    begin, (first, last) = window.first, chosen.source
    source, cue = (first - begin, last - begin), chosen.cue[0] - begin
    found = main_subject(window.lowers, window.tags, window.phrases, source, cue) or head_of_subject(
        window.lowers, window.tags, window.phrases, source, cue
    )
    return found and (found[0] + begin, found[1] + begin)


def _after_nickname(article: Segmentation, last: int, limit: int) -> int:
    """Returns where a source ends with the nickname and the surname that follow it: Dolores *“Lola” Ibarra*."""
    words = article.tokens.words
    end = nickname_end(words, last, limit) if last < limit else 0
    while 0 < end < limit and words[end][0].isupper():
        end += 1
    return end or last


def _after_names(article: Segmentation, window: Window, last: int, limit: int) -> int:
    """Returns where a source ends with what "of" adds to it: the University *of the West of Scotland*, one *of us*."""
    words, lowers = article.tokens.words, article.tokens.lowers
    while last + 1 < limit and lowers[last] == "of":
        stop = last + 1
        while stop < limit and (words[stop][0].isupper() or lowers[stop] in _BETWEEN_NAMES):
            stop += 1
        if stop == last + 1 or lowers[stop - 1] in _BETWEEN_NAMES:  # one of the protesters
            stop = next((b + window.first for a, b in window.phrases if a + window.first == last + 1), last)
        if stop <= last:
            break
        last = stop
    return last


def _after_and(article: Segmentation, last: int, limit: int) -> int:
    """Returns where a source ends with the name that closes its clause after "and": said Roe *and Tom Reed*."""
    words = article.tokens.words
    stop = last + 1
    while stop < limit and words[stop][0].isupper():
        stop += 1
    joined = words[last : last + 1] == ["and"] and words[last - 1][0].isupper() and stop > last + 1
    return stop if joined and (stop == len(words) or words[stop] in _CLOSINGS) else last


def _after_bracket(words: Sequence[str], last: int, limit: int) -> int:
    """Returns where a source ends with the bracket that follows it: Marco Rubio *(R-Fla.)*."""
    if last + 1 < limit and words[last] == "(" and ")" in words[last : last + _BRACKETED]:
        last += list(words[last : last + _BRACKETED]).index(")") + 1
    return last


def find_agent(windows: Mapping[str, Window], chosen: Analysis) -> Range | None:
    """Returns who acts in a passive right after its verb: He was described *by staff* as “somebody to call”.

    Or whom somebody quotes: “It is late,” the paper quoted *Jane Roe* as saying.
    """
    if chosen.kind != "cue":
        return None
    window = windows[chosen.side]
    by = chosen.cue[1] - window.first
    if chosen.lemma == "quote":
        quoted = next((phrase for phrase in window.phrases if phrase[0] == by), None)
        said = quoted and window.lowers[quoted[1] : quoted[1] + 2] == ["as", "saying"]
        return (quoted[0] + window.first, quoted[1] + window.first) if quoted and said else None
    if window.lowers[by : by + 1] != ["by"] or window.tags[by - 1] not in ("VBN", "VBD"):
        return None
    found = next((phrase for phrase in window.phrases if phrase[0] == by + 1), None)
    return found and (found[0] + window.first, found[1] + window.first)


def _described(article: Segmentation, window: Window, chosen: Analysis) -> Range | None:
    """Returns the name that a source before its cue describes between commas, or None."""
    first, last = chosen.source
    words = article.tokens.words
    if chosen.cue[0] < last or words[last] not in _BEFORE_DESCRIPTIONS:
        return None
    begin = window.first
    inside, lowers = words[begin : begin + len(window.lowers)], window.lowers
    pronoun = window.tags[last - 1 - begin] == "PRP"
    if pronoun or is_person(inside[first - begin : last - begin], lowers[first - begin :]):
        return None
    found = named_before(inside, lowers, window.tags, first - begin)
    return found and (found[0] + begin, found[1] + begin)
