"""Indirect speech and attributed belief: content, cue and source without quotation marks, or with a few."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from rusus.attributions import Attribution, Model, find_attributions, load_model
from rusus.frames import Frame, frame_sentence
from rusus.lexicon import Lexicon, load_lexicon
from rusus.model import Quotation, Segmentation, Span


def find_indirect(article: Segmentation, direct: Sequence[Quotation]) -> list[Quotation]:
    """Returns indirect and mixed quotations in text order, each of one sentence.

    Candidate analyses (cue, content, source) are scored with linear models trained on PolNeAR (Newell et al. 2018).
    ``direct`` are the article's direct quotations: nothing inside them is reported as indirect speech.
    """
    model = load_model()
    quoted = sorted((span for each in direct for span in each.spans), key=lambda span: span.start)
    found = []
    for frame, first in frames_of(article, model.rates, load_lexicon()):
        for attribution in settle(find_attributions(frame, model), frame, model):
            quotation = build(article, first, frame, attribution, model)
            if quotation and not _inside(quotation, quoted):
                found.append(quotation)
    return sorted(found, key=lambda quotation: (quotation.start, quotation.end))


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
            yield frame_sentence(tokens.words[sentence.first : sentence.last], lowers, rates, quoted, lexicon), sentence.first
        if lowers.count('"') % 2 or lowers.count("''") % 2:
            quoted = not quoted
        if "“" in lowers or "”" in lowers:
            quoted = lowers.count("“") + quoted > lowers.count("”")


def settle(attributions: Sequence[Attribution], frame: Frame, model: Model) -> list[Attribution]:
    """Keeps the attributions above their threshold, the better of two that share half of their content."""
    speech, other = model.thresholds
    kept: list[Attribution] = []
    for each in sorted(attributions, key=lambda each: -each.score):
        if each.score < (speech if frame.lowers[each.cue] in model.speech else other):
            continue
        a, b = each.content.start, each.content.end
        if not any(2 * (min(b, o.content.end) - max(a, o.content.start)) >= max(b, o.content.end) - min(a, o.content.start) for o in kept):
            kept.append(each)
    return kept


def build(article: Segmentation, first: int, frame: Frame, attribution: Attribution, model: Model) -> Quotation | None:
    """Returns the quotation of an attribution in the article's offsets."""
    content, i = attribution.content, attribution.cue
    spans = [span_of(article, first + content.start, first + content.end)]
    marked = any(frame.quoted[content.start : content.end])
    source = attribution.source
    start, end = spans[0].start, spans[-1].end
    return Quotation(
        start,
        end,
        article.text[start:end],
        "mixed" if marked else "indirect",
        tuple(spans),
        span_of(article, first + source[0], first + source[1]) if source else None,
        None,
        span_of(article, first + i, first + i + 1 + _joined(frame, i, model)),
    )


def _joined(frame: Frame, i: int, model: Model) -> bool:
    """Says whether the next word belongs to the cue: "according to", "pointed out"."""
    return i + 1 < len(frame.lowers) and f"{frame.lowers[i]} {frame.lowers[i + 1]}" in model.particles


def span_of(article: Segmentation, first: int, last: int) -> Span:
    """Returns the stretch of the tokens ``[first, last)``."""
    start, end = article.tokens.starts[first], article.tokens.ends[last - 1]
    return Span(start, end, article.text[start:end])


def _inside(quotation: Quotation, quoted: Sequence[Span]) -> bool:
    """Says whether nearly all of a quotation lies in the pieces, which are sorted by their starts."""
    first = max(0, bisect_right(quoted, quotation.start, key=lambda span: span.start) - 1)
    last = bisect_left(quoted, quotation.end, key=lambda span: span.start)
    covered = sum(max(0, min(quotation.end, span.end) - max(quotation.start, span.start)) for span in quoted[first:last])
    return covered > 0.85 * (quotation.end - quotation.start)
