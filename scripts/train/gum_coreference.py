"""GUM's coreference (treebank files): the text of each document, and what its mentions refer to, as offsets."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

_SPANS = re.compile(r"\([^()]+\)? | [^()]+\)", re.VERBOSE)
"""Mentions that begin, begin and end, or end at a token: ``(12-person-new…``, ``12)``."""


class GumMention(NamedTuple):
    """A mention of an entity at offsets ``[start, end)``."""

    entity: str
    start: int
    end: int


@dataclass
class GumDocument:
    """A document as it is read: its text, its mentions in the order in which they end, and those that are open."""

    name: str
    text: str = ""
    mentions: list[GumMention] = field(default_factory=list)
    opened: list[tuple[str, int]] = field(default_factory=list)

    def add(self, form: str, spans: str, spaced: bool) -> None:
        """Adds a token with the mentions that begin and end at it."""
        start = len(self.text)
        self.text += form
        end = len(self.text)
        for span in _SPANS.findall(spans):
            entity = span.strip("()").split("-")[0]
            if span[0] == "(":
                self.opened.append((entity, start))
            if span[-1] == ")":
                at = next((i for i in reversed(range(len(self.opened))) if self.opened[i][0] == entity), None)
                if at is not None:
                    self.mentions.append(GumMention(entity.split("[")[0], self.opened.pop(at)[1], end))
        self.text += " " if spaced else ""

    def begin_paragraph(self) -> None:
        """Begins a paragraph."""
        self.text = self.text.rstrip() + "\n\n" if self.text else ""


def read_gum(folder: Path) -> Iterator[GumDocument]:
    """Yields the documents of the treebank files of GUM in a folder."""
    for part in ("train", "dev"):
        document = GumDocument("")
        with lzma.open(folder / f"gum-{part}.conllu.xz", "rt", encoding="utf-8") as lines:
            joined_end, joined_spaced = 0, True
            for line in lines:
                if line.startswith("# newdoc id"):
                    if document.text:
                        yield document
                    document = GumDocument(line.split("= ")[1].strip())
                elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                    document.begin_paragraph()
                elif line[:1].isdigit():
                    number, form, *_, misc = line.rstrip("\n").split("\t")
                    spaced = "SpaceAfter=No" not in misc
                    if "-" in number:  # don't: do and n't, without a space between them
                        joined_end, joined_spaced = int(number.partition("-")[2]), spaced
                    elif "." not in number:
                        if int(number) <= joined_end:
                            spaced = joined_spaced and int(number) == joined_end
                        spans = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
                        document.add(form, spans[1] if spans else "", spaced)
                else:
                    joined_end = joined_end if line.startswith("#") else 0
        yield document
