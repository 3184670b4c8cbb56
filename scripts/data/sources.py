"""Compares the labelled sets with data/SOURCES.md: files that are missing, that differ, or that the page does not name.

Usage: python -m scripts.data.sources [--data DIR]

Exits 1 if there are any.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts import ROOT, command_line

PAGE = ROOT / "data" / "SOURCES.md"
ROW = re.compile(r"^\| `(?P<path>[^`]+)` \|.*\| `(?P<hash>[0-9a-f]{16})` \|$", re.MULTILINE)


def named() -> dict[str, str]:
    """Returns the beginning of the SHA-256 of each file that the page names."""
    return {row["path"]: row["hash"] for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))}


def differences(folder: Path) -> Iterator[str]:
    """Yields a sentence for each file that is not as the page says."""
    wanted = named()
    for name, start in wanted.items():
        path = folder / name
        if not path.exists():
            yield f"{name} is missing."
        elif not (found := hashlib.sha256(path.read_bytes()).hexdigest()).startswith(start):
            yield f"{name} is another file: its hash begins with {found[:16]}, that in data/SOURCES.md is {start}."
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix != ".md" and name not in wanted:
            yield f"{name} is not in data/SOURCES.md."


def main() -> int:
    """Prints the differences; returns the exit code."""
    found = list(differences(command_line(__doc__, data=True).parse_args().data))
    print(*found, f"{len(named())} files are named, {len(found)} differ.", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
