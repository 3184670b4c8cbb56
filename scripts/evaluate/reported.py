"""Prints how much reported speech is listed, and what became of the rest, against the labels of whole articles.

Usage: python -m scripts.evaluate.reported [HALF …] [--data DIR] [--labels FILE] [--show KIND]

HALF is dev (trains the gate) or held, which is asked for unless told otherwise. A record and a label are the same where
their cues overlap. ``--show`` prints the missed ones of a kind with their sentence. The curve moves the bar of 0.5
from which a record is listed; under it only records that the finder keeps are known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rusus.model import Quotation
from rusus.pipeline import segment
from rusus.quotations.direct.find import find_direct
from rusus.quotations.find import find_quotations
from rusus.quotations.indirect.decoder import load_model
from rusus.quotations.indirect.find import Judgement, judge_attributions
from scripts import command_line
from scripts.train.reported import LABELS, NEUTRAL, read_labels, texts

Entry = dict[str, Any]
BARS = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9)
NONE_WITHOUT_LABEL = "none, no label"
KINDS = (
    "listed", "kept, refused by the gate", "kept, control", "direct quotation there", "unlikely: the gate refuses too",
    "unlikely: control", "overlapped by another cue", "short", "inside marks", "no candidate: form not known",
    "no candidate: cue score too low",
)  # fmt: skip
"""What can become of a label, in the order of printing."""


@dataclass(frozen=True)
class Fate:
    """A label, what became of it, the probability of its record (0 where there is none), its genre and sentence."""

    label: str
    kind: str
    probability: float
    genre: str
    sentence: str


def fate(start: int, text: str, found: Sequence[Quotation], judged: list[Judgement]) -> tuple[str, float]:
    """Returns what became of the label whose cue begins at ``start``, and the probability of its record."""
    here = [each for each in found if each.cue and each.cue.start <= start < each.cue.end]
    if here:
        best = max(here, key=lambda each: (each.listed, each.probability))
        if best.listed:
            return "listed", best.probability
        return ("kept, control" if best.type == "control" else "kept, refused by the gate"), best.probability
    for each in judged:
        cue = each.quotation.cue
        if cue and cue.start <= start < cue.end:
            if each.verdict == "unlikely":
                control = each.quotation.type == "control"
                return ("unlikely: control" if control else "unlikely: the gate refuses too"), 0.0
            names = {"overlapped": "overlapped by another cue", "short": "short", "direct": "inside marks"}
            return names.get(each.verdict, "direct quotation there"), 0.0
    if any(span.start <= start < span.end for each in found if each.kind == "direct" for span in each.spans):
        return "inside marks", 0.0
    word = text[start:].split()[0].strip("“”\"',.;:!?").lower()
    known = word in load_model().rates
    return ("no candidate: cue score too low" if known else "no candidate: form not known"), 0.0


def fates(labelled: Mapping[tuple[str, str], Entry], known: Mapping[tuple[str, str], str]) -> Iterator[Fate]:
    """Yields the labels of articles with what became of them, and the listed records without a label as none."""
    for key, entry in sorted(labelled.items()):
        article = segment(known[key])
        text, found, genre = article.text, find_quotations(article), str(entry["genre"])
        judged = list(judge_attributions(article, find_direct(article)))
        ends = [article.tokens.ends[each.last - 1] for each in article.sentences]
        for start, label in sorted(entry["cues"].items()):
            kind, probability = fate(start, text, found, judged)
            at = article.sentences[min(bisect_right(ends, start), len(ends) - 1)]
            sentence = article.token_span(at.first, at.last).text
            word = text[start : start + 25].split("\n")[0]
            yield Fate(label, kind, probability, genre, f"[{word}] {sentence}")
        if entry["complete"]:
            for each in found:
                cued = each.cue and any(each.cue.start <= start < each.cue.end for start in entry["cues"])
                if each.kind != "direct" and each.listed and each.cue and not cued:
                    yield Fate("?", NONE_WITHOUT_LABEL, each.probability, genre, f"[{each.cue.text}] {each.text}")


def print_table(found: list[Fate]) -> None:
    """Prints by genre how many labels are listed and right, listed and none, and missed."""
    print("articles | listed and right | listed and none | precision | missed | recall | listed without a label")
    for genre in ("all", *sorted({each.genre for each in found})):
        chosen = [each for each in found if genre in ("all", each.genre)]
        right = [each for each in chosen if each.label == "R"]
        listed = sum(each.kind == "listed" for each in right)
        none = sum(each.kind == "listed" for each in chosen if each.label not in "R?" and each.label not in NEUTRAL)
        other = sum(each.label == "?" for each in chosen)
        share = f"{100 * listed / max(1, listed + none):.1f}"
        print(
            genre,
            listed,
            none,
            share,
            len(right) - listed,
            f"{100 * listed / max(1, len(right)):.1f}",
            other,
            sep=" | ",
        )


def print_curve(found: list[Fate]) -> None:
    """Prints precision and recall over the bars from which a record is listed; control stays left out."""
    print("\nbar | precision | recall")
    total = sum(each.label == "R" for each in found)
    judged = [
        each for each in found if each.kind in ("listed", "kept, refused by the gate") and each.label not in NEUTRAL
    ]
    for bar in BARS:
        above = [each.label for each in judged if each.probability >= bar and each.label != "?"]
        print(
            bar,
            f"{100 * above.count('R') / max(1, len(above)):.1f}",
            f"{100 * above.count('R') / total:.1f}",
            sep=" | ",
        )


def main() -> None:
    parser = command_line(__doc__, data=True)
    parser.add_argument("halves", nargs="*", default=["held"], help="dev or held (default: held)")
    parser.add_argument("--labels", type=Path, nargs="*", default=[LABELS], help="files of labels")
    parser.add_argument("--show", default="", help="a kind whose missed labels are printed")
    options = parser.parse_args()
    known, labelled = texts(options.data), read_labels(options.labels)
    for half in options.halves:
        chosen = {key: entry for key, entry in labelled.items() if entry["half"] == half}
        found = list(fates(chosen, known))
        print(f"\n{half}")
        print_table(found)
        print("\nwhat became of the right ones")
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for each in found:
            if each.label == "R":
                counts[each.kind][each.genre] += 1
        for kind in sorted(counts, key=KINDS.index):
            print(kind, sum(counts[kind].values()), dict(sorted(counts[kind].items())), sep=" | ")
        print_curve(found)
        for each in found:
            if options.show and each.kind.startswith(options.show) and (each.label in "R?" or options.show == "listed"):
                print(f"\n{each.kind} {each.probability:.2f} {each.genre} {each.label}: {each.sentence}")


if __name__ == "__main__":
    main()
