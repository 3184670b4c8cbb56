"""Silver labels from dependency trees: from a number to its unit, and from there to the noun that it measures."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rusus.quantities.measured.words import measured_words
from rusus.quantities.word_lists import listed

NONE = 0
"""The tree says that a number measures nothing that is named."""

NOUNS = frozenset(("NOUN", "PROPN", "PRON"))
UNITS = frozenset(
    "dollar euro pound percent % mile kilometer kilometre km meter metre m foot ft inch year month week day hour minute"
    " second ton tonne lb kg kilogram gram degree acre hectare barrel gallon liter litre cent point mph $ € £ yen yuan"
    " rupee mm cm yard time square cubic".split()
)
"""Lemmas of units: a number hangs below its unit, and the unit below what is measured."""

TO_UNIT = frozenset("nummod compound nmod:npmod amod nmod advmod obl:npmod dep nmod:unmarked obl:unmarked".split())
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
ATTRIBUTES = frozenset("nummod compound amod nmod:npmod nmod:poss nmod:unmarked".split())
EXTENTS = frozenset("obl:npmod obl:unmarked obl:tmod advmod nummod obl nmod:npmod nmod:unmarked dep".split())
CASES_OF_CHANGE = frozenset(("to", "by", "from", "at", "for", "with", "in", ""))
DEEPEST = 5
"""Steps up a tree before a label is given up."""


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    lemma: str
    kind: str
    tag: str
    head: int
    relation: str


def sentences(path: Path) -> Iterator[tuple[str, list[Word]]]:
    """Yields the text and the words of each sentence of a CoNLL-U file, words of contractions where they stand."""
    rows: list[list[str]] = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                yield _sentence(rows)
                rows = []


def _sentence(rows: Sequence[list[str]]) -> tuple[str, list[Word]]:
    text, words = "", []
    at = inside = end = 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            inside, at, end = int(row[0].split("-")[1]), len(text), len(text) + len(row[1])
            text += row[1] + " " * ("SpaceAfter=No" not in row[9])
            continue
        if int(row[0]) <= inside:
            found = text.find(row[1], at, end)
            start = at if found < 0 else found
            at = min(start + len(row[1]), end)
        else:
            start, at = len(text), len(text) + len(row[1])
            text += row[1] + " " * ("SpaceAfter=No" not in row[9])
        words.append(Word(start, at, row[2].lower(), row[3], row[4], int(row[6]), row[7]))
    return text.rstrip(), words


class Tree:
    """A sentence's tree; words are counted from 1, and 0 is none."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = (Word(0, 0, "", "", "", 0, ""), *words)
        self.children: list[list[int]] = [[] for _ in self.words]
        for index, word in enumerate(words, 1):
            self.children[word.head].append(index)

    def measured(self, start: int, end: int) -> int | None:
        """Returns the noun that the number at some characters measures, NONE, or None where the tree does not tell."""
        inside = [at for at, word in enumerate(self.words) if at and word.start < end and start < word.end]
        top = next((at for at in inside if self.words[at].head not in inside), 0)
        return self._resolve(self._unit(top)) if top else None

    def _unit(self, at: int) -> int:
        for _ in range(3):
            word = self.words[at]
            above = self.words[word.head]
            if not (word.head > at and word.relation in TO_UNIT and above.lemma in UNITS):
                break
            at = word.head
        return at

    def _child(self, at: int, relations: frozenset[str]) -> int:
        return next((child for child in self.children[at] if self.words[child].relation in relations), 0)

    def _case(self, at: int) -> str:
        return self.words[self._child(at, frozenset(("case", "mark")))].lemma

    def _complement(self, at: int, cases: tuple[str, ...], behind: int = 0) -> int:
        """Returns the noun that a preposition ties to another: a rise in SALES."""
        times = measured_words("times")
        for child in self.children[at]:
            word = self.words[child]
            of_kind = word.relation.startswith("nmod") and word.kind in NOUNS and word.lemma not in times
            if of_kind and child > behind and self._case(child) in cases:
                return child
        return 0

    def _subject(self, verb: int, depth: int = 0) -> int | None:
        word = self.words[verb]
        if depth > DEEPEST or not verb:
            return None
        found = self._child(verb, SUBJECTS | {"csubj"})
        if found:
            return self._plain_subject(found, verb)
        if word.relation.startswith("acl"):
            return word.head
        if word.relation == "xcomp":
            return self._child(word.head, frozenset(("obj",))) or self._subject(word.head, depth + 1)
        if word.relation in ("conj", "advcl", "advcl:relcl", "ccomp", "parataxis", "aux", "cop"):
            return self._subject(word.head, depth + 1)
        return None

    def _plain_subject(self, found: int, verb: int) -> int | None:
        """Returns a subject, of an average its noun, of *which* the noun before it."""
        word, above = self.words[found], self.words[verb]
        if word.relation == "csubj":
            return None
        if word.lemma in measured_words("nouns without content"):
            return self._complement(found, ("of", "in", "for")) or found
        if word.tag in ("WDT", "WP"):
            is_noun = self.words[above.head].kind in NOUNS
            return above.head if above.relation.startswith("acl") or is_noun else found
        return found

    def _changed(self, noun: int, outer: bool = True) -> int:
        """Returns what a noun of change is about: a rise in SALES, a SALES rise."""
        word = self.words[noun]
        if not {word.lemma, word.lemma + "s"} & listed("nouns of change"):
            return noun
        about = self._complement(noun, ("in", "of", "for", "on", "to"))
        if about:
            return about
        modifier = self._child(noun, frozenset(("compound", "nmod:poss")))
        if modifier and self.words[modifier].kind in NOUNS:
            return modifier
        return (self._subject(word.head) or noun) if outer and word.relation == "obj" else noun

    def _is_amount(self, at: int) -> bool:
        word = self.words[at]
        return word.kind == "NUM" or word.lemma in UNITS or self._child(at, frozenset(("nummod",))) > 0

    def _resolve(self, unit: int, depth: int = 0) -> int | None:
        word = self.words[unit]
        if depth > DEEPEST:
            return None
        part_of = self._complement(unit, ("of",), unit) or self._complement(unit, ("in",), unit)
        if part_of and (self._case(part_of) == "of" or self.words[part_of].kind == "NOUN"):
            return part_of
        subject = self._child(unit, frozenset(("nsubj", "nsubj:outer")))
        if subject or not word.head:
            relative = self.words[subject].tag in ("WDT", "WP") and word.relation.startswith("acl")
            return word.head if relative else subject or NONE
        return self._below(unit, depth)

    def _below(self, unit: int, depth: int) -> int | None:
        """Returns what a number measures by the word that it hangs below."""
        word = self.words[unit]
        above, relation = self.words[word.head], word.relation
        if relation in ATTRIBUTES and above.kind in ("NOUN", "PROPN"):
            return self._changed(word.head)
        if relation == "conj":
            return self._resolve(word.head, depth + 1)
        if relation.startswith("acl"):
            return word.head
        if relation in ("appos", "dep", "parataxis"):
            if self._is_amount(word.head):
                return self._resolve(word.head, depth + 1)
            return word.head if above.kind in NOUNS and relation == "appos" else None
        if relation.startswith("nmod"):
            return self._below_noun(unit, depth)
        if above.kind in ("ADJ", "ADV") and relation in EXTENTS:
            return self._below_adjective(word.head)
        return self._below_verb(unit) if above.kind in ("VERB", "AUX", "ADJ") else None

    def _below_noun(self, unit: int, depth: int) -> int | None:
        head = self.words[unit].head
        if self.words[head].lemma in measured_words("nouns without content"):
            return self._complement(head, ("in", "of", "for"), 0) or self._resolve(head, depth + 1)
        if self._is_amount(head):
            return self._resolve(head, depth + 1)
        return self._changed(head) if self.words[head].kind in NOUNS else None

    def _below_adjective(self, adjective: int) -> int | None:
        """47 feet deep, 5 percent higher."""
        word = self.words[adjective]
        if word.relation == "amod" and self.words[word.head].kind in NOUNS:
            return word.head
        above = self.words[word.head]
        return self._subject(adjective) or (self._subject(word.head) if above.kind in ("VERB", "AUX") else None)

    def _below_verb(self, unit: int) -> int | None:
        word = self.words[unit]
        thing = self._child(word.head, frozenset(("obj",)))
        if word.relation.startswith("obl") or word.relation == "advmod":
            takes_object = thing not in (0, unit) and self.words[thing].kind in NOUNS
            by_case = word.relation != "obl:tmod" and self._case(unit) in CASES_OF_CHANGE
            return thing if takes_object and by_case else self._subject(word.head)
        return self._subject(word.head) if word.relation in ("obj", "iobj", "xcomp", "ccomp", "dep") else None
