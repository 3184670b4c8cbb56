"""Cost grows with the length of a text and no faster, whatever the text, on the whole way from bytes to JSON."""

from __future__ import annotations

import pytest
from hostile import MIXTURES, PIECES, hostile
from timing import Work, assert_linear, cpu_limit

import rusus
from rusus.output.formats import Style, body
from rusus.output.records import claims_records, quotes_records, statistics_records
from rusus.reading.decoding import decode
from rusus.reading.web_pages import is_page

pytestmark = pytest.mark.slow
SIZES = 3_000, 12_000
"""Characters. The costliest text (nested marks) takes 0.1 and 0.4 s."""
BACKTRACKING = 2.0
"""CPU seconds for a text that takes milliseconds."""

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


def whole_way(text: str, markup: str) -> Work:
    """The work from bytes to the lines of all three kinds of records."""

    def work() -> None:
        decoded, _ = decode(text.encode("utf-8", "replace"), "a") if "\0" not in text else (text, None)
        is_page(decoded)
        document = rusus.extract(text, "a", markup)
        for kind, records_of in (
            ("claims", claims_records),
            ("quotes", quotes_records),
            ("statistics", statistics_records),
        ):
            body(list(records_of(document, True)), Style(kind, "jsonl"))

    return work


@pytest.mark.parametrize("name", [*PIECES, *MIXTURES, *BETWEEN])
def test_any_text(name: str) -> None:
    assert_linear(lambda size: whole_way(text_of(name, size), "plain"), SIZES)


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
def test_markdown(name: str) -> None:
    assert_linear(lambda size: whole_way(hostile(name, size), "markdown"), SIZES)


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
    with cpu_limit(BACKTRACKING):
        rusus.extract(text, "a", markup)
