"""Trains how far the resolution of sources can be trusted and writes rusus/resources/speaker_weights.json.

Learned from hand labels, whom pronouns, descriptions and surnames mean in 24 articles (the half ``dev`` of
pronouns.jsonl), who speaks in the articles of the half ``dev`` of direct.jsonl, in Wikinews and in science news, from
the speakers of the other BASIL articles, and from PolNeAR: the named sources of train, and the direct quotations of
dev, where the source is what counts. Logistic regression by Newton's method, so that the same data give the same file
bit for bit. The bar is the lowest one above which LEAST_RIGHT of the names printed for quotations are right, of all and
of the labelled articles alone, by models that were trained without their article (ten folds). The halves ``held`` are
measured and train nothing; no article of them does, but that the direct quotations of pronouns' half held, which were
looked at too often, now help to set the bar.

Usage: python -m scripts.train.speakers [--data DIR] [--labels DIR] [--output DIR]
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rusus.model import Quotation, Segmentation
from rusus.pipeline import segment
from rusus.quotations.coverage import covered
from rusus.quotations.direct.find import find_direct
from rusus.quotations.find import merge
from rusus.quotations.indirect.find import find_indirect
from rusus.speakers.confidence import SOURCE, confidence_features, speaker_probability
from rusus.speakers.context import Context, read_context
from rusus.speakers.findings import read_finding
from rusus.speakers.pronouns import LastSpeaker
from rusus.speakers.resolve import resolve_source, spoken
from rusus.speakers.source import LastGroup
from rusus.text.linear_model import log_odds, sigmoid
from scripts import ROOT, command_line, log

LEAST_RIGHT = 0.97
"""Share of printed names that must be right."""
FOLDS = 10
PRIOR = 1.0
"""Ridge penalty: rules of which few rows are known stay near the mean. Chosen by hand; not measured."""
PRESS_STEP = 4
"""Every fourth article of PolNeAR."""
STEPS, DIGITS = 30, 2
SURE = 0.99
"""Probability of the source where the label names it."""
EDGES = (0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
"""Where the ranges of the reliability table end."""
Model = dict[str, float]
"""Weights by feature."""
PRONOUNS = frozenset(("he", "she"))
"""Pronouns that can be the source of a quotation: his and her are often those of somebody nearer."""
BY_NAME = ("rule named", "rule named_person")
NOT_NAMES = ("the", "jr", "sr", "ii", "iii")
OWNERS = ("'s", "’s")
"""What follows a mention that is no source: the university's executives."""
WIKINEWS = ROOT / "data" / "annotated" / "wikinews.jsonl"
SCIENCE = ROOT / "tests" / "cases" / "speakers-science.jsonl"
NEWS = ROOT / "tests" / "cases" / "speakers-news.jsonl"


class Row(NamedTuple):
    """What the model sees of a resolved source, the probability that the source is right, and whether the person is.

    ``article`` says which fold a row is in; ``printed`` is True of a direct quotation, which the bar is chosen on.
    """

    features: tuple[str, ...]
    source: float
    right: bool
    article: str = ""
    printed: bool = True


class Turn(NamedTuple):
    """A quotation with what the resolver knew before it and found."""

    quotation: Quotation
    last: LastSpeaker | None
    group: LastGroup | None
    row: Row
    name: str | None
    named: bool


def name_words(name: str | None) -> list[str]:
    """Returns the words of a name without accents: Felipe Calderón is Felipe Calderon."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c))
    return [word for word in re.findall(r"[\w'’-]+", plain.lower()) if word not in NOT_NAMES]


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
    group: LastGroup | None = None
    for each in sorted((q for q in quotations if q.source), key=lambda q: q.source.start if q.source else 0):
        assert each.source
        found, rule = resolve_source(context, each.source, last, group)
        owner = None if found.owner is None else context.entity(found.owner)
        name = owner.name if owner else found.text
        features = confidence_features(read_finding(context, each, found, rule)) if owner else ()
        yield Turn(each, last, group, Row(features, each.speaker_probability or 1.0, False), name, owner is not None)
        last, group = spoken(context, each, found, last, group)


def mention_rows(text: str, labels: list[dict[str, Any]]) -> Iterator[Row]:
    """Yields the pronouns, descriptions and surnames of an article that were resolved to somebody."""
    article = segment(text)
    direct = find_direct(article)
    quotations = merge(direct, find_indirect(article, direct))
    context = read_context(article, quotations)
    told = list(turns(context, article, quotations))
    for label in labels:
        pronoun = label["kind"] == "pronoun" and label["text"].lower() not in PRONOUNS
        if label["inside_quotation"] or pronoun or text[label["end"] :].startswith(OWNERS):
            continue
        before = [turn for turn in told if turn.quotation.source and turn.quotation.source.start <= label["start"]]
        last, group = (before[-1].last, before[-1].group) if before else (None, None)
        span = article.span(label["start"], label["end"])
        mention = Quotation(span.start, span.end, span.text, "direct", (span,), span)
        found, rule = resolve_source(context, span, last, group)
        if found.owner is not None:
            owner = context.entity(found.owner)
            features = confidence_features(read_finding(context, mention, found, rule))
            named = label["antecedent"] is not None
            yield Row(features, SURE, named and is_right(owner.name, label["antecedent"]), printed=False)


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
            if held and turn.named and turn.row.features[1] in BY_NAME:
                known = set(name_words(held[0]["speaker"]))
                yield Row(turn.row.features, SURE, name_words(turn.name)[-1] in known, article_key(row), printed=False)


def held_press_rows(path: Path, labelled_too: Collection[str]) -> Iterator[Row]:
    """Yields the quotations of PolNeAR with a source named as such: right if the source or the surname is.

    ``labelled_too`` are the articles that are labelled by hand.
    """
    for row in read_rows(path):
        if row["id"] in labelled_too:
            continue
        article = segment(row["text"])
        direct = find_direct(article)
        quotations = merge(direct, find_indirect(article, direct))
        for turn in turns(read_context(article, quotations), article, quotations):
            gold = overlapping(turn.quotation, row["quotes"])
            if turn.named and gold and gold["speaker"] and turn.row.features[1] in BY_NAME:
                source = turn.quotation.source
                same = source and any(start < source.end and source.start < end for start, end in gold["speaker_spans"])
                named = name_words(turn.name)[-1:] == name_words(gold["speaker"])[-1:]
                yield turn.row._replace(right=bool(same or named), article=article_key(row))


def overlapping(quotation: Quotation, labels: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Returns the label that shares most with a quotation, None where none shares a character."""

    def shared(label: dict[str, Any]) -> int:
        overlap: int = min(label["end"], quotation.end) - max(label["start"], quotation.start)
        return overlap

    best = max(labels, key=shared, default=None)
    return best if best and shared(best) > 0 else None


def train(rows: Sequence[Row]) -> Model:
    """Returns a logistic regression with a ridge penalty, by coordinate-wise Newton steps."""
    names = sorted({feature for row in rows for feature in row.features}) + [SOURCE]
    held = {name: [(k, 1.0) for k, row in enumerate(rows) if name in row.features] for name in names}
    held[SOURCE] = [(k, log_odds(row.source)) for k, row in enumerate(rows)]
    weights, logits = dict.fromkeys(names, 0.0), [0.0] * len(rows)
    for _ in range(STEPS):
        for name in names:
            slope, bend = -PRIOR * weights[name], PRIOR
            for k, value in held[name]:
                p = sigmoid(logits[k])
                slope += (rows[k].right - p) * value
                bend += p * (1 - p) * value * value
            weights[name] += slope / bend
            for k, value in held[name]:
                logits[k] += slope / bend * value
    return {name: round(weight, DIGITS) for name, weight in weights.items()}


def probability(row: Row, model: Model) -> float:
    return speaker_probability(row.features, row.source, model)


def cross_validated(rows: Sequence[Row]) -> list[tuple[float, Row]]:
    """Returns each printed row with its probability by a model that has not seen its article."""
    articles = sorted({row.article for row in rows})
    fold = {article: k % FOLDS for k, article in enumerate(articles)}
    found = []
    for k in range(FOLDS):
        model = train([row for row in rows if fold[row.article] != k])
        found += [(probability(row, model), row) for row in rows if row.printed and fold[row.article] == k]
    return found


def choose_bar(pairs: Sequence[tuple[float, bool]]) -> float:
    """Returns the lowest probability above which enough of the speakers are right."""
    right, least = 0, 1.0
    for count, (p, good) in enumerate(sorted(pairs, reverse=True), 1):
        right += good
        if right >= LEAST_RIGHT * count:
            least = p
    return math.ceil(100 * least) / 100


def shares(pairs: Sequence[tuple[float, bool]], least: float) -> tuple[float, float]:
    """Returns in percent how many speakers are printed, and how many of these are right."""
    printed = [good for p, good in pairs if p >= least]
    return round(100 * len(printed) / len(pairs), 1), round(100 * sum(printed) / len(printed), 1)


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[list[float]]:
    """Returns for each range of probabilities its mean, the percentage that is right, and how many there are."""
    table, low = [], 0.0
    for high in EDGES:
        inside = [(p, good) for p, good in pairs if low <= p < high]
        if inside:
            mean, share = sum(p for p, _ in inside) / len(inside), sum(good for _, good in inside) / len(inside)
            table.append([round(100 * mean, 1), round(100 * share, 1), len(inside)])
        low = high
    return table


def measure(rows: Sequence[Row], model: Model, least: float) -> dict[str, float]:
    """Returns in percent how many speakers are printed, how many of them are right, and what was expected."""
    printed = [row for row in rows if probability(row, model) >= least]
    return {
        "rows": len(rows),
        "printed": round(100 * len(printed) / max(1, len(rows)), 1),
        "right": round(100 * sum(row.right for row in printed) / max(1, len(printed)), 1),
        "expected": round(100 * sum(probability(row, model) for row in printed) / max(1, len(printed)), 1),
    }


def article_key(row: dict[str, Any]) -> str:
    """Returns the name of an article for the folds: a hash of its text, the same in every set."""
    return hashlib.sha256(row["text"].encode()).hexdigest()[:8]


def of_article(text: str, rows: Iterator[Row]) -> list[Row]:
    return [row._replace(article=article_key({"text": text})) for row in rows]


def basil_rows(path: Path, held: Collection[tuple[str, str]]) -> list[Row]:
    """Returns the quotations of named people in BASIL's articles that are in no held half."""
    found = []
    for row in read_rows(path):
        if ("basil_dev", row["id"]) not in held:
            labels = [(each["start"], each["end"], each["speaker"]) for each in row["quotes"] if each["person"]]
            found += of_article(row["text"], speaker_rows(row["text"], labels))
    return found


def wikinews_rows() -> list[Row]:
    texts = {row["id"]: row["text"] for row in read_rows(WIKINEWS)}
    labels: dict[str, list[tuple[int, int, str | None]]] = {}
    for row in read_rows(NEWS):
        start = texts[row["article"]].index(row["quote"])
        labels.setdefault(row["article"], []).append((start, start + len(row["quote"]), row["speaker"]))
    return [row for name, held in labels.items() for row in of_article(texts[name], speaker_rows(texts[name], held))]


def science_rows() -> list[Row]:
    found = []
    for row in read_rows(SCIENCE):
        labels = [(row["text"].index(quote), name) for quote, name in row["speakers"]]
        spans = [(start, start + 1, name) for start, name in labels]
        found += of_article(row["text"], speaker_rows(row["text"], spans))
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
        for name in ("basil_dev", "mpqa_dev", "polnear_train", "polnear_dev")
        for row in read_rows(options.data / "quotations" / f"{name}.jsonl")
    }
    rows: dict[str, tuple[list[Row], list[Row]]] = {}
    held = {key for name in ("pronouns", "direct") for key in labelled(labels / f"{name}.jsonl", "held")}
    by_hand = {row["id"] for row in read_rows(labels / "direct.jsonl")}
    for half in ("dev", "held"):
        mentions = labelled(labels / "pronouns.jsonl", half)
        direct = labelled(labels / "direct.jsonl", half)
        rows[half] = (
            [row for key, each in mentions.items() for row in of_article(texts[key], mention_rows(texts[key], each))],
            [
                row
                for key, each in direct.items()
                for row in of_article(texts[key], speaker_rows(texts[key], triples(each)))
            ],
        )
    sets = {
        "basil": basil_rows(options.data / "quotations" / "basil_dev.jsonl", held),
        "wikinews": wikinews_rows(),
        "science": science_rows(),
        "polnear dev": list(held_press_rows(options.data / "quotations" / "polnear_dev.jsonl", by_hand)),
    }
    press = list(press_rows(options.data / "quotations" / "polnear_train.jsonl"))
    log(f"{len(rows['dev'][0])} mentions, {len(press)} sources of the press")
    training = [*rows["dev"][0], *rows["dev"][1], *press, *(row for each in sets.values() for row in each)]
    judged = cross_validated(training)
    pairs = [(p, row.right) for p, row in judged]
    labelled_rows = set(map(id, rows["dev"][1]))
    alone = [(p, row.right) for p, row in judged if id(row) in labelled_rows]
    model, least = train(training), max(choose_bar(pairs), choose_bar(alone))
    percent = {
        half: {"mentions": measure(each[0], model, least), "direct": measure(each[1], model, least)}
        for half, each in rows.items()
    } | {name: {"direct": measure(each, model, least)} for name, each in sets.items()}
    folds = {
        "rows": len(pairs),
        "printed": shares(pairs, least)[0],
        "right": shares(pairs, least)[1],
        "labelled articles alone": [len(alone), *shares(alone, least)],
        "reliability": reliability(pairs),
        "reliability held": reliability([(probability(row, model), row.right) for row in rows["held"][1]]),
    }
    log(f"{len(model)} weights, least {least}; {folds}; {percent}")
    provenance = {
        "script": "scripts/train/speakers.py",
        "trained_on": "hand labels of rusus (free): whom 24 articles of BASIL, MPQA and PolNeAR mean by pronouns, "
        "descriptions and surnames, who speaks in 20 of them, in Wikinews (CC BY 2.5) and in science news; BASIL dev, "
        "PolNeAR 1.0 train and dev (no licence stated; public research releases, press texts); weights only, no text",
        "sha256": {
            name: hashlib.sha256((labels / name).read_bytes()).hexdigest()
            for name in ("pronouns.jsonl", "direct.jsonl")
        },
        "percent": percent,
        "folds": folds,
    }
    content = {"provenance": provenance, "least": least, "weights": model}
    text = json.dumps(content, ensure_ascii=False, indent=0) + "\n"
    (options.output / "speaker_weights.json").write_text(text, encoding="utf-8")


def triples(labels: list[dict[str, Any]]) -> list[tuple[int, int, str | None]]:
    return [(row["start"], row["end"], row["right_speaker"]) for row in labels if row["quotation"]]


if __name__ == "__main__":
    main()
