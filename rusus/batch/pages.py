"""Pages: what becomes of each file of a batch that is shown in a page."""

from __future__ import annotations

from dataclasses import dataclass

from rusus.batch.outcomes import Outcome, Source, catch_errors
from rusus.batch.tasks import analyse, same_file
from rusus.model import Document, Match
from rusus.output.report.article_data import Reasons, article_data
from rusus.output.report.page import article_script
from rusus.pipeline import explain
from rusus.reading.articles import read_article
from rusus.vocabulary import BODY_KINDS, MATCH_THRESHOLD, MAX_SIZE

MOST_REASONS = 5
"""Reasons of a score that a page shows: five are a quarter of an article's data (9.6 of 34 KB on the sample)."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Against which store the articles are matched, if any, and how large a file may be."""

    store: str | None = None
    max_size: int = MAX_SIZE


def draw_file(source: Source, drawing: Drawing) -> Outcome:
    """Reads one file and returns its element of the page; a failure comes back as an Outcome with an error."""

    def work() -> Outcome:
        article = read_article(source, drawing.max_size)
        document = analyse(article)
        matches = _matches(document, article.name, drawing.store)
        data = article_data(document, matches, _reasons(document))
        if article.extracted:
            data["offsets_in"] = "extracted text"
        count = sum(bool(sentence.tags) for sentence in document.sentences)
        return Outcome(article.name, count, article_script(data), note=article.note, warning=article.warning)

    return catch_errors(source, work)


def _matches(document: Document, name: str, store: str | None) -> list[Match]:
    if store is None:
        return []
    from rusus.matching.find import match
    from rusus.store.database import Store

    with Store(store, read_only=True) as opened:
        found = match(document, opened, MATCH_THRESHOLD)
    return [each for each in found if not same_file(each.other_file, name)]


def _reasons(document: Document) -> Reasons:
    """Returns what made the score of each tagged sentence of the body."""
    return {
        sentence.start: [{"feature": reason.feature, "weight": round(reason.weight, 2)} for reason in reasons]
        for sentence, reasons in explain(document, most=MOST_REASONS).items()
        if sentence.tags and sentence.block in BODY_KINDS
    }
