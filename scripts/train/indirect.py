"""Makes indirect_model.json and indirect_weights.tsv from PolNeAR's training articles and a teacher's labels.

The teacher's labels, of the same articles and of NewsDiscourse's, come from scripts/teach/quotations.py.
Usage: python -m scripts.train.indirect [--data DIR] [--output DIR]. The same input gives the same files, bit for bit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
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
from rusus.quotations.indirect.decoder import LEAST_CUE, SCALE, Model, analyse, is_content, ranked
from rusus.quotations.indirect.find import frames_of
from rusus.quotations.indirect.sources import source_candidates, source_features
from rusus.quotations.indirect.tagged_sentence import Content, Cue
from rusus.quotations.indirect.weight_rows import WeightRows, full_names, in_rows
from scripts import command_line, log
from scripts.data.quotations import (
    FOLDS,
    SOFT_LABELS,
    Article,
    Gold,
    Lesson,
    Span,
    anchored,
    cue_model,
    read_articles,
    read_lessons,
    read_unlabelled,
    sentence_key,
    trim,
)
from scripts.train.indirect_files import write
from scripts.train.log_linear import Rows, fit_binary, fit_choice

CUE_PENALTY, CONTENT_PENALTY, SOURCE_PENALTY, ACCEPTANCE_PENALTY = 2.5, 3.5, 1.0, 12.0
TREES = 80
HEARD, TOLD, UNLABELLED = 0.5, 0.3, 0.7
"""The teacher's share in a labelled cue, its weight in a labelled content or source (a label's is 1), elsewhere."""
SEEN, SELDOM = 10, 0.02
"""A form that was seen so often, and taken further in no more than this share, is no cue form.

Of 8,269 candidates in PolNeAR dev that spares 2,457; 12 of them would be taken further, and none is likely. The figures
of dev, MPQA and GUM stay what they were. At 0.05 and for all rates they fall by 0.1 to 0.4 (docs/lab/speed.md).
"""


def whole(names: Sequence[str], w: np.ndarray, least: int = 5) -> WeightRows:
    """Returns the weights as whole hundredths in rows, the small ones left out."""
    scaled = np.rint(w * SCALE).astype(int)
    return in_rows((names[i], int(scaled[i])) for i in np.flatnonzero(np.abs(scaled) >= least))


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
        self.cue_form: list[str] = []
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
                self.cue_rows.add("cue", full_names(cue_features(cue)))
                self.cue_form.append(frame.lowers[i])
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
            self.content_rows.add("start", full_names(start_features(cue, j)))
        for k in ends:
            self.content_rows.add("end", full_names(end_features(cue, k)))
        for (j, k), gain in zip(pairs, gains):
            self.content_rows.add("pair", full_names(pair_features(cue, Content(j, k))))
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
            self.source_rows.add("source", full_names(features))
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

    def needed(self, cue: np.ndarray) -> dict[str, int]:
        """Returns the rates of the forms without the rare ones that hardly ever are cues by their weights."""
        likely = SCALE * (self.cue_x @ cue) > LEAST_CUE
        seen, taken = Counter(self.cue_form), Counter(form for form, passes in zip(self.cue_form, likely) if passes)
        return {
            form: rate
            for form, rate in self.model.rates.items()
            if rate > 1 or seen[form] < SEEN or taken[form] > SELDOM * seen[form]
        }

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


def fit_acceptance(found: Sequence[Analysis], y: np.ndarray, folds: np.ndarray) -> tuple[WeightRows, list[Tree]]:
    """Fits the linear acceptance model, and the trees on its logits for articles that it has not seen."""
    rows = Rows()
    for analysis in found:
        rows.add("analysis", full_names(acceptance_features(analysis)))
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
    options = command_line(__doc__, data=True, output=True).parse_args()
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
    final = replace(trainer.weights(full), rates=trainer.needed(full[0]), acceptance=acceptance, trees=trees)
    log(f"fitted acceptance; {len(model.rates) - len(final.rates)} forms are left out")
    write(options.output / "indirect_model.json", final, path)


if __name__ == "__main__":
    main()
