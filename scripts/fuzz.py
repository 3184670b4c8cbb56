"""Runs rusus on random bytes and on random texts made of nasty pieces, guided by coverage (atheris, libFuzzer).

    pip install atheris
    python scripts/fuzz.py -runs=1000000 -max_len=200 corpus/

Each input goes the whole way: bytes to text, text to records, records to JSON, CSV and a table. Any exception but a
ReadingError ends the run and leaves the input in a file ``crash-…``, which ``python scripts/fuzz.py FILE`` runs again.
"""
from __future__ import annotations

import json
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

with atheris.instrument_imports(include=["rusus"]):
    from rusus.decoding import decode
    from rusus.errors import ReadingError
    from rusus.formats import Style, body
    from rusus.matching import match
    from rusus.pipeline import extract
    from rusus.records import claims_records, quotes_records, statistics_records

from hostile import MIXTURES, PIECES

_NASTY = [*PIECES.values(), *(word + " " for text in MIXTURES.values() for word in text.split())]
_RECORDS = {"claims": claims_records, "quotes": quotes_records, "statistics": statistics_records}


def main() -> None:
    """Hands over to libFuzzer, which reads its own options."""
    atheris.Setup(sys.argv, run_once)
    atheris.Fuzz()


def run_once(data: bytes) -> None:
    """Runs one input; its first byte says whether the rest are bytes of a file or numbers of nasty pieces."""
    if not data:
        return
    if data[0] & 1:
        try:
            text, _ = decode(data[1:], "fuzz")
        except ReadingError:
            return
    else:
        text = "".join(_NASTY[byte % len(_NASTY)] for byte in data[1:])
    check(text, "markdown" if data[0] & 2 else "plain", ("csv", "table") if data[0] & 28 == 28 else ("csv",))
    if data[0] & 12 == 4:
        half = len(text) // 2
        match(extract(text[:half], "ours"), [extract(text[half:], "theirs")])


def check(text: str, markup: str, formats: tuple[str, ...]) -> None:
    """Raises AssertionError, or what the pipeline raises, where the records of a text are not what is promised."""
    document = extract(text, "fuzz", markup)
    for kind, records_of in _RECORDS.items():
        records = list(records_of(document, every=True))
        for record in records:
            assert text[record["start"] : record["end"]] == record["text"]
        printed = body(records, Style(kind, "json"))
        assert json.loads(f"[{printed}]") == records
        printed.encode("utf-8")
        for format_ in formats:
            printed = body(records, Style(kind, format_, terminal=True), "fuzz")
            assert "\x1b" not in printed and "\x9b" not in printed
            printed.encode("utf-8")
    end = 0
    for sentence in document.sentences:
        assert sentence.start >= end
        assert markup == "markdown" or not text[end : sentence.start].strip()
        end = sentence.end
    assert markup == "markdown" or not text[end:].strip()


if __name__ == "__main__":
    main()
