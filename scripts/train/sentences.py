"""Counts how words are written at the beginning of sentences and inside them: the parameters of NLTK's Punkt.

Usage: python -m scripts.train.sentences [--data DIR] [--output DIR]      (writes punkt.txt)

Punkt (Kiss and Strunk 2006) learns its parameters from raw text; these come from text whose sentences are
known, so that a word's place is counted and not guessed. The three lists are what its heuristics ask for:
sentence starters, words that are written small inside a sentence, and such words that are also names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scripts import command_line, log

SOURCES = {
    "sentences/ewt_train.jsonl": "UD English EWT 2.x train, CC BY-SA 4.0",
    "claims/newsdiscourse/train.jsonl": "NewsDiscourse (Choubey et al. 2020) train, public research release",
}
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
OPENS = re.compile(r"[\"“‘'(\[:;.?!…-]\s*$")


def sentences(path: Path) -> Iterator[str]:
    """Yields the sentences of a labelled file."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            spans = row.get("sentences") or [[0, len(row["text"])]]
            yield from (row["text"][start:end] for start, end in spans)


def count(data: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Returns how often each word starts a sentence with a capital, stands inside one with a capital, and without."""
    first_upper: Counter[str] = Counter()
    inside_upper: Counter[str] = Counter()
    inside_lower: Counter[str] = Counter()
    for sentence in (sentence for name in SOURCES for sentence in sentences(data / name)):
        words = list(WORD.finditer(sentence))
        if not any(word[0].islower() for word in words) or sentence.istitle():
            continue
        for place, word in enumerate(words):
            low = word[0].lower()
            if word[0].isupper() and len(word[0]) > 1:
                continue
            if word[0].islower():
                inside_lower[low] += 1
            elif place == 0:
                first_upper[low] += 1
            elif not OPENS.search(sentence, max(0, word.start() - 3), word.start()):
                inside_upper[low] += 1
    return first_upper, inside_upper, inside_lower


def main() -> None:
    options = command_line(__doc__, data=True, output=True).parse_args()
    first, upper, lower = count(options.data)
    starters = {word for word in first if first[word] >= 4 and first[word] >= 9 * upper[word]}
    small = {word for word in lower if lower[word] >= 3}
    mixed = {word for word in small if upper[word] >= max(2, 0.04 * lower[word])}
    lines = ["# How words are written in news and on the web: parameters of Punkt. Made by scripts/train/sentences.py."]
    for name, origin in SOURCES.items():
        digest = hashlib.sha256((options.data / name).read_bytes()).hexdigest()[:16]
        lines.append(f"# From {origin}; sha256 {digest}.")
    for section, words, comment in (
        ("starters", starters, "nine times as often at the beginning of a sentence as with a capital inside one"),
        ("lower", small - mixed, "written small inside sentences, and not with a capital"),
        ("mixed", mixed, "written small inside sentences, and also with a capital: parts of names"),
    ):
        lines += ["", f"# {comment}", f"[{section}]", *sorted(words)]
    (options.output / "punkt.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    log(f"{len(starters)} starters, {len(small - mixed)} lower, {len(mixed)} mixed")


if __name__ == "__main__":
    main()
