"""Cues: the words that attribute something to somebody ("said", "according", "believed")."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.quotations.indirect.contents import that_ahead
from rusus.quotations.indirect.tagged_sentence import Cue, Frame
from rusus.text.punctuation import DOUBLE_QUOTES

_BETWEEN = frozenset(("MD", "RB", "VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "TO"))


CUE_READS = (
    ("b", "words being cues as a rule"),
    ("l", "the word and its tag"),
    ("wq", "the word and whether it is quoted"),
    ("wt", "the word and a that soon after it"),
    ("lt", "the word and a that before the next verb"),
    ("tt", "its tag and a that before the next verb"),
    ("n", "the word and what follows it"),
    ("P", "the word before it"),
    ("N", "the word after it"),
    ("wP", "the word before it"),
    ("wN", "the word after it"),
    ("nn", "the two words after it"),
    ("pp", "the two words before it"),
    ("N2", "the two words after it"),
    ("P2", "the two words before it"),
    ("wP2", "the two words before it"),
    ("c", "other cues of its sentence, and how often the word is one"),
    ("f", "the verbs before and after it"),
    ("m", "quotation marks near it"),
    ("ml", "quotation marks near it"),
    ("sw", "its subject"),
    ("sb", "its subject"),
    ("sn", "a not before it"),
    ("C", "whether a clause follows it"),
    ("Ct", "whether a clause follows it"),
)
"""What each feature of a cue looks at: (how it begins, what it reads), in their order."""


def _marked(words: Sequence[str]) -> bool:
    """True if a quotation mark stands among some words."""
    return not DOUBLE_QUOTES.isdisjoint(words)


def _clause(frame: Frame, j: int) -> str:
    """Returns the tag after the noun phrase at ``j``, "-" where there is none: before a finite verb a clause begins."""
    end = frame.closing.get(j, j)
    return frame.tags[end] if j < end < len(frame.tags) else "-"


def cue_features(cue: Cue) -> list[str]:
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
    clause, announced = _clause(frame, i + 1), that_ahead(frame, i + 1)
    least, at = (i - 7 if i > 7 else 0), i - 1
    while at > least and tags[at] in _BETWEEN:
        at -= 1
    head, head_tag = (lowers[at], tags[at]) if i else ("^", "^")
    between = lowers[at + 1 : i]
    earlier, later = cues[i], cues[-1] - cues[i]
    verbs, rest = finite[i], finite[-1] - finite[i + 1]
    return [
        f"b{quoted}",
        f"l{lemma}{tag}",
        f"wq{word}{quoted}",
        f"wt{word}{'01'['that' in lowers[i + 1 : i + 6]]}",
        f"lt{lemma} {'01'[announced]}",
        f"tt{tag} {'01'[announced]}{'01'['that' in lowers[i + 1 : i + 2]]} {'01'[before == ',']}",
        f"n{lemma} {after_tag}",
        f"P{before} {tag}",
        f"N{after} {tag}",
        f"wP{before} {word}",
        f"wN{word} {after}",
        f"nn{tag} {after_tag} {after2_tag}",
        f"pp{before2_tag} {before_tag} {tag}",
        f"N2{after} {after2}",
        f"P2{before2} {before}",
        f"wP2{before2_tag} {before_tag} {word}",
        f"c{earlier if earlier < 2 else 2}{later if later < 2 else 2} {frame.rates[i]}",
        f"f{verbs if verbs < 2 else 2}{rest if rest < 3 else 3} {tag}",
        f"m{marks}{quoted} {tag}",
        f"ml{marks} {lemma}",
        f"sw{head} {tag}",
        f"sb{head_tag}{'01'[frame.words[at if i else 0][0].isupper()]} {' '.join(tags[at + 1 : i])} {tag}",
        f"sn{'01'['not' in between or 'never' in between]} {lemma}",
        f"C{clause} {lemma}",
        f"Ct{clause} {after_tag} {tag}",
    ]
