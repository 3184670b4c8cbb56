"""What scripts/train/indirect.py and scripts/teach/quotations.py learn from: labelled articles, lessons, cue forms."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rusus.model import Segmentation
from rusus.pipeline import segment
from rusus.quotations.indirect.decoder import STEPS, Model
from rusus.quotations.indirect.tagged_sentence import Frame
from rusus.quotations.indirect.weight_rows import WeightRows
from rusus.resources import read_lists
from scripts import ROOT

FOLDS = 5
LEAST_COUNT, LEAST_RATE = 2, 0.03
THRESHOLDS = (0, 30, 90)
"""Least score of a clause after a verb of saying, another verb, and the rest, in hundredths of the logit.

On PolNeAR dev (10, 40, 110) costs 0.8 of indirect F1 and 1.0 of its sources and wins 0.2 of speech; what is listed is
for the gate to say.
"""
SOFT_LABELS = ROOT / "data" / "quotations" / "soft-labels.tsv"

Span = tuple[int, int]


@dataclass
class Gold:
    """An attribution of PolNeAR: hull of the content, pieces of cue and source, as characters."""

    start: int
    end: int
    cue: list[Span]
    source: list[Span]
    anchor: int = -1


@dataclass(frozen=True)
class Lesson:
    """What the teacher says of a word: how likely it is a cue, contents (from, before, share), sources (word, share).

    A source's word is -1 where none is named.
    """

    cue: float
    contents: Sequence[tuple[int, int, float]]
    sources: Sequence[tuple[int, float]]


@dataclass
class Article:
    """An article, labelled by hand or by the teacher alone; ``lessons`` are the teacher's, by the cue's token."""

    article: Segmentation
    gold: list[Gold]
    direct: list[Span]
    fold: int
    frames: list[tuple[Frame, int]] = field(default_factory=list)
    lessons: dict[int, Lesson] = field(default_factory=dict)
    labelled: bool = True


def read_articles(path: Path) -> list[Article]:
    """Reads labelled articles, segmented; the fold of each follows from its place in the file."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            doubled = doubled_marks(row["text"])
            for q in row["quotes"]:
                if sum(sum(doubled[a:b]) for a, b in q["spans"]) > 0.95 * sum(b - a for a, b in q["spans"]):
                    q["kind"] = "direct"
            gold = [
                Gold(
                    *trim(row["text"], q["start"], q["end"]),
                    [tuple(s) for s in q["cue_spans"]],
                    [tuple(s) for s in q["speaker_spans"]],
                )
                for q in row["quotes"]
                if q["kind"] != "direct"
            ]
            direct = [tuple(s) for q in row["quotes"] if q["kind"] == "direct" for s in q["spans"]]
            articles.append(Article(segment(row["text"]), gold, direct, number % FOLDS))
    return articles


def read_paragraphs(data: Path) -> dict[str, str]:
    """Returns the texts of NewsDiscourse's training articles by name: sentences with a space, paragraphs apart."""
    texts: dict[str, str] = {}
    last: dict[str, int] = {}
    with (data / "claims" / "newsdiscourse" / "train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            name, paragraph = row["doc"], row["par"]
            gap = "" if name not in texts else " " if last[name] == paragraph else "\n\n"
            texts[name] = texts.get(name, "") + gap + row["text"]
            last[name] = paragraph
    return texts


def read_unlabelled(data: Path) -> list[Article]:
    """Reads NewsDiscourse's training articles, which only the teacher labels; they belong to no fold."""
    return [Article(segment(text), [], [], -1, labelled=False) for text in read_paragraphs(data).values()]


def sentence_key(words: Sequence[str]) -> str:
    """Returns by what the teacher's labels of a sentence are found."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:10]


def read_lessons(path: Path) -> dict[str, dict[int, Lesson]]:
    """Reads the teacher's labels: sentence, then each cue with its contents and sources."""
    lessons: dict[str, dict[int, Lesson]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[0] != "#":
            key, *cues = line.split("\t")
            lessons[key] = dict(map(read_lesson, cues))
    return lessons


def read_lesson(text: str) -> tuple[int, Lesson]:
    """Reads what the teacher says of one word."""
    (word, cue), *rest = (part.rsplit(":", 1) for part in text.split(" "))
    spans = [(span.split("-"), float(share)) for span, share in rest if "-" in span[1:]]
    sources = [(int(at), float(share)) for at, share in rest if "-" not in at[1:]]
    return int(word), Lesson(float(cue), [(int(j), int(k), share) for (j, k), share in spans], sources)


def anchored(each: Article) -> dict[int, Gold]:
    """Returns the labelled attributions of an article by the token of their cue, the first where there are two."""
    return {gold.anchor: gold for gold in reversed(each.gold)}


def doubled_marks(text: str) -> bytearray:
    """Marks the characters between doubled single marks, which the data's own notion of direct leaves out."""
    marked = bytearray(len(text))
    for found in re.finditer(r"(?:''|``)(?:(?!'')[^\n])*(?:''|$)", text, re.M):
        marked[found.start() : found.end()] = b"\1" * len(found[0])
    return marked


def trim(text: str, start: int, end: int) -> Span:
    """Cuts white space and marks off the ends of a span."""
    while start < end and not text[start].isalnum() and text[start] not in "$#@":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in "%$":
        end -= 1
    return start, end


def find_anchors(articles: Iterable[Article]) -> dict[str, tuple[int, float]]:
    """Sets the anchor of each gold cue, the word that is most often one, and returns (count, rate) by form."""
    totals: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    spans: list[tuple[Gold, list[int], Sequence[str]]] = []
    for each in articles:
        tokens = each.article.tokens
        totals.update(tokens.lowers)
        ends = np.asarray(tokens.ends)
        starts = np.asarray(tokens.starts)
        for gold in each.gold:
            at = [
                t
                for s, e in gold.cue
                for t in range(int(np.searchsorted(ends, s, "right")), int(np.searchsorted(starts, e, "left")))
            ]
            if at:
                spans.append((gold, at, tokens.lowers))
                inside.update(tokens.lowers[t] for t in at)
    for _ in range(3):
        chosen: Counter[str] = Counter()
        for gold, at, lowers in spans:
            gold.anchor = max(at, key=lambda t: (inside[lowers[t]] / totals[lowers[t]], inside[lowers[t]], t))
            chosen[lowers[gold.anchor]] += 1
        inside = Counter({w: chosen[w] if chosen[w] else inside[w] * 1e-3 for w in inside})
    return {form: (count, count / totals[form]) for form, count in chosen.items()}


def find_particles(articles: Iterable[Article]) -> frozenset[str]:
    """Returns the pairs of an anchor and the next word that is mostly part of the cue: "according to"."""
    seen: Counter[str] = Counter()
    part: Counter[str] = Counter()
    for each in articles:
        tokens = each.article.tokens
        for gold in each.gold:
            at = gold.anchor + 1
            if 0 < at < len(tokens):
                pair = f"{tokens.lowers[gold.anchor]} {tokens.lowers[at]}"
                seen[pair] += 1
                part[pair] += any(s <= tokens.starts[at] < e for s, e in gold.cue)
    return frozenset(
        pair for pair, count in part.items() if count >= 3 and 2 * count > seen[pair] and pair[-1].isalpha()
    )


def speech_forms(rates: Iterable[str]) -> frozenset[str]:
    """Returns the cue forms that are verbs of saying."""
    said = {form for line in read_lists("speech_verbs.txt")["say"] for form in line.split()}
    return frozenset(form for form in rates if form in said or form == "according")


def lemmas(data: Path) -> dict[str, str]:
    """Returns the lemma of each verb form of the treebanks."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in ("ewt-train", "gum-train"):
        with lzma.open(data / "treebank" / f"{name}.conllu.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.split("\t")
                if len(cells) == 10 and cells[4].startswith("VB"):
                    counts[cells[1].lower()][cells[2].lower()] += 1
    return {form: min(c.items(), key=lambda item: (-item[1], item[0]))[0] for form, c in counts.items()}


def verb_forms(lemma: str) -> list[str]:
    """Returns the regular forms of an English verb."""
    if lemma.endswith("e"):
        return [lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return [lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"]
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    return [lemma, lemma + plural, f"{lemma}ed", f"{lemma}ing"]


def listed_verbs() -> dict[str, str]:
    """Returns the base form of each form of the listed verbs of saying and belief."""
    lists = read_lists("speech_verbs.txt")
    lines = [line.split() for section in ("say", "describe", "believe") for line in lists[section]]
    return {form: line[0] for line in lines for form in line}


def cue_forms(counts: dict[str, tuple[int, float]], known: dict[str, str]) -> tuple[dict[str, str], dict[str, float]]:
    """Returns the lemma and the rate of each form that may be a cue: those seen, and the other forms of their verbs.

    A form that is not listed counts when it was a cue twice and in three cases of a hundred.
    """
    listed = listed_verbs()
    seen = {form for form, (count, rate) in counts.items() if count >= LEAST_COUNT and rate >= LEAST_RATE}
    lemma = {form: regular_lemma(form, known, seen) for form in seen | listed.keys()}
    lemma |= listed
    verbs = set(known.values()) | set(listed.values())
    families: dict[str, set[str]] = defaultdict(set)
    for form, base in [*known.items(), *lemma.items()]:
        families[base].add(form)
    rates: dict[str, float] = {}
    for base in sorted(set(lemma.values())):
        forms = families[base] | set(verb_forms(base) if base in verbs else ())
        cues = sum(counts[form][0] for form in forms & counts.keys())
        places = sum(counts[form][0] / counts[form][1] for form in forms & counts.keys() if counts[form][0])
        rate = cues / places if places else 0.0
        for form in sorted(forms):
            if form in seen:
                rates[form] = counts[form][1]
            elif rate >= LEAST_RATE or form in listed:
                rates[form] = rate
                lemma[form] = base
    return {form: lemma[form] for form in rates}, rates


def regular_lemma(form: str, known: dict[str, str], forms: Iterable[str]) -> str:
    """Returns the lemma of a form that the treebanks lack: the longest known form that an ending hides."""
    if form in known:
        return known[form]
    verbs = set(known.values()) | set(forms)
    for ending, rests in (("ied", "y"), ("ies", "y"), ("ed", ",e"), ("ing", ",e"), ("es", ",e"), ("s", "")):
        if form.endswith(ending):
            for rest in rests.split(","):
                stem = form[: -len(ending)] + rest
                if stem in verbs:
                    return stem
                if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in verbs:
                    return stem[:-1]
    return form


def cue_model(articles: list[Article], data: Path) -> Model:
    """Returns a model that knows the cue forms of labelled articles, and sets their anchors; its weights are empty."""
    lemma, rates = cue_forms(find_anchors(articles), lemmas(data))
    levels = {form: 1 + (rate >= 0.2) + (rate >= 0.5) for form, rate in rates.items()}
    particles, speech = find_particles(articles), speech_forms(rates)
    return Model(lemma, levels, *(WeightRows() for _ in STEPS), (), particles, speech, THRESHOLDS)
