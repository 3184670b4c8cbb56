"""What rusus finds in every text of the case rows and in the annotated articles, as lines that can be read as a diff.

`python -m scripts.evaluate.golden` writes them to tests/golden/recorded; a test in each package compares its own file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from difflib import unified_diff
from functools import cache, partial
from importlib import import_module
from itertools import chain
from pkgutil import walk_packages
from types import ModuleType
from zlib import crc32

import pytest
from conftest import CASES, ROOT, WIKINEWS, rows

import rusus
from rusus.model import Quantity, Quotation, Span

RECORDED = ROOT / "tests" / "golden" / "recorded"
TEXTS = ("text", "ours", "theirs")
"""Keys of case rows that hold a text."""
NUMBERS = ("quantities*", "numerals*", "decisions*", "comparisons*", "periods*")
SPEECH = ("attribut*", "indirect*", "quotations*", "speakers*", "matching_[ab]*", "matching_o*")
"""Case files whose texts are about numbers, and about who said what."""


def texts(*patterns: str) -> Iterator[str]:
    """Yields the texts of the case files that are named so, and of the annotated articles, each once."""
    return chain.from_iterable(texts_by_file(*patterns).values())


def texts_by_file(*patterns: str) -> dict[str, list[str]]:
    """The same texts by the name of their file; a text that stands in several counts for the first."""
    found: dict[str, str] = {}
    for path in (*(path for each in patterns for path in sorted(CASES.glob(f"{each}.jsonl"))), WIKINEWS):
        for row in rows(path):
            for text in (row[key] for key in TEXTS if isinstance(row.get(key), str)):
                found.setdefault(text, path.stem)
    return {name: [text for text, file in found.items() if file == name] for name in dict.fromkeys(found.values())}


def pairs() -> Iterator[tuple[str, str]]:
    """Yields the pairs of texts that case rows compare."""
    for row in chain.from_iterable(map(rows, sorted(CASES.glob("matching*.jsonl")))):
        if isinstance(row.get("ours"), str) and isinstance(row.get("theirs"), str):
            yield row["ours"], row["theirs"]


extract = cache(rusus.extract)


def title(text: str) -> str:
    """A text in a heading: its first words."""
    return "# " + " ".join(text.split())[:100]


def columns(*values: object) -> str:
    """Values in a line, empty ones as a dash."""
    return " | ".join("-" if value is None or value == "" else shown(value) for value in values)


def shown(value: object) -> str:
    """A value as a word or two: spans by their text, probabilities to three places."""
    if isinstance(value, Span):
        return " ".join(value.text.split())
    return f"{value:.3f}" if isinstance(value, float) else " ".join(str(value).split())


def amount(quantity: Quantity) -> str:
    """The numbers of a quantity as its fields give them, to ten digits."""
    names = ("value", "low", "high", "before", "after", "precision")
    given = ((name, getattr(quantity, name)) for name in names)
    return " ".join(f"{name}={value:.10g}" for name, value in given if value is not None)


def quantity_line(quantity: Quantity) -> str:
    kind = quantity.kind if quantity.evidence else f"({quantity.kind})"
    return columns(
        *(quantity.start, quantity.text, kind, amount(quantity), quantity.unit, quantity.comparator),
        *(quantity.trend, quantity.of, quantity.period),
    )


def quotation_line(quotation: Quotation) -> str:
    spans = " … ".join(shown(span) for span in quotation.spans)
    return columns(quotation.start, quotation.kind, quotation.type, spans, quotation.cue, quotation.probability)


def speaker_line(quotation: Quotation) -> str:
    return columns(
        *(quotation.start, quotation.source, quotation.speaker, quotation.speaker_role),
        quotation.speaker_probability,
    )


def of_each_text(patterns: Iterable[str], lines: Callable[[rusus.Document], Iterable[str]]) -> Iterator[str]:
    """Yields what is found in each text under its heading; a text in which nothing is found is left out."""
    for text in texts(*patterns):
        if found := list(lines(extract(text))):
            yield from (title(text), *found)


def quantities() -> Iterator[str]:
    return of_each_text(NUMBERS, lambda document: map(quantity_line, (*document.quantities, *document.asides)))


def quotations() -> Iterator[str]:
    return of_each_text(SPEECH, lambda document: map(quotation_line, document.quotations))


def speakers() -> Iterator[str]:
    return of_each_text(SPEECH, lambda document: map(speaker_line, document.quotations))


def matching() -> Iterator[str]:
    """Yields the verdicts and differences of each pair."""
    for ours, theirs in pairs():
        yield from (title(ours), title(theirs))
        for match in rusus.match(extract(ours), [extract(theirs)]):
            differences = (f"{each.kind}: {each.ours} / {each.theirs}" for each in match.differences)
            yield columns(match.start, match.other_start, match.verdict, match.score, "; ".join(differences))


class Calls:
    """Counts the calls of a function and keeps a digest of all that it returned, in order."""

    def __init__(self, function: Callable[..., Iterable[object]]) -> None:
        self.function, self.count, self.digest = function, 0, crc32(b"")

    def __call__(self, *arguments: object, **named: object) -> Iterable[object]:
        returned = self.function(*arguments, **named)
        values = returned if isinstance(returned, (list, tuple)) else list(returned)
        self.count += 1
        self.digest = crc32(repr(values).encode(), self.digest)
        return values


def feature_functions(package: str) -> Iterator[tuple[ModuleType, str]]:
    """Yields the functions of a package that make features for a model: their names say so."""
    for info in walk_packages(rusus.__path__, "rusus."):
        if info.name.startswith(f"rusus.{package}."):
            module = import_module(info.name)
            for name, value in vars(module).items():
                if FEATURES.search(name) and getattr(value, "__module__", "") == info.name and callable(value):
                    yield module, name


FEATURES = re.compile(r"_features$|^features_of")


def features(package: str) -> Iterator[str]:
    """Yields how often each function that makes features was called for a file's texts, and a digest of them all.

    Weights are keyed by features: a feature that is made in another way than the weights were trained on is an error
    that shows in no single record.
    """
    for name, of_file in texts_by_file(*(NUMBERS if package == "quantities" else SPEECH)).items():
        with counted(package) as calls:
            for text in of_file:
                rusus.extract(text)
        yield from (columns(name, each, call.count, f"{call.digest:08x}") for each, call in calls.items() if call.count)


@contextmanager
def counted(package: str) -> Iterator[dict[str, Calls]]:
    """Counts the calls of a package's feature functions, wherever they were imported to."""
    calls = {}
    with pytest.MonkeyPatch.context() as patch:
        for home, name in feature_functions(package):
            function = getattr(home, name)
            calls[f"{home.__name__}.{name}"] = call = Calls(function)
            for module in [module for key, module in sys.modules.items() if key.startswith("rusus.")]:
                if vars(module).get(name) is function:
                    patch.setattr(module, name, call)
        yield calls


FILES: dict[str, Callable[[], Iterator[str]]] = {
    "quantities": quantities,
    "quotations": quotations,
    "speakers": speakers,
    "matching": matching,
    **{f"{package}-features": partial(features, package) for package in ("quantities", "quotations", "speakers")},
}


def difference(name: str) -> list[str]:
    """The lines in which what is found differs from what is recorded under a name of FILES."""
    recorded = (RECORDED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return list(unified_diff(recorded, list(FILES[name]()), "recorded", "found", n=1, lineterm=""))
