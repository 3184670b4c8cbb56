"""Matching: the same claim in another article or an archive, and what differs."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rusus.model import Document, Match
from rusus.quotation_differences import quoted_words
from rusus.similarity import Profile, profile, similarity
from rusus.statements import Statement, statements
from rusus.store import Store
from rusus.verdicts import judge

THRESHOLD = 0.5
"""The score from which two sentences are taken to say the same thing."""


def match(document: Document, others: Iterable[Document] | Store, threshold: float = THRESHOLD) -> list[Match]:
    """Returns the sentences of a document that other articles or known claims say as well, in text order.

    ``others`` are documents or a Store; of each article a sentence matches at most one sentence.
    """
    if isinstance(others, Store):
        return list(_matches(document, others, threshold))
    names = []
    with Store(":memory:") as store:
        with store.transaction():
            for number, other in enumerate(others):
                names.append(other.name)
                store.add(replace(other, name=f"{number:09}"))
        return [replace(found, other_file=names[int(found.other_file or 0)]) for found in _matches(document, store, threshold)]


def _matches(document: Document, store: Store, threshold: float) -> Iterator[Match]:
    pairs = []
    for ours in statements(document):
        mine = profiles(ours)
        for candidate in store.candidates(ours.text):
            score = max(map(similarity, mine, profiles(candidate.statement)))
            if score >= threshold:
                pairs.append((score, ours, candidate.statement))
    taken: set[tuple[str | None, int, int]] = set()
    found = []
    for score, ours, theirs in sorted(pairs, key=lambda pair: -pair[0]):
        ours_key, theirs_key = (theirs.file, -1, ours.start), (theirs.file, theirs.start, -1)
        if ours_key in taken or theirs_key in taken:
            continue
        taken |= {ours_key, theirs_key}
        found.append(_match(ours, theirs, score))
    yield from sorted(found, key=lambda found: (found.start, -found.score, found.other_file or "", found.other_start))


def profiles(statement: Statement) -> tuple[Profile, ...]:
    """Returns the profiles of the sentence and, where it is long enough to stand for it, of what it quotes."""
    quoted = quoted_words(statement)
    whole = profile(statement.text)
    return (whole, profile(" ".join(quoted.words))) if len(quoted.words) >= FEWEST_QUOTED_WORDS else (whole,)


FEWEST_QUOTED_WORDS = 6


def _match(ours: Statement, theirs: Statement, score: float) -> Match:
    return Match(
        ours.file, ours.id, ours.start, ours.end, ours.text, ours.tag,
        theirs.file, theirs.id, theirs.start, theirs.end, theirs.text, round(score, 4), *judge(ours, theirs),
    )  # fmt: skip
