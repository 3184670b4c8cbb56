"""Fills the parts of the README and of docs/how-it-works.md that commands print: tables, a match, scores and speed.

Usage: python -m scripts.evaluate.readme [--check]

Scores come from data/scores.json (scripts/evaluate/scores.py), the rest is run now. --check writes nothing and exits 1
if a part is no longer what the command prints; speed, which differs from machine to machine, is not checked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts import ROOT, command_line
from scripts.evaluate.scores import counterpart, read

README, HOW = ROOT / "README.md", ROOT / "docs" / "how-it-works.md"
SAMPLE = "data/articles/russia-us-ties.txt"
FIGURES = (
    ("Quotations in the news that get the right person's surname (%)", "quotations.basil_dev.speaker_surname"),
    ("Quotations that get a wrong name (%)", "quotations.basil_dev.wrong_name"),
    ("Numbers with the right value and unit (F1)", "quantities.newsquant_dev.value_unit_F1"),
    ("Disagreements between reports of one event that are noticed (%)", "matching.natural_dev.disagreements_noticed"),
)
"""What people ask first, by its key in data/scores.json; docs/scores.md has everything."""


def output(*arguments: str) -> str:
    """Returns what rusus prints."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    command = [sys.executable, "-m", "rusus", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True).stdout.decode()


def fenced(text: str) -> str:
    """Returns a block of text without the blanks that fill a table's lines."""
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```\n"


def table() -> str:
    """Returns the table of the sample article's one statistic; that of its claims is a picture (picture.py)."""
    return fenced(f"$ rusus statistics {SAMPLE}\n" + output("statistics", SAMPLE, "--format", "table"))


def match() -> str:
    """Returns what differs between the sample article and its altered copy."""
    records = json.loads(output("match", SAMPLE, "--against", "data/altered/russia-us-ties.txt"))
    lines = [
        f"{record['verdict']}: {difference['ours']} | {difference['theirs']}"
        for record in records
        for difference in record["differences"]
        if record["verdict"] != "same"
    ]
    return fenced("\n".join(lines))


def scores() -> str:
    """Returns the most important recorded figures beside those on held-back data and the best peer's there."""
    figures, kept = read("scores"), read("held-back")
    rows = ""
    for name, key in FIGURES:
        held = kept["figures"][counterpart(key, kept["figures"]) or key]
        peer = f"{held['best peer']} {held['who']}" if "who" in held else "none does it"
        rows += f"| {name} | {figures[key]} | {held['rusus']} | {peer} |\n"
    return f"| | developed on | held back, commit {kept['commit']} | best peer there |\n|---|---:|---:|---|\n{rows}"


def speed() -> str:
    """Returns what the benchmark prints."""
    command = [sys.executable, "-m", "scripts.benchmark.speed", "--quick"]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return fenced("$ python -m scripts.benchmark.speed --quick\n" + printed)


SECTIONS: tuple[tuple[Path, Callable[[], str], bool], ...] = (
    (README, table, True),
    (README, match, True),
    (README, scores, True),
    (HOW, speed, False),
)
"""Page, what fills the part of that name, and whether the same comes out everywhere."""


def filled(page: str, name: str, content: str) -> str:
    """Returns a page with one part replaced; raises ValueError if the page has no such part."""
    head = f"<!-- {name}: scripts/evaluate/readme.py -->\n"
    before, found, rest = page.partition(head)
    if not found:
        raise ValueError(f"No part {name}: put the line {head.strip()} and, after it, <!-- end --> into the page.")
    return before + head + content + rest[rest.index("<!-- end -->") :]


def stale() -> Iterator[str]:
    """Yields page and name of each part that is not what its command prints now."""
    for path, section, everywhere in SECTIONS:
        page = path.read_text(encoding="utf-8")
        if everywhere and filled(page, section.__name__, section()) != page:
            yield f"{path.relative_to(ROOT)}: {section.__name__}"


def main() -> int:
    """Fills the pages, or names what is stale; returns the exit code."""
    parser = command_line(__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if a part is stale")
    if parser.parse_args().check:
        found = list(stale())
        print(*(f"{name} is stale: run python -m scripts.evaluate.readme" for name in found), sep="\n", end="")
        return 1 if found else 0
    for path, section, _ in SECTIONS:
        page = path.read_text(encoding="utf-8")
        path.write_text(filled(page, section.__name__, section()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
