"""The Python interface: public names, values that cannot change, records that are those of the commands."""

from __future__ import annotations

import json
import pickle
import re
from dataclasses import FrozenInstanceError
from typing import get_args

import jsonschema
import pytest
from conftest import ROOT, SAMPLE

import rusus
from rusus.output.schemas import schema
from rusus.vocabulary import SCORE_NAMES, ListedKind

KINDS = get_args(ListedKind)


@pytest.mark.parametrize("name", rusus.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert getattr(rusus, name).__doc__ and name in dir(rusus)


def test_the_page_on_python_names_every_public_name() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    named = re.findall(r"`(\w+)`", page[page.index("## What is stable") :])
    assert set(rusus.__all__) == {name for name in named if hasattr(rusus, name)}


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'anything'"):
        _ = rusus.anything


def test_errors_are_of_one_family() -> None:
    assert issubclass(rusus.ReadingError, rusus.RususError) and issubclass(rusus.StoreError, rusus.RususError)
    with pytest.raises(rusus.ReadingError, match="nowhere.txt: cannot be read"):
        rusus.extract_file("nowhere.txt")


def test_documents_are_values(sample: rusus.Document) -> None:
    again = rusus.extract_file(ROOT / SAMPLE)
    assert again == sample and hash(again) == hash(sample)
    assert len({*sample.sentences, *again.sentences}) == len(sample.sentences)
    assert pickle.loads(pickle.dumps(sample)) == sample
    assert rusus.Document.from_dict(json.loads(json.dumps(sample.to_dict()))) == sample


def test_scores_are_a_mapping_that_cannot_change(sample: rusus.Document) -> None:
    scores = sample.sentences[0].scores
    assert tuple(scores) == SCORE_NAMES and scores["claim"] == scores.claim and dict(scores) == scores
    with pytest.raises(KeyError):
        _ = scores["keys"]
    with pytest.raises(FrozenInstanceError):
        scores.claim = 1.0
    with pytest.raises(TypeError):
        scores["claim"] = 1.0


def test_a_document_is_shown_in_a_line(sample: rusus.Document) -> None:
    counts = len(sample.sentences), len(sample.quotations)
    path = str(ROOT / SAMPLE)
    assert repr(sample) == f"Document({path!r}, {counts[0]} sentences, {counts[1]} quotations, 1 statistic)"


@pytest.mark.parametrize("include_all", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_records_are_those_of_the_commands(run, sample: rusus.Document, kind: str, include_all: bool) -> None:
    printed = json.loads(run(kind, ROOT / SAMPLE, *(["--all"] if include_all else [])).stdout)
    assert sample.records(kind, include_all) == printed != []


def test_kinds_of_quantities_are_a_closed_set() -> None:
    """The records of all texts in quantities.jsonl follow the schema, which names every kind, comparator and trend."""
    validator = jsonschema.Draft202012Validator(schema("statistics"))
    rows = (ROOT / "tests" / "cases" / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {json.loads(row)["text"] for row in rows}
    records = [record for text in texts for record in rusus.extract(text).records("statistics", include_all=True)]
    assert records and [error.message for record in records for error in validator.iter_errors(record)] == []


def test_a_document_goes_to_json_and_back(sample: rusus.Document) -> None:
    marked = rusus.extract("The [mayor](u) said **5** people came.", markup="markdown", date="2020-01-02")
    for document in (sample, marked):
        again = rusus.Document.from_json(document.to_json())
        assert again == document and again.markup == document.markup and "\n" not in document.to_json()


def test_ids_of_sentences_are_those_of_records(sample: rusus.Document) -> None:
    records = sample.records("claims", include_all=True)
    assert [sentence.id for sentence in sample.sentences] == [record["id"] for record in records]


def test_what_a_sentence_holds(sample: rusus.Document) -> None:
    assert {each for sentence in sample.sentences for each in sample.quotations_in(sentence)} == {*sample.quotations}
    assert [each for sentence in sample.sentences for each in sample.quantities_in(sentence)] == [*sample.quantities]
    for sentence in sample.sentences:
        for quotation in sample.quotations_in(sentence):
            assert quotation.start < sentence.end and quotation.end > sentence.start


@pytest.mark.parametrize(
    "call",
    [
        lambda document: document.records("lies"),
        lambda document: rusus.explain(document, "nothing"),
        lambda document: rusus.extract("a", markup="html"),
    ],
    ids=["records", "explain", "extract"],
)
def test_words_outside_a_closed_set_are_errors(sample: rusus.Document, call) -> None:
    with pytest.raises(ValueError, match="there (is|are) no .*: choose"):
        call(sample)


@pytest.mark.parametrize(
    "text, markup",
    [
        ("The [mayor](https://x.org/a) said that **5** people came.", "markdown"),
        ("The may\u00ador said that 5 peo\u00adple came.", "plain"),
        ("1/ The mayor said that 5 people came.\n\n2/ He left.\n\n3/ It rained.", "plain"),
    ],
)
def test_explanations_are_of_what_a_reader_sees(text: str, markup: str) -> None:
    """Marks and soft hyphens change no reason and no weight, and what is explained has the offsets of the text."""
    from rusus.pipeline import explain_numbers, explain_quotations

    document = rusus.extract(text, markup=markup)
    plain = rusus.extract("The mayor said that 5 people came.")
    first, same = document.sentences[0], plain.sentences[0]
    if "1/" not in text:  # there are other sentences in the article, which its scores are compared with
        assert rusus.explain(document)[first] == rusus.explain(plain)[same]
    assert rusus.explain(document, "claim")[first] == rusus.explain(plain, "claim")[same]
    judged, asked = explain_quotations(document)[0], explain_quotations(plain)[0]
    assert judged.text == text[judged.start : judged.end] and judged.reasons == asked.reasons
    assert [text[each.start : each.end].strip("*") for each in explain_numbers(document)] == ["5"]
