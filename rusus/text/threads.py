"""Threads of posts: 1/, 2/7 or (3/7) open or close each; every post is a paragraph, and its number is no quantity."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rusus.text.block_patterns import kind_alone
from rusus.text.changes import Change, Piece
from rusus.text.paragraphs import find_paragraphs

SPOOL = "🧵"
"""What marks a thread."""

COUNTER = re.compile(
    r"""
      ^ [ \t]{0,3} (?:🧵[ \t]?)? [(\[]? (?P<opening>\d{1,3})/(?P<of>\d{1,3})? [)\]]? [.:]? (?:[ \t]{1,3}|$)  # 1/ The …
    | (?<=\S) [ \t] [(\[]? (?P<closing>\d{1,3})/(?P<total>\d{1,3})? [)\]]? (?=[ \t]{0,3}\r?$)                 # … (1/7)
    """,
    re.VERBOSE | re.MULTILINE,
)
SIGNS = re.compile("[ \t]?[🧵👇⬇\ufe0f]+")
WORD = re.compile(r"[^\W_]")
LEAST_POSTS = 3
"""Numbers that count on from 1, where no sign says what they are: two thirds of the voters, and one third, make two."""
OPENING = 300
"""Characters of a first post, in which the sign of a thread stands."""


def read_thread(text: str) -> tuple[list[Piece], list[Change]] | None:
    """Returns the posts of a thread and what a reader leaves out, the numbers of the posts; None for any other text."""
    signed = SPOOL in text[:OPENING]
    counters = list(COUNTER.finditer(text)) if signed or "/" in text else []
    counted = _count_on(counters, 2 if signed else LEAST_POSTS)
    if not counted and not signed:
        return None
    signs = (*(counters if counted else ()), *SIGNS.finditer(text))
    marks = sorted(Change(sign.start(), sign.end()) for sign in signs)
    firsts = [mark.start for mark in marks]
    pieces: list[Piece] = []
    changes: list[Change] = []
    for start, end in find_paragraphs(text):
        inside = marks[bisect_left(firsts, start) : bisect_left(firsts, end)]
        bounds = [start, *(edge for mark in inside for edge in (mark.start, mark.end)), end]
        seen = "".join(text[first:last] for first, last in zip(bounds[::2], bounds[1::2]))
        pieces.append(Piece(start, end, _kind(seen)))
        changes += _sided(text, start, inside) if WORD.search(seen) else ()
    return pieces, changes


def _count_on(counters: Sequence[re.Match[str]], least: int) -> bool:
    """True if the numbers are 1, 2, 3 and so on, of one total, or begin at 2 after a first post without one."""
    numbers = [int(found["opening"] or found["closing"]) for found in counters]
    totals = {found["of"] or found["total"] for found in counters} - {None}
    if len(numbers) < least or len(totals) > 1 or numbers[0] > 2:
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _kind(post: str) -> str:
    """Returns the kind of a post: boilerplate such as an address or End/, an item of a list, else a paragraph."""
    alone = kind_alone(post.strip().rstrip("/"))
    return alone if alone in ("boilerplate", "list") else "paragraph"


def _sided(text: str, start: int, marks: Sequence[Change]) -> Iterator[Change]:
    """Yields the marks of a post, those before its first word as marks that open it."""
    opens = True
    for mark in marks:
        opens = opens and not text[start : mark.start].strip()
        yield mark._replace(belongs="after" if opens else "before")
        start = mark.end
