"""What the sentences of an article need to stand alone, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rusus.model import Resolved, Sentence, Span
from rusus.speakers.second_look import Resolution
from rusus.standalone.dates import resolve_dates
from rusus.standalone.descriptions import resolve_descriptions
from rusus.standalone.people import resolve_pronouns, resolve_surnames


def resolve_sentences(
    sentences: Sequence[Sentence], resolution: Resolution, published: str | None
) -> tuple[Sentence, ...]:
    """Returns the sentences of an article with what they need to stand alone (Choi et al. 2021: decontextualization).

    ``resolution`` is that of its quotations, ``published`` the day of the article, as ISO date.
    """
    context = resolution.discourse.context
    found = [
        *resolve_pronouns(context, resolution.pronouns),
        *resolve_surnames(context),
        *resolve_descriptions(context, resolution.discourse.descriptions),
        *resolve_dates(context, published),
    ]
    if not found:
        return tuple(sentences)
    found.sort(key=lambda each: each.start)
    starts = [each.start for each in found]
    return tuple(_with(sentence, found, starts) for sentence in sentences)


def _with(sentence: Sentence, found: Sequence[Resolved], starts: Sequence[int]) -> Sentence:
    """Returns a sentence with what was found in it, each name once."""
    first, stop = bisect_left(starts, sentence.start), bisect_right(starts, sentence.end - 1)
    return replace(sentence, resolved=tuple(_once(found[first:stop]))) if first < stop else sentence


def _once(found: Sequence[Resolved]) -> Iterator[Resolved]:
    """Yields what was found in a sentence, without what comes from a mention that an earlier one came from."""
    mentions, end = set[Span](), 0
    for each in found:
        if each.start >= end and (each.mention is None or each.mention not in mentions):
            yield each
            mentions |= {each.mention} if each.mention else set()
            end = each.end
