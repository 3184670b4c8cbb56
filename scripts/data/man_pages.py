"""Writes man/rusus.1 and a page for each command, from the help that the commands print.

Usage: python -m scripts.data.man_pages [--check]

--check writes nothing and exits 1 if a page is no longer what the help says. To read one: man -l man/rusus-claims.1
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from inspect import cleandoc

import click

from rusus import __version__
from rusus.cli.commands import commands
from scripts import ROOT, command_line

FOLDER = ROOT / "man"
EXIT_STATUS = (
    ("0", "Done, also when nothing is found."),
    ("1", "Some input failed; the rest is done and printed."),
    ("2", "Wrong usage."),
    ("130", "Interrupted."),
)
ENVIRONMENT = (
    ("NO_COLOR", "If set, tables are not colored."),
    ("FORCE_COLOR", "If set, and NO_COLOR is not, tables are colored in pipes and files, too."),
)


def pages() -> dict[str, str]:
    """Returns the man pages by the names of their files."""
    whole = click.Context(commands, info_name="rusus")
    found = {"rusus.1": _page(commands, whole, [])}
    for name, command in sorted(commands.commands.items()):
        context = click.Context(command, info_name=name, parent=whole)
        found[f"rusus-{name}.1"] = _page(command, context, ["rusus"])
    return found


def _page(command: click.Command, context: click.Context, others: list[str]) -> str:
    path = context.command_path
    summary = command.short_help or (command.help or "").partition("\n")[0]
    lines = [
        f'.TH "{path.replace(" ", "-").upper()}" "1" "" "rusus {__version__}" "rusus"',
        ".SH NAME",
        rf"{_escaped(path.replace(' ', '-'))} \- {_escaped(summary.rstrip('.'))}",
        ".SH SYNOPSIS",
        f".B {_escaped(path)}",
        _escaped(" ".join(command.collect_usage_pieces(context))),
        ".SH DESCRIPTION",
        *_paragraphs(command.help or ""),
        ".SH OPTIONS",
        *_items(record for each in command.get_params(context) if (record := each.get_help_record(context))),
    ]
    if isinstance(command, click.Group):
        names = sorted(command.commands)
        lines += [".SH COMMANDS", *_items((name, command.commands[name].short_help or "") for name in names)]
        others = [f"rusus-{name}" for name in names]
    lines += [".SH EXIT STATUS", *_items(EXIT_STATUS), ".SH ENVIRONMENT", *_items(ENVIRONMENT)]
    see = ", ".join(rf"\fB{_escaped(name)}\fR(1)" for name in others)
    return "\n".join([*lines, ".SH SEE ALSO", see]) + "\n"


def _paragraphs(text: str) -> Iterator[str]:
    """Yields the paragraphs of a help text; what Click is told not to wrap (\\b) stays in its lines."""
    for paragraph in cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b"):
            yield from (".PP", ".nf", *(_escaped(line) for line in paragraph.splitlines()[1:]), ".fi")
        else:
            yield from (".PP", _escaped(" ".join(paragraph.split())))


def _items(records: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, text in records:
        if text:
            yield from (".TP", rf"\fB{_escaped(name)}\fR", _escaped(" ".join(text.split())))


def _escaped(text: str) -> str:
    """Returns a text as roff source: hyphens to copy, no line that looks like a request."""
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", r"\e").replace("-", r"\-"), flags=re.MULTILINE)


def main() -> None:
    parser = command_line(__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    made = pages()
    stale = [
        name
        for name, text in made.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != text
    ]
    stale += [path.name for path in FOLDER.glob("*.1") if path.name not in made]
    if check:
        print("\n".join(f"stale: man/{name}" for name in stale) or "man pages are fresh")
        sys.exit(1 if stale else 0)
    FOLDER.mkdir(exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(made[name], encoding="utf-8") if name in made else (FOLDER / name).unlink()


if __name__ == "__main__":
    main()
