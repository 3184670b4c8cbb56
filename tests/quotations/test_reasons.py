"""Reasons: every feature of the models of quotations has a name for what it looks at."""

from __future__ import annotations

import json

import pytest
from conftest import ROOT

from rusus.pipeline import segment
from rusus.quotations.direct.attribution import READS, list_analyses
from rusus.quotations.direct.find import judge_stretches, neighbours
from rusus.quotations.direct.scare_quotes import STRETCH_READS
from rusus.quotations.direct.windows import read_windows
from rusus.quotations.marks import pair_marks
from rusus.quotations.reasons import Reads, strongest

TEXTS = [json.loads(line)["text"] for line in (ROOT / "tests/cases/quotations.jsonl").read_text("utf-8").splitlines()]


def assert_read(features: tuple[str, ...], reads: Reads) -> None:
    assert [feature[: len(prefix)] for feature, (prefix, _) in zip(features, reads, strict=True)] == [
        prefix for prefix, _ in reads
    ]


def test_every_feature_of_a_stretch_and_its_attributions_is_read() -> None:
    kinds = set()
    for article in map(segment, TEXTS):
        for judged in judge_stretches(article):
            assert_read(judged.features, STRETCH_READS)
        stretches = pair_marks(article.text, article.blocks)
        for k, quoted in enumerate(stretches):
            windows = read_windows(article, quoted, *neighbours(article, stretches, k))
            for analysis in list_analyses(article, quoted, windows):
                assert_read(analysis.features, READS[analysis.kind])
                kinds.add(analysis.kind)
    assert kinds == set(READS)


def test_the_strongest_reasons_come_first_and_what_reads_the_same_is_added_up() -> None:
    weights = {"a1": 1.0, "b2": -3.0, "c3": 1.5, "d": 0.0}
    reads = (("a", "its length"), ("b", "its marks"), ("c", "its length"), ("d", "nothing"))
    assert strongest(list(weights), reads, weights.get, 2) == ["- its marks", "+ its length"]
    assert strongest(list(weights), reads, weights.get, 4) == ["- its marks", "+ its length"]
    with pytest.raises(ValueError, match="longer"):
        strongest(["a1"], reads, weights.get)
