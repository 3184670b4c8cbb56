"""Records: what the commands print, one flat dict for each sentence, quotation, statistic or match."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from rusus.model import BODY_KINDS, Document, Match, MatchGroup, Quantity, Quotation, Sentence, Span
from rusus.text.normalization import sentence_id

if TYPE_CHECKING:
    from rusus.quantities.rules import Decision
    from rusus.quotations.explain import Judged

Record = dict[str, Any]
T = TypeVar("T", Quotation, Quantity)

CLAIMS_KEYS = (
    "file", "id", "start", "end", "line", "column", "block", "text", "tag", "tags", "score", "scores",
    "source", "speaker", "cue", "quotations", "statistics", "claim_kind",
)  # fmt: skip
QUOTES_KEYS = (
    "file", "id", "start", "end", "line", "column", "kind", "text", "spans", "source", "speaker", "cue",
)  # fmt: skip
STATISTICS_KEYS = (
    "file", "id", "start", "end", "line", "column", "text", "kind", "value", "low", "high", "before", "after", "unit",
    "precision", "comparator", "trend", "of", "period", "sentence",
)  # fmt: skip
MATCH_KEYS = (
    "file", "id", "start", "end", "text", "tag", "other_file", "other_id", "other_start", "other_end", "other_text",
    "score", "verdict", "differences",
)  # fmt: skip
JUDGEMENTS_KEYS = ("file", "id", "start", "end", "line", "column", "text", "verdict", "source", "cue", "reasons")
DECISIONS_KEYS = (
    "file", "id", "start", "end", "line", "column", "text", "verdict", "rule", "kind", "kind_rule", "sentence",
)  # fmt: skip
GROUPS_KEYS = ("id", "text", "articles", "sources", "files", "verdicts")
KEYS = {
    "claims": CLAIMS_KEYS,
    "quotes": QUOTES_KEYS,
    "statistics": STATISTICS_KEYS,
    "match": MATCH_KEYS,
    "groups": GROUPS_KEYS,
    "judgements": JUDGEMENTS_KEYS,
    "decisions": DECISIONS_KEYS,
}
"""The keys of each kind of record, in the order in which they are printed."""

DIGITS = 4
"""Scores are printed with this many decimals: more would be noise, and would differ between machines."""

_LONG = 10_000
"""Characters of a quotation from which the records of its sentences hold only their part of it."""

_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Line and column of offsets, both counted from 1; CR, LF and CRLF end a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Returns (line, column) of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def claims_records(document: Document, every: bool = False) -> Iterator[Record]:
    """Yields a record for each tagged sentence of the body; with ``every`` for each sentence of every block."""
    lines = Lines(document.text)
    quotations = _by_sentence(document, document.quotations)
    statistics = _by_sentence(document, document.statistics)
    ids = {id(quotation): sentence_id(quotation.text) for quotation in document.quotations}
    for index, sentence in enumerate(document.sentences):
        if every or (sentence.tags and sentence.block in BODY_KINDS):
            held = [{"id": ids[id(each)], **_part(document.text, each, sentence)} for each in quotations.get(index, ())]
            yield _claim(document, sentence, held, statistics.get(index, ()), lines)


def quotes_records(document: Document, every: bool = False) -> Iterator[Record]:
    """Yields a record for each quotation of the body; with ``every`` for those of captions and boilerplate too."""
    lines = Lines(document.text)
    kept = document.quotations if every else _in_body(document, document.quotations)
    for quotation in kept:
        yield _quote(document, quotation, lines)


def statistics_records(document: Document, every: bool = False) -> Iterator[Record]:
    """Yields a record for each statistic of the body; with ``every`` for each quantity anywhere."""
    lines = Lines(document.text)
    everything = sorted(document.quantities + document.asides, key=lambda quantity: quantity.start)
    kept = everything if every else _in_body(document, document.statistics)
    starts = [sentence.start for sentence in document.sentences]
    ids: dict[str, str] = {}
    for quantity in kept:
        sentence = document.sentences[bisect_right(starts, quantity.start) - 1]
        if sentence.text not in ids:
            ids = {sentence.text: sentence_id(sentence.text)}
        record = _place(document, quantity.start, quantity.end, lines) | _quantity(quantity)
        yield record | {
            "sentence": {
                "id": ids[sentence.text],
                **_span(sentence),
                "source": sentence.source and sentence.source.text,
                "speaker": sentence.speaker,
            }
        }


def match_records(matches: Iterable[Match]) -> Iterator[Record]:
    """Yields a record for each match."""
    for match in matches:
        record = {key: getattr(match, key) for key in MATCH_KEYS}
        record["score"] = round(match.score, DIGITS)
        record["differences"] = [
            {"kind": difference.kind, "ours": difference.ours, "theirs": difference.theirs}
            for difference in match.differences
        ]
        yield record


def judgements_records(document: Document, judged: Iterable[Judged]) -> Iterator[Record]:
    """Yields a record for each stretch or clause that may be a quotation."""
    lines = Lines(document.text)
    for each in judged:
        yield _place(document, each.start, each.end, lines) | {
            "text": each.text,
            "verdict": each.verdict,
            "source": each.source and _span(each.source),
            "cue": each.cue and _span(each.cue),
            "reasons": list(each.reasons),
        }


def decisions_records(document: Document, decided: Iterable[Decision]) -> Iterator[Record]:
    """Yields a record for each number, with the rule that decided what became of it."""
    lines = Lines(document.text)
    starts = [sentence.start for sentence in document.sentences]
    for each in decided:
        sentence = document.sentences[bisect_right(starts, each.start) - 1]
        yield _place(document, each.start, each.end, lines) | {
            "text": document.text[each.start : each.end],
            "verdict": each.verdict,
            "rule": each.rule,
            "kind": each.kind,
            "kind_rule": each.kind_rule,
            "sentence": _span(sentence),
        }


def groups_records(groups: Iterable[MatchGroup]) -> Iterator[Record]:
    """Yields a record for each group of matches."""
    for group in groups:
        record = {key: getattr(group, key) for key in GROUPS_KEYS}
        yield record | {"files": list(group.files), "verdicts": dict(group.verdicts)}


def _in_body(document: Document, found: Iterable[T]) -> list[T]:
    """Keeps what begins in a paragraph or a list."""
    body = [block for block in document.blocks if block.kind in BODY_KINDS]
    starts = [block.start for block in body]
    kept = []
    for item in found:
        index = bisect_right(starts, item.start) - 1
        if index >= 0 and item.start < body[index].end:
            kept.append(item)
    return kept


def _place(document: Document, start: int, end: int, lines: Lines) -> Record:
    line, column = lines.at(start)
    return {
        "file": document.name,
        "id": sentence_id(document.text[start:end]),
        "start": start,
        "end": end,
        "line": line,
        "column": column,
    }


def _by_sentence(document: Document, found: Iterable[T]) -> dict[int, list[T]]:
    """Returns what was found in or across each sentence, by the sentence's index."""
    starts = [sentence.start for sentence in document.sentences]
    held: dict[int, list[T]] = {}
    for item in found:
        for index in range(bisect_right(starts, item.start) - 1, bisect_left(starts, item.end)):
            held.setdefault(index, []).append(item)
    return held


def _claim(
    document: Document,
    sentence: Sentence,
    quotations: Sequence[Record],
    statistics: Sequence[Quantity],
    lines: Lines,
) -> Record:
    return _place(document, sentence.start, sentence.end, lines) | {
        "block": sentence.block,
        "text": sentence.text,
        "tag": sentence.tag,
        "tags": list(sentence.tags),
        "score": round(sentence.scores["claim"], DIGITS),
        "scores": {name: round(score, DIGITS) for name, score in sentence.scores.items()},
        "source": sentence.source and sentence.source.text,
        "speaker": sentence.speaker,
        "cue": sentence.cue and sentence.cue.text,
        "quotations": quotations,
        "statistics": [{**_bounds(quantity), **_quantity(quantity)} for quantity in statistics],
        "claim_kind": sentence.claim_kind,
    }


def _part(text: str, quotation: Quotation, sentence: Sentence) -> Record:
    """Returns a quotation; of a very long one only what lies in the sentence, so that a thousand do not repeat it all."""
    if quotation.end - quotation.start > _LONG:
        start, end = max(quotation.start, sentence.start), min(quotation.end, sentence.end)
        first = max(0, bisect_right(quotation.spans, start, key=lambda span: span.start) - 1)
        last = bisect_left(quotation.spans, end, key=lambda span: span.start)
        bounds = ((max(span.start, start), min(span.end, end)) for span in quotation.spans[first:last])
        spans = tuple(Span(left, right, text[left:right]) for left, right in bounds if left < right)
        quotation = replace(quotation, start=start, end=end, text=text[start:end], spans=spans)
    return {**_bounds(quotation), **_quotation(quotation)}


def _quote(document: Document, quotation: Quotation, lines: Lines) -> Record:
    return _place(document, quotation.start, quotation.end, lines) | _quotation(quotation)


def _quotation(quotation: Quotation) -> Record:
    return {
        "kind": quotation.kind,
        "text": quotation.text,
        "spans": [_span(span) for span in quotation.spans],
        "source": quotation.source and _span(quotation.source),
        "speaker": quotation.speaker,
        "cue": quotation.cue and _span(quotation.cue),
    }


def _quantity(quantity: Quantity) -> Record:
    return {
        "text": quantity.text,
        "kind": quantity.kind,
        **{key: _number(getattr(quantity, key)) for key in ("value", "low", "high", "before", "after")},
        "unit": quantity.unit,
        "precision": _number(quantity.precision),
        "comparator": quantity.comparator,
        "trend": quantity.trend,
        "of": quantity.of and _span(quantity.of),
        "period": quantity.period and _span(quantity.period),
    }


def _number(value: float | None) -> int | float | None:
    """Whole numbers without a point, so that 3 stays 3 in JSON; up to 2**53, where floats stop being exact."""
    return int(value) if value is not None and abs(value) < 2**53 and value == int(value) else value


def _bounds(item: Quotation | Quantity) -> Record:
    return {"start": item.start, "end": item.end}


def _span(span: Span | Sentence) -> Record:
    return {"text": span.text, "start": span.start, "end": span.end}
