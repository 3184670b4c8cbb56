"""Tables for people: one table an article, the text wrapped, what was found marked in it.

A kind of record is shown in a row of Columns; to show another key, add one. Imported only where a table is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rusus.output.records import Record
from rusus.output.terminal import escape_controls
from rusus.similarity.word_diff import differing_stretches
from rusus.vocabulary import RecordKind

TAG_STYLES = {"quote": "green", "statistic": "cyan", "claim": "yellow"}
VERDICT_STYLES = {"same": "green", "close": "yellow"}
ALARM_STYLE = "bold red"
DECISION_STYLES = {"kept": "green", "set aside": "yellow"}
_SPACE = re.compile(r"\s+")

PLACES = 3
"""Decimals shown: a third is 0.333; smaller numbers are shown whole."""

LINE_WIDTH, GAP = 4, 2
VALUE_SHARE, PERIOD_SHARE = 0.4, 0.25
"""Shares of a statistics table's width that its columns take; at 60 columns that is 20, 16 and 12. Chosen by eye."""

REST = 0
"""The width of a column that takes what the others leave."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it shows of a record, and after how many characters that is wrapped.

    Without a ``width`` it is as wide as its widest cell, and is never wrapped.
    """

    name: str
    cell: Callable[[Record], Text]
    width: int | None = None
    right: bool = False

    def add_to(self, table: Table) -> None:
        """Adds the column to a table."""
        table.add_column(
            self.name,
            justify="right" if self.right else "left",
            no_wrap=self.width is None,
            overflow="ellipsis" if self.width is None else "fold",
            max_width=self.width or None,
            ratio=1 if self.width == REST else None,
        )


def table(
    kind: RecordKind,
    records: Sequence[Record],
    width: int,
    color: bool,
    title: str | None = None,
    standalone: bool = False,
) -> str:
    """Returns the records of one kind as a table ``width`` columns wide, in color where ``color``.

    ``title`` stands above it; without one, records of several files each name theirs. ``standalone`` shows sentences
    with what they need to stand alone.
    """
    if not records:
        return ""
    files = {record.get("file") for record in records}
    if title is None and len(files) == 1:
        (title,) = files
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=color, no_color=not color, highlight=False, markup=False, emoji=False
    )
    if title is not None:
        console.print(_text(title, "bold"))
    if kind == "statistics":
        _print_numbers(console, records, names_files=title is None)
        return out.getvalue() + "\n"
    columns = (*COLUMNS[kind][:-1], STANDALONE) if standalone else COLUMNS[kind]
    console.print(_table((FILE, *columns) if title is None and kind not in _NAME_FILES else columns, records))
    return out.getvalue() + "\n"


def _print_numbers(console: Console, records: Sequence[Record], names_files: bool) -> None:
    """Prints each sentence once, marked, and its numbers below it: value with unit, what it is of, and its period."""
    console.print(_number_row(console.width, *(_text(name, "dim") for name in ("line", "value", "of", "period"))))
    file = None
    for (group_file, _), group in groupby(records, key=lambda record: (record["file"], record["sentence"]["start"])):
        numbers = list(group)
        if names_files and group_file != file:
            file = group_file
            console.print(_text(file or "", "bold"))
        head = Table.grid(padding=(0, 2, 0, 0))
        head.add_column(width=LINE_WIDTH, justify="right")
        head.add_column(overflow="fold")
        head.add_row(_text(str(numbers[0]["line"])), _marked(numbers[0]["sentence"], numbers))
        console.print(head)
        for number in numbers:
            value = _text(f"{value_text(number)} {number['unit']}".strip(), "cyan")
            of, period = _text(_written(number["of"])), _text(_written(number["period"]), "dim")
            console.print(_number_row(console.width, _text(""), value, of, period))


def _number_row(width: int, line: Text, value: Text, of: Text, period: Text) -> Table:
    """Returns one row under a sentence; its columns have the same widths in every row of a table ``width`` wide."""
    rest = width - LINE_WIDTH - 3 * GAP
    value_width, period_width = (max(12, round(rest * share)) for share in (VALUE_SHARE, PERIOD_SHARE))
    row = Table.grid(padding=(0, GAP, 0, 0))
    row.add_column(width=LINE_WIDTH, justify="right")
    for column in (value_width, max(8, rest - value_width - period_width), period_width):
        row.add_column(width=column, overflow="fold")
    row.add_row(line, value, of, period)
    return row


def _table(columns: Sequence[Column], records: Iterable[Record]) -> Table:
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    for column in columns:
        column.add_to(made)
    for record in records:
        made.add_row(*(column.cell(record) for column in columns))
    return made


def _tag(record: Record) -> Text:
    tag = record["tag"] or ""
    shown = tag if record["block"] == "paragraph" else f"{tag} ({record['block']})".strip()
    return _text(shown, TAG_STYLES.get(tag, "dim"))


def _sentence(record: Record) -> Text:
    """The sentence with its statistics marked; below it the features that made its score, where the record has them."""
    shown = _marked(record, record["statistics"])
    if "reasons" in record:
        reasons = "; ".join(f"{reason['feature']} {reason['weight']:+.2f}" for reason in record["reasons"])
        shown.append("\n").append_text(_text(reasons, "dim"))
    return shown


def _alone(record: Record) -> Text:
    """The sentence as it stands alone, what was put in marked; as it is where nothing was."""
    if not record["standalone"]:
        return _sentence(record)
    text, at, stretches = record["standalone"]["text"], 0, []
    for piece in record["standalone"]["pieces"]:
        start = text.index(f"[{piece['inserted']}]", at)
        at = start + len(piece["inserted"]) + 2
        stretches.append((start, at))
    return _styled(text, stretches, "magenta")


def _speaker(record: Record) -> Text:
    """The resolved speaker, and in brackets how the text puts it where that is another wording."""
    speaker, source = record["speaker"], _written(record["source"])
    if not speaker or not source or speaker in source:
        return _text(speaker or source)
    return _text(f"{speaker} ({source})")


def _judged(record: Record) -> Text:
    return _text(record["text"]).append("\n").append_text(_text("; ".join(record["reasons"]), "dim"))


def value_text(record: Record) -> str:
    """Returns the value of a statistics record for reading: ``96.1 billion → 14.9 billion``, ``5 – 7``, ``> 12``."""
    if record["before"] is not None and record["after"] is not None:
        return f"{_grouped(record['before'])} → {_grouped(record['after'])}"
    if record["low"] is not None:
        return f"{_grouped(record['low'])} – {_grouped(record['high'])}"
    arrow = {"up": "↑ ", "down": "↓ "}.get(record["trend"], "")
    comparator = "" if record["comparator"] == "=" else record["comparator"] + " "
    return arrow + comparator + _grouped(record["value"])


def _grouped(number: float | None) -> str:
    if number is None:
        return ""
    for name, scale in (("trillion", 1e12), ("billion", 1e9), ("million", 1e6)):
        if scale <= abs(number) < 1e15 and round(number / scale, 3) * scale == number:
            return f"{round(number / scale, 3):g} {name}"
    return f"{round(number, PLACES):,}" if abs(number) >= 1 / 10**PLACES else f"{number:,}"


def _pair(record: Record) -> Text:
    """Both sentences, each after the name of its file, the words that the other lacks marked; then what differs."""
    changes = differing_stretches(record["text"], record["other_text"])
    shown = _side(record["file"], record["text"], [(change.start, change.end) for change in changes])
    shown.append("\n")
    theirs = [(change.other_start, change.other_end) for change in changes]
    shown.append_text(_side(record["other_file"], record["other_text"], theirs))
    for difference in record["differences"]:
        sides = f"{difference['ours'] or 'nothing'} | {difference['theirs'] or 'nothing'}"
        shown.append("\n").append_text(_text(f"{difference['kind']}: {sides}", ALARM_STYLE))
    return shown.append("\n")


def _side(file: str | None, text: str, differing: Iterable[tuple[int, int]]) -> Text:
    return _text(f"{file}: ", "dim").append_text(_styled(text, differing, ALARM_STYLE))


def _sentence_and_files(record: Record) -> Text:
    shown = _text(record["text"])
    for file in record["files"]:
        shown.append("\n").append_text(_text(file, "dim"))
    return shown


def _found(record: Record) -> Text:
    """The sentence with the statistics that were asked for marked, and where it stands; of a known claim its rating."""
    shown = _marked(record, record["statistics"])
    known = " · ".join(record[key] for key in ("rating", "title", "url") if record[key])
    if known:
        shown.append("\n").append_text(_text(known, ALARM_STYLE))
    return shown.append("\n").append_text(_text(record["file"] or "", "dim"))


def _counts(record: Record) -> Text:
    return _text(", ".join(f"{count} {verdict}" for verdict, count in record["verdicts"].items()))


def _written(span: Record | None) -> str:
    return span["text"] if span else ""


def _text(text: str, style: str = "") -> Text:
    """Returns a text on one line; article text never becomes markup."""
    return Text(escape_controls(_SPACE.sub(" ", text)) if text.strip() else text, style=style)


def _marked(record: Record, found: Iterable[Record]) -> Text:
    """Returns the record's text on one line, with the stretches that records inside it cover marked."""
    base = record["start"]
    return _styled(record["text"], ((item["start"] - base, item["end"] - base) for item in found), "bold cyan")


def _styled(text: str, stretches: Iterable[tuple[int, int]], style: str) -> Text:
    """Returns a text on one line with styled stretches: one character stands for one, so that offsets hold."""
    shown = Text(escape_controls(re.sub(r"\s", " ", text)))
    for start, end in stretches:
        shown.stylize(style, start, end)
    return shown


STANDALONE = Column("sentence", _alone, REST)
FILE = Column("file", lambda record: _text(record["file"] or "", "dim"), 24)
_LINE = Column("line", lambda record: _text(str(record["line"])), right=True)
_CUE = Column("cue", lambda record: _text(_written(record["cue"]), "dim"), 14)
_SCORE = Column("score", lambda record: _text(f"{record['score']:.2f}"), right=True)

COLUMNS: dict[RecordKind, tuple[Column, ...]] = {
    "claims": (
        _LINE,
        Column("tag", _tag),
        _SCORE,
        Column("speaker", lambda record: _text(record["speaker"] or record["source"] or ""), 18),
        Column("sentence", _sentence, REST),
    ),
    "quotes": (
        _LINE,
        Column("kind", lambda record: _text(record["kind"], "dim" if record["kind"] == "indirect" else "green")),
        Column("speaker", _speaker, 24),
        _CUE,
        Column("quotation", lambda record: _text(" … ".join(span["text"] for span in record["spans"])), REST),
    ),
    "judgements": (
        _LINE,
        Column(
            "verdict",
            lambda record: _text(
                record["verdict"], "green" if record["verdict"] in ("quotation", "accepted") else "dim"
            ),
        ),
        Column("source", lambda record: _text(_written(record["source"])), 20),
        _CUE,
        Column("text and reasons", _judged, REST),
    ),
    "match": (
        Column("verdict", lambda record: _text(record["verdict"], VERDICT_STYLES.get(record["verdict"], ALARM_STYLE))),
        Column("score", lambda record: _text(f"{record['score']:.2f}")),
        Column("", _pair, REST),
    ),
    "search": (
        Column("score", lambda record: _text(f"{record['score']:.2f}"), right=True),
        Column("date", lambda record: _text(record["date"] or "", "dim")),
        Column("speaker", lambda record: _text(record["speaker"] or record["source"] or ""), 18),
        Column("sentence", _found, REST),
    ),
    "groups": (
        Column("articles", lambda record: _text(str(record["articles"])), right=True),
        Column("sources", lambda record: _text(str(record["sources"])), right=True),
        Column("verdicts", _counts, 22),
        Column("sentence and files", _sentence_and_files, REST),
    ),
    "decisions": (
        _LINE,
        Column("verdict", lambda record: _text(record["verdict"], DECISION_STYLES.get(record["verdict"], "dim"))),
        Column("number", lambda record: _text(record["text"], "cyan"), 16),
        Column("kind", lambda record: _text(record["kind"])),
        Column(
            "rules", lambda record: _text(", ".join(dict.fromkeys((record["kind_rule"], record["rule"]))), "dim"), 30
        ),
        Column("sentence", lambda record: _marked(record["sentence"], [record]), REST),
    ),
}
"""What the table of each kind of record shows; that of statistics is made by _print_numbers."""

_NAME_FILES = frozenset[RecordKind](("match", "groups", "search"))
"""Kinds of record that name their files in a cell of their own."""
