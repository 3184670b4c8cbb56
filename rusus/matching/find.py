"""Matching: the same claim in another article or an archive, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

from rusus.matching.quotation_differences import quoted_words, repeats
from rusus.matching.speaker_differences import share_speaker
from rusus.matching.verdicts import judge
from rusus.model import Document, Match
from rusus.similarity.event_rules import are_two_events, share_only_names
from rusus.similarity.events import EventPair, concept_cover, event_pair
from rusus.similarity.same_event import same_event
from rusus.similarity.score import Profile, Words, content, cover, profile, shared_weight, similarity
from rusus.similarity.statements import Statement, in_full, statements, without_source
from rusus.store.database import Store
from rusus.text.lines import Lines
from rusus.vocabulary import MATCH_THRESHOLD

LEAST_COVER = 0.25
"""Pairs that share less of their words, by weight, are never the same: of 484 matches none has less than 0.38."""

LEAST_AROUND = 0.12
"""The same for a sentence with a quotation, which may be all that it shares with another.

On the 433 pairs of passages in tests/cases 0.25 changes no verdict, and 0.4 costs two.
"""

LEAST_LIKELY = 0.02
SURE = 0.9
"""Pairs whose words score between these two may say the same by what they quote, or without who says it.

On the same pairs 0.1 for 0.02 costs no verdict (one of matching_sentences.jsonl), 0.3 costs two; 0.9 only saves time.
"""

HEADLINE = 110
"""Characters of a headline at most: two of them may tell of one event in other words (6 killed by lava as volcano
erupts, five dead in eruption)."""

FEWEST_QUOTED_WORDS = 6
"""A shorter quotation does not stand for its sentence; 2 and 20 change no verdict on the same pairs."""

FEWEST_REPEATED_WORDS = 4
"""A shorter quotation is not known again by its words and its speaker alone: "no comment"."""

REPEATED = 0.9
LEAST_REPEATED = 0.5
"""The score of two sentences that quote the same words of one speaker, and the share of the words of the shorter one,
by weight, that must be in common for a closer look."""


def match(document: Document, others: Iterable[Document] | Store, threshold: float = MATCH_THRESHOLD) -> list[Match]:
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
        return [
            replace(found, other_file=names[int(found.other_file or 0)])
            for found in _matches(document, store, threshold)
        ]


def _matches(document: Document, store: Store, threshold: float) -> Iterator[Match]:
    resolved = {sentence.start: sentence.resolved for sentence in document.sentences}
    lines, other_lines = Lines(document.text), cache(lambda file: Lines(store._text(file)))
    counterparts: dict[str, list[tuple[float, Statement]]] = {}
    pairs = []
    for ours in statements(document):
        if ours.text not in counterparts:
            counterparts[ours.text] = list(_counterparts(ours, store, threshold))
        pairs += [(score, ours, theirs) for score, theirs in counterparts[ours.text]]
    taken: set[tuple[str | None, int, int]] = set()
    found = []
    for score, ours, theirs in sorted(pairs, key=lambda pair: -pair[0]):
        places = places_taken(ours, theirs)
        if not theirs.known and not taken.isdisjoint(places):
            continue
        taken |= places
        line, column = lines.at(ours.start)
        other_line = None if theirs.known else other_lines(theirs.file or "").at(theirs.start)[0]
        match = _match(ours, theirs, score)
        found.append(
            replace(match, line=line, column=column, other_line=other_line, resolved=resolved.get(ours.start, ()))
        )
    yield from sorted(
        found, key=lambda match: (match.start, -match.score, match.other_file or "", match.other_start, match.other_id)
    )


def places_taken(ours: Statement, theirs: Statement) -> set[tuple[str | None, int, int]]:
    """Returns the places that a match takes: both, or of a quotation and a part of it that of the part only."""
    here, there = (theirs.file, -1, ours.start), (theirs.file, theirs.start, -1)
    mine, other = quoted_words(ours), quoted_words(theirs)
    if repeats(mine, other) != "part":
        return {here, there}
    return {here if len(mine.words) < len(other.words) else there}


def _counterparts(ours: Statement, store: Store, threshold: float) -> Iterator[tuple[float, Statement]]:
    """Yields the statements of other articles in the store that say what ours does, each with its score."""
    asked = ask(ours)
    for candidate in store._candidates(ours):
        theirs = candidate.statement
        if theirs.file == ours.file is not None and not theirs.known:
            continue
        complete = partial(store._complete, candidate)
        score = likeness(asked, theirs, complete, threshold)
        if score >= threshold:
            yield score, complete()


class Asked(NamedTuple):
    """A statement of ours with what is compared of it: its words, those it quotes, and what it quotes."""

    statement: Statement
    whole: Profile
    quoted: Profile | None
    said: Words | None


def ask(ours: Statement) -> Asked:
    """Returns a statement as ``likeness`` compares it with many others."""
    return Asked(ours, profile(ours.text), _quoted_profile(ours), _said(ours))


def likeness(asked: Asked, theirs: Statement, complete: Callable[[], Statement], threshold: float) -> float:
    """Returns how probable it is that two statements say the same, 0..1; what is surely below ``threshold`` is rough.

    ``theirs`` may lack its quotations and quantities; ``complete`` gives it with them, and is asked where they count.
    """
    ours, whole, quoted, said = asked
    equal, repeated = ours.id == theirs.id, _may_repeat(said, theirs)
    least = LEAST_AROUND if quoted else LEAST_COVER
    if not equal and not repeated and not _shares(whole, ours.text, theirs.text, least):
        return 0.0
    complete = cache(complete)
    score = similarity(whole, whole) if equal else same_event(ours.text, theirs.text)
    if (ours.inserted or theirs.inserted) and LEAST_LIKELY <= score < threshold:
        score = max(score, same_event(in_full(ours), in_full(theirs)))
    if quoted and LEAST_LIKELY <= score < SURE:
        other_quoted = _quoted_profile(complete())
        score = max(score, similarity(quoted, other_quoted)) if other_quoted else score
    unsure = LEAST_LIKELY <= score < threshold and not _tells_apart(event_pair(ours.text, theirs.text))
    if ours.source and theirs.source and unsure:
        score = max(score, similarity(profile(without_source(ours)), profile(without_source(theirs))))
    if score < max(threshold, REPEATED) and repeated and _repeats_speaker(ours, complete()):
        score = max(score, REPEATED)
    return score


def _tells_apart(pair: EventPair) -> bool:
    """True if two texts tell of two events, or of one person two things."""
    return are_two_events(pair) or share_only_names(pair)


def _may_repeat(said: Words | None, theirs: Statement) -> bool:
    """True if so much of what a sentence quotes stands in another that the two may quote the same."""
    if said is None:
        return False
    other = content(theirs.text)
    return shared_weight(said, other) >= LEAST_REPEATED * min(said.total, other.total)


def _repeats_speaker(ours: Statement, theirs: Statement) -> bool:
    """True if two sentences quote the same words of one speaker, or one a part of what the other quotes."""
    mine, other = quoted_words(ours), quoted_words(theirs)
    fewest = min(len(mine.words), len(other.words))
    return fewest >= FEWEST_REPEATED_WORDS and bool(repeats(mine, other)) and share_speaker(ours, theirs)


def _shares(whole: Profile, text: str, other: str, least: float) -> bool:
    """True if enough of two texts is in common for a closer look: words, or in headlines concepts."""
    if cover(whole, content(other)) >= least:
        return True
    return max(len(text), len(other)) <= HEADLINE and concept_cover(text, other) >= least


def _quoted_profile(statement: Statement) -> Profile | None:
    """Returns the profile of what the sentence quotes where that is long enough to stand for it."""
    words = quoted_words(statement).words
    return profile(" ".join(words)) if len(words) >= FEWEST_QUOTED_WORDS else None


def _said(statement: Statement) -> Words | None:
    """Returns what a sentence quotes, where that is long enough to be known again."""
    words = quoted_words(statement).words
    return content(" ".join(words)) if len(words) >= FEWEST_REPEATED_WORDS else None


def _match(ours: Statement, theirs: Statement, score: float) -> Match:
    return Match(
        ours.file, ours.id, ours.start, ours.end, ours.text, ours.tag,
        theirs.file, theirs.id, theirs.start, theirs.end, theirs.text, round(score, 4), *judge(ours, theirs),
        date=ours.date, other_title=theirs.title, other_rating=theirs.rating, other_url=theirs.url,
        other_date=theirs.date,
    )  # fmt: skip
