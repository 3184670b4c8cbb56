"""Prints how matching does on the hand labels of data/matching, whose texts stand in the data folder.

Usage: python -m scripts.evaluate.matching_labels [--data DIR] [--half dev|held|dev2|held2] [--errors]

A label names two texts of that folder: file, row, and a key of the row, or the offsets of a sentence in the row's text.
Where it was "made", a number of theirs is replaced as well. dev2 and held2 are the halves of natural.jsonl.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import rusus
from rusus.matching.verdicts import judge
from rusus.similarity.statements import Statement, statements
from scripts import ROOT, command_line

LABELS = ROOT / "data" / "matching"
Row = dict[str, Any]


@cache
def rows_of(path: Path) -> list[Row]:
    """Returns the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def article(path: Path, row: int) -> rusus.Document:
    """Returns the whole text of a row, extracted."""
    return rusus.extract(rows_of(path)[row]["text"], f"{path.name} {row}")


def document(data: Path, place: Sequence[Any], date: str | None) -> rusus.Document:
    """Returns what a label calls ours or theirs: a text of its own, or a sentence by its offsets."""
    return rusus.extract(text_of(data, place), date=date)


def text_of(data: Path, place: Sequence[Any]) -> str:
    """Returns the text that a place names: a key of a row, an item of a list that stands there, or offsets."""
    row = rows_of(data / place[0])[place[1]]
    if isinstance(place[2], str):
        return row[place[2]][place[3]] if len(place) > 3 else row[place[2]]
    return row["text"][place[2] : place[3]]


def sides_of(data: Path, label: Row) -> tuple[str, str]:
    """Returns the two texts of a label, with the number that was put into theirs if the pair was made."""
    ours, theirs = (text_of(data, label[side]) for side in ("ours", "theirs"))
    if "made" in label:
        start, end, number = label["made"]
        theirs = theirs[:start] + number + theirs[end:]
    return ours, theirs


def updates(data: Path, label: Row) -> tuple[bool, bool]:
    """Returns whether two counts are said to be an update, and whether they are."""
    sides = (document(data, label[side], label.get(f"{side}_date")) for side in ("ours", "theirs"))
    first: list[Statement] = [next(statements(each)) for each in sides]
    return any(each.kind == "update" for each in judge(*first)[1]), label["label"] == "update"


def other_events(data: Path, label: Row) -> tuple[bool, bool]:
    """Returns whether two reports match, and whether they tell of one event."""
    ours, theirs = (document(data, label[side], label.get(f"{side}_date")) for side in ("ours", "theirs"))
    return bool(rusus.match(ours, [theirs])), label["label"] == "same"


def shared_quotations(data: Path, label: Row) -> tuple[bool, bool]:
    """Returns whether two sentences of articles on one event match, and whether they quote or tell the same."""
    (file, row, start, _), (_, other_row, other_start, _) = label["ours"], label["theirs"]
    found = matches(data / file, row, other_row)
    return (start, other_start) in found, label["label"] != "none"


def articles(data: Path, label: Row) -> tuple[bool, bool]:
    """Returns whether two sentences, or titles, of two articles match, and whether they tell the same."""
    ours, theirs = label["ours"], label["theirs"]
    if "title" in ours or "title" in theirs:
        found = bool(rusus.match(document(data, ours, None), [document(data, theirs, None)]))
    else:
        found = (ours[2], theirs[2]) in matches(data / ours[0], ours[1], theirs[1])
    return found, label["label"] == "right"


def negations(data: Path, label: Row) -> tuple[bool, bool]:
    """Returns whether one of two texts is said to deny what the other tells, and whether it does."""
    first = [next(statements(rusus.extract(text))) for text in sides_of(data, label)]
    denied = any(each.kind == "negation" and each.ours and each.theirs for each in judge(*first)[1])
    return denied, label["label"] == "contradicts"


@cache
def matches(path: Path, row: int, other: int) -> frozenset[tuple[int, int]]:
    """Returns the places of the matches of two articles."""
    found = rusus.match(article(path, row), [article(path, other)])
    return frozenset((each.start, each.other_start) for each in found)


MEASURES: dict[str, Callable[[Path, Row], tuple[bool, bool]]] = {
    "shared_quotations": shared_quotations,
    "updates": updates,
    "other_events": other_events,
    "negations": negations,
    "articles": articles,
}
"""What is measured by each file of labels: what is found beside what is right."""


def measured(data: Path, name: str, half: str, errors: bool) -> Iterator[str]:
    """Yields a line of figures for a file of labels, and with ``errors`` a line for each wrong row."""
    counted: Counter[tuple[bool, bool]] = Counter()
    for number, label in enumerate(rows_of(LABELS / f"{name}.jsonl"), start=1):
        if label["half"] == half:
            found, right = MEASURES[name](data, label)
            counted[found, right] += 1
            if errors and found != right:
                yield f"  line {number}: {label['label']}, {'found' if found else 'not found'}"
    hit, wanted, taken = (counted[True, True], counted[True, True] + counted[False, True], counted[True, False])
    others = taken + counted[False, False]
    yield f"{name}, {half}: {hit} of {wanted} found; {taken} of {others} others found, too"


_GRAVE = frozenset(("numbers_disagree", "contradicts"))


def events(data: Path, name: str, half: str, errors: bool) -> Iterator[str]:
    """Yields a line for each kind of pair of a file: how many are matched, and how many with a disagreement.

    Pairs of a file that is not there are passed over and counted.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for number, label in enumerate(rows_of(LABELS / f"{name}.jsonl"), start=1):
        if label["half"] != half:
            continue
        if not all((data / label[side][0]).exists() for side in ("ours", "theirs")):
            counted["", "passed over"] += 1
            continue
        ours, theirs = map(rusus.extract, sides_of(data, label))
        found, right = rusus.match(ours, [theirs]), label["label"]
        kind = "made disagree" if "made" in label else right
        disagree = any(match.verdict in _GRAVE for match in found)
        counted.update({(kind, "pairs"): 1, (kind, "matched"): bool(found), (kind, "disagree"): disagree})
        if errors and (bool(found) == (right == "other") or disagree != (right == "disagree")):
            yield f"  line {number}: {kind}, {[match.verdict for match in found]}"
    for kind in KINDS:
        pairs, matched, disagree = (counted[kind, what] for what in ("pairs", "matched", "disagree"))
        if pairs:
            yield f"{name}, {half}, {kind}: {matched} matched, {disagree} disagree, of {pairs}"
    if counted["", "passed over"]:
        yield f"{name}, {half}: {counted['', 'passed over']} passed over, their file is not there"


KINDS = ("disagree", "made disagree", "agree", "told", "other")
"""Kinds of pairs: two numbers of one thing, in life or made; one event; another thing of it; two events."""


HALVES = ("dev", "held", "dev2", "held2")


def main() -> None:
    parser = command_line(__doc__, data=True)
    parser.add_argument("--half", choices=HALVES, default="dev", help="which half (default: %(default)s)")
    parser.add_argument("--errors", action="store_true", help="name the rows that are wrong")
    chosen = parser.parse_args()
    for name in ("natural", "articles") if chosen.half.endswith("2") else (*MEASURES, "events"):
        measure = measured if name in MEASURES else events
        for line in measure(chosen.data, name, chosen.half, chosen.errors):
            print(line)


if __name__ == "__main__":
    main()
