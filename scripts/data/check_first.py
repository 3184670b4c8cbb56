"""The graded articles: data/claims/check-first.jsonl, whose sentences are named by hashes, joined with their texts.

A row: ``set``, ``id``, ``held_back`` (True: trains nothing), ``reader``, ``sentences`` (hashes, as in the soft labels),
``grades`` (a digit a sentence, 0 to 3), and where others graded it too ``second`` and ``third``. Articles of Wikinews
carry their ``text``; the others are looked up in the labelled sets.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rusus.model import Segmentation
from rusus.pipeline import segment
from scripts import ROOT
from scripts.data.folds import NEWS, UNLABELLED, fold_of, sentence_key

GRADES = ROOT / "data" / "claims" / "check-first.jsonl"
BASIL = "quotations/basil_dev.jsonl"
DEBATES = "claims/debates_outlets.jsonl"
PIECE = 150
"""About how many sentences of a debate make a document: as a whole each would teach against the mean of 1,200."""

GAINS = (0.0, 0.5, 1.5, 3.5)
"""What finding a sentence of each grade is worth: half of 2 ** grade - 1, the gain of NDCG."""


@dataclass(frozen=True)
class Graded:
    """An article with the grades of each sentence by every reader; a sentence that nobody graded has none.

    ``reader`` is the number of the first one, 0 for the reader of the dev articles.
    """

    set: str
    id: str
    reader: int
    held_back: bool
    article: Segmentation
    grades: list[list[int]]

    @property
    def fold(self) -> int:
        """Returns the fold of the article in cross-validation."""
        return fold_of(self.id)

    @property
    def gains(self) -> list[float]:
        """Returns the mean gain of each sentence over its readers, 0 where nobody graded it."""
        return [sum(GAINS[grade] for grade in given) / max(1, len(given)) for given in self.grades]

    @property
    def first(self) -> list[int]:
        """Returns the grade of each sentence by the first reader, 0 where nobody graded it."""
        return [given[0] if given else 0 for given in self.grades]

    def texts(self) -> list[str]:
        """Returns the text of each sentence."""
        return [self.article.text[sentence.start : sentence.end] for sentence in self.article.sentences]


def read_graded(folder: Path, grades: Path = GRADES) -> list[Graded]:
    """Returns the graded articles, those that are held back included, in the order of the file."""
    rows = [json.loads(line) for line in grades.read_text(encoding="utf-8").splitlines()]
    texts = {
        "polnear": by_id(folder / UNLABELLED),
        "basil": by_id(folder / BASIL),
        "newsdiscourse": joined(folder / NEWS),
    }
    return [_join(row, row.get("text") or texts[row["set"]][row["id"]]) for row in rows]


def by_id(path: Path) -> dict[str, str]:
    """Returns the texts of a set by id."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


def joined(path: Path) -> dict[str, str]:
    """Returns the texts of NewsDiscourse by document, sentences joined by blanks and paragraphs by blank lines."""
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents[row["doc"]].append(row)
    return {name: "".join(_pieces(rows)) for name, rows in documents.items()}


def read_debates(path: Path) -> list[Graded]:
    """Returns eight debates and speeches in pieces, a sentence that no outlet checked as grade 0, one outlet 2, more 3.

    The pieces of a debate have its id, so that they are in one fold.
    """
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents[row["doc"]].append(row)
    found = []
    for name, rows in documents.items():
        count = max(1, round(len(rows) / PIECE))
        bounds = [at * len(rows) // count for at in range(count + 1)]
        found += [_piece(name, rows[first:last]) for first, last in zip(bounds, bounds[1:])]
    return found


def _piece(name: str, rows: Sequence[Mapping[str, Any]]) -> Graded:
    """Returns a piece of a debate: a paragraph for each turn, which begins with the speaker and a colon."""
    text, checked, last = "", bytearray(), None
    for row in rows:
        blank = " " if row["speaker"] == last else ("\n\n" if text else "") + f"{row['speaker']}: "
        text += blank + row["text"]
        checked += bytes(len(blank)) + bytes([min(2, row["outlets"])]) * len(row["text"])
        last = row["speaker"]
    article = segment(text)
    outlets = [_usual(checked[sentence.start : sentence.end]) for sentence in article.sentences]
    return Graded("debates", name, 0, False, article, [[(0, 2, 3)[number]] for number in outlets])


def _usual(numbers: bytearray) -> int:
    """Returns the number that most letters of a sentence have."""
    return max(sorted(set(numbers)), key=numbers.count, default=0)


def read_dev(path: Path) -> list[Graded]:
    """Returns the 30 articles that were graded before, which train nothing: their sentences are given by offsets."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = segment(row["text"])
        given = [[mark["grade"]] for mark in row["grades"]]
        places = {(mark["start"], mark["end"]): at for at, mark in enumerate(row["grades"])}
        known = [places.get((sentence.start, sentence.end)) for sentence in article.sentences]
        grades = [given[at] if at is not None else [] for at in known]
        found.append(Graded("dev", row["id"], 0, True, article, grades))
    return found


def _pieces(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    last = None
    for row in rows:
        yield "" if last is None else " " if row["par"] == last else "\n\n"
        yield row["text"]
        last = row["par"]


def _join(row: Mapping[str, Any], text: str) -> Graded:
    readings = [row[name] for name in ("grades", "second", "third") if name in row]
    known = {key: [int(grades[at]) for grades in readings] for at, key in enumerate(row["sentences"].split())}
    article = segment(text)
    keys = [sentence_key(text[sentence.start : sentence.end]) for sentence in article.sentences]
    return Graded(row["set"], row["id"], row["reader"], row["held_back"], article, [known.get(key, []) for key in keys])
