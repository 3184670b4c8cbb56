"""Tables as people see them: on a real terminal (pty), at 60 columns, with and without color."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLE

from rusus.output.legends import LEGENDS, legend

ESCAPE = "\x1b["
KINDS = ("claims", "quotes", "statistics")


def on_terminal(*arguments: object, columns: int = 60, **env: str) -> str:
    """What a process prints on a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    process = subprocess.Popen(
        [sys.executable, "-m", "rusus", *map(str, arguments)],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT,
        env={**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", **env},
    )  # fmt: skip
    os.close(theirs)
    pieces = []
    try:
        while piece := os.read(ours, 65_536):
            pieces.append(piece)
    except OSError:  # how Linux says that the other side has gone
        pass
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return b"".join(pieces).decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    "arguments", [*((kind,) for kind in KINDS), ("quotes", "--explain"), ("statistics", "--explain")]
)
def test_sixty_columns_leave_thirty_for_the_text(arguments: tuple[str, ...]) -> None:
    shown = on_terminal(*arguments, SAMPLE, "--color", "never")
    lines = [line for line in shown.splitlines() if line not in LEGENDS.values() and line != SAMPLE]
    assert lines and max(map(len, lines)) <= 60
    heading = next(line.rstrip() for line in lines if line.startswith("line"))
    texts = [line[heading.rindex("  ") + 2 :] if arguments[0] != "statistics" else line[6:] for line in lines]
    assert max(len(text.rstrip()) for text in texts) >= 30


@pytest.mark.parametrize("arguments", [("statistics",), ("statistics", "--explain")])
def test_a_sentence_is_printed_once_for_all_its_numbers(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(
        "The bridge cost $3 million and took 5 years, 2 more than planned.", encoding="utf-8"
    )
    shown = on_terminal(*arguments, tmp_path / "a.txt", columns=100)
    assert re.sub(r"\x1b\[[\d;]*m", "", shown).count("The bridge cost $3 million and took") == 1


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_no_line_of_statistics_is_wider_than_the_terminal(columns: int) -> None:
    shown = re.sub(r"\x1b\[[\d;]*m", "", on_terminal("statistics", SAMPLE, columns=columns))
    assert max(map(len, shown.splitlines())) <= columns


@pytest.mark.parametrize("kind", KINDS)
def test_a_legend_stands_under_the_tables_once(kind: str) -> None:
    shown = on_terminal(kind, SAMPLE, "data/articles", columns=100)
    assert shown.endswith(legend(kind, color=True))
    assert shown.count(LEGENDS[kind]) == 1


def test_nothing_found_needs_no_legend(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nobody came.", encoding="utf-8")
    assert on_terminal("statistics", tmp_path / "a.txt") == ""


@pytest.mark.parametrize(
    "options, env, colored",
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        ((), {"TERM": "dumb"}, False),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "always"), {"TERM": "dumb"}, True),
    ],
)
def test_color_on_a_terminal(options: tuple[str, ...], env: dict[str, str], colored: bool) -> None:
    assert (ESCAPE in on_terminal("statistics", SAMPLE, *options, **env)) == colored


@pytest.mark.parametrize(
    "options, env, colored",
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {}, True),
    ],
)
def test_color_in_a_pipe(run, options: tuple[str, ...], env: dict[str, str], colored: bool) -> None:
    shown = run("statistics", SAMPLE, "--format", "table", *options, **env).stdout.decode()
    assert (ESCAPE in shown) == colored


def test_color_changes_no_records(run) -> None:
    plain, colored = run("claims", SAMPLE), run("claims", SAMPLE, "--color", "always")
    assert plain.stdout == colored.stdout and plain.stdout.startswith(b"[")
