"""Enumerations: the items of a list that a paragraph runs together ("1) The first 2) The second")."""

from __future__ import annotations

import re
from collections.abc import Iterator

BULLETS = "•◦▪‣·⁃●■"
MARKER = re.compile(r"\(?(?P<number>\d{1,3})[.)]{1,2}(?=\s)|\(?(?P<letter>[a-z])[.)]{1,2}(?=\s)")
BULLET = re.compile(rf"[{BULLETS}](?=\s?\S)")


def _place(marker: re.Match[str]) -> int:
    """Returns the place of a marker in its row: 1 for "1." and for "a)"."""
    return int(marker["number"]) if marker["number"] else ord(marker["letter"]) - ord("a") + 1


def find_items(text: str, start: int, end: int) -> Iterator[int]:
    """Yields the offsets at which the second and later items of a block begin, where the block begins with the first.

    The markers have to count on, one by one, in one style.
    """
    if text[start] in BULLETS:
        bullets = (found.start() for found in BULLET.finditer(text, start + 1, end))
        yield from (bullet for bullet in bullets if text[bullet - 1].isspace())
        return
    first = MARKER.match(text, start, end)
    if not first or _place(first) != 1:
        return
    due, style = 2, first.lastgroup
    for found in MARKER.finditer(text, first.end(), end):
        if found.lastgroup == style and text[found.start() - 1].isspace() and _place(found) == due:
            yield found.start()
            due += 1
