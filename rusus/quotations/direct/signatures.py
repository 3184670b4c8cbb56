"""Signatures: attributions that the layout shows and no model need choose.

A dash and a name after the words, a speaker in capitals before them, a sender (*From Jane Roe:*), and the two words
right before the opening mark.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from rusus.language.speech_verbs import verb_classes
from rusus.model import Segmentation
from rusus.quotations.direct.attribution import BEFORE_A_NAME, Analysis, Cue, before_marks, words_to_marks
from rusus.quotations.direct.windows import Range, Window
from rusus.quotations.marks import Quoted

_LONGEST_SIGNATURE, _LONGEST_LINE = 8, 16
"""Words of a signature with its mark, on the line of the words and on its own: — Dr. Ariana Huichapa, University of
Chile. Chosen by hand; not measured."""
_LONGEST_LABEL = 4
"""Words of a speaker in capitals with the colon: SEN. JANE ROE: …"""
_ENDS_OF_NAMES = frozenset((",", "(", "."))
_DESKS = frozenset(("desk", "office", "pen"))
"""What somebody writes from: from the desk of Jane Roe."""
_AFTER_SENDERS = frozenset((",", ":", "."))


def find_signed(article: Segmentation, quoted: Quoted, windows: Mapping[str, Window]) -> Analysis | None:
    """Returns the attribution of a stretch that the layout shows, None where it shows none."""
    return (
        find_label(article, quoted)
        or find_signature(article, quoted, windows["R"])
        or find_sender(article, windows)
        or find_adjacent(windows["L"])
    )


def find_signature(article: Segmentation, quoted: Quoted, after: Window) -> Analysis | None:
    """Returns the attribution by a dash and a name that end the block, or are the next: “…” — Ariana Huichapa."""
    first, last = after.first, after.first + len(after.lowers)
    if first == last:
        first, last = _next_line(article, quoted)
    elif not _ends_line(article, quoted, last) or last - first > _LONGEST_SIGNATURE:
        return None
    words = article.tokens.words
    if last - first < 2 or words[first] not in BEFORE_A_NAME or not words[first + 1][:1].isupper():
        return None
    stop = next((i for i in range(first + 2, last) if words[i] in _ENDS_OF_NAMES), last)
    return Analysis((first + 1, stop), (first, first + 1), "signature", ())


def _next_line(article: Segmentation, quoted: Quoted) -> Range:
    """Returns the tokens of the block after that of a stretch, where it is so short as a signature; else none."""
    blocks, starts = article.blocks, article.tokens.starts
    if quoted.block + 1 == len(blocks):
        return 0, 0
    first = bisect_left(starts, blocks[quoted.block + 1].start)
    last = bisect_left(starts, blocks[quoted.block + 1].end)
    return (first, last) if last - first <= _LONGEST_LINE else (0, 0)


def _ends_line(article: Segmentation, quoted: Quoted, last: int) -> bool:
    """True if token ``last`` begins another block or line than that of a stretch, or is a full stop."""
    tokens = article.tokens
    if last == len(tokens) or tokens.starts[last] >= article.blocks[quoted.block].end or tokens.words[last] == ".":
        return True
    return "\n" in article.text[tokens.ends[last - 1] : tokens.starts[last]]


def find_sender(article: Segmentation, windows: Mapping[str, Window]) -> Analysis | None:
    """Returns the attribution by a sender who opens the sentence before: From Jane Roe, an analyst: “…”.

    In a block of its own the sender needs no colon: From the desk of Jane Roe.
    """
    window = next((windows[side] for side in "CQL" if side in windows and windows[side].lowers), None)
    if window is None or window.lowers[0] != "from" or window.side == "L" and window.lowers[-1] != ":":
        return None
    lowers, phrases = window.lowers, window.phrases
    k = len(phrases) > 1 and lowers[phrases[0][1] - 1] in _DESKS and lowers[phrases[0][1]] == "of"
    if not phrases or not k and phrases[0][0] != 1:
        return None
    a, b = phrases[k]
    named = window.tags[b - 1] == "NNP" and (b == len(lowers) or lowers[b] in _AFTER_SENDERS)
    if not named or any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in window.tags):
        return None
    first = window.first
    return Analysis((first + a, first + b), (first, first + 1), "signature", ())


def find_adjacent(before: Window) -> Analysis | None:
    """Returns the attribution by the words next to the opening mark: "…, says Roe: “" and "with Roe saying “"."""
    lowers, tags, phrases = before.lowers, before.tags, before.phrases
    end = len(lowers) - (lowers[-1:] in ([":"], [","]))
    for a, b in phrases[-1:]:
        said, saying = a - 1, b
        if b == end and a > 1 and lowers[a - 2] == "," and tags[said] in ("VBD", "VBZ") and _is_saying(lowers[said]):
            return _adjacent(before, (a, b), said)
        if b == end - 1 and a and lowers[a - 1] == "with" and tags[saying] == "VBG" and _is_saying(lowers[saying]):
            return _adjacent(before, (a, b), saying)
    return None


def _is_saying(lower: str) -> bool:
    return verb_classes().get(lower, ("",))[0] == "say"


def _adjacent(window: Window, source: Range, cue: int) -> Analysis:
    first = window.first
    place = f"{words_to_marks(window, Cue(cue, cue + 1, 'say', ''))}{before_marks(window)}"
    tokens = (first + cue, first + cue + 1)
    return Analysis((first + source[0], first + source[1]), tokens, "cue", (), window.side, "say", place)


def find_label(article: Segmentation, quoted: Quoted) -> Analysis | None:
    """Returns the attribution of a stretch that its speaker in capitals and a colon open: "PENCE: Well, look."."""
    words, starts = article.tokens.words, article.tokens.starts
    first = bisect_left(starts, quoted.start)
    for i in range(first, min(first + _LONGEST_LABEL, len(words))):
        if words[i] == ":":
            spoken = i + 1 < len(words) and starts[i + 1] < quoted.end
            return Analysis((first, i), (i, i + 1), "label", ()) if i > first and spoken else None
        if not words[i].isupper():
            return None
    return None
