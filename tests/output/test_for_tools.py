"""Records for other tools: Web Annotations, Label Studio, doccano, displaCy, notebooks."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from conftest import SAMPLE

import rusus
from rusus.output.annotations import AROUND
from rusus.output.labelling import doccano_row, label_studio_task, utf16_offsets

EMOJI = "📉 Sales at Café Noir 🏳️‍🌈 fell 5 percent to $3 million, Ann Roe said. “We 💡 are glad,” she added.\n"
KINDS = ("claims", "quotes", "statistics")


def printed(run: Callable[..., Any], kind: str, format_: str, text: str) -> str:
    done = run(kind, "--format", format_, "-", stdin=text.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    return str(done.stdout.decode())


@pytest.mark.parametrize("kind", KINDS)
def test_annotations_find_their_words_in_two_ways(run: Callable[..., Any], kind: str) -> None:
    found = json.loads(printed(run, kind, "annotations", EMOJI))
    assert len(found) == len(rusus.extract(EMOJI).records(kind)) > 0
    assert len({annotation["id"] for annotation in found}) == len(found)
    for annotation in found:
        assert (annotation["@context"], annotation["type"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation")
        words, place = annotation["target"]["selector"]
        exact, before, after = words["exact"], words["prefix"], words["suffix"]
        assert EMOJI[place["start"] : place["end"]] == exact
        assert EMOJI.count(before + exact + after) == 1
        assert len(before) == min(AROUND, place["start"])
        assert annotation["body"][0]["purpose"] == "tagging"


@pytest.mark.parametrize("kind", KINDS)
def test_doccano_counts_as_javascript_does(run: Callable[..., Any], kind: str) -> None:
    (line,) = printed(run, kind, "doccano", EMOJI).splitlines()
    row = json.loads(line)
    assert row["text"] == EMOJI
    units = EMOJI.encode("utf-16-le")
    cut = {units[2 * start : 2 * end].decode("utf-16-le") for start, end, _ in row["label"]}
    assert cut == {label[-1] for label in _expected(kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_label_studio_counts_code_points(run: Callable[..., Any], kind: str) -> None:
    (task,) = json.loads(printed(run, kind, "label-studio", EMOJI))
    values = [result["value"] for result in task["predictions"][0]["result"]]
    assert all(task["data"]["text"][value["start"] : value["end"]] == value["text"] for value in values)
    assert {value["text"] for value in values} == {label[-1] for label in _expected(kind)}
    assert {value["labels"][0] for value in values} == {label[0] for label in _expected(kind)}


def _expected(kind: str) -> list[tuple[str, str]]:
    """Label and words of what a kind of record marks."""
    records = rusus.extract(EMOJI).records(kind)
    if kind == "claims":
        return [(tag, record["text"]) for record in records for tag in record["tags"]]
    if kind == "statistics":
        return [("statistic", record["text"]) for record in records]
    pieces = [("quote", span["text"]) for record in records for span in record["spans"]]
    return pieces + [(key, record[key]["text"]) for record in records for key in ("source", "cue") if record[key]]


@pytest.mark.parametrize("text", ["", "abc", "a📉b", "📉📉", "é\u0301🏳️‍🌈x"])
def test_utf16_offsets_are_lengths_in_utf16(text: str) -> None:
    at = utf16_offsets(text)
    assert [at(end) for end in range(len(text) + 1)] == [
        len(text[:end].encode("utf-16-le")) // 2 for end in range(len(text) + 1)
    ]


def test_each_article_is_a_row_also_where_nothing_was_found(run: Callable[..., Any]) -> None:
    assert doccano_row([], "Nothing.", "a.txt") == {"text": "Nothing.", "label": [], "file": "a.txt"}
    assert label_studio_task([], "Nothing.", "a.txt")["predictions"][0]["result"] == []
    done = run("quotes", SAMPLE, SAMPLE, "--format", "doccano")
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    "arguments",
    [("claims", "--top", "3"), ("claims", "--sort", "score"), ("quotes", "--explain"), ("match", "--against", SAMPLE)],
)
def test_what_is_not_one_article_after_another_is_refused(run: Callable[..., Any], arguments: tuple[str, ...]) -> None:
    done = run(*arguments, SAMPLE, "--format", "doccano")
    assert done.returncode == 2 and b"--format doccano" in done.stderr


def test_displacy_gets_each_span_as_its_tokens(sample: rusus.Document) -> None:
    for document in (sample, rusus.extract(EMOJI)):
        drawn = document.to_displacy()
        assert {span["label"] for span in drawn["spans"]} == {"claim", "quote", "statistic"}
        assert "".join(drawn["tokens"]) == "".join(document.text.split())
        joined = {"".join(drawn["tokens"][span["start_token"] : span["end_token"]]) for span in drawn["spans"]}
        assert {"".join(quantity.text.split()) for quantity in document.statistics} <= joined


class Words(HTMLParser):
    """The text of a piece of HTML, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.elements = "", []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_the_article_as_text() -> None:
    text = "Prices of <b>bread</b> rose 5 percent & <script>alert(1)</script> the minister said.\n"
    shown = Words(rusus.extract(text)._repr_html_())
    assert text.strip() in shown.text
    assert set(shown.elements) <= {"div", "p", "span", "small"}


def test_a_notebook_shows_every_block(sample: rusus.Document) -> None:
    shown = Words(sample._repr_html_())
    assert all(block.text in shown.text for block in sample.blocks)
    assert len(repr(sample)) < 120
