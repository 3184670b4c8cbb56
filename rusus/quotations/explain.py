"""Judgements: every stretch and clause that may be a quotation, and why it is one or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from rusus.model import Quotation, Segmentation, Span
from rusus.quotations.direct import find as direct
from rusus.quotations.direct.attribution import NONE
from rusus.quotations.direct.windows import Range
from rusus.quotations.indirect import find as indirect
from rusus.quotations.indirect.acceptance import ACCEPTANCE_READS, acceptance_features
from rusus.quotations.indirect.contents import content_features, content_reads
from rusus.quotations.indirect.cues import CUE_READS, cue_features
from rusus.quotations.indirect.decoder import load_model
from rusus.quotations.indirect.weight_rows import full_names, weight_of
from rusus.text.linear_model import strongest


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
        attribution = ", ".join((each.attribution.name, *each.attribution_reasons()))
        yield Judged(
            start,
            end,
            article.text[start:end],
            "quotation" if each.is_quotation else "none",
            _tokens(article, each.attribution.cue),
            _tokens(article, each.source),
            (
                f"{each.score:+.2f} by the model, {each.least:+.2f} needed ({each.rule.replace('_', ' ')})",
                f"attribution: {attribution}",
                *each.reasons(),
            ),
        )


def _judge_clauses(article: Segmentation, found: Sequence[Quotation]) -> Iterator[Judged]:
    model = load_model()
    for each in indirect.judge_attributions(article, found):
        quotation, analysis = each.quotation, each.analysis
        cue, content = analysis.cue, analysis.content
        words = strongest(full_names(cue_features(cue)), CUE_READS, partial(weight_of, model.cue))
        extent = strongest(
            full_names(content_features(cue, content)), content_reads(cue, content), partial(weight_of, model.content)
        )
        whole = strongest(
            full_names(acceptance_features(analysis)), ACCEPTANCE_READS, partial(weight_of, model.acceptance)
        )
        yield Judged(
            quotation.start,
            quotation.end,
            quotation.text,
            each.verdict,
            quotation.cue,
            quotation.source,
            (
                f"{each.whole:.2f} as a whole, {each.least:.2f} needed: {', '.join(whole)}",
                f"cue {each.cue:.2f}: {', '.join(words)}",
                f"content {each.content:.2f}: {', '.join(extent)}",
                f"source {each.source:.2f}",
                f"reported speech {quotation.probability:.2f}, {quotation.type}",
            ),
        )


def _tokens(article: Segmentation, tokens: Range) -> Span | None:
    return None if tokens == NONE else article.token_span(*tokens)
