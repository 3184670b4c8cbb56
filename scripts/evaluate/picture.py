"""Draws docs/table.svg: the table that `rusus claims` prints for the sample article on a terminal, in color.

Usage: python -m scripts.evaluate.picture [--check]

--check writes nothing and exits 1 if the words in the picture are no longer those that the command prints.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from html import unescape

from rich.console import Console
from rich.text import Text

from scripts import ROOT, command_line

PICTURE = ROOT / "docs" / "table.svg"
COMMAND = ("claims", "data/articles/russia-us-ties.txt", "--top", "5", "--format", "table", "--color", "always")
WIDTH = 100
"""Columns of the terminal that is drawn."""


def picture() -> str:
    """Returns the table as SVG; the font is whatever fixed-width one the reader has, so that nothing is loaded."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(WIDTH), "TERM": "xterm-256color", "COLORTERM": ""}
    command = [sys.executable, "-m", "rusus", *COMMAND]
    printed = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True).stdout.decode()
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(printed))
    shown = " ".join(COMMAND[:4])
    drawn = console.export_svg(title=f"rusus {shown}", unique_id="rusus")
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def words(drawn: str) -> list[str]:
    """Returns the words of a picture; how they are drawn differs from one version of rich to the next."""
    return unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)", drawn))).split()


def is_stale() -> bool:
    """True if the picture shows other words than the command prints now."""
    return words(PICTURE.read_text(encoding="utf-8")) != words(picture())


def main() -> int:
    """Draws the picture, or says that it is stale; returns the exit code."""
    parser = command_line(__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if the picture is stale")
    if not parser.parse_args().check:
        PICTURE.write_text(picture(), encoding="utf-8")
        return 0
    if not is_stale():
        return 0
    print("docs/table.svg is stale: run python -m scripts.evaluate.picture")
    return 1


if __name__ == "__main__":
    sys.exit(main())
