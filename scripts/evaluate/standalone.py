"""Prints what rusus puts in brackets for the hand labels of data/quotations, by kind of expression.

Usage: python -m scripts.evaluate.standalone [HALF …] [--data DIR]

HALF is one of dev, dev2, dev3, dev4, dev5, held (these train the rankers), held2, which is asked for unless told
otherwise and was read as sums, held3, or held4, of the articles that were labelled last. Left out are pronouns whose
sentence names the person before them or has another pronoun for that person, surnames of people whom the article never
names in full or whose sentence does, and descriptions of which the article says no more; what is put in there is wrong.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rusus
from scripts import ROOT, command_line
from scripts.train.descriptions import adds_words
from scripts.train.speakers import is_right, name_words

LABELS = [ROOT / "data" / "quotations" / name for name in ("pronouns.jsonl", "references.jsonl")]
PRONOUNS = {"he": "he, she", "she": "he, she", "his": "his, her", "her": "his, her",
            "it": "it, they", "they": "it, they", "its": "its, their", "their": "its, their"}  # fmt: skip
QUOTED = "he, she, his, her inside quotations"
SMALL_WORDS = frozenset(("the", "of", "a", "in", "to"))
Label = dict[str, Any]


def kind_of(label: Label) -> str:
    """Returns the line that a label counts in; "" for pronouns that are never looked at."""
    if label["kind"] != "pronoun":
        return f"{label['kind']}s"
    kind = PRONOUNS.get(label["text"].lower(), "")
    return QUOTED if kind in ("he, she", "his, her") and label["inside_quotation"] else kind


def needs_nothing(label: Label, text: str, sentence: rusus.Sentence, seen: set[tuple[int, str]]) -> bool:
    """True if the sentence of a mention tells who is meant without it, or the article never does."""
    meant, before = label["antecedent"], text[sentence.start : label["start"]]
    if label.get("same_sentence"):
        return True
    if not meant:
        return False
    if label["kind"] == "description":
        return not adds_words(meant, label["text"])
    last = name_words(meant)[-1] if name_words(meant) else meant
    if label["kind"] == "pronoun":
        again = (sentence.start, meant) in seen
        seen.add((sentence.start, meant))
        return again or re.search(rf"\b{re.escape(last)}\b", before.lower()) is not None
    if label["kind"] != "surname":
        return False
    first, surname = meant.split()[0], meant.split()[-1]
    in_full = re.search(rf"{re.escape(first)}[^.\n]{{0,25}}{re.escape(surname)}", text)
    named = re.search(rf"\b{re.escape(surname)}\b", before) or meant.lower() in sentence.text.lower()
    return not in_full or bool(named)


def is_meant(label: Label, inserted: str) -> bool:
    """True if what stands in the brackets is who or what is meant."""
    meant, given = label["antecedent"], re.sub(r"[’']s?$", "", inserted)
    if not meant:
        return False
    if label["kind"] == "surname":
        return name_words(inserted)[0] == name_words(meant)[0] or given.lower() in meant.lower()
    if label["kind"] == "description" and label.get("also"):
        meant += " " + label["also"]
    shared = {*name_words(given)} & {*name_words(meant)} - SMALL_WORDS
    return is_right(given, meant) or label["kind"] == "description" and bool(shared)


def judged(text: str, labels: list[Label]) -> Iterator[tuple[str, str]]:
    """Yields the kind of each label of an article, with "right", "wrong" or "silent"."""
    sentences = rusus.extract(text).sentences
    starts = [sentence.start for sentence in sentences]
    pieces = [piece for sentence in sentences for piece in sentence.resolved]
    seen: set[tuple[int, str]] = set()
    for label in sorted(labels, key=lambda label: label["start"]):
        kind, at = kind_of(label), bisect_right(starts, label["start"]) - 1
        if not kind or at < 0 or needs_nothing(label, text, sentences[at], seen):
            continue
        found = (each for each in pieces if label["start"] <= each.start < label["end"] or each.end == label["end"])
        piece = next(found, None)
        verdict = "silent" if piece is None else "right" if is_meant(label, piece.inserted) else "wrong"
        yield kind, verdict if label["antecedent"] or verdict != "silent" else "left"


def main() -> None:
    parser = command_line(__doc__)
    parser.add_argument("halves", nargs="*", default=["held2"], metavar="HALF", help="which labels (default: held2)")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="the labelled sets")
    options = parser.parse_args()
    by_article: defaultdict[tuple[str, str], list[Label]] = defaultdict(list)
    lines = [line for path in LABELS for line in path.read_text(encoding="utf-8").splitlines()]
    for label in map(json.loads, lines):
        if label["half"] in options.halves:
            by_article[label["set"], label["id"]].append(label)
    counts: Counter[tuple[str, str]] = Counter()
    for name in sorted({name for name, _ in by_article}):
        rows = (options.data / "quotations" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for row in map(json.loads, rows):
            counts.update(judged(row["text"], by_article.get((name, row["id"]), [])))
    for kind in sorted({kind for kind, _ in counts}):
        right, wrong, silent = (counts[kind, verdict] for verdict in ("right", "wrong", "silent"))
        total = right + wrong + silent
        share = 100 * (right + wrong) / total
        print(f"{kind:36} {share:5.1f} % of {total} answered, {right} of {right + wrong} right")


if __name__ == "__main__":
    main()
