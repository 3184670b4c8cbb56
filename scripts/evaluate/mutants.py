"""Makes small changes to the code, one at a time, and counts how many of them the tests notice.

Usage: python -m scripts.evaluate.mutants [--sample 200] [--jobs 2] [--seed 1] [--packages quantities …] [--write]

The changes come from cosmic-ray: a comparison taken too far or not far enough, a condition negated, and for or, a
number up or down by one, and the like. A fixed random sample of them is tried, each in a copy of the project, with the
tests of its package alone (tests/quantities for rusus/quantities) up to the first failure. A change is noticed if a
test fails, or if the tests take far longer than they should. --write puts the figures into docs/mutants.md.
"""

from __future__ import annotations

import ast
import os
import py_compile
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path
from queue import SimpleQueue

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

from scripts import ROOT, command_line, log

PAGE = ROOT / "docs" / "mutants.md"
PACKAGES = ("quantities", "quotations", "speakers", "matching")
OPERATORS = tuple(
    f"core/{name}"
    for name in (
        *(f"ReplaceComparisonOperator_{pair}" for pair in ("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is")),
        *(f"ReplaceComparisonOperator_{pair}" for pair in ("Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt")),
        *(f"ReplaceBinaryOperator_{pair}" for pair in ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul")),
        *(f"ReplaceBinaryOperator_{pair}" for pair in ("BitOr_BitAnd", "BitAnd_BitOr")),
        *("ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_USub_UAdd", "AddNot"),
        *("ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue"),
        *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "NumberReplacer", "ZeroIterationForLoop"),
    )
)
"""cosmic-ray's operators that make a small change; not those that change speed (decorators) or nothing (== to is)."""
COPIED = ("rusus", "tests", "scripts", "data/annotated", "data/articles", "setup.cfg")
SLOWER, GRACE = 5, 30.0
"""Tests may take so many times as long as without a change, and so many seconds more; then the change is noticed."""

Place = tuple[int, int]


@dataclass(frozen=True, order=True)
class Change:
    """One change: a file below the root, an operator of cosmic-ray, and which of its occurrences."""

    path: str
    operator: str
    occurrence: int
    line: int

    @property
    def package(self) -> str:
        """The package of rusus that the file is in."""
        return Path(self.path).parts[1]


@dataclass(frozen=True)
class Tried:
    """What came of a change, and the line before and after it."""

    change: Change
    noticed: bool
    before: str
    after: str


def changes(package: str) -> Iterator[Change]:
    """Yields all changes of a package that could make a difference."""
    for path in sorted((ROOT / "rusus" / package).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        left_out, tree = without_effect(source), get_ast(source)
        for name in OPERATORS:
            operator = get_operator(name)()
            places = [place for node in ast_nodes(tree) for place in operator.mutation_positions(node)]
            for occurrence, (start, _) in enumerate(places):
                if not any(first <= start < last for first, last in left_out):
                    yield Change(str(path.relative_to(ROOT)), name, occurrence, start[0])


def without_effect(source: str) -> list[tuple[Place, Place]]:
    """Returns where annotations, which Python does not evaluate, and decorators (cache, frozen) begin and end."""
    found = []
    for node in ast.walk(ast.parse(source)):
        decorators = getattr(node, "decorator_list", ())
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None), *decorators):
            if isinstance(part, ast.expr):
                found.append(((part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0)))
    return found


class Copy:
    """A copy of the project in which changes are made and taken back."""

    def __init__(self, folder: Path) -> None:
        """Copies what the tests need and compiles it."""
        self.folder = folder
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / name, folder / name)
        subprocess.run([sys.executable, "-m", "compileall", "-q", "-f", str(folder / "rusus")], check=True)

    def seconds(self, package: str) -> float:
        """Returns how long the tests of a package take without a change; raises SystemExit if one fails."""
        began = time.monotonic()
        if not self.tests_pass(package, None):
            sys.exit(f"The tests of {package} fail without any change: run pytest tests/{package} and fix them first.")
        return time.monotonic() - began

    def attempt(self, change: Change, limit: float) -> Tried:
        """Makes a change, runs the tests of its package, and takes it back. ``limit``: seconds."""
        path = self.folder / change.path
        source = path.read_text(encoding="utf-8")
        changed = mutate_code(source, get_operator(change.operator)(), change.occurrence)
        compiled = Path(cache_from_source(str(path)))
        # Compiled files are told apart by the second of the change: the old one has to go.
        compiled.unlink(missing_ok=True)
        path.write_text(changed, encoding="utf-8")
        try:
            noticed = not self.tests_pass(change.package, limit)
        finally:
            path.write_text(source, encoding="utf-8")
            py_compile.compile(str(path), str(compiled))
        return Tried(change, noticed, *difference(source, changed))

    def tests_pass(self, package: str, limit: float | None) -> bool:
        """Returns True if the tests of a package pass within ``limit`` seconds."""
        options = ["-x", "-q", "-n0", "-m", "not slow", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
        command = [sys.executable, "-m", "pytest", f"tests/{package}", *options]
        env = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(limit) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def difference(source: str, changed: str) -> tuple[str, str]:
    """Returns the first line that differs, before and after."""
    for before, after in zip(source.splitlines(), changed.splitlines()):
        if before != after:
            return before.strip(), after.strip()
    return "", ""


def run(sample: Sequence[Change], jobs: int) -> list[Tried]:
    """Tries the changes in as many copies as there are jobs, and returns what came of them, in the order given."""
    with tempfile.TemporaryDirectory(prefix="rusus-mutants-") as name, ThreadPoolExecutor(jobs) as pool:
        free: SimpleQueue[Copy] = SimpleQueue()
        copies = [Copy(Path(name) / str(number)) for number in range(jobs)]
        usual = {package: copies[0].seconds(package) for package in sorted({change.package for change in sample})}
        for package, seconds in usual.items():
            log(f"the tests of {package} take {seconds:.1f} s")
        for copy in copies:
            free.put(copy)

        def attempt(change: Change) -> Tried:
            copy = free.get()
            try:
                tried = copy.attempt(change, GRACE + SLOWER * usual[change.package])
            finally:
                free.put(copy)
            log(f"{'noticed' if tried.noticed else 'MISSED '} {change.path}:{change.line}  {tried.after}")
            return tried

        return list(pool.map(attempt, sample))


def report(tried: Sequence[Tried]) -> str:
    """Returns a table of the shares that were noticed, and the changes that were not."""
    lines = ["| package | changes | noticed | share |", "|---|---:|---:|---:|"]
    for package in (*PACKAGES, "all"):
        own = [each for each in tried if package in ("all", each.change.package)]
        if own:
            noticed = sum(each.noticed for each in own)
            lines.append(f"| {package} | {len(own)} | {noticed} | {100 * noticed / len(own):.1f} % |")
    missed = [each for each in tried if not each.noticed]
    lines += ["", "Not noticed:", ""] if missed else []
    lines += [f"- {each.change.path}:{each.change.line}\n  `{each.before}`\n  `{each.after}`" for each in missed]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = command_line(__doc__)
    parser.add_argument("--sample", type=int, default=200, help="how many changes are tried (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another number draws another sample")
    parser.add_argument("--packages", nargs="+", choices=PACKAGES, default=PACKAGES)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/mutants.md")
    options = parser.parse_args()
    every = sorted(change for package in options.packages for change in changes(package))
    sample = random.Random(options.seed).sample(every, min(options.sample, len(every)))
    log(f"{len(every)} changes are possible, {len(sample)} are tried")
    printed = report(run(sample, options.jobs))
    print(printed, end="")
    if options.write:
        head, end = "<!-- mutants: scripts/evaluate/mutants.py --write -->\n", "<!-- end -->"
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(head)
        PAGE.write_text(before + head + printed + rest[rest.index(end) :], encoding="utf-8")


if __name__ == "__main__":
    main()
