"""Measures rusus: start-up against the bare imports, words a second, memory, and how the cost grows with the text.

Usage: python -m scripts.benchmark.speed [--quick] [TEXT ...]

Without TEXT it reads the sample article. Every figure is CPU time of one core; each is the best of several
runs, because other work on the machine only ever makes them worse. Compare ratios within one run.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from scripts import ROOT, command_line

SAMPLE = ROOT / "data" / "articles" / "russia-us-ties.txt"
BARE_IMPORTS = "import click, rich, rapidfuzz, nltk.tokenize.punkt"


def cpu_seconds(arguments: list[str], runs: int) -> float:
    """Returns the least CPU time (user and system) that a Python process with these arguments took.

    The first run may compile modules, as pip does when it installs them, so that it does not count.
    """
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    once()
    return min(once() for _ in range(runs))


def start_up(runs: int) -> None:
    """Prints what the program costs beside importing its dependencies."""
    bare = cpu_seconds(["-c", BARE_IMPORTS], runs)
    print(f"bare imports of click, rich, rapidfuzz, nltk's Punkt  {bare:6.3f} s")
    for name, arguments in (
        ("--help", ["--help"]),
        ("--version", ["--version"]),
        ("claims, the sample", ["claims", str(SAMPLE)]),
    ):
        seconds = cpu_seconds(["-m", "rusus", *arguments], runs)
        print(f"rusus {name:47} {seconds:6.3f} s   {seconds / bare:5.2f} of the bare imports")


def throughput(texts: list[str], runs: int) -> None:
    """Prints words a second on one core for the whole pipeline."""
    import rusus

    words = sum(len(text.split()) for text in texts)
    repeats = max(1, 20_000 // words)
    for text in texts:
        rusus.extract(text)

    def once() -> float:
        began = time.process_time()
        for _ in range(repeats):
            for text in texts:
                rusus.extract(text)
        return time.process_time() - began

    seconds = min(once() for _ in range(runs)) / repeats
    sentences = sum(len(rusus.extract(text).sentences) for text in texts)
    print(
        f"{words} words, {sentences} sentences: {words / seconds:,.0f} words/s,"
        f" {sentences / seconds:,.0f} sentences/s on one core"
    )


def parts(texts: list[str]) -> None:
    """Prints the share of each part of the pipeline."""
    from rusus.claims.scoring import assess_sentences
    from rusus.pipeline import segment
    from rusus.quantities.find import find_quantities
    from rusus.quotations.find import find_quotations

    spent = dict.fromkeys(("blocks, sentences, tokens", "quantities", "quotations", "scores"), 0.0)
    words = sum(len(text.split()) for text in texts)
    repeats = max(1, 20_000 // words)
    for text in texts * repeats:
        marks = [time.process_time()]
        article = segment(text)
        marks.append(time.process_time())
        quantities = find_quantities(article)
        marks.append(time.process_time())
        quotations = find_quotations(article)
        marks.append(time.process_time())
        assess_sentences(article, quotations, quantities)
        marks.append(time.process_time())
        for name, began, ended in zip(spent, marks, marks[1:]):
            spent[name] += ended - began
    for name, seconds in spent.items():
        print(f"  {name:27} {1e6 * seconds / words / repeats:6.2f} µs a word")


def growth(text: str, sizes: tuple[int, ...]) -> None:
    """Prints time and peak memory for texts of growing size: the time for a character must stay the same."""
    code = (
        "import sys, time, resource, rusus\n"
        "text = open(sys.argv[1], encoding='utf-8').read(); size = int(sys.argv[2])\n"
        "text = (text + '\\n\\n') * (size // len(text) + 1)\n"
        "rusus.extract(text[:2000]); before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "began = time.process_time(); rusus.extract(text[:size])\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(time.process_time() - began, (after - before) * 1024)\n"
    )
    for size in sizes:
        command = [sys.executable, "-c", code, text, str(size)]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        seconds, memory = map(float, subprocess.run(command, env=env, check=True, capture_output=True).stdout.split())
        print(
            f"{size / 1e6:6.2f} MB: {seconds:8.3f} s, {1e9 * seconds / size:6.0f} ns a character,"
            f" {memory / 1e6:8.1f} MB more memory"
        )


def main() -> None:
    parser = command_line(__doc__)
    parser.add_argument("texts", nargs="*", type=Path, metavar="TEXT")
    parser.add_argument("--quick", action="store_true", help="fewer runs, texts up to 1 MB")
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)
    texts = [path.read_text(encoding="utf-8") for path in options.texts or [SAMPLE]]
    runs = 3 if options.quick else 7
    start_up(runs)
    throughput(texts, runs)
    parts(texts)
    growth(str(SAMPLE), (10_000, 100_000, 1_000_000) if options.quick else (10_000, 100_000, 1_000_000, 10_000_000))


if __name__ == "__main__":
    main()
