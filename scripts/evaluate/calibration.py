"""Prints how often a sentence with a score near so much does have the label, on labelled texts that trained nothing.

Usage: python -m scripts.evaluate.calibration [--data DIR]

`claim` is read off the body sentences of data/annotated (whole articles), the others off the dev sets of the data
folder. A line names the score, and for each of six ranges of it: mean score, share with the label, sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import rusus
from scripts import command_line
from scripts.data.annotations import read_articles
from scripts.evaluate.quality import ANNOTATED, body_pairs

EDGES = (0.3, 0.5, 0.7, 0.85, 0.95, 1.01)
"""Where the ranges of a score end."""

NEWS = "claims/newsdiscourse/dev.jsonl"
SETS = {
    "check_worthy": ("claims/ct24/devtest.jsonl", "Yes"),
    "opinion": (NEWS, "Distant_Evaluation"),
    "subjective": ("claims/newssd_eng/dev.jsonl", "SUBJ"),
    "prediction": (NEWS, "Distant_Expectations_Consequences"),
}


def annotated_claims() -> Iterator[tuple[float, bool]]:
    """Yields score and label of each body sentence of the labelled articles, without the doubtful ones."""
    for article in read_articles(ANNOTATED):
        for gold, ours in body_pairs(article, rusus.extract(article["text"])):
            if ours is not None and "claim" not in gold.get("doubt", []):
                yield ours.scores["claim"], "claim" in gold["tags"]


def labelled_scores(path: Path, head: str, positive: str) -> Iterator[tuple[float, bool]]:
    """Yields score and label of each row of a file, every row a text for itself."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["label"] != "NA":
            scores = [sentence.scores[head] for sentence in rusus.extract(row["text"]).sentences]
            yield max(scores, default=0.0), row["label"] == positive


def describe(pairs: Sequence[tuple[float, bool]]) -> str:
    """Returns mean score, share with the label and number of sentences of each range."""
    found, low = [], 0.0
    for high in EDGES:
        inside = [(score, label) for score, label in pairs if low <= score < high]
        if inside:
            scores, labels = zip(*inside)
            found.append(f"{sum(scores) / len(inside):.2f} {sum(labels) / len(inside):.2f} ({len(inside)})")
        low = high
    return " | ".join(found)


def main() -> None:
    """Prints a line for each score."""
    options = command_line(__doc__, data=True).parse_args()
    print(f"{'claim':14}{describe(list(annotated_claims()))}")
    for head, (path, positive) in SETS.items():
        print(f"{head:14}{describe(list(labelled_scores(options.data / path, head, positive)))}")


if __name__ == "__main__":
    main()
