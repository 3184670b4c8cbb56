"""Labels training sentences with a teacher of what to check first, for scripts/train/check_first.py.

The teacher reads the third layer of all-MiniLM-L6-v2 like that of scripts/teach/claims.py: the mean of a ridge
regression over the mean of a sentence's tokens and of attention to the tokens, both on the graded articles, where a
sentence counts by how far its gain is above the mean of its article. There is one teacher for each fold, trained on the
other folds, so that cross-validation of the student is not told what it is asked. Articles that are held back teach
nothing. --states keeps what the encoder says between runs. On one core encoding takes three minutes and each teacher
ten seconds.

Usage: python -m scripts.teach.check_first [--data DIR] …
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.linear_model import Ridge

from rusus.pipeline import segment
from scripts import command_line, log
from scripts.data.check_first import Graded, by_id, joined, read_graded
from scripts.data.claims import DIGITS
from scripts.data.folds import FOLDS, NEWS, UNLABELLED, sentence_key
from scripts.teach.claims import Attention, States, batches, encode
from scripts.train.check_first import SOFT_LABELS, STEP

STRENGTH = 300.0
"""Ridge penalty: 100 to 1000 are within half a point of NDCG@5 in cross-validation (docs/lab/check-first.md)."""

EPOCHS, RATE, DECAY = 3, 2e-3, 0.05
"""Six epochs lose 1.4 points of NDCG@5 in cross-validation."""

PER_STEP = 2
"""Articles to a step of the attention."""

SEEDS = 3
"""Attentions that begin at other weights and read the articles in another order; their mean teaches."""

LIST_LOSS = 0.5
"""How much the loss of the article's order counts beside the square of what is missed. Chosen by hand; not measured."""


@dataclass(frozen=True)
class Lesson:
    """A graded article: the places of its sentences among all, their gains, and its fold."""

    sentences: Any
    gains: Any
    fold: int


def read_texts(folder: Path, graded: Sequence[Graded]) -> list[str]:
    """Returns the sentences of the graded articles, of PolNeAR and of NewsDiscourse, sorted."""
    texts = {text for article in graded for text in article.texts()}
    for text in (*by_id(folder / UNLABELLED).values(), *joined(folder / NEWS).values()):
        found = (text[sentence.start : sentence.end] for sentence in segment(text).sentences)
        texts |= {sentence for sentence in found if 15 < len(sentence) < 400}
    return sorted(texts)


def read_lessons(graded: Sequence[Graded], place: dict[str, int]) -> list[Lesson]:
    """Returns what the graded articles teach, gains less the mean of the article."""
    lessons = []
    for article in graded:
        gains = np.array(article.gains, np.float32)
        lessons.append(Lesson(np.array([place[text] for text in article.texts()]), gains - gains.mean(), article.fold))
    return lessons


def probe(lessons: Sequence[Lesson], means: Any) -> Any:
    """Returns what a ridge regression says of every sentence, by the mean of its tokens less that of its article."""
    rows = [means[lesson.sentences] for lesson in lessons]
    centred = np.vstack([row - row.mean(axis=0) for row in rows])
    model = Ridge(alpha=STRENGTH).fit(centred, np.concatenate([lesson.gains for lesson in lessons]))
    return model.predict(means)


def attend(lessons: Sequence[Lesson], seed: int, states: States) -> Any:
    """Returns what attention to the tokens says of every sentence."""
    torch.manual_seed(seed)
    draw = np.random.RandomState(seed)
    model = Attention(1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(lessons) // PER_STEP)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    for _ in range(EPOCHS):
        order = draw.permutation(len(lessons))
        for first in range(0, len(order) - PER_STEP + 1, PER_STEP):
            losses = [_loss(model, lessons[at], states) for at in order[first : first + PER_STEP]]
            optimizer.zero_grad()
            torch.stack(losses).sum().backward()
            optimizer.step()
            rate.step()
    model.eval()
    found = np.zeros(len(states.lengths))
    with torch.inference_mode():
        for batch in batches(states.lengths, 6_000, 256):
            found[batch] = model(*states.padded(batch))[:, 0].numpy()
    return found


def _loss(model: Attention, lesson: Lesson, states: States) -> Any:
    """Returns the mean square of what is missed of the gains, and the cross-entropy of the article's order."""
    said = model(*states.padded(lesson.sentences))[:, 0]
    wanted = torch.from_numpy(lesson.gains)
    order = -(wanted.softmax(0) * said.log_softmax(0)).sum()
    return ((said - said.mean() - wanted) ** 2).mean() + LIST_LOSS * order


def write(texts: Sequence[str], said: Any, path: Path) -> None:
    """Writes the digits of each sentence, by the hash of its text."""
    middle = len(DIGITS) // 2
    table = np.clip(np.rint(said / STEP), -middle, middle).astype(int) + middle
    lines = [
        "# What the teacher of check_first says of sentences, by the first letters of their SHA-256.",
        "# Made by scripts/teach/check_first.py: a digit for each fold's teacher, gains above the mean in spreads,",
        f"# in steps of {STEP} from -{middle * STEP:.1f} up, in",
        f"# {DIGITS}",
    ]
    rows = {sentence_key(text): "".join(DIGITS[number] for number in digits) for text, digits in zip(texts, table)}
    path.write_text(
        "\n".join([*lines, *(f"{key}\t{row}" for key, row in sorted(rows.items()))]) + "\n", encoding="utf-8"
    )
    print(len(rows), "sentences", hashlib.sha256(path.read_bytes()).hexdigest()[:16])


def main() -> None:
    """Encodes the sentences, trains the teachers and writes what they say."""
    parser = command_line(__doc__, data=True)
    parser.add_argument("--states", type=Path)
    parser.add_argument("--output", type=Path, default=SOFT_LABELS)
    options = parser.parse_args()
    torch.set_num_threads(1)
    graded = [article for article in read_graded(options.data) if not article.held_back]
    texts = read_texts(options.data, graded)
    log(f"{len(graded)} articles, {len(texts)} sentences")
    if options.states and options.states.exists():
        states = States(**np.load(options.states))
    else:
        states = encode(texts)
        if options.states:
            np.savez(options.states, tokens=states.tokens, ends=states.ends)
    lessons, means = read_lessons(graded, {text: at for at, text in enumerate(texts)}), states.means()
    said = np.zeros((len(texts), FOLDS))
    for fold in range(FOLDS):
        kept = [lesson for lesson in lessons if lesson.fold != fold]
        read = [attend(kept, FOLDS * seed + fold, states) for seed in range(SEEDS)]
        halves = [probe(kept, means), np.mean(read, axis=0)]
        mean = sum((half - half.mean()) / half.std() for half in halves) / 2
        said[:, fold] = mean / mean.std()
        log(f"teacher {fold}")
    write(texts, said, options.output)


if __name__ == "__main__":
    main()
