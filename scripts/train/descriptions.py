"""Trains what "the governor", "the company" and "the deal" mean and writes rusus/resources/description_weights.json.

Learned from hand labels of news (pronouns.jsonl and references.jsonl without the halves ``held2`` and ``held3``) and
from GUM's coreference. A softmax over the entities and fuller phrases before a description, and nothing, with a ridge
penalty; calibrated in cross-validation by article (Platt 1999). The held halves train nothing.

Usage: python -m scripts.train.descriptions [--data DIR] [--output DIR]
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from rusus.model import Segmentation, Span
from rusus.pipeline import segment
from rusus.quotations.find import find_quotations
from rusus.rules import decide
from rusus.speakers.context import Context, read_context
from rusus.speakers.name_lists import speaker_words
from rusus.speakers.role_holders import find_descriptions, find_holders
from rusus.standalone.candidates import Description, Phrase, fuller_phrases, named_before, read_descriptions
from rusus.standalone.description_features import Candidate, candidates, shares
from rusus.standalone.description_rules import DESCRIPTION_RULES, Asked, Verdict
from rusus.standalone.descriptions import is_ranked, is_told
from rusus.text.linear_model import calibrated, log_odds
from scripts import ROOT, command_line, log
from scripts.train.gum_coreference import GumDocument, GumMention, read_gum
from scripts.train.log_linear import Rows, fit_choice
from scripts.train.platt import platt
from scripts.train.speakers import is_right, name_words, read_rows

PENALTY = 1.0
"""Ridge. In cross-validation 2 and 3 answer as many at the same share right (docs/lab/standalone.md)."""
LEAST = 0.8
"""Probability from which the ranker answers. In ten folds 44 of its 48 answers from 0.8 on are right about people,
bodies and places, and 50 of 55 from 0.7 on; of those about things 6 of 10, so that it is not asked about them."""
GROUPS = ("people", "bodies and places", "things")
"""Groups of nouns. The ranker learns from things as well, though it is not asked about them: fewer rows do worse."""
FOLDS, DIGITS, LEAST_ROWS = 10, 2, 2
TAUGHT = ("dev", "held", "dev4", "dev5")
LABELS = ("pronouns.jsonl", "references.jsonl")
SETS = ("basil_dev", "mpqa_dev", "polnear_train")
_WIDER = 25
"""Characters that a mention in GUM may have beside the name that it holds."""


class Choice(NamedTuple):
    """A description with a label: its article, class, candidates, which are right, which the sentence names before it,
    what it means by the label, its text, and the option that a rule has chosen (0: none)."""

    article: str
    group: str
    options: Sequence[Candidate]
    right: Sequence[bool]
    told: Sequence[bool]
    meant: str | None
    text: str
    ruled: int | None


class Answer(NamedTuple):
    """The best option of a choice, 0 for nothing, and its probability."""

    choice: Choice
    best: int
    probability: float

    @property
    def is_right(self) -> bool:
        """True if it is what is meant."""
        return self.choice.right[self.best]

    @property
    def counts(self) -> bool:
        """True if something would be put in."""
        return self.best > 0 and not self.choice.told[self.best]


def choices(article: Segmentation, name: str, right: Callable[[Context, Description, Candidate], bool | None],
            meant: Callable[[Description], str | None]) -> Iterator[Choice]:  # fmt: skip
    """Yields the descriptions of an article; ``right`` says whether an option is meant, None if there is no label."""
    context = read_context(article, find_quotations(article))
    holders = find_holders(context)
    for description in read_descriptions(context, holders, tuple(find_descriptions(context, holders))):
        phrases = fuller_phrases(description)
        options = candidates(description, phrases, named_before(description))
        verdicts = [right(context, description, option) for option in options[1:]]
        if options and None not in verdicts:
            told = [False, *(is_told(description, option.meant) for option in options[1:] if option.meant is not None)]
            text = article.token_span(description.first, description.head + 1).text
            goods = [not any(verdicts), *map(bool, verdicts)]
            yield Choice(
                name,
                group_of(description.sort),
                options,
                goods,
                told,
                meant(description),
                text,
                ruled(description, options),
            )


def group_of(sort: str) -> str:
    """Returns the group of nouns that a class belongs to."""
    return sort if sort in GROUPS else GROUPS[1]


def ruled(description: Description, options: Sequence[Candidate]) -> int | None:
    """Returns the option that the rules choose, 0 where they choose none, None where they leave it to the ranker."""
    decided = decide(DESCRIPTION_RULES, Asked(description))
    if decided is None:
        return None
    if decided[0] is False:
        return 0
    meant = decided[0]
    return next((i for i, option in enumerate(options) if i and (option.meant == meant or _holds(option, meant))), 0)


def _holds(option: Candidate, meant: Verdict) -> bool:
    """True if a phrase holds what a rule puts in, the noun and its complement."""
    return (
        isinstance(meant, Phrase)
        and option.phrase is not None
        and option.phrase.first <= meant.first < option.phrase.stop
    )


def place_of(context: Context, option: Candidate) -> list[Span]:
    """Returns where an option stands in the article."""
    if option.phrase:
        return [context.article.token_span(*option.phrase)]
    names = [context.name(i) for i in context.entity(option.owner or 0).mentions]
    return [context.article.token_span(name.first, name.last) for name in names]


# News, by hand.


def news_choices(row: Mapping[str, Any], labels: Iterable[Mapping[str, Any]]) -> Iterator[Choice]:
    """Yields the labelled descriptions of a news article."""
    article = segment(row["text"])
    by_end = {label["end"]: label for label in labels if label["kind"] == "description"}

    def label_of(description: Description) -> Mapping[str, Any] | None:
        return by_end.get(article.tokens.ends[description.head])

    def right(context: Context, description: Description, option: Candidate) -> bool | None:
        label = label_of(description)
        return None if label is None else is_meant(context, option, label, article.tokens.starts[description.first])

    def meant(description: Description) -> str | None:
        label = label_of(description)
        return None if label is None or label.get("same_sentence") else label["antecedent"]

    yield from choices(article, row["id"], right, meant)


def is_meant(context: Context, option: Candidate, label: Mapping[str, Any], before: int) -> bool:
    """True if an option is what a label says: the same name, or a phrase where the label's words stand."""
    for wanted in filter(None, (label["antecedent"], label.get("also"))):
        if option.owner is not None:
            name = context.entity(option.owner).name
            inside = set(name_words(name)) <= set(name_words(wanted))
            if is_right(name, wanted) or inside and name_words(name)[-1:] == name_words(wanted)[-1:]:
                return True
        elif any(stands_at(context, span, wanted, before) for span in place_of(context, option)):
            return True
    return False


def stands_at(context: Context, span: Span, wanted: str, before: int) -> bool:
    """True if the words of a label stand where a phrase does, before an offset."""
    words = re.sub(r"^(?:an?|the)\s", "", wanted, flags=re.IGNORECASE).split()
    found = re.finditer(r"\s+".join(map(re.escape, words)), context.article.text[:before], re.IGNORECASE)
    return any(each.start() < span.end and span.start < each.end() for each in found)


def adds_words(meant: str, text: str) -> bool:
    """True if what is meant has a name or a word that a description lacks: not *a new strategy* for *the strategy*."""
    named = any(word[0].isupper() for word in meant.split()[1:]) or meant[0].isupper() and " " not in meant
    known = {*name_words(text), *speaker_words("empty modifiers", "determiners", "articles")}
    return named or not set(name_words(meant)) <= known


# GUM.


def gum_choices(document: GumDocument) -> Iterator[Choice]:
    """Yields the descriptions of a document of GUM; its other genres have a bias of their own."""
    article = segment(document.text)
    entities = {(each.start, each.end): each.entity for each in document.mentions}

    def right(context: Context, description: Description, option: Candidate) -> bool | None:
        start, end = article.tokens.starts[description.first], article.tokens.ends[description.head]
        entity = entities.get((start, end))
        if entity is None:
            return None
        own = [each for each in document.mentions if each.entity == entity and each.end <= start]
        return any(_is_at(each, span, option) for span in place_of(context, option) for each in own)

    for each in choices(article, document.name, right, lambda _: None):
        options = [option._replace(features=(*option.features, *_bias(option))) for option in each.options]
        yield each._replace(options=options)


def _is_at(mention: GumMention, span: Span, option: Candidate) -> bool:
    """True if a mention is about where an option stands: it may have an article or an apposition more."""
    overlaps = mention.start <= span.end and span.start <= mention.end
    wider = abs((mention.end - mention.start) - (span.end - span.start))
    return overlaps and wider < _WIDER and (option.phrase is None or abs(mention.end - span.end) < _WIDER // 2)


def _bias(option: Candidate) -> tuple[str, ...]:
    if option.phrase:
        return ("gum phrase",)
    return ("gum nothing",) if option.owner is None else ()


# Training.


def train(examples: Sequence[Choice]) -> dict[str, float]:
    """Returns the weights of the features."""
    rows, groups, gain = Rows(), [], []
    for number, each in enumerate(examples):
        for option, right in zip(each.options, each.right, strict=True):
            rows.add("options", option.features)
            groups.append(number)
            gain.append(float(right))
    names, matrices = rows.matrices(LEAST_ROWS)
    fitted = fit_choice([(matrices["options"], None)], np.array(groups), np.array(gain), np.zeros(len(groups)), PENALTY)
    weights = {name: round(float(weight), DIGITS) for name, weight in zip(names, fitted) if not name.startswith("gum ")}
    return {name: weight for name, weight in sorted(weights.items()) if weight}


def answers(examples: Iterable[Choice], weights: Mapping[str, float]) -> Iterator[Answer]:
    for each in examples:
        found = shares(each.options, weights)
        meant = max(found, key=found.__getitem__)
        best = next(i for i, option in enumerate(each.options) if option.meant == meant)
        yield Answer(each, best, found[meant])


def cross_validated(news: Sequence[Choice], more: Sequence[Choice]) -> list[Answer]:
    names = sorted({each.article for each in news})
    found: list[Answer] = []
    for fold in range(FOLDS):
        left_out = set(names[fold::FOLDS])
        weights = train([*(each for each in news if each.article not in left_out), *more])
        found += answers([each for each in news if each.article in left_out], weights)
    return found


def scale_of(found: Sequence[Answer]) -> tuple[float, float]:
    """Returns Platt's slope and offset."""
    return platt(
        (log_odds(each.probability), each.is_right)
        for each in found
        if each.counts and is_ranked(each.choice.group) and each.choice.ruled is None
    )


def decided(found: Iterable[Answer], scale: tuple[float, float]) -> Iterator[Answer]:
    """Yields what is answered: by the rules, or by the ranker with the probability by its scale."""
    for each in found:
        if each.choice.ruled is not None:
            yield each._replace(best=each.choice.ruled, probability=1.0)
        elif is_ranked(each.choice.group):
            yield each._replace(probability=calibrated(log_odds(each.probability), *scale))
        else:
            yield each._replace(best=0)


def measure(found: Sequence[Answer]) -> dict[str, Any]:
    """Returns by group how many descriptions the article explains, how many are answered, and how many rightly."""
    percent = {}
    for group in GROUPS:
        part = [each for each in found if each.choice.group == group]
        kept = [each for each in part if each.counts and each.probability >= LEAST]
        needed = [each for each in part if each.choice.meant and adds_words(each.choice.meant, each.choice.text)]
        percent[group] = {
            "explained": sum(not each.choice.told[each.choice.right.index(True)] for each in needed),
            "answered": len(kept),
            "right": sum(each.is_right for each in kept),
        }
    return percent


def main() -> None:
    parser = command_line(__doc__, data=True, output=True)
    options = parser.parse_args()
    paths = [ROOT / "data" / "quotations" / name for name in LABELS]
    labels: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in (row for path in paths for row in read_rows(path) if row["half"] in TAUGHT):
        labels.setdefault((row["set"], row["id"]), []).append(row)
    news = [
        choice
        for name in SETS
        for row in read_rows(options.data / "quotations" / f"{name}.jsonl")
        if (name, row["id"]) in labels
        for choice in news_choices(row, labels[name, row["id"]])
    ]
    more = [choice for document in read_gum(options.data / "treebank") for choice in gum_choices(document)]
    validated = cross_validated(news, more)
    scale = scale_of(validated)
    percent = measure(list(decided(validated, scale)))
    weights = train([*news, *more])
    log(f"{len(weights)} weights from {len(news)} and {len(more)} descriptions, {scale}, {percent}")
    provenance = {
        "script": "scripts/train/descriptions.py",
        "trained_on": "hand labels of rusus (free): what descriptions in articles of BASIL, MPQA and PolNeAR mean; GUM "
        "(annotations CC BY 4.0): coreference; weights only, no text",
        "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
        "cross-validated": percent,
    }
    text = json.dumps({"provenance": provenance, "least": LEAST, "scale": scale, "weights": weights}, indent=0) + "\n"
    (Path(options.output) / "description_weights.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
