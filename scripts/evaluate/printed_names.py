"""Prints who rusus says speaks in the direct quotations of the half held3 of data/quotations/direct.jsonl.

Usage: python -m scripts.evaluate.printed_names [--data DIR] [--show]

These are 20 articles (NewsDiscourse, BASIL, MPQA, PolNeAR) that no other file labels, read before any
answer was seen. A label has the full name that the article gives; where it gives none, the words that describe the
speaker. ``--show`` prints all but the right ones.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import rusus
from rusus.model import Quotation
from scripts import ROOT, command_line
from scripts.train.reported import texts

LABELS = ROOT / "data" / "quotations" / "direct.jsonl"
HALF = "held3"
SMALL = frozenset(("the", "a", "an", "of"))


def words(name: str | None) -> list[str]:
    """Returns the words of a name, without small ones."""
    return [word for word in re.findall(r"[\w'’.-]+", (name or "").lower()) if word not in SMALL]


def best(label: dict[str, Any], quotations: tuple[Quotation, ...]) -> Quotation | None:
    """Returns the quotation that shares most with a label, a direct or mixed one where there is one."""

    def shared(each: Quotation) -> int:
        return sum(max(0, min(span.end, label["end"]) - max(span.start, label["start"])) for span in each.spans)

    found = [each for each in quotations if shared(each)]
    return max(found, key=lambda each: (each.kind != "indirect", shared(each)), default=None)


def outcome(label: dict[str, Any], found: Quotation | None) -> str:
    """Returns what became of a label: full name, surname, as described, nobody, not found, or another."""
    if found is None:
        return "not found"
    if found.speaker is None:
        return "nobody"
    printed = words(found.speaker)
    if label["right_speaker"] is None:
        described = words(label.get("described"))
        return "as described" if not described or set(described) & set(printed) else "another"
    name = words(label["right_speaker"])
    return "full name" if set(name) <= set(printed) else "surname" if name[-1] in printed else "another"


def main() -> None:
    parser = command_line(__doc__, data=True)
    parser.add_argument("--show", action="store_true", help="print all but the right ones")
    options = parser.parse_args()
    known = texts(options.data)
    counts: Counter[str] = Counter()
    documents: dict[tuple[str, str], tuple[Quotation, ...]] = {}
    for label in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()):
        if label["half"] != HALF or not label["quotation"]:
            continue
        key = label["set"], label["id"]
        documents[key] = documents.get(key) or rusus.extract(known[key]).quotations
        found = best(label, documents[key])
        kind = outcome(label, found)
        counts[kind] += 1
        if options.show and kind not in ("full name", "as described"):
            wanted = label["right_speaker"] or label.get("described")
            print(f"{kind}: {wanted} | {found and found.speaker} | {known[key][label['start'] : label['end']][:60]}")
    total = sum(counts.values())
    right = counts["full name"] + counts["as described"]
    printed = total - counts["nobody"] - counts["not found"]
    print(f"{total} quotations: {dict(counts.most_common())}")
    print(f"right {100 * right / total:.1f} %, another printed {100 * (printed - right) / total:.1f} %")
    print(f"right of the {printed} printed {100 * right / max(1, printed):.1f} %")


if __name__ == "__main__":
    main()
