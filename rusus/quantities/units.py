"""Units: currencies before and after a number, units of measure, percent, and what they convert to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rusus.quantities.lexer import LEXEME, Lexemes
from rusus.resources import read_text

PERCENT = frozenset({"%", "percent", "percents", "percentage", "pct", "pc", "％", "percentages"})
PERCENT_PHRASES = {("per", "cent"): 2, ("per", "cents"): 2, ("per", "centum"): 2}
LONGEST_SYMBOL = 6
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


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    unit: Unit
    exact: bool = False


@dataclass(frozen=True, slots=True)
class _Tables:
    forms: dict[str, tuple[_Form, ...]]
    prefixes: dict[str, str]
    units: dict[str, Unit]
    wordlike: frozenset[str]


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in read_text(name).splitlines() if line and not line.startswith("#")]


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
        forms.setdefault(lowers[0], []).append(_Form(words, lowers, unit, exact))

    for code, names, symbols in _rows("currencies.tsv"):
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
    for name, dimension, size, written in _rows("units.tsv"):
        kind = "duration" if dimension == "time" else "measure"
        unit = units.setdefault(name, Unit(name, kind, dimension, float(size) if size else None))
        for form in written.split("|"):
            add(form, unit)
    ordered = {first: tuple(sorted(found, key=lambda form: -len(form.words))) for first, found in forms.items()}
    return _Tables(ordered, prefixes, units, frozenset(wordlike))


def money_before(text: str, start: int) -> tuple[str, int] | None:
    """Returns the currency whose symbol ends where a number starts, a space between or none, and the symbol's start."""
    end = start - 1 if text[start - 1 : start] in (" ", "\u00a0") else start
    prefixes = unit_tables().prefixes
    for length in range(min(LONGEST_SYMBOL, end), 0, -1):
        symbol = text[end - length : end]
        code = prefixes.get(symbol) or (
            prefixes.get(symbol.upper()) if "$" in symbol and symbol[1:2].isalpha() else None
        )
        if code and (not symbol[0].isalpha() or not text[end - length - 1 : end - length].isalnum()):
            if end == start or len(symbol) > 1 or not symbol.isalpha():
                return code, end - length
    return None


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
        if best is None and not (
            form.exact
            or length == 1
            and (len(form.words[0]) == 1 or form.words[0][0].islower() and form.words[0] != form.lowers[0])
        ):
            best, size = (form.unit, end), length
    return best


def _stands_together(lexemes: Lexemes, index: int, form: _Form) -> bool:
    """A power is glued to its unit: km2 is an area, 5 ft 2 in is none."""
    return all(lexemes.glued(index + place) for place, word in enumerate(form.words) if word.isdigit())


def percent_after(lexemes: Lexemes, index: int) -> tuple[Unit, int] | None:
    """Returns percent, percentage point or basis point where one is written at the lexeme, and the index after it."""
    low = lexemes.lowers[index]
    following = lexemes.lowers[index + 1]
    if low == "basis" and following.startswith("point"):
        return Unit("basis point", "basis point"), index + 2
    if low == "bps" or low == "bp" and lexemes.glued(index):
        return Unit("basis point", "basis point"), index + 1
    end = index + 1 if low in PERCENT else index + PERCENT_PHRASES.get((low, following), 0)
    if end == index:
        return None
    after = end + (lexemes.words[end] == "-")
    if lexemes.lowers[after] in ("point", "points", "pts"):
        return Unit("percentage point", "percentage point"), after + 1
    return Unit("percent", "percent"), end
