"""Doubts about a text: what makes its records worth less, named once, and what of it can be read right for certain."""

from __future__ import annotations

import html
import re

from rusus.resources import entries
from rusus.text.capitals import is_in_capitals
from rusus.text.invisible import REFERENCE

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
"""Characters that are looked at; chosen by hand, the length of a long article."""

LEAST_FUNCTION_WORDS = 0.18
"""Share of function words under which a text is taken not to be English.

The least of 342 English articles (PolNeAR dev, MPQA dev) has 0.27; French, German and Spanish sentences 0.05 to 0.12,
Dutch, which shares *in*, *we* and *is*, up to 0.21.
"""
LEAST_WORDS = 20
"""Words under which nobody can tell; chosen by hand."""

# What UTF-8 looks like when it is read as Windows-1252: quotation marks and dashes, accented letters.
_MOJIBAKE = re.compile("â€[œ\x9d™˜“”¦]|Ã[\x80-¿]|Â[\xa0«»£°©®]")


def doubts(text: str) -> str | None:
    """Returns what is doubtful about a text, for people, or None: another language, capitals alone, garbled letters."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if len(words) < LEAST_WORDS:
        return None
    if is_in_capitals(sample):
        return "is mostly in capitals: names and speakers are guesses (three in four are right), numbers hold"
    known = entries("stop_words.txt", "stop")
    if sum(word.lower() in known for word in words) < LEAST_FUNCTION_WORDS * len(words):
        return "does not look like English, which is all that rusus reads"
    found = _MOJIBAKE.search(sample)
    return (
        f"holds garbled letters ({found[0]}): save it again as UTF-8, or pip install 'rusus[repair]'" if found else None
    )


def repaired(text: str) -> tuple[str, str | None]:
    """Returns a plain text with its HTML entities and garbled letters read right, and a note where that changed it.

    Entities (&amp;, &#8217;) are what HTML defines. Garbled letters (â€œ for “) need ftfy, an extra, which changes a
    text only where UTF-8 was read as another encoding for certain. Offsets then count in what is returned.
    """
    changed = []
    if REFERENCE.search(text):
        text, before = REFERENCE.sub(lambda found: html.unescape(found[0]), text), text
        changed += ["HTML entities"] if text != before else []
    if _MOJIBAKE.search(text):
        fixed = _without_mojibake(text)
        changed += ["garbled letters"] if fixed != text else []
        text = fixed
    return (
        text,
        f"{' and '.join(changed)} read right; offsets count in the text that --text prints" if changed else None,
    )


def _without_mojibake(text: str) -> str:
    try:
        import ftfy
    except ImportError:
        return text
    return str(ftfy.fix_encoding(text))
