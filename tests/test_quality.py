"""Floors under what rusus gets right on labelled texts: data/quality-floors.json holds them, with a reason each."""

from __future__ import annotations

import hashlib
import json

import pytest
from conftest import ROOT

from scripts.data.annotations import check_article, read_articles
from scripts.evaluate.quality import evaluate

ANNOTATED = ROOT / "data" / "annotated"
RECORD = json.loads((ROOT / "data" / "quality-floors.json").read_text(encoding="utf-8"))
FLOORS = RECORD["floors"]


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    figures: dict[str, float] = evaluate(ANNOTATED)
    return figures


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls_under_its_floor(name: str, measured: dict[str, float]) -> None:
    floor = FLOORS[name]["floor"]
    assert measured[name] >= floor, f"{name} is {measured[name]}, under its floor of {floor}: mend it, or say there why"


def test_every_figure_has_a_floor_and_every_floor_a_reason(measured: dict[str, float]) -> None:
    assert set(measured) == set(FLOORS)
    assert [name for name, entry in FLOORS.items() if len(entry["reason"]) < 20] == []


def test_annotations_are_sound() -> None:
    faults = [fault for article in read_articles(ANNOTATED) for fault in check_article(article)]
    assert faults == []


def test_labels_are_those_that_the_floors_were_set_on() -> None:
    """Whoever changes a label writes the new hash, and why, into data/quality-floors.json."""
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(ANNOTATED.iterdir())}
    assert hashes == RECORD["annotations_sha256"]


def test_a_wrong_label_is_noticed() -> None:
    """Each kind of fault in the labels is found, so that the check above can fail."""
    article = read_articles(ANNOTATED)[0]
    first = article["sentences"][0]
    for change in ({"tag": "quote"}, {"end": first["end"] + 400}, {"tags": ["claim", "statistic"]}, {"statistics": []}):
        spoiled = {**article, "sentences": [{**first, **change}, *article["sentences"][1:]]}
        assert list(check_article(spoiled)), change
