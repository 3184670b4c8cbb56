"""Claim kinds: what a sentence claims, by rules over its signs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rusus.resources import read_text

RULES = "claim_kinds.txt"
KINDS = ("quantity", "prediction", "experience")
"""Full Fact's kinds of claim that rules find nine times in ten: a quantity, a prediction, a personal experience.

Its other kinds (comparison or trend, causation, law or rule, event, state of affairs) are not told apart well enough.
"""


@cache
def _rules() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    """Returns kind and conditions of each rule, in the order of the resource; one sign of each condition must hold."""
    lines = (line.partition("#")[0].strip() for line in read_text(RULES).splitlines())
    rules = (line.partition(": ") for line in lines if line)
    return tuple((kind, tuple(frozenset(part.split("|")) for part in wanted.split())) for kind, _, wanted in rules)


def find_kind(signs: Iterable[str]) -> str | None:
    """Returns one of ``KINDS`` for a sentence with these signs (``features.Features.signs``), or None where none fits.

    Source: the annotation scheme of Konstantinovskiy et al. 2018 (Full Fact).
    """
    found = frozenset(signs)
    for kind, wanted in _rules():
        if not any(map(found.isdisjoint, wanted)):
            return kind
    return None
