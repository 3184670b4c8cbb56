"""Word lists: the sections of resources/quantities.txt, words around numbers by what they do."""

from __future__ import annotations

from functools import cache

from rusus.resources import read_lists


@cache
def listed(section: str) -> frozenset[str]:
    """Returns a section of ``resources/quantities.txt``."""
    return frozenset(read_lists("quantities.txt")[section])
