"""rusus: the claims, quotes and statistics of a news article, with exact offsets, speakers and values."""
from __future__ import annotations

from rusus.model import Block, Document, Quantity, Quotation, Sentence, Span
from rusus.pipeline import extract

__version__ = "0.1.0"
__all__ = ["Block", "Document", "Quantity", "Quotation", "Sentence", "Span", "extract"]
