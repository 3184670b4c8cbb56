"""Builds rusus/resources/currencies.tsv and units.tsv from CLDR (by way of babel) and two short hand lists.

Usage: python -m scripts.train.units [--output DIR]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import babel
from babel import Locale

from scripts import command_line

HERE = Path(__file__).resolve().parent
YEARS = re.compile(r"\s*\(\d{4}.*?\)")
# Codes for metals, funds, bonds and test cases.
NO_MONEY = {"XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XRE", "XSU", "XTS", "XUA", "XXX"}
# Codes that are everyday English words or names: money only beside a large number (units.WORDLIKE marks them).
WORDLIKE = "~"
WORDLIKE_CODES = {
    "ALL",
    "TOP",
    "TRY",
    "CUP",
    "MAD",
    "GEL",
    "BAM",
    "PEN",
    "COP",
    "ANG",
    "LAK",
    "SOS",
    "BAD",
    "DOP",
    "SIT",
    "MOP",
    "PAB",
}
PREFIXES = {
    "a": ("atto", 1e-18, "a"),
    "f": ("femto", 1e-15, "f"),
    "p": ("pico", 1e-12, "p"),
    "n": ("nano", 1e-9, "n"),
    "u": ("micro", 1e-6, "µ"),
    "m": ("milli", 1e-3, "m"),
    "c": ("centi", 1e-2, "c"),
    "d": ("deci", 1e-1, "d"),
    "h": ("hecto", 1e2, "h"),
    "k": ("kilo", 1e3, "k"),
    "M": ("mega", 1e6, "M"),
    "G": ("giga", 1e9, "G"),
    "T": ("tera", 1e12, "T"),
    "P": ("peta", 1e15, "P"),
    "E": ("exa", 1e18, "E"),
}


def hand_rows(name: str) -> Iterator[list[str]]:
    """Yields the columns of a hand list."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [column.strip() for column in line.split("|")]


def unique(forms: Iterable[str]) -> list[str]:
    """Returns the forms once each, in order."""
    return list(dict.fromkeys(form.strip() for form in forms if form.strip()))


def currency_rows(locale: Locale) -> Iterator[str]:
    """Yields a row for each currency: code, names, symbols."""
    names: dict[str, list[str]] = {}
    symbols: dict[str, list[str]] = {}
    by_hand = {code: (forms.split(";"), marks.split(";")) for code, forms, marks in hand_rows("currencies_by_hand.tsv")}
    taken = {form for forms, _ in by_hand.values() for form in forms}
    for code in sorted(locale.currencies):
        if code in NO_MONEY or code not in by_hand and YEARS.search(locale.currencies[code]):
            continue
        plural = locale._data["currency_names_plural"].get(code, {})
        forms = [YEARS.sub("", form).lower() for form in (locale.currencies[code], *plural.values())]
        names[code] = [form for form in forms if form not in taken] + ([] if code in WORDLIKE_CODES else [code.lower()])
        symbols[code] = [code + WORDLIKE if code in WORDLIKE_CODES else code]
    for code, (forms, marks) in by_hand.items():
        names[code] = forms + names.get(code, [])
        symbols[code] = marks + symbols.get(code, [])
    for code in sorted(names):
        yield "\t".join((code, "|".join(unique(names[code])), "|".join(unique(symbols[code]))))


def cldr_forms(locale: Locale, unit: str) -> list[str]:
    """Returns the words that CLDR writes after the number, long and short."""
    patterns = locale._data["unit_patterns"].get(unit, {})
    found = []
    for length in ("long", "short"):
        for count in ("one", "other"):
            pattern = (patterns.get(length) or {}).get(count, "")
            if pattern.startswith("{0}"):
                found.append(pattern.removeprefix("{0}").replace("\u00a0", " ").strip())
    return [form for form in found if len(form) > 1 and form != "in"]


def unit_rows(locale: Locale) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yields name, dimension, size and forms of each unit, prefixed ones included."""
    for name, dimension, size, cldr, prefixes, further in hand_rows("units_by_hand.tsv"):
        hyphened = [name.replace(" ", "-")] if " " in name and " per " not in name else []
        forms = unique(further.split(";") + cldr_forms(locale, cldr) + hyphened)
        yield name, dimension, size, forms
        for letter in prefixes.split():
            prefix, factor, symbol = PREFIXES[letter]
            long = [prefix + form for form in forms if len(form) > 3 and form.isalpha() or " " in form or "-" in form]
            short = [symbol + form for form in further.split(";") if len(form) <= 2]
            if letter == "u":
                short += ["μ" + form[1:] for form in short] + ["u" + form[1:] for form in short if form != "µs"]
            yield prefix + name, dimension, repr(float(size) * factor), unique(short + long)


def merged(rows: Iterable[tuple[str, str, str, list[str]]]) -> Iterator[str]:
    """Joins rows of the same name and writes them, sorted by name."""
    table: dict[str, tuple[str, str, list[str]]] = {}
    for name, dimension, size, forms in rows:
        known = table.get(name, (dimension, size, []))
        table[name] = (known[0], known[1], known[2] + forms)
    for name, (dimension, size, forms) in sorted(table.items()):
        yield "\t".join((name, dimension, size, "|".join(unique([name, *forms]))))


def main() -> None:
    """Writes both tables."""
    options = command_line(__doc__, output=True).parse_args()
    locale = Locale("en")
    source = (
        "# Built by scripts/train/units.py from Unicode CLDR (Unicode License v3)"
        f" by way of babel {babel.__version__}\n"
        "# and scripts/train/{}_by_hand.tsv; change those, not this file.\n"
    )
    currencies = source.format("currencies") + "# code, names, symbols\n" + "\n".join(currency_rows(locale)) + "\n"
    units = source.format("units") + "# name, dimension, size in the dimension's base unit, forms\n"
    units += "\n".join(merged(unit_rows(locale))) + "\n"
    (options.output / "currencies.tsv").write_text(currencies, encoding="utf-8")
    (options.output / "units.tsv").write_text(units, encoding="utf-8")


if __name__ == "__main__":
    main()
