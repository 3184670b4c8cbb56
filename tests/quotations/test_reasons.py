"""Reasons: every feature of the models of quotations has a name for what it looks at."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from conftest import ROOT

from rusus.language.tagger import load_lexicon
from rusus.pipeline import segment
from rusus.quotations.direct.attribution import READS, list_analyses
from rusus.quotations.direct.find import judge_stretches, neighbours
from rusus.quotations.direct.scare_quotes import STRETCH_READS
from rusus.quotations.direct.windows import read_windows
from rusus.quotations.indirect.acceptance import ACCEPTANCE_READS, MEASURES, acceptance_features, measures
from rusus.quotations.indirect.contents import content_features, content_reads
from rusus.quotations.indirect.cues import CUE_READS, cue_features
from rusus.quotations.indirect.decoder import analyse, load_model
from rusus.quotations.indirect.find import frames_of
from rusus.quotations.indirect.sources import NOBODY_READS, SOURCE_READS, source_candidates, source_features
from rusus.quotations.indirect.tagged_sentence import order
from rusus.quotations.indirect.weight_rows import full_names
from rusus.quotations.marks import pair_marks
from rusus.text.linear_model import Reads, strongest

CASES = ROOT / "tests" / "cases"


def texts(name: str) -> list[str]:
    return [json.loads(line)["text"] for line in (CASES / name).read_text("utf-8").splitlines()]


def assert_read(features: Sequence[str], reads: Reads) -> None:
    assert [feature[: len(prefix)] for feature, (prefix, _) in zip(features, reads, strict=True)] == [
        prefix for prefix, _ in reads
    ]


def test_every_feature_of_a_stretch_and_its_attributions_is_read() -> None:
    kinds = set()
    for article in map(segment, texts("quotations.jsonl")):
        for judged in judge_stretches(article):
            assert_read(judged.features, STRETCH_READS)
        stretches = pair_marks(article.text, article.blocks)
        for k, quoted in enumerate(stretches):
            windows = read_windows(article, quoted, *neighbours(article, stretches, k))
            for analysis in list_analyses(article, quoted, windows):
                assert_read(analysis.features, READS[analysis.kind])
                kinds.add(analysis.kind)
    assert kinds == set(READS)


def test_every_feature_of_a_clause_is_read() -> None:
    model, orders = load_model(), set()
    for article in map(segment, texts("indirect.jsonl") + texts("attributed.jsonl")):
        for frame, _ in frames_of(article, model.rates, load_lexicon()):
            for analysis in analyse(frame, model):
                cue, content = analysis.cue, analysis.content
                assert_read(full_names(cue_features(cue)), CUE_READS)
                assert_read(full_names(content_features(cue, content)), content_reads(cue, content))
                assert_read(full_names(source_features(cue, content, None, 0)), NOBODY_READS)
                for phrase in source_candidates(frame, cue.at, content):
                    assert_read(full_names(source_features(cue, content, phrase, 0)), SOURCE_READS)
                assert_read(full_names(acceptance_features(analysis)), ACCEPTANCE_READS)
                assert len(measures(analysis, 0)) == len(MEASURES)
                orders.add(order(cue.at, *content))
    assert orders == {"a", "b", "r"}


def test_the_strongest_reasons_come_first_and_what_reads_the_same_is_added_up() -> None:
    weights = {"a1": 1.0, "b2": -3.0, "c3": 1.5, "d": 0.0}
    reads = (("a", "its length"), ("b", "its marks"), ("c", "its length"), ("d", "nothing"))
    assert strongest(list(weights), reads, weights.get, 2) == ["- its marks", "+ its length"]
    assert strongest(list(weights), reads, weights.get, 4) == ["- its marks", "+ its length"]
    with pytest.raises(ValueError, match="longer"):
        strongest(["a1"], reads, weights.get)
