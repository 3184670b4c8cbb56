"""Cost grows with the length of a text and no faster, whatever the text: four times as long, about four times the time."""

from __future__ import annotations

import gc
import time

import pytest
from hostile import MIXTURES, PIECES, hostile

import rusus
from rusus.output.formats import Style, body
from rusus.output.records import claims_records, quotes_records, statistics_records
from rusus.reading.decoding import decode
from rusus.reading.web_pages import is_page

SIZE = 3_000
MOST = 7.0
"""Four would be linear; sixteen quadratic. Small texts are timed on machines that do other things as well."""
SLOWEST = 0.00002
"""Seconds a character, below which a text is quick whatever the ratio says."""

BETWEEN = {
    "sentences in marks": ('"', "He said so. ", '"'),
    "sentences in curly marks": ("“", "We see that it is so. ", "”"),
    "numbers in marks": ("“", "7 ", "”"),
    "sentences in brackets": ("(", "He said so. ", ")"),
    "paragraphs that go on": ("", "“We see that it is very good for all of us.\n\n", "”"),
    "one cue and much speech": ("He said ", "that it is so, and ", "that."),
    "one subject far away": ("Mr. John Smith, ", "who is here, ", "said so."),
}


def text_of(name: str, size: int) -> str:
    if name not in BETWEEN:
        return hostile(name, size)
    opening, piece, closing = BETWEEN[name]
    return opening + (piece * (size // len(piece) + 1))[:size] + closing


def cost(text: str, markup: str) -> float:
    """CPU seconds of the whole way, from bytes to JSON."""
    gc.collect()
    began = time.process_time()
    decoded, _ = decode(text.encode("utf-8", "replace"), "a") if "\0" not in text else (text, None)
    is_page(decoded)
    document = rusus.extract(text, "a", markup)
    for kind, records_of in (
        ("claims", claims_records),
        ("quotes", quotes_records),
        ("statistics", statistics_records),
    ):
        body(list(records_of(document, True)), Style(kind, "jsonl"))
    return time.process_time() - began


@pytest.mark.parametrize("name", [*PIECES, *MIXTURES, *BETWEEN])
def test_four_times_the_text_is_four_times_the_time(name: str) -> None:
    short, long = text_of(name, SIZE), text_of(name, 4 * SIZE)
    for _ in range(4):
        seconds = cost(long, "plain")
        if seconds < SLOWEST * len(long) or seconds < MOST * cost(short, "plain"):
            return
    pytest.fail(
        f"{len(short)} characters take {cost(short, 'plain'):.3f} s, {len(long)} take {cost(long, 'plain'):.3f} s"
    )


@pytest.mark.parametrize(
    "name",
    [
        "stars",
        "backticks",
        "links",
        "headings",
        "table bars",
        "tags",
        "square brackets",
        "quote marks of mail",
        "speech",
    ],
)
def test_markdown_costs_no_more(name: str) -> None:
    seconds = min(cost(hostile(name, 4 * SIZE), "markdown") for _ in range(2))
    assert seconds < SLOWEST * 4 * SIZE or seconds < MOST * cost(hostile(name, SIZE), "markdown")


@pytest.mark.parametrize(
    "text",
    [
        "Dec. 5" + "-5" * 25 + "x",
        "Published May 5 " + "5 " * 18 + "x",
        "By Ann Staff" + " and Staff" * 40 + " x!",
        "By Ann" + " Editor and Writers of" * 40 + " x!",
        "See" + " " * 30_000 + "x",
        "Photo" + " " * 30_000 + "x",
        "# a" + " " * 30_000 + "x",
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("markup", ["plain", "markdown"])
def test_no_pattern_tries_every_way_to_cut_a_block(text: str, markup: str) -> None:
    began = time.process_time()
    rusus.extract(text, "a", markup)
    assert time.process_time() - began < 2.0, "seconds for a text that takes milliseconds: a pattern backtracks"
