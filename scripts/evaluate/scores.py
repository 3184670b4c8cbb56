"""Runs the scorer and records its figures: data/scores.json, and docs/scores.md beside held-back ones, peers and goals.

Usage: python -m scripts.evaluate.scores [--eval DIR] [PART ...]

DIR holds score.py, goals.json and blind.json, which are copied to data/ (default: ../shared/eval). Parts that are not
named keep their recorded figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from scripts import ROOT, command_line

DATA = ROOT / "data"
PAGE = ROOT / "docs" / "scores.md"
HEAD = """# Scores

Printed by `python -m scripts.evaluate.scores`: every figure of the scorer on the sets that rusus was developed on, as
this commit prints them, beside the best peer's, measured with the same scorer or published, and the goal. An arrow
marks what falls short of the goal. Timings are left out.

**Held back** is the same figure on another part of the set, or on another set of its kind, that nobody developed on.
Those parts are not in our hands: the figures are copied, and of commit {commit} ({date}), before much of what the other
column shows. Read them as the better forecast for articles of your own, and the distance to the left column as what
was learned by heart.

"""
COLUMNS = """| figure | developed on | held back | best peer | goal | |
|---|---:|---:|---:|---:|---|
"""
ELSEWHERE = """
## Only held back

| figure | rusus | best peer |
|---|---:|---:|
"""
PARTS = (
    ("_dev.", "_blind."),
    ("polnear_dev.", "polnear_test."),
    (".devtest.", ".test."),
    (".dev.", ".test."),
    (".dev.", ".test2022."),
)
"""How sets are called whose other part is held back."""

Goal = dict[str, float | str | bool]


def measure(folder: Path, names: list[str]) -> dict[str, float]:
    """Returns the figures that the scorer prints for the named parts, or for all."""
    command = [sys.executable, str(folder / "score.py"), *names, "--json"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
    figures = json.loads(done.stdout)
    return {key: value for key, value in figures.items() if not key.endswith(("_seconds", "ms_per_query"))}


def row(key: str, value: float, goal: Goal, held: Goal) -> str:
    """Returns a line of the table."""
    short = ""
    if "goal" in goal:
        reached = value <= goal["goal"] if goal.get("lower") else value >= goal["goal"]  # type: ignore[operator]
        short = "" if reached else "←"
    peer = f"{goal['peer']} {goal.get('who', '')}" if "peer" in goal else ""
    bound = f"≤ {goal['goal']}" if goal.get("lower") else str(goal.get("goal", ""))
    return f"| {key} | {value} | {held.get('rusus', '')} | {peer} | {bound} | {short} |\n"


def counterpart(key: str, held: dict[str, Goal]) -> str | None:
    """Returns the held-back figure that goes with one that was developed on, None where there is none."""
    return next((found for old, new in PARTS if (found := key.replace(old, new)) != key and found in held), None)


def page() -> str:
    """Returns docs/scores.md as the files in data say."""
    figures, goals, kept = (read(name) for name in ("scores", "goals", "held-back"))
    held = kept["figures"]
    beside = {key: counterpart(key, held) for key in figures}
    rows = (row(key, value, goals.get(key, {}), held.get(beside[key], {})) for key, value in sorted(figures.items()))
    others = (
        f"| {key} | {value['rusus']} | {value.get('best peer', '')} {value.get('who', '')} |\n"
        for key, value in held.items()
        if key not in beside.values()
    )
    return "".join([HEAD.format(**kept), COLUMNS, *rows, ELSEWHERE, *others])


def read(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def main() -> None:
    parser = command_line(__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    options = parser.parse_args()
    for name, copied in (("goals", "goals"), ("blind", "held-back")):
        (DATA / f"{copied}.json").write_bytes((options.eval / f"{name}.json").read_bytes())
    figures = {**(read("scores") if options.parts else {}), **measure(options.eval, options.parts)}
    (DATA / "scores.json").write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
