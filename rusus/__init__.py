"""rusus: the claims, quotes and statistics of a news article, with exact offsets, speakers and values."""
from __future__ import annotations

from rusus.comparison import compare
from rusus.matching import match
from rusus.model import Block, Document, Match, Quantity, Quotation, Sentence, Span
from rusus.pipeline import extract, extract_file
from rusus.store import Store

__version__ = "0.1.0"
__all__ = ["Block", "Document", "Match", "Quantity", "Quotation", "Sentence", "Span", "Store", "compare", "extract", "extract_file", "match"]
