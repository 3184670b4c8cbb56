"""Direct quotations: which quoted stretches somebody said, who, and with what cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rusus.model import Quotation, Segmentation, Span
from rusus.quotations.direct.attribution import (
    NONE,
    Analysis,
    Range,
    choose,
    extend_source,
    find_adjacent,
    find_label,
    find_signature,
    list_analyses,
    read_windows,
)
from rusus.quotations.direct.scare_quotes import explain, is_credit, stretch_features
from rusus.quotations.marks import Quoted, pair_marks
from rusus.resources import read_json
from rusus.text.transcripts import find_turns

_SHORT = 5
"""Words from which a stretch is long enough to bound the sentence of its neighbour and to need no high score."""
_CERTAIN = frozenset(("signature", "label"))
_REPORTING = frozenset(("say", "describe", "believe", "according", "colon", "dash"))
_NOMINAL = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "PRP$", "POS", "CD"))
_NEAR = 6
"""Words between a reporting word and the marks; a longer way needs "that"."""
_FARTHEST = 2
"""Blocks over which a stretch can have the source of the quotation before it."""
_LONGEST_GAP = 200
"""Characters between two stretches that one attribution may fill: "A," he said in an interview on Monday. "B."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A quoted stretch, whether it is a quotation, with what score and attribution, and what the model saw."""

    quoted: Quoted
    is_quotation: bool
    score: float
    attribution: Analysis
    source: Range
    features: tuple[str, ...]

    def reasons(self) -> list[str]:
        """Returns what spoke most for (+) or against (-) a quotation, the strongest first."""
        return explain(self.features, _weights()["quotation"])


def _weights() -> Mapping[str, Mapping[str, float]]:
    found: Mapping[str, Mapping[str, float]] = read_json("direct_weights.json")
    return found


def find_direct(article: Segmentation) -> list[Quotation]:
    """Returns the direct quotations in text order, with source and cue as written, speakers unresolved."""
    turns = find_turns(article)
    groups = _join(article, [each for each in judge_stretches(article) if each.is_quotation])
    found = [_quotation(article, group) for group in groups]
    return sorted((*turns, *_outside(found, turns)), key=lambda quotation: (quotation.start, quotation.end))


def judge_stretches(article: Segmentation) -> Iterator[Judgement]:
    """Yields every quoted stretch in text order with what the model makes of it, for quotations and for explanations."""
    stretches = [
        each for each in pair_marks(article.text, article.blocks) if article.text[each.start : each.end].strip()
    ]
    if not stretches:
        return
    weights = _weights()
    source, block = NONE, 0
    continued: Judgement | None = None
    for k, quoted in enumerate(stretches):
        near = source != NONE and is_near(article, block, quoted.block)
        windows = read_windows(article, quoted, *neighbours(article, stretches, k))
        signed = (
            find_label(article, quoted) or find_signature(article, quoted, windows["R"]) or find_adjacent(windows["L"])
        )
        if signed:
            chosen, margin = signed, 3.0
        else:
            chosen, margin = choose(list_analyses(article, quoted, windows), weights["attribution"], near)
        features = stretch_features(article, quoted, windows, chosen, margin)
        score = sum([weights["quotation"].get(feature, 0.0) for feature in features])
        own = source if chosen.how == "previous" else extend_source(article, windows, chosen)
        if continued and quoted.block == continued.quoted.block + 1 and chosen.how in ("none", "previous"):
            own, score = continued.source, max(score, continued.score)
        named, inside = "|be" in " ".join(features), bool(_NOMINAL.intersection(windows["L"].tags[-1:]))
        is_quotation = chosen.how in _CERTAIN or score > _least(
            article, quoted, weights["least"], chosen, named, inside
        )
        judgement = Judgement(quoted, is_quotation, score, chosen, own, tuple(features))
        yield judgement
        if judgement.is_quotation:
            source, block = own, quoted.block
        continued = judgement if judgement.is_quotation and quoted.continued else None


def is_near(article: Segmentation, before: int, block: int) -> bool:
    """Says whether a stretch in a block can have the source of one in a block before: two blocks at most, no heading between."""
    between = article.blocks[before + 1 : block]
    return block - before <= _FARTHEST and all(each.kind != "subheading" for each in between)


def _least(
    article: Segmentation, quoted: Quoted, least: Mapping[str, float], chosen: Analysis, named: bool, inside: bool
) -> float:
    """Returns the score to pass: by whether the stretch is one word, a fragment that nothing reports, short or long.

    ``inside`` says that the words before the marks make it part of a noun phrase (the "Turner Turnpike.").
    """
    text = article.text[quoted.start : quoted.end].strip()
    words = text.count(" ") + 1
    if quoted.continued:
        return least["continued"]
    reported = _is_reported(article, quoted, chosen)
    if words == 1 and not (reported and chosen.how[0] == "R" and text[-1] in ",.?!"):
        return least["word"]
    fragment = text[0].islower() or text[-1] not in ".,?!"
    if chosen.how[1:] == "colon" and is_credit(article.tokens.lowers[chosen.cue[0] - 1]):
        return least["unlikely"]
    if fragment and (named or chosen.how[0] == "L" and article.tokens.lowers[chosen.cue[0] - 1] == "to"):
        return least["unlikely"]
    if (fragment or inside) and not reported:
        return least["fragment" if words < _SHORT else "long fragment"]
    return least["short"] if words < _SHORT else least["long"]


def _is_reported(article: Segmentation, quoted: Quoted, chosen: Analysis) -> bool:
    """Says whether a reporting word stands near the marks, or governs them with "that"."""
    if chosen.how[1:] not in _REPORTING:
        return False
    tokens = article.tokens
    opening, closing = bisect_left(tokens.starts, quoted.start) - 1, bisect_left(tokens.starts, quoted.end)
    first, last = chosen.cue
    if first >= closing:
        return first - closing <= _NEAR or chosen.how == "Raccording"
    return (
        opening - last <= _NEAR
        or "that" in tokens.lowers[last:opening]
        or first < opening
        and "according" in tokens.lowers[first]
    )


def neighbours(article: Segmentation, stretches: Sequence[Quoted], k: int) -> tuple[int, int]:
    """Returns the tokens at which the nearest longer stretches before and after end and begin."""
    starts, text = article.tokens.starts, article.text
    left, right = 0, len(starts)
    for each in reversed(stretches[max(0, k - 3) : k]):
        if text.count(" ", each.start, each.end) + 1 >= _SHORT:
            left = bisect_left(starts, each.end) + each.closed
            break
    for each in stretches[k + 1 : k + 4]:
        if text.count(" ", each.start, each.end) + 1 >= _SHORT:
            right = bisect_left(starts, each.start) - 1
            break
    return left, right


def _join(article: Segmentation, judged: Sequence[Judgement]) -> list[list[Judgement]]:
    """Groups the stretches that one attribution divides, and the paragraphs of one long quotation."""
    groups: list[list[Judgement]] = []
    for each in judged:
        if groups and _belongs(groups[-1][-1], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _belongs(before: Judgement, after: Judgement) -> bool:
    if before.quoted.continued and after.quoted.block == before.quoted.block + 1:
        return after.attribution.how != "label"
    if after.quoted.block != before.quoted.block or after.quoted.start - before.quoted.end > _LONGEST_GAP:
        return False
    same = after.source == before.source or after.attribution.how == "previous"
    return same and (before.attribution.how[0] == "R" or before.attribution.how == "previous")


def _quotation(article: Segmentation, group: Sequence[Judgement]) -> Quotation:
    spans = tuple(_trimmed(article, each) for each in group)
    start, end = spans[0].start, spans[-1].end
    lead = next((each for each in group if each.attribution.source != NONE), group[0])
    known = next((each.source for each in group if each.source != NONE), NONE)
    source = lead.source if lead.attribution.source != NONE else known
    return Quotation(
        start, end, article.text[start:end], "direct", spans,
        _token_span(article, source), None, _token_span(article, lead.attribution.cue),
    )  # fmt: skip


def _trimmed(article: Segmentation, each: Judgement) -> Span:
    start = each.quoted.start
    if each.attribution.how == "label":
        start = article.tokens.ends[each.attribution.cue[1] - 1]
    text = article.text[start : each.quoted.end]
    start += len(text) - len(text.lstrip())
    return _span(article, start, start + len(text.strip()))


def _span(article: Segmentation, start: int, end: int) -> Span:
    return Span(start, end, article.text[start:end])


def _token_span(article: Segmentation, tokens: Range) -> Span | None:
    if tokens[0] < 0:
        return None
    return _span(article, article.tokens.starts[tokens[0]], article.tokens.ends[tokens[1] - 1])


def _outside(found: Sequence[Quotation], turns: Sequence[Quotation]) -> Iterator[Quotation]:
    """Yields the quotations that are not part of a turn in a transcript."""
    k = 0
    for quotation in found:
        while k < len(turns) and turns[k].end <= quotation.start:
            k += 1
        if k == len(turns) or quotation.end <= turns[k].start:
            yield quotation
