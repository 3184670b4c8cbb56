"""The Python interface: public names, values that cannot change, records that are those of the commands."""

from __future__ import annotations

import json
import pickle
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
