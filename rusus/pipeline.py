"""The pipeline: text → blocks → sentences → tokens → quantities, quotations, scores, tags, standalone → Document."""

from __future__ import annotations

import os
from bisect import bisect_right
from typing import TYPE_CHECKING

from rusus.claims.scoring import assess_sentences
from rusus.claims.tags import tag_sentences
from rusus.model import Document, Segmentation, Sentence
from rusus.quantities.find import find_quantities, is_aside
from rusus.quotations.find import find_quotations
from rusus.reading.articles import read_article
from rusus.speakers.name_index import index_names
from rusus.standalone.find import resolve_sentences
from rusus.text.blocks import split_blocks
from rusus.text.invisible import placed, visible
from rusus.text.publication_date import publication_date
from rusus.text.sentences import split_sentences
from rusus.text.tokens import tokenize

if TYPE_CHECKING:
    from rusus.claims.explain import Reason
    from rusus.quantities.rules import Decision
    from rusus.quotations.explain import Judged


def segment(text: str, markup: str = "plain") -> Segmentation:
    """Cuts ``text`` into blocks, sentences and tokens and indexes its names; ``markup`` is plain or markdown, ValueError for any other."""
    blocks = split_blocks(text, markup)
    sentences, tokens = tokenize(text, split_sentences(text, blocks))
    return Segmentation(text, blocks, sentences, tokens, index_names(tokens, sentences))


def extract(text: str, name: str | None = None, markup: str = "plain", date: str | None = None) -> Document:
    """Finds the sentences, quotations and quantities of an article.

    Takes any str, in time linear in its length, and never raises on one. ``name`` is what the records
    call the article, ``markup`` is plain or markdown, ``date`` the day on which it was published, as
    ISO date; without it a full date in the article's head or dateline counts. Raises ValueError for any other markup.
    """
    seen, places = visible(text)
    document = _extract(seen, name, markup, date)
    return document if places is None else placed(document, text, places)


def _extract(text: str, name: str | None, markup: str, date: str | None) -> Document:
    article = segment(text, markup)
    found = find_quantities(article)
    asides = tuple(quantity for quantity in found if is_aside(quantity))
    quantities = tuple(quantity for quantity in found if not is_aside(quantity))
    quotations = find_quotations(article)
    assessments = assess_sentences(article, quotations, quantities)
    sentences = tag_sentences(article, quotations, quantities, assessments)
    day = date or publication_date(article.blocks)
    alone = resolve_sentences(article, sentences, quotations, day)
    return Document(text, name, article.blocks, alone, quotations, quantities, asides, day)


def explain(document: Document, head: str = "check_first", most: int = 10) -> dict[Sentence, list[Reason]]:
    """Returns by sentence what made a score of it, the strongest reasons first, at most ``most`` (0: all).

    ``head`` is check_first, claim, check_worthy, opinion, subjective or prediction. Raises ValueError for any other.
    """
    from rusus.claims.explain import explain_sentences

    reasons = explain_sentences(_segmentation(document), document.quotations, document.quantities, head, most)
    return dict(zip(document.sentences, reasons))


def explain_quotations(document: Document) -> list[Judged]:
    """Returns every stretch between marks and every clause that may be reported, with the reasons for the verdict."""
    from rusus.quotations.explain import judge_quotations

    return judge_quotations(_segmentation(document))


def _segmentation(document: Document) -> Segmentation:
    """Returns the blocks, sentences and tokens of a document, as they were when it was extracted."""
    firsts = [block.start for block in document.blocks]
    bounds = ((each.start, each.end, bisect_right(firsts, each.start) - 1) for each in document.sentences)
    sentences, tokens = tokenize(document.text, bounds)
    return Segmentation(document.text, document.blocks, sentences, tokens, index_names(tokens, sentences))


def explain_numbers(document: Document) -> list[Decision]:
    """Returns what became of every number, kept, set aside or left out, with the rules that decided."""
    from rusus.quantities.explain import explain_numbers

    return explain_numbers(_segmentation(document))


def extract_file(path: str | os.PathLike[str]) -> Document:
    """Reads a file and finds the same in it, in Markdown by its suffix. Raises ReadingError where it is no text."""
    article = read_article(os.fspath(path))
    return extract(article.text, article.name, article.markup, article.date)
