"""Features of a block that tell article text from captions, credits, kickers and notices."""
from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
MOST = 400
"""Characters that are looked at: a caption or a notice shows in its first sentences."""

SHAPES = {
    "no final mark": re.compile(r"(?s).*[^.!?…:\"”’')\]]\Z"),
    "in brackets": re.compile(r"(?s)[(\[].*[)\]]\W?\Z"),
    "link": re.compile(r"(?s).*?(?:https?://|www\.|\b[\w-]+\.(?:com|org|net|rs|ms|ly|co|gov|edu|uk)/)"),
    "mail": re.compile(r"(?s).*?(?:\S@\w|\(at\))"),
    "credit": re.compile(r"(?s).*(?<=[A-Za-z])/ ?[A-Z][a-z]"),
    "date with year": re.compile(
        r"(?s).*?\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d{1,2}, )?(?:19|20)\d\d\b"
    ),
    "quotation": re.compile(r"(?s).*?(?:[\"“”]|'')"),
    "pronoun": re.compile(r"(?s).*?\b(?:he|she|they|we|it|He|She|They|We|It|I|his|her|their)\b"),
    "said": re.compile(r"(?s).*?\b(?:said|says|told|added|according)\b"),
    "past": re.compile(r"(?s).*?\b(?:was|were|had|did|been|would)\b"),
    "is seen": re.compile(
        r"(?s).*?\b(?:is|are) (?:seen|pictured|shown|displayed|photographed|escorted|led)\b|.*?\b(?:file|handout|undated)\b"
    ),
    "capitals": re.compile(r"[^a-z]*[A-Z]{3}[^a-z]*\Z"),
    "equals": re.compile(r"(?s).*=\s?[\d$]"),
    "colon": re.compile(r"\W?\w+(?: \w+)?:"),
}


def find_features(block: str, place: int, count: int) -> Iterator[str]:
    """Yields the features of a block, the ``place``-th of ``count`` in its text, each once.

    Words count where they are written small, so that names and topics of the training articles do not.
    """
    words = WORD.findall(block[:MOST])
    yield from dict.fromkeys(word for word in words if word.islower())
    if words:
        yield f"first={words[0].lower()}"
        yield f"last={words[-1].lower()}"
    yield f"words={_bucket(len(block) // 6)}"
    yield f"from start={min(place, 1)}"
    yield f"from end={min(count - 1 - place, 1)}"
    for name, shape in SHAPES.items():
        if shape.match(block[:MOST]):
            yield f"is {name}"


def _bucket(size: int) -> int:
    """Returns the least of a few sizes that is not below ``size``."""
    return next((bound for bound in (1, 3, 6, 10, 16, 25, 40, 60) if size <= bound), 99)
