"""Direct quotations: which quoted stretches somebody said, who, and with what cue."""
from __future__ import annotations

from bisect import bisect_left
from functools import cache

from rusus.model import Quotation, Segmentation, Span
from rusus.quotation_marks import Quoted, pair_marks
from rusus.resources import read_lists

_STOP = frozenset(". , : ; \" “ ” ( ) ! ? — – --".split())


@cache
def speech_verbs() -> dict[str, str]:
    """Returns the base form of every form of a verb of saying."""
    return {form: line.split()[0] for line in read_lists("speech_verbs.txt")["say"] for form in line.split()}


def find_direct(article: Segmentation) -> list[Quotation]:
    """Returns the direct quotations in text order, with source and cue as written, speakers unresolved."""
    found: list[Quotation] = []
    for quoted in pair_marks(article.text, article.blocks):
        source, cue = _attribution(article, quoted)
        text = article.text[quoted.start : quoted.end]
        if not text.strip() or (cue is None and (len(text.split()) < 8 or text.lstrip()[0].islower())):
            continue
        span = Span(quoted.start, quoted.end, text)
        found.append(Quotation(quoted.start, quoted.end, text, "direct", (span,), source, None, cue))
    return found


def _attribution(article: Segmentation, quoted: Quoted) -> tuple[Span | None, Span | None]:
    tokens = article.tokens
    block = article.blocks[quoted.block]
    verbs = speech_verbs()
    after = bisect_left(tokens.starts, quoted.end) + 1
    before = bisect_left(tokens.starts, quoted.start) - 2
    after = min(after, len(tokens))
    for k in range(after, min(after + 6, len(tokens))):
        if tokens.starts[k] >= block.end or tokens.words[k] in ".!?":
            break
        if tokens.lowers[k] in verbs:
            return _phrase(article, after, k) or _phrase(article, k + 1, min(k + 7, len(tokens))), _span(article, k, k + 1)
    for k in range(before, max(before - 6, -1), -1):
        if tokens.starts[k] < block.start or tokens.words[k] in ".!?":
            break
        if tokens.lowers[k] in verbs:
            first = k
            if k == before and tokens.words[k + 1] not in ",:":
                break
            while first > 0 and tokens.starts[first - 1] >= block.start and tokens.words[first - 1] not in _STOP:
                first -= 1
            return _phrase(article, first, k), _span(article, k, k + 1)
    return None, None


def _phrase(article: Segmentation, first: int, last: int) -> Span | None:
    words = article.tokens.words
    while first < last and words[first] in _STOP:
        first += 1
    stop = next((k for k in range(first, last) if words[k] in _STOP), last)
    return _span(article, first, stop) if first < stop else None


def _span(article: Segmentation, first: int, last: int) -> Span:
    start, end = article.tokens.starts[first], article.tokens.ends[last - 1]
    return Span(start, end, article.text[start:end])
