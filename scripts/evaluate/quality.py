"""Measures rusus on the labelled texts in data/annotated: Wikinews articles, the sample article, NewsSD-ENG dev.

Usage: python -m scripts.evaluate.quality [--json] [--errors] [--article ID] [--raise-floors] [--write]

Figures are percentages. --errors lists every body sentence that rusus labels otherwise, with both labels;
--article keeps to one article; --raise-floors moves the floors in data/quality-floors.json up to a point and a half
under what is measured and never down; --write puts the figures into docs/quality.md.
docs/annotation-guide.md says what the labels mean.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rusus
from scripts import ROOT, command_line
from scripts.data.annotations import TAGS, read_articles

ANNOTATED = ROOT / "data" / "annotated"
FLOORS = ROOT / "data" / "quality-floors.json"
PAGE = ROOT / "docs" / "quality.md"
MARGIN = 1.5
BODY = ("paragraph", "list")
TITLES = frozenset("the a an mr mrs ms dr sir general professor president minister undersecretary".split())


def overlap(ours: Any, gold: dict[str, Any]) -> int:
    """Returns how many characters a span of ours shares with a labelled one."""
    return int(min(ours.end, gold["end"]) - max(ours.start, gold["start"]))


def best(found: Any, gold: dict[str, Any]) -> Any:
    """Returns the span of ours that shares most with the labelled one, or None where none shares anything."""
    ours = max(found, key=lambda span: overlap(span, gold), default=None)
    return ours if ours is not None and overlap(ours, gold) > 0 else None


def name_words(name: str | None) -> list[str]:
    """Returns the lower-case words of a name, without titles and articles."""
    words = re.findall(r"[\w'.-]*\w", (name or "").lower().replace("’", "'"))
    return [word.removesuffix("'s") for word in words if word not in TITLES]


def same_speaker(ours: str | None, gold: str | None) -> bool:
    """True if one name is part of the other and holds its last word: a surname will do for a full name."""
    a, b = name_words(ours), name_words(gold)
    return bool(a and b) and (set(a) <= set(b) or set(b) <= set(a)) and (b[-1] in a or a[-1] in b)


def right_speaker(ours: str | None, gold: dict[str, Any]) -> bool:
    """True if a name is that of the labelled speaker, or another name of it, such as an acronym."""
    return any(same_speaker(ours, name) for name in (gold["speaker"], *gold.get("speaker_also", ())))


def full_name(ours: str | None, gold: dict[str, Any]) -> bool:
    """True if a name holds every word of the labelled one, or of an other spelling of the same length."""
    names = [name_words(name) for name in (gold["speaker"], *gold.get("speaker_also", ()))]
    return any(len(words) >= len(names[0]) and set(words) <= set(name_words(ours)) for words in names)


def same_value(ours: Any, gold: dict[str, Any]) -> bool:
    """True if a statistic has the labelled value, or both ends of the labelled range or change."""
    keys = [key for key in ("value", "low", "high", "before", "after") if key in gold]
    values = [(getattr(ours, key), gold[key]) for key in keys]
    return all(a is not None and abs(a - b) <= 0.01 * abs(b) for a, b in values)


def same_unit(ours: Any, gold: dict[str, Any]) -> bool:
    """True if a statistic has the labelled unit or one that is as right; the head noun of a compound will do."""
    heads = {unit.split()[-1].lower() if unit else "" for unit in (gold["unit"], *gold.get("unit_also", ()))}
    return (ours.unit.split()[-1].lower() if ours.unit else "") in heads


class Tally:
    """Counts of right and wrong answers by name, read as F1, share or precision."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, bool, bool]] = Counter()

    def add(self, name: str, gold: bool, ours: bool, times: int = 1) -> None:
        """Counts ``times`` answers of ours beside the gold ones."""
        self.counts[name, gold, ours] += times

    def share(self, name: str) -> float:
        """Returns the percentage of gold answers that ours agrees with."""
        right, missed = self.counts[name, True, True], self.counts[name, True, False]
        return round(100 * right / max(1, right + missed), 1)

    def precision(self, name: str) -> float:
        """Returns the percentage of our answers that gold agrees with."""
        right, wrong = self.counts[name, True, True], self.counts[name, False, True]
        return round(100 * right / max(1, right + wrong), 1)

    def f1(self, name: str) -> float:
        """Returns the harmonic mean of share and precision."""
        right, missed, wrong = (self.counts[(name, *key)] for key in ((True, True), (True, False), (False, True)))
        return round(200 * right / max(1, 2 * right + missed + wrong), 1)


def body_pairs(article: dict[str, Any], document: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yields each labelled sentence of the body with the sentence of ours that shares most with it."""
    for sentence in article["sentences"]:
        if article["blocks"][sentence["block"]]["kind"] in BODY:
            yield sentence, best(document.sentences, sentence)


def count_article(article: dict[str, Any], document: Any, tally: Tally) -> None:
    """Adds one article's answers to the tally."""
    wanted = {(sentence["start"], sentence["end"]) for sentence in article["sentences"]}
    found = {(sentence.start, sentence.end) for sentence in document.sentences}
    tally.add("sentence", True, True, len(wanted & found))
    tally.add("sentence", True, False, len(wanted - found))
    tally.add("sentence", False, True, len(found - wanted))
    for block in article["blocks"]:
        ours = best(document.blocks, block)
        tally.add("block_kind", True, ours is not None and ours.kind == block["kind"])
        tally.add("block_in_body", True, ours is not None and (ours.kind in BODY) == (block["kind"] in BODY))
    for gold, ours in body_pairs(article, document):
        count_sentence(gold, ours, tally)
        count_statistics(gold, document.statistics, tally)


def count_sentence(gold: dict[str, Any], ours: Any, tally: Tally) -> None:
    """Adds the tags, the leading tag and the speaker of one sentence."""
    doubt, tags = gold.get("doubt", []), ours.tags if ours else ()
    for tag in TAGS:
        if tag not in doubt:
            tally.add(tag, tag in gold["tags"], tag in tags)
    if "claim" not in doubt:
        tally.add("no_claim", "claim" not in gold["tags"], "claim" not in tags)
    if not set(doubt) & set(TAGS):
        tally.add("leading_tag", True, gold["tag"] == (ours.tag if ours else None))
    if "speaker" not in doubt:
        name = ours.speaker if ours else None
        right = right_speaker(name, gold)
        if gold["speaker"] is not None:
            tally.add("speaker", True, right)
            tally.add("full_name", True, full_name(name, gold))
        if name is not None and not right:
            tally.add("speaker", False, True)


def count_statistics(gold: dict[str, Any], found: Any, tally: Tally) -> None:
    """Adds the statistics of one sentence: value alone, and value with unit."""
    if "statistic" in gold.get("doubt", []):
        return
    left = [ours for ours in found if gold["start"] <= ours.start < gold["end"]]
    for statistic in gold["statistics"]:
        near = [ours for ours in left if overlap(ours, statistic) > 0]
        ours = next((ours for ours in near if same_value(ours, statistic)), None)
        tally.add("value", True, ours is not None)
        tally.add("value_unit", True, ours is not None and same_unit(ours, statistic))
        if ours is not None:
            left.remove(ours)
            if not same_unit(ours, statistic):
                tally.add("value_unit", False, True)
    tally.add("value", False, True, len(left))
    tally.add("value_unit", False, True, len(left))


def figures(tally: Tally) -> dict[str, float]:
    """Returns the figures of labelled articles, in percent."""
    return {
        "claim_F1": tally.f1("claim"),
        "no_claim_F1": tally.f1("no_claim"),
        "quote_F1": tally.f1("quote"),
        "statistic_F1": tally.f1("statistic"),
        "leading_tag_right": tally.share("leading_tag"),
        "speaker_right": tally.share("speaker"),
        "speaker_precision": tally.precision("speaker"),
        "speaker_full_name": tally.share("full_name"),
        "statistics_value_F1": tally.f1("value"),
        "statistics_value_unit_F1": tally.f1("value_unit"),
        "block_kind_right": tally.share("block_kind"),
        "block_in_body_right": tally.share("block_in_body"),
        "sentence_F1": tally.f1("sentence"),
    }


def evaluate_articles(articles: list[dict[str, Any]]) -> dict[str, float]:
    """Returns the figures over some labelled articles."""
    tally = Tally()
    for article in articles:
        count_article(article, rusus.extract(article["text"]), tally)
    return figures(tally)


def evaluate_subjectivity(path: Path) -> dict[str, float]:
    """Returns the macro-F1 of ``subjective`` at one half over NewsSD-ENG rows."""
    tally = Tally()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = max((s.scores["subjective"] for s in rusus.extract(row["text"]).sentences), default=0.0) >= 0.5
        tally.add("subjective", row["label"] == "SUBJ", found)
        tally.add("objective", row["label"] != "SUBJ", not found)
    return {"subjective_macro_F1": round((tally.f1("subjective") + tally.f1("objective")) / 2, 1)}


def evaluate(folder: Path = ANNOTATED) -> dict[str, float]:
    """Returns all figures, named set.figure."""
    *wikinews, sample = read_articles(folder)
    sets = {
        "wikinews": evaluate_articles(wikinews),
        "sample": evaluate_articles([sample]),
        "newssd_dev": evaluate_subjectivity(folder / "newssd-dev.jsonl"),
    }
    return {f"{name}.{key}": value for name, measured in sets.items() for key, value in measured.items()}


def errors(article: dict[str, Any]) -> Iterator[str]:
    """Yields a line for each label of a body sentence or block that rusus gets otherwise."""
    document = rusus.extract(article["text"])
    for block in article["blocks"]:
        ours = best(document.blocks, block)
        if ours is None or ours.kind != block["kind"]:
            text = article["text"][block["start"] : block["end"]]
            yield f"block    {block['kind']} / {ours and ours.kind}: {text[:80]}"
    for number, sentence in enumerate(article["sentences"]):
        if article["blocks"][sentence["block"]]["kind"] not in BODY:
            continue
        ours = best(document.sentences, sentence)
        text = article["text"][sentence["start"] : sentence["end"]]
        for name, gold, got in disagreements(sentence, ours, document.statistics, article["text"]):
            yield f"{name:9}{gold} / {got}: {number} {text}"


def disagreements(gold: dict[str, Any], ours: Any, found: Any, text: str) -> Iterator[tuple[str, Any, Any]]:
    """Yields name, labelled answer and our answer wherever the two differ and the label is in no doubt."""
    doubt, tags = gold.get("doubt", []), ours.tags if ours else ()
    for tag in TAGS:
        if tag not in doubt and (tag in gold["tags"]) != (tag in tags):
            yield tag, tag in gold["tags"], tag in tags
    if not set(doubt) & set(TAGS) and gold["tag"] != (ours and ours.tag):
        yield "leading", gold["tag"], ours and ours.tag
    name = ours.speaker if ours else None
    if "speaker" not in doubt and (name or gold["speaker"]) and not right_speaker(name, gold):
        yield "speaker", gold["speaker"], name
    if "statistic" not in doubt:
        tally = Tally()
        count_statistics(gold, found, tally)
        if tally.counts["value_unit", True, False] or tally.counts["value_unit", False, True]:
            wanted = [f"{text[s['start'] : s['end']]} = {s['unit']}" for s in gold["statistics"]]
            inside = [q for q in found if gold["start"] <= q.start < gold["end"]]
            yield "quantity", wanted, [f"{q.text} = {q.value} {q.unit}" for q in inside]


def raise_floors(measured: dict[str, float]) -> None:
    """Moves each floor up to ``MARGIN`` points under the measured figure, and never down."""
    record = json.loads(FLOORS.read_text(encoding="utf-8"))
    for name, value in measured.items():
        entry = record["floors"].setdefault(name, {"floor": 0.0, "measured": 0.0, "reason": ""})
        if value - MARGIN > entry["floor"]:
            entry |= {"floor": round(value - MARGIN, 1), "measured": value}
    FLOORS.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_page(measured: dict[str, float]) -> None:
    """Puts the figures of labelled articles into the table of docs/quality.md."""
    names = [name.removeprefix("wikinews.") for name in measured if name.startswith("wikinews.")]
    rows = [f"| {name} | {measured['wikinews.' + name]} | {measured['sample.' + name]} |" for name in names]
    rows.append(f"| subjective_macro_F1 (NewsSD-ENG dev) | {measured['newssd_dev.subjective_macro_F1']} | |")
    head, end = "<!-- figures: scripts/evaluate/quality.py --write -->\n", "<!-- end -->"
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(head)
    table = "\n".join(["| figure | Wikinews | sample article |", "|---|---:|---:|", *rows, ""])
    PAGE.write_text(before + head + table + rest[rest.index(end) :], encoding="utf-8")


def main() -> None:
    """Prints the figures or the disagreements, or raises the floors."""
    parser = command_line(__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", action="store_true", help="list what rusus labels otherwise: labelled / ours")
    parser.add_argument("--article", help="keep to the article with this id")
    parser.add_argument("--raise-floors", action="store_true", help="move the floors up to what is measured")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/quality.md")
    options = parser.parse_args()
    articles = [article for article in read_articles(ANNOTATED) if options.article in (None, article["id"])]
    if options.errors:
        for article in articles:
            print(f"== {article['id']}", *errors(article), sep="\n")
        return
    measured = evaluate_articles(articles) if options.article else evaluate()
    if options.raise_floors and not options.article:
        raise_floors(measured)
    if options.write and not options.article:
        write_page(measured)
    if options.json:
        print(json.dumps(measured, indent=1))
        return
    for name, value in measured.items():
        print(f"{name:40}{value:6.1f}")


if __name__ == "__main__":
    main()
