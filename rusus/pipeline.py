"""The way of an article from text to tagged sentences."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rusus.claims.scoring import assess_sentences
from rusus.claims.tags import tag_sentences
from rusus.model import Document, Segmentation
from rusus.quantities.find import find_quantities, is_aside
from rusus.quotations.find import find_quotations
from rusus.reading.articles import read_article
from rusus.text.blocks import split_blocks
from rusus.text.sentences import split_sentences
from rusus.text.tokens import tokenize

if TYPE_CHECKING:
    from rusus.claims.explain import Reason
    from rusus.quantities.rules import Decision
    from rusus.quotations.explain import Judged


def segment(text: str, markup: str = "plain") -> Segmentation:
    """Cuts ``text`` into blocks, sentences and tokens; ``markup`` is plain or markdown."""
    blocks = split_blocks(text, markup)
    sentences, tokens = tokenize(text, split_sentences(text, blocks))
    return Segmentation(text, blocks, sentences, tokens)


def extract(text: str, name: str | None = None, markup: str = "plain") -> Document:
    """Finds the sentences, quotations and quantities of an article.

    Takes any str, in time linear in its length, and never raises on one. ``name`` is what the records
    call the article, ``markup`` is plain or markdown.
    """
    article = segment(text, markup)
    found = find_quantities(article)
    asides = tuple(quantity for quantity in found if is_aside(quantity))
    quantities = tuple(quantity for quantity in found if not is_aside(quantity))
    quotations = find_quotations(article)
    assessments = assess_sentences(article, quotations, quantities)
    sentences = tag_sentences(article, quotations, quantities, assessments)
    return Document(text, name, article.blocks, sentences, quotations, quantities, asides)


def explain(text: str, head: str = "claim", most: int = 10, markup: str = "plain") -> list[list[Reason]]:
    """Returns what made a score of each sentence that ``extract`` finds in the same text, the strongest reasons first.

    ``head`` is claim, check_worthy, opinion, subjective or prediction. Raises ValueError for any other.
    """
    from rusus.claims.explain import explain_sentences

    article = segment(text, markup)
    quantities = tuple(quantity for quantity in find_quantities(article) if not is_aside(quantity))
    return explain_sentences(article, find_quotations(article), quantities, head, most)


def explain_quotations(text: str, markup: str = "plain") -> list[Judged]:
    """Returns every stretch between marks and every clause that may be reported, with the reasons for the verdict."""
    from rusus.quotations.explain import judge_quotations

    return judge_quotations(segment(text, markup))


def explain_numbers(text: str, markup: str = "plain") -> list[Decision]:
    """Returns what became of every number, kept, set aside or left out, with the rules that decided."""
    from rusus.quantities.explain import explain_numbers

    return explain_numbers(segment(text, markup))


def extract_file(path: str | os.PathLike[str]) -> Document:
    """Reads a file and finds the same in it; Markdown files are read as such. Raises ReadingError where it is no text."""
    article = read_article(os.fspath(path))
    return extract(article.text, article.name, article.markup)
