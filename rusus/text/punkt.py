"""Punkt: what NLTK's sentence tokenizer, with parameters of our own, makes of a full stop between two words."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rusus.resources import read_lists
from rusus.text.abbreviations import CLASSES

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

ABBREVIATIONS = "abbreviations.txt"
PARAMETERS = "punkt.txt"
ACRONYM = "u.s."
"""Stands for every acronym with points, so that Punkt knows them all for abbreviations."""
# Bits of Punkt's orthographic context (nltk.tokenize.punkt._ORTHO_*): written so at the beginning of a
# sentence or inside one.
_BEGINNING_UPPER, _INSIDE_UPPER, _INSIDE_LOWER = 1 << 1, 1 << 2, 1 << 5


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    """Returns NLTK's Punkt with our parameters; importing NLTK takes a quarter of a second."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    words, classes = read_lists(PARAMETERS), read_lists(ABBREVIATIONS)
    mixed = words["mixed"] + classes["offices"]
    parameters = PunktParameters()
    parameters.abbrev_types = {entry.lower() for name in CLASSES for entry in classes[name]}
    parameters.abbrev_types.add(ACRONYM.rstrip("."))
    parameters.sent_starters = {*words["starters"], *classes["courtesy titles"]}
    parameters.ortho_context.update(dict.fromkeys(words["lower"], _BEGINNING_UPPER | _INSIDE_LOWER))
    parameters.ortho_context.update(dict.fromkeys(mixed, _BEGINNING_UPPER | _INSIDE_UPPER | _INSIDE_LOWER))
    return PunktSentenceTokenizer(parameters)


@lru_cache(maxsize=4096)
def ends_sentence(word: str, following: str) -> bool:
    """True if Punkt ends a sentence between ``word``, with its full stop, and ``following``."""
    return bool(_tokenizer().text_contains_sentbreak(f"{word} {following}"))


def heuristic(word: str, following: str) -> str:
    """Returns the heuristic by which Punkt decided, in NLTK's words ("abbreviation + orthographic heuristic")."""
    reasons = (decision["reason"] for decision in _tokenizer().debug_decisions(f"{word} {following}"))
    return str(next(reasons, "no full stop"))
