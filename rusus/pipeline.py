"""The way of an article from text to tagged sentences."""
from __future__ import annotations

from rusus.blocks import split_blocks
from rusus.model import Document, Segmentation
from rusus.quantities import find_quantities
from rusus.quotations import find_quotations
from rusus.scoring import score_sentences
from rusus.sentences import split_sentences
from rusus.tagging import tag_sentences
from rusus.tokens import tokenize


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
    quantities = find_quantities(article)
    quotations = find_quotations(article)
    scores = score_sentences(article, quotations, quantities)
    sentences = tag_sentences(article, quotations, quantities, scores)
    return Document(text, name, article.blocks, sentences, quotations, quantities)
