"""rusus: the claims, quotes and statistics of a news article, with exact offsets, speakers and values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rusus.batch.many import extract_many
    from rusus.errors import ReadingError, RususError, StoreError
    from rusus.matching.find import match
    from rusus.matching.groups import group_matches
    from rusus.model import (
        Block,
        Difference,
        Document,
        Match,
        MatchGroup,
        Quantity,
        Quotation,
        Scores,
        Sentence,
        Span,
    )
    from rusus.pipeline import explain, extract, extract_file
    from rusus.quantities.compare import compare
    from rusus.reading.articles import Article
    from rusus.store.database import Hit, Store

__version__ = "0.1.0"
__all__ = [
    "Article", "Block", "Difference", "Document", "Hit", "Match", "MatchGroup", "Quantity", "Quotation",
    "ReadingError", "RususError", "Scores", "Sentence", "Span", "Store", "StoreError",
    "compare", "explain", "extract", "extract_file", "extract_many", "group_matches", "match",
]  # fmt: skip

_HOMES = {
    "Article": "reading.articles",
    "ReadingError": "errors",
    "RususError": "errors",
    "StoreError": "errors",
    "Hit": "store.database",
    "Store": "store.database",
    "compare": "quantities.compare",
    "explain": "pipeline",
    "extract": "pipeline",
    "extract_file": "pipeline",
    "extract_many": "batch.many",
    "group_matches": "matching.groups",
    "match": "matching.find",
}
"""Modules of the public names that do not live in ``model``."""


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used (PEP 562): ``rusus --help`` needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'rusus' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"rusus.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
