"""Work on batches, without Spark: records and errors of articles, forms of sentences, verdicts on pairs of them."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

import rusus  # noqa: E402
from rusus.distributed import articles as batching  # noqa: E402
from rusus.distributed.extraction import record_batches, record_columns  # noqa: E402
from rusus.distributed.forms import form_batches, keys, moved  # noqa: E402
from rusus.distributed.pairs import likely_batches, one_to_one_batches, verdict_batches  # noqa: E402
from rusus.matching.screen import sketch  # noqa: E402
from rusus.matching.verdicts import judge  # noqa: E402
from rusus.similarity.statements import statements  # noqa: E402

TEXTS = {
    "a": 'Sales rose 5 percent to $2 million in May.\n\n"We are glad to see it," Ann Smith said.\n',
    "b": "It rained.\n\nThe blast at the Tarnow mine killed 12 miners on Monday, the company said.\n",
    "c": "The blast at the Tarnow mine killed 14 miners on Monday, the company said.\n",
    "d": "The blast at the Tarnow mine killed 12 miners on Monday, the company said.\n",
    "e": "",
}


def batches(rows: list[dict[str, Any]], size: int = 2) -> Iterator[Any]:
    """Rows in batches of a few, as Spark hands them out."""
    columns = pa.schema([(name, pa.int64() if name == "copies" else pa.string()) for name in rows[0]])
    for first in range(0, len(rows), size):
        yield pa.RecordBatch.from_pylist(rows[first : first + size], schema=columns)


def read(made: Iterable[Any]) -> list[dict[str, Any]]:
    return [row for batch in made for row in batch.to_pylist()]


def articles() -> list[dict[str, Any]]:
    return [{"id": name, "text": text} for name, text in TEXTS.items()]


@pytest.mark.parametrize("kind", ["claims", "quotes", "statistics"])
def test_records_are_those_of_one_by_one(kind) -> None:
    found = read(record_batches(batches(articles()), kind, True, record_columns(kind, ["id", "text"])))
    alone = [record for name, text in TEXTS.items() for record in rusus.extract(text, name).records(kind, True)]
    assert [{key: row[key] for key in alone[0]} for row in found] == alone
    assert {row["error"] for row in found} == {None}


def test_a_bad_article_is_a_row_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "MAX_SIZE", 60)
    rows = [{"id": "none", "text": None}, {"id": "long", "text": "x" * 61}, {"id": "c", "text": "It cost $5 million."}]
    found = read(record_batches(batches(rows), "claims", False, record_columns("claims", rows[0])))
    assert [(row["file"], row["error"] or "") for row in found] == [
        ("none", "the row has no text; leave such rows out, or fill them"),
        ("long", "the text is longer than 60 characters; split it"),
        ("c", ""),
    ]
    assert [row["error"] is None for row in read(form_batches(batches(rows)))] == [False, False, True]


def test_an_error_nobody_thought_of_is_a_row_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "extract", lambda *_, **__: 1 / 0)
    (row, *_) = read(record_batches(batches(articles()), "quotes", False, record_columns("quotes", ["id"])))
    assert row["error"] == "internal error (ZeroDivisionError: division by zero); please report it"


def test_date_and_source_are_passed_on() -> None:
    rows = [{"id": "a", "text": "Sales rose 5 percent last year.", "date": "March 13, 2024", "source": "The Paper"}]
    (row,) = read(record_batches(batches(rows), "statistics", False, record_columns("statistics", rows[0])))
    assert (row["article_date"], row["article_source"], row["period_from"]) == (
        "March 13, 2024",
        "The Paper",
        "2023-01-01",
    )


def test_batches_are_bounded_by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "MOST_BYTES", 3000)
    rows = [{"id": str(number), "text": "It cost $5 million. " * 20} for number in range(5)]
    made = list(record_batches(batches(rows, 100), "statistics", False, record_columns("statistics", rows[0])))
    assert len(made) > 10 and sum(batch.num_rows for batch in made) == 100
    assert max(batch.num_rows for batch in made) < 12


def test_articles_are_read_as_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "MOST_BYTES", 1)
    read_so_far: list[str] = []
    monkeypatch.setattr(batching, "extract", lambda text, *_, **__: read_so_far.append(text) or rusus.extract(text))
    next(record_batches(batches(articles(), 5), "claims", True, record_columns("claims", ["id"])))
    assert len(read_so_far) == 1


def test_equal_sentences_are_one_form_wherever_they_stand() -> None:
    found = {row["file"]: row for row in read(form_batches(batches(articles())))}
    assert found["b"]["form"] == found["d"]["form"] != found["c"]["form"]
    assert (found["b"]["start"], found["d"]["start"]) == (12, 0)
    assert TEXTS["b"][12 : found["b"]["end"]] == found["b"]["text"]


def test_other_speakers_make_another_form() -> None:
    said = 'He said: "We will rebuild the bridge by spring."'
    rows = [{"id": name, "text": f"{name} spoke to reporters.\n\n{said}\n"} for name in ("Ann Smith", "John Miller")]
    forms = {row["form"] for row in read(form_batches(batches(rows))) if row["text"] == said}
    assert len(forms) == 2


def test_a_moved_statement_is_judged_as_it_was() -> None:
    ours, theirs = ([*statements(rusus.extract(TEXTS[name], name))][-1] for name in "bc")
    assert judge(moved(ours), moved(theirs)) == judge(ours, theirs)
    assert judge(ours, theirs)[0] == "numbers_disagree"


def test_keys_are_shared_by_what_shares_two_rare_words() -> None:
    def shared(one: str, other: str) -> int:
        first = (next(statements(rusus.extract(text))) for text in (one, other))
        mine, theirs = (set(keys(statement.id, statement.text)) for statement in first)
        return len(mine & theirs)

    mine = "The blast at the Tarnow mine killed 12 miners."
    assert shared(mine, "A Tarnow miner spoke.") >= 1
    assert shared(mine, "Tarnow is a city of 100,000.") == 0
    assert shared(mine, mine.upper()) > 10
    assert shared("It is so.", "It is so.") == 1  # the key of the whole text


def pair(ours: str, theirs: str) -> dict[str, Any]:
    stored = [pickle.dumps(moved(next(statements(rusus.extract(text))))) for text in (ours, theirs)]
    return {"ours": 1, "theirs": 2 if ours != theirs else 1, "statement": stored[0], "other_statement": stored[1]}


def test_pairs_are_compared_both_ways() -> None:
    rows = [pair(TEXTS["c"], TEXTS["d"]), pair(TEXTS["c"], "It rained in Paris."), pair(TEXTS["c"], TEXTS["c"])]
    found = read(verdict_batches([pa.RecordBatch.from_pylist(rows)], 0.5))
    assert [(row["ours"], row["theirs"], row["verdict"]) for row in found] == [
        (1, 2, "numbers_disagree"),
        (2, 1, "numbers_disagree"),
        (1, 1, "same"),
    ]
    assert found[0]["differences"] == [{"kind": "number", "ours": "14", "theirs": "12"}]


@pytest.mark.parametrize("size", [1, 2, 10])
def test_pairs_that_cannot_match_are_left_out(size: int) -> None:
    rows = [*sketched(7, "bcd"), (7, 1, 2, None), (7, 0, 1, None), *sketched(8, "ad"), (8, 0, 1, None)]
    columns = pa.schema([(name, pa.int64()) for name in ("key", "ours", "theirs")] + [("sketch", pa.binary())])
    named = [dict(zip(columns.names, row)) for row in rows]
    made = (pa.RecordBatch.from_pylist(named[at : at + size], schema=columns) for at in range(0, len(named), size))
    kept = [(row["ours"], row["theirs"]) for row in read(likely_batches(made, 0.5))]
    assert kept == [(1, 2), (0, 1)]  # of each two of the blast, and nothing of sales beside it


def sketched(key: int, names: str) -> list[tuple[Any, ...]]:
    """The last sentences of some articles as rows of a key."""
    found = ([*statements(rusus.extract(TEXTS[name]))][-1] for name in names)
    return [(key, number, None, pickle.dumps(sketch(each))) for number, each in enumerate(found)]


@pytest.mark.parametrize("size", [1, 2, 10])
def test_of_two_articles_a_sentence_matches_one_at_most(size: int) -> None:
    rows = [
        {"file": "a", "other_file": file, "start": start, "other_start": other, "takes": "both", "score": score}
        for file, start, other, score in [
            ("b", 0, 0, 0.99), ("b", 0, 9, 0.9), ("b", 5, 0, 0.8), ("b", 5, 9, 0.71239), ("c", 0, 9, 0.6),
        ]
    ]  # fmt: skip
    made = [pa.RecordBatch.from_pylist(rows[first : first + size]) for first in range(0, len(rows), size)]
    kept = [(row["other_file"], row["start"], row["score"]) for row in read(one_to_one_batches(made))]
    assert kept == [("b", 0, 0.99), ("b", 5, 0.7124), ("c", 0, 0.6)]


def test_a_part_of_a_quotation_takes_only_the_side_that_is_the_part() -> None:
    columns = ("start", "other_start", "takes", "score")
    values = [(0, 0, "ours", 0.9), (5, 0, "both", 0.8), (0, 9, "both", 0.7)]
    rows = [{"file": "a", "other_file": "b", **dict(zip(columns, each))} for each in values]
    kept = [(row["start"], row["other_start"]) for row in read(one_to_one_batches([pa.RecordBatch.from_pylist(rows)]))]
    assert kept == [(0, 0), (5, 0)]
