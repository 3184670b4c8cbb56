"""Quotations: who said what, directly and indirectly."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from rusus.language.speech_verbs import verb_classes
from rusus.model import Quotation, Segmentation, Span
from rusus.quotations.coverage import covered
from rusus.quotations.direct.find import find_direct
from rusus.quotations.indirect.find import find_indirect
from rusus.quotations.marks import DOUBLE
from rusus.speakers.entities import Entities
from rusus.speakers.second_look import Resolution, resolve_twice
from rusus.text.punctuation import CLOSING_QUOTES, OPENING_QUOTES

_MOSTLY = 0.95
"""Share of a content between marks from which its quoted words are the quotation, and the rest its attribution.
Chosen on PolNeAR dev."""
_FRAGMENT = 9
"""Words under which a quoted stretch with a cue of its own belongs to the clause that it stands in. At 2
indirect F1 of PolNeAR dev falls from 62.9 to 62.5 and direct exact from 95.13 to 95.05; GUM and BASIL stay."""
_DIALOGUE = re.compile(r"(?:^|\n)\s*[—―]\s*\Z")
"""A dash that opens a paragraph and with it what somebody says: — The bridge is closed, said Ruiz."""
_CLOSING = re.compile(r"[,.?!…]{0,2}(?:[”\"“»]|''|’’)")
"""What closes the quoted words at the end of a clause, with the marks before it: it an “odd choice*.”*"""
_OPENING = re.compile(r"(?:[“\"„«]|''|``|‘‘)\Z")
_DIVIDES = frozenset(".:;?!—–-")
"""Marks before a quotation that divide it from the words before it."""
_STOPS = (".", "!", "?")
_SOON = 60
"""Characters after quoted words in which their cue begins: with more it is that of another clause. Chosen by hand on
PolNeAR train: 2 of 5 wrong ones had their cue farther off. Decides 7 quotations of 465 articles of the dev sets."""
_BEFORE = " \t\n\"'“‘«„`"
"""What stands between a comma and the first word of a quotation."""


def find_quotations(article: Segmentation, entities: Entities | None = None) -> tuple[Quotation, ...]:
    """Returns the quotations of an article in text order, with source, cue and resolved speaker.

    ``entities`` are those of the article, if they are known.
    """
    return resolve_quotations(article, entities).quotations


def resolve_quotations(article: Segmentation, entities: Entities | None = None) -> Resolution:
    """Returns the same, with whom the pronouns of the article mean."""
    direct = find_direct(article)
    clauses = [_with_kind(article.text, clause) for clause in find_indirect(article, direct)]
    merged = merge([with_opening(article, each) for each in direct], clauses, _cues_apart(article, direct))
    return resolve_twice(article, [with_marks(article.text, each) for each in merged], entities)


def _with_kind(text: str, clause: Quotation) -> Quotation:
    """Returns a clause as direct where it is dialogue, as mixed where it has a source and quotes a word at least."""
    if clause.cue and clause.cue.start >= clause.end and _DIALOGUE.search(text, max(0, clause.start - 8), clause.start):
        return replace(clause, kind="direct")
    if clause.source and any(DOUBLE.search(span.text) for span in clause.spans):
        return replace(clause, kind="mixed")
    return clause


def _cues_apart(article: Segmentation, direct: Sequence[Quotation]) -> frozenset[int]:
    """Returns where the cues begin whose sentence ends before the quotation: It is late, Roe *said*. “Nobody came.”"""
    found = [each for each in direct if each.cue and each.cue.end <= each.start]
    return frozenset(
        each.cue.start
        for each in found
        if each.cue and article.text[each.cue.end : each.start].rstrip(_BEFORE).endswith(_STOPS)
    )


def _sentence(article: Segmentation, start: int) -> int:
    """Returns the index of the sentence that holds the token at or after an offset."""
    token = bisect_left(article.tokens.starts, start)
    return bisect_right(article.sentences, token, key=attrgetter("first")) - 1


def with_opening(article: Segmentation, quotation: Quotation) -> Quotation:
    """Returns a quotation with the words that open its clause: *Not paying taxes* “makes me smart,” Roe said.

    Its attribution follows it soon in its sentence, and its first word is small. Of 21 such stretches in 168 articles
    of PolNeAR train, which nobody had looked at, 13 begin there, 3 at the mark (in '', labelled otherwise).
    """
    first, *others = quotation.spans
    cue = quotation.cue
    if cue is None or not first.end <= cue.start <= first.end + _SOON or not first.text[:1].islower():
        return quotation
    if (
        others
        and others[0].text[:1].isupper()
        and _sentence(article, first.start) == _sentence(article, others[0].start)
    ):
        return quotation  # Remarking on her “skill,” Roe said, “Nobody came.”
    sentence = article.sentences[_sentence(article, first.start)]
    start = article.tokens.starts[sentence.first]
    before = article.text[start : first.start].rstrip(_BEFORE)
    inside = cue.start < article.tokens.ends[sentence.last - 1]
    if not inside or not before or before[-1] in _DIVIDES or DOUBLE.search(before):
        return quotation
    spans = (article.span(start, first.end), *others)
    return replace(quotation, start=start, text=article.text[start : quotation.end], kind="mixed", spans=spans)


def with_marks(text: str, quotation: Quotation) -> Quotation:
    """Returns a mixed quotation with the mark that closes or opens its quoted words: it an “odd choice*”*."""
    if quotation.kind != "mixed":
        return quotation
    *others, last = quotation.spans
    start, end = last.start, last.end
    marks = DOUBLE.findall(last.text)
    if len(marks) % 2:
        closing = _CLOSING.match(text, end)
        opening = _OPENING.search(text, max(0, start - 2), start)
        if closing and marks[-1] not in CLOSING_QUOTES:
            end = closing.end()
        elif opening and marks[0] not in OPENING_QUOTES:
            start = opening.start()
    if (start, end) == (last.start, last.end):
        return quotation
    spans = (*others, Span(start, end, text[start:end]))
    first = spans[0].start
    return replace(quotation, start=first, end=end, text=text[first:end], spans=spans)


def merge(
    direct: Sequence[Quotation], indirect: Sequence[Quotation], apart: frozenset[int] = frozenset()
) -> list[Quotation]:
    """Returns both in text order, so that no words are reported twice.

    A quoted fragment makes the clause that holds it mixed and is dropped. A clause gives way to the quotation that
    fills it, or that brings its own attribution or reaches beyond it; and what stands before a cue to the one that the
    cue announces: In a letter, Ruiz wrote: “…”. ``apart`` are where the cues begin whose quotation is another sentence.
    """
    reach, ends = 0, []
    for each in direct:
        reach = max(reach, each.end)
        ends.append(reach)
    announced = {each.cue.start for each in direct if each.cue and each.cue.end <= each.start} - apart
    dropped: set[int] = set()
    kept: list[Quotation] = []
    for clause in indirect:
        inside = []
        for i in range(bisect_left(ends, clause.start + 1), len(direct)):
            if direct[i].start >= clause.end:
                break
            if covered(direct[i], clause.start, clause.end):
                inside.append(i)
        if not inside:
            if not (clause.cue and clause.end <= clause.cue.start and clause.cue.start in announced):
                kept.append(clause)
        elif sum(covered(direct[i], clause.start, clause.end) for i in inside) < _MOSTLY * (
            clause.end - clause.start
        ) and not any(_stands_alone(direct[i], clause) for i in inside):
            likeliest = max(clause.probability, *(direct[i].probability for i in inside))
            kept.append(replace(clause, kind="mixed", probability=likeliest))
            dropped.update(inside)
    kept.extend(each for i, each in enumerate(direct) if i not in dropped)
    return sorted(kept, key=lambda each: (each.start, -each.end))


def _stands_alone(quotation: Quotation, clause: Quotation) -> bool:
    """True if a quotation reaches beyond a clause, has a cue of its own inside it, or is what its cue announces.

    A sentence after the cue, a comma or a colon is: Clinton said on the other hand, “The current system works.”
    """
    if quotation.start < clause.start or quotation.end > clause.end + 2:
        return True
    if quotation.cue is None:
        return False
    carried = clause.cue is not None and clause.cue.text.lower().startswith("according")
    if carried and quotation.source and clause.start <= quotation.cue.start < clause.end:
        return True  # “…,” Cruz said, according to the Courier
    if clause.cue and quotation.cue.start == clause.cue.start:
        before = clause.text[: max(0, quotation.spans[0].start - clause.start)].rstrip(_BEFORE)
        return quotation.text[:1].isupper() and (not before or before[-1] in ",:")
    reported = quotation.cue.text.lower() in verb_classes() and not replace(clause, kind="indirect").listed
    fewest = 1 if reported else _FRAGMENT
    return clause.start <= quotation.cue.start < clause.end and len(quotation.text.split()) >= fewest
