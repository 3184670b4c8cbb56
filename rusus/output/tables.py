"""Tables for people: one table an article, the text wrapped, what was found marked in it.

A kind of record is shown in a row of Columns; to show another key, add one. Imported only where a table is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rusus.output.match_table import RATING_STYLE, print_matches
from rusus.output.records import Record
from rusus.output.styled_text import marked, one_line, styled
from rusus.vocabulary import RecordKind

TAG_STYLES = {"quote": "green", "statistic": "cyan", "claim": "yellow"}
DECISION_STYLES = {"kept": "green", "set aside": "yellow"}

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
    listed: bool = False,
) -> str:
    """Returns the records of one kind as a table ``width`` columns wide, in color where ``color``.

    ``title`` stands above it; without one, records of several files each name theirs. ``standalone`` shows sentences
    with what they need to stand alone; matches that agree are counted unless they are to be ``listed``.
    """
    if not records:
        return ""
    files = {record.get("file") for record in records}
    if title is None and len(files) == 1 and kind != "match":
        (title,) = files
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=color, no_color=not color, highlight=False, markup=False, emoji=False
    )
    if title is not None:
        console.print(one_line(title, "bold"))
    if kind == "match":
        print_matches(console, records, listed, color)
        return out.getvalue()
    if kind == "statistics":
        _print_numbers(console, records, names_files=title is None)
        return out.getvalue() + "\n"
    columns = (*COLUMNS[kind][:-1], STANDALONE) if standalone else COLUMNS[kind]
    console.print(_table((FILE, *columns) if title is None and kind not in _NAME_FILES else columns, records))
    return out.getvalue() + "\n"


def _print_numbers(console: Console, records: Sequence[Record], names_files: bool) -> None:
    """Prints each sentence once, marked, and its numbers below it: value with unit, what it is of, and its period."""
    console.print(_number_row(console.width, *(one_line(name, "dim") for name in ("line", "value", "of", "period"))))
    file = None
    for (group_file, _), group in groupby(records, key=lambda record: (record["file"], record["sentence"]["start"])):
        numbers = list(group)
        if names_files and group_file != file:
            file = group_file
            console.print(one_line(file or "", "bold"))
        head = Table.grid(padding=(0, 2, 0, 0))
        head.add_column(width=LINE_WIDTH, justify="right")
        head.add_column(overflow="fold")
        head.add_row(one_line(str(numbers[0]["line"])), marked(numbers[0]["sentence"], numbers))
        console.print(head)
        for number in numbers:
            value = one_line(f"{value_text(number)} {number['unit']}".strip(), "cyan")
            of, period = one_line(_written(number["of"])), one_line(_written(number["period"]), "dim")
            console.print(_number_row(console.width, one_line(""), value, of, period))


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
    return one_line(shown, TAG_STYLES.get(tag, "dim"))


def _sentence(record: Record) -> Text:
    """The sentence with its statistics marked; below it the features that made its score, where the record has them."""
    shown = marked(record, record["statistics"])
    if "reasons" in record:
        reasons = "; ".join(f"{reason['feature']} {reason['weight']:+.2f}" for reason in record["reasons"])
        shown.append("\n").append_text(one_line(reasons, "dim"))
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
    return styled(text, stretches, "magenta")


def _speaker(record: Record) -> Text:
    """The resolved speaker, and in brackets how the text puts it where that is another wording."""
    speaker, source = record["speaker"], _written(record["source"])
    if not speaker or not source or speaker in source:
        return one_line(speaker or source)
    return one_line(f"{speaker} ({source})")


def _judged(record: Record) -> Text:
    return one_line(record["text"]).append("\n").append_text(one_line("; ".join(record["reasons"]), "dim"))


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


def _sentence_and_files(record: Record) -> Text:
    shown = one_line(record["text"])
    for file in record["files"]:
        shown.append("\n").append_text(one_line(file, "dim"))
    return shown


def _found(record: Record) -> Text:
    """The sentence with the statistics that were asked for marked, and where it stands; of a known claim its rating."""
    shown = marked(record, record["statistics"])
    known = " · ".join(record[key] for key in ("rating", "title", "url") if record[key])
    if known:
        shown.append("\n").append_text(one_line(known, RATING_STYLE))
    return shown.append("\n").append_text(one_line(record["file"] or "", "dim"))


def _counts(record: Record) -> Text:
    return one_line(", ".join(f"{count} {verdict}" for verdict, count in record["verdicts"].items()))


def _written(span: Record | None) -> str:
    return span["text"] if span else ""


STANDALONE = Column("sentence", _alone, REST)
FILE = Column("file", lambda record: one_line(record["file"] or "", "dim"), 24)
_LINE = Column("line", lambda record: one_line(str(record["line"])), right=True)
_CUE = Column("cue", lambda record: one_line(_written(record["cue"]), "dim"), 14)
_SCORE = Column("score", lambda record: one_line(f"{record['score']:.2f}"), right=True)

COLUMNS: dict[RecordKind, tuple[Column, ...]] = {
    "claims": (
        _LINE,
        Column("tag", _tag),
        _SCORE,
        Column("speaker", lambda record: one_line(record["speaker"] or record["source"] or ""), 18),
        Column("sentence", _sentence, REST),
    ),
    "quotes": (
        _LINE,
        Column("kind", lambda record: one_line(record["kind"], "dim" if record["kind"] == "indirect" else "green")),
        Column("speaker", _speaker, 24),
        _CUE,
        Column("quotation", lambda record: one_line(" … ".join(span["text"] for span in record["spans"])), REST),
    ),
    "judgements": (
        _LINE,
        Column(
            "verdict",
            lambda record: one_line(
                record["verdict"], "green" if record["verdict"] in ("quotation", "accepted") else "dim"
            ),
        ),
        Column("source", lambda record: one_line(_written(record["source"])), 20),
        _CUE,
        Column("text and reasons", _judged, REST),
    ),
    "search": (
        Column("score", lambda record: one_line(f"{record['score']:.2f}"), right=True),
        Column("date", lambda record: one_line(record["date"] or "", "dim")),
        Column("speaker", lambda record: one_line(record["speaker"] or record["source"] or ""), 18),
        Column("sentence", _found, REST),
    ),
    "groups": (
        Column("articles", lambda record: one_line(str(record["articles"])), right=True),
        Column("sources", lambda record: one_line(str(record["sources"])), right=True),
        Column("verdicts", _counts, 22),
        Column("sentence and files", _sentence_and_files, REST),
    ),
    "decisions": (
        _LINE,
        Column("verdict", lambda record: one_line(record["verdict"], DECISION_STYLES.get(record["verdict"], "dim"))),
        Column("number", lambda record: one_line(record["text"], "cyan"), 16),
        Column("kind", lambda record: one_line(record["kind"])),
        Column(
            "rules", lambda record: one_line(", ".join(dict.fromkeys((record["kind_rule"], record["rule"]))), "dim"), 30
        ),
        Column("sentence", lambda record: marked(record["sentence"], [record]), REST),
    ),
}
"""What the table of each kind of record shows; those of statistics and matches are made otherwise."""

_NAME_FILES = frozenset[RecordKind](("groups", "search"))
"""Kinds of record that name their files in a cell of their own."""
