"""Brings ECB+ (982 news articles on 43 pairs of like events) into the form that data/matching/events.jsonl points into.

Usage: python -m scripts.data.ecb_plus FOLDER --output FILE
FOLDER holds the numbered topics (ECB+_LREC2014/ECB+ of tommasoc80/EventStoryLine on GitHub, as git archive writes it);
a row of FILE is an article: id, topic, event and its sentences, the marks put back where the corpus set them apart.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from scripts import command_line

# Marks that the corpus divides from their words, and what is put in their place.
_JOINED = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r" (n['’]t|['’](?:s|re|ve|ll|d|m)|[.,;:!?%)\]]|['’](?= |$))", r"\1"),
        (r"([$(\[£€]) ", r"\1"),
        (r"`` ", "“"),
        (r" ''", "”"),
        (r"(?<=\w) - (?=[a-z0-9])", "-"),
        (r"\s?([’']) (s|re|ve|ll|d|t)\b", r"\1\2"),
        (r"([“‘]) ", r"\1"),
        (r" (”)", r"\1"),
        (r"(\d): (\d)", r"\1:\2"),
    )
)
_STRAIGHT = re.compile(r'( ?" ?)')


def joined(words: list[str]) -> str:
    """Returns words as a sentence, marks beside them."""
    text = " ".join(words)
    for pattern, instead in _JOINED:
        text = pattern.sub(instead, text)
    pieces, opened, found = _STRAIGHT.split(text), False, ""
    for piece in pieces:
        if '"' not in piece:
            found += piece
            continue
        opened = not opened
        found += ' "' if opened and found and not found.endswith(" ") else '"' if opened else '" '
    return re.sub(" +", " ", found).strip().replace('" .', '".').replace('" ,', '",')


def article(path: Path) -> dict[str, Any]:
    """Returns the row of an article; sentence 0 of an *ecbplus* file is its address, and left out."""
    sentences: dict[int, list[str]] = {}
    for token in ElementTree.parse(path).getroot().findall("token"):
        sentences.setdefault(int(token.attrib["sentence"]), []).append(token.text or "")
    name, topic = path.stem, path.stem.partition("_")[0]
    added = "ecbplus" in name
    kept = [joined(sentences[number]) for number in sorted(sentences) if not (added and number == 0)]
    event = topic + ("ecbplus" if added else "ecb")
    return {"id": name, "topic": int(topic), "event": event, "sentences": kept}


def main() -> None:
    """Writes the rows in the order of their paths."""
    parser = command_line(__doc__)
    parser.add_argument("folder", type=Path, help="the folder of the topics")
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    options = parser.parse_args()
    rows = [article(path) for path in sorted(options.folder.glob("*/*.xml"), key=lambda path: path.as_posix())]
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    options.output.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
