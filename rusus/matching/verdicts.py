"""Verdicts: what two matching sentences agree or disagree in."""

from __future__ import annotations

from rusus.language.speech_verbs import reporting_words
from rusus.matching.number_differences import number_differences
from rusus.matching.quotation_differences import negations, quotation_differences, quoted_words
from rusus.matching.speaker_differences import speaker_differences
from rusus.matching.unit_differences import unit_differences
from rusus.matching.word_differences import word_differences
from rusus.model import Difference
from rusus.similarity.content_words import content_words
from rusus.similarity.score import LONGEST
from rusus.similarity.statements import Statement
from rusus.vocabulary import MATCH_VERDICTS, DifferenceKind, Verdict

_VERDICT_OF: dict[DifferenceKind, Verdict] = {
    "number": "numbers_disagree",
    "update": "numbers_disagree",
    "currency": "numbers_disagree",
    "order": "numbers_disagree",
    "unit": "numbers_disagree",
    "direction": "contradicts",
    "name": "close",
    "quote": "quote_altered",
    "speaker": "attribution_differs",
    "negation": "close",
}


def judge(ours: Statement, theirs: Statement) -> tuple[Verdict, tuple[Difference, ...]]:
    """Returns the gravest verdict of MATCH_VERDICTS that holds, and everything that differs.

    Sentences longer than LONGEST are only compared for being the same.
    """
    if max(len(ours.text), len(theirs.text)) > LONGEST:
        return ("same" if ours.id == theirs.id else "close"), ()
    found = [
        *quotation_differences(ours, theirs),
        *(unit_differences(ours, theirs) or number_differences(ours, theirs)),
        *speaker_differences(ours, theirs),
        *negation_differences(ours, theirs),
    ]
    found += word_differences(ours, theirs, found)
    verdicts = [_VERDICT_OF[difference.kind] for difference in found]
    verdicts.append("same" if says_the_same(ours, theirs) else "close")
    return max(verdicts, key=MATCH_VERDICTS.index), tuple(found)


def negation_differences(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns the negating words where only one of the sentences has any."""
    mine, other = list(negations(ours.text)), list(negations(theirs.text))
    return [] if bool(mine) == bool(other) else [Difference("negation", " ".join(mine), " ".join(other))]


def says_the_same(ours: Statement, theirs: Statement) -> bool:
    """True if two sentences have the same content words: in order, or around the same quotation in any order."""
    if ours.id == theirs.id:
        return True
    mine, other = quoted_words(ours).words, quoted_words(theirs).words
    if bool(mine) != bool(other):
        return False
    said, other_said = _content(ours), _content(theirs)
    return said == other_said or (bool(mine) and mine == other and sorted(said) == sorted(other_said))


def _content(statement: Statement) -> list[str]:
    """Returns the content words of a sentence, reporting words and offices left out."""
    return [word for word in content_words(statement.text) if word not in reporting_words("say")]
