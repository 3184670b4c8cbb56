"""The pipeline: text → blocks → sentences → tokens → quantities, quotations, scores, tags, standalone → Document."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rusus.claims.scoring import assess_sentences
from rusus.claims.tags import tag_sentences
from rusus.model import Document, Segmentation, Sentence
from rusus.quantities.find import find_quantities, is_aside
from rusus.quotations.find import resolve_quotations
from rusus.reading.articles import read_article
from rusus.speakers.entities import find_entities
from rusus.speakers.name_index import index_names
from rusus.standalone.find import resolve_sentences
from rusus.text.blocks import split_blocks
from rusus.text.changes import Piece, View
from rusus.text.publication_date import publication_date
from rusus.text.sentences import split_sentences
from rusus.text.tokens import tokenize
from rusus.text.views import view
from rusus.vocabulary import Markup, ScoreName

if TYPE_CHECKING:
    from rusus.claims.explain import Reason
    from rusus.quantities.decisions import Decision
    from rusus.quotations.explain import Judged


def segment(text: str, pieces: Sequence[Piece] | None = None) -> Segmentation:
    """Cuts a text, as its reader sees it, into blocks, sentences and tokens and indexes its names.

    ``pieces`` are the blocks that its markup shows.
    """
    blocks = split_blocks(text, pieces)
    sentences, tokens = tokenize(text, split_sentences(text, blocks))
    return Segmentation(text, blocks, sentences, tokens, index_names(tokens, sentences))


def extract(text: str, name: str | None = None, markup: Markup = "plain", date: str | None = None) -> Document:
    """Finds the sentences, quotations and quantities of an article.

    Takes any str, in time linear in its length, and never raises on one. ``name`` is what the records
    call the article, ``markup`` is plain or markdown, ``date`` the day on which it was published, as
    ISO date; without it a full date in the article's head or dateline counts. Raises ValueError for any other markup.
    """
    seen = view(text, markup)
    return seen.place(replace(_extract(seen, name, date), markup=markup))


def _extract(seen: View, name: str | None, date: str | None) -> Document:
    article = segment(seen.text, seen.pieces)
    found = find_quantities(article)
    asides = tuple(quantity for quantity in found if is_aside(quantity))
    quantities = tuple(quantity for quantity in found if not is_aside(quantity))
    entities = find_entities(article)
    resolution = resolve_quotations(article, entities)
    quotations = resolution.quotations
    assessments = assess_sentences(article, quotations, quantities)
    sentences = tag_sentences(article, quotations, quantities, assessments)
    day = date or publication_date(article.blocks)
    alone = resolve_sentences(sentences, resolution, day)
    return Document(article.text, name, article.blocks, alone, quotations, quantities, asides, day)


def explain(document: Document, head: ScoreName = "check_first", most: int = 10) -> dict[Sentence, list[Reason]]:
    """Returns by sentence what made a score of it, the strongest reasons first, at most ``most`` (0: all).

    ``head`` is check_first, claim, check_worthy, opinion, subjective or prediction. Raises ValueError for any other.
    """
    from rusus.claims.explain import explain_sentences

    seen = view(document.text, document.markup).seen(document)
    reasons = explain_sentences(_segmentation(seen), seen.quotations, seen.quantities, head, most)
    return dict(zip(document.sentences, reasons, strict=True))


def explain_quotations(document: Document) -> list[Judged]:
    """Returns every stretch between marks and every clause that may be reported, with the reasons for the verdict."""
    from rusus.quotations.explain import judge_quotations

    seen = view(document.text, document.markup)
    return list(seen.place(tuple(judge_quotations(_segmentation(seen.seen(document))))))


def _segmentation(document: Document) -> Segmentation:
    """Returns the blocks, sentences and tokens of a document as its reader sees it: cut, and not analysed, again."""
    firsts = [block.start for block in document.blocks]
    bounds = ((each.start, each.end, bisect_right(firsts, each.start) - 1) for each in document.sentences)
    sentences, tokens = tokenize(document.text, bounds)
    return Segmentation(document.text, document.blocks, sentences, tokens, index_names(tokens, sentences))


def explain_numbers(document: Document) -> list[Decision]:
    """Returns what became of every number, kept, set aside or left out, with the rules that decided."""
    from rusus.quantities.explain import explain_numbers

    seen = view(document.text, document.markup)
    return list(seen.place(tuple(explain_numbers(_segmentation(seen.seen(document))))))


def extract_file(path: str | os.PathLike[str]) -> Document:
    """Reads a file and finds the same in it, in Markdown by its suffix. Raises ReadingError where it is no text."""
    article = read_article(os.fspath(path))
    return extract(article.text, article.name, article.markup, article.date)
