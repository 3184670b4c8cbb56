"""Help, completion and man pages: one source, and the same under both names of the program."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from conftest import ROOT

from rusus.cli.commands import commands
from scripts.data.man_pages import FOLDER, pages

NAMES = sorted(commands.commands)
EXAMPLES = {
    name: re.findall(r"^ +(rusus .*)$", commands.commands[name].help or "", re.MULTILINE)
    for name in NAMES
}  # fmt: skip
FILE_OPTIONS = [
    ("claims -o", "file"),
    ("claims --out-dir", "dir"),
    ("claims --files-from", "file"),
    ("match a.txt --against", "file"),
    ("report a.txt -o", "file"),
    ("index a.db --claims", "file"),
    ("search", "file"),
    ("claims", "file"),
]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_examples_that_parse(name: str) -> None:
    assert EXAMPLES[name]
    for example in EXAMPLES[name]:
        words = shlex.split(re.split(r" [|>] ", example)[0])
        assert words[:2] == ["rusus", name]
        commands.commands[name].make_context(name, words[2:], parent=click.Context(commands, info_name="rusus"))


@pytest.mark.parametrize("name", NAMES)
def test_every_default_is_printed(name: str) -> None:
    """What an option is without being given stands in the help; flags and what may be left out have none."""
    for option in commands.commands[name].params:
        if isinstance(option, click.Option) and not option.is_flag and not option.multiple:
            assert option.show_default or option.to_info_dict()["default"] is None, option.name


def test_both_names_of_the_program_print_the_same() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    script = "import sys; sys.argv[0] = '/usr/bin/rusus'; from rusus.__main__ import main; main()"
    for arguments in (["--help"], ["claims", "--help"], ["claims", "--nothing"], ["--version"], ["shout"]):
        ways = (["-m", "rusus", *arguments], ["-c", script, *arguments])
        done = [subprocess.run([sys.executable, *way], capture_output=True, env=env, cwd=ROOT) for way in ways]
        assert (done[0].stdout, done[0].stderr, done[0].returncode) == (
            done[1].stdout,
            done[1].stderr,
            done[1].returncode,
        )
        assert b"__main__" not in done[0].stdout + done[0].stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("line, kind", FILE_OPTIONS)
def test_files_are_completed(run, shell: str, line: str, kind: str) -> None:
    """The protocol of Click's completion: the words so far, and the kind of what comes next."""
    words = ["rusus", *line.split()]
    current = "" if shell == "fish" else str(len(words))
    done = run(_RUSUS_COMPLETE=f"{shell}_complete", COMP_WORDS=" ".join(words) + " ", COMP_CWORD=current)
    assert re.split(r"[,\n\t]", done.stdout.decode())[0] == kind


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    "line", ["claims -o un", "match --against un", "index a.db --claims un", "claims --files-from un"]
)
def test_a_real_bash_completes_a_file(tmp_path: Path, line: str) -> None:
    (tmp_path / "unlikely-name.json").touch()
    program = tmp_path / "bin" / "rusus"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rusus "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TERM": "dumb",
        "PS1": "",
    }
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(tmp_path)
        os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], env)
    try:
        os.write(terminal, b'eval "$(_RUSUS_COMPLETE=bash_source rusus)"; echo re""ady\n')
        assert "ready" in _shown(terminal, "\nready")
        os.write(terminal, f"rusus {line}\t".encode())
        assert "unlikely-name.json" in _shown(terminal, "unlikely-name.json")
    finally:
        os.write(terminal, b"\x03\x04")
        os.close(terminal)
        os.waitpid(pid, 0)


def _shown(terminal: int, wanted: str) -> str:
    """What a terminal shows until ``wanted`` stands there; a minute at most."""
    shown, end = "", time.monotonic() + 60
    while wanted not in shown.replace("\r", "") and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 4096).decode(errors="replace")
    return shown.replace("\r", "")


def test_man_pages_are_what_the_help_says() -> None:
    stale = [name for name, text in pages().items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run make man"
    assert {path.name for path in FOLDER.iterdir()} == set(pages())


@pytest.mark.skipif(shutil.which("man") is None, reason="no man here")
def test_man_shows_examples_line_by_line() -> None:
    done = subprocess.run(
        ["man", "-l", FOLDER / "rusus-claims.1"], capture_output=True, env={**os.environ, "MANWIDTH": "100"}
    )
    lines = [line.strip() for line in done.stdout.decode().splitlines()]
    assert EXAMPLES["claims"][0] in lines and done.stderr == b""
