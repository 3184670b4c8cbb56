"""rusus: the claims, quotes and statistics of a news article, with exact offsets, speakers and values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rusus.matching.find import match
    from rusus.model import Block, Document, Match, Quantity, Quotation, Sentence, Span
    from rusus.pipeline import extract, extract_file
    from rusus.quantities.compare import compare
    from rusus.store.database import Store

__version__ = "0.1.0"
__all__ = [
    "Block", "Document", "Match", "Quantity", "Quotation", "Sentence", "Span", "Store",
    "compare", "extract", "extract_file", "match",
]  # fmt: skip

_HOMES = {
    "compare": "quantities.compare", "extract": "pipeline", "extract_file": "pipeline", "match": "matching.find", "Store": "store.database",
}  # fmt: skip
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
