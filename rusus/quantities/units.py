"""Units: currencies before and after a number, units of measure, percent, and what they convert to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rusus.quantities.lexer import LEXEME, Lexemes
from rusus.resources import read_rows

PERCENT = frozenset({"%", "percent", "percents", "percentage", "pct", "pc", "％", "percentages"})
PERCENT_PHRASES = {("per", "cent"): 2, ("per", "cents"): 2, ("per", "centum"): 2}

PREFIX_ONLY = "…"
"""Ends a symbol that stands for money only before a number (PS is a mangled £ there, and horsepower after it)."""

WORDLIKE = "~"
"""Ends a symbol that is an everyday word or a letter of codes (TRY, R): money only beside a large number."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name, kind (money, percent, measure, duration …), dimension, and size in the dimension's base unit."""

    name: str
    kind: str
    dimension: str = ""
    size: float | None = None


PERCENT_UNIT = Unit("percent", "percent")
PERCENTAGE_POINT = Unit("percentage point", "percentage point")
BASIS_POINT = Unit("basis point", "basis point")


@dataclass(frozen=True, slots=True)
class _Form:
    """A written form of a unit; where ``exact``, only as it is written in the table: m and M, kWh, TRY."""

    words: tuple[str, ...]
    lowers: tuple[str, ...]
    unit: Unit
    exact: bool


@dataclass(frozen=True, slots=True)
class _Tables:
    forms: dict[str, tuple[_Form, ...]]
    prefixes: dict[str, str]
    units: dict[str, Unit]
    wordlike: frozenset[str]
    lengths: dict[str, tuple[int, ...]]


@cache
def unit_tables() -> _Tables:
    """Returns the forms by first word, longest first, the money symbols that stand before a number, and the units."""
    forms: dict[str, list[_Form]] = {}
    prefixes: dict[str, str] = {}
    units: dict[str, Unit] = {}
    wordlike: set[str] = set()

    def add(form: str, unit: Unit, exact: bool = False) -> None:
        words = tuple(LEXEME.findall(form))
        lowers = tuple(word.lower() for word in words)
        forms.setdefault(lowers[0], []).append(_Form(words, lowers, unit, exact or _depends_on_case(words)))

    for code, names, symbols in read_rows("currencies.tsv"):
        unit = units.setdefault(code, Unit(code, "money"))
        for marked in filter(None, symbols.split("|")):
            symbol = marked.rstrip(PREFIX_ONLY + WORDLIKE)
            prefixes.setdefault(symbol, code)
            if WORDLIKE in marked:
                wordlike.add(symbol)
            if PREFIX_ONLY not in marked:
                add(symbol, unit, WORDLIKE in marked)
        for name in filter(None, names.split("|")):
            add(name, unit)
    for name, dimension, size, written in read_rows("units.tsv"):
        kind = "duration" if dimension == "time" else "measure"
        unit = units.setdefault(name, Unit(name, kind, dimension, float(size) if size else None))
        for form in written.split("|"):
            add(form, unit)
    ordered = {first: tuple(sorted(found, key=lambda form: -len(form.words))) for first, found in forms.items()}
    return _Tables(ordered, prefixes, units, frozenset(wordlike), _lengths_by_last_mark(prefixes))


def _lengths_by_last_mark(symbols: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Returns how long the symbols are that end with each mark, in either case, the longest first."""
    lengths: dict[str, set[int]] = {}
    for symbol in symbols:
        for mark in (symbol[-1], symbol[-1].lower()):
            lengths.setdefault(mark, set()).add(len(symbol))
    return {mark: tuple(sorted(found, reverse=True)) for mark, found in lengths.items()}


def _depends_on_case(words: tuple[str, ...]) -> bool:
    """True of single letters, and of symbols with a capital after a small letter: m, kWh."""
    word = words[0]
    return len(words) == 1 and (len(word) == 1 or word[0].islower() and word != word.lower())


def money_before(text: str, start: int) -> tuple[str, int] | None:
    """Returns the currency whose symbol ends where a number starts, a space between or none, and the symbol's start."""
    end = start - 1 if text[start - 1 : start] in (" ", "\u00a0") else start
    for length in unit_tables().lengths.get(text[end - 1 : end], ()):
        code = _currency(text[end - length : end]) if length <= end else None
        if code and _is_apart(text, end - length, end, start):
            return code, end - length
    return None


def _is_apart(text: str, begin: int, end: int, start: int) -> bool:
    """True if no word goes on into a currency's symbol; a single letter has to touch the number: R5, but not R 5."""
    symbol = text[begin:end]
    is_spaced_letter = end < start and len(symbol) == 1 and symbol.isalpha()
    return not is_spaced_letter and not (symbol[0].isalpha() and text[begin - 1 : begin].isalnum())


def _currency(symbol: str) -> str | None:
    """Returns the currency of a symbol before a number; us$ may be written small."""
    prefixes = unit_tables().prefixes
    spelled = "$" in symbol and symbol[1:2].isalpha()
    return prefixes.get(symbol) or (prefixes.get(symbol.upper()) if spelled else None)


def unit_after(lexemes: Lexemes, index: int) -> tuple[Unit, int] | None:
    """Returns the unit written at the lexeme, the longest reading first, and the index after it."""
    best: tuple[Unit, int] | None = None
    size = 0
    for form in unit_tables().forms.get(lexemes.lowers[index], ()):
        length = len(form.words)
        if length < size:
            break
        end = index + length
        if length > 1 and (
            tuple(lexemes.lowers[index:end]) != form.lowers or not _stands_together(lexemes, index, form)
        ):
            continue
        if form.words == tuple(lexemes.words[index:end]):
            return form.unit, end
        if best is None and not form.exact:
            best, size = (form.unit, end), length
    return best


def _stands_together(lexemes: Lexemes, index: int, form: _Form) -> bool:
    """True if each power is glued to its unit: km2 is an area, 5 ft 2 in is not."""
    return all(lexemes.glued(index + place) for place, word in enumerate(form.words) if word.isdigit())


def percent_after(lexemes: Lexemes, index: int) -> tuple[Unit, int] | None:
    """Returns percent, percentage point or basis point where one is written at the lexeme, and the index after it."""
    low = lexemes.lowers[index]
    following = lexemes.lowers[index + 1]
    point = index + 1 + (following == "-")
    if low == "basis" and lexemes.lowers[point].startswith("point"):
        return BASIS_POINT, point + 1
    if low == "bps" or low == "bp" and lexemes.glued(index):
        return BASIS_POINT, index + 1
    end = index + 1 if low in PERCENT else index + PERCENT_PHRASES.get((low, following), 0)
    if end == index:
        return None
    after = end + (lexemes.words[end] == "-")
    if lexemes.lowers[after] in ("point", "points", "pts"):
        return PERCENTAGE_POINT, after + 1
    return PERCENT_UNIT, end
