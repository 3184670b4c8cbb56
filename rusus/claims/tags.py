"""Tags: whether a sentence is a quote, a statistic or a claim, and to whom it is attributed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress

from rusus.claims.kinds import find_kind
from rusus.claims.scoring import Assessment
from rusus.model import Quantity, Quotation, Scores, Segmentation, Sentence, SentenceSpan
from rusus.quotations.coverage import covered
from rusus.vocabulary import TAGS

THRESHOLD = 0.5
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»\n]*)[\"”»]|''((?:(?!'')[^\n])*)''")


def quoted_size(article: Segmentation, quotation: Quotation, start: int, end: int, size: int) -> int:
    """Returns how many of the ``size`` characters that a quotation covers in ``[start, end)`` it quotes: all of a
    direct one, the two or more words between marks of a mixed one, for one quoted word is no quotation, nothing of an
    indirect one."""
    if quotation.kind == "direct":
        return size
    if quotation.kind == "indirect":
        return 0
    first, last = max(start, quotation.start - 1), min(end, quotation.end + 2)
    stretches = (found[1] or found[2] or "" for found in _QUOTED.finditer(article.text, first, last))
    return sum(len(stretch) for stretch in stretches if " " in stretch.strip())


def tag_sentences(
    article: Segmentation,
    quotations: Sequence[Quotation],
    quantities: Sequence[Quantity],
    assessments: Sequence[Assessment],
) -> tuple[Sentence, ...]:
    """Returns the sentences with tags, scores, kinds of claims and the listed attribution that covers most of each."""
    listed = (quotation for quotation in quotations if quotation.listed)
    by_start = sorted(listed, key=lambda quotation: quotation.start)
    statistics = [quantity for quantity in quantities if quantity.evidence]
    tagged = []
    active: list[Quotation] = []
    upcoming = counted = 0
    for bounds, assessed in zip(article.sentences, assessments):
        while upcoming < len(by_start) and by_start[upcoming].start < bounds.end:
            active.append(by_start[upcoming])
            upcoming += 1
        active = [quotation for quotation in active if quotation.end > bounds.start]
        while counted < len(statistics) and statistics[counted].end <= bounds.start:
            counted += 1
        holds_statistic = counted < len(statistics) and statistics[counted].start < bounds.end
        tagged.append(_tag(article, bounds, active, holds_statistic, assessed))
    return tuple(tagged)


def _tag(
    article: Segmentation,
    bounds: SentenceSpan,
    quotations: Sequence[Quotation],
    holds_statistic: bool,
    assessed: Assessment,
) -> Sentence:
    start, end = bounds.start, bounds.end
    main, most, quoted = None, 0, 0
    for quotation in quotations:
        size = covered(quotation, start, end)
        if size:
            quoted += quoted_size(article, quotation, start, end, size)
        if size > most:
            main, most = quotation, size
    is_claim = assessed.scores["claim"] >= THRESHOLD
    tags = tuple(compress(TAGS, (quoted > 0, holds_statistic, is_claim)))
    leads = len(tags) > 1 and tags[0] == "quote" and 2 * quoted <= end - start
    return Sentence(
        start,
        end,
        article.text[start:end],
        article.blocks[bounds.block].kind,
        tags[leads] if tags else None,
        tags,
        Scores(**assessed.scores),
        main.source if main else None,
        main.speaker if main else None,
        main.cue if main else None,
        _kind(assessed) if is_claim else None,
    )


def _kind(assessed: Assessment) -> str | None:
    predicts = assessed.scores["prediction"] >= THRESHOLD
    return find_kind((*assessed.signs, "score:prediction") if predicts else assessed.signs)
