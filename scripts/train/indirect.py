"""Makes rusus/resources/indirect_model.json from PolNeAR's training articles and a teacher's labels.

The teacher's labels, of the same articles and of NewsDiscourse's, come from scripts/teach/quotations.py.
Usage: python -m scripts.train.indirect [--data DIR] [-o FILE]. The same input gives the same file, bit for bit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier

from rusus.language.tagger import load_lexicon
from rusus.quotations.indirect.acceptance import DEPTH, Analysis, Tree, acceptance_features, measures
from rusus.quotations.indirect.contents import (
    end_candidates,
    end_features,
    pair_features,
    start_candidates,
    start_features,
)
from rusus.quotations.indirect.cues import cue_features
from rusus.quotations.indirect.decoder import SCALE, STEPS, Model, analyse, is_content, ranked
from rusus.quotations.indirect.find import frames_of
from rusus.quotations.indirect.sources import source_candidates, source_features
from rusus.quotations.indirect.tagged_sentence import Content, Cue
from scripts import ROOT
from scripts.data.quotations import (
    FOLDS,
    SOFT_LABELS,
    Article,
    Gold,
    Lesson,
    Span,
    anchored,
    cue_model,
    log,
    read_articles,
    read_lessons,
    read_unlabelled,
    sentence_key,
    trim,
)

CUE_PENALTY, CONTENT_PENALTY, SOURCE_PENALTY, ACCEPTANCE_PENALTY = 2.5, 3.5, 1.0, 12.0
TREES = 80
HEARD, TOLD, UNLABELLED = 0.5, 0.3, 0.7
"""The teacher's share in a labelled cue, its weight in a labelled content or source (1 being the label's), and elsewhere."""


class Rows:
    """Feature rows under one vocabulary."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.blocks: dict[str, tuple[list[int], list[int]]] = {}

    def add(self, block: str, features: Sequence[str]) -> None:
        ids, ptr = self.blocks.setdefault(block, ([], [0]))
        names = self.names
        ids.extend([names.setdefault(f, len(names)) for f in features])
        ptr.append(len(ids))

    def matrices(self, least: int) -> tuple[list[str], dict[str, csr_matrix]]:
        """Returns the kept feature names and a 0/1 matrix for each block."""
        counts = np.zeros(len(self.names), np.int64)
        arrays = {
            block: (np.asarray(ids, np.int32), np.asarray(ptr, np.int64)) for block, (ids, ptr) in self.blocks.items()
        }
        for ids, _ in arrays.values():
            counts += np.bincount(ids, minlength=len(counts))
        keep = counts >= least
        new = np.cumsum(keep) - 1
        matrices = {}
        for block, (ids, ptr) in arrays.items():
            mask = keep[ids]
            kept = np.concatenate(([0], np.cumsum(mask)))[ptr]
            matrices[block] = csr_matrix(
                (np.ones(int(mask.sum()), np.float32), new[ids[mask]].astype(np.int32), kept),
                shape=(len(ptr) - 1, int(keep.sum())),
            )
        return [name for name, k in zip(self.names, keep) if k], matrices


def fit_binary(
    x: csr_matrix, y: np.ndarray, penalty: float, start: np.ndarray | None = None, iterations: int = 60
) -> np.ndarray:
    """Logistic regression with an L2 penalty (natural logarithm, weights for 0/1 features)."""
    xt = x.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = np.sum(np.logaddexp(0, z) - y * z) + 0.5 * penalty * (w @ w)
        return value, xt @ (p - y) + penalty * w

    begin = np.zeros(x.shape[1]) if start is None else start
    return minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 8}).x


def fit_choice(
    parts: list[tuple[csr_matrix, np.ndarray | None]],
    groups: np.ndarray,
    gain: np.ndarray,
    taught: np.ndarray,
    penalty: float,
    start: np.ndarray | None = None,
    iterations: int = 60,
) -> np.ndarray:
    """Conditional logit over groups of options: maximizes the log of the expected gain under the softmax.

    ``taught`` is added as a cross entropy: what share of a group each option has by the teacher, the sum being the
    teacher's weight there. Groups without gain learn from the teacher alone.
    Each part is a matrix of rows and the row of each option in it (None: one row an option).
    """
    transposed = [x.T.tocsr() for x, _ in parts]
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    sizes = np.diff(np.append(first, len(groups)))
    group = np.repeat(np.arange(len(first)), sizes)
    told = np.add.reduceat(taught, first)
    sure = np.maximum.reduceat(gain, first) > 0

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.zeros(len(groups))
        for x, rows in parts:
            s = x @ w
            z += s if rows is None else s[rows]
        z -= np.maximum.reduceat(z, first)[group]
        e = np.exp(z)
        mass = np.add.reduceat(e, first)
        g = e * gain
        good = np.where(sure, np.add.reduceat(g, first), mass)
        value = -np.sum(np.log(good / mass)) - taught @ (z - np.log(mass)[group]) + 0.5 * penalty * (w @ w)
        p = e / mass[group]
        d = (p - g / good[group]) * sure[group] + told[group] * p - taught
        grad = penalty * w
        for (x, rows), xt in zip(parts, transposed):
            grad += xt @ (d if rows is None else np.bincount(rows, d, minlength=x.shape[0]))
        return value, grad

    begin = np.zeros(parts[0][0].shape[1]) if start is None else start
    return minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 8}).x


def whole(names: Sequence[str], w: np.ndarray, least: int = 5) -> dict[str, int]:
    """Returns the weights as whole hundredths by name, the small ones left out."""
    scaled = np.rint(w * SCALE).astype(int)
    return {names[i]: int(scaled[i]) for i in np.flatnonzero(np.abs(scaled) >= least)}


def iou(a: Span, b: Span) -> float:
    inter = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inter / (max(a[1], b[1]) - min(a[0], b[0])) if inter else 0.0


def chars(each: Article, first: int, j: int, k: int) -> Span:
    """Returns the trimmed character span of the words ``[j, k)`` of a sentence."""
    tokens = each.article.tokens
    return trim(each.article.text, tokens.starts[first + j], tokens.ends[first + k - 1])


class Trainer:
    """Feature rows of all articles, cut into folds."""

    def __init__(self, articles: list[Article], model: Model):
        self.articles, self.model = articles, model
        self.cue_rows, self.content_rows, self.source_rows = Rows(), Rows(), Rows()
        self.cue_y: list[float] = []
        self.cue_fold: list[int] = []
        self.gain: list[float] = []
        self.taught: list[float] = []
        self.group: list[int] = []
        self.group_fold: list[int] = []
        self.start_of: list[int] = []
        self.end_of: list[int] = []
        self.source_gain: list[float] = []
        self.source_taught: list[float] = []
        self.source_group: list[int] = []
        self.source_fold: list[int] = []
        for each in articles:
            self.extract(each)
        log(f"extracted {len(self.cue_y)} cue words, {len(self.gain)} contents, {len(self.source_gain)} sources")
        self.cue_names, blocks = self.cue_rows.matrices(4)
        self.cue_x = blocks["cue"]
        self.content_names, self.content_x = self.content_rows.matrices(4)
        self.source_names, blocks = self.source_rows.matrices(3)
        self.source_x = blocks["source"]
        del self.cue_rows, self.content_rows, self.source_rows
        log(f"{len(self.cue_names)} cue, {len(self.content_names)} content, {len(self.source_names)} source features")

    def extract(self, each: Article) -> None:
        by_anchor = anchored(each)
        for frame, first in each.frames:
            for i, rate in enumerate(frame.rates):
                if not rate:
                    continue
                cue = Cue(frame, i, self.model.lemmas[frame.lowers[i]])
                gold, lesson = by_anchor.get(first + i), each.lessons.get(first + i)
                if lesson is None and not each.labelled:
                    continue
                share = 0.0 if lesson is None else HEARD if each.labelled else 1.0
                self.cue_rows.add("cue", cue_features(cue))
                self.cue_y.append((1 - share) * (gold is not None) + (share * lesson.cue if lesson else 0.0))
                self.cue_fold.append(each.fold)
                if gold or lesson and not each.labelled and lesson.contents:
                    self.extract_content(each, first, cue, gold, lesson)

    def extract_content(self, each: Article, first: int, cue: Cue, gold: Gold | None, lesson: Lesson | None) -> None:
        frame, i, _ = cue
        starts = start_candidates(frame, i)
        if not starts:
            return
        ends = end_candidates(frame, i, min(starts))
        told: dict[Span, float] = {}
        for j, k, share in lesson.contents if lesson else ():
            told[chars(each, first, j, k)] = share
        pairs, gains, taught = [], [], []
        for j in starts:
            for k in ends:
                if is_content(i, j, k):
                    span = chars(each, first, j, k)
                    agreed = iou(span, (gold.start, gold.end)) if gold else 0.0
                    pairs.append(Content(j, k))
                    gains.append(agreed if agreed >= 0.5 else 0.0)
                    taught.append(told.pop(span, 0.0))
        if not any(gains) and not any(taught):
            return
        gains = [float(gain == max(gains) > 0) for gain in gains]
        weight = TOLD if gold else UNLABELLED * (lesson.cue if lesson else 0.0)
        self.taught += [weight * share / (sum(taught) or 1.0) for share in taught]
        blocks = self.content_rows.blocks
        at_start = {j: len(blocks.get("start", (0, [0]))[1]) - 1 + n for n, j in enumerate(starts)}
        at_end = {k: len(blocks.get("end", (0, [0]))[1]) - 1 + n for n, k in enumerate(ends)}
        for j in starts:
            self.content_rows.add("start", start_features(cue, j))
        for k in ends:
            self.content_rows.add("end", end_features(cue, k))
        for (j, k), gain in zip(pairs, gains):
            self.content_rows.add("pair", pair_features(cue, Content(j, k)))
            self.start_of.append(at_start[j])
            self.end_of.append(at_end[k])
            self.gain.append(gain)
            self.group.append(len(self.group_fold))
        self.group_fold.append(each.fold)
        best = max(range(len(pairs)), key=lambda at: (gains[at], taught[at]))
        self.extract_source(each, first, cue, pairs[best], gold, lesson)

    def extract_source(
        self, each: Article, first: int, cue: Cue, content: Content, gold: Gold | None, lesson: Lesson | None
    ) -> None:
        tokens = each.article.tokens
        phrases = ranked(source_candidates(cue.frame, cue.at, content), cue.at)
        gains, seen = [], False
        for (a, b), _ in phrases:
            s, e = tokens.starts[first + a], tokens.ends[first + b - 1]
            hit = gold is not None and any(min(e, d) > max(s, c) for c, d in gold.source)
            gains.append(0.0 if not hit else 0.4 if seen else 1.0)
            seen = seen or hit
        if gold and gold.source and not seen:
            return
        gains = [float(gold is not None and not gold.source), *gains]
        ranges = [(-1, 0), *(phrase for phrase, _ in phrases)]
        words = lesson.sources if lesson else ()
        taught = [sum(share for word, share in words if a <= word < b) for a, b in ranges]
        if not any(gains) and sum(taught) < 0.5:
            return
        weight = TOLD if gold else UNLABELLED * (lesson.cue if lesson else 0.0)
        rows = [source_features(cue, content, p, r) for p, r in [(None, 0), *phrases]]
        for features, gain, share in zip(rows, gains, taught):
            self.source_rows.add("source", features)
            self.source_gain.append(gain)
            self.source_taught.append(weight * share / (sum(taught) or 1.0))
            self.source_group.append(len(self.source_fold))
        self.source_fold.append(each.fold)

    def fit(self, held: int | None, start: tuple[np.ndarray, ...] | None = None) -> tuple[np.ndarray, ...]:
        """Fits cue, content and source weights on all folds but ``held``."""
        iterations = 90 if start is None else 35
        start = start or (None, None, None)  # type: ignore[assignment]
        keep = np.asarray(self.cue_fold) != held
        cue = fit_binary(
            self.cue_x[keep], np.asarray(self.cue_y)[keep].astype(float), CUE_PENALTY, start[0], iterations
        )
        group = np.asarray(self.group)
        keep = np.asarray(self.group_fold)[group] != held
        content = fit_choice(
            [
                (self.content_x["start"], np.asarray(self.start_of)[keep]),
                (self.content_x["end"], np.asarray(self.end_of)[keep]),
                (self.content_x["pair"][keep], None),
            ],
            group[keep],
            np.asarray(self.gain)[keep],
            np.asarray(self.taught)[keep],
            CONTENT_PENALTY,
            start[1],
            iterations,
        )
        group = np.asarray(self.source_group)
        keep = np.asarray(self.source_fold)[group] != held
        source = fit_choice(
            [(self.source_x[keep], None)],
            group[keep],
            np.asarray(self.source_gain)[keep],
            np.asarray(self.source_taught)[keep],
            SOURCE_PENALTY,
            start[2],
            iterations,
        )
        return cue, content, source

    def weights(self, fitted: tuple[np.ndarray, ...]) -> Model:
        cue, content, source = fitted
        return replace(
            self.model,
            cue=whole(self.cue_names, cue),
            content=whole(self.content_names, content),
            source=whole(self.source_names, source),
        )


def analyses(each: Article, model: Model) -> Iterable[tuple[Analysis, bool]]:
    """Yields the analyses of an article, and whether half of the content is a gold one."""
    for frame, first in each.frames:
        for analysis in analyse(frame, model):
            span = chars(each, first, *analysis.content)
            yield analysis, any(iou(span, (gold.start, gold.end)) >= 0.5 for gold in each.gold)


def fit_acceptance(found: Sequence[Analysis], y: np.ndarray, folds: np.ndarray) -> tuple[dict[str, int], list[Tree]]:
    """Fits the linear acceptance model, and the trees on its logits for articles that it has not seen."""
    rows = Rows()
    for analysis in found:
        rows.add("analysis", acceptance_features(analysis))
    names, blocks = rows.matrices(5)
    x = blocks["analysis"]
    unseen = np.zeros(len(y))
    for fold in range(FOLDS):
        unseen[folds == fold] = x[folds == fold] @ fit_binary(x[folds != fold], y[folds != fold], ACCEPTANCE_PENALTY)
    numbers = np.array(
        [measures(analysis, round(SCALE * z)) for analysis, z in zip(found, unseen)],
        float,
    )
    boosting = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_depth=DEPTH,
        learning_rate=0.1,
        min_samples_leaf=40,
        l2_regularization=5,
        early_stopping=False,
        random_state=0,
    ).fit(numbers, y)
    trees = [plain_tree(predictors[0].nodes, 0) for predictors in boosting._predictors]
    base = round(10 * SCALE * float(boosting._baseline_prediction[0, 0]))
    return whole(names, fit_binary(x, y, ACCEPTANCE_PENALTY), 1), [base, *trees]


def plain_tree(nodes: np.ndarray, at: int) -> Tree:
    """Returns a fitted tree as nested lists, leaves in thousandths."""
    node = nodes[at]
    if node["is_leaf"]:
        return round(10 * SCALE * float(node["value"]))
    threshold = round(float(node["num_threshold"]), 4)
    return [
        int(node["feature_idx"]),
        threshold,
        plain_tree(nodes, int(node["left"])),
        plain_tree(nodes, int(node["right"])),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "rusus" / "resources" / "indirect_model.json")
    options = parser.parse_args()
    path = options.data / "quotations" / "polnear_train.jsonl"
    articles = read_articles(path)
    model = cue_model(articles, options.data)
    unlabelled = read_unlabelled(options.data)
    lexicon, lessons = load_lexicon(), read_lessons(SOFT_LABELS)
    for each in articles + unlabelled:
        each.frames = list(frames_of(each.article, model.rates, lexicon))
        for frame, first in each.frames:
            for i, lesson in lessons.get(sentence_key(frame.words), {}).items():
                each.lessons[first + i] = lesson
    anchors = [(gold, each.article.tokens.lowers) for each in articles for gold in each.gold if gold.anchor >= 0]
    log(
        f"{len(model.rates)} cue forms, {sum(len(a.gold) for a in articles)} attributions, "
        f"{sum(lowers[gold.anchor] in model.rates for gold, lowers in anchors)} with a known cue, "
        f"{sum(len(each.lessons) for each in articles + unlabelled)} words judged by the teacher"
    )
    trainer = Trainer(articles + unlabelled, model)
    full = trainer.fit(None)
    log("fitted on all folds")
    found: list[Analysis] = []
    hits: list[bool] = []
    folds: list[int] = []
    for fold in range(FOLDS):
        held = trainer.weights(trainer.fit(fold, full))
        for each in articles:
            if each.fold == fold:
                for analysis, hit in analyses(each, held):
                    found.append(analysis)
                    hits.append(hit)
                    folds.append(fold)
        log(f"fold {fold}: {len(hits)} analyses, {sum(hits)} right")
    acceptance, trees = fit_acceptance(found, np.asarray(hits, float), np.asarray(folds))
    final = replace(trainer.weights(full), acceptance=acceptance, trees=trees)
    log("fitted acceptance")
    write(options.output, final, path)


def as_lines(values: dict[str, Any]) -> str:
    """Returns JSON with one line an entry, so that two versions can be compared."""
    parts = []
    for name, value in values.items():
        dump = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
        if isinstance(value, dict):
            lines = ",\n".join(f"{dump(key)}:{dump(entry)}" for key, entry in value.items())
            parts.append(f"{dump(name)}:{{\n{lines}\n}}")
        elif isinstance(value, list) and len(value) > 3:
            lines = ",\n".join(map(dump, value))
            parts.append(f"{dump(name)}:[\n{lines}\n]")
        else:
            parts.append(f"{dump(name)}:{dump(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def weight_lines(model: Model) -> str:
    """Returns the weights as lines: step, weight, and the features that have it and begin alike, divided by tabs."""
    lines = [
        "# Weights of indirect_model.json: step, weight in hundredths, features. Made by scripts/train/indirect.py."
    ]
    for step in STEPS:
        groups: dict[tuple[int, str], list[str]] = defaultdict(list)
        for feature, weight in getattr(model, step).items():
            groups[weight, feature[:1]].append(feature)
        lines += ["\t".join([step, str(weight), *sorted(found)]) for (weight, _), found in sorted(groups.items())]
    return "\n".join(lines) + "\n"


def write(path: Path, model: Model, source: Path) -> None:
    """Writes the model, one sorted entry a line."""
    values = {
        "about": {
            "made_by": "scripts/train/indirect.py",
            "trained_on": "PolNeAR 1.0, training articles (no licence stated; public research release)",
            "sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
            "taught_on": "NewsDiscourse, training articles (none stated; public research release), and PolNeAR's",
            "teacher": "all-MiniLM-L6-v2 (Apache 2.0) tuned by scripts/teach/quotations.py",
            "soft_labels_sha256": hashlib.sha256(SOFT_LABELS.read_bytes()).hexdigest(),
        },
        "thresholds": list(model.thresholds),
        "particles": sorted(model.particles),
        "speech": sorted(model.speech),
        "forms": {form: [model.lemmas[form], model.rates[form]] for form in sorted(model.rates)},
        "trees": list(model.trees),
    }
    path.write_text(as_lines(values), encoding="utf-8")
    path.with_name("indirect_weights.tsv").write_text(weight_lines(model), encoding="utf-8")
    log(
        f"{path.name}: {path.stat().st_size} bytes, "
        + ", ".join(f"{len(getattr(model, n))} {n}" for n in ("cue", "content", "source", "acceptance"))
    )


if __name__ == "__main__":
    main()
