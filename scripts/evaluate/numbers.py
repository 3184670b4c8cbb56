"""Measures what is read from numbers against labels of a reader: is it one, value and unit, of what, since when.

Usage: python -m scripts.evaluate.numbers [dev|dev2|dev3|held|held2|held3|held4 …] [--errors] [--data DIR]

``data/quantities/numbers.jsonl`` has every number of some articles of the labelled sets: offsets and labels, no text.
``dev`` and ``dev2`` are looked at while rules are written, the others once, at the end; ``held`` and ``held2`` are worn
by now. A row may have other answers that a reader of it would accept (``of_also``, ``period_also``): a second reader
wrote them down without the first label or any output in view.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import rusus
from rusus.model import Quantity, Span
from scripts import ROOT, command_line

LABELS = ROOT / "data" / "quantities" / "numbers.jsonl"
HALVES = ("dev", "dev2", "dev3", "held", "held2", "held3", "held4")
SETS = {
    "mpqa_dev": "quotations/mpqa_dev.jsonl",
    "basil_dev": "quotations/basil_dev.jsonl",
    "polnear_train": "quotations/polnear_train.jsonl",
    "newsdiscourse": "claims/newsdiscourse/train.jsonl",
}
TOLERANCE = 0.002
"""How far a value may be off, as a share of it: fractions are labelled to three places."""
SMALL_WORDS = frozenset("the a an of in for that this its his her their and or to on by since from last per".split())
AFTER_A_HEAD = re.compile(r"\b(?:of|in|from|to|by|with|who|that|on|over|for)\b")
"""The head of a phrase is the last word before one of these."""

COUNTED = frozenset(("statistic", "either"))
"""Classes of a number that may be a row: either is one about which two readers differ, and counts neither way."""

Row = Mapping[str, Any]
Figures = Counter[str]
Error = tuple[str, ...]


def articles(folder: Path, name: str) -> dict[str, str]:
    """Returns the text of each article of a set by its id."""
    with (folder / SETS[name]).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if name != "newsdiscourse":
        return {row["id"]: row["text"] for row in rows}
    paragraphs: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        paragraphs[row["doc"]][row["par"]].append(row["text"])
    return {doc: "\n\n".join(" ".join(of[par]) for par in sorted(of)) for doc, of in paragraphs.items()}


def labels(half: str) -> dict[tuple[str, str], list[Row]]:
    """Returns the labelled numbers of a half, by set and article."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with LABELS.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["half"] == half:
                found[row["set"], row["id"]].append(row)
    return found


def content(text: str) -> list[str]:
    """Returns the words of a phrase that count, in lower case and without plural and possessive."""
    words = (word.lower() for word in re.findall(r"[\w.'’]+", text))
    return [re.sub(r"(?:’s|'s)$", "", word).rstrip("s") for word in words if word not in SMALL_WORDS]


def head(phrase: str) -> str:
    """Returns the head of a noun phrase: COST of the bridge."""
    words = content(AFTER_A_HEAD.split(phrase)[0] or phrase)
    return words[-1] if words else ""


def same_phrase(label: str, found: str) -> bool:
    """True if the head of one of two phrases stands in the other."""
    return head(label) in content(found) or head(found) in content(label)


def same_value(row: Row, found: Quantity) -> bool:
    """True if every labelled end of a number is among those that were read."""
    known = [each for each in (found.value, found.low, found.high, found.before, found.after) if each is not None]
    wanted = [row["value"]] if row["value"] is not None else [row["low"], row["high"]]
    return all(
        end is None or any(abs(each - end) <= max(1e-9, abs(end) * TOLERANCE) for each in known) for end in wanted
    )


def same_unit(row: Row, found: Quantity) -> bool:
    """True if the unit is the labelled one; points of a poll are percentage points."""
    unit, label = found.unit.lower(), row["unit"].lower()
    return unit == label or unit == "point" and label == "percentage point"


def same_period(label: str, found: str) -> bool:
    """True if one word is shared by two periods."""
    return not set(content(label)).isdisjoint(content(found))


AGREE = {"of": same_phrase, "period": same_period}
"""When a phrase says the same as a labelled one."""


def accepted(text: str, row: Row, kind: str) -> list[str | None]:
    """Returns the answers that readers accept, the first label first; None where it may be left blank."""
    bounds: list[Sequence[int] | None] = [row[kind], *row.get(f"{kind}_also", ())]
    return [text[slice(*each)] if each else None for each in bounds]


def outcome(kind: str, answers: Sequence[str | None], found: Span | None) -> str:
    """Returns what became of a phrase (``of`` or ``period``) that is given or left blank."""
    if found is None:
        return f"{kind} right, blank" if None in answers else f"{kind} missing"
    right = any(answer and AGREE[kind](answer, found.text) for answer in answers)
    return f"{kind} right" if right else f"{kind} wrong"


def overlaps(row: Row, found: Quantity) -> bool:
    """True if a label and a quantity share a character."""
    return bool(found.start < row["end"] and row["start"] < found.end)


def judged(text: str, rows: Sequence[Row], statistics: Sequence[Quantity]) -> Iterator[Error]:
    """Yields the outcomes of an article's numbers: what it is, where, what was labelled, what was found."""
    spoken_for = set()
    for row in (row for row in rows if row["class"] == "statistic"):
        around = f"{text[max(0, row['start'] - 90) : row['start']]}[{text[row['start'] : row['end']]}]"
        around = " ".join((around + text[row["end"] : row["end"] + 60]).split())
        near = [found for found in statistics if overlaps(row, found)]
        yield "statistic", around
        if not near:
            yield "missed", around
            continue
        best = max(near, key=lambda found: min(found.end, row["end"]) - max(found.start, row["start"]))
        spoken_for.add(best.start)
        yield "found", around
        if "unit" in row:
            right = same_value(row, best), same_unit(row, best)
            kind = "value and unit right" if all(right) else "value wrong" if not right[0] else "unit wrong"
            yield kind, around, row["unit"], best.unit
        for name, given in (("of", best.of), ("period", best.period)):
            answers = accepted(text, row, name)
            yield outcome(name, answers, given), around, answers[0] or "-", given.text if given else "-"
    for found in statistics:
        touched = [row for row in rows if overlaps(row, found)]
        if found.start not in spoken_for and not any(row["class"] in COUNTED for row in touched):
            kinds = " ".join(row["class"] for row in touched) or "no label"
            yield "none", " ".join(text[max(0, found.start - 60) : found.end + 40].split()), kinds, found.text


def report(half: str, figures: Figures) -> str:
    """Returns the figures of a half, in percent."""

    def share(part: int, whole: int) -> str:
        return f"{100 * part / max(1, whole):.1f} % ({part} of {whole})"

    rows = [f"{half}: found {share(figures['found'], figures['statistic'])}"]
    rows.append(f"  rows that are none {share(figures['none'], figures['none'] + figures['found'])}")
    if half != "held3":  # whose values and units are not labelled
        rows.append(f"  value and unit right, of all {share(figures['value and unit right'], figures['statistic'])}")
    for kind in ("of", "period"):
        right, blank, wrong = (figures[f"{kind} {end}"] for end in ("right", "right, blank", "wrong"))
        rows.append(f"  {kind} right {share(right + blank, figures['found'])}")
        rows.append(f"  {kind} wrong, of those given {share(wrong, right + wrong)}")
    return "\n".join(rows)


def main() -> None:
    parser = command_line(__doc__, data=True)
    parser.add_argument("halves", nargs="*", choices=[*HALVES, []], help="default: dev and dev2")
    parser.add_argument("--errors", action="store_true", help="print every number that is not right")
    options = parser.parse_args()
    texts = {name: articles(options.data, name) for name in SETS}
    for half in options.halves or HALVES[:2]:
        figures: Figures = Counter()
        for (name, article), rows in labels(half).items():
            text = texts[name][article]
            for kind, *details in judged(text, rows, rusus.extract(text).statistics):
                figures[kind] += 1
                if options.errors and kind.endswith(("wrong", "missing", "missed", "none")):
                    print(kind.ljust(14), " | ".join(details))
        print(report(half, figures))


if __name__ == "__main__":
    main()
