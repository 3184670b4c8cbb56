"""What to check first: the order within an article, its reasons, and the grades that it is trained on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT, cases

import rusus
from rusus.claims.check_first import NUMBERS, input_names, load_order
from rusus.pipeline import explain
from rusus.resources import read_json, read_lists
from scripts.data.check_first import PIECE, read_debates

GRADES = ROOT / "data/claims/check-first.jsonl"


def _score(document: rusus.Document, words: str) -> float:
    return next(sentence.scores["check_first"] for sentence in document.sentences if words in sentence.text)


@pytest.mark.parametrize("case", cases("check-first.jsonl"))
def test_comes_before(case: dict) -> None:
    document = rusus.extract(case["text"])
    assert _score(document, case["first"]) > _score(document, case["then"])


@pytest.mark.parametrize("case", cases("check-first-reasons.jsonl"))
def test_reason(case: dict) -> None:
    reasons = list(explain(rusus.extract(case["text"]), "check_first", 0).values())[case["sentence"]]
    assert case["reason"] in {reason.feature for reason in reasons}


def test_every_reason_of_the_resource_has_a_weight() -> None:
    weighed = read_json("check_first.json")["inputs"]
    assert tuple(weighed) == input_names()
    assert set(weighed) - set(NUMBERS) == {name for name in read_lists("check_first.txt") if name}
    assert len(load_order().weights) == len(input_names())


def test_every_sign_of_the_resource_is_one_that_sentences_show() -> None:
    known = {*read_json("claim_weights.json")["signs"]}
    listed = {
        entry.removeprefix("sign:")
        for entries in read_lists("check_first.txt").values()
        for entry in entries
        if "sign:" in entry
    }
    assert listed <= known


def test_scores_are_spread(sample: rusus.Document) -> None:
    scores = [sentence.scores["check_first"] for sentence in sample.sentences]
    assert min(scores) < 0.15
    assert 0.6 < max(scores) < 0.995
    assert len({round(score, 2) for score in scores}) > len(scores) / 2


@pytest.mark.parametrize("text", ["", "Hm.", "Profits fell by 40 percent.", "# One\n\nTwo."])
def test_a_text_of_a_sentence_or_none_has_scores_too(text: str) -> None:
    assert all(0 < sentence.scores["check_first"] < 1 for sentence in rusus.extract(text).sentences)


def test_grades_name_their_sentences_by_hashes_and_hold_no_text_of_others() -> None:
    rows = [json.loads(line) for line in GRADES.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        assert len(row["sentences"].split()) == len(row["grades"]) == len(row.get("second", row["grades"]))
        assert set(row["grades"]) <= set("0123")
        assert ("text" in row) is (row["set"] == "wikinews")
    assert sum(row["held_back"] for row in rows) == 54


def test_debates_are_graded_by_the_outlets_that_checked_a_sentence(tmp_path: Path) -> None:
    said = [("A", "Good evening.", 0), ("A", "Taxes fell by half.", 1), ("B", "Crime has doubled since May.", 7)]
    rows = [{"doc": "one", "speaker": who, "text": text, "outlets": outlets} for who, text, outlets in said]
    path = tmp_path / "debates.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (piece,) = read_debates(path)
    assert piece.article.text == "A: Good evening. Taxes fell by half.\n\nB: Crime has doubled since May."
    assert piece.grades == [[0], [2], [3]]
    assert not piece.held_back


def test_a_long_debate_is_cut_into_pieces_of_one_fold(tmp_path: Path) -> None:
    row = {"doc": "one", "speaker": "A", "text": "Taxes fell by half.", "outlets": 0}
    path = tmp_path / "debates.jsonl"
    path.write_text((json.dumps(row) + "\n") * 2 * PIECE, encoding="utf-8")
    pieces = read_debates(path)
    assert [len(piece.grades) for piece in pieces] == [PIECE, PIECE]
    assert len({piece.fold for piece in pieces}) == 1
