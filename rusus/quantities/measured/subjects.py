"""Subjects and objects: a rough parse of the clause before a number, told by tags, commas and prepositions."""

from __future__ import annotations

from rusus.language.tagger import FINITE
from rusus.quantities.measured.heads import is_never_measured
from rusus.quantities.measured.phrases import ADVERBS, VERBS, Phrases
from rusus.quantities.measured.words import measured_words

AUXILIARIES = ADVERBS | {"MD"}
"""Tags of words between a subject and its verb, beside forms of be and have."""

REACH = 30
"""Words before a number among which its verb is looked for, and those of a clause in commas; chosen by hand, so that
the cost stays linear."""


def verb_before(sentence: Phrases, first: int) -> int:
    """Returns the last verb before a number in its clause, also before other numbers, or -1."""
    for at in range(first - 1, max(-1, first - REACH), -1):
        if sentence.lowers[at] in measured_words("ends of a clause"):
            return -1
        if sentence.tags[at] in VERBS:
            return at
    return -1


def subject_of(sentence: Phrases, verb: int) -> int:
    """Returns the phrase right before a verb and its auxiliaries, also beyond a clause in commas, or -1."""
    at = _before_auxiliaries(sentence, verb) + 1
    beyond = before_aside(sentence, at - 1)
    found = phrase_that_ends(sentence, at if beyond < 0 else beyond)
    while found > 0:  # voters in Leeds favored
        link = sentence.phrases[found][0] - 1
        if sentence.lowers[link] not in measured_words("inside a long subject"):
            break
        outer = phrase_that_ends(sentence, link)
        if outer < 0:
            break
        found = outer
    return found


def before_aside(sentence: Phrases, comma: int) -> int:
    """Returns where the comma before a relative clause or an apposition stands that another comma ends, or -1."""
    if comma < 0 or sentence.lowers[comma] != ",":
        return -1
    acts = False
    for at in range(comma - 1, max(0, comma - REACH), -1):
        if sentence.lowers[at] == ",":
            relative = sentence.lowers[at + 1] in measured_words("opens a relative clause")
            if relative or not acts and sentence.lowers[at + 1] not in measured_words("opens no apposition"):
                return at
        acts = acts or sentence.tags[at] in FINITE
    return -1


def phrase_that_ends(sentence: Phrases, word: int) -> int:
    return next((phrase for phrase, (_, last) in enumerate(sentence.phrases) if last == word), -1)


def phrase_after(sentence: Phrases, verb: int, end: int) -> int:
    """Returns the first phrase after a verb and before a word, or -1."""
    return next(
        (
            phrase
            for phrase, (_, last) in enumerate(sentence.phrases)
            if verb < last - 1 and last <= end and not is_never_measured(sentence, phrase)
        ),
        -1,
    )


MOST_VERBS = 3
"""Verbs that are gone back over for a subject: shares rose 2 percent AND FELL 3, the cut IS EXPECTED TO SAVE 5; chosen
by hand, so that the cost stays linear."""


def subject_in_clause(sentence: Phrases, verb: int) -> int:
    """Returns the subject of a verb, of *which* what it stands for, else that of a verb before it, or -1."""
    for _ in range(MOST_VERBS):
        if verb < 0:
            return -1
        found = subject_of(sentence, verb)
        if found >= 0:
            return found
        before = _before_auxiliaries(sentence, verb)
        if before > 0 and sentence.lowers[before] in measured_words("relative pronouns"):
            return phrase_that_ends(sentence, before - (sentence.lowers[before - 1] == ","))
        verb = _verb_before_verb(sentence, verb)
    return -1


def _before_auxiliaries(sentence: Phrases, verb: int) -> int:
    at = verb - 1
    while at > 0 and (sentence.tags[at] in AUXILIARIES or sentence.lowers[at] in measured_words("be", "have")):
        at -= 1
    return at


def _verb_before_verb(sentence: Phrases, verb: int) -> int:
    """Returns the last verb before another one in its sentence, also of another clause, or -1."""
    verbs = (at for at in range(verb - 1, max(-1, verb - REACH), -1) if sentence.tags[at] in VERBS)
    return next(verbs, -1)
