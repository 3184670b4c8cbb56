"""Brackets: a text with what was resolved in it, as editors mark what they put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rusus.model import Resolved
from rusus.vocabulary import ResolvedPlace

_BRACKETS: Mapping[ResolvedPlace, str] = {"instead": "[{}]", "before": "[{}] ", "after": " [{}]"}


def with_brackets(text: str, start: int, resolved: Sequence[Resolved]) -> str:
    """Returns a text that begins at an offset, word for word, with what was resolved in it in square brackets."""
    parts, at = [], start
    for each in resolved:
        until = each.end if each.place == "after" else each.start
        parts += [text[at - start : until - start], _BRACKETS[each.place].format(each.inserted)]
        at = each.end if each.place == "instead" else until
    return "".join([*parts, text[at - start :]])
