"""Blocks: headline, bylines, sub-headings, paragraphs, lists, captions and boilerplate."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rusus.layout import find_paragraphs
from rusus.model import Block, Span
from rusus.resources import read_lists

# The place and agency that open a report: WASHINGTON (Reuters) -, MOSCOW, Dec. 20 (Xinhua) --, LONDON —
DATELINE = re.compile(
    r"""
    (?: [A-ZÀ-Þ][\w.’' -]{1,40}? (?:,\ [\w.’' -]{1,30}?){0,3} \s?                # place, region, date
        \( [A-Z][\w .,/&-]{1,40} \) \s? (?:[-–—:]{1,3}|_) (?=\s)                   # (agency) -
      | \( [A-Z][\w .,/&-]{1,40} \) \s? (?:[-–—]{1,3}|_) (?=\s)                     # (agency) - without a place
      | [A-ZÀ-Þ]{2}[A-ZÀ-Þ.’' -]{1,30} (?:,\ [\w.’' -]{1,30}?){0,3} \s [-–—]{1,3} (?=\s)   # PLACE, date --
    )
    """,
    re.VERBOSE,
)
DATE_LINE = re.compile(
    r"(?:(?:published|updated|posted|last updated|date)\b\W*)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d[\w ,.:|–-]*$",
    re.IGNORECASE,
)
LIST_ITEM = re.compile(r"(?:[-*•◦▪‣·⁃–—]\s|\(?(?:\d{1,2}|[a-z])[.)]\s)")
CLOSES = re.compile(r"[.!?…:;,][\"”’')\]]*$")
SUBHEADING_SPEECH = re.compile(r"\b(?:said|says|told|added|asked|tells|adds|warned|noted|declined)\b|[\"“”]")

SHORT = 70


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Returns (kind, pattern) pairs in the order in which they are tried."""
    lists = read_lists("blocks.txt")
    return tuple(
        (kind, re.compile("|".join(f"(?:{entry})" for entry in lists[kind]), re.IGNORECASE))
        for kind in ("boilerplate", "caption", "byline")
    )


def split_blocks(text: str, markup: str = "plain") -> tuple[Block, ...]:
    """Returns the blocks of ``text`` in order; they do not overlap and leave out nothing but white space."""
    spans = list(find_paragraphs(text))
    kinds = _classify([text[start:end] for start, end in spans])
    return tuple(_block(text, start, end, kind) for (start, end), kind in zip(spans, kinds))


def _block(text: str, start: int, end: int, kind: str) -> Block:
    found = DATELINE.match(text, start, min(end, start + 160)) if kind == "paragraph" else None
    dateline = Span(start, found.end(), found[0]) if found else None
    return Block(start, end, text[start:end], kind, dateline)


def _classify(blocks: Sequence[str]) -> list[str]:
    """Returns the kind of each block, seen with its neighbours."""
    if len(blocks) < 2:
        return ["paragraph"] * len(blocks)
    kinds = [_kind_alone(block) for block in blocks]
    _name_head(blocks, kinds)
    for index in range(1, len(blocks) - 1):
        if kinds[index] == "paragraph" and _is_subheading(blocks, kinds, index):
            kinds[index] = "subheading"
    return kinds


def _kind_alone(block: str) -> str:
    """Returns the kind that a block's own words show."""
    for kind, pattern in _patterns():
        if pattern.match(block) and (kind != "byline" or len(block) < 200):
            return kind
    if LIST_ITEM.match(block):
        return "list"
    return "paragraph"


def _name_head(blocks: Sequence[str], kinds: list[str]) -> None:
    """Names the lines above the first paragraph of prose: headline, bylines, date."""
    headline = False
    for index, block in enumerate(blocks):
        if CLOSES.search(block) or len(block) > 200 or DATELINE.match(block) or index > 8:
            break
        if kinds[index] != "paragraph":
            continue
        if DATE_LINE.match(block):
            kinds[index] = "dateline"
        elif not headline:
            kinds[index], headline = "headline", True
        else:
            kinds[index] = "byline" if len(block.split()) <= 6 else "subheading"


def _is_subheading(blocks: Sequence[str], kinds: Sequence[str], index: int) -> bool:
    block, after = blocks[index], blocks[index + 1]
    if len(block) > 100 or kinds[index + 1] != "paragraph" or SUBHEADING_SPEECH.search(block):
        return False
    if not CLOSES.search(block):
        return len(block) <= SHORT
    return block.count(" ") < 14 and len(after) > 250 and len(blocks[index - 1]) > 250 and not re.search(r"\d", block)
