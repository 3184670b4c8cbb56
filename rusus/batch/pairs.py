"""Pairs: what two articles say of the same is told once, although each of them is matched against the other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from rusus.batch.outcomes import Outcome

Place = tuple[str, int]


def told_once(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yields the outcomes without the matches that an earlier one has the other way round.

    A place in an article is its file, under whatever name, and an offset; known claims are matched one way only.
    """
    path = cache(os.path.realpath)
    told: set[tuple[Place, Place]] = set()
    for outcome in outcomes:
        kept = []
        for index, match in enumerate(outcome.matches):
            ours, theirs = (path(match.file or ""), match.start), (path(match.other_file or ""), match.other_start)
            if (theirs, ours) in told:
                told.remove((theirs, ours))
                continue
            if match.other_line is not None:
                told.add((ours, theirs))
            kept.append(index)
        yield _only(kept, outcome) if len(kept) < len(outcome.matches) else outcome


def _only(kept: Sequence[int], outcome: Outcome) -> Outcome:
    """Returns an outcome with some of its matches, and the records of those where it has records."""
    matches = tuple(outcome.matches[index] for index in kept)
    records = tuple(outcome.records[index] for index in kept) if outcome.records else ()
    return replace(outcome, matches=matches, records=records, count=len(kept))
