"""Negation differences: what one sentence tells and the other denies, elected, not elected; or negating words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from rusus.language.speech_verbs import reporting_words
from rusus.matching.quotation_differences import is_negation, outside_quotation, quoted_words, repeats
from rusus.model import Difference
from rusus.resources import entries
from rusus.similarity.content_words import numerals_in_words, stem
from rusus.similarity.event_words import base_form, concept, opposites
from rusus.similarity.score import content, cover
from rusus.similarity.statements import Statement
from rusus.similarity.word_diff import words

# What ends a clause: a mark between two words, but no hyphen inside a word.
_CLAUSE_END = re.compile(r"[;:,.()—–]|\s-+\s|--")

LEAST_COVER, LEAST_COVER_OF_TWO = 0.55, 0.75
"""Share of their words, by weight, that two sentences must have in common for one to deny what the other tells; the
second where both deny something. Of three contradictions named in 60 pairs of articles on one event all were wrong, and
are none with these; they cost three of 36 right ones that were made (data/matching/negations.jsonl)."""

_AROUND = 5
"""Content words on each side that say of what a word is told, as for numbers (number_differences)."""

LEAST_LIKENESS = 0.5
"""Share of the words around a denied word that must stand around the same word of the other sentence."""

_FOLLOWING = 3
"""Words after a denied one in its clause, one of which must stand on the other side: no tumors were detected."""

_MOST = 20
"""Negations of a sentence that are looked at, each at the cost of the other sentence; with more it is none."""

_REACH = 4
"""Words after a negation, one of which is the one that it denies: had not yet been elected."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence with its place and the number of its clause.

    ``base`` and ``stands_for`` are its base form and concept, ``denies`` is true of a negation, ``tells`` of what is no
    small word, numeral, adverb or negation.
    """

    plain: str
    start: int
    end: int
    clause: int
    base: str
    stands_for: str
    denies: bool
    tells: bool


def negation_differences(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns what only one sentence denies: the denied words of one side and the same words of the other.

    Where another thing is denied, or one of which the other sentence tells nothing, the negating words alone are
    named, on one side. Where both quote the same, or a part, the words around it are compared.
    """
    repeated = repeats(quoted_words(ours), quoted_words(theirs))
    texts = [(outside_quotation(side) or "") if repeated else side.text for side in (ours, theirs)]
    if not any(is_negation(word) for text in texts for word, _, _ in words(text)):
        return []
    mine, other = map(_words, texts)
    one_side = bool(_denying(mine)) != bool(_denying(other))
    if cover(content(ours.text), content(theirs.text)) >= (LEAST_COVER if one_side else LEAST_COVER_OF_TWO):
        contrary, turned = next(_denied(mine, other), None), next(_denied(other, mine), None)
        if contrary:
            return [Difference("negation", *_as_written(texts, contrary))]
        if turned:
            return [Difference("negation", *_as_written(texts[::-1], turned)[::-1])]
    loose, other_loose = (
        [side[place].plain for place in _denying(side) if not _is_echoed(side, place, another)]
        for side, another in ((mine, other), (other, mine))
    )
    return [Difference("negation", " ".join(loose), " ".join(other_loose))] if one_side and loose + other_loose else []


def _as_written(texts: Sequence[str], places: tuple[int, int, int, int]) -> tuple[str, str]:
    return texts[0][places[0] : places[1]], texts[1][places[2] : places[3]]


@cache
def _turning() -> frozenset[str]:
    return frozenset(map(stem, entries("stop_words.txt", "turning")))


def is_turning(word: str) -> bool:
    """True if a normalized word denies what follows it, by itself or in what it means: not, failed to."""
    return is_negation(word) or stem(word) in _turning()


def _words(text: str) -> list[Word]:
    """Returns the words of a text with their clauses."""
    found: list[Word] = []
    clause, end = 0, 0
    taken = words(text)
    for place, (plain, start, last) in enumerate(taken):
        clause += bool(_CLAUSE_END.search(text, end, start)) or plain in entries("stop_words.txt", "new clause")
        following = taken[place + 1][0] if place + 1 < len(taken) else ""
        bound = "-" in (text[start - 1 : start], text[last : last + 1]) or text[last : last + 2] == ". "
        denies = is_negation(plain) and not bound and f"{plain} {following}" not in entries("stop_words.txt", "idiom")
        found.append(
            Word(plain, start, last, clause, base_form(plain), concept(plain), denies, _tells_something(plain))
        )
        end = last
    return found


def _tells_something(plain: str) -> bool:
    small = plain in entries("stop_words.txt", "stop", "beside negation") or plain in numerals_in_words()
    return plain[0].isalpha() and not small and not is_negation(plain) and not plain.endswith("ly")


def _head(side: Sequence[Word], place: int) -> int | None:
    """Returns the place of the first telling word after a negation in its clause: not elected, no evidence.

    None where another word turns it back: not against the sale, not without reason.
    """
    for at in range(place + 1, min(place + 1 + _REACH, len(side))):
        if side[at].clause != side[place].clause or is_turning(side[at].plain):
            return None
        if side[at].tells:
            return at
    return None


def _denied(side: Sequence[Word], other: Sequence[Word]) -> Iterator[tuple[int, int, int, int]]:
    """Yields what one side denies and the other tells in like words, with its negation: offsets into both texts."""
    for place in _denying(side):
        head = None if _is_denial(side, place) or _is_condition(side, place) else _head(side, place)
        if head is None or _opens_question(side, head) or _tells(side, side[head]):
            continue
        for at, told in enumerate(other):
            turned = _is_turned(other, at, "hedge") or _has_none(other, at)
            if _is_same(side[head], told) and not turned and _is_alike(side, head, other):
                yield side[place].start, side[head].end, told.start, told.end


def _denying(side: Sequence[Word]) -> list[int]:
    """Returns the places of the first negations of a sentence."""
    return [place for place, word in enumerate(side) if word.denies][:_MOST]


def _has_none(side: Sequence[Word], place: int) -> bool:
    """True if a word has a negation after it: issued no orders, which says that none were issued."""
    following = side[place + 1 : place + 2]
    return any(
        each.plain in entries("stop_words.txt", "none") and each.clause == side[place].clause for each in following
    )


def _is_condition(side: Sequence[Word], place: int) -> bool:
    """True if a negation stands in a condition: if you do not have a key."""
    before = takewhile(lambda each: each.clause == side[place].clause, reversed(side[: place + 1]))
    return any(each.plain in entries("stop_words.txt", "condition") for each in before)


def _is_denial(side: Sequence[Word], place: int) -> bool:
    """True if a negation tells of somebody who denies: denied the charges, pleaded not guilty."""
    denial = entries("stop_words.txt", "denial")
    return side[place].plain in denial or place > 0 and side[place - 1].plain in denial


def _opens_question(side: Sequence[Word], head: int) -> bool:
    """True if a question follows a word of saying or belief: he did not say when."""
    says = side[head].plain in reporting_words("say", "believe")
    return says and head + 1 < len(side) and side[head + 1].plain in entries("stop_words.txt", "question")


def _tells(side: Sequence[Word], word: Word) -> bool:
    """True if a sentence tells elsewhere what it denies: no shares of one firm, 0.9 shares of another."""
    return any(_is_same(word, told) and told is not word and not _is_turned(side, at) for at, told in enumerate(side))


def _is_same(one: Word, two: Word) -> bool:
    same = one.base == two.base or (one.stands_for == two.stands_for and one.stands_for != "say")
    return two.tells and same


def _is_turned(side: Sequence[Word], place: int, *also: str) -> bool:
    """True if a word that denies, or turns like one, stands before a word in its clause: failed to meet.

    ``also`` are more sections of stop_words.txt whose words count.
    """
    more = entries("stop_words.txt", *also)
    before = takewhile(lambda each: each.clause == side[place].clause, reversed(side[:place]))
    return any(each.denies or stem(each.plain) in _turning() or each.plain in more for each in before)


def _is_alike(side: Sequence[Word], place: int, other: Sequence[Word]) -> bool:
    """True if the words around a denied word, one of the next in its clause among them, stand on the other side."""
    there = {each.stands_for for each in other}
    before = [each for each in side[:place] if each.tells][-_AROUND:]
    after = [each for each in side[place + 1 :] if each.tells][:_AROUND]
    here = {each.stands_for for each in (*before, *after)}
    following = {each.stands_for for each in after[:_FOLLOWING] if each.clause == side[place].clause}
    goes_on = not following or not following.isdisjoint(there)
    return goes_on and len(here & there) >= max(1.0, LEAST_LIKENESS * len(here))


def _is_echoed(side: Sequence[Word], place: int, other: Sequence[Word]) -> bool:
    """True if the other side says the same in words without a negation: not guilty, acquitted; not meeting, failing to
    meet; or the contrary: denied, confirmed."""
    if any(_are_contrary(side[place], told) for told in other):
        return True
    head = _head(side, place)
    return head is not None and any(
        (_is_same(side[head], told) and _is_turned(other, at))
        or (_are_contrary(side[head], told) and not _is_turned(other, at))
        for at, told in enumerate(other)
    )


def _are_contrary(one: Word, two: Word) -> bool:
    stems = stem(one.plain), stem(two.plain)
    return any(
        stems[0] in mine and stems[1] in other or stems[0] in other and stems[1] in mine for mine, other in opposites()
    )
