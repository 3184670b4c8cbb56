"""Scare quotes: what tells a quotation from a title, a nickname, a defined term or a word held at arm's length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from rusus.language.speech_verbs import verb_classes
from rusus.model import Segmentation
from rusus.quotations.direct.attribution import Analysis
from rusus.quotations.direct.windows import Window
from rusus.quotations.marks import Quoted
from rusus.resources import entries

_STEPS = (0, 1, 2, 3, 4, 5, 5, 7, 7, 7)
"""Words of a stretch, in the steps that the model tells apart; 10 and 20 follow."""
_LEAST_MIDDLE, _LEAST_LONG = 5, 10
"""Words from which a stretch is of middle length, and long: stretches of one or two words are quotations in 7 of 100,
those of ten words or more in 83 (840 political articles)."""
_FINAL = ".,?!"

STRETCH_READS = (
    ("bias", "quoted stretches being quotations as a rule"),
    ("z", "its length"),
    ("zc", "its length"),
    ("zf", "its length"),
    ("cf", "how it begins and ends"),
    ("t", "whether it is capitalized like a title"),
    ("tz", "whether it is capitalized like a title"),
    ("i", "whether it speaks as I, we or you"),
    ("p", "the words before it"),
    ("pg", "the words before it"),
    ("pp", "the words before it"),
    ("pc", "the words before it"),
    ("pn", "the words before it"),
    ("n", "the word after it"),
    ("nt", "the word after it"),
    ("q", "its attribution"),
    ("qz", "its attribution"),
    ("qc", "its attribution"),
    ("m", "how sure the attribution is"),
    ("mc", "how sure the attribution is"),
    ("l", "reporting words in its sentence"),
    ("lr", "reporting words in its sentence"),
    ("lt", "reporting words in its sentence"),
    ("N", "a word that names things before it"),
    ("Nc", "a word that names things before it"),
    ("k", "the kind of block it stands in"),
    ("o", "its marks"),
    ("w", "its first word"),
)
"""What each feature of a stretch looks at: (how it begins, what it reads), in their order."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The word just before the marks by which things are named (called, the book), ``passive`` after a form of "be"."""

    word: str
    passive: bool

    def __str__(self) -> str:
        return f"{self.word}|be" if self.passive else self.word


_words = partial(entries, "quoted_words.txt")


def stretch_features(
    article: Segmentation, quoted: Quoted, windows: Mapping[str, Window], chosen: Analysis, margin: float
) -> list[str]:
    """Returns the features of a stretch; ``margin`` is by how much the chosen attribution beats having none."""
    words = article.text[quoted.start : quoted.end].split()
    before, after = windows["L"], windows["R"]
    count = len(words)
    size = _STEPS[count] if count < len(_STEPS) else 10 if count < 20 else 20
    group = "s" if count < _LEAST_MIDDLE else "m" if count < _LEAST_LONG else "l"
    first, final = words[0], words[-1][-1] if words[-1][-1] in _FINAL else "-"
    capital = "A" if first[:1].isupper() else "a" if first[:1].islower() else "-"
    title = is_title(words)
    speaking = not _words("speaking").isdisjoint(map(str.lower, words))
    prior, prior_tag = (before.lowers[-1], before.tags[-1]) if before.lowers else ("^", "^")
    prior2 = before.lowers[-2] if len(before.lowers) > 1 else "^"
    following, following_tag = (after.lowers[0], after.tags[0]) if after.lowers else ("$", "$")
    cued = chosen.kind == "cue"
    initial, sided = ("c", f"c{chosen.side}") if cued else (chosen.kind[0], chosen.kind[0])
    cue = f"c{chosen.name}{chosen.place}" if cued else initial
    sure = max(-3, min(5, round(margin / 1.5)))
    says, answered = _sections(before.lowers), "say" in _sections(after.lowers[:12])
    naming = find_naming(before.lowers) or ""
    return [
        "bias",
        f"z{size}",
        f"zc{size}{capital}",
        f"zf{size}{final}",
        f"cf{capital}{final}{group}",
        f"t{'01'[title]}{group}",
        f"tz{'01'[title]}{size}{capital}",
        f"i{'01'[speaking]}{group}",
        f"p{prior}",
        f"pg{prior_tag}{group}",
        f"pp{prior2} {prior}",
        f"pc{prior_tag}{capital}{group}",
        f"pn{prior_tag}{following_tag}{group}",
        f"n{following}{group}",
        f"nt{following_tag}{group}{capital}",
        f"q{cue}{group}",
        f"qz{sided}{size}",
        f"qc{cue}{capital}{final}",
        f"m{sure}{group}",
        f"mc{sure}{initial}{group}{capital}",
        f"l{says}{group}",
        f"lr{says}{'01'[answered]}{group}{capital}",
        f"lt{'01'['that' in before.lowers]}{group}",
        f"N{naming}{group}",
        f"Nc{naming}{capital}{'01'[title]}{group}",
        f"k{article.blocks[quoted.block].kind}{group}",
        f"o{'01'[quoted.closed]}{quoted.mark if quoted.mark in '‘„«' else ''}{group}",
        f"w{first.lower() if group == 's' else ''}",
    ]


def is_credit(lower: str) -> bool:
    """True if a word before a colon introduces a title, a credit or an example: Photo: “The bridge at dawn”."""
    return lower in _words("credit")


def is_title(words: Sequence[str]) -> bool:
    """True if every word but the small ones has a capital."""
    small, content = _words("small"), False
    for word in words:
        if word.lower() not in small:
            if word[0].isalpha() and not word[0].isupper():
                return False
            content = True
    return content


def names_work(lowers: Sequence[str]) -> bool:
    """True if the word for a work stands right before the marks: her book, “…”; an article titled “…”."""
    return not _words("titled").isdisjoint(lowers[-2:]) or not _words("works").isdisjoint(lowers[-3:])


def _sections(lowers: Sequence[str]) -> str:
    """Returns which sections of the reporting words a window holds."""
    classes = verb_classes()
    found = {classes[word][0] for word in lowers if word in classes}
    return " ".join(section for section in ("say", "describe", "believe") if section in found)


def find_naming(lowers: Sequence[str]) -> Naming | None:
    """Returns the naming word among the last three before the marks; None where there is none."""
    for i in range(len(lowers) - 1, max(len(lowers) - 4, -1), -1):
        if lowers[i] in _words("naming"):
            return Naming(lowers[i], not _words("be").isdisjoint(lowers[max(0, i - 2) : i]))
    return None
