"""Packed weights: all weights of a word in one whole number, so that one sum adds up every score and hidden unit.

A row of ``claim_words.tsv`` has a number for each head, the squared rarity of the word, and a letter for each unit and
for what it says about checking first, as many places behind ``O`` in Unicode as the weight has steps::

    3 -1 0 12 4 9 OPNOOQOOOONOOOOOR

``pack`` gives each of them 32 bits of one number, ``unpack`` takes a number, or a sum of many, apart again::

    bit   0        32             128      160      192            672           704    736
          | claim  | check_worthy … prediction | rarity | unit 0 | …  unit 15 | first |

No sum leaves its field: a sentence has 400 words at most (``features.LONGEST``), a word four rows, a weight one byte.
"""

from __future__ import annotations

import struct

HEADS = ("claim", "check_worthy", "opinion", "subjective", "prediction")
"""The scores of a sentence."""
UNITS = 16
"""Hidden units: sums over the same features that count for all heads, where they are above zero."""
RARE = len(HEADS)
"""The column of the squared rarity, between those of the heads and the units."""
FIRST = RARE + 1 + UNITS
"""The column of what the words say about checking first (scripts/train/check_first.py), after those of the units."""
COLUMNS = FIRST + 1

ZERO = "O"
"""The letter of a weight of zero."""
MOST_STEPS = 46
"""A weight that is a letter has at most so many steps, so that every letter from ``!`` to ``}`` can be printed."""

_FIELD = 32
_SHIFTS = tuple(_FIELD * column for column in range(COLUMNS))
_HALVES = sum(1 << shift + _FIELD - 1 for shift in _SHIFTS)
_ZEROS = sum(ord(ZERO) << shift for shift in _SHIFTS[: COLUMNS - RARE - 1])
_FIELDS = struct.Struct(f"<{COLUMNS}i")


def pack(row: str) -> int:
    """Returns the weights of a row of the resource as one number; numbers of several rows may be added."""
    *numbers, letters = row.split(" ")
    lettered = int.from_bytes(letters.encode("utf-32-le"), "little") - _ZEROS
    return sum(int(value) << shift for value, shift in zip(numbers, _SHIFTS)) + (lettered << _SHIFTS[RARE + 1])


def unpack(total: int) -> tuple[int, ...]:
    """Returns the weights of a packed number by column, in steps: heads, squared rarity, units, first."""
    # A negative field borrows from the one above it. With half a field's range added to each, none is negative;
    # the exclusive or takes the halves off again, field by field, and leaves two's complement.
    return _FIELDS.unpack((total + _HALVES ^ _HALVES).to_bytes(_FIELDS.size, "little"))


def read_weights(row: str) -> tuple[int, ...]:
    """Returns the weights of a row of the resource by column, in steps."""
    return unpack(pack(row))
