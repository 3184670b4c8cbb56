"""Normalization: one form, and one id, for sentences that differ only in marks, case and white space."""

from __future__ import annotations

import unicodedata
from hashlib import blake2b

_ID_BYTES = 8

# Marks that typesetting varies and readers do not tell apart. NFKC has already made an ellipsis three points.
_MARKS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´‹›", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)


def normalize(text: str) -> str:
    """Returns ``text`` in NFKC and lower case, with plain marks and single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    return " ".join(text.lower().replace("''", '"').replace("``", '"').replace("‘‘", '"').replace("’’", '"').split())


def sentence_id(text: str) -> str:
    """Returns 16 hex digits that are the same for the same sentence in every article."""
    return blake2b(normalize(text).encode("utf-8", "surrogatepass"), digest_size=_ID_BYTES).hexdigest()
