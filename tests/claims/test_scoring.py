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
from rusus.claims.packed_weights import COLUMNS, HEADS, MOST_STEPS, RARE, ZERO, pack, read_weights, unpack
from rusus.claims.scoring import assess_sentences, load_model
from rusus.pipeline import explain, segment
from rusus.quantities.find import find_quantities
from rusus.quotations.find import find_quotations
from rusus.vocabulary import SCORE_NAMES

EXPECTED = [(case["text"], head, case[head]) for case in rows("claims.jsonl") for head in HEADS if head in case]
LETTERS = COLUMNS - RARE - 1
WEIGHTS = ROOT / "rusus/resources/claim_weights.json"
TEXTS = st.text(st.sampled_from("aA b.?!\"“”'\n,:0%$said will é\u2028"), max_size=300) | st.text(max_size=100)


@pytest.mark.parametrize(
    ("text", "head", "expected"), EXPECTED, ids=[f"{head}: {text[:40]}" for text, head, _ in EXPECTED]
)
def test_example(text: str, head: str, expected: bool) -> None:
    assert (max(sentence.scores[head] for sentence in rusus.extract(text).sentences) >= 0.5) is expected


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_sentence_has_six_probabilities_and_the_same_again(text: str) -> None:
    first, second = rusus.extract(text), rusus.extract(text)
    for sentence, again in zip(first.sentences, second.sentences, strict=True):
        assert tuple(sentence.scores) == SCORE_NAMES
        assert all(0 <= value <= 1 for value in sentence.scores.values())
        assert sentence.scores == again.scores


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.sampled_from(SCORE_NAMES))
def test_reasons_add_up_to_the_score_of_any_text(text: str, head: str) -> None:
    document = rusus.extract(text)
    explained = explain(document, head, most=0)
    assert list(explained) == list(document.sentences)
    for sentence, reasons in explained.items():
        _adds_up(sentence.scores[head], [reason.weight for reason in reasons])


@pytest.mark.parametrize("head", SCORE_NAMES)
def test_reasons_add_up_in_an_article(sample: rusus.Document, head: str) -> None:
    for sentence, reasons in explain(sample, head, most=0).items():
        _adds_up(sentence.scores[head], [reason.weight for reason in reasons])


def _adds_up(score: float, weights: list[float]) -> None:
    if 0.01 < score < 0.99:
        assert sum(weights) == pytest.approx(log(score / (1 - score)), abs=0.02)


def test_reasons_name_what_speaks_for_and_against() -> None:
    (reasons,) = explain(rusus.extract("What kind of country do we want to be?"), "claim", 40).values()
    assert {"[question]", "level"} <= {reason.feature for reason in reasons}
    assert next(reason.weight for reason in reasons if reason.feature == "[question]") < 0


def test_explaining_a_score_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="choose one of check_first, claim"):
        explain(rusus.extract("A sentence."), "truth")


def test_reasons_of_a_document_that_went_through_json(sample: rusus.Document) -> None:
    again = rusus.Document.from_dict(json.loads(json.dumps(sample.to_dict())))
    assert explain(again) == explain(sample)


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
    reported = rusus.extract(said).sentences[0]
    plain = rusus.extract(
        "John Example, the spokesman of the Ministry of Finance in Paris, resigned on Monday."
    ).sentences[0]
    assert reported.scores["claim"] < plain.scores["claim"]


@given(
    st.lists(st.integers(-(1 << 30), 1 << 30), min_size=RARE + 1, max_size=RARE + 1),
    st.lists(st.integers(-MOST_STEPS, MOST_STEPS), min_size=LETTERS, max_size=LETTERS),
)
def test_packed_weights_come_apart_again(numbers: list[int], steps: list[int]) -> None:
    letters = "".join(chr(ord(ZERO) + step) for step in steps)
    assert read_weights(f"{' '.join(map(str, numbers))} {letters}") == (*numbers, *steps)


@given(st.lists(st.lists(st.integers(-MOST_STEPS, MOST_STEPS), min_size=LETTERS, max_size=LETTERS), min_size=1))
def test_packed_weights_add_up_column_by_column(rows: list[list[int]]) -> None:
    packed = [pack(f"1 -2 3 -4 5 6 {''.join(chr(ord(ZERO) + step) for step in row)}") for row in rows]
    count = len(rows)
    heads = (count, -2 * count, 3 * count, -4 * count, 5 * count, 6 * count)
    assert unpack(sum(packed)) == (*heads, *(sum(column) for column in zip(*rows)))


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
        assert len(letters) == LETTERS
        assert all(abs(ord(letter) - ord(ZERO)) <= MOST_STEPS for letter in letters)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["said ", "He said so. "], ids=["one endless sentence", "many short ones"])
def test_cost_grows_with_the_sentences_and_not_faster(piece: str) -> None:
    def make(count: int) -> Work:
        article = segment(piece * count)
        quotations, quantities = find_quotations(article), find_quantities(article)
        return lambda: assess_sentences(article, quotations, quantities)

    assert_linear(make, (5_000, 20_000))
