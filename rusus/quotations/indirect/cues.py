"""Cues: the words that attribute something to somebody ("said", "according", "believed")."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.quotations.indirect.contents import that_ahead
from rusus.quotations.indirect.tagged_sentence import Cue, Frame
from rusus.quotations.indirect.weight_rows import Features
from rusus.text.punctuation import DOUBLE_QUOTES

_BETWEEN = frozenset(("MD", "RB", "VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "TO"))


CUE_READS = (
    ("q", "the word and whether it is quoted"),
    ("t", "the word and a that soon after it"),
    ("P", "the word before it"),
    ("N", "the word after it"),
    ("p", "the two words before it"),
    ("t", "the word and its tag"),
    ("a", "the word and a that before the next verb"),
    ("n", "the word and what follows it"),
    ("m", "quotation marks near it"),
    ("s", "a not before it"),
    ("C", "whether a clause follows it"),
    ("a", "its tag and a that before the next verb"),
    ("P", "the word before it"),
    ("N", "the word after it"),
    ("n", "the two words after it"),
    ("p", "the two words before it"),
    ("f", "the verbs before and after it"),
    ("m", "quotation marks near it"),
    ("w", "its subject"),
    ("b", "its subject"),
    ("C", "whether a clause follows it"),
    ("b", "words being cues as a rule"),
    ("N", "the two words after it"),
    ("P", "the two words before it"),
    ("c", "other cues of its sentence, and how often the word is one"),
)
"""What each feature of a cue looks at: (how it begins, what it reads), in their order."""


def _marked(words: Sequence[str]) -> bool:
    """True if a quotation mark stands among some words."""
    return not DOUBLE_QUOTES.isdisjoint(words)


def _clause(frame: Frame, j: int) -> str:
    """Returns the tag after the noun phrase at ``j``, "-" where there is none: before a finite verb a clause begins."""
    end = frame.closing.get(j, j)
    return frame.tags[end] if j < end < len(frame.tags) else "-"


def cue_features(cue: Cue) -> Features:
    """Returns the features of a word as a cue."""
    frame, i, lemma = cue
    lowers, tags, cues, finite = frame.lowers, frame.tags, frame.cues, frame.finite
    last = len(lowers) - 1
    word, tag = lowers[i], tags[i]
    before, before_tag = (lowers[i - 1], tags[i - 1]) if i else ("^", "^")
    before2, before2_tag = (lowers[i - 2], tags[i - 2]) if i > 1 else ("^", "^")
    after, after_tag = (lowers[i + 1], tags[i + 1]) if i < last else ("$", "$")
    after2, after2_tag = (lowers[i + 2], tags[i + 2]) if i + 1 < last else ("$", "$")
    quoted = "q" if frame.quoted[i] else ""
    marks = f"{'01'[_marked(lowers[i - 6 if i > 6 else 0 : i])]}{'01'[_marked(lowers[i + 1 : i + 4])]}"
    clause, announced = _clause(frame, i + 1), "01"[that_ahead(frame, i + 1)]
    least, at = (i - 7 if i > 7 else 0), i - 1
    while at > least and tags[at] in _BETWEEN:
        at -= 1
    head, head_tag = (lowers[at], tags[at]) if i else ("^", "^")
    between = lowers[at + 1 : i]
    earlier, later = cues[i], cues[-1] - cues[i]
    verbs, rest = finite[i], finite[-1] - finite[i + 1]
    return (
        (
            f"w{word}",
            [
                f"q{quoted}",
                "t1" if "that" in lowers[i + 1 : i + 6] else "t0",
                f"P{before}",
                f"N{after}",
                f"p{before2_tag} {before_tag}",
            ],
        ),
        (
            f"l{lemma}",
            [
                f"t{tag}",
                f"a{announced}",
                f"n{after_tag}",
                f"m{marks}",
                "s1" if "not" in between or "never" in between else "s0",
                f"C{clause}",
            ],
        ),
        (
            f"t{tag}",
            [
                f"a{announced}{'01'[after == 'that']}{'01'[before == ',']}",
                f"P{before}",
                f"N{after}",
                f"n{after_tag} {after2_tag}",
                f"p{before2_tag} {before_tag}",
                f"f{verbs if verbs < 2 else 2}{rest if rest < 3 else 3}",
                f"m{marks}{quoted}",
                f"w{head}",
                f"b{head_tag}{'01'[frame.words[at if i else 0][0].isupper()]} {' '.join(tags[at + 1 : i])}",
                f"C{clause} {after_tag}",
            ],
        ),
        (
            "",
            [
                f"b{quoted}",
                f"N{after} {after2}",
                f"P{before2} {before}",
                f"c{earlier if earlier < 2 else 2}{later if later < 2 else 2} {frame.rates[i]}",
            ],
        ),
    )
