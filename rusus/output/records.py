"""Records: what the commands print, a flat dict for each sentence, quotation, statistic or match (see ``schemas``)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from rusus.model import Document, Match, MatchGroup, Quantity, Quotation, Resolved, Sentence, Span
from rusus.output.schemas import (
    Bounds,
    ClaimsRecord,
    DecisionsRecord,
    GroupsRecord,
    JudgementsRecord,
    MatchRecord,
    PeriodPart,
    Placed,
    QuantityFields,
    QuotationFields,
    QuotationPart,
    QuotesRecord,
    ResolvedPart,
    SearchRecord,
    SentencePart,
    SpanPart,
    StandalonePart,
    StatisticsRecord,
)
from rusus.quantities.modifiers.period_dates import period_dates
from rusus.standalone.brackets import with_brackets
from rusus.text.lines import Lines
from rusus.text.normalization import sentence_id
from rusus.vocabulary import BODY_KINDS, JudgementVerdict, NumberVerdict, RecordKind, Tag

if TYPE_CHECKING:
    from rusus.quantities.decisions import Decision
    from rusus.quotations.explain import Judged
    from rusus.store.search import Found

Record = Mapping[str, Any]
T = TypeVar("T", Quotation, Quantity)

DIGITS = 4
"""Scores are printed with this many decimals: more would be noise, and would differ between machines."""

_LONG = 10_000
"""Characters of a quotation from which the records of its sentences hold only their part of it.

An interview of a thousand sentences within one pair of marks would be printed a thousand times; chosen by hand.
"""


def claims_records(document: Document, include_all: bool = False) -> Iterator[ClaimsRecord]:
    """Yields a record for each tagged sentence of the body; with ``include_all`` for each sentence of every block."""
    lines = Lines(document.text)
    quotations = _by_sentence(document, document.quotations)
    statistics = _by_sentence(document, document.statistics)
    ids = {id(quotation): sentence_id(quotation.text) for quotation in document.quotations}
    for index, sentence in enumerate(document.sentences):
        if include_all or (sentence.tags and sentence.block in BODY_KINDS):
            held: list[QuotationPart] = [
                {"id": ids[id(each)], **_bounds(part), **_quotation(part)}
                for each in quotations.get(index, ())
                if include_all or each.listed
                for part in (_part(document.text, each, sentence),)
            ]
            yield _claim(document, sentence, held, statistics.get(index, ()), lines)


def quotes_records(document: Document, include_all: bool = False) -> Iterator[QuotesRecord]:
    """Yields a record for each listed quotation of the body; with ``include_all`` for each of every block."""
    lines = Lines(document.text)
    listed = (quotation for quotation in document.quotations if quotation.listed)
    resolved = [each for sentence in document.sentences for each in sentence.resolved]
    starts = [each.start for each in resolved]
    for quotation in document.quotations if include_all else _in_body(document, listed):
        first, stop = bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)
        held = [each for each in resolved[first:stop] if each.end <= quotation.end]
        yield {
            **_place(document, quotation.start, quotation.end, lines),
            **_quotation(quotation),
            "standalone": standalone_part(quotation.text, quotation.start, held),
        }


def statistics_records(document: Document, include_all: bool = False) -> Iterator[StatisticsRecord]:
    """Yields a record for each statistic of the body; with ``include_all`` for each quantity of every block."""
    lines = Lines(document.text)
    everything = sorted(document.quantities + document.asides, key=lambda quantity: quantity.start)
    starts = [sentence.start for sentence in document.sentences]
    ids: dict[str, str] = {}
    for quantity in everything if include_all else _in_body(document, document.statistics):
        sentence = document.sentences[bisect_right(starts, quantity.start) - 1]
        if sentence.text not in ids:
            ids = {sentence.text: sentence_id(sentence.text)}
        yield {
            **_place(document, quantity.start, quantity.end, lines),
            **_quantity(quantity),
            **_period(quantity, document.date),
            "sentence": _sentence(sentence, ids[sentence.text]),
        }


LISTINGS: Mapping[RecordKind, Callable[[Document, bool], Iterator[Record]]] = {
    "claims": claims_records,
    "quotes": quotes_records,
    "statistics": statistics_records,
}
"""What makes the records that a document holds, by kind."""


def match_records(matches: Iterable[Match]) -> Iterator[MatchRecord]:
    """Yields a record for each match."""
    for match in matches:
        yield {
            "file": match.file,
            "id": match.id,
            "start": match.start,
            "end": match.end,
            "line": match.line,
            "column": match.column,
            "text": match.text,
            "tag": match.tag,
            "date": match.date,
            "other_file": match.other_file,
            "other_id": match.other_id,
            "other_start": match.other_start,
            "other_end": match.other_end,
            "other_line": match.other_line,
            "other_text": match.other_text,
            "other_title": match.other_title,
            "other_rating": match.other_rating,
            "other_url": match.other_url,
            "other_date": match.other_date,
            "score": round(match.score, DIGITS),
            "verdict": match.verdict,
            "differences": [
                {"kind": difference.kind, "ours": difference.ours, "theirs": difference.theirs}
                for difference in match.differences
            ],
            "standalone": standalone_part(match.text, match.start, match.resolved),
        }


def judgements_records(document: Document, judged: Iterable[Judged]) -> Iterator[JudgementsRecord]:
    """Yields a record for each stretch or clause that may be a quotation."""
    lines = Lines(document.text)
    for each in judged:
        yield {
            **_place(document, each.start, each.end, lines),
            "text": each.text,
            "verdict": cast("JudgementVerdict", each.verdict),
            "source": _optional(each.source),
            "cue": _optional(each.cue),
            "reasons": list(each.reasons),
        }


def decisions_records(document: Document, decided: Iterable[Decision]) -> Iterator[DecisionsRecord]:
    """Yields a record for each number, with the rule that decided what became of it."""
    lines = Lines(document.text)
    starts = [sentence.start for sentence in document.sentences]
    for each in decided:
        sentence = document.sentences[bisect_right(starts, each.start) - 1]
        yield {
            **_place(document, each.start, each.end, lines),
            "text": document.text[each.start : each.end],
            "verdict": cast("NumberVerdict", each.verdict),
            "rule": each.rule,
            "kind": each.kind,
            "kind_rule": each.kind_rule,
            "sentence": _span(sentence),
        }


def groups_records(groups: Iterable[MatchGroup]) -> Iterator[GroupsRecord]:
    """Yields a record for each group of matches."""
    for group in groups:
        yield {
            "id": group.id,
            "text": group.text,
            "articles": group.articles,
            "sources": group.sources,
            "files": list(group.files),
            "verdicts": dict(group.verdicts),
        }


def search_records(found: Iterable[Found]) -> Iterator[SearchRecord]:
    """Yields a record for each sentence or known claim that a search found."""
    for each in found:
        yield {
            "file": each.file,
            "id": each.id,
            "start": each.start,
            "end": each.end,
            "text": each.text,
            "tag": cast("Tag | None", each.tag),
            "score": round(each.score, DIGITS),
            "source": each.source,
            "speaker": each.speaker,
            "statistics": [{**_bounds(quantity), **_quantity(quantity)} for quantity in each.statistics],
            "date": each.date,
            "title": each.title,
            "rating": each.rating,
            "url": each.url,
            "standalone": standalone_part(each.text, each.start, each.resolved),
        }


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


def _place(document: Document, start: int, end: int, lines: Lines) -> Placed:
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
    quotations: list[QuotationPart],
    statistics: Sequence[Quantity],
    lines: Lines,
) -> ClaimsRecord:
    return {
        **_place(document, sentence.start, sentence.end, lines),
        "block": sentence.block,
        "text": sentence.text,
        "tag": sentence.tag,
        "tags": list(sentence.tags),
        "score": round(sentence.scores["check_first"], DIGITS),
        "scores": {name: round(score, DIGITS) for name, score in sentence.scores.items()},
        "source": _written(sentence.source),
        "speaker": sentence.speaker,
        "cue": _written(sentence.cue),
        "quotations": quotations,
        "statistics": [{**_bounds(quantity), **_quantity(quantity)} for quantity in statistics],
        "claim_kind": sentence.claim_kind,
        "standalone": standalone_part(sentence.text, sentence.start, sentence.resolved),
    }


def standalone_part(text: str, start: int, resolved: Sequence[Resolved]) -> StandalonePart | None:
    """Returns a text that begins at an offset with what it needs to stand alone; None where that is nothing."""
    if not resolved:
        return None
    pieces: list[ResolvedPart] = [
        {
            "start": each.start,
            "end": each.end,
            "ours": each.text,
            "inserted": each.inserted,
            "mention_start": each.mention.start if each.mention else None,
            "mention_end": each.mention.end if each.mention else None,
            "probability": round(each.probability, DIGITS),
        }
        for each in resolved
    ]
    return {"text": with_brackets(text, start, resolved), "pieces": pieces}


def _part(text: str, quotation: Quotation, sentence: Sentence) -> Quotation:
    """Returns a quotation; of one longer than _LONG only what lies in the sentence."""
    if quotation.end - quotation.start <= _LONG:
        return quotation
    start, end = max(quotation.start, sentence.start), min(quotation.end, sentence.end)
    first = max(0, bisect_right(quotation.spans, start, key=lambda span: span.start) - 1)
    last = bisect_left(quotation.spans, end, key=lambda span: span.start)
    bounds = ((max(span.start, start), min(span.end, end)) for span in quotation.spans[first:last])
    spans = tuple(Span(left, right, text[left:right]) for left, right in bounds if left < right)
    return replace(quotation, start=start, end=end, text=text[start:end], spans=spans)


def _quotation(quotation: Quotation) -> QuotationFields:
    return {
        "kind": quotation.kind,
        "type": quotation.type,
        "text": quotation.text,
        "spans": [_span(span) for span in quotation.spans],
        "source": _optional(quotation.source),
        "speaker": quotation.speaker,
        "speaker_role": quotation.speaker_role,
        "cue": _optional(quotation.cue),
        "probability": round(quotation.probability, DIGITS),
        "speaker_probability": _rounded(quotation.speaker_probability),
    }


def _quantity(quantity: Quantity) -> QuantityFields:
    return {
        "text": quantity.text,
        "kind": quantity.kind,
        "value": _number(quantity.value),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "before": _number(quantity.before),
        "after": _number(quantity.after),
        "unit": quantity.unit,
        "precision": _number(quantity.precision),
        "comparator": quantity.comparator,
        "trend": quantity.trend,
        "of": _optional(quantity.of),
        "period": _optional(quantity.period),
    }


def _period(quantity: Quantity, published: str | None) -> PeriodPart:
    first, last = period_dates(quantity.period.text, published) if quantity.period else (None, None)
    return {"period_from": first, "period_to": last}


def _sentence(sentence: Sentence, identity: str) -> SentencePart:
    return {
        "id": identity,
        **_span(sentence),
        "source": _written(sentence.source),
        "speaker": sentence.speaker,
    }


PLACES, MOST_WRITTEN = 3, 12
"""Decimals of a fraction in words, and from how many on a number is one. Chosen by hand."""


def _number(value: float | None) -> int | float | None:
    """Whole numbers without a point, so that 3 stays 3 in JSON; up to 2**53, where floats stop being exact.

    What a division left without an end is cut: a third is 0.333. Nobody writes so many decimals.
    """
    if value is not None and value != round(value, MOST_WRITTEN):
        return round(value, PLACES)
    return int(value) if value is not None and abs(value) < 2**53 and value == int(value) else value


def _rounded(probability: float | None) -> float | None:
    return None if probability is None else round(probability, DIGITS)


def _bounds(item: Quotation | Quantity) -> Bounds:
    return {"start": item.start, "end": item.end}


def _span(span: Span | Sentence) -> SpanPart:
    return {"text": span.text, "start": span.start, "end": span.end}


def _optional(span: Span | None) -> SpanPart | None:
    return _span(span) if span else None


def _written(span: Span | None) -> str | None:
    return span.text if span else None
