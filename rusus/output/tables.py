"""Tables for people: one table an article, the text wrapped, what was found marked in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from rusus.output.records import Record
from rusus.output.terminal import harmless

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

TAG_STYLES = {"quote": "green", "statistic": "cyan", "claim": "yellow"}
VERDICT_STYLES = {"same": "green", "close": "yellow"}
DECISION_STYLES = {"kept": "green", "set aside": "yellow"}
_SPACE = re.compile(r"\s+")


def table(kind: str, records: Sequence[Record], width: int, color: bool, title: str | None = None) -> str:
    """Returns the records of one kind as a table ``width`` columns wide, with colours where ``color``.

    ``title`` stands above it; without one, records of several files each name theirs.
    """
    from rich.console import Console

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
    console.print(_LAYOUTS[kind](records, title is None))
    return out.getvalue() + "\n"


def _table(columns: Iterable[tuple[str, dict[str, Any]]], with_file: bool) -> Table:
    from rich.table import Table

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    if with_file:
        made.add_column("file", overflow="fold", max_width=24)
    for name, options in columns:
        made.add_column(name, **options)
    return made


def _claims(records: Sequence[Record], with_file: bool) -> RenderableType:
    made = _table(
        [
            ("line", {"justify": "right", "no_wrap": True}),
            ("tag", {"no_wrap": True}),
            ("score", {"justify": "right", "no_wrap": True}),
            ("speaker", {"overflow": "fold", "max_width": 18}),
            ("sentence", {"overflow": "fold", "ratio": 1}),
        ],
        with_file,
    )
    for record in records:
        tag = record["tag"] or ""
        made.add_row(
            *_file(record, with_file),
            str(record["line"]),
            _text(
                tag if record["block"] == "paragraph" else f"{tag} ({record['block']})".strip(),
                TAG_STYLES.get(tag, "dim"),
            ),
            f"{record['score']:.2f}",
            _text(record["speaker"] or record["source"] or ""),
            _marked(record, [(item, "bold cyan") for item in record["statistics"]]).append_text(_reasons(record)),
        )
    return made


def _reasons(record: Record) -> Text:
    """Returns the features that made the score, on a line of their own, where the record has them."""
    made = _text("")
    if "reasons" in record:
        made.append("\n")
        listed = "  ".join(f"{reason['feature']} {reason['weight']:+.2f}" for reason in record["reasons"])
        made.append_text(_text(listed, "dim"))
    return made


def _quotes(records: Sequence[Record], with_file: bool) -> RenderableType:
    made = _table(
        [
            ("line", {"justify": "right", "no_wrap": True}),
            ("kind", {"no_wrap": True}),
            ("speaker", {"overflow": "fold", "max_width": 24}),
            ("cue", {"overflow": "fold", "max_width": 14}),
            ("quotation", {"overflow": "fold", "ratio": 1}),
        ],
        with_file,
    )
    for record in records:
        made.add_row(
            *_file(record, with_file),
            str(record["line"]),
            _text(record["kind"], "green" if record["kind"] != "indirect" else "dim"),
            _text(_who(record)),
            _text(record["cue"]["text"] if record["cue"] else "", "dim"),
            _text(" … ".join(span["text"] for span in record["spans"])),
        )
    return made


def _judgements(records: Sequence[Record], with_file: bool) -> RenderableType:
    made = _table(
        [
            ("line", {"justify": "right", "no_wrap": True}),
            ("verdict", {"no_wrap": True}),
            ("source", {"overflow": "fold", "max_width": 20}),
            ("cue", {"overflow": "fold", "max_width": 14}),
            ("text and reasons", {"overflow": "fold", "ratio": 1}),
        ],
        with_file,
    )
    for record in records:
        source, cue = (record[key]["text"] if record[key] else "" for key in ("source", "cue"))
        shown = _text(record["text"]).append("\n").append_text(_text("; ".join(record["reasons"]), "dim"))
        style = "green" if record["verdict"] in ("quotation", "accepted") else "dim"
        made.add_row(
            *_file(record, with_file),
            str(record["line"]),
            _text(record["verdict"], style),
            _text(source),
            _text(cue),
            shown,
        )
    return made


def _decisions(records: Sequence[Record], with_file: bool) -> RenderableType:
    made = _table(
        [
            ("line", {"justify": "right", "no_wrap": True}),
            ("verdict", {"no_wrap": True}),
            ("number", {"overflow": "fold", "max_width": 16}),
            ("kind", {"no_wrap": True}),
            ("rules", {"overflow": "fold", "max_width": 30}),
            ("sentence", {"overflow": "fold", "ratio": 1}),
        ],
        with_file,
    )
    for record in records:
        rules = dict.fromkeys((record["kind_rule"], record["rule"]))
        made.add_row(
            *_file(record, with_file),
            str(record["line"]),
            _text(record["verdict"], DECISION_STYLES.get(record["verdict"], "dim")),
            _text(record["text"], "cyan"),
            _text(record["kind"]),
            _text(", ".join(rules), "dim"),
            _marked(record["sentence"], [(record, "bold cyan")]),
        )
    return made


def _who(record: Record) -> str:
    """The resolved speaker, and in brackets how the text puts it where that is another wording."""
    speaker, source = record["speaker"], record["source"] and record["source"]["text"]
    if not speaker or not source or speaker in source:
        return speaker or source or ""
    return f"{speaker} ({source})"


def _statistics(records: Sequence[Record], with_file: bool) -> RenderableType:
    made = _table(
        [
            ("line", {"justify": "right", "no_wrap": True}),
            ("kind", {"no_wrap": True}),
            ("value", {"justify": "right", "overflow": "fold", "max_width": 16}),
            ("unit", {"overflow": "fold", "max_width": 12}),
            ("of", {"overflow": "fold", "max_width": 14}),
            ("period", {"overflow": "fold", "max_width": 12}),
            ("sentence", {"overflow": "fold", "ratio": 1}),
        ],
        with_file,
    )
    for record in records:
        made.add_row(
            *_file(record, with_file),
            str(record["line"]),
            _text(record["kind"]),
            _text(value_text(record), "cyan"),
            _text(record["unit"]),
            _text(record["of"]["text"] if record["of"] else ""),
            _text(record["period"]["text"] if record["period"] else "", "dim"),
            _marked(record["sentence"], [(record, "bold cyan")]),
        )
    return made


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
    return f"{number:,}"


def _match(records: Sequence[Record], with_file: bool) -> RenderableType:
    from rusus.similarity.word_diff import differing_stretches

    made = _table(
        [("verdict", {"no_wrap": True}), ("score", {"no_wrap": True}), ("", {"overflow": "fold", "ratio": 1})], False
    )
    for record in records:
        verdict = record["verdict"]
        changes = differing_stretches(record["text"], record["other_text"])
        pair = _side(record["file"], record["text"], [(change.start, change.end) for change in changes])
        pair.append("\n")
        pair.append_text(
            _side(
                record["other_file"],
                record["other_text"],
                [(change.other_start, change.other_end) for change in changes],
            )
        )
        for difference in record["differences"]:
            ours, theirs = difference["ours"] or "nothing", difference["theirs"] or "nothing"
            pair.append("\n")
            pair.append_text(_text(f"{difference['kind']}: {ours} | {theirs}", "bold red"))
        pair.append("\n")
        made.add_row(_text(verdict, VERDICT_STYLES.get(verdict, "bold red")), f"{record['score']:.2f}", pair)
    return made


def _groups(records: Sequence[Record], with_file: bool) -> RenderableType:
    made = _table(
        [
            ("articles", {"justify": "right", "no_wrap": True}),
            ("sources", {"justify": "right", "no_wrap": True}),
            ("verdicts", {"overflow": "fold", "max_width": 22}),
            ("sentence and files", {"overflow": "fold", "ratio": 1}),
        ],
        False,
    )
    for record in records:
        sentence = _text(record["text"])
        for file in record["files"]:
            sentence.append("\n").append_text(_text(file, "dim"))
        verdicts = ", ".join(f"{count} {verdict}" for verdict, count in record["verdicts"].items())
        made.add_row(str(record["articles"]), str(record["sources"]), _text(verdicts), sentence)
    return made


def _side(file: str | None, text: str, differing: Iterable[tuple[int, int]]) -> Text:
    """One sentence of a pair after the name of its file, the words that the other lacks marked."""
    side = _text(f"{file}: ", "dim")
    return side.append_text(_styled(text, ((start, end, "bold red") for start, end in differing)))


def _file(record: Record, shown: bool) -> list[Text]:
    return [_text(record["file"] or "", "dim")] if shown else []


def _text(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(harmless(_SPACE.sub(" ", text)) if text.strip() else text, style=style)


def _marked(record: Record, found: Iterable[tuple[Record, str]]) -> Text:
    """Returns the record's text on one line, with the stretches that records inside it cover in their style."""
    base = record["start"]
    return _styled(record["text"], ((item["start"] - base, item["end"] - base, style) for item, style in found))


def _styled(text: str, styles: Iterable[tuple[int, int, str]]) -> Text:
    """Returns a text on one line with styled stretches: one character stands for one, so that offsets hold."""
    from rich.text import Text

    made = Text(harmless(re.sub(r"\s", " ", text)))
    for start, end, style in styles:
        made.stylize(style, start, end)
    return made


_LAYOUTS: dict[str, Callable[[Sequence[Record], bool], RenderableType]] = {
    "claims": _claims,
    "quotes": _quotes,
    "statistics": _statistics,
    "match": _match,
    "groups": _groups,
    "judgements": _judgements,
    "decisions": _decisions,
}
