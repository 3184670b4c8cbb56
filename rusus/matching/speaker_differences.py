"""Speaker differences: two sentences that give the same words to different speakers."""

from __future__ import annotations

import re

from rusus.language.speech_verbs import reporting_words
from rusus.matching.quotation_differences import outside_quotation, quoted_words, repeats
from rusus.model import Difference
from rusus.resources import entries, read_lists
from rusus.similarity.proper_names import is_title, named_in, proper_names
from rusus.similarity.score import content, cover, shared_weight
from rusus.similarity.statements import Statement, without_source
from rusus.similarity.word_diff import changed_words, words
from rusus.speakers.name_lists import name_lists
from rusus.text.capitals import is_common
from rusus.text.normalization import normalize

# A speaker that could be anybody: a man, another official.
_INDEFINITE = re.compile(r"(?:an?|another|one)\s", re.IGNORECASE)
# A noun phrase that begins with an article and ends with a common noun.
_DESCRIPTION = re.compile(r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s(?:.*\s)?[a-z-]+")


LEAST_COVER = 0.55
"""Share of their words, by weight, that two sentences must have in common, as for numbers (distance)."""

_SAME_WORDS = 0.8
"""Such a share from which two sentences say the same; 0.7 and 0.9 change no verdict of the case rows."""


_LEAST_TOLD = 15.0
"""Weight of the words in common, two or three, under which two people may well say the same: that is really different.

Chosen by hand."""


def speaker_differences(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns the two speakers where they cannot be the same person or body, and nothing where they may be.

    Where the two neither quote nor say the same, only names are held against each other, and only in like words:
    *doctors* may be the hospital. A statement or report may be anybody's.
    """
    mine, other = _known(ours), _known(theirs)
    quoted = bool(repeats(quoted_words(ours), quoted_words(theirs)))
    likeness = 1.0 if quoted else cover(content(without_source(ours)), content(without_source(theirs)))
    alike = likeness >= LEAST_COVER
    if mine and other:
        enough = shared_weight(content(ours.text), content(theirs.text)) >= _LEAST_TOLD
        told = enough and (likeness >= _SAME_WORDS or (alike and _is_named(mine) and _is_named(other)))
        told = told and not (_is_document(mine[0]) or _is_document(other[0]))
        one = _may_be_same(mine, other) or _stands_in(mine, theirs) or _stands_in(other, ours)
        differ = _are_namesakes(mine[0], other[0]) or (told and not one)
        return [Difference("speaker", mine[0], other[0])] if differ else []
    if not alike:
        return []
    return _replaced_names(ours, theirs) or _names_around_quotation(ours, theirs)


def _is_named(forms: list[str]) -> bool:
    """True if a speaker has a name of which no part is a common word: Ruiz; not Doctors."""
    names = [normalize(name) for form in forms for name in _own_names(form)]
    return bool(names) and not any(map(is_common, names))


def _is_document(form: str) -> bool:
    """True if a speaker is what somebody wrote: a statement from the senator's office."""
    head = re.split(r" (?:of|for|at|in|from|with|by) |,", normalize(form))[0]
    return head.rpartition(" ")[2] in entries("stop_words.txt", "document")


def share_speaker(ours: Statement, theirs: Statement) -> bool:
    """True if the speakers of both statements are known by name and may be the same."""
    return bool(ours.speaker and theirs.speaker) and _may_be_same([ours.speaker or ""], [theirs.speaker or ""])


def _replaced_names(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns names beside a reporting word that are all that two sentences differ in there."""
    mine, other = words(ours.text), words(theirs.text)
    found = []
    for first, last, other_first, other_last in changed_words([w[0] for w in mine], [w[0] for w in other]):
        beside = {word for word, _, _ in (*mine[max(first - 1, 0) : first], *mine[last : last + 1])}
        if first < last and other_first < other_last and not beside.isdisjoint(reporting_words("say", "believe")):
            name = ours.text[mine[first][1] : mine[last - 1][2]]
            other_name = theirs.text[other[other_first][1] : other[other_last - 1][2]]
            capital = all(word[0].isupper() for word in (*name.split(), *other_name.split()))
            if capital and not _may_be_same([name], [other_name]):
                found.append(Difference("speaker", name, other_name))
    return found


def _names_around_quotation(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns the names around two quotations where no speaker is known and no name stands on both sides."""
    said, other_said = outside_quotation(ours), outside_quotation(theirs)
    if said is None or other_said is None or ours.source or theirs.source:
        return []
    names, other_names = _own_names(said), _own_names(other_said)
    shared = any(named_in(name, other_said) for name in names) or any(named_in(name, said) for name in other_names)
    differ = bool(names and other_names) and not shared
    return [Difference("speaker", " ".join(names), " ".join(other_names))] if differ else []


def _stands_in(forms: list[str], statement: Statement) -> bool:
    """True if a speaker's name stands in a sentence that is attributed to somebody else."""
    names = [name for form in forms for name in _own_names(form)] or [
        word for form in forms for word in form.split()[-1:]
    ]
    around = outside_quotation(statement) or statement.text
    described = normalize(forms[-1]) in normalize(statement.text)
    return described or any(named_in(name, around) for name in names)


def _known(statement: Statement) -> list[str]:
    """Returns the speaker's resolved name and its form in the sentence; none for a pronoun, which is too unsure.

    None either where the speaker stands in another sentence, which may be the one who speaks next.
    """
    if statement.source and statement.source not in statement.text:
        return []
    if statement.source and normalize(statement.source) in entries("stop_words.txt", "pronoun"):
        return []
    return [form for form in dict.fromkeys((statement.speaker, statement.source)) if form]


def _may_be_same(mine: list[str], other: list[str]) -> bool:
    """True if two speakers, each in several forms, may be one: the first name of either stands in the other."""
    if not {normalize(form) for form in mine}.isdisjoint(map(normalize, other)):
        return True
    ours, theirs = " ".join(mine), " ".join(other)
    names, other_names = _leading_names(mine), _leading_names(other)
    if names and other_names:
        return any(named_in(name, theirs) for name in names) or any(named_in(name, ours) for name in other_names)
    return not (_INDEFINITE.match(ours) or _INDEFINITE.match(theirs)) or _share_word(ours, theirs)


def _are_namesakes(name: str, other: str) -> bool:
    """True if two names differ only in well-known first names: Michelle and Barack Obama.

    First names that begin alike, or are forms of one (Bill, William), do not differ.
    """
    mine, theirs = name.split(), other.split()
    if len(mine) != 2 or len(theirs) != 2 or mine[1] != theirs[1] or mine[0][0] == theirs[0][0]:
        return False
    known = name_lists().genders
    pair = {mine[0], theirs[0]}
    return pair <= known.keys() and not any(pair <= set(line.split()) for line in read_lists("stop_words.txt")["forms"])


def _leading_names(forms: list[str]) -> list[str]:
    return [names[0] for names in map(_own_names, forms) if names]


def _own_names(form: str) -> list[str]:
    """Returns the last word of each name in a speaker's description, surnames mostly; "the Panama coach" names nobody.

    What many bodies are called (University) counts only where nothing else is named.
    """
    runs = re.split(r",| (?:of|for|at|in|from|with) ", form)
    named = [run for run in runs if not _DESCRIPTION.fullmatch(run.strip())]
    pronouns = entries("stop_words.txt", "pronoun")
    last = [
        [name for name in proper_names(f"x {run}") if not is_title(name) and normalize(name) not in pronouns][-1:]
        for run in named
    ]
    names = [name for found in last for name in found]
    return [name for name in names if normalize(name) not in entries("stop_words.txt", "body")] or names


def _share_word(ours: str, theirs: str) -> bool:
    plain = {word for word in normalize(ours).split() if len(word) > 3}
    return any(word in plain for word in normalize(theirs).split())
