"""Words around numbers, by what they do: sections of ``resources/quantities.txt`` and ``resources/nouns.txt``."""

from __future__ import annotations

from functools import partial

from rusus.resources import entries

listed = partial(entries, "quantities.txt")
"""Returns sections of ``quantities.txt``."""
nouns = partial(entries, "nouns.txt")
"""Returns sections of ``nouns.txt``: words in and around counted noun phrases."""
