"""Following: what stands beside a quotation and is no attribution of it: to whom it was told, and the next report."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.language.tagger import FINITE
from rusus.model import Segmentation
from rusus.quotations.direct.attribution import Analysis
from rusus.quotations.direct.windows import Window
from rusus.quotations.marks import Quoted
from rusus.speakers.name_lists import speaker_words
from rusus.text.punctuation import DOUBLE_QUOTES

_ENDS = frozenset(".?!…")
_ADVERBIAL = frozenset(("IN", "RB", "TO", "WRB", ",", "VBG"))
"""Tags of what follows a cue that governs no clause: on Monday, quietly, to the press."""


def is_told(analysis: Analysis) -> bool:
    """True if a source is whom somebody told: Jane Roe told *the Herald*: “I am late.”"""
    return analysis.lemma == "tell" and analysis.source[0] == analysis.cue[1]


def without_following(
    article: Segmentation, quoted: Quoted, window: Window, analyses: Sequence[Analysis]
) -> Sequence[Analysis]:
    """Returns the analyses without those of the sentence after a stretch where it reports other words.

    Those of the next stretch (“I am late.” Tom Reed said: “Go!”), or a clause (“I am late.” Reed says the bus is full).
    """
    after = [each for each in analyses if each.side == "R" and each.kind == "cue"]
    final = article.text[quoted.end - 1]
    if after and article.tokens.words[window.first] == "According":  # “… we go.” According to Reed it is late
        return [each for each in analyses if each not in after]
    if not after or final not in _ENDS or any(each.cue[0] == window.first for each in after):
        return analyses
    introduces = (":", ",") if final == "." else (":",)
    stop = window.first + len(window.lowers)
    next_one = window.lowers[-1] in introduces and not DOUBLE_QUOTES.isdisjoint(article.tokens.words[stop : stop + 1])
    if not next_one and (final != "." or not any(_governs_clause(window, each) for each in after)):
        return analyses
    return [each for each in analyses if each not in after]


def _governs_clause(window: Window, analysis: Analysis) -> bool:
    """True if a clause follows a cue: Reed says *the bus is full*, but not: Reed said *as he left*."""
    after = analysis.cue[1] - window.first
    lowers, tags = window.lowers[after:], window.tags[after:]
    if lowers[:1] == ["that"]:
        return True
    adverbial = tags[:1] and (tags[0] in _ADVERBIAL or lowers[0] in speaker_words("clause openers"))
    return not adverbial and any(tag in FINITE for tag in tags)
