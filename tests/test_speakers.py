"""Speakers: names, pronouns and roles as the fullest name in the article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rusus.direct import find_direct
from rusus.entities import find_entities
from rusus.names import find_names
from rusus.pipeline import segment
from rusus.speakers import resolve_speakers

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "speakers.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_speakers(case: dict[str, Any]) -> None:
    article = segment(case["text"])
    assert [each.speaker for each in resolve_speakers(article, find_direct(article))] == case["speakers"]


def test_names_with_kind_gender_and_titles() -> None:
    text = "Prime Minister Jane Carter of Texas met Suleiman al-Amr of the University of Oslo. However, London-based Reed left."
    found = [(" ".join(name.words), name.kind, name.gender, name.titles) for name in find_names(segment(text))]
    assert found == [
        ("Jane Carter", "person", "f", ("prime", "minister")),
        ("Texas", "", "", ()),
        ("Suleiman al-Amr", "", "", ()),
        ("University of Oslo", "organization", "", ()),
        ("Reed", "", "", ()),
    ]


def test_mentions_of_one_person_are_one_entity() -> None:
    text = "Jane Carter met Tom Carter. Ms Carter left. Jane wept. Tom Carter stayed."
    entities = find_entities(segment(text))
    assert [(entity.name, len(entity.mentions)) for entity in entities.entities] == [
        ("Jane Carter", 3),
        ("Tom Carter", 2),
    ]
