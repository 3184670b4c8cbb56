"""Runs rusus on random bytes and on random texts made of nasty pieces, guided by coverage (atheris, libFuzzer).

    pip install atheris
    python -m scripts.attack.fuzz -runs=1000000 -max_len=80 corpus/

Each input goes the whole way: bytes to text, text to records, records to JSON, CSV and a table. Any exception but a
ReadingError ends the run and leaves the input in a file ``crash-…``; the script with that FILE runs it again.
"""

from __future__ import annotations

import sys
from zlib import crc32

import atheris

from scripts import ROOT

sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["rusus"]):
    from hostile import MIXTURES, PIECES, check_promises

    from rusus.errors import ReadingError
    from rusus.matching.find import match
    from rusus.pipeline import extract
    from rusus.reading.decoding import decode

_NASTY = [*PIECES.values(), *(word + " " for text in MIXTURES.values() for word in text.split())]


def main() -> None:
    """Hands over to libFuzzer, which reads its own options."""
    atheris.Setup(sys.argv, run_once)
    atheris.Fuzz()


def run_once(data: bytes) -> None:
    """Runs one input; its first byte says whether the rest are bytes of a file or numbers of nasty pieces.

    A checksum draws the few inputs that are also drawn as tables (one in 64) and matched half against half (one in
    32): that costs more than all the rest, and by a checksum no mutation can ask for it.
    """
    if not data:
        return
    if data[0] & 1:
        try:
            text, _ = decode(data[1:], "fuzz")
        except ReadingError:
            return
    else:
        text = "".join(_NASTY[byte % len(_NASTY)] for byte in data[1:])
    markup = "markdown" if data[0] & 2 else "plain"
    draw = crc32(data) % 64
    check_promises(extract(text, "fuzz", markup), markup, table=draw == 0)
    if draw in (1, 2):
        half = len(text) // 2
        match(extract(text[:half], "ours"), [extract(text[half:], "theirs")])


if __name__ == "__main__":
    main()
