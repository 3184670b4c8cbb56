"""Quotation marks: which marks of a text belong together, block by block.

Double marks of every style are paired with a stack, so that nested and miswritten ones (“A,“ he said) come out right;
what a block leaves open ends with it. Single marks count only in texts that use them as the outer ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from rusus.language.speech_verbs import present_and_past_forms
from rusus.model import Block
from rusus.text.punctuation import CLOSING_QUOTES, DOUBLE_QUOTES, OPENING_QUOTES

DOUBLE = re.compile("|".join(map(re.escape, sorted(DOUBLE_QUOTES))))
"""A double quotation mark."""
_SINGLE = re.compile(
    r"""
    [‘'’] (?:                                           # read first: the search goes from one to the next
      (?<= (?<![\w'’]) [‘'] ) (?=[\w\[(…$£€@\#])        # may open: 'I am …
        (?! (?:\d0s | [Tt]is | [Tt]was | [Ee]m | [Tt]il | [Cc]ause | [Nn] )\b)   # but not the '90s or get 'em
    | (?<= [^\s‘] ['’] ) (?!\w)                         # may close: … am.' or the workers' rights
    )
    """,
    re.VERBOSE,
)
_LONGEST_END = 4
"""Characters of the end of a sentence before a mark: a full stop, a single mark, and spaces."""
_ENDED = re.compile(r"[.?!…][’')]?\s+\Z")
"""The end of a sentence right before a mark."""
_BEFORE_OPENING = frozenset(" \t\n\r\xa0\u2009\u202f([{—–-/:“‘\"'*_>…")
_AFTER_CLOSING = frozenset(" \t\n\r\xa0\u2009\u202f)]}—–-/,.;:!?”’\"'*_<…")
_LONG = 4
"""Words from which a stretch shows whether a text writes its speech in single marks. Chosen by hand; not measured."""
_FAR = 8
"""Words between a verb of saying and the comma with which it introduces a quotation. Chosen by hand; not measured."""
_MOST_BRIDGED = 3
"""Paragraphs after an unclosed one in which its closing mark is looked for. Of the stretches of 840 political articles
2 % are unclosed; a mark that is never closed must not swallow the article."""


class Pair(NamedTuple):
    """An opening mark ``[start, inner)``, where its closing mark begins (-1: it has none), and the mark itself."""

    start: int
    inner: int
    stop: int
    mark: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two marks: ``[start, end)`` without them, the index of its block and the opening mark.

    ``closed`` is False where no mark closes it, ``continued`` is True where the next block goes on with it, ``again``
    are the marks that open it again: “One. “Two,” he said.
    """

    start: int
    end: int
    block: int
    mark: str
    closed: bool = True
    continued: bool = False
    again: tuple[int, ...] = ()


def pair_marks(text: str, blocks: Sequence[Block]) -> list[Quoted]:
    """Returns the outermost quoted stretches of the blocks in text order; no stretch crosses a block's end."""
    quoted = [each for index, block in enumerate(blocks) for each in _pair_double(text, block, index)]
    if "‘" in text or "'" in text:
        single = [each for index, block in enumerate(blocks) for each in _pair_single(text, block, index)]
        if _count_long(text, single) > _count_long(text, quoted):
            quoted = list(_outermost((*quoted, *single)))
    return _continue(text, blocks, quoted)


def _count_long(text: str, quoted: Iterable[Quoted]) -> int:
    """Returns how many stretches are so long that they show how a text writes its speech."""
    return sum(text.count(" ", each.start, each.end) + 1 >= _LONG for each in quoted)


def _pair_double(text: str, block: Block, index: int) -> Iterator[Quoted]:
    """Yields the stretches between double marks of a block, the ``index``-th of its text."""
    found_marks = list(DOUBLE.finditer(text, block.start, block.end))
    if not found_marks:
        return
    again: list[int] = []
    pairs, opened = _by_stack(text, block, found_marks)
    if opened:
        again = _opening_again(text, block, found_marks)
    if again:
        pairs, opened = _by_stack(text, block, [each for each in found_marks if each.start() not in again])
    elif len(opened) > 1 and len(found_marks) % 2 == 0 and {found[0] for found in found_marks} == {'"'}:
        pairs, opened = list(_by_turns(found_marks)), []
    marks = _outer(pairs) if not opened else sorted((*_outer(pairs), *opened))
    for k, (_, inner, stop, mark) in enumerate(marks):
        limit = marks[k + 1].start if k + 1 < len(marks) else block.end
        if stop >= 0:
            yield Quoted(inner, stop, index, mark, again=_inside(again, inner, stop))
        else:
            yield from (
                replace(each, again=_inside(again, inner, each.end))
                for each in _unclosed(text, inner, limit, index, mark)
            )


def _by_stack(text: str, block: Block, found_marks: Sequence[re.Match[str]]) -> tuple[list[Pair], list[Pair]]:
    """Returns the pairs of some marks of a block, and the marks that none closes."""
    opened: list[Pair] = []
    pairs: list[Pair] = []
    for k, found in enumerate(found_marks):
        start, end, mark = found.start(), found.end(), found[0]
        before, after = _neighbours(text, block, start, end)
        if not opened and (len(found_marks) - k) % 2 == 0 and text[start - 1 : start] in (",", ":"):
            before = True  # said," the text goes on" with the space on the wrong side
        if _opens(mark, before, after, opened[-1].mark if opened else ""):
            opened.append(Pair(start, end, -1, mark))
        elif opened:
            opening = opened.pop()
            pairs.append(Pair(opening.start, opening.inner, start, opening.mark))
    return pairs, opened


def _neighbours(text: str, block: Block, start: int, end: int) -> tuple[bool, bool]:
    """Returns whether the characters before and after a mark let it open, and whether they let it close."""
    before = start == block.start or text[start - 1] in _BEFORE_OPENING
    return before, end == block.end or text[end] in _AFTER_CLOSING


def _opening_again(text: str, block: Block, found_marks: Sequence[re.Match[str]]) -> list[int]:
    """Returns the marks after the end of a sentence inside a stretch of the same mark: “One. “Two,” he said.

    A quotation of several paragraphs looks so where they were made one: each opens it again, the last one closes it.
    """
    again: list[int] = []
    depth, outer, begin = 0, "", 0
    for found in found_marks:
        start, end, mark = found.start(), found.end(), found[0]
        opens = _opens(mark, *_neighbours(text, block, start, end), outer if depth else "")
        sentence = opens and text[end : end + 1].isupper()  # but not: He left "early. "It hurts," she said.
        ended = depth == 1 and sentence and mark == outer and _ENDED.search(text, start - _LONGEST_END, start)
        if ended:
            again += [] if _is_attributed(text, begin, start) else [start]
        elif opens:
            outer = outer if depth else mark if sentence else ""
            depth += 1
        elif depth:
            depth -= 1
        else:  # one closes what none has opened: the marks are out of step
            return []
        begin = end
    return again


def _is_attributed(text: str, start: int, end: int) -> bool:
    """True if an attribution stands between two marks, so that one is missing there: “It is late, he said. “Go!”"""
    return _attribution_inside().search(text, start, end) is not None


def _inside(marks: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    """Returns the marks that stand in a stretch."""
    return tuple(mark for mark in marks if start <= mark < end)


def _by_turns(found_marks: Sequence[re.Match[str]]) -> Iterator[Pair]:
    """Yields every other straight mark with the next one: called "Two Summers "in the US, she said, "because"."""
    for opening, closing in zip(found_marks[::2], found_marks[1::2]):
        yield Pair(opening.start(), opening.end(), closing.start(), opening[0])


def _opens(mark: str, before: bool, after: bool, open_mark: str) -> bool:
    """True if a mark opens inside ``open_mark``; its neighbours let it open (``before``) or close (``after``)."""
    if not open_mark:
        return mark in OPENING_QUOTES or before or not after
    if mark in CLOSING_QUOTES or mark == "“" and open_mark == "„":
        return mark == "»" and open_mark != "«" and before and not after
    return before and not after


def _outer(pairs: Iterable[Pair]) -> list[Pair]:
    """Returns the pairs that stand in no other one, in text order."""
    outer: list[Pair] = []
    for pair in sorted(pairs):
        if not outer or pair.start > outer[-1].stop:
            outer.append(pair)
    return outer


@cache
def _attribution() -> re.Pattern[str]:
    """Returns the pattern of an attribution after a final mark: …, he said."""
    verbs = "|".join(present_and_past_forms())
    return re.compile(rf"[,.?!…—]()\s(?:\w[\w.'’]*\s){{0,3}}(?:{verbs})\b")


@cache
def _attribution_inside() -> re.Pattern[str]:
    """Returns the pattern of an attribution between commas or sentences: …, he said."""
    verbs = "|".join(present_and_past_forms())
    return re.compile(rf",\s(?:he|she|they|it|(?:[A-Z][\w.'’]*\s?){{1,3}}\b)\s?(?:{verbs})\b")


@cache
def _introduction() -> re.Pattern[str]:
    """Returns the pattern of an attribution before a mark that opens: “He said to me one day, “I …"""
    verbs = "|".join(present_and_past_forms())
    return re.compile(rf"\b(?:{verbs})\b(?:\s[\w.'’]+){{0,{_FAR}}}[,:]\Z")


def _unclosed(text: str, start: int, limit: int, index: int, mark: str) -> Iterator[Quoted]:
    """Yields what an unclosed mark quotes up to the next mark or the block's end; nothing where it introduces that."""
    end = limit
    while end > start and text[end - 1].isspace():
        end -= 1
    introduces = text[limit : limit + 1] in OPENING_QUOTES and _introduction().search(text, start, end)
    if end > start and not text[start].isspace() and not introduces:
        yield Quoted(start, end, index, mark, closed=False)


def _cut(text: str, each: Quoted) -> Quoted:
    """Returns an unclosed stretch up to its attribution, where it shows one: “No idea, he said."""
    found = None if each.closed else _attribution().search(text, each.start, each.end)
    return replace(each, end=found.start(1)) if found else each


def _pair_single(text: str, block: Block, index: int) -> Iterator[Quoted]:
    """Yields the stretches between single marks of a block, each up to a closing mark before the next opening one."""
    opened = -1
    closers: list[int] = []
    for found in _SINGLE.finditer(text, block.start, block.end):
        at = found.start()
        if at == block.start or not (text[at - 1].isalnum() or text[at - 1] in ".,!?…;—)]%"):
            if opened >= 0 and closers:
                yield Quoted(opened, _closing(text, closers), index, "‘")
                opened = -1
            if opened < 0:
                opened, closers = at + 1, []
        elif opened >= 0:
            closers.append(at)
    if opened >= 0 and closers:
        yield Quoted(opened, _closing(text, closers), index, "‘")
    elif opened == block.start + 1:
        yield Quoted(opened, block.end, index, "‘", closed=False)


def _closing(text: str, closers: Sequence[int]) -> int:
    """Returns the first mark that is no plural possessive (the workers' rights), or else the last."""
    return next((at for at in closers if text[at - 1] != "s"), closers[-1])


def _outermost(quoted: Iterable[Quoted]) -> Iterator[Quoted]:
    """Yields the stretches that stand in no other one, in text order."""
    reach = -1
    for each in sorted(quoted, key=lambda each: (each.start, -each.end)):
        if each.start >= reach:
            reach = each.end
            yield each


def _continue(text: str, blocks: Sequence[Block], quoted: Sequence[Quoted]) -> list[Quoted]:
    """Marks quotations that continue in the next paragraph, and adds that paragraph if it has no opening mark."""
    opens = {each.block for each in quoted if each.start - len(each.mark) <= blocks[each.block].start + 1}
    found: list[Quoted] = []
    for each in quoted:
        if each.closed or each.end != blocks[each.block].end:
            found.append(_cut(text, each))
        elif each.block + 1 in opens:
            found.append(replace(each, continued=True))
        else:
            rest = _rest(text, blocks, each)
            found.append(replace(each, continued=True) if rest else _cut(text, each))
            found.extend(rest)
    return found


def _rest(text: str, blocks: Sequence[Block], each: Quoted) -> list[Quoted]:
    """Returns the rest of a stretch in the next blocks until a mark closes it; nothing where a mark opens first."""
    rest: list[Quoted] = []
    for index in range(each.block + 1, min(each.block + 1 + _MOST_BRIDGED, len(blocks))):
        block = blocks[index]
        mark = DOUBLE.search(text, block.start, block.end)
        if mark is None:
            rest.append(Quoted(block.start, block.end, index, each.mark, closed=False, continued=True))
            continue
        before = mark.start() == block.start or text[mark.start() - 1] in _BEFORE_OPENING
        after = mark.end() == block.end or text[mark.end()] in _AFTER_CLOSING
        if _opens(mark[0], before, after, ""):
            return []
        return [*rest, Quoted(block.start, mark.start(), index, each.mark)]
    return []
