"""Indirect speech and attributed belief: content, cue and source without quotation marks, or with a few."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rusus.language.tagger import FINITE, Lexicon, load_lexicon
from rusus.model import Quotation, Segmentation, SentenceSpan
from rusus.quotations.coverage import Coverage
from rusus.quotations.indirect.acceptance import Analysis
from rusus.quotations.indirect.decoder import Attribution, Model, find_attributions, load_model, probability
from rusus.quotations.indirect.endings import before_narrator, before_next_report, passive_pieces
from rusus.quotations.indirect.gate import LEAST_SOURCE, gate
from rusus.quotations.indirect.grammar import GRAMMAR_RULES, Found, calls_so
from rusus.quotations.indirect.sources import extend_source
from rusus.quotations.indirect.tagged_sentence import Content, Cue, Frame, Phrase, frame_sentence, quoted_words
from rusus.rules import decide
from rusus.text.punctuation import DASHES, DOUBLE_QUOTES
from rusus.vocabulary import AttributionType

_FEWEST = 4
"""Words that the content of a noun, an adjective or a mark as a cue must have."""
_DIVIDING = DASHES | {",", ";", ":"}
_SECOND_LOOK = -250
"""Logit in hundredths from which the gate looks at an attribution that the finder leaves out; -150 finds less."""
_RESCUED = 0.4
"""Probability by the gate from which such a one is kept.

On PolNeAR dev (indirect, speech, source) and MPQA dev (cue) without it 62.9, 77.8, 51.1 and 83.4; from 0.7 on 64.3,
77.7, 53.0 and 85.9; from 0.4 on 64.5, 76.9, 53.9 and 87.7.
"""
_NESTED = 0.8
"""Probability by the gate from which a report within a report is one of its own.

With such records recall on folds of the labels of reported speech rises from 77.5 to 79 at the same precision, and MPQA
dev (cue, source) from 90.4 and 86.0 to 91.2 and 86.9. PolNeAR, none of whose 2,192 labels lies in another, counts each
as false: speech 76.8 to 76.4. From 0.5 on recall is 0.3 higher, and speech 0.3 lower.
"""
_CERTAIN = 0.95
"""Probability of a source that the grammar shows: described *by staff* as “…”. Chosen by hand; not measured."""
_CALLED = 0.9
"""Probability at least of what somebody calls something: of 29 such words between marks in PolNeAR and GUM all are
quotations."""
_RELATIVE = frozenset(("WDT", "WP"))
"""Tags of pronouns that open a relative clause."""
_MOSTLY = 0.95
"""Share of a content inside direct quotations from which it is theirs."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A possible attribution with the probabilities of its cue, of half its content, of its source, and of the whole.

    ``least`` is the probability from which the whole is accepted, ``verdict`` one of accepted, unlikely (below it),
    short, overlapped (by a better one), direct (it lies in direct quotations). What the gate takes for reported speech
    is accepted where the whole is below ``least``, too.
    """

    quotation: Quotation
    analysis: Analysis
    cue: float
    content: float
    source: float
    whole: float
    least: float
    verdict: str


def find_indirect(article: Segmentation, direct: Sequence[Quotation]) -> list[Quotation]:
    """Returns indirect and mixed quotations in text order, each of one sentence.

    Candidate analyses (cue, content, source) are scored with linear models trained on PolNeAR (Newell et al. 2018).
    ``direct`` are the article's direct quotations: nothing inside them is reported as indirect speech.
    """
    found = [each.quotation for each in judge_attributions(article, direct, rejected=False)]
    return sorted(found, key=lambda quotation: (quotation.start, quotation.end))


def judge_attributions(
    article: Segmentation, direct: Sequence[Quotation], rejected: bool = True
) -> Iterator[Judgement]:
    """Yields the accepted attributions of each sentence, the best first, and with ``rejected`` the others too."""
    model = load_model()
    within = Coverage(span for quotation in direct for span in quotation.spans)
    for frame, first in frames_of(article, model.rates, load_lexicon()):
        for settled in settle(find_attributions(frame, model), model):
            if settled.verdict == "accepted" or rejected:
                quotation = build(article, first, settled, model)
                inside = within.share(quotation.start, quotation.end) > _MOSTLY
                if rejected or not inside:
                    yield _judgement(quotation, settled, model, "direct" if inside else settled.verdict)


def _judgement(quotation: Quotation, settled: Settled, model: Model, verdict: str) -> Judgement:
    analysis = settled.attribution.analysis
    cue, whole = probability(analysis.cue_score), probability(settled.attribution.score)
    least = probability(threshold(analysis.cue, model))
    return Judgement(quotation, analysis, cue, analysis.half, analysis.certain, whole, least, verdict)


def frames_of(article: Segmentation, rates: Mapping[str, int], lexicon: Lexicon) -> Iterator[tuple[Frame, int]]:
    """Yields a frame, and the index of its first token, for each sentence with a word that may be a cue."""
    tokens = article.tokens
    known = rates.keys()
    block, quoted = -1, False
    for sentence in article.sentences:
        lowers = tokens.lowers[sentence.first : sentence.last]
        if sentence.block != block:
            block, quoted = sentence.block, False
        inside = quoted_words(tokens, sentence.first, sentence.last, quoted)
        quoted = inside[-1] if inside else quoted
        if not known.isdisjoint(lowers) and len(lowers) > 2:
            words = tokens.words[sentence.first : sentence.last]
            named = article.names_in(sentence.first, sentence.last)
            frame = frame_sentence(words, lowers, rates, inside, lexicon, named)
            yield _after_dateline(article, sentence, frame), sentence.first


def _after_dateline(article: Segmentation, sentence: SentenceSpan, frame: Frame) -> Frame:
    """Returns a frame in which no phrase of a dateline speaks: *PARIS (Reuters)* - Two men, the police said, …"""
    dateline = article.blocks[sentence.block].dateline
    if dateline is None or sentence.start >= dateline.end:
        return frame
    stop = bisect_left(article.tokens.starts, dateline.end) - sentence.first
    return replace(frame, phrases=[phrase for phrase in frame.phrases if phrase[0] >= stop], opens=stop)


class Settled(NamedTuple):
    """An attribution with its type, the probability that it is reported speech, and its verdict."""

    attribution: Attribution
    type: AttributionType
    probability: float
    verdict: str = "accepted"


def settle(attributions: Sequence[Attribution], model: Model) -> list[Settled]:
    """Returns the attributions, the best first, with their verdicts.

    Of two that share half of a content one stays, unless one reports what the other's source reports.
    """
    kept: list[tuple[Content, Settled]] = []
    settled = []
    for each in sorted(map(_gated, attributions), key=_rank(model)):
        if not _is_likely(each, model):
            settled.append(each._replace(verdict="unlikely"))
            continue
        cue = each.attribution.analysis.cue
        content = before_next_report(*cue[:2], each.attribution.analysis.content)
        if content.end - content.start < _FEWEST and not _is_verb(cue):
            verdict = "short"
        elif any(_share_half(content, other) and not _are_nested(each, better) for other, better in kept):
            verdict = "overlapped"
        else:
            verdict = "accepted"
            kept.append((content, each))
        settled.append(each._replace(verdict=verdict))
    return settled


def _are_nested(one: Settled, other: Settled) -> bool:
    """True if one of two attributions is a report within the report of the other."""
    return is_report_within(one, other) or is_report_within(other, one)


def is_report_within(inner: Settled, outer: Settled) -> bool:
    """True if a content reports what somebody else said, too: Roe added that *experts say the bridge is safe*.

    Quoted words have one speaker: Roe told him to “go home,” *the indictment said*.
    """
    report, content = inner.attribution.analysis, outer.attribution.analysis.content
    source, quoted = report.source, report.cue.frame.quoted
    if inner.type == "control" or inner.probability < _NESTED or any(quoted[report.content.start : report.content.end]):
        return False
    if source is None or report.certain <= LEAST_SOURCE:
        return False
    first = min(report.cue.at, source[0], report.content.start)
    last = max(report.cue.at + 1, source[1], report.content.end)
    around = report.content.start <= outer.attribution.analysis.cue.at < report.content.end
    return content.start <= first and last <= content.end and not around


def _gated(attribution: Attribution) -> Settled:
    """Returns an attribution with its type and the probability that it is reported speech."""
    analysis = attribution.analysis
    kind, likely = gate(analysis, attribution.score)
    called = calls_so(*analysis.cue[:2], analysis.source)
    return Settled(attribution, kind, max(likely, _CALLED) if called else likely)


def _rank(model: Model) -> Callable[[Settled], tuple[bool, int]]:
    """Returns a key: what the finder accepts comes before what only the gate takes, and the better before the worse."""

    def key(each: Settled) -> tuple[bool, int]:
        attribution = each.attribution
        return attribution.score < threshold(attribution.analysis.cue, model), -attribution.score

    return key


def _is_likely(each: Settled, model: Model) -> bool:
    """True of what the finder accepts, and of reported speech that it scores a little too low."""
    score, analysis = each.attribution.score, each.attribution.analysis
    if score >= threshold(analysis.cue, model) or calls_so(*analysis.cue[:2], analysis.source):
        return True
    return score >= _SECOND_LOOK and each.type != "control" and each.probability >= _RESCUED


def _share_half(one: Content, other: Content) -> bool:
    """True if two contents share at least half of the words that are in either."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= max(one.end, other.end) - min(one.start, other.start)


def threshold(cue: Cue, model: Model) -> int:
    """Returns the logit that an attribution must reach: higher for cues of belief, highest for nouns and adjectives."""
    speech, belief, other = model.thresholds
    if not _is_verb(cue):
        return other
    return speech if cue.frame.lowers[cue.at] in model.speech else belief


def _is_verb(cue: Cue) -> bool:
    return cue.frame.tags[cue.at][:2] == "VB" or cue.frame.lowers[cue.at] == "according"


def build(article: Segmentation, first: int, settled: Settled, model: Model) -> Quotation:
    """Returns the quotation of an attribution in the article's offsets; its sentence begins with token ``first``."""
    analysis = settled.attribution.analysis
    frame, i, _ = analysis.cue
    source = analysis.source if analysis.certain > LEAST_SOURCE else None
    shown = decide(GRAMMAR_RULES, Found(frame, i, analysis.content, source))
    if shown:
        source, content = shown[0]
    else:
        source, content = source and extend_source(frame, i, source), analysis.content
    content = before_narrator(frame, i, content)
    if content.start < frame.opens < content.end:
        content = Content(frame.opens, content.end)
    words = [trim(frame, a, b) for a, b in pieces(frame, i, content, source)]
    spans = tuple(article.token_span(first + a, first + b) for a, b in words)
    start, end = spans[0].start, spans[-1].end
    return Quotation(
        start,
        end,
        article.text[start:end],
        "indirect",
        spans,
        article.token_span(first + source[0], first + source[1]) if source else None,
        None,
        article.token_span(first + i, first + i + 1 + _joined(frame, i, model)),
        settled.type,
        settled.probability,
        speaker_probability=(_CERTAIN if shown else analysis.named) if source else None,
    )


def pieces(frame: Frame, i: int, content: Content, source: Phrase | None) -> list[tuple[int, int]]:
    """Returns the content as word ranges: two where its attribution divides it (between commas, or after which)."""
    j, k = content
    if not j < i < k:
        return [content]
    clause = source[0] - 1 if source else -1
    ruled = frame.tags[clause] == "WDT" and frame.tags[i + 1] in FINITE  # run by a board which they say is unsafe
    opens = clause == j or j < clause < i and (frame.lowers[clause - 1] == "," or ruled)
    if opens and frame.tags[clause] in _RELATIVE:  # the bridge, which he said was unsafe, will be closed
        return [(clause, clause + 1), (i + 1, _relative_end(frame, i, Content(clause, k)))]
    passive = passive_pieces(frame, i, content)
    if passive:
        return passive
    low, high = min(i, source[0]) if source else i, max(i + 1, source[1]) if source else i + 1
    while low > j and frame.lowers[low - 1] != "," and frame.lowers[low - 1] not in DOUBLE_QUOTES:
        low -= 1
    while high < k and frame.lowers[high] != ",":
        high += 1
    if low - 1 <= j or high + 1 >= k:
        return [content]
    return [(j, low - (frame.lowers[low - 1] == ",")), (high + 1, k)]


def _relative_end(frame: Frame, i: int, content: Content) -> int:
    """Returns where a relative clause around the cue at ``i`` ends: at the comma before the verb of the main clause.

    In *The bridge, which he said was unsafe, will be closed* the narrator closes it.
    """
    commas = (n for n in range(i + 2, content.end - 1) if frame.lowers[n] == "," and frame.tags[n + 1] in FINITE)
    return next(commas, content.end) if frame.lowers[content.start - 1 : content.start] == [","] else content.end


def trim(frame: Frame, start: int, end: int) -> tuple[int, int]:
    """Returns a stretch of words without the marks that only divide it from what stands around it."""
    while end - 1 > start and frame.lowers[end - 1] in _DIVIDING:
        end -= 1
    while start + 1 < end and frame.lowers[start] in _DIVIDING:
        start += 1
    return start, end


def _joined(frame: Frame, i: int, model: Model) -> bool:
    """True if the next word belongs to the cue: "according to", "pointed out"."""
    return i + 1 < len(frame.lowers) and f"{frame.lowers[i]} {frame.lowers[i + 1]}" in model.particles
