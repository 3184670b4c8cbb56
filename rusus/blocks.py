"""Blocks: headlines, bylines, paragraphs, lists and boilerplate."""
from __future__ import annotations

import re

from rusus.model import Block

_LINE = re.compile(r"\S[^\n]*")


def split_blocks(text: str, markup: str = "plain") -> tuple[Block, ...]:
    """Returns the blocks of ``text`` in order; they do not overlap and leave out nothing but white space."""
    found = ((m.start(), m.start() + len(m[0].rstrip())) for m in _LINE.finditer(text))
    return tuple(Block(start, end, text[start:end], "paragraph") for start, end in found)
