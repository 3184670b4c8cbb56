"""Quotation marks: which marks of a text belong together, block by block."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rusus.model import Block

_MARK = re.compile(r"[\"“”„‟«»]|''|``")
_CLOSERS = {'"': "\"”", "“": "”\"", "„": "“”\"", "‟": "”\"", "«": "»", "``": "''\"", "”": "”", "»": "«"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two marks: ``[start, end)`` without them; ``closed`` is False where the block's end closes it."""

    start: int
    end: int
    block: int
    mark: str
    closed: bool = True


def pair_marks(text: str, blocks: tuple[Block, ...]) -> Iterator[Quoted]:
    """Yields the outermost quoted stretches of each block in text order; an unclosed one ends with its block."""
    for index, block in enumerate(blocks):
        opened, mark = -1, ""
        for found in _MARK.finditer(text, block.start, block.end):
            if opened < 0:
                opened, mark = found.end(), found[0]
            elif found[0] in _CLOSERS.get(mark, mark):
                yield Quoted(opened, found.start(), index, mark)
                opened = -1
        if opened >= 0:
            yield Quoted(opened, block.end, index, mark, closed=False)
