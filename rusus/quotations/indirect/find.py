"""Indirect speech and attributed belief: content, cue and source without quotation marks, or with a few."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rusus.language.tagger import Lexicon, load_lexicon
from rusus.model import Quotation, Segmentation
from rusus.quotations.indirect.decoder import Attribution, Model, find_attributions, load_model, probability
from rusus.quotations.indirect.sources import extend_source
from rusus.quotations.indirect.tagged_sentence import Frame, frame_sentence

_FEWEST = 4
"""Words that the content of a noun, an adjective or a mark as a cue must have."""
_DIVIDING = frozenset((",", ";", ":", "—", "–", "-", "--", "―"))
_LEAST_SOURCE = 0.4
"""Probability from which a source is named: nobody is better than the wrong one."""
_MOSTLY = 0.95
"""Share of a content inside direct quotations from which it is theirs."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A possible attribution with the probabilities of its cue, of half its content, of its source, and of the whole.

    ``least`` is the probability from which the whole is accepted, ``verdict`` one of accepted, unlikely (below it),
    short, overlapped (by a better one), direct (it lies in direct quotations).
    """

    quotation: Quotation
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
    within = Coverage(direct)
    for frame, first in frames_of(article, model.rates, load_lexicon()):
        for attribution, verdict in settle(find_attributions(frame, model), frame, model):
            if verdict == "accepted" or rejected:
                quotation = build(article, first, frame, attribution, model)
                inside = within.share(quotation) > _MOSTLY
                least = threshold(frame, attribution.cue, model)
                if rejected or not inside:
                    yield _judgement(quotation, attribution, least, "direct" if inside else verdict)


def _judgement(quotation: Quotation, attribution: Attribution, least: int, verdict: str) -> Judgement:
    content, source = attribution.content.half, attribution.certain
    cue, whole = probability(attribution.cue_score), probability(attribution.score)
    return Judgement(quotation, cue, content, source, whole, probability(least), verdict)


def frames_of(article: Segmentation, rates: Mapping[str, int], lexicon: Lexicon) -> Iterator[tuple[Frame, int]]:
    """Yields a frame, and the index of its first token, for each sentence with a word that may be a cue."""
    tokens = article.tokens
    known = rates.keys()
    block, quoted = -1, False
    for sentence in article.sentences:
        lowers = tokens.lowers[sentence.first : sentence.last]
        if sentence.block != block:
            block, quoted = sentence.block, False
        if not known.isdisjoint(lowers) and len(lowers) > 2:
            words = tokens.words[sentence.first : sentence.last]
            yield frame_sentence(words, lowers, rates, quoted, lexicon), sentence.first
        if lowers.count('"') % 2 or lowers.count("''") % 2:
            quoted = not quoted
        if "“" in lowers or "”" in lowers:
            quoted = lowers.count("“") + quoted > lowers.count("”")


def settle(attributions: Sequence[Attribution], frame: Frame, model: Model) -> list[tuple[Attribution, str]]:
    """Returns the attributions, the best first, with their verdicts: of two that share half a content one stays."""
    kept: list[tuple[int, int]] = []
    settled = []
    for each in sorted(attributions, key=lambda each: -each.score):
        a, b = each.content.start, each.content.end
        if each.score < threshold(frame, each.cue, model):
            verdict = "unlikely"
        elif b - a < _FEWEST and not _is_verb(frame, each.cue):
            verdict = "short"
        elif any(2 * (min(b, d) - max(a, c)) >= max(b, d) - min(a, c) for c, d in kept):
            verdict = "overlapped"
        else:
            verdict = "accepted"
            kept.append((a, b))
        settled.append((each, verdict))
    return settled


def threshold(frame: Frame, i: int, model: Model) -> int:
    """Returns the logit that an attribution must reach: higher for cues of belief, highest for nouns and adjectives."""
    speech, belief, other = model.thresholds
    word = frame.lowers[i]
    if not _is_verb(frame, i):
        return other
    return speech if word in model.speech else belief


def _is_verb(frame: Frame, i: int) -> bool:
    return frame.tags[i][:2] == "VB" or frame.lowers[i] == "according"


def build(article: Segmentation, first: int, frame: Frame, attribution: Attribution, model: Model) -> Quotation:
    """Returns the quotation of an attribution in the article's offsets."""
    i, source = attribution.cue, attribution.source if attribution.certain > _LEAST_SOURCE else None
    if source:
        source = extend_source(frame, i, source)
    words = [trim(frame, a, b) for a, b in pieces(frame, attribution, source)]
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
    )


def pieces(frame: Frame, attribution: Attribution, source: tuple[int, int] | None) -> list[tuple[int, int]]:
    """Returns the content as word ranges: two where its attribution stands between commas inside it."""
    j, k, i = attribution.content.start, attribution.content.end, attribution.cue
    if not j < i < k:
        return [(j, k)]
    low, high = min(i, source[0]) if source else i, max(i + 1, source[1]) if source else i + 1
    while low > j and frame.lowers[low - 1] != ",":
        low -= 1
    while high < k and frame.lowers[high] != ",":
        high += 1
    if low - 1 <= j or high + 1 >= k:
        return [(j, k)]
    return [(j, low - 1), (high + 1, k)]


def trim(frame: Frame, start: int, end: int) -> tuple[int, int]:
    """Returns a stretch of words without the marks that only divide it from what stands around it."""
    while end - 1 > start and frame.lowers[end - 1] in _DIVIDING:
        end -= 1
    while start + 1 < end and frame.lowers[start] in _DIVIDING:
        start += 1
    return start, end


def _joined(frame: Frame, i: int, model: Model) -> bool:
    """Says whether the next word belongs to the cue: "according to", "pointed out"."""
    return i + 1 < len(frame.lowers) and f"{frame.lowers[i]} {frame.lowers[i + 1]}" in model.particles


class Coverage:
    """How much of a stretch the direct quotations cover, looked up in logarithmic time."""

    def __init__(self, direct: Sequence[Quotation]) -> None:
        spans = sorted((span.start, span.end) for quotation in direct for span in quotation.spans)
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))
        self._sums = list(accumulate((end - start for start, end in spans), initial=0))

    def share(self, quotation: Quotation) -> float:
        """Returns the share of a quotation's content that direct quotations cover."""
        start, end = quotation.start, quotation.end
        low, high = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if low >= high:
            return 0.0
        covered = self._sums[high] - self._sums[low]
        outside = max(0, start - self._starts[low]) + max(0, self._ends[high - 1] - end)
        return (covered - outside) / (end - start)
