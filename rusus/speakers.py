"""Speakers: the fullest name in the article that the source of a quotation refers to."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rusus.model import Quotation, Segmentation
from rusus.names import find_names


def resolve_speakers(article: Segmentation, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Returns the quotations with their speakers: names as their fullest form, pronouns as who was named last."""
    fullest: dict[str, str] = {}
    for name in find_names(article.text):
        surname = name.text.split()[-1]
        if len(name.text) > len(fullest.get(surname, "")):
            fullest[surname] = name.text
    last: str | None = None
    resolved = []
    for quotation in quotations:
        source = quotation.source
        speaker = None
        if source is not None:
            if source.text.lower() in ("he", "she", "they"):
                speaker = last
            else:
                speaker = fullest.get(source.text.split()[-1], source.text)
                last = speaker
        resolved.append(replace(quotation, speaker=speaker))
    return resolved
