"""Direct quotations: which quoted stretches somebody said, who, and with what cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rusus.model import Quotation, Segmentation, Span
from rusus.quotations.coverage import Coverage
from rusus.quotations.direct.attribution import (
    NONE,
    READS,
    Analysis,
    calls_so,
    choose,
    is_told,
    list_analyses,
)
from rusus.quotations.direct.scare_quotes import STRETCH_READS, stretch_features
from rusus.quotations.direct.signatures import find_signed
from rusus.quotations.direct.sources import extend_source, find_agent
from rusus.quotations.direct.thresholds import SHORT, threshold
from rusus.quotations.direct.unmarked import find_unmarked
from rusus.quotations.direct.windows import Range, Window, attributing, read_windows
from rusus.quotations.marks import Quoted, pair_marks
from rusus.resources import read_json
from rusus.text.linear_model import calibrated, log_odds, strongest, total
from rusus.text.transcripts import match_turns

_CERTAIN = frozenset(("signature", "label"))
"""Kinds of attribution that only quotations have."""
_BRIEF = frozenset(("answer", "said_of_it", "called_by_somebody"))
"""Rules by which a word or two are a quotation, whatever their score."""
_BY_RULE = 0.82
"""Probability at least of what a rule takes for a quotation: "No," said Ruiz. In PolNeAR train the model gives 20 such
answers less than a half, and 17 are quotations; of 14 signatures and labels all are."""
_MARGIN = 3.0
"""What the models are told of how sure an attribution is that no model chose. Chosen by hand; not measured."""
_CERTAINTY = 0.99
"""The same of its source. Chosen by hand; not measured."""
_FARTHEST = 2
"""Blocks over which a stretch can have the source of the quotation before it."""
_LONGEST_GAP = 200
"""Characters between two stretches that one attribution may fill: "A," he said in an interview on Monday. "B."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A quoted stretch, whether it is a quotation, with what score and attribution, and what the model saw.

    ``least`` is the score that it must pass, and ``rule`` the one of THRESHOLD_RULES that chose it.
    """

    quoted: Quoted
    is_quotation: bool
    score: float
    least: float
    rule: str
    attribution: Analysis
    source: Range
    certainty: float
    features: tuple[str, ...]

    @property
    def probability(self) -> float:
        """The probability of its being a quotation, calibrated on articles that trained nothing."""
        found = calibrated(self.score, *_weights()["calibration"]["quotation"])
        ruled = self.is_quotation and (self.attribution.kind in _CERTAIN or self.rule in _BRIEF)
        return max(found, _BY_RULE) if ruled else found

    @property
    def source_probability(self) -> float:
        """The probability of its source being the right one, calibrated likewise."""
        return calibrated(log_odds(self.certainty), *_weights()["calibration"]["source"])

    def reasons(self) -> list[str]:
        """Returns what spoke most for (+) or against (-) a quotation, the strongest first."""
        return strongest(self.features, STRETCH_READS, _weights()["quotation"].get)

    def attribution_reasons(self) -> list[str]:
        """Returns what spoke most for or against the chosen attribution; nothing where no model chose it."""
        found = self.attribution
        return strongest(found.features, READS[found.kind], _weights()["attribution"].get) if found.features else []


def _weights() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = read_json("direct_weights.json")
    return found


def find_direct(article: Segmentation) -> list[Quotation]:
    """Returns the direct quotations in text order, with source and cue as written, speakers unresolved."""
    return join_stretches(article, judge_stretches(article))


def join_stretches(article: Segmentation, judged: Iterable[Judgement]) -> list[Quotation]:
    """Returns the direct quotations of an article: what its judged stretches make, turns of a transcript, and posts."""
    turns = list(find_turns(article))
    marked = [_quotation(article, group) for group in _groups([each for each in judged if each.is_quotation])]
    found = [*turns, *_outside(marked, turns)]
    taken = Coverage(span for each in found for span in each.spans)
    found.extend(each for each in find_unmarked(article) if not taken.share(each.start, each.end))
    return sorted(found, key=lambda quotation: (quotation.start, quotation.end))


def judge_stretches(article: Segmentation) -> Iterator[Judgement]:
    """Yields every quoted stretch in text order with what the model makes of it."""
    stretches = [
        each for each in pair_marks(article.text, article.blocks) if article.text[each.start : each.end].strip()
    ]
    if not stretches:
        return
    weights = _weights()
    quotation: Judgement | None = None  # the last one
    continued: Judgement | None = None  # the stretch just before, where the next block goes on with it
    for k, quoted in enumerate(stretches):
        windows = read_windows(article, quoted, *neighbours(article, stretches, k))
        judged = _judge(article, quoted, windows, quotation, continued, weights)
        yield judged
        if judged.is_quotation:
            quotation = judged
        continued = judged if judged.is_quotation and quoted.continued else None


def _judge(
    article: Segmentation,
    quoted: Quoted,
    windows: Mapping[str, Window],
    before: Judgement | None,
    continued: Judgement | None,
    weights: Mapping[str, Mapping[str, Any]],
) -> Judgement:
    """Returns what the model makes of a stretch; ``before`` is the last quotation, ``continued`` one still open."""
    signed = find_signed(article, quoted, windows)
    # The model is trained without these two filters: with them it learns less from what is no attribution (PolNeAR dev,
    # direct exact 95.3 -> 94.9, and "told the Herald:" is attributed by its colon).
    analyses = [] if signed else list_analyses(article, quoted, attributing(article, quoted, windows))
    analyses = [each for each in analyses if not is_told(each)]
    shown = signed or next((each for each in analyses if calls_so(article.tokens.lowers, each)), None)
    if shown:
        chosen, margin, certainty = shown, _MARGIN, _CERTAINTY
    else:
        near = before is not None and before.source != NONE and is_near(article, before.quoted.block, quoted.block)
        chosen, margin, certainty = choose(analyses, weights["attribution"], near)
    features = stretch_features(article, quoted, windows, chosen, margin)
    score = total(weights["quotation"], features)
    agent = find_agent(windows, chosen)
    source = agent or extend_source(article, windows, chosen)
    certainty = _CERTAINTY if agent else certainty
    if before and chosen.kind == "previous":
        source, certainty = before.source, min(certainty, before.certainty)
    if continued and quoted.block == continued.quoted.block + 1 and chosen.kind in ("none", "previous"):
        source, score, certainty = continued.source, max(score, continued.score), continued.certainty
    name, rule = threshold(article, quoted, windows["L"], chosen)
    least = weights["least"][name]
    is_quotation = chosen.kind in _CERTAIN or score > least
    return Judgement(quoted, is_quotation, score, least, rule, chosen, source, certainty, tuple(features))


def is_near(article: Segmentation, before: int, block: int) -> bool:
    """True if a stretch can have the source of one in a block before: two blocks at most, no heading between."""
    between = article.blocks[before + 1 : block]
    return block - before <= _FARTHEST and all(each.kind != "subheading" for each in between)


def neighbours(article: Segmentation, stretches: Sequence[Quoted], k: int) -> tuple[int, int]:
    """Returns the tokens at which the nearest longer stretches before and after end and begin."""
    starts, text = article.tokens.starts, article.text
    left, right = 0, len(starts)
    for each in reversed(stretches[max(0, k - 3) : k]):
        if text.count(" ", each.start, each.end) + 1 >= SHORT:
            left = bisect_left(starts, each.end) + each.closed
            break
    for each in stretches[k + 1 : k + 4]:
        if text.count(" ", each.start, each.end) + 1 >= SHORT:
            right = bisect_left(starts, each.start) - 1
            break
    return left, right


def _groups(judged: Sequence[Judgement]) -> list[list[Judgement]]:
    """Groups the stretches that one attribution divides, and the paragraphs of one long quotation."""
    groups: list[list[Judgement]] = []
    for each in judged:
        if groups and _belongs(groups[-1][-1], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _belongs(before: Judgement, after: Judgement) -> bool:
    """True if two stretches are one quotation: the next paragraph of it, or the rest after its attribution."""
    if before.quoted.continued and after.quoted.block == before.quoted.block + 1:
        return after.attribution.kind != "label"
    if after.quoted.block != before.quoted.block or after.quoted.start - before.quoted.end > _LONGEST_GAP:
        return False
    same = after.source == before.source or after.attribution.kind == "previous"
    return same and (before.attribution.side == "R" or before.attribution.kind == "previous")


def _quotation(article: Segmentation, group: Sequence[Judgement]) -> Quotation:
    """Returns the quotation of a group; its cue is the first one with a source of its own."""
    spans = tuple(span for each in group for span in _spans(article, each))
    start, end = spans[0].start, spans[-1].end
    lead = next((each for each in group if each.attribution.source != NONE), group[0])
    known = next((each.source for each in group if each.source != NONE), NONE)
    source = lead.source if lead.attribution.source != NONE else known
    return Quotation(
        start,
        end,
        article.text[start:end],
        "direct",
        spans,
        _token_span(article, source),
        None,
        _token_span(article, lead.attribution.cue),
        probability=max(each.probability for each in group),
        speaker_probability=None if source == NONE else lead.source_probability,
    )


def _spans(article: Segmentation, each: Judgement) -> Iterator[Span]:
    """Yields a stretch without white space at its ends, divided where marks open it again.

    The speaker's name that opens it is left out.
    """
    start = each.quoted.start
    if each.attribution.kind == "label":
        start = article.tokens.ends[each.attribution.cue[1] - 1]
    for stop in (*each.quoted.again, each.quoted.end):
        if start < stop <= each.quoted.end:
            text = article.text[start:stop]
            start += len(text) - len(text.lstrip())
            yield article.span(start, start + len(text.strip()))
        start = stop + len(each.quoted.mark)


def _token_span(article: Segmentation, tokens: Range) -> Span | None:
    return None if tokens == NONE else article.token_span(*tokens)


def find_turns(article: Segmentation) -> Iterator[Quotation]:
    """Yields the turns of a transcript as direct quotations, each ending with its block; nothing for other texts."""
    for index, found in match_turns([block.text for block in article.blocks]):
        block = article.blocks[index]
        content = article.span(block.start + found.end(), block.end)
        source = article.span(block.start + found.start("name"), block.start + found.end("name"))
        colon = article.text.index(":", source.end)
        cue = article.span(colon, colon + 1)
        yield Quotation(
            content.start,
            content.end,
            content.text,
            "direct",
            (content,),
            source,
            cue=cue,
            speaker_probability=_CERTAINTY,
        )


def _outside(found: Sequence[Quotation], turns: Sequence[Quotation]) -> Iterator[Quotation]:
    """Yields the quotations that are not part of a turn in a transcript."""
    k = 0
    for quotation in found:
        while k < len(turns) and turns[k].end <= quotation.start:
            k += 1
        if k == len(turns) or quotation.end <= turns[k].start:
            yield quotation
