"""What the sample article must show, read off it by hand."""

from __future__ import annotations

import rusus

SUBHEADINGS = [
    "Tense Russia-US relations become a notion of normality.",
    "Russia wants to get out of trouble with both domestic and external strength.",
    "Warming of Russia-US ties is hard.",
]


def test_blocks(sample: rusus.Document) -> None:
    texts = {
        kind: [block.text for block in sample.blocks if block.kind == kind] for kind in {b.kind for b in sample.blocks}
    }
    assert texts["headline"] == ["Russia-US ties hard to mend with constant conflicts"]
    assert " ".join(texts["byline"]).split() == "China Military Online Yao Jianing By Luan Hai".split()
    assert texts["subheading"] == SUBHEADINGS
    assert [text[:12] for text in texts["boilerplate"]] == ["Disclaimer: ", "Related News"]


def test_body_sentences(sample: rusus.Document) -> None:
    """Counted by hand, paragraph by paragraph: 34 sentences in all."""
    paragraphs = [block for block in sample.blocks if block.kind == "paragraph"]
    counts = [sum(block.start <= s.start < block.end for s in sample.sentences) for block in paragraphs]
    assert counts == [2, 3, 1, 2, 3, 1, 2, 1, 2, 3, 2, 1, 2, 2, 3, 2, 2]


def test_direct_quotation(sample: rusus.Document) -> None:
    (quotation,) = [quotation for quotation in sample.quotations if quotation.kind == "direct"]
    assert quotation.text.startswith("Russia believes that if it is to safeguard")
    assert quotation.text.endswith("maintain the status of its allies.")
    assert (quotation.speaker, quotation.cue and quotation.cue.text) == ("Bogdanov", "said")
    inside = [s for s in sample.sentences if s.start < quotation.end and quotation.start < s.end]
    assert [sentence.tag for sentence in inside] == ["quote", "quote"]


def test_scare_quotes_are_no_quotations(sample: rusus.Document) -> None:
    direct = [span.text for quotation in sample.quotations if quotation.kind == "direct" for span in quotation.spans]
    fragments = [quotation.text for quotation in sample.quotations if len(quotation.text.split()) < 4]
    assert fragments == []
    for word in ("poisoning", "normalize", "frontlines"):
        assert not any(word in text for text in direct)
        (sentence,) = [sentence for sentence in sample.sentences if f'"{word}"' in sentence.text]
        assert "quote" not in sentence.tags


def test_indirect_speech(sample: rusus.Document) -> None:
    found = [(q.speaker, q.source and q.source.text) for q in sample.quotations if q.kind != "direct"]
    assert found.count(("Russian experts on international issues", "Russian experts on international issues")) == 1
    assert found.count(("Bogdanov", "Bogdanov")) == 2
    assert found.count(("Experts", "Experts")) == 1
    assert found.count(("Olevich", "Olevich")) == 2
    assert found.count(("Olevich", "He")) == 1


def test_statistic(sample: rusus.Document) -> None:
    (change,) = sample.statistics
    assert change.text.endswith("US$96.1 billion to US$14.9 billion")
    assert (change.before, change.after, change.unit, change.trend) == (96.1e9, 14.9e9, "USD", "down")
    assert not any(
        quantity.text in ("20", "2003", "2008", "2010", "2011", "2014", "2018") for quantity in sample.quantities
    )


def test_most_of_the_body_holds_a_claim(sample: rusus.Document) -> None:
    body = [sentence for sentence in sample.sentences if sentence.block == "paragraph"]
    assert sum("claim" in sentence.tags for sentence in body) >= 24
