"""Characters that nobody sees: soft hyphens, zero-width spaces, and hyphens at line ends, which copied text is full of;
and references of HTML, of which a reader sees the character that they stand for.

The first are left out of the view in which an article is read, the others read right in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

from rusus.language.tagger import load_lexicon
from rusus.text.changes import Change

# It looks back from the character that it finds: a pattern that begins with a set is searched for ten times as fast.
_HIDDEN = re.compile(
    r"""
    [\u00ad\u200b-\u200d\u2060\ufeff-]
    (?: (?<!-) [\u00ad\u200b-\u200d\u2060\ufeff]*                     # soft hyphen, zero-width space, joiners, mark
      | (?P<hyphen> (?<=[^\W\d_]-) ) [ \t]* \r?\n [ \t]* (?=[^\W\d_]) )  # a word that a line end divides: per-⏎cent
    """,
    re.VERBOSE,
)
REFERENCE = re.compile(
    r"""
    & (?: [a-zA-Z][a-zA-Z0-9]{1,31}    # &eacute;
        | \#\d{2,6}                    # &#233;
        | \#[xX][0-9a-fA-F]{2,6} ) ;   # &#xE9;
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AFTER = re.compile(r"[^\W\d_]+")
LONGEST_WORD = 40
"""Letters before a hyphen that are looked at; longer words are none."""


def invisible(text: str) -> Iterator[Change]:
    """Yields the stretches that nobody sees; most articles have none."""
    for found in _HIDDEN.finditer(text):
        hyphen = found["hyphen"] is not None and not _is_one_word(text, found.start(), found.end())
        yield Change(found.start() + hyphen, found.end())


def references(text: str) -> Iterator[Change]:
    """Yields the references of HTML that stand for one character, as &#233; does for é; most articles have none."""
    for found in REFERENCE.finditer(text) if "&" in text else ():
        shown = html.unescape(found[0])
        if len(shown) == 1:
            yield Change(found.start(), found.end(), "" if _HIDDEN.match(shown) and shown != "-" else shown)


def _is_one_word(text: str, hyphen: int, after: int) -> bool:
    """True if the hyphen only divides a word: per-⏎cent, Lam-⏎bert, but not well-⏎known or Jean-⏎Pierre."""
    before = _BEFORE.search(text, max(0, hyphen - LONGEST_WORD), hyphen)
    second = _AFTER.match(text, after, after + LONGEST_WORD)
    if before is None or second is None or not second[0].islower():
        return False
    words = _known_words()
    whole = (before[0] + second[0]).lower()
    return whole in words or not (second[0] in words and before[0].lower() in words)


@cache
def _known_words() -> frozenset[str]:
    return frozenset(load_lexicon()[0])
