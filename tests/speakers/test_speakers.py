"""Speakers: names, pronouns and roles as the fullest name in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import WIKINEWS, cases, rows

import rusus
from rusus.pipeline import segment
from rusus.quotations.direct.find import find_direct
from rusus.speakers.entities import find_entities
from rusus.speakers.names import find_names
from rusus.speakers.second_look import resolve_twice


@pytest.mark.parametrize("case", cases("speakers.jsonl"))
def test_speakers(case: dict[str, Any]) -> None:
    article = segment(case["text"])
    if "said" in case:
        found = [[each.source and each.source.text, each.speaker] for each in rusus.extract(case["text"]).quotations]
        assert found == case["said"]
        return
    direct = resolve_twice(article, find_direct(article)).quotations
    assert [each.speaker for each in direct] == case["speakers"]
    if "roles" in case:
        assert [each.speaker_role for each in direct] == case["roles"]


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Michael Dahl It rained on 40 roofs.", ["Michael Dahl"]),
        ("By Ann Haugen This was the ninth fire.", ["Ann Haugen"]),
        ("By Tom Reed When it rained, nobody left.", ["Tom Reed"]),
        ("Queen Elizabeth I ruled for 45 years, said Ann Dahl.", ["Elizabeth I", "Ann Dahl"]),
        ("He has Hepatitis A.", ["Hepatitis A"]),
        ("Kim So and Wen He left in May.", ["Kim So", "Wen He"]),
    ],
)
def test_a_small_word_that_opens_the_next_line_ends_no_name(text: str, names: list[str]) -> None:
    assert [" ".join(name.words) for name in find_names(segment(text))] == names


def test_mentions_of_one_person_are_one_entity() -> None:
    text = "Jane Carter met Tom Carter. Ms Carter left. Jane wept. Tom Carter stayed."
    entities = find_entities(segment(text))
    assert [(entity.name, len(entity.mentions)) for entity in entities.entities] == [
        ("Jane Carter", 3),
        ("Tom Carter", 2),
    ]


def name_words(name: str | None) -> list[str]:
    words = re.findall(r"[\w'-]+", (name or "").lower().replace("’", "'"))
    return [word for word in words if word != "the"]


def resolve_labelled(text: str, labels: list[tuple[str, str]]) -> Iterator[tuple[bool, bool, bool]]:
    """Yields for each labelled quotation, named by its first words: somebody is named, the surname and the full name are right."""
    quotations = [each for each in rusus.extract(text).quotations if each.kind != "indirect"]
    for quote, name in labels:
        at = text.index(quote)
        held = [each for each in quotations if any(span.start <= at < span.end for span in each.spans)]
        held.sort(key=lambda each: each.kind)
        wanted, found = name_words(name), name_words(held[0].speaker if held else None)
        yield bool(found), wanted[-1] in found, wanted[-1] in found and wanted[0] in found


def shares(results: list[tuple[bool, bool, bool]]) -> tuple[float, float, float]:
    """Returns in percent how many surnames and full names are right, and how many of the printed ones."""
    named, surname, full = (sum(result[i] for result in results) for i in range(3))
    return 100 * surname / len(results), 100 * full / len(results), 100 * surname / max(1, named)


def test_speakers_of_labelled_news() -> None:
    texts = {each["id"]: each["text"] for each in rows(WIKINEWS)}
    labelled = rows("speakers-news.jsonl")
    results = [
        result
        for article, text in texts.items()
        for result in resolve_labelled(
            text, [(row["quote"], row["speaker"]) for row in labelled if row["article"] == article]
        )
    ]
    surname, full, precision = shares(results)
    assert len(results) == len(labelled)
    assert surname >= 87 and full >= 87 and precision >= 91


def test_speakers_of_science_news() -> None:
    results = [
        result for case in rows("speakers-science.jsonl") for result in resolve_labelled(case["text"], case["speakers"])
    ]
    surname, full, precision = shares(results)
    assert surname >= 96 and full >= 96 and precision >= 97
