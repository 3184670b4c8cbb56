"""Features of a sentence: its words and word pairs, and signs of what kind of statement it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rusus.model import Quantity, Quotation, Segmentation
from rusus.quotations.coverage import Coverage
from rusus.resources import read_lists
from rusus.vocabulary import BODY_KINDS

LEXICON = "claim_lexicon.txt"
LONGEST = 400
"""Tokens of a sentence that are looked at: what is longer is no prose, and this bounds the cost."""

LEAST_CONTENT, MOST_CONTENT = 0.3, 0.95
"""The shares of a sentence between which the content of what somebody said is looked at alone (docs/lab/claims.md)."""

_MARKS = frozenset("“”‘’\"'`()[]") | {"''", "``"}


@dataclass(frozen=True, slots=True)
class Features:
    """What a sentence shows: its distinct words and word pairs, and signs, the names of what else holds.

    ``content`` has the features of what somebody is said to have said, where a sentence holds more than that.
    Numbers stand as ``#`` and years as ``#year``; ``^`` and ``$`` are the ends of the sentence in pairs.
    """

    words: frozenset[str]
    pairs: frozenset[str]
    signs: tuple[str, ...]
    content: Features | None = None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The classes of each word and word pair, which tense a finite verb stands for, and the acts done by speaking."""

    classes: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    tenses: Mapping[str, str]
    acts: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    classes: dict[str, tuple[str, ...]] = {}
    tenses: dict[str, str] = {}
    for section, words in read_lists(LEXICON).items():
        kind, _, name = section.rpartition(":")
        for word in words:
            if kind == "tense":
                tenses[word] = "tense:" + name
            else:
                classes[word] = (*classes.get(word, ()), section)
    acts = frozenset(word for word, names in classes.items() if "act" in names)
    return _Lexicon(classes, frozenset(classes), tenses, acts)


def affixes(word: str) -> tuple[str, ...]:
    """Returns the first four and the last three and four letters of a word, with a hyphen where the rest stood."""
    if len(word) < 4 or not word[0].isalpha():
        return ()
    return f"{word[:4]}-", f"-{word[-3:]}", f"-{word[-4:]}"


def find_features(
    article: Segmentation, quotations: Sequence[Quotation], quantities: Sequence[Quantity]
) -> Iterator[Features]:
    """Yields the features of each sentence of an article, in order."""
    direct = Coverage(span for found in quotations if found.kind != "indirect" for span in found.spans)
    reported = Coverage(span for found in quotations if found.kind == "indirect" for span in found.spans)
    contents = Coverage(span for found in quotations if _only_says(found) for span in found.spans)
    for sentence, counted in zip(article.sentences, _quantity_kinds(article, quantities)):
        start, end = sentence.start, sentence.end
        about = [*counted]
        quoted = direct.share(start, end)
        if quoted > 0.2:
            about.append("quoted:whole" if quoted > 0.8 else "quoted:part")
        if reported.share(start, end) > 0.2:
            about.append("reported")
        if article.blocks[sentence.block].kind not in BODY_KINDS:
            about.append("outside")
        content = None
        if LEAST_CONTENT < contents.share(start, end) < MOST_CONTENT:
            content = _describe(article, _tokens_in(article, contents.inside(start, end)), counted)
        yield _describe(article, range(sentence.first, min(sentence.last, sentence.first + LONGEST)), about, content)


def _describe(
    article: Segmentation, at: Sequence[int], about: Iterable[str], content: Features | None = None
) -> Features:
    """Returns the features of the tokens ``at``, with the signs in ``about``."""
    lexicon, tokens = _lexicon(), article.tokens
    if isinstance(at, range):
        surfaces, lowers = tokens.words[at.start : at.stop], tokens.lowers[at.start : at.stop]
    else:
        surfaces, lowers = [tokens.words[n] for n in at], [tokens.lowers[n] for n in at]
    words = [word if word.isalpha() else _normal(word) for word in lowers]
    pairs = frozenset(map(" ".join, zip(["^", *words], [*words, "$"])))
    distinct = frozenset(words)
    signs = _class_signs(distinct, pairs, lexicon)
    signs.append(next((lexicon.tenses[word] for word in words if word in lexicon.tenses), "tense:none"))
    return Features(distinct, pairs, (*signs, *_form_signs(surfaces, lowers), *about), content)


def _only_says(quotation: Quotation) -> bool:
    """True if the cue only reports words: *said* and *believes* do, *ordered* and *denied* are acts."""
    if quotation.cue is None:
        return False
    return _lexicon().acts.isdisjoint(quotation.cue.text.lower().split())


def _tokens_in(article: Segmentation, spans: Iterable[tuple[int, int]]) -> list[int]:
    """Returns the indices of the tokens that begin inside the spans."""
    starts = article.tokens.starts
    found = [n for start, end in spans for n in range(bisect_left(starts, start), bisect_left(starts, end))]
    return found[:LONGEST]


def _normal(word: str) -> str:
    """Returns ``#year`` for a year, ``#`` for another number, and any other word as it is."""
    if not word[0].isdigit():
        return word
    return "#year" if len(word) == 4 and word[:2] in ("19", "20") and word.isdigit() else "#"


def _class_signs(words: frozenset[str], pairs: frozenset[str], lexicon: _Lexicon) -> list[str]:
    """Returns the classes of the words, once more with ``:more`` where two or more words are of the class."""
    counts: dict[str, int] = {}
    for gram in (*(words & lexicon.known), *(pairs & lexicon.known)):
        for name in lexicon.classes[gram]:
            counts[name] = counts.get(name, 0) + 1
    return [*counts, *(f"{name}:more" for name, count in counts.items() if count > 1)]


def _form_signs(words: Sequence[str], lowers: Sequence[str]) -> Iterator[str]:
    """Yields what the form of a sentence shows: length, opening and closing, names, lists, numbers."""
    if not words:
        return
    yield f"length:{next((size for size in (3, 6, 10, 15, 20, 27, 35, 50) if len(words) <= size), 99)}"
    ending = set(words[-3:])
    if "?" in ending:
        yield "question"
    if "!" in ending:
        yield "exclamation"
    if ":" in words[-1:]:
        yield "colon"
    if words[0] in _MARKS:
        yield "opening mark"
    yield "opens:" + next((word for word in lowers if word not in _MARKS), "")
    names = len([word for word in words[1:] if len(word) > 1 and word[0].isupper()])
    yield f"names:{'none' if not names else 'one' if names == 1 else 'few' if names < 5 else 'many'}"
    commas = words.count(",")
    if commas > 1:
        yield "commas:many" if commas > 3 else "commas:few"
    numbers = len([word for word in words if word[0].isdigit()])
    if numbers:
        yield "numbers:one" if numbers == 1 else "numbers:more"
    if any(len(word) > 4 and word.endswith("ed") for word in lowers):
        yield "-ed"


def _quantity_kinds(article: Segmentation, quantities: Sequence[Quantity]) -> list[set[str]]:
    """Returns the kinds of the quantities that begin in each sentence, and ``evidence`` where one is a statistic."""
    kinds: list[set[str]] = []
    at = 0
    for sentence in article.sentences:
        found: set[str] = set()
        while at < len(quantities) and quantities[at].start < sentence.end:
            found.add("quantity:" + quantities[at].kind)
            if quantities[at].evidence:
                found.add("evidence")
            at += 1
        kinds.append(found)
    return kinds
