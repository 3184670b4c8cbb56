"""Legends: the line under a table that says what its columns and marks mean."""

from __future__ import annotations

from textwrap import wrap

from rusus.vocabulary import RecordKind

LEGENDS: dict[RecordKind, str] = {
    "claims": "score: how probably a fact-checker would check the sentence. Marked: numbers that are evidence.",
    "quotes": "In brackets: how the text names the speaker. … stands where an attribution divides a quotation.",
    "statistics": "Marked: the numbers. → before and after, ↑ risen, ↓ fallen, ~ about, > more than, < less than.",
    "judgements": "Below the text: what speaks for (+) and against (-) a quotation.",
    "decisions": "kept: a statistic; set aside: a number that is none; left out: a date, a name or the like.",
    "match": "score: how probably both say the same. Red: what disagrees; yellow: other words that differ.",
    "groups": "sources: articles, with reprints of one text counted once.",
    "search": "score: the nearness to TEXT; without TEXT, how probably a fact-checker would check it.",
}
"""What a reader of each table has to know, in a sentence or two."""


def legend(kind: RecordKind, color: bool, width: int = 100) -> str:
    """Returns the line for a kind of record, faint where in ``color``, broken between words at ``width`` columns."""
    line = "\n".join(wrap(LEGENDS[kind], width))
    return f"\x1b[2m{line}\x1b[0m\n" if color else f"{line}\n"
