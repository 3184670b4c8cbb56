"""Words that tell what a number measures: sections of ``resources/measured.txt``."""

from __future__ import annotations

from functools import cache, partial

from rusus.resources import words

measured_words = cache(partial(words, "measured.txt"))
"""Returns the words of sections of ``measured.txt``."""

VERB_CLASSES = ("be", "have", "pay", "cost", "say", "value", "deal")
"""Sections of ``measured.txt`` that are classes of verbs."""
