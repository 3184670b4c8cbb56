"""Kills runs of rusus at random moments (kill -9) until they have finished, and compares with an undisturbed run.

    python -m scripts.attack.kill --kills 100 [--articles 400] [--seed 1]

Half of the kills fall on ``claims --out-dir``, half on ``index``, in turn with one process and with two. A record that
is lost, doubled or half written ends the script with exit code 1.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts import ROOT, command_line

Snapshot = Callable[[Path], object]
SAMPLE = ROOT / "data" / "articles" / "russia-us-ties.txt"


def main() -> int:
    """Runs the script; returns the exit code."""
    parser = command_line(__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(prefix="rusus-kill-") as name:
        folder = Path(name)
        make_articles(folder / "in", arguments.articles, dice)
        same = [
            endure(what, folder, arguments.kills // 2, dice, snapshot)
            for what, snapshot in (("claims", files_of), ("index", rows_of))
        ]
    return 0 if all(same) else 1


def make_articles(folder: Path, count: int, dice: random.Random) -> None:
    """Writes articles made of the sample's paragraphs in any order."""
    paragraphs = [each for each in SAMPLE.read_text(encoding="utf-8").split("\n") if each.strip()]
    for number in range(count):
        path = folder / f"{number % 10}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Article {number}\n\n" + "\n\n".join(dice.sample(paragraphs, 6)), encoding="utf-8")


def endure(what: str, folder: Path, kills: int, dice: random.Random, snapshot: Snapshot) -> bool:
    """Kills so many runs, starting afresh whenever one gets through; True if all ended well."""
    calm = folder / f"{what}-calm"
    began = time.monotonic()
    start(what, folder, calm, 1).wait()
    usual, expected = time.monotonic() - began, snapshot(calm)
    killed = finished = 0
    good = True
    target = folder / f"{what}-0"
    while killed < kills:
        process = start(what, folder, target, 1 + killed % 2)
        try:
            process.wait(dice.uniform(0, usual / 3))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
            continue
        finished += 1
        good &= process.returncode == 0 and snapshot(target) == expected
        target = folder / f"{what}-{finished}"
    start(what, folder, target, 1).wait()
    good &= snapshot(target) == expected
    verdict = "all as undisturbed" if good else "NOT AS UNDISTURBED"
    print(f"{what}: {killed} kills, {finished + 1} runs got through, {verdict}")
    return good


def start(what: str, folder: Path, target: Path, jobs: int) -> subprocess.Popen[bytes]:
    """Starts a run that writes to ``target``."""
    place: Sequence[object] = (
        ("claims", "in", "--out-dir", target) if what == "claims" else ("index", target, "in", "-q")
    )
    command = [sys.executable, "-m", "rusus", *map(str, place), "-j", str(jobs)]
    return subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})


def files_of(target: Path) -> dict[str, bytes]:
    """Returns the content of every file in an output folder but the list of what is done."""
    files = (path for path in target.rglob("*") if path.is_file() and path.name != ".rusus-done")
    return {str(path.relative_to(target)): path.read_bytes() for path in files}


def rows_of(target: Path) -> list[tuple[object, ...]]:
    """Returns what a store holds, in an order of its own, and what its search index finds."""
    with sqlite3.connect(target) as connection:
        checked = connection.execute("PRAGMA integrity_check").fetchall()
        rows = connection.execute(
            'SELECT file, content_hash, start, "end", sentences.text, tag FROM articles JOIN sentences USING (article)'
            " ORDER BY file, start"
        ).fetchall()
        found = connection.execute(
            "SELECT count(*) FROM sentences_search WHERE sentences_search MATCH 'russia'"
        ).fetchall()
    return [*checked, *rows, *found]


if __name__ == "__main__":
    sys.exit(main())
