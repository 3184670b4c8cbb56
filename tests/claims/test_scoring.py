"""Scores: examples, bounds, reasons that add up, and the resource that holds the weights."""

from __future__ import annotations

import json
from math import log

import pytest
from conftest import ROOT, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from timing import Work, assert_linear

import rusus
from rusus.claims.explain import explain_sentence
from rusus.claims.scoring import HEADS, MOST_STEPS, RARE, UNITS, ZERO, load_model, read_weights, score_sentences
from rusus.pipeline import explain, segment
from rusus.quantities.find import find_quantities
from rusus.quotations.find import find_quotations

EXPECTED = [(case["text"], head, case[head]) for case in rows("claims.jsonl") for head in HEADS if head in case]
WEIGHTS = ROOT / "rusus/resources/claim_weights.json"
TEXTS = st.text(st.sampled_from("aA b.?!\"“”'\n,:0%$said will é\u2028"), max_size=300) | st.text(max_size=100)


@pytest.mark.parametrize(
    ("text", "head", "expected"), EXPECTED, ids=[f"{head}: {text[:40]}" for text, head, _ in EXPECTED]
)
def test_example(text: str, head: str, expected: bool) -> None:
    assert (max(sentence.scores[head] for sentence in rusus.extract(text).sentences) >= 0.5) is expected


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_sentence_has_five_probabilities_and_the_same_again(text: str) -> None:
    first, second = rusus.extract(text), rusus.extract(text)
    for sentence, again in zip(first.sentences, second.sentences, strict=True):
        assert tuple(sentence.scores) == HEADS
        assert all(0 <= value <= 1 for value in sentence.scores.values())
        assert sentence.scores == again.scores


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.sampled_from(HEADS))
def test_reasons_add_up_to_the_score_of_any_text(text: str, head: str) -> None:
    for sentence, reasons in zip(rusus.extract(text).sentences, explain(text, head, most=0), strict=True):
        _adds_up(sentence.scores[head], [reason.weight for reason in reasons])


@pytest.mark.parametrize("head", HEADS)
def test_reasons_add_up_in_an_article(sample: rusus.Document, head: str) -> None:
    for sentence, reasons in zip(sample.sentences, explain(sample.text, head, most=0), strict=True):
        _adds_up(sentence.scores[head], [reason.weight for reason in reasons])


def _adds_up(score: float, weights: list[float]) -> None:
    if 0.01 < score < 0.99:
        assert sum(weights) == pytest.approx(log(score / (1 - score)), abs=0.02)


def test_reasons_name_what_speaks_for_and_against() -> None:
    article = segment("What kind of country do we want to be?")
    reasons = explain_sentence(article, find_quotations(article), find_quantities(article), 0, "claim", 40)
    assert {"[question]", "level"} <= {reason.feature for reason in reasons}
    assert next(reason.weight for reason in reasons if reason.feature == "[question]") < 0


def test_explaining_a_score_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="choose one of claim, check_worthy"):
        explain("A sentence.", "truth")


def test_neighbours_matter_in_articles_only() -> None:
    text = "The plan of the town council is good and fair for everybody in the valley."
    alone = rusus.extract(text).sentences[0]
    article = "\n\n".join(
        [*["Police in the valley said on Monday that two men had died."] * 3, text, *["It rained."] * 2]
    )
    inside = next(sentence for sentence in rusus.extract(article).sentences if sentence.text == text)
    assert inside.scores["opinion"] != alone.scores["opinion"]
    assert inside.scores["check_worthy"] == alone.scores["check_worthy"]


def test_claims_are_judged_by_what_is_said() -> None:
    said = 'John Example, the spokesman of the ministry in Paris, said on Monday: "It was a wonderful, moving day."'
    article = segment(said)
    scores = score_sentences(article, find_quotations(article), find_quantities(article))
    plain = rusus.extract(
        "John Example, the spokesman of the Ministry of Finance in Paris, resigned on Monday."
    ).sentences[0]
    assert scores[0]["claim"] < plain.scores["claim"]


@given(
    st.lists(st.integers(-(1 << 30), 1 << 30), min_size=RARE + 1, max_size=RARE + 1),
    st.lists(st.integers(-MOST_STEPS, MOST_STEPS), min_size=UNITS, max_size=UNITS),
)
def test_packed_weights_come_apart_again(numbers: list[int], steps: list[int]) -> None:
    letters = "".join(chr(ord(ZERO) + step) for step in steps)
    assert read_weights(f"{' '.join(map(str, numbers))} {letters}") == (*numbers, *steps)


def test_the_weights_are_small_and_say_where_they_are_from() -> None:
    assert WEIGHTS.stat().st_size + WEIGHTS.with_name("claim_words.tsv").stat().st_size < 3_000_000
    about = json.loads(WEIGHTS.read_text(encoding="utf-8"))["about"]
    assert about["made by"] == "scripts/train/claims.py"
    assert {"licence", "sha256"} == set().union(*about["trained on"].values())
    assert not any("babe" in path for path in about["trained on"])


def test_the_weights_are_sorted_and_within_a_byte() -> None:
    model = load_model()
    assert list(model.words) == sorted(model.words)
    assert list(model.signs) == sorted(model.signs)
    for row in model.words.values():
        *numbers, letters = row.split(" ")
        assert all(-127 <= int(value) <= 127 for value in numbers[: len(HEADS)])
        assert len(letters) == UNITS
        assert all(abs(ord(letter) - ord(ZERO)) <= MOST_STEPS for letter in letters)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["said ", "He said so. "], ids=["one endless sentence", "many short ones"])
def test_cost_grows_with_the_sentences_and_not_faster(piece: str) -> None:
    def make(count: int) -> Work:
        text = piece * count
        return lambda: rusus.extract(text)

    assert_linear(make, (1_000, 4_000))
