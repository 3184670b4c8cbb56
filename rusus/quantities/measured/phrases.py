"""Noun phrases around numbers: the base noun phrases of a sentence whose numbers, with their units, are set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rusus.language.noun_phrases import NOMINAL
from rusus.language.tagger import FINITE, load_lexicon, tag_words
from rusus.quantities.measured.words import measured_words
from rusus.quantities.word_lists import listed

INSIDE = (NOMINAL | {"JJ", "PRP$", "VBN", "VBG", "POS"}) - {"EX", "WP"}
"""Tags of words that can stand in a phrase that is measured: no relative pronoun, no expletive."""

OPENERS = frozenset(("DT", "PRP$"))
NOUNS = frozenset(("NN", "NNS", "NNP"))
VERBS = frozenset(("VB", "VBP", "VBZ", "VBD", "VBN", "VBG"))
ADVERBS = frozenset(("RB", "RBR", "RBS"))
CLOSED = frozenset(("MD", "VBD", "VBZ", "VBP", "IN", "$", ",", "."))
"""Tags before which an adjective after a determiner is the head of its phrase: the wounded were."""

COMMAS = frozenset(",;:—–(")
"""Marks between two clauses or around an aside."""

REPAIRED = VERBS | NOUNS | {"JJ"}
"""Tags that are looked at again beside numbers."""

SUBJECT_NOUNS, OPENS_OBJECT = frozenset(("NN", "NNS", "NNP", "PRP")), frozenset(("DT", "NNP", "PRP$"))
"""Tags around a participle that acts as a verb: officers FAVORED Trump, a poll with Trump LEADING Clinton."""

TIES = frozenset("-‐‑&'’")
POSSESSIVE = frozenset(("'s", "’s"))

MOST_LINKS = 3
"""Prepositional phrases of a subject: spending on health in the north rose; chosen by hand, not measured."""

Bounds = tuple[int, int]
"""The first word of a stretch and the one after its last."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of a sentence with their tags, where its numbers stand, and the noun phrases outside them.

    ``owners`` has for each word the index of its number, or -1, ``numbers`` the words of each number; ``finites`` and
    ``commas`` how many finite verbs and marks of a clause stand before each word, and before the end.
    """

    words: Sequence[str]
    lowers: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    tags: Sequence[str]
    owners: Sequence[int]
    numbers: Sequence[Bounds]
    phrases: Sequence[Bounds]
    finites: Sequence[int]
    commas: Sequence[int]

    def head(self, phrase: int) -> str:
        """The last word of a phrase, in lower case."""
        return self.lowers[self.phrases[phrase][1] - 1]

    def is_pronoun(self, phrase: int) -> bool:
        """True if a phrase is a pronoun and nothing else."""
        first, last = self.phrases[phrase]
        return last - first == 1 and self.lowers[first] in measured_words("pronouns")

    def shown(self, phrase: int) -> Bounds:
        """Returns the words of a phrase as a reader wants it: without its determiner, with what *of* ties to it.

        A subject goes on to its verb: shares in Tesla rose.
        """
        first, last = self.phrases[phrase]
        while first < last - 1 and self.tags[first] in ("DT", "PRP$", "CD"):
            first += 1
        at = phrase
        while last < len(self.words) and self.lowers[last] == "of" and self._begins(at + 1, last + 1):
            at, last = at + 1, self.phrases[at + 1][1]
        return first, self._end_of_subject(at, last)

    def _begins(self, phrase: int, word: int) -> bool:
        return phrase < len(self.phrases) and self.phrases[phrase][0] == word

    def _end_of_subject(self, phrase: int, last: int) -> int:
        end, at = last, phrase
        for _ in range(MOST_LINKS):
            links = end < len(self.words) and self.lowers[end] in measured_words("inside a long subject")
            if not links or not self._begins(at + 1, end + 1):
                break
            at, end = at + 1, self.phrases[at + 1][1]
        if at == phrase or end >= len(self.words) or self.owners[end] >= 0 or not self._is_verb(end):
            return last
        ends_early = self.head(at) in measured_words("pronouns") or self.lowers[end - 1] in measured_words("times")
        return last if ends_early else end

    def _is_verb(self, at: int) -> bool:
        moves = listed("up", "down", "verbs of level")
        return self.tags[at] in FINITE or self.lowers[at] in moves


def find_phrases(
    words: Sequence[str],
    lowers: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    spans: Sequence[tuple[int, int]],
) -> Phrases:
    """Returns the noun phrases of a sentence; ``spans`` are its numbers with their units, in characters, in order."""
    tags = _repaired(words, lowers, tag_words(words, lowers, load_lexicon()))
    owners, numbers = _owners(starts, ends, spans)
    phrases = _phrases(words, lowers, starts, ends, tags, owners)
    finites = [0, *accumulate(map(FINITE.__contains__, tags))]
    commas = [0, *accumulate(map(COMMAS.__contains__, lowers))]
    return Phrases(words, lowers, starts, ends, tags, owners, numbers, phrases, finites, commas)


def _owners(
    starts: Sequence[int], ends: Sequence[int], spans: Sequence[tuple[int, int]]
) -> tuple[list[int], list[Bounds]]:
    """Returns the number of each word, and the words of each number; a token may hold two (a 3-to-4-inch nail)."""
    owners = [-1] * len(starts)
    numbers = []
    at = 0
    for index, (start, end) in enumerate(spans):
        while at < len(starts) and ends[at] <= start:
            at += 1
        last = at
        while last < len(starts) and starts[last] < end:
            owners[last] = index
            last += 1
        numbers.append((at, max(last, at)))
    return owners, numbers


def _repaired(words: Sequence[str], lowers: Sequence[str], tags: list[str]) -> list[str]:
    """Corrects what the tagger, which sees two neighbours, gets wrong beside numbers: the cost, it costs 5."""
    padded = ["^", *tags, "$", "$"]
    for at, tag in enumerate(tags):
        if tag in REPAIRED:
            padded[at + 1] = _repaired_tag(words, lowers, padded, at)
    return padded[1:-2]


def _repaired_tag(words: Sequence[str], lowers: Sequence[str], padded: list[str], at: int) -> str:
    tag, before, after = padded[at + 1], padded[at], padded[at + 2]
    low, low_before = lowers[at], lowers[at - 1] if at else ""
    opened = before == "DT" and low_before in measured_words("determiners of nouns")
    if tag in VERBS and after not in NOUNS and after != "JJ":
        if before == "PRP$" or opened or before == "JJ" and padded[at - 1] == "DT":
            return "NN"
    elif tag in ("VBN", "VBG") and before in SUBJECT_NOUNS and after in OPENS_OBJECT:
        return tag if low in measured_words("named") else "VBD"
    elif tag == "VBN" and before in SUBJECT_NOUNS and after in NOUNS and low in measured_words("verbs of valuing"):
        return "VBD"  # one source estimated sale proceeds at $2 billion
    elif tag in NOUNS and low_before in measured_words("helpers of a verb") and after not in NOUNS:
        return "VB"  # funding did slip
    elif tag in NOUNS and _is_participle(lowers, at):
        return "VBN"
    elif tag == "JJ":
        return "NN" if opened and after in CLOSED else tag
    elif tag in ("NN", "NNS") and before in ("PRP", "WP") and low not in measured_words("times"):
        return "VBZ"
    elif tag in NOUNS and low in measured_words("verbs of measure") and _takes_number(words, lowers, padded, at):
        return "VBP"
    return tag


def _is_participle(lowers: Sequence[str], at: int) -> bool:
    """True of a verb of change after a form of have: the toll has now RISEN to 57."""
    before = at - 1 if at and lowers[at - 1] not in ("now", "already", "since") else at - 2
    acts = lowers[at] in listed("up", "down") or lowers[at] in measured_words("participles like nouns")
    return before >= 0 and acts and lowers[before] in measured_words("have")


def _takes_number(words: Sequence[str], lowers: Sequence[str], padded: list[str], at: int) -> bool:
    """True if a word between a noun or pronoun and a number is the verb of both: shares fall 3 percent."""
    before, after = padded[at], padded[at + 2]
    passed = measured_words("before a number", "between a verb of measure and its number", "articles")
    number = at + 1
    while number < len(words) and lowers[number] in passed:
        number += 1
    if number >= len(words) or not (padded[number + 1] == "CD" or words[number][0].isdigit()):
        return False
    if before in ("MD", "TO", "PRP", "WDT", "WP"):
        return True
    return before in NOUNS | {"RB"} and after in ("CD", "$", "IN", "TO", "RB", "DT", ".")


def _phrases(
    words: Sequence[str],
    lowers: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    tags: Sequence[str],
    owners: Sequence[int],
) -> list[Bounds]:
    found: list[Bounds] = []
    start = -1
    for at, tag in enumerate(tags):
        tied = start >= 0 and (lowers[at] in POSSESSIVE or lowers[at] in TIES and starts[at] == ends[at - 1])
        if owners[at] >= 0 or not (tag in INSIDE or tied):
            if start >= 0:
                _close(found, words, tags, start, at)
            start = -1
        elif start < 0:
            start = at if tag != "POS" else -1
        elif (tag in OPENERS or "PRP" in (tag, tags[at - 1]) or _opens_time(words, at)) and tags[at - 1] != "DT":
            _close(found, words, tags, start, at)
            start = at
    if start >= 0:
        _close(found, words, tags, start, len(tags))
    return found


def _opens_time(words: Sequence[str], at: int) -> bool:
    """True if a time begins there that ends a noun phrase: the rate | LAST YEAR."""
    near = words[at].lower() in measured_words("before a time near")
    return near and at + 1 < len(words) and words[at + 1].lower() in measured_words("times")


def _close(found: list[Bounds], words: Sequence[str], tags: Sequence[str], first: int, last: int) -> None:
    """Adds a phrase, without the participles at its edges that belong to a verb, if it has a word."""
    while last > first and tags[last - 1] not in NOMINAL:
        last -= 1
    while first < last - 1 and tags[first] in ("VBG", "VBN", "POS"):
        first += 1
    is_article = last - first == 1 and words[first].lower() in measured_words("articles")
    if not is_article and any(word[0].isalpha() for word in words[first:last]):
        found.append((first, last))
