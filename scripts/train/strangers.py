"""Sentences of unrelated articles that are as alike as reports of one event: two polls, two quarters, two floods.

Of 40 read by eye one pair tells of one thing after all.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rusus.similarity.score import Words, content, cover
from scripts import ROOT

LABELS = ROOT / "data" / "matching" / "events.jsonl"
NEWS = "claims/newsdiscourse/train.jsonl"
POLNEAR = "quotations/polnear_train.jsonl"

LEAST, MOST = 0.3, 0.85
"""Share of their words, by weight, that two sentences have in common: alike, and no reprint."""

UNRELATED = 0.15
"""Cosine of two articles' rare words under which they are on different things; reports of one event have 0.3 to 0.9."""

COMMON = 300
"""Sentences that a word may stand in to bring two of them together."""

FEWEST, MOST_WORDS = 6, 45
NEAREST = 40

_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+|\n+")
_LONG_NUMBER = re.compile(r"\d[\d,.]*\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
# A line of an agency's page, or of a post, and no sentence.
_MARKUP = re.compile(r"^(?:Source:|FILE|<|Editor)")


def strangers(data: Path) -> Iterator[tuple[str, str]]:
    """Yields pairs of sentences with a number from articles that have little else in common, in a fixed order.

    Articles in which a sentence is labelled and held back are left out.
    """
    articles = dict(_articles(data))
    sentences = [(name, each) for name, text in articles.items() for each in _sentences(text)]
    vectors = _vectors(articles)
    words = [content(text) for _, text in sentences]
    for i, j in _near(words):
        (one, ours), (two, theirs) = sentences[i], sentences[j]
        alike = one != two and LEAST <= cover(words[i], words[j]) <= MOST
        if alike and _cosine(vectors[one], vectors[two]) < UNRELATED and not (_telling(ours) & _telling(theirs)):
            yield ours, theirs


def _telling(text: str) -> set[str]:
    """Returns the long numbers of a text that are no years: 2,383 delegates are needed in every report."""
    return {number for number in _LONG_NUMBER.findall(text) if not _YEAR.fullmatch(number)}


def _articles(data: Path) -> Iterator[tuple[str, str]]:
    held = _held()
    for row, each in enumerate(_rows(data / POLNEAR)):
        if (POLNEAR, row) not in held:
            yield each["id"], each["text"]
    rows = _rows(data / NEWS)
    left_out = {rows[row]["doc"] for file, row in held if file == NEWS}
    texts: dict[str, list[str]] = defaultdict(list)
    for each in rows:
        texts[each["doc"]].append(each["text"])
    yield from ((doc, "\n".join(found)) for doc, found in texts.items() if doc not in left_out)


def _held() -> set[tuple[str, int]]:
    labels = (label for label in _rows(LABELS) if label["half"] == "held")
    return {(file, row) for label in labels for file, row, *_ in (label["ours"], label["theirs"])}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _sentences(text: str) -> list[str]:
    found = [each.strip() for each in _END.split(text)]
    return [
        each
        for each in found
        if FEWEST <= len(each.split()) <= MOST_WORDS and any(map(str.isdigit, each)) and not _MARKUP.search(each)
    ]


def _near(words: list[Words]) -> Iterator[tuple[int, int]]:
    """Yields the places of sentences that share the most weight in rare words, each pair once."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(words):
        for stem in each.weights:
            holding[stem].append(at)
    for at, each in enumerate(words):
        common: Counter[int] = Counter()
        for stem, weight in each.weights.items():
            for other in holding[stem] if len(holding[stem]) < COMMON and not stem[0].isdigit() else ():
                if other > at:
                    common[other] += weight  # type: ignore[assignment]
        yield from ((at, other) for other, _ in common.most_common(NEAREST))


def _vectors(articles: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Returns the words of each article by how rare they are among the articles, of length 1."""
    counts = {name: Counter(content(text).stems) for name, text in articles.items()}
    rows = Counter(stem for count in counts.values() for stem in count)
    vectors = {}
    for name, count in counts.items():
        vector = {stem: (1 + math.log(times)) * math.log(len(counts) / rows[stem]) for stem, times in count.items()}
        length = math.hypot(*vector.values()) or 1.0
        vectors[name] = {stem: value / length for stem, value in vector.items()}
    return vectors


def _cosine(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    return sum(value * two[stem] for stem, value in one.items() if stem in two)
