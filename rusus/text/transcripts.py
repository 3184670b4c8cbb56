"""Transcripts: turns of talk that a name or Q and A open with a colon ("WALLACE: …", "Q: …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_TURN = re.compile(
    r"""
    (?: [\[(]? \d{1,2}:\d\d (?::\d\d (?:[.,]\d{1,3})? )? [\])]? \s+ (?:[-–—]\ )? )?   # [00:01:09], 12:30
    (?P<name> [A-Z][A-Z.'’-]+ (?:\ [A-Z][A-Z.'’-]*){0,3}                # WALLACE, JAKE TAPPER
      | (?:[A-Z][\w.'’-]*\ ){1,3}[A-Z][\w'’-]+                          # Jake Tapper
      | [A-Z][a-z][\w'’-]+                                               # Tapper
      | [QA] )
    (?:\ \([^()\n]{1,40}\))? \ ? : \s+ (?=\S)
    """,
    re.VERBOSE,
)
_LEAST_TURNS = 4
_LEAST_SHARE = 0.3
"""Share of the blocks from the first turn to the last that must be turns: lists of facts have none of both."""


def match_turns(blocks: Sequence[str]) -> list[tuple[int, re.Match[str]]]:
    """Returns the blocks that are turns of a transcript, by index, with the match of their speaker.

    A transcript has four turns or more, at least two speakers, and one who speaks twice.
    """
    turns = [(index, found) for index, block in enumerate(blocks) if (found := _TURN.match(block))]
    names = Counter(found["name"] for _, found in turns)
    if len(turns) < _LEAST_TURNS or len(names) < 2 or len(turns) < _LEAST_SHARE * (turns[-1][0] - turns[0][0] + 1):
        return []
    if sum(count for count in names.values() if count > 1) * 2 < len(turns):
        return []
    return turns
