"""Checks the hand labels in data/annotated: offsets, order, tags, leading tags, statistics, block kinds.

Usage: python -m scripts.data.annotations

Prints one line for each fault and exits 1 if there is any.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts import ROOT, command_line

KINDS = {"headline", "byline", "dateline", "subheading", "paragraph", "list", "caption", "boilerplate"}
TAGS = ("quote", "statistic", "claim")
VALUES = ({"value"}, {"low", "high"}, {"before", "after"})
ARTICLE_KEYS = {"id", "source", "text", "blocks", "sentences"}
SENTENCE_KEYS = {"start", "end", "block", "tags", "tag", "speaker", "statistics"}


def read_articles(folder: Path) -> list[dict[str, Any]]:
    """Returns the labelled articles: the rows of wikinews.jsonl, then the sample article, each with its ``text``."""
    with (folder / "wikinews.jsonl").open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    sample = json.loads((folder / "russia-us-ties.json").read_text(encoding="utf-8"))
    sample["text"] = (folder.parent / "articles" / "russia-us-ties.txt").read_bytes().decode("utf-8")
    return [*articles, sample]


def check_spans(text: str, spans: list[dict[str, Any]], what: str) -> Iterator[str]:
    """Yields a fault for each span that is empty, out of order, outside the text or edged by white space."""
    last = 0
    for number, span in enumerate(spans):
        start, end = span["start"], span["end"]
        if not last <= start < end <= len(text):
            yield f"{what} {number}: {start}-{end} is empty, overlaps the one before or leaves the text"
        elif text[start:end] != text[start:end].strip():
            yield f"{what} {number}: white space at its edges"
        last = end


def check_sentence(text: str, sentence: dict[str, Any], blocks: list[dict[str, Any]]) -> Iterator[str]:
    """Yields the faults of one labelled sentence."""
    if set(sentence) - {"doubt", "speaker_also"} != SENTENCE_KEYS:
        yield f"keys are {sorted(sentence)}"
        return
    tags = sentence["tags"]
    if tags != [tag for tag in TAGS if tag in tags]:
        yield f"tags {tags} are unknown or out of order"
    if (sentence["tag"] is None) != (not tags) or (tags and sentence["tag"] not in tags):
        yield f"leading tag {sentence['tag']} is none of {tags}"
    if "statistic" in tags and sentence["tag"] == "claim":
        yield "claim leads over statistic"
    if ("statistic" in tags) != bool(sentence["statistics"]):
        yield "the tag statistic and the list of statistics disagree"
    if sentence["speaker"] is not None and not sentence["speaker"].strip():
        yield "empty speaker"
    if not set(sentence.get("doubt", [])) <= {*TAGS, "speaker"}:
        yield f"doubt {sentence['doubt']} names something else than a tag or the speaker"
    block = blocks[sentence["block"]]
    if not block["start"] <= sentence["start"] < sentence["end"] <= block["end"]:
        yield "outside its block"
    yield from check_statistics(text, sentence)


def check_statistics(text: str, sentence: dict[str, Any]) -> Iterator[str]:
    """Yields the faults of a sentence's statistics."""
    yield from check_spans(text, sentence["statistics"], "statistic")
    for number, statistic in enumerate(sentence["statistics"]):
        if not sentence["start"] <= statistic["start"] < statistic["end"] <= sentence["end"]:
            yield f"statistic {number}: outside the sentence"
        if set(statistic) - {"start", "end", "unit", "unit_also"} not in VALUES:
            yield f"statistic {number}: needs value, or low and high, or before and after"
        if not isinstance(statistic.get("unit"), str):
            yield f"statistic {number}: no unit"


def check_article(article: dict[str, Any]) -> Iterator[str]:
    """Yields the faults of one labelled article."""
    if not set(article) >= ARTICLE_KEYS:
        yield f"keys are {sorted(article)}"
        return
    text, blocks, sentences = article["text"], article["blocks"], article["sentences"]
    if not text.strip() or not blocks or not sentences:
        yield "no text, no blocks or no sentences"
    yield from check_spans(text, blocks, "block")
    yield from check_spans(text, sentences, "sentence")
    for number, block in enumerate(blocks):
        if block["kind"] not in KINDS:
            yield f"block {number}: unknown kind {block['kind']}"
    for number, sentence in enumerate(sentences):
        for fault in check_sentence(text, sentence, blocks):
            yield f"sentence {number}: {fault}"
    covered = sorted((s["start"], s["end"]) for s in sentences)
    gaps = [text[a:b] for a, b in zip([0, *(end for _, end in covered)], [*(start for start, _ in covered), len(text)])]
    if any(gap.strip() for gap in gaps):
        yield "text outside the sentences"


def main() -> int:
    """Checks everything and says how many articles, sentences and faults there are."""
    command_line(__doc__).parse_args()
    articles = read_articles(ROOT / "data" / "annotated")
    faults = [f"{article.get('id')}: {fault}" for article in articles for fault in check_article(article)]
    for fault in faults:
        print(fault, file=sys.stderr)
    sentences = sum(len(article["sentences"]) for article in articles)
    print(f"{len(articles)} articles, {sentences} sentences, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
