"""Rules as values: an ordered tuple of named functions, of which the first that has an opinion decides.

A rule has a one-line docstring that gives an example, and answers with a value, or with None where it has no opinion.
Its name is the reason that ``rusus statistics --explain`` prints. tests/test_rules.py asks that every rule of every
tuple named RULES or …_RULES decides at least one case row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

Place = TypeVar("Place")
Answer = TypeVar("Answer")


class once(Generic[Answer]):  # noqa: N801
    """A property that is worked out when it is first asked for: functools.cached_property without its lock.

    Before Python 3.12 the lock costs more than most of what is asked of a number.
    """

    def __init__(self, ask: Callable[[Any], Answer]) -> None:
        self.ask, self.name, self.__doc__ = ask, ask.__name__, ask.__doc__

    def __get__(self, place: Any, owner: type) -> Answer:
        answer = place.__dict__[self.name] = self.ask(place)
        return answer


def decide(rules: Sequence[Callable[[Place], Answer | None]], place: Place) -> tuple[Answer, str] | None:
    """Returns what the first rule with an opinion answers, and its name; None where none has one."""
    for rule in rules:
        answer = rule(place)
        if answer is not None:
            return answer, rule.__name__
    return None


def reason(rules: Sequence[Callable[[Place], bool | None]], place: Place) -> str:
    """Returns the name of the first rule with an opinion where it says yes; "" where it says no or none has one."""
    for rule in rules:
        answer = rule(place)
        if answer is not None:
            return rule.__name__ if answer else ""
    return ""
