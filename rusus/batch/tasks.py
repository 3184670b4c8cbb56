"""Tasks: what is done with each file of a batch. Each is a function of a path and a frozen dataclass of options."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from rusus.batch.outcomes import Outcome, Source, catch_errors
from rusus.model import Document
from rusus.output.formats import Body, Style, body
from rusus.output.records import DIGITS, LISTINGS, Record, decisions_records, judgements_records, match_records
from rusus.output.terminal import escape_controls
from rusus.pipeline import extract
from rusus.reading.articles import Article, read_article
from rusus.reading.subtitles import clock
from rusus.vocabulary import MAX_SIZE, Verdict


@dataclass(frozen=True, slots=True)
class Listing:
    """Which records of each article are wanted, and how they are printed.

    ``include_all`` takes in what a listing leaves out; ``tags`` (any of them), ``min_score``, ``top`` and ``by_score``
    hold for claims; with ``explained`` each record says why. ``gathered`` results come as records, to be sorted over
    all articles, else as text.
    """

    style: Style
    include_all: bool = False
    tags: tuple[str, ...] = ()
    min_score: float = 0.0
    top: int | None = None
    by_score: bool = False
    max_size: int = MAX_SIZE
    explained: bool = False

    @property
    def gathered(self) -> bool:
        """True if the records of all articles are needed before the first can be printed."""
        return self.top is not None or self.by_score


def list_file(source: Source, listing: Listing) -> Outcome:
    """Reads one file and returns its records; a failure of any kind comes back as an Outcome with an error."""

    def work() -> Outcome:
        article = read_article(source, listing.max_size)
        if listing.style.format == "text":
            text = escape_controls(article.text) if listing.style.terminal else article.text
            return Outcome(article.name, 1, text, note=article.note, warning=article.warning)
        document = analyse(article)
        found = _found(document, listing)
        records = select(map(partial(_with_origin, article=article), found), listing)
        printed = "" if listing.gathered else body(records, listing.style, article.name, article.text)
        return Outcome(
            article.name,
            len(records),
            printed,
            tuple(records) if listing.gathered else (),
            note=article.note,
            warning=article.warning,
        )

    return catch_errors(source, work)


def listed(outcome: Outcome, listing: Listing) -> Body:
    """Returns what is printed of the records of one article."""
    return body(rank(outcome.records, listing), listing.style, outcome.name) if listing.gathered else outcome.text


def _found(document: Document, listing: Listing) -> Iterator[Record]:
    """Yields the records of the wanted kind."""
    if listing.style.kind == "judgements":
        from rusus.pipeline import explain_quotations

        yield from judgements_records(document, explain_quotations(document))
        return
    if listing.style.kind == "decisions":
        from rusus.pipeline import explain_numbers

        yield from decisions_records(document, explain_numbers(document))
        return
    found = LISTINGS[listing.style.kind](document, listing.include_all)
    yield from _with_reasons(found, document) if listing.explained else found


def _with_reasons(records: Iterable[Record], document: Document) -> Iterator[Record]:
    """Adds ``reasons`` to the record of each sentence: what made its score."""
    from rusus.pipeline import explain

    reasons = {sentence.start: found for sentence, found in explain(document).items()}
    for record in records:
        made = [
            {"feature": reason.feature, "weight": round(reason.weight, DIGITS)} for reason in reasons[record["start"]]
        ]
        yield {**record, "reasons": made}


def _with_origin(record: Record, article: Article) -> Record:
    """Adds the ``time`` of subtitles, and ``offsets_in`` where the text was extracted from a page or document."""
    if article.times:
        record = {
            **record,
            "time": clock(article.times[bisect_right(article.times, (record["start"], MAX_SIZE)) - 1][1]),
        }
    return {**record, "offsets_in": "extracted text"} if article.extracted else record


@dataclass(frozen=True, slots=True)
class Matching:
    """Against which store the articles are matched, from which score on, and which verdicts are wanted (none: all).

    ``grouped`` matches come without records, to be grouped over all articles.
    """

    store: str
    threshold: float
    verdicts: tuple[Verdict, ...] = ()
    max_size: int = MAX_SIZE
    grouped: bool = False


def match_file(source: Source, matching: Matching) -> Outcome:
    """Reads one file and matches it against the store, leaving out the file itself."""
    from rusus.matching.find import match
    from rusus.matching.groups import statement_count
    from rusus.store.database import Store

    def work() -> Outcome:
        article = read_article(source, matching.max_size)
        document = analyse(article)
        with Store(matching.store, read_only=True) as store:
            found = match(document, store, matching.threshold)
        others = [each for each in found if not same_file(each.other_file, article.name)]
        wanted = tuple(each for each in others if not matching.verdicts or each.verdict in matching.verdicts)
        records = () if matching.grouped else match_records(wanted)
        return Outcome(
            article.name,
            len(wanted),
            records=tuple(_with_origin(record, article) for record in records),
            matches=wanted,
            size=statement_count(document),
            note=article.note,
            warning=article.warning,
        )

    return catch_errors(source, work)


def same_file(one: str | None, other: str) -> bool:
    """True if two paths lead to the same place."""
    return one is not None and (one == other or os.path.realpath(one) == os.path.realpath(other))


@dataclass(frozen=True, slots=True)
class Indexing:
    """Which store articles are to be put in; what stands there unchanged is not extracted again."""

    store: str
    max_size: int = MAX_SIZE


def index_file(source: Source, indexing: Indexing) -> Outcome:
    """Reads one file and returns its document, or none where the store holds the same text already."""

    from rusus.store.database import Store

    def work() -> Outcome:
        article = read_article(source, indexing.max_size)
        with Store(indexing.store, read_only=True) as store:
            unchanged = store.holds(article.name, article.text)
        document = None if unchanged else analyse(article)
        return Outcome(
            article.name, 0 if unchanged else 1, document=document, note=article.note, warning=article.warning
        )

    return catch_errors(source, work)


def analyse(article: Article) -> Document:
    """Returns the document of an article that was read."""
    return extract(article.text, article.name, article.markup, article.date)


def select(records: Iterable[Record], listing: Listing) -> list[Record]:
    """Returns the records that pass the filters, in text order; with ``top`` only the best so many."""
    kept = list(records)
    if listing.style.kind == "claims":
        kept = [record for record in kept if record["score"] >= listing.min_score]
        if listing.tags:
            kept = [record for record in kept if not set(listing.tags).isdisjoint(record["tags"])]
    if listing.top is not None:
        best = sorted(range(len(kept)), key=lambda index: -kept[index]["score"])[: listing.top]
        kept = [kept[index] for index in sorted(best)]
    return kept


def rank(records: Iterable[Record], listing: Listing) -> list[Record]:
    """Returns the records of all articles, the best ``top`` of them, by falling score or in the order of the input."""
    kept = select(records, listing)
    return sorted(kept, key=lambda record: -record["score"]) if listing.by_score else kept
