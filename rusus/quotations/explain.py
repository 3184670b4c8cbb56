"""Judgements: every stretch and clause that may be a quotation, and why it is one or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rusus.model import Segmentation, Span
from rusus.quotations.direct import find as direct
from rusus.quotations.indirect import find as indirect


@dataclass(frozen=True, slots=True)
class Judged:
    """A quoted stretch or a reported clause, whether it is a quotation, and the reasons, the strongest first.

    ``verdict`` is quotation or none for a stretch; for a clause accepted, unlikely, short, overlapped by a better one,
    or direct where it lies between marks. Pieces of one quotation are judged one by one.
    """

    start: int
    end: int
    text: str
    verdict: str
    cue: Span | None
    source: Span | None
    reasons: tuple[str, ...]


def judge_quotations(article: Segmentation) -> list[Judged]:
    """Returns every judgement in text order."""
    found = [*_judge_stretches(article), *_judge_clauses(article)]
    return sorted(found, key=lambda each: (each.start, -each.end, each.verdict))


def _judge_stretches(article: Segmentation) -> Iterator[Judged]:
    for each in direct.judge_stretches(article):
        start, end = each.quoted.start, each.quoted.end
        how = f"{each.score:+.2f} by the model, attribution: {each.attribution.how}"
        yield Judged(
            start,
            end,
            article.text[start:end],
            "quotation" if each.is_quotation else "none",
            _tokens(article, each.attribution.cue),
            _tokens(article, each.source),
            (how, *each.reasons()),
        )


def _judge_clauses(article: Segmentation) -> Iterator[Judged]:
    for each in indirect.judge_attributions(article, direct.find_direct(article)):
        quotation = each.quotation
        reasons = (
            f"{each.whole:.2f} as a whole, {each.least:.2f} needed",
            f"cue {each.cue:.2f}",
            f"content {each.content:.2f}",
            f"source {each.source:.2f}",
        )
        yield Judged(
            quotation.start, quotation.end, quotation.text, each.verdict, quotation.cue, quotation.source, reasons
        )


def _tokens(article: Segmentation, found: tuple[int, int]) -> Span | None:
    first, last = found
    if first >= last:
        return None
    start, end = article.tokens.starts[first], article.tokens.ends[last - 1]
    return Span(start, end, article.text[start:end])
