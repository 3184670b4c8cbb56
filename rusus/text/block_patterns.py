"""Patterns of blocks: what a block's own words say about its kind."""

from __future__ import annotations

import re
from functools import cache

from rusus.resources import read_lists

# The place and agency that open a report: WASHINGTON (Reuters) -, MOSCOW, Dec. 20 (Xinhua) --, LONDON —
DATELINE = re.compile(
    r"""
    (?! FILE | PHOTO | VIDEO | GRAPHIC | WATCH | UPDATE | EXCLUSIVE | READ | MORE )
    (?: (?=[^(]{2,138}\() [A-ZÀ-Þ][\w.’' /-]{1,40}? (?:,\ [\w.’' -]{1,30}?){0,3} \s?   # place, region, date
        \( [A-Z][\w .,/&]{1,40} \) \s? (?:[-–—:]{1,3}|_) (?=\s)                   # (agency) -
      | \( [A-Z][\w .,/&]{1,40} \) \s? (?:[-–—]{1,3}|_) (?=\s)                     # (agency) - without a place
      | [A-ZÀ-Þ]{2}[A-ZÀ-Þ.’' /-]{1,30} (?:,\ [\w.’' -]{1,30}?){0,3} \s [-–—]{1,3} (?=\s)   # PLACE, date --
    )
    """,
    re.VERBOSE,
)
DATE_LINE = re.compile(
    r"""
    (?: (?:first\ )? (?:published|updated|posted|last\ updated|date) \b \W* (?:on\ )? )?
    (?: (?:mon|tues|wednes|thurs|fri|satur|sun) day,?\s+ )?
    (?: \d{1,2} (?:st|nd|rd|th)? \s+ )?
    (?: jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)? | sept?(?:ember)?
      | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? ) \.? \s+ \d
    (?: [\d\s,.:|–/-] | \b(?:at|[ap]\.?m\b|e[sd]?t|p[sd]?t|c[sd]?t|gmt|utc|updated) )* \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The time of an entry of a live page: 10:42 GMT, 11.03am, 2:15 p.m. ET
TIME_STAMP = re.compile(
    r"""
    \d{1,2}[:.h]\d\d (?::\d\d)? \s? (?:[ap]\.?m\.?)?                      # the time
    \s? (?:\(?(?:[A-Z]{1,2}[SD]T|GMT|UTC|[CE]E?T)\)?)? \Z                # its zone
    """,
    re.VERBOSE | re.IGNORECASE,
)
CORRECTION = re.compile(r"(?:correction|clarification|editor['’]s correction)s?(?: appended)?\s*:", re.IGNORECASE)
# What follows the last sentence of a paragraph and is not part of it: a short link, a page, a rate, a credit.
TRAILER = re.compile(
    r"""
    \s (?<=[.!?”"’')]\s) \s*
    (?: pic\.(?:twitter|x)\.com/\w{1,20} | https?://t\.co/\w{1,20}         # the picture or the link of an embedded post
      | \( (?: here | [\w-]+\.[a-z]{2,3}/\S+ | (?:US)?\$?1\ [^()=]{0,40}(?:=|equals)[^()]{0,40} | [Ff]ull\ [Ss]tory
            | Source:[^()]{2,60} | Page\ \w+\.? ) \)?
      | \( (?:[Aa]dditional\ )? (?:[Rr]eport|[Ee]dit|[Ww]rit)ing\ [^()]{2,160} \)
      | \[ (?: [\w-]+\.[a-z]{2,3}/\S+ | Page\ \w+\.? | n[A-Z]\w+ ) \]
      | Enditem | ENDITEM | -30- | \(?END\)? )
    \.? \Z
    """,
    re.VERBOSE,
)
LIST_ITEM = re.compile(r"(?:[-*•◦▪‣·⁃–—]\s|\(?(?:\d{1,2}|[a-z])[.)]\s)")
# Without one of these no credit stands at the end of a block.
CREDIT = re.compile(r"/|:|;|\(|ourtesy|andout|via |taken")  # no set: a search for literals skips all other letters

LINKS = "heading of links"
OPENING = 160
"""Characters in which a dateline ends."""
ENDING = 100
"""Characters at the end of a block in which a credit stands."""
MARKS = 80
"""Characters among which a letter or a figure has to stand, or the block is a rule of marks."""


def find_dateline(text: str, start: int, end: int) -> int | None:
    """Returns where the dateline that opens a block ends; None where it has none."""
    found = DATELINE.match(text, start, min(end, start + OPENING))
    return found.end() if found else None


def is_report(block: str) -> bool:
    """True if a block opens as only article text does: with a dateline, or as a correction."""
    return bool(DATELINE.match(block[:OPENING]) or CORRECTION.match(block))


def split_off_trailer(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Returns a paragraph in one piece, or in two where a trailer follows its last sentence."""
    marked = text[end - 1] in ".)]m-D" or ".co" in text[max(start, end - 40) : end]
    found = TRAILER.search(text, max(start, end - 250), end) if marked else None
    if not found or found.start() <= start:
        return ((start, end),)
    return (start, found.start()), (found.start() + len(found[0]) - len(found[0].lstrip()), end)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Returns (kind, pattern of the beginning, pattern of the end), in the order in which they are tried."""
    sections = (("caption", "caption"), ("byline", "byline"), ("boilerplate", LINKS), ("boilerplate", "boilerplate"))
    return tuple((kind, _either(section), _either(section + " end", "$")) for kind, section in sections)


@cache
def _either(section: str, end: str = "") -> re.Pattern[str]:
    """Returns the pattern of all entries of a section; of one that is not there, a pattern that nothing matches."""
    entries = read_lists("blocks.txt").get(section, ["(?!)"])
    return re.compile(f"(?:{'|'.join(f'(?:{entry})' for entry in entries)}){end}", re.IGNORECASE)


def heads_links(block: str) -> bool:
    """True if a block announces links to other articles: Read also:, More from this section."""
    return _either(LINKS).match(block) is not None


def kind_alone(block: str) -> str:
    """Returns the kind that a block's own words show."""
    if is_report(block):
        return "paragraph"
    if not any(map(str.isalnum, block[:MARKS])):
        return "boilerplate"
    credited = CREDIT.search(block, max(0, len(block) - ENDING))
    for kind, opening, closing in _patterns():
        if opening.match(block) or credited and closing.search(block, max(0, len(block) - ENDING)):
            return kind
    if len(block) < 60 and (DATE_LINE.match(block) or TIME_STAMP.match(block)):
        return "dateline"
    return "list" if LIST_ITEM.match(block) else "paragraph"
