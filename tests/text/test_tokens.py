"""Tokens: the words and marks of a sentence, and where they stand."""

from __future__ import annotations

import pytest

from rusus.text.tokens import LONGEST_KNOWN, tokenize

LONG = "x" * LONGEST_KNOWN + ",y"

CASES = [
    ("Mr. Roe met Mr.", ["Mr.", "Roe", "met", "Mr", "."]),  # the full stop of the last word ends the sentence
    ("The U.S. cut it to 4.2%.", ["The", "U.S.", "cut", "it", "to", "4.2", "%", "."]),
    ("He left\nat  10:30\u00a0a.m. on Monday", ["He", "left", "at", "10:30", "a.m.", "on", "Monday"]),
    ("“Don't,” she said", ["“", "Don't", ",", "”", "she", "said"]),
    (f"{LONG} {LONG}. Mr. Roe", ["x" * LONGEST_KNOWN, ",", "y", "x" * LONGEST_KNOWN, ",", "y.", "Mr.", "Roe"]),
    ("[The mayor](https://example.org/mayor) left", ["The", "mayor", "left"]),
    ("See [the report](https://example.org/report)", ["See", "the", "report"]),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_words_stand_where_the_text_has_them(text: str, words: list[str]) -> None:
    sentences, tokens = tokenize(text, [(0, len(text), 0)])
    assert list(tokens.words) == words
    assert list(tokens.lowers) == [word.lower() for word in words]
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends)] == words
    assert (sentences[0].first, sentences[0].last) == (0, len(words))


def test_sentences_hold_their_own_tokens() -> None:
    text = "  He left.She stayed.   \n\n Mr. Roe"
    bounds = [(2, 10, 0), (10, 21, 0), (22, 24, 1), (26, len(text), 1)]
    sentences, tokens = tokenize(text, bounds)
    found = [list(tokens.words[each.first : each.last]) for each in sentences]
    assert found == [["He", "left", "."], ["She", "stayed", "."], [], ["Mr.", "Roe"]]
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends)] == list(tokens.words)


def test_equal_words_are_one_object() -> None:
    _, tokens = tokenize("No ships, ships; Ships", [(0, 22, 0)])
    assert tokens.words[1] is tokens.words[3] is tokens.lowers[5]
