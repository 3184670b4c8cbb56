"""Sentences that stand alone: names and dates in square brackets, and where each comes from."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import WIKINEWS, cases, rows

import rusus
from rusus.output.records import claims_records, match_records, quotes_records

DAY = "2016-05-18"


@pytest.fixture(scope="module")
def documents() -> list[rusus.Document]:
    texts = [row["text"] for row in (*rows(WIKINEWS), *rows("speakers.jsonl"), *rows("standalone.jsonl"))]
    return [rusus.extract(text, date=DAY) for text in texts]


@pytest.mark.parametrize("row", cases("standalone.jsonl"))
def test_sentences_stand_alone(row: dict[str, Any]) -> None:
    document = rusus.extract(row["text"], date=row.get("date"))
    assert [sentence.standalone for sentence in document.sentences if sentence.standalone] == row["standalone"]


def test_what_was_put_in_can_be_taken_out_again(documents: list[rusus.Document]) -> None:
    found = 0
    for sentence in (sentence for document in documents for sentence in document.sentences):
        whole = sentence.standalone
        for piece in sentence.resolved:
            assert whole is not None
            instead = piece.place == "instead"
            put_in = {"instead": f"[{piece.inserted}]", "before": f"[{piece.inserted}] "}.get(
                piece.place, f" [{piece.inserted}]"
            )
            whole = whole.replace(put_in, piece.text if instead else "", 1)
            found += 1
        assert whole in (None, sentence.text)
    assert found > 100


def test_every_bracket_comes_from_its_place(documents: list[rusus.Document]) -> None:
    for document in documents:
        for piece in (piece for sentence in document.sentences for piece in sentence.resolved):
            assert document.text[piece.start : piece.end] == piece.text
            assert 0.8 <= piece.probability <= 1
            if piece.mention is None:
                assert re.match(r"\d{4}", piece.inserted)
            else:
                mention = document.text[piece.mention.start : piece.mention.end]
                assert mention == piece.mention.text
                assert piece.inserted.removesuffix("’s").removesuffix("’") in " ".join(mention.split())


def test_no_pronoun_of_the_first_or_second_person_is_touched(documents: list[rusus.Document]) -> None:
    replaced = {
        piece.text.lower()
        for document in documents
        for sentence in document.sentences
        for piece in sentence.resolved
        if piece.place == "instead"
    }
    assert replaced and replaced <= {"he", "she", "his", "her"}


def test_records_hold_the_text_and_its_pieces() -> None:
    text = 'Priya Nair met the press. "Costs rose 5 percent last year," Nair said.'
    document = rusus.extract(text, date="2024-03-14")
    first, second = claims_records(document, include_all=True)
    assert first["standalone"] is None
    assert second["standalone"] == {
        "text": '"Costs rose 5 percent last year," [Priya] Nair said.',
        "pieces": [
            {
                "start": 60,
                "end": 64,
                "ours": "Nair",
                "inserted": "Priya",
                "mention_start": 0,
                "mention_end": 10,
                "probability": 0.99,
            }
        ],
    }
    (quotation,) = quotes_records(document)
    assert quotation["standalone"] is None


def test_a_quotation_holds_what_lies_in_it() -> None:
    document = rusus.extract("Ann Lee said that sales rose 5 percent last year.", date="2024-03-14")
    (quotation,) = quotes_records(document)
    assert quotation["standalone"] and quotation["standalone"]["text"] == "that sales rose 5 percent last year [2023]"


def test_a_match_says_what_our_sentence_needs_to_stand_alone() -> None:
    ours = rusus.extract("Priya Nair opened the meeting.\n\nNair said the wall would cost £28m.", "ours.txt")
    theirs = rusus.extract("Priya Nair said the wall would cost £28m.", "theirs.txt")
    (record,) = match_records(rusus.match(ours, [theirs]))
    assert record["text"] == "Nair said the wall would cost £28m."
    assert record["standalone"] and record["standalone"]["text"] == "[Priya] Nair said the wall would cost £28m."


def test_a_document_keeps_what_was_resolved(documents: list[rusus.Document]) -> None:
    for document in documents[:16]:
        assert rusus.Document.from_dict(document.to_dict()) == document


def test_the_table_shows_it_where_asked(run: Any) -> None:
    text = b"Priya Nair met the press.\n\nNair said costs rose 5 percent.\n"
    asked = run("claims", "--standalone", "--format", "table", stdin=text).stdout.decode()
    assert "[Priya] Nair said costs rose 5 percent." in " ".join(asked.split())
    assert "[Priya]" not in run("claims", "--format", "table", stdin=text).stdout.decode()


def test_csv_holds_the_text(run: Any) -> None:
    text = b"Priya Nair met the press.\n\nNair said costs rose 5 percent.\n"
    header, *found = run("claims", "--format", "csv", stdin=text).stdout.decode().splitlines()
    assert header.split(",")[-1] == "standalone"
    assert found[-1].endswith("[Priya] Nair said costs rose 5 percent.")


def test_the_sample_article_says_who_trump_is(sample: rusus.Document) -> None:
    alone = [sentence.standalone for sentence in sample.sentences if sentence.standalone]
    assert any("[Donald] Trump will have to insist" in text for text in alone)
