"""Features of a sentence: what its words, its form, its figures and its place say about it."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rusus.model import Quantity, Quotation, Segmentation, SentenceSpan
from rusus.resources import read_lists

LONGEST = 400
"""Tokens of a sentence that are looked at: longer ones are not prose, and this bounds the cost."""

_OPENERS = frozenset("“\"‘'`(")


@cache
def word_classes() -> Mapping[str, tuple[str, ...]]:
    """Returns the classes of each word and word pair in the lexicon (hedge, future, saying …)."""
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in read_lists("claim_lexicon.txt").items():
        for word in words:
            classes[word] = (*classes.get(word, ()), name)
    return classes


def sentence_features(
    article: Segmentation, quotations: Sequence[Quotation], quantities: Sequence[Quantity]
) -> Iterator[set[str]]:
    """Yields the names of the features that hold for each sentence of an article, in order."""
    inside = _quoted_shares(article, quotations)
    counted = _quantity_kinds(article, quantities)
    for sentence, quoted, kinds in zip(article.sentences, inside, counted):
        found = _word_class_features(article, sentence)
        found.update(_form_features(article, sentence))
        found.update("quantity:" + kind for kind in kinds)
        if quoted:
            found.add("quoted:whole" if quoted > 0.8 else "quoted:part")
        found.add("block:" + article.blocks[sentence.block].kind)
        yield found


def _word_class_features(article: Segmentation, sentence: SentenceSpan) -> set[str]:
    classes = word_classes()
    words = article.tokens.lowers[sentence.first : min(sentence.last, sentence.first + LONGEST)]
    found: set[str] = set()
    for word, following in zip(words, [*words[1:], ""]):
        if word in classes:
            found.update(classes[word])
        pair = f"{word} {following}"
        if pair in classes:
            found.update(classes[pair])
        if word.endswith("ed") and len(word) > 4:
            found.add("past_verb")
    return found


def _form_features(article: Segmentation, sentence: SentenceSpan) -> Iterator[str]:
    last = min(sentence.last, sentence.first + LONGEST)
    words = article.tokens.words[sentence.first : last]
    if not words:
        return
    yield f"length:{min(len(words) // 5, 8)}"
    if "?" in words[-3:]:
        yield "question"
    if "!" in words[-3:]:
        yield "exclamation"
    opener = next((word for word in words if word not in _OPENERS), "")
    yield "opens:" + opener.lower()
    names = sum(word[0].isupper() for word in words[1:] if len(word) > 1)
    if names:
        yield "names:many" if names > 2 else "names:some"
    if any(word[0].isdigit() for word in words):
        yield "digits"


def _quoted_shares(article: Segmentation, quotations: Sequence[Quotation]) -> list[float]:
    """Returns the share of each sentence that lies inside a direct or mixed quotation."""
    spans = sorted((span.start, span.end) for found in quotations if found.kind != "indirect" for span in found.spans)
    shares, at = [], 0
    for sentence in article.sentences:
        covered, index = 0, at
        while index < len(spans) and spans[index][0] < sentence.end:
            covered += max(0, min(spans[index][1], sentence.end) - max(spans[index][0], sentence.start))
            if spans[index][1] <= sentence.end and index == at:
                at += 1
            index += 1
        shares.append(min(1.0, covered / max(1, sentence.end - sentence.start)))
    return shares


def _quantity_kinds(article: Segmentation, quantities: Sequence[Quantity]) -> list[set[str]]:
    """Returns the kinds of the quantities in each sentence."""
    kinds: list[set[str]] = []
    at = 0
    for sentence in article.sentences:
        while at < len(quantities) and quantities[at].end <= sentence.start:
            at += 1
        index, found = at, set()
        while index < len(quantities) and quantities[index].start < sentence.end:
            found.add(quantities[index].kind)
            found.add("evidence" if quantities[index].evidence else "bare")
            index += 1
        kinds.append(found)
    return kinds
