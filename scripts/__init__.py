"""What builds, measures and attacks rusus; nothing here is installed. From the root: ``python -m scripts.train.names``.

``train`` makes resources, ``teach`` the labels that some of them learn from, ``data`` reads the labelled sets,
``evaluate`` writes figures and golden outputs, ``benchmark`` measures time and memory, ``attack`` looks for failures.
The Makefile says in which order. Figures go to standard output, progress to standard error.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The root of the project."""
RESOURCES = ROOT / "rusus" / "resources"
DATA = ROOT.parent / "shared" / "data"
"""The labelled sets, beside the project; data/SOURCES.md says where each is from."""


def command_line(page: str | None, *, data: bool = False, output: bool = False) -> argparse.ArgumentParser:
    """Returns a parser whose help is a module's docstring, with the options that many scripts have.

    ``data``: --data, the folder of labelled sets. ``output``: --output, the folder that resources are written to.
    """
    parser = argparse.ArgumentParser(description=page, formatter_class=argparse.RawDescriptionHelpFormatter)
    if data:
        parser.add_argument(
            "--data", type=Path, default=DATA, help="the folder of labelled sets (default: %(default)s)"
        )
    if output:
        parser.add_argument(
            "--output", type=Path, default=RESOURCES, help="the folder to write to (default: resources)"
        )
    return parser


def log(text: str) -> None:
    """Prints progress and the CPU seconds so far to standard error."""
    print(f"{time.process_time():7.1f} s  {text}", file=sys.stderr, flush=True)
