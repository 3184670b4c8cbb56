"""Queries: the words to look for, from a sentence or a post."""

from __future__ import annotations

import re

from rusus.similarity.content_words import content_words, stem, weight

_ADDRESS = re.compile(r"https?://\S+|\bpic\.twitter\.com/\S+")
_TAG = re.compile(r"[@#]\w+")
# Where the words of a tag or a handle meet: climateAction, GOPSenator, covid19.
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|_")
# How a quoted post is signed: — Name (@handle) January 14, 2020
_SIGNATURE = re.compile(r"\s[—–-]+\s[^—–\n]{1,80}\(@\w+\)\s*(?:[A-Z][a-z]+ \d{1,2}, \d{4})?\s*$")

MOST_WORDS = 40
"""No search looks for more words than this, the rarest; a post of CheckThat! 2A dev has 17, and 36 at most."""


def plain_post(text: str) -> tuple[str, str]:
    """Returns the words of a post, its addresses left out and its tags taken apart, and the signature under it."""
    text = _ADDRESS.sub(" ", text)
    signed = _SIGNATURE.search(text[-160:])
    start = len(text) - len(signed[0]) if signed else len(text)
    body, signature = (_TAG.sub(_spelled_out, part) for part in (text[:start], text[start:]))
    return body, signature


def _spelled_out(tag: re.Match[str]) -> str:
    return f"{tag[0]} {_SEAM.sub(' ', tag[0][1:])}"


def search_words(text: str) -> list[str]:
    """Returns the content words to look for, the rarest first, at most MOST_WORDS."""
    words = list(dict.fromkeys(content_words(text)))
    return sorted(words, key=lambda word: -weight(stem(word)))[:MOST_WORDS]
