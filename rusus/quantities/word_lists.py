"""Words around numbers, by what they do: sections of ``resources/quantities.txt`` and ``resources/nouns.txt``."""

from __future__ import annotations

from functools import cache, partial

from rusus.resources import entries

listed = cache(partial(entries, "quantities.txt"))
"""Returns sections of ``quantities.txt``; cached here by a single name, because rules ask thousands of times."""
nouns = cache(partial(entries, "nouns.txt"))
"""Returns sections of ``nouns.txt``: words in and around counted noun phrases."""
