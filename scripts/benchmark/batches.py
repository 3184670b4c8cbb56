"""Measures batches: the memory that 1,000 and 10,000 articles take, and how much faster two processes are than one.

    python -m scripts.benchmark.batches [--memory 1000 10000] [--speed 2000] [--paragraphs 6]

Wall-clock ratios only mean something on a machine that does nothing else; the CPU seconds beside them say what two
processes add to the work.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts import ROOT, command_line
from scripts.attack.kill import make_articles


def main() -> None:
    """Runs the script."""
    parser = command_line(__doc__)
    parser.add_argument("--memory", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--speed", type=int, default=2000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rusus-batches-") as name:
        folder = Path(name)
        for count in arguments.memory:
            make_articles(folder / str(count), count, random.Random(1))
            for jobs, place in ((1, []), (2, []), (2, ["--out-dir", "out"])):
                wall, cpu, peak = measure(folder, [str(count), "-j", str(jobs), *place])
                figures = f"{peak / 1024:.1f} MB, {wall:.1f} s, {cpu:.1f} s CPU"
                print(f"{count} articles, -j {jobs} {' '.join(place)}: {figures}", flush=True)
        if arguments.speed:
            make_articles(folder / "speed", arguments.speed, random.Random(1))
            one, two = (measure(folder, ["speed", "-j", jobs]) for jobs in "12")
            print(
                f"{arguments.speed} articles: -j 1 {one[0]:.1f} s ({one[1]:.1f} s CPU),"
                f" -j 2 {two[0]:.1f} s ({two[1]:.1f} s CPU):"
                f" {one[0] / two[0]:.2f} times as fast with {two[1] / one[1]:.2f} times the CPU time"
            )


def measure(folder: Path, arguments: list[str]) -> tuple[float, float, int]:
    """Returns wall-clock seconds, CPU seconds of all processes, and the peak memory of the largest one in kB."""
    command = [sys.executable, "-m", "rusus", "claims", "--jsonl", *arguments]
    began = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


if __name__ == "__main__":
    main()
