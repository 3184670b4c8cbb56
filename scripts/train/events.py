"""Trains how probable it is that two texts tell of one event: "headlines" and "sentences" of matching_weights.json.

Usage: python -m scripts.train.events [--data DIR] [--output DIR]; scripts.train.matching must have run before.
The same data give the same bytes. Needs numpy, scipy and scikit-learn.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from rusus.similarity.events import event_pair
from rusus.similarity.same_event import EVENT_FEATURES, event_features
from scripts import command_line, log
from scripts.evaluate.matching_labels import sides_of
from scripts.train.headlines import Headlines
from scripts.train.matching import digest, fit, labelled_pairs, neighbours, probability, rows, stored
from scripts.train.strangers import LABELS, NEWS, POLNEAR, strangers

NUMBERS = LABELS.with_name("natural.jsonl")
MAY_TRAIN = ("claims/newsdiscourse/", "quotations/polnear_train", "matching/sts_news", "matching/ists_headlines")
"""Files of which labels train; the others may only measure."""
LABELLED = ("natural_dev.jsonl", "natural_more_dev.jsonl")
INVENTED, SEED = 300, 7
NEIGHBOURS = 9000
SAME, OTHER = 3.6, 2.0
"""Similarity (0 to 5) from which two pieces of news tell the same, and up to which they do not; between them either."""

LABELLED_NEWS = "claims/newsdiscourse/dev.jsonl"
TEXTS = ("sts_news.jsonl", "ists_headlines.jsonl", "verdicts_dev.jsonl")
FOLDS = 5
Labelled = tuple[str, str, str, bool]


def natural(data: Path) -> Iterator[Labelled]:
    """Yields (source, ours, theirs, whether both are on one event) of the pairs labelled by hand."""
    for name in LABELLED:
        for row in rows(data / "matching" / name):
            yield "natural", row["a"], row["b"], row["label"] != "different_event"


def labelled(data: Path) -> Iterator[Labelled]:
    """Yields the pairs of data/matching/events.jsonl that are not held back, of the sets that may train weights."""
    for row in rows(LABELS):
        places = (row["ours"], row["theirs"])
        may = all(place[0].startswith(MAY_TRAIN) for place in places)
        if row["half"] == "dev" and may and row["label"] != "told":
            yield "labelled", *sides_of(data, row), row["label"] != "other"


def with_numbers(data: Path) -> Iterator[Labelled]:
    """Yields the pairs of data/matching/natural.jsonl that are not held back, those on another thing left out."""
    for row in rows(NUMBERS):
        if row["half"] == "dev2" and row["label"] != "told":
            yield "numbers", *sides_of(data, row), row["label"] != "other"


def graded(data: Path, taken: set[tuple[str, str]]) -> Iterator[Labelled]:
    """Yields the pairs of SemEval's news whose grade leaves no doubt, none of which stands in ``taken``.

    No text of a pair that is held back is among them.
    """
    held = {text for row in rows(NUMBERS) if row["half"] == "held2" for text in sides_of(data, row)}
    for row in rows(data / "matching" / "sts_news.jsonl"):
        if (
            (row["a"], row["b"]) not in taken
            and held.isdisjoint((row["a"], row["b"]))
            and not OTHER < row["score"] < SAME
        ):
            yield "graded", row["a"], row["b"], row["score"] >= SAME


def pairs(data: Path) -> list[Labelled]:
    """Returns all pairs, each with the set that it comes from."""
    found = list(natural(data))
    found += labelled(data)
    found += with_numbers(data)
    found += graded(data, {pair[1:3] for pair in found})
    found += (("invented", *pair) for pair in Headlines(SEED).pairs(INVENTED))
    found += (("passages", *pair[1:]) for pair in labelled_pairs(data))
    found += (("neighbours", *pair[1:]) for pair in islice(neighbours(data), NEIGHBOURS))
    found += (("strangers", *pair, False) for pair in strangers(data))
    return found


WEIGHT = {
    "natural": 4.0, "labelled": 4.0, "numbers": 2.0, "graded": 0.5, "invented": 0.5, "passages": 2.0, "neighbours": 1.0,
    "strangers": 1.0,
}  # fmt: skip
"""How much a pair of each set counts. Neighbours at 0.3 let the headlines match 14 % of theirs for 6 %;
"numbers" at 4 cost two of 104 agreeing pairs of events.jsonl, dev, and match two more others."""


def shares(scores: np.ndarray, labels: np.ndarray) -> list[float | None]:
    """Returns the shares of the pairs on one event and of the others that are matched at 0.5, in percent."""
    kinds = (scores[labels], scores[~labels])
    return [round(100 * float((kind >= 0.5).mean()), 1) if len(kind) else None for kind in kinds]


def train(found: list[Labelled], features: np.ndarray) -> dict[str, Any]:
    """Returns the model of some pairs, with what it finds of each set in folds that it was not trained on."""
    labels = np.array([same for *_, same in found])
    sources = np.array([source for source, *_ in found])
    importance = np.array([WEIGHT[source] for source in sources])
    fold = np.arange(len(found)) % FOLDS
    scores = np.zeros(len(found))
    for each in range(FOLDS):
        held = fold == each
        scores[held] = probability(features[held], *fit(features[~held], labels[~held], importance[~held]))
    table = {source: shares(scores[sources == source], labels[sources == source]) for source in sorted(set(sources))}
    log(json.dumps(table))
    return stored(
        *fit(features, labels, importance),
        EVENT_FEATURES,
        trained_on=TRAINED_ON,
        scores={"percent matched of pairs on one event, of others, 5 folds": table},
    )


TRAINED_ON = (
    "natural_dev, natural_more_dev (labelled for rusus from SemEval's public sets), SemEval STS 2012-16 news (public "
    "research release), verdicts_dev (Wikinews by way of GUM, CC BY 2.5), headlines invented by "
    "scripts/train/headlines.py, half of data/matching/events.jsonl and natural.jsonl (PolNeAR, NewsDiscourse, STS); "
    "as pairs that do not match, neighbouring sentences of PolNeAR 1.0 train, and sentences of unrelated articles of "
    "it and of NewsDiscourse"
)


def main() -> None:
    """Trains both models and puts them among the others."""
    options = command_line(__doc__, data=True, output=True).parse_args()
    found = pairs(options.data)
    sides = [event_pair(ours, theirs) for _, ours, theirs, _ in found]
    features = np.array([event_features(pair) for pair in sides], dtype=float)
    used = [options.data / "matching" / name for name in (*LABELLED, *TEXTS)]
    path = options.output / "matching_weights.json"
    models = json.loads(path.read_text(encoding="utf-8"))
    for name, headlines in (("headlines", True), ("sentences", False)):
        chosen = np.array([pair.headlines == headlines for pair in sides])
        models[name] = train([pair for pair, taken in zip(found, chosen) if taken], features[chosen])
        models[name]["sha256"] = digest(
            *used, LABELS, NUMBERS, *(options.data / name for name in (POLNEAR, NEWS, LABELLED_NEWS))
        )
    path.write_text(json.dumps(models, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
