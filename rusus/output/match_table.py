"""The table of matches: disagreements first, what agrees counted, and known claims with their rating.

Imported only where a table is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from rusus.output.records import Record
from rusus.output.styled_text import one_line, styled
from rusus.similarity.word_diff import differing_stretches
from rusus.vocabulary import AGREEING, MATCH_VERDICTS

VERDICT_STYLES = {"same": "bold green", "close": "bold yellow"}
ALARM_STYLE, CHANGED_STYLE, RATING_STYLE = "bold red", "yellow", "bold magenta"
_INDENT = "  "


def print_matches(console: Console, records: Sequence[Record], listed: bool) -> None:
    """Prints the matches, the gravest verdict first.

    Unless all are to be ``listed``, those of articles that agree are counted in a line; a known claim is always shown,
    because what was found out about it is news.
    """
    shown = [record for record in records if listed or _is_news(record)]
    for record in sorted(shown, key=lambda record: -MATCH_VERDICTS.index(record["verdict"])):
        console.print(_head(record))
        for text in (*_differences(record), *_sides(record)):
            for line in text.wrap(console, console.width - len(_INDENT)):
                line.rstrip()
                console.print(Text(_INDENT).append_text(line))
        console.print()
    counted = Counter(record["verdict"] for record in records) - Counter(record["verdict"] for record in shown)
    if counted:
        console.print(_count(counted))


def _is_news(record: Record) -> bool:
    return record["verdict"] not in AGREEING or record["other_line"] is None


def _head(record: Record) -> Text:
    """The verdict, the score, and the rating of a known claim."""
    verdict = record["verdict"]
    head = Text.assemble((verdict, VERDICT_STYLES.get(verdict, ALARM_STYLE)), f"  {record['score']:.2f}")
    if record["other_rating"]:
        head.append("  rated ", "dim").append_text(one_line(record["other_rating"], RATING_STYLE))
    return head


def _differences(record: Record) -> Iterator[Text]:
    """What differs, a line each."""
    for difference in record["differences"]:
        sides = f"{difference['ours'] or 'nothing'} | {difference['theirs'] or 'nothing'}"
        yield one_line(f"{difference['kind']}: ").append_text(one_line(sides, ALARM_STYLE))


def _sides(record: Record) -> Iterator[Text]:
    """Both sentences, each under the place where it stands; equal ones once."""
    changes = differing_stretches(record["text"], record["other_text"])
    yield _place(record["file"], record["line"], record["date"])
    ours = [(change.start, change.end) for change in changes]
    yield _sentence(record["text"], ours, (each["ours"] for each in record["differences"]))
    yield _other_place(record)
    if changes:
        theirs = [(change.other_start, change.other_end) for change in changes]
        yield _sentence(record["other_text"], theirs, (each["theirs"] for each in record["differences"]))
    if record["other_url"]:
        yield one_line(record["other_url"], "dim")


def _other_place(record: Record) -> Text:
    place = _place(record["other_file"], record["other_line"], record["other_date"])
    return place.append(f"  {record['other_title']}") if record["other_title"] else place


def _place(file: str | None, line: int | None, date: str | None) -> Text:
    place = f"{file or '-'}:{line}" if line else file or ""
    return one_line(f"{place} ({date})" if date else place, "dim")


def _sentence(text: str, changed: Iterable[tuple[int, int]], named: Iterable[str]) -> Text:
    """Returns a sentence with the words that differ marked, those of a named difference more strongly."""
    shown = styled(text, changed, CHANGED_STYLE)
    for words in named:
        start = text.find(words) if words else -1
        if start >= 0:
            shown.stylize(ALARM_STYLE, start, start + len(words))
    return shown


def _count(counted: Counter[str]) -> Text:
    """The line that says how many more matches there are, and what lists them."""
    verdicts = [verdict for verdict in MATCH_VERDICTS if counted[verdict]]
    counts = ", ".join(f"{counted[verdict]} {verdict}" for verdict in verdicts)
    return one_line(f"{counts}; {' '.join(f'--verdict {verdict}' for verdict in verdicts)} lists them", "dim")
