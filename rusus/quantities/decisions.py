"""Decisions: what became of each number of an article, and the rule that decided so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of the number at ``text[start:end]``.

    ``verdict`` is kept (a statistic), set aside (a quantity that is none) or left out (no quantity), and ``rule`` the
    name of the rule that decided so; ``kind`` is what the number was read as, ``kind_rule`` the rule that decided that.
    """

    start: int
    end: int
    verdict: str
    rule: str
    kind: str
    kind_rule: str
