"""Cues: the words that attribute something to somebody ("said", "according", "believed")."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.frames import Frame

_BETWEEN = frozenset(("MD", "RB", "VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "TO"))
_MARKS = frozenset(("“", "”", '"', "''", "``"))


def _marked(words: Sequence[str]) -> bool:
    return not _MARKS.isdisjoint(words)


def _clause(frame: Frame, j: int) -> str:
    """Returns the tag that follows the noun phrase at ``j``: a finite verb says that a clause begins there."""
    end = frame.closing.get(j, j)
    return frame.tags[end] if j < end < len(frame.tags) else "-"


def cue_features(frame: Frame, i: int, lemma: str) -> list[str]:
    """Returns the features of word ``i`` as a cue."""
    lowers, tags = frame.lowers, frame.tags
    last = len(lowers) - 1
    word, tag = lowers[i], tags[i]
    before, after = (
        (lowers[i - 1], tags[i - 1]) if i else ("^", "^"),
        (lowers[i + 1], tags[i + 1]) if i < last else ("$", "$"),
    )
    before2, after2 = (
        (lowers[i - 2], tags[i - 2]) if i > 1 else ("^", "^"),
        (lowers[i + 2], tags[i + 2]) if i + 1 < last else ("$", "$"),
    )
    quoted = "q" if frame.quoted[i] else ""
    that = "that" in lowers[i + 1 : i + 6]
    marks = f"{_marked(lowers[max(0, i - 6) : i]):d}{_marked(lowers[i + 1 : i + 4]):d}"
    clause = _clause(frame, i + 1)
    at = i - 1
    while at > max(0, i - 7) and tags[at] in _BETWEEN:
        at -= 1
    head, head_tag = (lowers[at], tags[at]) if i else ("^", "^")
    name = f"{head_tag}{frame.words[max(at, 0)][0].isupper():d}"
    never = "not" in lowers[at + 1 : i] or "never" in lowers[at + 1 : i]
    return [
        f"b{quoted}",
        f"w{word}",
        f"l{lemma}{tag}",
        f"wq{word}{quoted}",
        f"wt{word}{that:d}",
        f"p{lemma} {before[1]}",
        f"n{lemma} {after[1]}",
        f"P{before[0]} {tag}",
        f"N{after[0]} {tag}",
        f"wP{before[0]} {word}",
        f"wN{word} {after[0]}",
        f"pp{before2[1]} {before[1]} {tag}",
        f"nn{tag} {after[1]} {after2[1]}",
        f"pn{before[1]} {tag} {after[1]}",
        f"wnn{word} {after[1]} {after2[1]}",
        f"N2{after[0]} {after2[0]}",
        f"P2{before2[0]} {before[0]}",
        f"wP2{before2[1]} {before[1]} {word}",
        f"c{min(2, frame.cues[i])}{min(2, frame.cues[-1] - frame.cues[i])} {frame.rates[i]}",
        f"f{min(2, frame.finite[i])}{min(3, frame.finite[-1] - frame.finite[i + 1])} {tag}",
        f"lf{lemma} {min(2, frame.finite[-1] - frame.finite[i + 1])}",
        f"m{marks}{quoted} {tag}",
        f"ml{marks} {lemma}",
        f"s{name} {lemma}",
        f"sw{head} {tag}",
        f"sc{name} {tag} {clause}",
        f"sb{name} {' '.join(tags[at + 1 : i])} {tag}",
        f"sn{never:d} {lemma}",
        f"C{clause} {lemma}",
        f"Ct{clause} {after[1]} {tag}",
        f"e{min(3, frame.size - i)}{min(2, i)} {tag}",
    ]
