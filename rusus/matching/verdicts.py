"""Verdicts: what two matching sentences agree or disagree in."""

from __future__ import annotations

from rusus.language.speech_verbs import reporting_words
from rusus.matching.age_differences import age_differences
from rusus.matching.negation_differences import negation_differences
from rusus.matching.number_differences import number_differences
from rusus.matching.quotation_differences import outside_quotation, quotation_differences, quoted_words, repeats
from rusus.matching.speaker_differences import speaker_differences
from rusus.matching.unit_differences import unit_differences
from rusus.matching.word_differences import word_differences
from rusus.matching.wording_differences import wording_differences
from rusus.model import Difference
from rusus.similarity.content_words import content_words, numerals_in_words
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
    "part": "close",
    "words": "close",
    "marks": "close",
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
    found += age_differences(ours, theirs, found)
    found += word_differences(ours, theirs, found)
    if not found and not says_the_same(ours, theirs):
        found += wording_differences(ours, theirs)
    verdicts = map(_verdict, found)
    return max(verdicts, key=MATCH_VERDICTS.index, default="same"), tuple(found)


def _verdict(difference: Difference) -> Verdict:
    """Returns what a difference makes of its match; a negation contradicts where both sides tell of what is denied."""
    contrary = difference.kind == "negation" and difference.ours and difference.theirs
    return "contradicts" if contrary else _VERDICT_OF[difference.kind]


def says_the_same(ours: Statement, theirs: Statement) -> bool:
    """True if two sentences have the same content words in order, or the same quotation with nothing else around it.

    Around a quotation the same words in any order are nothing else, and so is who said it to whom.
    """
    if ours.id == theirs.id:
        return True
    mine, other = quoted_words(ours), quoted_words(theirs)
    if bool(mine.words) != bool(other.words):
        return False
    said, other_said = _content(ours), _content(theirs)
    if said == other_said or repeats(mine, other) != "whole":
        return said == other_said
    attributed = len(mine.words) >= _FEWEST_SAID and _only_attributes(ours) and _only_attributes(theirs)
    return sorted(said) == sorted(other_said) or attributed


_FEWEST_SAID = 4
"""Words of a quotation that may be all that a sentence says; of a shorter one the words around it say as much."""

_MOST_AROUND = 16
"""Content words of an attribution at most, name and office included; with more it tells something of its own."""


def _only_attributes(statement: Statement) -> bool:
    """True if the words around a quotation only say whose it is: "…," Mr. Reed, the mayor, told reporters in Leeds."""
    around = outside_quotation(statement) or ""
    content = content_words(around)
    if not content:
        return True
    quoted = [span for each in statement.quotations if each.kind == "direct" for span in each.spans]
    told = [each.start for each in statement.quotations if each.kind == "indirect"]
    told += [number.start for number in statement.quantities if number.evidence]
    tells = any(not any(span.start <= place < span.end for span in quoted) for place in told)
    says = statement.source is not None or not reporting_words("say").isdisjoint(content)
    return says and not tells and len(content) <= _MOST_AROUND


def _content(statement: Statement) -> list[str]:
    """Returns the content words of a sentence, numerals as digits, reporting words and offices left out."""
    digits = numerals_in_words()
    return [digits.get(word, word) for word in content_words(statement.text) if word not in reporting_words("say")]
