"""Forms: what the form of a sentence shows, counted in a string that has a letter for each token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rusus.language.tagger import usual_tag

MARK, NAME, NUMBER, WORD = "mndw"
"""The letters: a mark that opens or closes, a word with a capital, one that begins with a digit, any other token.

What ends in -ed has a capital as its letter; question and exclamation marks, colons and commas stand for themselves.
"""

_MARKS = frozenset("“”‘’\"'`()[]") | {"''", "``"}
_THEMSELVES = frozenset("?!:,")

_SIZES = 3, 6, 10, 15, 20, 27, 35, 50
_LENGTHS = tuple(f"length:{size}" for size in (*_SIZES, 99))
_FEW = 0, 1, 4
_SMALL, _FEW_NAMES, _A_NAME, _LONGEST_INITIALS = 5, 4, 2, 3
"""What makes a list of names (``names_alone``); chosen by hand on line-ups of football and rugby."""
_APART = frozenset(",;:()/")
"""Marks that set names apart."""
_NAMES = "names:none", "names:one", "names:few", "names:many"


def forms_of(words: Sequence[str]) -> str:
    """Returns a string with the letter of each token."""
    return "".join(map(_letter, words))


@lru_cache(maxsize=1 << 14)
def _letter(word: str) -> str:
    """Returns the letter of a token: kept, because most words of an article stood in the one before."""
    if word in _THEMSELVES:
        return word
    if word in _MARKS:
        return MARK
    letter = NUMBER if word[0].isdigit() else NAME if len(word) > 1 and word[0].isupper() else WORD
    low = word.lower()
    return letter.upper() if len(low) > 4 and low.endswith("ed") else letter


def names_alone(tokens: Sequence[str], forms: str, first: int, last: int) -> bool:
    """True if the tokens ``[first, last)`` are a list of names, as line-ups are: Leeds: Roe, Hill (Reed 64).

    ``forms`` has the letters of all ``tokens``. Of five words one may be small (*van*, *capt*), and a mark stands
    beside one of three names at least, or there are only two. Few names hold no verb: *Acme, Roe Win* is no list.
    """
    names = forms.count(NAME, first, last)
    if 4 * names < last - first or not names:
        return False
    words = tokens[first:last]
    small = sum(len(word) > 1 and word.islower() for word in words)
    shouted = sum(len(word) > _LONGEST_INITIALS and word.isupper() for word in words)
    if _SMALL * small > names + small or 2 * shouted > names:
        return False
    apart = sum(word in _APART for word in words)
    if names > _FEW_NAMES:
        return 3 * apart >= names
    if not apart and (names > _A_NAME or forms.count(NUMBER, first, last)):
        return False
    return not any(usual_tag(word.lower())[:2] in ("VB", "MD") for word in words)


def form_signs(forms: str, lowers: Sequence[str]) -> Iterator[str]:
    """Yields what the form of a sentence shows: length, opening and closing, names, lists, numbers."""
    if not forms:
        return
    yield _LENGTHS[bisect_left(_SIZES, len(forms))]
    if "?" in forms[-3:]:
        yield "question"
    if "!" in forms[-3:]:
        yield "exclamation"
    if forms[-1] == ":":
        yield "colon"
    if forms[0] == MARK:
        yield "opening mark"
    opens = len(forms) - len(forms.lstrip(MARK))
    yield "opens:" + (lowers[opens] if opens < len(forms) else "")
    plain = forms.lower()
    yield _NAMES[bisect_left(_FEW, plain.count(NAME, 1))]
    commas = forms.count(",")
    if commas > 1:
        yield "commas:many" if commas > 3 else "commas:few"
    numbers = plain.count(NUMBER)
    if numbers:
        yield "numbers:one" if numbers == 1 else "numbers:more"
    if plain != forms:
        yield "-ed"
