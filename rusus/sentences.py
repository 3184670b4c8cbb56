"""Sentences: where each block of a text divides."""
from __future__ import annotations

import re
from collections.abc import Sequence

from rusus.model import Block

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’')\]]*(?=\s)|\Z)", re.DOTALL)


def split_sentences(text: str, blocks: Sequence[Block]) -> list[tuple[int, int, int]]:
    """Returns (start, end, index of the block) of each sentence, in order; only white space lies between them."""
    return [
        (found.start(), found.end(), index)
        for index, block in enumerate(blocks)
        for found in _SENTENCE.finditer(text, block.start, block.end)
    ]
