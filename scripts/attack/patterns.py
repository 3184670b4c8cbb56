"""Attacks rusus with articles made from its own regular expressions, and names those that take too long.

    python -m scripts.attack.patterns

For each unbounded repetition in a pattern the article is what leads to it, its body many times over, and a character
that fits nowhere. Exponential cost shows at 25 repetitions, quadratic or worse at 3,000.
"""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
import re._parser as parser
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scripts import ROOT, command_line

TRIED = ' a1A-.,"x/:_#(\n%$és’“'
"""Characters that stand for the classes of a pattern."""
REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_PLAIN = ("LITERAL", "RANGE")
UNBOUNDED, FEW, MANY = 50, 25, 3_000
LEAST_PATTERNS = 100
SLOW, SLOW_EACH = 0.3, 0.0001
"""Seconds for an article, and for each of its characters, from which it is named."""


def patterns() -> dict[tuple[str, int], str]:
    """Returns each pattern that rusus compiles, with its flags, and where; those made late by running an article."""
    found: dict[tuple[str, int], str] = {}
    compile_pattern = re.compile

    def noted(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        compiled = compile_pattern(pattern, flags)
        caller = sys._getframe(1)
        if isinstance(pattern, str) and ROOT / "rusus" in Path(caller.f_code.co_filename).parents:
            found[pattern, int(compiled.flags)] = f"{Path(caller.f_code.co_filename).name}:{caller.f_lineno}"
        return compiled

    re.compile = noted  # type: ignore[assignment]
    import rusus

    for module in pkgutil.walk_packages(rusus.__path__, "rusus."):
        if module.name != "rusus.__main__":
            importlib.import_module(module.name)
    text = (ROOT / "data" / "articles" / "russia-us-ties.txt").read_text(encoding="utf-8")
    document = rusus.extract(text)
    rusus.extract(f"# A\n\n- x\n{text}", markup="markdown")
    rusus.match(document, [document])
    re.compile = compile_pattern
    return found


def extract(text: str, name: str, markup: str) -> object:
    """Runs an article; rusus is imported late, so that its patterns are seen."""
    import rusus

    return rusus.extract(text, name, markup)


def fitting(name: str, value: Any) -> list[str]:
    """Returns some characters that a part of a pattern takes."""
    if name == "LITERAL":
        return [chr(value)]
    if name == "ANY":
        return [" ", "a", "1"]
    if name == "NOT_LITERAL":
        return [mark for mark in TRIED if ord(mark) != value][:4]
    if name != "IN":
        return []
    taken = [mark for mark in TRIED if _is_in(mark, value)][:5]
    return taken or [chr(each if kind == "LITERAL" else each[0]) for kind, each in _named(value) if kind in _PLAIN][:1]


def _named(parts: Sequence[tuple[Any, Any]]) -> Iterator[tuple[str, Any]]:
    return ((str(kind), value) for kind, value in parts)


def _is_in(mark: str, parts: Sequence[tuple[Any, Any]]) -> bool:
    """True if a character class takes a character."""
    classes = {"DIGIT": mark.isdigit(), "SPACE": mark.isspace(), "WORD": mark.isalnum() or mark == "_"}
    held = negated = False
    for kind, value in _named(parts):
        if kind == "NEGATE":
            negated = True
        elif kind == "LITERAL":
            held |= ord(mark) == value
        elif kind == "RANGE":
            held |= value[0] <= ord(mark) <= value[1]
        elif kind == "CATEGORY":
            name = str(value).removeprefix("CATEGORY_")
            held |= not classes[name[4:]] if name.startswith("NOT_") else classes[name]
    return held != negated


def samples(parts: Sequence[tuple[Any, Any]], most: int = 3) -> list[str]:
    """Returns a few texts that a part of a pattern matches (looking ahead and back left out)."""
    texts = [""]
    for name, value in _named(parts):
        options: list[str] = [""]
        if name in REPEATS:
            inner = samples(value[2], 2)
            options = [each * value[0] for each in inner[:2]] if value[0] else ["", *inner[:1]]
        elif name == "SUBPATTERN":
            options = samples(value[3], most)
        elif name == "BRANCH":
            options = [text for branch in value[1][:6] for text in samples(branch, 1)[:1]]
        elif name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            options = fitting(name, value)[:most]
        texts = list(dict.fromkeys(text + option for text in texts for option in options or [""]))[:6]
    return texts


def bodies(parts: Sequence[tuple[Any, Any]]) -> list[str]:
    """Returns what a repetition may repeat: texts of its body, and of each of its branches."""
    found = samples(parts, 5)
    for name, value in _named(parts):
        inner = value[3] if name == "SUBPATTERN" else [(name, value)]
        for kind, branches in _named(inner):
            if kind == "BRANCH":
                found += [text for branch in branches[1] for text in samples(branch, 3)]
    return [text for text in dict.fromkeys(found) if text][:14]


def attacks(parts: Sequence[tuple[Any, Any]], leads: list[str]) -> Iterator[tuple[str, str]]:
    """Yields (what leads to a repetition, what it repeats) for each unbounded repetition."""
    for part in parts:
        name, value = str(part[0]), part[1]
        if name in REPEATS:
            if value[1] > UNBOUNDED:
                yield from itertools.product(leads[:4], bodies(value[2]))
            yield from attacks(value[2], leads[:3])
        elif name == "SUBPATTERN":
            yield from attacks(value[3], leads[:4])
        elif name == "BRANCH":
            for branch in value[1]:
                yield from attacks(branch, leads[:2])
        leads = list(dict.fromkeys(lead + text for lead in leads for text in samples([part])))[:6]


def seconds(text: str, markup: str) -> float:
    """Returns the time that an article takes."""
    began = time.process_time()
    extract(text, "a", markup)
    return time.process_time() - began


def main() -> None:
    """Runs the script."""
    command_line(__doc__).parse_args()
    found = patterns()
    if len(found) < LEAST_PATTERNS:
        sys.exit(f"Only {len(found)} patterns were seen: the attack would try almost nothing.")
    articles: dict[str, str] = {}
    for (source, flags), where in sorted(found.items(), key=lambda each: each[1]):
        for lead, body in attacks(list(parser.parse(source, flags & ~re.DEBUG)), [""]):
            for times, end in itertools.product((FEW, MANY), ("\x01", "x")):
                articles.setdefault(lead + body * times + end, where)
    named = 0
    for (text, where), markup in itertools.product(articles.items(), ("plain", "markdown")):
        if (took := seconds(text, markup)) > max(SLOW, SLOW_EACH * len(text)):
            named += 1
            print(f"{where:24} {markup:8} {took:6.2f} s for {len(text)} characters  {text[:60]!r}", flush=True)
    print(f"{len(found)} patterns, {2 * len(articles)} articles, {named} slow")


if __name__ == "__main__":
    main()
