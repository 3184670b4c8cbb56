"""What rusus finds in every text of the case rows and in the annotated articles, as lines that can be read as a diff.

`python -m scripts.evaluate.golden` writes them to tests/golden/recorded; a test in each package compares its own file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from difflib import unified_diff
from functools import cache, partial
from importlib import import_module
from itertools import chain, product
from pkgutil import walk_packages
from types import ModuleType
from zlib import crc32

import pytest
from conftest import CASES, ROOT, WIKINEWS, rows

import rusus
from rusus.matching.agreement import agree, comparable, same_noun
from rusus.matching.groups import statement_count
from rusus.matching.roles import role
from rusus.model import Quantity, Quotation, Segmentation, Span
from rusus.pipeline import explain_numbers, explain_quotations, segment
from rusus.quantities.decisions import Decision
from rusus.quantities.modifiers.period_dates import period_dates
from rusus.quotations.explain import Judged
from rusus.similarity.statements import statements
from rusus.speakers.entities import find_entities
from rusus.vocabulary import MATCH_THRESHOLD

RECORDED = ROOT / "tests" / "golden" / "recorded"
TEXTS = ("text", "ours", "theirs")
"""Keys of case rows that hold a text."""
NUMBERS = ("articles*", "quantities*", "numerals*", "decisions*", "comparisons*", "periods*")
SPEECH = ("articles*", "attribut*", "indirect*", "quotations*", "speakers*", "matching_[ab]*", "matching_o*")
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


def pairs(*patterns: str) -> Iterator[tuple[str, str]]:
    """Yields the pairs of texts that the rows of the case files named so compare."""
    for row in chain.from_iterable(rows(path) for each in patterns for path in sorted(CASES.glob(f"{each}.jsonl"))):
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


def decision_line(text: str, decision: Decision) -> str:
    return columns(
        *(decision.start, text[decision.start : decision.end], decision.verdict, decision.rule),
        *(decision.kind, decision.kind_rule),
    )


def judgement_line(judged: Judged) -> str:
    """A stretch or clause and the verdict on it, with the scores of its reasons; their features have their own file."""
    scores = "; ".join(found[0] for found in map(SCORES.match, judged.reasons) if found)
    return columns(judged.start, judged.verdict, " ".join(judged.text.split())[:60], judged.source, judged.cue, scores)


SCORES = re.compile(r"[+-]?\d[^:]*|attribution: \w+|(?:cue|content|source|reported speech) \d[^:]*")


def name_lines(article: Segmentation) -> Iterator[str]:
    """Yields who is named in an article: the fullest name, kind and gender, all mentions, and who has which role."""
    found = find_entities(article)
    for entity in found.entities:
        names = [found.names[i] for i in entity.mentions]
        mentions = (" ".join((*name.titles, *name.words)) + f" {name.first}" for name in names)
        yield columns(entity.name, entity.kind, entity.gender, ", ".join(mentions))
    for word, holders in found.roles.items():
        yield columns("role", word, ", ".join(f"{found.entities[owner].name} {token}" for token, owner in holders))


def decisions() -> Iterator[str]:
    """Yields what became of every number, kept or not, and by which rules."""
    return of_each_text(
        NUMBERS, lambda document: (decision_line(document.text, each) for each in explain_numbers(document))
    )


def judgements() -> Iterator[str]:
    """Yields every stretch between marks and every clause that may be a quotation, also those that are none."""
    return of_each_text(SPEECH, lambda document: map(judgement_line, explain_quotations(document)))


def names() -> Iterator[str]:
    return of_each_text(SPEECH, lambda document: name_lines(segment(document.text)))


def comparisons() -> Iterator[str]:
    """Yields whether each quantity of a text agrees with each of the text that it is compared with."""
    return of_each_two_quantities(lambda mine, other: (rusus.compare(mine, other), rusus.compare(other, mine)))


def agreements() -> Iterator[str]:
    """Yields the same as matching has it, whether the two may stand for one thing, and may count the same."""
    return of_each_two_quantities(
        lambda mine, other: (
            *(agree(mine, other), agree(other, mine)),
            "comparable" if comparable(mine, other) else None,
            "one noun" if same_noun(mine, other) else None,
        )
    )


def of_each_two_quantities(values: Callable[[Quantity, Quantity], Iterable[object]]) -> Iterator[str]:
    """Yields a line for each quantity of a text and each of the text that it is compared with, each line once."""
    lines = {}
    for ours, theirs in pairs("comparisons", "matching*"):
        for mine, other in product(*((*found.quantities, *found.asides) for found in (extract(ours), extract(theirs)))):
            line = columns(*(f"{each.comparator} {each.text} {each.unit}" for each in (mine, other)))
            if line not in lines:
                lines[line] = columns(line, *values(mine, other))
    yield from lines.values()


def roles() -> Iterator[str]:
    """Yields what happened to what the numbers in pairs of texts count."""
    for text in dict.fromkeys(chain.from_iterable(pairs("matching*"))):
        for statement in statements(extract(text)):
            for quantity in statement.quantities:
                if found := role(statement, quantity):
                    yield columns(quantity.text, quantity.unit, found, title(statement.text))


def periods() -> Iterator[str]:
    """Yields the days of each period that numbers belong to or that a case row asks about, on the days of PUBLISHED."""
    found = [
        quantity.period.text for text in texts(*NUMBERS) for quantity in extract(text).quantities if quantity.period
    ]
    for period in dict.fromkeys([*found, *(row["period"] for row in rows("periods.jsonl"))]):
        for day in PUBLISHED:
            yield columns(" ".join(period.split()), day, *period_dates(period, day))


PUBLISHED = (None, "2019-02-15", "2020-12-31")


def matching() -> Iterator[str]:
    """Yields the verdicts and differences of each pair."""
    return of_each_pair("matching*")


def unlikely_matching() -> Iterator[str]:
    """Yields the same of short pairs, also of sentences that are too unlike to match."""
    return of_each_pair(*SHORT_PAIRS, threshold=UNLIKELY)


SHORT_PAIRS = ("matching_[des]*", "matching_pairs")
UNLIKELY = 0.05


def of_each_pair(*patterns: str, threshold: float = MATCH_THRESHOLD) -> Iterator[str]:
    for ours, theirs in pairs(*patterns):
        yield from (title(ours), title(theirs))
        for match in rusus.match(extract(ours), [extract(theirs)], threshold):
            differences = (f"{each.kind}: {each.ours} / {each.theirs}" for each in match.differences)
            yield columns(match.start, match.other_start, match.verdict, match.score, "; ".join(differences))


def groups() -> Iterator[str]:
    """Yields the sentences that stand in several articles of matching_pairs.jsonl, and from how many sources."""
    articles = [
        replace(extract(text), name=f"{at:03}")
        for at, text in enumerate(dict.fromkeys(chain.from_iterable(pairs("matching_pairs"))))
    ]
    matches = [found for at, each in enumerate(articles) for found in rusus.match(each, articles[at + 1 :])]
    for sizes in (None, {each.name: statement_count(each) for each in articles}):
        for group in rusus.group_matches(matches, sizes):
            counts = " ".join(f"{verdict}={count}" for verdict, count in group.verdicts.items())
            yield columns(group.text[:60], group.articles, group.sources, " ".join(group.files), counts)


class Calls:
    """Counts the calls of a function and keeps a digest of all that it returned, in order."""

    def __init__(self, function: Callable[..., Iterable[object]]) -> None:
        self.function, self.count, self.digest = function, 0, crc32(b"")

    def __call__(self, *arguments: object, **named: object) -> Iterable[object]:
        returned = self.function(*arguments, **named)
        values = returned if isinstance(returned, (list, tuple, dict)) else list(returned)
        self.count += 1
        self.digest = crc32(repr(values).encode(), self.digest)
        return values


def feature_functions(package: str) -> Iterator[tuple[ModuleType, str]]:
    """Yields the functions of a package that make the features and numbers that a model reads: their names say so."""
    for info in walk_packages(rusus.__path__, "rusus."):
        if info.name.startswith(f"rusus.{package}."):
            module = import_module(info.name)
            for name, value in vars(module).items():
                if FEATURES.search(name) and getattr(value, "__module__", "") == info.name and callable(value):
                    yield module, name


FEATURES = re.compile(r"_features$|^features_of|^(?:list_analyses|measures|gate_numbers)$")


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
    "matching-agreements": agreements,
    "matching-groups": groups,
    "matching-roles": roles,
    "matching-unlikely": unlikely_matching,
    "comparisons": comparisons,
    "decisions": decisions,
    "periods": periods,
    "judgements": judgements,
    "names": names,
    **{f"{package}-features": partial(features, package) for package in ("quantities", "quotations", "speakers")},
}


def difference(name: str) -> list[str]:
    """The lines in which what is found differs from what is recorded under a name of FILES."""
    recorded = (RECORDED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return list(unified_diff(recorded, list(FILES[name]()), "recorded", "found", n=1, lineterm=""))
