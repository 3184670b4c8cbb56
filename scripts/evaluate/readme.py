"""Fills the parts of the README that commands print: tables, a match, scores and speed.

Usage: python -m scripts.evaluate.readme

Scores come from data/scores.json (scripts/evaluate/scores.py), the rest is run now.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

from scripts import ROOT

SAMPLE = "data/articles/russia-us-ties.txt"
FIGURES = (
    ("Sentence boundaries, GUM news, whole documents (F1)", "sentences.gum_news.document_F1"),
    ("Direct quotations, PolNeAR dev (F1, exact span)", "quotations.polnear_dev.direct_exact_F1"),
    ("Direct quotations with the right source, end to end (%)", "quotations.polnear_dev.source_end_to_end"),
    ("Indirect speech, PolNeAR dev (F1)", "quotations.polnear_dev.speech_indirect_F1"),
    ("Indirect speech and belief with the right source (%)", "quotations.polnear_dev.indirect_source_end_to_end"),
    ("Quantities, value right, NewsQuant dev (F1)", "quantities.newsquant_dev.value_F1"),
    ("Quantities, value and unit right, NewsQuant dev (F1)", "quantities.newsquant_dev.value_unit_F1"),
    ("Ranges, NewsQuant dev (recall)", "quantities.newsquant_dev.range_recall"),
    ("Check-worthy sentences, ClaimBuster debates (AUC)", "claims.ct24.devtest.check_worthy_AUC"),
    ("Opinion, NewsDiscourse dev (AUC)", "claims.newsdiscourse.dev.opinion_AUC"),
    ("Known claims found, CheckThat! 2A dev (MAP@5)", "matching.clef2022_2a.dev.MAP@5"),
    ("Verdicts on pairs of passages right (%)", "matching.verdicts_dev.right"),
)


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
    claims = output("claims", SAMPLE, "--top", "3", "--format", "table")
    statistics = output("statistics", SAMPLE, "--format", "table")
    return (
        fenced("$ rusus claims data/articles/russia-us-ties.txt --top 3\n" + claims)
        + "\n"
        + fenced("$ rusus statistics data/articles/russia-us-ties.txt\n" + statistics)
    )


def match() -> str:
    records = json.loads(output("match", SAMPLE, "--against", "data/altered/russia-us-ties.txt"))
    lines = [
        f"{record['verdict']}: {difference['ours']} | {difference['theirs']}"
        for record in records
        for difference in record["differences"]
        if record["verdict"] != "same"
    ]
    return fenced("\n".join(lines))


def scores() -> str:
    figures = json.loads((ROOT / "data" / "scores.json").read_text(encoding="utf-8"))
    peers = dict(
        re.findall(r"^\| (\S+) \| [^|]* \| ([^|]*) \|", (ROOT / "docs" / "scores.md").read_text(encoding="utf-8"), re.M)
    )
    rows = "".join(f"| {name} | {figures[key]} | {peers.get(key, '')} |\n" for name, key in FIGURES)
    return (
        "| measured on | rusus | best peer |\n|---|---:|---|\n"
        + rows
        + "\nAll figures, with the goals: [docs/scores.md](docs/scores.md).\n"
    )


def speed() -> str:
    command = [sys.executable, "scripts/benchmark/speed.py", "--quick"]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return fenced("$ python -m scripts.benchmark.speed --quick\n" + printed)


def main() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    for section in (table, match, scores, speed):
        head = f"<!-- {section.__name__}: scripts/evaluate/readme.py -->\n"
        before, _, rest = page.partition(head)
        page = before + head + section() + rest[rest.index("<!-- end -->") :]
    (ROOT / "README.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
