"""Names: the persons and organizations that an article names, mention by mention."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rusus.language.tagger import load_lexicon
from rusus.model import Segmentation
from rusus.speakers.name_index import capitalized
from rusus.speakers.name_lists import NameLists, name_lists, speaker_words
from rusus.speakers.name_rules import Name, Run, read_run
from rusus.speakers.organization_names import next_word
from rusus.text.punctuation import CLOSING_QUOTES, OPENING_QUOTES, STRAIGHT_QUOTES

_OPENING = OPENING_QUOTES | {'"', "‘", ":", "(", "—"}
"""Marks after which a capital may be that of a first word."""

_TITLE_CASE = {"headline": 1, "subheading": 6}
"""Longer words of a heading in title case, which gives no names; a short subheading may be a name or a signature."""

_SYLLABLE = 5
"""Letters of the longest half of a name like Shui-bian or Geun-hye. Chosen by hand; not measured."""
_NICKNAME_OPENS = OPENING_QUOTES | STRAIGHT_QUOTES | {"(", "‘", "'"}
_NICKNAME_CLOSES = CLOSING_QUOTES | STRAIGHT_QUOTES | {")", "’", "'"}


def find_names(article: Segmentation) -> list[Name]:
    """Returns the names of an article, in text order; headings in title case and boilerplate give none.

    A word like "West" that opens a sentence is a name where the article names somebody so in full.
    """
    lists, words, lowers = name_lists(), article.tokens.words, article.tokens.lowers
    known, names, plain = frozenset(words), frozenset(article.index.names), article.index.plain
    capitals = capitalized(words)
    found: list[Name] = []
    opening: list[int] = []
    begin = 0
    for sentence in article.sentences:
        end = bisect_left(capitals, sentence.last, begin)
        inside, begin = capitals[begin:end], end
        block = article.blocks[sentence.block]
        least = _TITLE_CASE.get(block.kind)
        heading = least and _is_title_case(words[sentence.first : sentence.last], least)
        if heading or block.kind == "boilerplate":  # Related Coverage U.S. Justice Department asks …
            continue
        dateline = block.dateline
        dateline_end = bisect_left(article.tokens.starts, dateline.end) if dateline else 0
        for first, last in _runs(words, inside, sentence.last, lists):
            if first < dateline_end:
                continue  # LIVINGSTON, N.J. —
            if last == first + 1 and first in plain:  # Rain fell; Long before that
                opening.append(first)
                continue
            opens = first == sentence.first or words[first - 1] in _OPENING
            name = read_run(Run(words, lowers, first, last, opens, known, lists, names, plain))
            if name:
                found.append(name)
            elif last == first + 1:
                opening.append(first)
    closed = speaker_words("never a name")  # "Jeb Can Fix It" is no reason to take It for a surname
    people = (name for name in found if len(name.words) > 1 and name.kind == "person")
    surnames = {name.surname for name in people if name.surname.lower() not in closed}
    late = [Name(i, i + 1, (words[i],), "", "", ()) for i in opening if words[i] in surnames]
    return sorted((*found, *late), key=lambda name: name.first) if late else found


def _is_title_case(words: Sequence[str], least: int) -> bool:
    """True if more than two of three longer words have a capital, and there are ``least`` longer words."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) >= least and sum(word[0].isupper() for word in long) * 3 > 2 * len(long)


def _runs(words: Sequence[str], capitals: Sequence[int], last: int, lists: NameLists) -> Iterator[tuple[int, int]]:
    """Yields the runs of capitalized words, with the small words that can stand inside a name.

    ``capitals`` are the words with a capital of a sentence that ends before word ``last``.
    """
    end = 0
    for first in capitals:
        if first < end or _is_compound(words[first]):
            continue
        end = first + 1
        while end < last and (
            following := _next_word(words, end, last, lists) or next_word(words, first, end, last, lists)
        ):
            end = following
        yield first, _without_opener(words, first, end)


def _without_opener(words: Sequence[str], first: int, last: int) -> int:
    """Returns where a name ends before a word that opens the next line: By Jane Roe | It was raining."""
    openers = speaker_words("never ends a name")
    while last - 1 > first and words[last - 1].lower() in openers:
        last -= 1
    return last


def _next_word(words: Sequence[str], at: int, last: int, lists: NameLists) -> int:
    """Returns where a name goes on after the next word of it, which begins at ``at``; 0 where it does not go on."""
    word = words[at]
    if _is_name_word(word) or words[at - 1] in lists.korean_surnames and _has_two_syllables(word):
        return at + 1
    named = word in _NICKNAME_OPENS and words[at - 1] in lists.genders
    if named and nickname_end(words, at, last):  # Dolores “Lola” Ibarra
        return at + 4
    possessive = word in ("'", "’") and words[at - 1].endswith("s") and words[at - 2] not in lists.genders
    if word in lists.particles or possessive:  # de la Cruz, the Workers' Party, but not Neil Roberts' Wales
        after = at + 1 + (at + 1 < last and words[at + 1] in lists.particles)
        return after + 1 if after < last and _is_name_word(words[after]) else 0
    if word in ("of", "for") and words[at - 1].lower() in lists.organizations:  # Ministry of the Interior
        after = at + 1 + (at + 1 < last and words[at + 1] == "the")
        return after + 1 if after < last and words[after][0].isupper() else 0
    return 0


def nickname_end(words: Sequence[str], at: int, last: int) -> int:
    """Returns where a nickname in marks or brackets ends that opens at ``at``, before a name; 0 where none does."""
    opens = words[at] in _NICKNAME_OPENS and at + 3 < last and words[at + 2] in _NICKNAME_CLOSES
    return at + 3 if opens and words[at + 1][0].isupper() and _is_name_word(words[at + 3]) else 0


def _is_compound(word: str) -> bool:
    """True if a word is like London-based or U.S.-led, which begins no name."""
    return "-" in word and word.rpartition("-")[2].islower()


def _is_name_word(word: str) -> bool:
    """True if a word can stand inside a name: Carter, al-Amr, Shui-bian, but not U.S.-led."""
    if "-" not in word:
        return word[0].isupper()
    last = word.rpartition("-")[2]
    if not word[0].isupper():
        return last[:1].isupper()
    return not last.islower() or _has_two_syllables(word) and last not in load_lexicon().words


def _has_two_syllables(word: str) -> bool:
    """True if a word is as short as two joined syllables, and the second is written small: Shui-bian, Jae-in."""
    first, hyphen, last = word.rpartition("-")
    return bool(hyphen) and word[0].isupper() and last.islower() and len(first) <= _SYLLABLE >= len(last)
