"""Trains how far the resolution of sources can be trusted and writes rusus/resources/speaker_weights.json.

Learned from hand labels, whom pronouns, descriptions and surnames mean in 24 articles (the half ``dev`` of
pronouns.jsonl) and who speaks in them and in Wikinews, and from the named sources of PolNeAR. Logistic regression by
Newton's method, so that the same data give the same file bit for bit. The labelled direct quotations and PolNeAR dev,
where the source is what counts, scale the probabilities. The bar is the lowest one above which LEAST_RIGHT of the names
printed for the labelled direct quotations (the half ``dev`` of direct.jsonl, Wikinews, science news) are right. The
other half of the labels is measured and trains nothing.

Usage: python -m scripts.train.speakers [--data DIR] [--labels DIR] [--output DIR]
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rusus.model import Quotation, Segmentation
from rusus.pipeline import segment
from rusus.quotations.coverage import covered
from rusus.quotations.direct.find import find_direct
from rusus.quotations.find import merge
from rusus.quotations.indirect.find import find_indirect
from rusus.speakers.confidence import confidence_features
from rusus.speakers.context import Context, read_context
from rusus.speakers.pronouns import LastSpeaker
from rusus.speakers.resolve import resolve_source
from rusus.text.linear_model import calibrated, log_odds, sigmoid
from scripts import ROOT, command_line, log
from scripts.train.platt import platt

LEAST_RIGHT = 0.955
"""Share of printed names that must be right. 0.96 costs a tenth of the right names of Wikinews, whose floor is 87 %."""
PRIOR = 1.0
"""Ridge penalty: rules of which few rows are known stay near the mean. Chosen by hand; not measured."""
PRESS_STEP = 4
"""Every fourth article of PolNeAR."""
STEPS, DIGITS = 30, 2
PRONOUNS = frozenset("he him his himself she her hers herself".split())
BY_NAME = ("rule named", "rule named_person")
NOT_NAMES = ("the", "jr", "sr", "ii", "iii")
WIKINEWS = ROOT / "data" / "annotated" / "wikinews.jsonl"
SCIENCE = ROOT / "tests" / "cases" / "speakers-science.jsonl"
NEWS = ROOT / "tests" / "cases" / "speakers-news.jsonl"


class Row(NamedTuple):
    """What the model sees of a resolved source, the probability that the source is right, and whether the person is."""

    features: tuple[str, ...]
    source: float
    right: bool


class Turn(NamedTuple):
    """A quotation with what the resolver knew before it and found."""

    quotation: Quotation
    last: LastSpeaker | None
    group: str | None
    row: Row
    name: str | None
    named: bool


def name_words(name: str | None) -> list[str]:
    return [word for word in re.findall(r"[\w'’-]+", (name or "").lower()) if word not in NOT_NAMES]


def is_right(found: str | None, wanted: str | None) -> bool:
    """True if two names agree in their last word: Joe Biden is Joseph R. Biden Jr."""
    ours, theirs = name_words(found), name_words(wanted)
    return ours[-1:] == theirs[-1:]


def read_rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def turns(context: Context, article: Segmentation, quotations: list[Quotation]) -> Iterator[Turn]:
    """Yields the quotations with a source in the order of their sources, as the resolver meets them."""
    last: LastSpeaker | None = None
    group: str | None = None
    for each in sorted((q for q in quotations if q.source), key=lambda q: q.source.start if q.source else 0):
        assert each.source
        found, rule = resolve_source(context, each.source, last, group)
        owner = None if found.owner is None else context.entity(found.owner)
        name = owner.name if owner else found.text
        features = confidence_features(rule, name or "", owner.kind if owner else "", found.margin)
        yield Turn(each, last, group, Row(features, each.speaker_probability or 1.0, False), name, owner is not None)
        if found.owner is not None and owner and owner.kind != "organization":
            end = max(each.source.end, each.end)
            last = LastSpeaker(found.owner, bisect_left(article.tokens.starts, end) - 1)
        else:
            group = name or group


def mention_rows(text: str, labels: list[dict[str, Any]]) -> Iterator[Row]:
    """Yields the pronouns, descriptions and surnames of an article that were resolved to somebody."""
    article = segment(text)
    direct = find_direct(article)
    quotations = merge(direct, find_indirect(article, direct))
    context = read_context(article, quotations)
    told = list(turns(context, article, quotations))
    for label in labels:
        if label["inside_quotation"] or label["kind"] == "pronoun" and label["text"].lower() not in PRONOUNS:
            continue
        before = [turn for turn in told if turn.quotation.source and turn.quotation.source.start <= label["start"]]
        last, group = (before[-1].last, before[-1].group) if before else (None, None)
        found, rule = resolve_source(context, article.span(label["start"], label["end"]), last, group)
        if found.owner is not None:
            owner = context.entity(found.owner)
            features = confidence_features(rule, owner.name, owner.kind, found.margin)
            named = label["antecedent"] is not None
            yield Row(features, 1.0, named and is_right(owner.name, label["antecedent"]))


def speaker_rows(text: str, labels: list[tuple[int, int, str | None]]) -> Iterator[Row]:
    """Yields the labelled direct quotations of which a name could be printed; labels are start, end and name."""
    article = segment(text)
    direct = find_direct(article)
    quotations = merge(direct, find_indirect(article, direct))
    told = list(turns(read_context(article, quotations), article, quotations))
    for start, end, wanted in labels:
        held = [turn for turn in told if turn.quotation.kind != "indirect" and covered(turn.quotation, start, end)]
        best = max(held, key=lambda turn: covered(turn.quotation, start, end), default=None)
        if best and best.named:
            yield best.row._replace(right=wanted is not None and is_right(best.name, wanted))


def press_rows(path: Path) -> Iterator[Row]:
    """Yields the quotations of PolNeAR with the right source, named as such: is the name of its person the source's?"""
    for row in read_rows(path)[::PRESS_STEP]:
        article = segment(row["text"])
        quotations = find_direct(article)
        gold = [(span, quote) for quote in row["quotes"] for span in quote["speaker_spans"] or ()]
        for turn in turns(read_context(article, quotations), article, quotations):
            source = turn.quotation.source
            held = [q for (start, end), q in gold if source and start < source.end and source.start < end]
            if held and turn.row.features[1] in BY_NAME:
                known = set(name_words(held[0]["speaker"]))
                yield turn.row._replace(source=1.0, right=name_words(turn.name)[-1] in known)


def held_press_rows(path: Path) -> Iterator[Row]:
    """Yields PolNeAR's direct quotations with a name to print: right if the source or the surname is."""
    for row in read_rows(path):
        article = segment(row["text"])
        quotations = find_direct(article)
        for turn in turns(read_context(article, quotations), article, quotations):
            each, source = turn.quotation, turn.quotation.source
            gold = max(row["quotes"], key=lambda q: min(q["end"], each.end) - max(q["start"], each.start), default=None)
            if (
                source
                and turn.named
                and gold
                and gold["speaker"]
                and gold["start"] < each.end
                and each.start < gold["end"]
            ):
                same = any(start < source.end and source.start < end for start, end in gold["speaker_spans"])
                named = name_words(turn.name)[-1:] == name_words(gold["speaker"])[-1:]
                yield turn.row._replace(right=same or named)


def train(rows: list[Row]) -> dict[str, float]:
    """Returns the weights of a logistic regression with a ridge penalty, by coordinate-wise Newton steps."""
    names = sorted({feature for row in rows for feature in row.features})
    weights = dict.fromkeys(names, 0.0)
    for _ in range(STEPS):
        for name in names:
            held = [row for row in rows if name in row.features]
            slope, bend = -PRIOR * weights[name], PRIOR
            for row in held:
                p = sigmoid(sum(weights[feature] for feature in row.features))
                slope += row.right - p
                bend += p * (1 - p)
            weights[name] += slope / bend
    return {name: round(weight, DIGITS) for name, weight in weights.items()}


class Model(NamedTuple):
    """The weights of the resolution, and the scale that makes its product with the source's a probability."""

    weights: dict[str, float]
    scale: tuple[float, float] = (1.0, 0.0)

    def probability(self, row: Row) -> float:
        product = row.source * sigmoid(sum(self.weights.get(feature, 0.0) for feature in row.features))
        return calibrated(log_odds(product), *self.scale)


def choose_bar(rows: list[Row], model: Model) -> float:
    """Returns the lowest probability above which enough of the speakers are right."""
    ranked = sorted(((model.probability(row), row.right) for row in rows), reverse=True)
    right, least = 0, 1.0
    for count, (p, good) in enumerate(ranked, 1):
        right += good
        if right >= LEAST_RIGHT * count:
            least = p
    return int(100 * least) / 100


def measure(rows: list[Row], model: Model, least: float) -> dict[str, float]:
    """Returns in percent how many speakers are printed, how many of them are right, and what was expected."""
    printed = [row for row in rows if model.probability(row) >= least]
    return {
        "rows": len(rows),
        "printed": round(100 * len(printed) / max(1, len(rows)), 1),
        "right": round(100 * sum(row.right for row in printed) / max(1, len(printed)), 1),
        "expected": round(100 * sum(model.probability(row) for row in printed) / max(1, len(printed)), 1),
    }


def wikinews_rows() -> list[Row]:
    texts = {row["id"]: row["text"] for row in read_rows(WIKINEWS)}
    labels: dict[str, list[tuple[int, int, str | None]]] = {}
    for row in read_rows(NEWS):
        start = texts[row["article"]].index(row["quote"])
        labels.setdefault(row["article"], []).append((start, start + len(row["quote"]), row["speaker"]))
    return [row for article, held in labels.items() for row in speaker_rows(texts[article], held)]


def science_rows() -> list[Row]:
    found = []
    for row in read_rows(SCIENCE):
        labels = [(row["text"].index(quote), name) for quote, name in row["speakers"]]
        found.extend(speaker_rows(row["text"], [(start, start + 1, name) for start, name in labels]))
    return found


def labelled(path: Path, half: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Returns the labels of a half by set and article."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in read_rows(path):
        if row["half"] == half:
            found.setdefault((row["set"], row["id"]), []).append(row)
    return found


def main() -> None:
    parser = command_line(__doc__, data=True, output=True)
    parser.add_argument("--labels", type=Path, help="the folder of the hand labels (default: sources of the data)")
    options = parser.parse_args()
    labels = options.labels or options.data / "sources"
    texts = {
        (name, row["id"]): row["text"]
        for name in ("basil_dev", "mpqa_dev", "polnear_train")
        for row in read_rows(options.data / "quotations" / f"{name}.jsonl")
    }
    rows: dict[str, tuple[list[Row], list[Row]]] = {}
    for half in ("dev", "held"):
        mentions = labelled(labels / "pronouns.jsonl", half)
        direct = labelled(labels / "direct.jsonl", half)
        rows[half] = (
            [row for key, held in mentions.items() for row in mention_rows(texts[key], held)],
            [row for key, held in direct.items() for row in speaker_rows(texts[key], triples(held))],
        )
    news, science = wikinews_rows(), science_rows()
    press = list(press_rows(options.data / "quotations" / "polnear_train.jsonl"))
    weights = train([*rows["dev"][0], *rows["dev"][1], *news, *press])
    log(f"{len(rows['dev'][0])} mentions, {len(press)} sources of the press")
    dev = list(held_press_rows(options.data / "quotations" / "polnear_dev.jsonl"))
    fitted = [*rows["dev"][1], *news, *dev]
    scale = platt((log_odds(Model(weights).probability(row)), row.right) for row in fitted)
    model = Model(weights, scale)
    least = choose_bar([*rows["dev"][1], *news, *science], model)
    percent = {
        half: {"mentions": measure(each[0], model, least), "direct": measure(each[1], model, least)}
        for half, each in rows.items()
    } | {
        "wikinews": {"direct": measure(news, model, least)},
        "science": {"direct": measure(science, model, least)},
        "polnear dev": {"direct": measure(dev, model, least)},
    }
    log(f"{len(weights)} weights, least {least}; {percent}")
    provenance = {
        "script": "scripts/train/speakers.py",
        "trained_on": "hand labels of rusus (free): whom 24 articles of BASIL, MPQA and PolNeAR mean by pronouns, "
        "descriptions and surnames, PolNeAR 1.0 train (no licence stated; public research release, press texts); "
        "bar: who "
        "speaks in 20 articles of BASIL and MPQA, in Wikinews (CC BY 2.5) and in science news; weights only, no text",
        "sha256": hashlib.sha256((labels / "pronouns.jsonl").read_bytes()).hexdigest(),
        "percent": percent,
    }
    content = {"provenance": provenance, "least": least, "scale": model.scale, "weights": weights}
    text = json.dumps(content, ensure_ascii=False, indent=0) + "\n"
    (options.output / "speaker_weights.json").write_text(text, encoding="utf-8")


def triples(labels: list[dict[str, Any]]) -> list[tuple[int, int, str | None]]:
    return [(row["start"], row["end"], row["right_speaker"]) for row in labels if row["quotation"]]


if __name__ == "__main__":
    main()
