"""Punctuation: the quotation marks and dashes of English typesetting, and what people type for them.

One set for all packages: a mark that one part takes for a quotation mark is one for every other.
"""

from __future__ import annotations

STRAIGHT_QUOTES = frozenset(('"', "''"))
"""Double marks that open and close alike."""
OPENING_QUOTES = frozenset(("“", "„", "‟", "«", "``", "‘‘"))
CLOSING_QUOTES = frozenset(("”", "»", "’’"))
DOUBLE_QUOTES = STRAIGHT_QUOTES | OPENING_QUOTES | CLOSING_QUOTES
"""All double quotation marks as tokens."""

DASHES = frozenset(("—", "–", "-", "--", "―"))
"""Dashes as tokens, and a hyphen that stands alone for one."""
