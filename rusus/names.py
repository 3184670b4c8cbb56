"""Names: the persons and organizations of an article, with the fullest form of each."""
from __future__ import annotations

import re

from rusus.model import Span

_NAME = re.compile(r"[^\W\d_a-z](?:[\w’'-]*|[\w]{0,3}\.)(?: (?:(?:of|the|for|de|van|von|bin|al) )?[^\W\d_a-z][\w’'-]*)*")


def find_names(text: str) -> list[Span]:
    """Returns the capitalised names of a text in order."""
    return [Span(found.start(), found.end(), found[0]) for found in _NAME.finditer(text)]
