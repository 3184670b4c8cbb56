"""Judgements: every stretch and clause that may be a quotation, and why it is one or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rusus.model import Quotation, Segmentation, Span
from rusus.quotations.direct import find as direct
from rusus.quotations.direct.attribution import NONE
from rusus.quotations.direct.windows import Range
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
    stretches = list(direct.judge_stretches(article))
    clauses = _judge_clauses(article, direct.join_stretches(article, stretches))
    found = [*_judge_stretches(article, stretches), *clauses]
    return sorted(found, key=lambda each: (each.start, -each.end, each.verdict))


def _judge_stretches(article: Segmentation, stretches: Sequence[direct.Judgement]) -> Iterator[Judged]:
    for each in stretches:
        start, end = each.quoted.start, each.quoted.end
        score = f"{each.score:+.2f} by the model, attribution: {each.attribution.name}"
        yield Judged(
            start,
            end,
            article.text[start:end],
            "quotation" if each.is_quotation else "none",
            _tokens(article, each.attribution.cue),
            _tokens(article, each.source),
            (score, *each.reasons()),
        )


def _judge_clauses(article: Segmentation, found: Sequence[Quotation]) -> Iterator[Judged]:
    for each in indirect.judge_attributions(article, found):
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


def _tokens(article: Segmentation, tokens: Range) -> Span | None:
    return None if tokens == NONE else article.token_span(*tokens)
