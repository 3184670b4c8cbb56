"""Tags, leading tags and claim kinds."""

from __future__ import annotations

import json

import pytest
from conftest import cases

import rusus
from rusus.claims.kinds import KINDS, find_kind
from rusus.vocabulary import TAGS


@pytest.mark.parametrize("case", cases("claim-kinds.jsonl"))
def test_kind_of_signs(case: dict) -> None:
    assert find_kind(case["signs"]) == case["kind"]


@pytest.mark.parametrize("case", [case for case in cases("claims.jsonl") if "kind" in case.values[0]])
def test_kind_of_a_sentence(case: dict) -> None:
    assert rusus.extract(case["text"]).sentences[0].claim_kind == case["kind"]


def test_only_claims_have_a_kind(sample: rusus.Document) -> None:
    assert any(sentence.claim_kind for sentence in sample.sentences)
    for sentence in sample.sentences:
        assert sentence.claim_kind in (*KINDS, None)
        assert sentence.claim_kind is None or "claim" in sentence.tags


def test_tags_follow_the_scores_and_the_leading_tag_is_one_of_them(sample: rusus.Document) -> None:
    for sentence in sample.sentences:
        assert sentence.tags == tuple(tag for tag in TAGS if tag in sentence.tags)
        assert ("claim" in sentence.tags) is (sentence.scores["claim"] >= 0.5)
        assert (sentence.tag in sentence.tags) if sentence.tags else (sentence.tag is None)


@pytest.mark.parametrize(
    ("text", "tag", "tags"),
    [
        ('"We sold all of the ships that we had last year," Ruiz said.', "quote", {"quote"}),
        (
            'Ruiz, who bought the yard in 2009 from her brother, spoke of "a long night" in Oslo on Monday.',
            "claim",
            {"quote", "claim"},
        ),
        ("The yard sold 14 ships for $3 million in 2009.", "statistic", {"statistic", "claim"}),
        ("The yard in Oslo was sold on Monday.", "claim", {"claim"}),
        ("Thank you all so much!", None, set()),
    ],
)
def test_leading_tag(text: str, tag: str | None, tags: set[str]) -> None:
    sentence = rusus.extract(text).sentences[0]
    assert sentence.tag == tag
    assert tags <= set(sentence.tags)


def test_a_claim_kind_goes_to_a_dict_and_back(sample: rusus.Document) -> None:
    assert rusus.Document.from_dict(json.loads(json.dumps(sample.to_dict()))) == sample
