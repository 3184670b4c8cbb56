"""Features of a sentence: its words and word pairs, and signs of what kind of statement it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from rusus.claims.forms import form_signs, forms_of, names_alone
from rusus.model import Quantity, Quotation, Segmentation
from rusus.quotations.coverage import Coverage
from rusus.resources import read_lists
from rusus.vocabulary import BODY_KINDS

LEXICON = "claim_lexicon.txt"
LONGEST = 400
"""Tokens of a sentence that are looked at: what is longer is no prose, and this bounds the cost."""

LEAST_CONTENT, MOST_CONTENT = 0.3, 0.95
"""The shares of a sentence between which the content of what somebody said is looked at alone (docs/lab/claims.md)."""

NAMES_ALONE = "names alone"
"""The sign of a sentence in which every word is a name or a number."""

PairsOf = Callable[[Sequence[str]], frozenset[str]]
"""Returns the word pairs of a sentence that count."""


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
    """The classes of each word and word pair, the sign of each class that has two of them in a sentence, which tense a
    finite verb stands for, and the acts done by speaking."""

    classes: Mapping[str, tuple[str, ...]]
    more: Mapping[str, str]
    known: frozenset[str]
    tenses: Mapping[str, str]
    acts: frozenset[str]


class _Columns(NamedTuple):
    """Tokens by column: in lower case, as the weights have them, and with a letter for the form of each."""

    lowers: Sequence[str]
    words: Sequence[str]
    forms: str

    def part(self, first: int, last: int) -> _Columns:
        """Returns the columns of the tokens ``[first, last)``."""
        return _Columns(self.lowers[first:last], self.words[first:last], self.forms[first:last])


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
    more = {name: f"{name}:more" for names in classes.values() for name in names}
    return _Lexicon(classes, more, frozenset(classes), tenses, acts)


def lexicon_pairs() -> frozenset[str]:
    """Returns the pairs of words in the lexicon."""
    return frozenset(gram for gram in _lexicon().known if " " in gram)


@cache
def asking_signs() -> frozenset[str]:
    """Returns the signs of a sentence that opens as questions do: with a question word or a finite verb."""
    lexicon = _lexicon()
    asking = {word for word, classes in lexicon.classes.items() if "question_word" in classes}
    return frozenset(f"opens:{word}" for word in (*asking, *lexicon.tenses))


def affixes(word: str) -> tuple[str, ...]:
    """Returns the first four and the last three and four letters of a word, with a hyphen where the rest stood."""
    if len(word) < 4 or not word[0].isalpha():
        return ()
    return f"{word[:4]}-", f"-{word[-3:]}", f"-{word[-4:]}"


def all_pairs(words: Sequence[str]) -> frozenset[str]:
    """Returns the pairs of words that follow each other, and of the first and the last with the ends."""
    return frozenset(map(" ".join, zip(["^", *words], [*words, "$"])))


def find_features(
    article: Segmentation,
    quotations: Sequence[Quotation],
    quantities: Sequence[Quantity],
    pairs_of: PairsOf = all_pairs,
) -> Iterator[Features]:
    """Yields the features of each sentence of an article, in order.

    Those of the lexicon must be among the pairs that ``pairs_of`` returns.
    """
    direct = Coverage(span for found in quotations if found.kind != "indirect" for span in found.spans)
    reported = Coverage(span for found in quotations if found.kind == "indirect" for span in found.spans)
    contents = Coverage(span for found in quotations if _only_says(found) for span in found.spans)
    columns = _columns(article)
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
        if names_alone(article.tokens.words, columns.forms, sentence.first, sentence.last):
            about.append(NAMES_ALONE)
        content = None
        if LEAST_CONTENT < contents.share(start, end) < MOST_CONTENT:
            said = _inside(article, columns, contents.inside(start, end))
            content = _describe(said, counted, pairs_of)
        shown = columns.part(sentence.first, min(sentence.last, sentence.first + LONGEST))
        yield _describe(shown, about, pairs_of, content)


def _describe(columns: _Columns, about: Iterable[str], pairs_of: PairsOf, content: Features | None = None) -> Features:
    """Returns the features of some tokens, with the signs in ``about``."""
    lexicon = _lexicon()
    words, pairs = frozenset(columns.words), pairs_of(columns.words)
    signs = _class_signs((*(words & lexicon.known), *(pairs & lexicon.known)), lexicon)
    signs.append(next(filter(None, map(lexicon.tenses.get, columns.words)), "tense:none"))
    return Features(words, pairs, (*signs, *form_signs(columns.forms, columns.lowers), *about), content)


def _columns(article: Segmentation) -> _Columns:
    """Returns the tokens of an article by column."""
    lowers = article.tokens.lowers
    return _Columns(lowers, list(map(_normal, lowers)), forms_of(article.tokens.words))


def _inside(article: Segmentation, columns: _Columns, spans: Iterable[tuple[int, int]]) -> _Columns:
    """Returns the columns of the tokens that begin inside the spans."""
    starts = article.tokens.starts
    parts = [columns.part(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans]
    if len(parts) > 1:
        lowers, words, forms = zip(*parts)
        parts = [_Columns([*chain(*lowers)], [*chain(*words)], "".join(forms))]
    return parts[0].part(0, LONGEST)


def _only_says(quotation: Quotation) -> bool:
    """True if the cue only reports words: *said* and *believes* do, *ordered* and *denied* are acts."""
    if quotation.cue is None:
        return False
    return _lexicon().acts.isdisjoint(quotation.cue.text.lower().split())


@lru_cache(maxsize=1 << 14)
def _normal(word: str) -> str:
    """Returns ``#year`` for a year, ``#`` for another number, and any other word as it is: kept, as most come again."""
    if not word[0].isdigit():
        return word
    return "#year" if len(word) == 4 and word[:2] in ("19", "20") and word.isdigit() else "#"


def _class_signs(grams: Iterable[str], lexicon: _Lexicon) -> list[str]:
    """Returns the classes of words and pairs, once more with ``:more`` where two or more are of the class."""
    names = list(chain.from_iterable(map(lexicon.classes.__getitem__, grams)))
    once = set(names)
    if len(once) < len(names):
        return [*once, *(lexicon.more[name] for name in once if names.count(name) > 1)]
    return [*once]


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
