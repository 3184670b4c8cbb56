"""Changes: what a reader of a text sees of it, and the way from there back to the untouched text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, NamedTuple, TypeVar

T = TypeVar("T")

Side = Literal["", "before", "after"]
"""To which neighbour a mark belongs: what opens a link to what comes after, what closes it to what is before."""


class Piece(NamedTuple):
    """A stretch of the text that is one block, and its kind where the markup says so."""

    start: int
    end: int
    kind: str | None


class Change(NamedTuple):
    """A stretch of the text of which a reader sees one other character, or nothing at all."""

    start: int
    end: int
    shown: str = ""
    belongs: Side = ""


@dataclass(frozen=True, slots=True)
class View:
    """A text as a reader sees it, beside the ``whole`` untouched text.

    ``starts`` and ``ends`` are the offsets in the whole text of each character that is seen, with the marks that belong
    to it; None where nothing is left out. ``pieces`` are the blocks, in the view, where the markup says what they are.
    """

    text: str
    whole: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    pieces: tuple[Piece, ...] | None = None

    def place(self, found: T) -> T:
        """Returns what was found in the view with the offsets, and the words, that it has in the whole text.

        Takes dataclasses, and tuples of them, whose ``start`` and ``end`` are offsets.
        """
        return found if self.text is self.whole else _moved(found, self.whole, self._outer)

    def seen(self, placed: T) -> T:
        """Returns what ``place`` gave with the offsets and words of the view: the way back."""
        return placed if self.text is self.whole else _moved(placed, self.text, self._inner)

    def _outer(self, start: int, end: int) -> tuple[int, int]:
        if self.starts is None or self.ends is None:
            return start, end
        if start == end:
            at = self.starts[start] if start < len(self.starts) else len(self.whole)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def _inner(self, start: int, end: int) -> tuple[int, int]:
        if self.starts is None or self.ends is None:
            return start, end
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))


class _Run(NamedTuple):
    """Characters that are seen as they stand, or as ``shown``; the outer bounds take in marks that belong to them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    shown: str = ""


def changed(text: str, changes: Iterable[Change], pieces: Sequence[Piece] | None = None) -> View:
    """Returns the view of a text; of changes that overlap the first counts. ``pieces`` are given in the whole text."""
    ordered = sorted(changes)
    runs = list(_runs(text, ordered))
    if not ordered or runs and all((run.start, run.end) == (0, len(text)) and not run.shown for run in runs):
        return View(text, text, pieces=None if pieces is None else tuple(pieces))
    starts: list[int] = []
    ends: list[int] = []
    for run in runs:
        inner = range(run.start + 1, run.end) if not run.shown else ()
        starts += [run.outer_start, *inner]
        ends += [*inner, run.outer_end]
    seen = "".join(run.shown or text[run.start : run.end] for run in runs)
    trimmed = None if pieces is None else tuple(_seen_pieces(pieces, seen, starts, ends))
    return View(seen, text, starts, ends, trimmed)


def _runs(text: str, changes: Iterable[Change]) -> Iterator[_Run]:
    """Yields what is seen between the changes, and for them, in order."""
    run: _Run | None = None
    at, opening = 0, -1
    for start, end, shown, belongs in (*changes, Change(len(text), len(text) + 1)):
        if start < at:
            continue
        for first, last, character in ((at, start, ""), (start, end, shown)):
            if first < last and (character or last == start):
                if run:
                    yield run
                run = _Run(first, last, first if opening < 0 else opening, last, character)
                opening = -1
        at = end
        # Marks that open something of which nothing is seen belong to what is before, too.
        if not shown and belongs == "before" and run and run.outer_end == (start if opening < 0 else opening):
            run = run._replace(outer_end=end)
        opening = (start if opening < 0 else opening) if not shown and belongs == "after" else -1
    if run:
        yield run


def _seen_pieces(pieces: Iterable[Piece], seen: str, starts: list[int], ends: list[int]) -> Iterator[Piece]:
    """Yields the pieces in the view; marks that belong to white space at an edge go to the character inside it."""
    for piece in pieces:
        first, last = bisect_right(ends, piece.start), bisect_left(starts, piece.end)
        part = seen[first:last]
        inner, inner_end = last - len(part.lstrip()), first + len(part.rstrip())
        if inner < inner_end:
            marked = (at for at in range(first, inner) if ends[at] - starts[at] > 1)
            starts[inner] = starts[next(marked, inner)]
            marked = (at for at in range(last - 1, inner_end - 1, -1) if ends[at] - starts[at] > 1)
            ends[inner_end - 1] = ends[next(marked, inner_end - 1)]
            yield Piece(inner, inner_end, piece.kind)


def _moved(found: T, text: str, move: Any) -> T:
    if isinstance(found, tuple):
        return tuple(_moved(each, text, move) for each in found)  # type: ignore[return-value]
    if not is_dataclass(found) or isinstance(found, type):
        return found
    names = {field.name for field in fields(found)}
    moved: dict[str, Any] = {name: _moved(getattr(found, name), text, move) for name in names}
    if {"start", "end"} <= names:
        whole: Any = found
        moved["start"], moved["end"] = move(whole.start, whole.end)
        if "text" in names:
            moved["text"] = text[moved["start"] : moved["end"]]
    elif "text" in names:
        moved["text"] = text
    return replace(found, **{name: value for name, value in moved.items() if value is not getattr(found, name)})
