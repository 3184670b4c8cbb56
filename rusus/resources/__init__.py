"""Packaged data: word lists as text, tables and weights as JSON, each with its provenance inside."""

from __future__ import annotations

import json
from functools import cache
from pkgutil import get_data
from typing import Any


@cache
def read_text(name: str) -> str:
    """Returns the text of the resource ``name``."""
    # pkgutil and not importlib.resources, which costs every start 6 ms more and finds the same.
    data = get_data(__name__, name)
    if data is None:
        raise FileNotFoundError(name)
    return data.decode("utf-8")


@cache
def read_json(name: str) -> Any:
    """Returns the JSON value of the resource ``name``; callers must not change it."""
    return json.loads(read_text(name))


@cache
def read_lists(name: str) -> dict[str, tuple[str, ...]]:
    """Returns the sections of a word list: ``[name]`` lines open a section, ``#`` starts a comment, one entry a line."""
    sections: dict[str, list[str]] = {}
    current: list[str] = sections.setdefault("", [])
    for line in read_text(name).splitlines():
        entry = line.partition("#")[0].strip()
        if entry.startswith("[") and entry.endswith("]"):
            current = sections.setdefault(entry[1:-1], [])
        elif entry:
            current.append(entry)
    return {section: tuple(entries) for section, entries in sections.items()}


def read_rows(name: str) -> list[list[str]]:
    """Returns the cells of each row of a table, divided by tabs; a line that begins with # is a comment."""
    return [line.split("\t") for line in read_text(name).splitlines() if line and line[0] != "#"]


@cache
def read_weights(name: str) -> dict[str, float]:
    """Returns the weight of each feature of a table, a logarithm of odds."""
    return {feature: float(weight) for feature, weight in read_rows(name)}


@cache
def entries(name: str, *sections: str) -> frozenset[str]:
    """Returns the entries of some sections of a word list, each a line: a word or a phrase."""
    return frozenset(entry for section in sections for entry in read_lists(name)[section])


@cache
def words(name: str, *sections: str) -> frozenset[str]:
    """Returns the words of some sections of a word list, however many stand on a line."""
    return frozenset(word for section in sections for entry in read_lists(name)[section] for word in entry.split())
