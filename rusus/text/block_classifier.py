"""Which blocks are not article text: a linear scorer over words and shapes that give away captions, credits, kickers and notices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusus.resources import read_weights
from rusus.text.linear_model import total

WEIGHTS = "block_weights.tsv"

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
MOST = 400
"""Characters that are looked at: a caption or a notice shows in its first sentences."""
TAIL = 110
"""Characters at the end in which the credit of a picture stands."""
SIZES = (1, 3, 6, 10, 16, 25, 40, 60)
CLOSING = frozenset(".!?…:\"”’')]")
BRACKETS = frozenset("([")

WORD_CLASSES = {
    "pronoun": frozenset("he she they we it i his her their".split()),
    "said": frozenset("said says told added according".split()),
    "past": frozenset("was were had did been would".split()),
    "seen": frozenset("seen pictured shown displayed photographed escorted handout undated".split()),
}

# A shape is looked for where the mark before it stands, which spares most blocks the pattern.
SHAPES = (
    ("link", "/", re.compile(r"https?://|www\.|\w\.(?:com|org|net|rs|ms|ly|co|gov|edu|uk)/")),
    ("mail", "@", re.compile(r"\S@\w")),
    ("equals", "=", re.compile(r"=\s?[\d$]")),
    ("quotation", '"', re.compile('"')),
    ("quotation", "“", re.compile("“")),
    ("quotation", "''", re.compile("''")),
)
YEAR = re.compile(r" (?:19|20)\d\d\b")
DATE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d{1,2}, )?(?:19|20)\d\d\b")
LABEL = re.compile(r"\W?\w+(?: \w+)?:\s*\S")
CREDIT = re.compile(r"[A-Za-z]/ ?[A-Z][^/.!?]{1,40}(?:/[^/.!?]{1,30})?[.)\]]*\Z")


def find_features(block: str, place: int, count: int) -> Iterator[str]:
    """Yields the features of a block, the ``place``-th of ``count`` in its text, each once.

    Words count where they are written small, so that names and topics of the training articles do not.
    """
    head = block[:MOST]
    words = WORD.findall(head)
    small = dict.fromkeys(filter(str.islower, words))
    yield from small
    if words:
        yield f"first={words[0].lower()}"
        yield f"last={words[-1].lower()}"
    size = len(block) // 6
    yield f"words={next((bound for bound in SIZES if size <= bound), 99)}"
    yield f"from start={min(place, 1)}"
    yield f"from end={min(count - 1 - place, 1)}"
    yield from _shapes(head, block[-TAIL:])
    yield from (f"is {name}" for name, members in WORD_CLASSES.items() if not members.isdisjoint(small))


def _shapes(head: str, tail: str) -> Iterator[str]:
    if head[-1] not in CLOSING:
        yield "is no final mark"
    elif head[0] in BRACKETS and head[-1] in ")].":
        yield "is in brackets"
    if head.isupper():
        yield "is capitals"
    yield from dict.fromkeys(f"is {name}" for name, mark, shape in SHAPES if mark in head and shape.search(head))
    if "/" in tail and CREDIT.search(tail):
        yield "is credit"
    if YEAR.search(head) and DATE.search(head):
        yield "is date with year"
    if LABEL.match(head):
        yield "is colon"


def score_block(block: str, place: int, count: int) -> float:
    """Returns the log-odds that a block, the ``place``-th of ``count``, is no article text.

    A logistic regression trained on the "NA" sentences of NewsDiscourse (Choubey et al. 2020); its scores
    stand in the resource.
    """
    weights = read_weights(WEIGHTS)
    return weights["bias"] + total(weights, find_features(block, place, count))
