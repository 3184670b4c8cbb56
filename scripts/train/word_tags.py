"""Makes rusus/resources/word_tags.tsv from the English Web Treebank and GUM.

Usage: python -m scripts.train.word_tags [--data DIR] [--output DIR]. The same input gives the same file, bit for bit.
"""

from __future__ import annotations

import hashlib
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from rusus.language.tagger import classify, parse_lexicon, tag_words
from rusus.text.tokens import tokenize
from scripts import command_line, log

TRAIN = ("ewt-train", "gum-train")
DEV = ("ewt-dev", "gum-dev")
FOLDED = {
    "NNPS": "NNP",
    "JJR": "JJ",
    "JJS": "JJ",
    "RBR": "RB",
    "RBS": "RB",
    "AFX": "JJ",
    "ADD": "NN",
    "GW": "NN",
    "FW": "NN",
    "LS": "CD",
    "NFP": ".",
    "SYM": ".",
    "XX": "NN",
    "HYPH": ".",
    ",": ".",
    ":": ".",
    "``": ".",
    "''": ".",
    "-LRB-": ".",
    "-RRB-": ".",
    "$": ".",
    "#": ".",
    "PDT": "DT",
    "WP$": "WP",
    "UH": "RB",
}
LEAST_SHARE = 0.04
LEAST_CONTEXT = 3

Sentence = list[tuple[str, str]]


def sentences(path: Path) -> Iterator[Sentence]:
    """Yields the sentences of a CoNLL-U file as (word, tag), cut into words as rusus cuts them."""
    rows: list[tuple[str, str, bool]] = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                rows.append((cells[1], cells[4], "SpaceAfter=No" not in cells[9]))
            elif not line.strip() and rows:
                yield retokenized(rows)
                rows = []


def retokenized(rows: list[tuple[str, str, bool]]) -> Sentence:
    """Gives each word of rusus the tag of the treebank's word that it ends with (of the verb, for a negation)."""
    text, ends = "", []
    for word, tag, space in rows:
        text += word
        ends.append((len(text), "n't" if word.lower() in ("n't", "n’t", "not") else FOLDED.get(tag, tag)))
        text += " " if space else ""
    tokens = tokenize(text, [(0, len(text), 0)])[1]
    out, at = [], 0
    for word, end in zip(tokens.words, tokens.ends):
        inside = []
        while at < len(ends) and ends[at][0] <= end:
            inside.append(ends[at][1])
            at += 1
        tag = inside[-1] if inside else ends[min(at, len(ends) - 1)][1]
        if tag == "n't":
            tag = inside[-2] if len(inside) > 1 else "RB"
        out.append((word, tag if word[0].isalnum() or word[0] in "'’" and len(word) > 1 else "."))
    return out


def classes(counts: Counter[str]) -> str:
    """Returns the class of a word from the counts of its tags, the most frequent tag first, four at most."""
    total = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "/".join(tag for tag, count in ranked[:4] if count >= max(LEAST_SHARE * total, 1))


def count_words(corpus: Iterable[Sentence]) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Counts the tags of lower-case words, and of words with a capital inside a sentence as they are written."""
    lowered: dict[str, Counter[str]] = defaultdict(Counter)
    capital: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in corpus:
        for i, (word, tag) in enumerate(sentence):
            if tag == ".":
                continue
            if word[0].isupper() and i:
                capital[word][tag] += 1
                if word == "I" or word.isupper() and len(word) > 5:
                    lowered[word.lower()][tag] += 1
            elif tag != "NNP" or word == word.lower():
                lowered[word.lower()][tag] += 1
    return lowered, capital


def suffix_classes(lowered: dict[str, Counter[str]]) -> dict[str, str]:
    """Returns the classes of endings, counted over rare words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, tags in lowered.items():
        if sum(tags.values()) <= 3 and word.isalpha():
            for size in range(1, min(4, len(word) - 1) + 1):
                counts[word[-size:]].update(tags)
    kept = {suffix: classes(tags) for suffix, tags in counts.items() if sum(tags.values()) >= 8}
    return {suffix: found for suffix, found in kept.items() if kept.get(suffix[1:]) != found or len(suffix) == 1}


def word_classes(
    lowered: dict[str, Counter[str]], capital: dict[str, Counter[str]], suffixes: dict[str, str]
) -> dict[str, str]:
    """Returns the classes of the words that their ending and case do not tell."""
    found = {}
    for word, tags in lowered.items():
        value = classes(tags)
        if sum(tags.values()) >= 2 and value != classify(word, word, False, {}, suffixes):
            found[word] = value
    for word, tags in capital.items():
        value = classes(tags)
        if (
            sum(tags.values()) >= 3
            and word.lower() != word
            and value != classify(word, word.lower(), False, found, suffixes)
            and word.lower() in found
            and not word.isupper()
        ):
            found[word] = value
    return found


def context_tags(corpus: list[Sentence], words: dict[str, str], suffixes: dict[str, str]) -> dict[str, str]:
    """Returns the tag of a class after a tag (and before a class) where it is not the class's first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in corpus:
        found = [classify(w, w.lower(), i == 0, words, suffixes) for i, (w, _) in enumerate(sentence)] + ["."]
        before = "."
        for i, (word, tag) in enumerate(sentence):
            if "/" in found[i]:
                for key in (f"{before}>{word.lower()}", f"{before}>{found[i]}<{found[i + 1]}", f"{before}>{found[i]}"):
                    counts[key][tag] += 1
            before = tag
    tags = {}
    for key, counted in sorted(counts.items()):
        total = sum(counted.values())
        tag, most = min(counted.items(), key=lambda item: (-item[1], item[0]))
        left, _, rest = key.partition(">")
        if "/" not in rest:  # a word: only where it is as good as certain, and not what its class says
            value = words.get(rest, "")
            backed = counts[f"{left}>{value}"].most_common(1)
            if total >= 5 and most >= 0.85 * total and (not backed or backed[0][0] != tag):
                tags[key] = tag
        elif total >= LEAST_CONTEXT:
            shorter = key.partition("<")[0]
            fallback = tags.get(shorter) if shorter != key else None
            if tag != (fallback or rest.partition("/")[0]):
                tags[key] = tag
    return tags


def write(tables: dict[str, dict[str, str]], sources: str) -> str:
    """Returns the lexicon as sorted lines."""
    lines = [
        "# Word tags (Penn Treebank, folded): classes of words and endings,"
        " and the tags that a class takes in context.",
        f"# Counted by scripts/train/word_tags.py over {sources}.",
        "# UD English EWT (CC BY-SA 4.0) and GUM's Wikimedia, academic, speech and court genres"
        " (annotations CC BY 4.0).",
    ]
    for name, table in tables.items():
        grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entry, value in table.items():
            grouped[value, entry[0] if name == "word" else ""].append(entry)
        lines += [
            "\t".join((name, value, " ".join(sorted(entries)))) for (value, _), entries in sorted(grouped.items())
        ]
    return "\n".join(lines) + "\n"


def accuracy(corpus: Iterable[Sentence], text: str) -> float:
    """Returns the share of words tagged right, marks left out."""
    lexicon = parse_lexicon(text)
    right = total = 0
    for sentence in corpus:
        tags = tag_words([w for w, _ in sentence], [w.lower() for w, _ in sentence], lexicon)
        right += sum(tag == gold for tag, (_, gold) in zip(tags, sentence) if gold != ".")
        total += sum(gold != "." for _, gold in sentence)
    return right / total


def main() -> None:
    options = command_line(__doc__, data=True, output=True).parse_args()
    paths = [options.data / "treebank" / f"{name}.conllu.xz" for name in TRAIN]
    corpus = [sentence for path in paths for sentence in sentences(path)]
    lowered, capital = count_words(corpus)
    suffixes = suffix_classes(lowered)
    words = word_classes(lowered, capital, suffixes)
    contexts = context_tags(corpus, words, suffixes)
    digests = ", ".join(f"{path.name} (sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:12]})" for path in paths)
    text = write({"word": words, "suffix": suffixes, "context": contexts}, digests)
    (options.output / "word_tags.tsv").write_text(text, encoding="utf-8")
    for name in DEV:
        held = sentences(options.data / "treebank" / f"{name}.conllu.xz")
        log(f"{name}: {100 * accuracy(held, text):.2f} % of words right")
    log(f"{len(words)} words, {len(suffixes)} endings, {len(contexts)} contexts, {len(text)} characters")


if __name__ == "__main__":
    main()
