"""A made corpus to measure matching on: articles with planted copies, changed numbers, and copies of one agency text.

    python -m scripts.benchmark.corpus --articles 2000 > corpus.jsonl

Sentences are those of the annotated Wikinews articles with most words replaced, by words as frequent as news uses them
and by made-up names. One article in ten is a copy of an agency text, some with a number changed and a line added; each
2,000 articles have one agency text, so that it has some 200 copies however large the corpus is. Of the others one in
three repeats sentences of earlier ones, as they are, with a number changed or with words left out.
"""

from __future__ import annotations

import itertools
import json
import math
import random
import re
from collections.abc import Iterator
from pathlib import Path

import rusus
from rusus.similarity.content_words import word_weights
from scripts import ROOT, command_line

WIKINEWS = ROOT / "data" / "annotated" / "wikinews.jsonl"
KEPT, NAMES = 0.3, 0.12
"""Share of words kept, and of words replaced by a name."""
COPIES, REPEATING, LEFT_OUT = 0.1, 0.33, 0.1
"""Shares of copies of the agency text, of others that repeat sentences, and of words left out there."""
ARTICLES_OF_AN_AGENCY_TEXT = 2000
AGENCY_LINE = "The blast at the Tarnow mine killed 12 people and injured 47, the ministry said."
SYLLABLES = "ka ro mi ten sa vo lu ber na dor shi pel gra wen to zi".split()
WORD = re.compile(r"[A-Za-z]{3,}")
NUMBER = re.compile(r"\d+")


class Words:
    """Draws words as often as news uses them."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._stems = list(word_weights())
        self._heights = list(itertools.accumulate(math.exp(-weight) for weight in word_weights().values()))
        self._drawn: Iterator[str] = iter(())

    def another(self, found: re.Match[str]) -> str:
        """Returns what stands for a word of the pattern sentence."""
        pick = self._chance.random()
        if pick < KEPT:
            return found[0]
        if pick < KEPT + NAMES:
            return "".join(self._chance.choices(SYLLABLES, k=3)).capitalize()
        if (word := next(self._drawn, None)) is None:
            self._drawn = iter(self._chance.choices(self._stems, cum_weights=self._heights, k=100_000))
            word = next(self._drawn)
        return word


def patterns() -> list[str]:
    """Returns the sentences that others are made from."""
    rows = map(json.loads, WIKINEWS.read_text(encoding="utf-8").splitlines())
    texts = (sentence.text for row in rows for sentence in rusus.extract(row["text"]).sentences)
    return [text for text in texts if 60 < len(text) < 220 and "\n" not in text]


def articles(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yields as many articles as asked for (id, text, date, source), the same ones for the same seed."""
    chance = random.Random(seed)
    words, made_from = Words(chance), patterns()
    earlier: list[str] = []

    def fresh() -> list[str]:
        return [WORD.sub(words.another, chance.choice(made_from)) for _ in range(chance.randint(6, 10))]

    agency: list[str] = []
    for number in range(count):
        if number % ARTICLES_OF_AN_AGENCY_TEXT == 0:
            agency = [*fresh(), AGENCY_LINE]
        if chance.random() < COPIES:
            lines = _edited(agency, fresh, chance)
        else:
            lines = fresh()
            if earlier and chance.random() < REPEATING:
                lines[1:1] = [_changed(chance.choice(earlier), chance) for _ in range(chance.randint(1, 3))]
            earlier += lines
        yield {
            "id": f"a{number:06}",
            "text": "\n\n".join(lines) + "\n",
            "date": f"2024-{1 + number % 12:02}-{1 + number % 28:02}",
            "source": f"paper {number % 37}",
        }


def _edited(agency: list[str], fresh, chance: random.Random) -> list[str]:  # type: ignore[no-untyped-def]
    """Returns the agency text: mostly as it is, else with a number changed and a line added."""
    return agency if chance.random() < 0.8 else [*agency[:-1], _with_another_number(agency[-1], chance), fresh()[0]]


def _changed(sentence: str, chance: random.Random) -> str:
    """Returns a sentence as it is, with a number changed, or with words left out."""
    pick = chance.random()
    if pick < 0.4:
        return sentence
    if pick < 0.7 and NUMBER.search(sentence):
        return _with_another_number(sentence, chance)
    return WORD.sub(lambda found: "" if chance.random() < LEFT_OUT else found[0], sentence)


def _with_another_number(sentence: str, chance: random.Random) -> str:
    return NUMBER.sub(lambda found: str(int(found[0]) + chance.randint(1, 9)), sentence, count=1)


def write(path: Path, count: int, seed: int = 7) -> None:
    """Writes a corpus as JSON Lines."""
    with open(path, "w", encoding="utf-8") as file:
        for article in articles(count, seed):
            file.write(json.dumps(article) + "\n")


def main() -> None:
    """Prints a corpus."""
    parser = command_line(__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    for article in articles(options.articles):
        print(json.dumps(article))


if __name__ == "__main__":
    main()
