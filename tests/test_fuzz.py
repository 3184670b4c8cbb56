"""Fuzzing, bounded: texts of nasty pieces and files of any bytes give records as promised and never an exception.

``scripts/attack/fuzz.py`` does the same for as long as one likes, guided by coverage.
"""

from __future__ import annotations

from hostile import MIXTURES, PIECES, check_promises
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rusus import Document, extract, match
from rusus.errors import ReadingError
from rusus.reading.decoding import decode

WORDS = sorted({word + " " for text in MIXTURES.values() for word in text.split()})
PIECE = st.sampled_from([*PIECES.values(), *WORDS, *MIXTURES.values(), "\n\n"])
# Pieces from the lists, now and then one of them many times or any other character.
TEXT = st.lists(
    st.one_of(
        PIECE, st.builds(lambda piece, times: piece * times, PIECE, st.integers(2, 60)), st.characters(codec=None)
    ),
    max_size=60,
).map("".join)
BYTES = st.one_of(
    st.binary(max_size=300),
    TEXT.map(lambda text: text.encode("utf-8", "replace")),
    TEXT.map(lambda text: text.encode("cp1252", "ignore")),
)
BOUNDED = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@BOUNDED
@given(TEXT, st.sampled_from(["plain", "markdown"]))
def test_nasty_texts(text: str, markup: str) -> None:
    document = extract(text, "a", markup)
    check_promises(document, markup)
    assert Document.from_dict(document.to_dict()) == document


@BOUNDED
@given(BYTES, st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0"]))
def test_any_bytes(data: bytes, mark: bytes) -> None:
    try:
        text, _ = decode(mark + data, "a")
    except ReadingError as error:
        assert str(error).startswith("a: ")
        return
    check_promises(extract(text, "a"))


@settings(BOUNDED, max_examples=25)
@given(TEXT, TEXT)
def test_nasty_matches(ours: str, theirs: str) -> None:
    for found in match(extract(ours, "a"), [extract(theirs, "b"), extract(ours, "c")]):
        assert ours[found.start : found.end] == found.text and 0 <= found.score <= 1
