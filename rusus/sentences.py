"""Sentences: where each block of a text divides."""
from __future__ import annotations

import re
from collections.abc import Sequence

from rusus.model import Block
from rusus.resources import read_lists

# A run of final marks, the quotation marks and brackets that close after it, then white space or a capital.
CANDIDATE = re.compile(r"(?:[.?!…]+|(?:\.\s){2,}\.)[\"”’'»)\]]*(?=\s)")
LAST_WORD = re.compile(r"[^\s\"“‘'(\[]*$")
NEXT = re.compile(r"\s+([\"“”‘’'«(\[]*)(\S+)")


def split_sentences(text: str, blocks: Sequence[Block]) -> list[tuple[int, int, int]]:
    """Returns (start, end, index of the block) of each sentence, in order; only white space lies between them."""
    never = {f"{word}." for word in read_lists("abbreviations.txt")["never"]}
    found = []
    for index, block in enumerate(blocks):
        start = block.start
        for candidate in CANDIDATE.finditer(text, block.start, block.end):
            end = candidate.end()
            after = NEXT.match(text, end, block.end)
            if not after:
                continue
            word = LAST_WORD.search(text[max(start, end - 30) : candidate.start()])
            typ = (word[0] if word else "").lower()
            following = after[2][0]
            if candidate[0] == "." and (typ + "." in never or len(typ) == 1 and typ.isalpha() or "." in typ):
                continue
            if following.islower():
                continue
            found.append((start, end, index))
            start = after.end() - len(after[0].lstrip())
        found.append((start, block.end, index))
    return found
