"""Runs the scorer and records its figures: data/scores.json, and docs/scores.md as a table beside peers and goals.

Usage: python -m scripts.evaluate.scores [--eval DIR] [PART ...]

DIR holds score.py and goals.json (default: ../shared/eval). Parts that are not named keep their recorded figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from scripts import ROOT, command_line

SCORES = ROOT / "data" / "scores.json"
PAGE = ROOT / "docs" / "scores.md"
HEAD = """# Scores

Printed by `python -m scripts.evaluate.scores`: every figure of the scorer, beside the best peer's, measured with the
same scorer or published, and the goal. An arrow marks what falls short of the goal. Timings are left out.

| figure | rusus | best peer | goal | |
|---|---:|---:|---:|---|
"""


def measure(folder: Path, names: list[str]) -> dict[str, float]:
    """Returns the figures that the scorer prints for the named parts, or for all."""
    command = [sys.executable, str(folder / "score.py"), *names, "--json"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
    figures = json.loads(done.stdout)
    return {key: value for key, value in figures.items() if not key.endswith(("_seconds", "ms_per_query"))}


def row(key: str, value: float, goal: dict[str, float | str | bool]) -> str:
    """Returns a line of the table."""
    short = ""
    if "goal" in goal:
        reached = value <= goal["goal"] if goal.get("lower") else value >= goal["goal"]  # type: ignore[operator]
        short = "" if reached else "←"
    peer = f"{goal['peer']} {goal.get('who', '')}" if "peer" in goal else ""
    bound = f"≤ {goal['goal']}" if goal.get("lower") else str(goal.get("goal", ""))
    return f"| {key} | {value} | {peer} | {bound} | {short} |\n"


def main() -> None:
    parser = command_line(__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    options = parser.parse_args()
    goals = json.loads((options.eval / "goals.json").read_text(encoding="utf-8"))
    kept = json.loads(SCORES.read_text(encoding="utf-8")) if SCORES.exists() and options.parts else {}
    figures = {**kept, **measure(options.eval, options.parts)}
    SCORES.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    rows = "".join(row(key, value, goals.get(key, {})) for key, value in sorted(figures.items()))
    PAGE.write_text(HEAD + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
