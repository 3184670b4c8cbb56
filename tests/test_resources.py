"""Every section of every word list is read by somebody, and every resource by somebody."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter

from conftest import CASES, ROOT

from rusus.resources import read_lists

RESOURCES = ROOT / "rusus" / "resources"
# Runs in a process of its own, because a section is looked up once and then kept.
OBSERVER = """
import json, sys
from functools import cache
from pathlib import Path
from rusus import resources

read = set()

class Observed(dict):
    def __init__(self, name, sections):
        super().__init__(sections)
        self.name = name
    def note(self, *sections):
        read.update((self.name, section) for section in sections)
    def __getitem__(self, section):
        self.note(section)
        return super().__getitem__(section)
    def get(self, section, default=None):
        self.note(section)
        return super().get(section, default)
    def items(self):
        self.note(*self)
        return super().items()
    def values(self):
        self.note(*self)
        return super().values()

plain = resources.read_lists
resources.read_lists = cache(lambda name: Observed(name, plain(name)))

import rusus
for path in sorted(Path(sys.argv[1]).glob("*.jsonl")):
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        document = rusus.extract(row["text"], markup=row.get("markup", "plain")) if "text" in row else None
        if "ours" in row and "needle" not in row:
            rusus.match(rusus.extract(row["ours"]), [rusus.extract(row["theirs"])])
print(json.dumps(sorted(read)))
"""


def test_no_section_stands_twice() -> None:
    """The reader would join the two, and each of their readers would see the other's words."""
    for path in sorted(RESOURCES.glob("*.txt")):
        lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
        names = Counter(line for line in lines if re.fullmatch(r"\[[\w ’'-]+\]", line))
        assert [name for name, count in names.items() if count > 1] == [], path.name


def test_every_section_is_read() -> None:
    """A section that nobody asks for while all case rows run is dead: delete it, or add a row that needs it."""
    command = [sys.executable, "-c", OBSERVER, str(CASES)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    read = set(map(tuple, json.loads(done.stdout)))
    lists = {path.name: read_lists(path.name) for path in RESOURCES.glob("*.txt")}
    sections = {(name, section) for name, found in lists.items() for section in found if section}
    assert len(sections) > 100
    assert sections - read == set()


def test_every_resource_is_named_in_the_source() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "rusus").rglob("*.py"))
    files = [path.name for path in RESOURCES.iterdir() if path.suffix not in (".py", "") and path.is_file()]
    assert [name for name in files if f'"{name}"' not in source and not name.startswith("schema-")] == []
