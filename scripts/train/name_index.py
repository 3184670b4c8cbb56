"""Trains the model of words that open a clause with a capital and writes rusus/resources/name_weights.tsv.

Learned from: words that open sentences in two treebanks, by their tags; in PolNeAR, the surnames of speakers where
their place explains the capital, and words after a comma or "that", with a capital or given one. In half of PolNeAR's
articles the speakers have other surnames, ones that look like words. Logistic regression with AdaGrad in a fixed order,
so that the same data give the same file bit for bit.

Usage: python -m scripts.train.name_index [--data DIR] [--output DIR]
"""

from __future__ import annotations

import hashlib
import json
import lzma
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rusus.model import SentenceSpan, Tokens
from rusus.pipeline import segment
from rusus.speakers.name_index import Evidence, by_weight, find_capitals, gather, opener_features, word_class
from rusus.speakers.name_lists import speaker_words
from scripts import command_line, log

EPOCHS, RATE, DECAY, LEAST_COUNT, LEAST_WEIGHT = 6, 0.3, 2e-5, 2, 8
HALF_SURE = 0.5
"""Weight of an example that nobody labelled."""
SHARE_VARIED, SHARE_UNLABELLED = 0.5, 0.35
"""Share of PolNeAR's articles with other surnames, and of the words inside sentences that are learned from."""
CLAUSE_OPENERS = frozenset("that and but because when while although though whether if since ,".split())
NOT_SURNAMES = frozenset("PRP DT CD IN JJ WP NNS RB PRP$ CC".split())
SURNAMES = Path(__file__).with_name("surnames_like_words.txt")
NOBODY = frozenset(
    """Agency Americans Bank Beijing Cabinet Canada Center China Commission Committee Congress Council Court Critics
    Cuba
    Democrats Department Experts Foundation Government Group House Institute Iran Iraq Israel Japan Journal Kingdom
    Ministry Moscow News Office Officials Party People Police Post President Republicans Russia Senate Services States
    Times Tokyo Union University Washington""".split()
)
"""Last words of sources that are no surnames."""

Example = tuple[list[str], bool, float]
"""Features, whether the word is a name, and how much the example counts."""


@dataclass
class Text:
    """A text of a treebank in words, with a tag each, and its sentences."""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[SentenceSpan] = field(default_factory=list)
    size: int = 0

    def add(self, rows: Iterable[tuple[str, str, bool]]) -> None:
        """Adds a sentence: word, tag, and whether a space follows."""
        first, start = len(self.words), self.size
        for word, tag, space in rows:
            self.words.append(word)
            self.tags.append(tag)
            self.starts.append(self.size)
            self.size += len(word)
            self.ends.append(self.size)
            self.size += space
        self.sentences.append(SentenceSpan(start, self.size, 0, first, len(self.words)))

    @property
    def tokens(self) -> Tokens:
        """The words as tokens."""
        return Tokens(self.words, [word.lower() for word in self.words], self.starts, self.ends)


def read_texts(path: Path) -> Iterator[Text]:
    """Yields the texts of a CoNLL-U file."""
    text, rows = Text(), []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("# newdoc") and text.words:
                yield text
                text = Text()
            elif len(cells) == 10 and cells[0].isdigit():
                rows.append((cells[1], cells[4], "SpaceAfter=No" not in cells[9]))
            elif not line.strip() and rows:
                text.add(rows)
                rows = []
    yield text


def treebank_examples(path: Path) -> Iterator[Example]:
    """Yields the words of a treebank whose capital their place explains."""
    for text in read_texts(path):
        tokens = text.tokens
        capitals = find_capitals(tokens, text.sentences)
        evidence = gather(tokens, capitals.inside)
        for i in capitals.openers:
            if tokens.lowers[i] not in speaker_words("never a name"):
                features = opener_features(tokens.words, tokens.lowers, i, evidence)
                yield features, text.tags[i].startswith("NNP"), 1.0


def press_examples(path: Path) -> Iterator[Example]:
    """Yields speakers at the heads of clauses in PolNeAR, and words inside its sentences as if they stood there."""
    surnames = [word for line in SURNAMES.read_text("utf-8").splitlines() if line[:1] != "#" for word in line.split()]
    rng = random.Random(1)
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            varied = with_surnames(row, surnames, rng) if rng.random() < SHARE_VARIED else row
            yield from article_examples(varied, rng)


def article_examples(row: dict[str, Any], rng: random.Random) -> Iterator[Example]:
    article = segment(row["text"])
    tokens = article.tokens
    capitals = find_capitals(tokens, article.sentences)
    evidence = gather(tokens, capitals.inside)
    speakers = {span[0] for quote in row["quotes"] for span in quote["speaker_spans"] or ()}
    openers = frozenset(capitals.openers)
    for i in capitals.openers:
        if tokens.starts[i] in speakers and is_surname(tokens, i, evidence):
            yield opener_features(tokens.words, tokens.lowers, i, evidence), True, 1.0
    for i in range(1, len(tokens) - 1):
        opens = tokens.lowers[i - 1] in CLAUSE_OPENERS and i not in openers and is_word(tokens, i)
        if opens and rng.random() < SHARE_UNLABELLED:
            yield unlabelled(tokens, i, evidence)


def is_word(tokens: Tokens, i: int) -> bool:
    return tokens.words[i][0].isalpha() and tokens.lowers[i] not in speaker_words("never a name")


def is_surname(tokens: Tokens, i: int, evidence: Evidence) -> bool:
    """True if a speaker who opens a clause is one word that names somebody: Hill said, but not Critics said."""
    after = tokens.words[i + 1] if i + 1 < len(tokens) else "."
    if not is_word(tokens, i) or not (after[0].islower() or after in (",", "(", "’s", "'s")):
        return False
    found, seen = word_class(tokens.lowers[i]).partition("/")[0], evidence.inside.get(tokens.words[i], 0)
    return seen > 1 if found in NOT_SURNAMES else seen > 0 if found[:2] == "NN" and found != "NNP" else True


def unlabelled(tokens: Tokens, i: int, evidence: Evidence) -> Example:
    """Returns a word inside a sentence as if it opened one: a name if it has a capital."""
    if tokens.words[i][0].isupper():
        return opener_features(tokens.words, tokens.lowers, i, evidence, without=1), True, HALF_SURE
    words = [tokens.words[i].capitalize(), *tokens.words[i + 1 : i + 3]]
    if tokens.lowers.count(tokens.lowers[i]) == 1:  # its own small form tells nothing
        evidence = evidence._replace(words=evidence.words - {tokens.words[i]})
    return opener_features(words, [word.lower() for word in words], 0, evidence), False, HALF_SURE


def with_surnames(row: dict[str, Any], surnames: list[str], rng: random.Random) -> dict[str, Any]:
    """Returns an article of PolNeAR with other surnames for its speakers; only the starts of sources are kept true."""
    text = row["text"]
    free = [name for name in surnames if not re.search(rf"\b{name}\b", text)]
    rng.shuffle(free)
    new = dict(zip(find_surnames(row), free))
    if not new:
        return row
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, new))})\b")
    edits = [(found.end(), len(new[found[0]]) - len(found[0])) for found in pattern.finditer(text)]

    def moved(offset: int) -> int:
        return offset + sum(grown for end, grown in edits if end <= offset)

    quotes = [
        {"speaker_spans": [[moved(start), moved(end)] for start, end in quote["speaker_spans"] or ()]}
        for quote in row["quotes"]
    ]
    return {"text": pattern.sub(lambda found: new[found[0]], text), "quotes": quotes}


def find_surnames(row: dict[str, Any]) -> list[str]:
    """Returns the last words of sources that are names of persons, in order."""
    last, firsts = [], set()
    for quote in row["quotes"]:
        bare = re.sub(r"\(.*?\)", "", quote["speaker"] or "").split(",")[0].strip()
        words = re.sub(r"['’]s?$", "", bare).split()
        if not words or len(words) > 4 or not all(re.fullmatch(r"[A-Z][a-zA-Z'’-]+", word) for word in words):
            continue
        if words[0] != "The" and not words[-1].isupper() and words[-1].lower() not in speaker_words("never a name"):
            last.append(words[-1])
            firsts.update(words[:-1])
    return [word for word in dict.fromkeys(last) if word not in firsts | NOBODY]


def train(examples: list[Example]) -> dict[str, int]:
    """Returns the weights in hundredths, small ones left out."""
    counts = Counter(feature for features, _, _ in examples for feature in features)
    index = {feature: k for k, feature in enumerate(sorted(f for f, n in counts.items() if n >= LEAST_COUNT))}
    items = [([index[f] for f in features if f in index], right, weight) for features, right, weight in examples]
    weights, squares = [0.0] * len(index), [1e-2] * len(index)
    order = random.Random(3)
    for _ in range(EPOCHS):
        order.shuffle(items)
        for row, right, weight in items:
            total = max(-30.0, min(30.0, sum([weights[k] for k in row])))
            step = (1 / (1 + math.exp(-total)) - right) * weight
            if abs(step) > 1e-3:
                for k in row:
                    gradient = step + DECAY * weights[k]
                    squares[k] += gradient * gradient
                    weights[k] -= RATE * gradient / math.sqrt(squares[k])
    rounded = {feature: round(100 * weights[k]) for feature, k in index.items()}
    return {feature: weight for feature, weight in rounded.items() if abs(weight) >= LEAST_WEIGHT}


def right_share(examples: list[Example], weights: dict[str, int]) -> float:
    right = sum((sum(weights.get(f, 0) for f in features) > 0) == is_name for features, is_name, _ in examples)
    return round(100 * right / len(examples), 2)


def main() -> None:
    options = command_line(__doc__, data=True, output=True).parse_args()
    treebanks = [options.data / "treebank" / f"{name}.conllu.xz" for name in ("ewt-train", "gum-train")]
    polnear = options.data / "quotations" / "polnear_train.jsonl"
    labelled = [example for path in treebanks for example in treebank_examples(path)]
    press = list(press_examples(polnear))
    log(f"{len(labelled)} openers of treebanks, {len(press)} of the press")
    weights = train([*labelled, *press])
    held = {
        name: right_share(list(treebank_examples(options.data / "treebank" / f"{name}.conllu.xz")), weights)
        for name in ("ewt-dev", "gum-dev")
    }
    digests = [
        f"{path.name} (sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:12]})" for path in [*treebanks, polnear]
    ]
    log(f"{len(weights)} weights; right, in percent: {held}")
    header = (
        "# Log odds, in hundredths, of a capitalized word that opens a clause being a name, by feature.\n"
        f"# Trained by scripts/train/name_index.py on {', '.join(digests)}:\n"
        "# UD English EWT (CC BY-SA 4.0), GUM (annotations CC BY 4.0), PolNeAR 1.0 (no licence stated; public "
        "research\n"
        f"# release, press texts): weights only, no text. Right, in percent: {held}.\n"
    )
    (options.output / "name_weights.tsv").write_text(header + "\n".join(by_weight(weights)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
