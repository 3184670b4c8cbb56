"""Every named rule decides at least one case row: a rule that no row decides is a rule that nobody needs.

Rules are the functions in module-level tuples whose name ends in RULES, anywhere in rusus.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from conftest import CASES, rows

import rusus
from rusus.similarity import same_event
from rusus.speakers import name_rules

TEXTS = ("text", "ours", "theirs")
"""Keys of case rows that hold a text to run."""


def rule_tuples() -> dict[tuple[str, str], tuple[Callable[..., Any], ...]]:
    """The tuples of rules by module and name."""
    found = {}
    for info in pkgutil.walk_packages(rusus.__path__, "rusus."):
        if info.name == "rusus.__main__":
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            own = isinstance(value, tuple) and value and all(callable(rule) for rule in value)
            if name.endswith("RULES") and own and value[0].__module__.startswith("rusus."):
                found[info.name, name] = value
    return found


def texts() -> list[str]:
    """The texts of all case rows, each once."""
    every = (row for path in sorted(CASES.glob("*.jsonl")) for row in rows(path))
    return list(dict.fromkeys(row[key] for row in every for key in TEXTS if isinstance(row.get(key), str)))


def pairs() -> list[tuple[rusus.Document, rusus.Document]]:
    """The pairs of texts that rows compare, each with its date where the row gives one."""
    every = (row for path in sorted(CASES.glob("*.jsonl")) for row in rows(path))
    compared = [row for row in every if isinstance(row.get("ours"), str) and "theirs" in row]
    return [tuple(rusus.extract(row[side], date=row.get(f"{side}_date")) for side in TEXTS[1:]) for row in compared]


def test_every_rule_decides_a_case_row(monkeypatch: pytest.MonkeyPatch) -> None:
    decided: Counter[str] = Counter()

    def counted(rule: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(rule)
        def asked(*arguments: Any) -> Any:
            answer = rule(*arguments)
            decided[f"{rule.__module__}.{rule.__name__}"] += answer is not None
            return answer

        return asked

    rules = rule_tuples()
    for (module, name), members in rules.items():
        monkeypatch.setattr(importlib.import_module(module), name, tuple(map(counted, members)))
    # What other tests have asked is remembered, so that no rule would be asked again.
    same_event._same_event.cache_clear()
    name_rules.kind_alone.cache_clear()
    for text in texts():
        rusus.extract(text)
    for first, second in pairs():
        rusus.match(first, [second])
        for quantity in first.quantities:
            for other in second.quantities:
                rusus.compare(quantity, other)
    expected = {f"{rule.__module__}.{rule.__name__}" for members in rules.values() for rule in members}
    assert {name for name in expected if not decided[name]} == set()
