"""Verdicts: whether two matching sentences agree, and in which number, word or speaker they do not."""
from __future__ import annotations

from collections.abc import Sequence

from rusus.identity import normalize
from rusus.model import MATCH_VERDICTS, Difference, Quotation
from rusus.resources import read_lists
from rusus.similarity import content_words
from rusus.statements import Statement
from rusus.word_diff import changed_words, words

_VERDICT_OF = {"number": "numbers_disagree", "quote": "quote_altered", "speaker": "attribution_differs", "negation": "close"}


def judge(ours: Statement, theirs: Statement) -> tuple[str, tuple[Difference, ...]]:
    """Returns the gravest verdict of MATCH_VERDICTS that holds, and everything that differs."""
    if ours.id == theirs.id and not ours.quotations:
        return "same", ()
    found = [*_speakers(ours, theirs), *_quotations(ours, theirs), *_numbers(ours, theirs), *_negations(ours, theirs)]
    verdicts = [_VERDICT_OF[difference.kind] for difference in found]
    verdicts.append("same" if content_words(ours.text) == content_words(theirs.text) else "close")
    return max(verdicts, key=MATCH_VERDICTS.index), tuple(found)


def _numbers(ours: Statement, theirs: Statement) -> list[Difference]:
    return []


def _quoted(statement: Statement) -> str:
    pieces = [
        statement.text[max(0, span.start - statement.start) : max(0, span.end - statement.start)]
        for quotation in statement.quotations
        if quotation.kind != "indirect"
        for span in quotation.spans
    ]
    return " ".join(piece for piece in pieces if piece)


def _quotations(ours: Statement, theirs: Statement) -> list[Difference]:
    mine, other = [w[0] for w in words(_quoted(ours))], [w[0] for w in words(_quoted(theirs))]
    if not mine or not other:
        return []
    return [
        Difference("quote", " ".join(mine[first:last]), " ".join(other[other_first:other_last]))
        for first, last, other_first, other_last in changed_words(mine, other)
    ]


def _speakers(ours: Statement, theirs: Statement) -> list[Difference]:
    if not ours.speaker or not theirs.speaker:
        return []
    mine, other = set(content_words(ours.speaker)), set(content_words(theirs.speaker))
    if mine & other or not mine or not other:
        return []
    return [Difference("speaker", ours.speaker, theirs.speaker)]


def _negations(ours: Statement, theirs: Statement) -> list[Difference]:
    mine, other = _negated(ours.text), _negated(theirs.text)
    if bool(mine) == bool(other):
        return []
    return [Difference("negation", mine, other)]


def _negated(text: str) -> str:
    negations = set(read_lists("stop_words.txt")["negation"])
    return " ".join(word for word in normalize(text).split() if word.strip(".,;:!?\"'()") in negations)
