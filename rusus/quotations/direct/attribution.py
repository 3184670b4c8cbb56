"""Attributions: the source and the cue that stand beside a quoted stretch, chosen by a linear model.

Every pair of a noun phrase and a reporting word in the sentence before, around and after the stretch is an analysis;
so are the source of the stretch before, and none at all. The model scores each one and the best wins.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from rusus.language.speech_verbs import verb_classes
from rusus.language.tagger import FINITE
from rusus.model import Segmentation
from rusus.quotations.direct.windows import Range, Window
from rusus.quotations.marks import Quoted
from rusus.resources import entries
from rusus.text.linear_model import total
from rusus.text.punctuation import DASHES

NONE: Range = (-1, -1)
BEFORE_A_NAME = DASHES | {"~"}
"""Marks that stand before the name that signs a quotation."""
_CUES = 4
"""Reporting words of a window, the nearest to the marks, of which each phrase makes an analysis: bounds the cost."""
_PHRASES_BEFORE, _PHRASES_AFTER = 5, 2
"""Noun phrases on either side of a reporting word that may be its source."""

_ARTICLE = 2
"""Words between a cue and the marks that may be "as" and an article: described as an “unsafe” bridge."""

_SHOWN = frozenset(("PRP", "WP", "DT", "EX"))
"""Tags of heads that the model sees as words: he, who, that, there."""

_words = partial(entries, "quoted_words.txt")

NOTHING_READS = (
    ("0", "how the stretch begins and ends"),
    ("0n", "reporting words near the marks"),
    ("0s", "how the stretch begins and ends, and reporting words near the marks"),
)
PREVIOUS_READS = (
    ("1", "how the stretch begins and ends"),
    ("1n", "reporting words near the marks"),
    ("1s", "how the stretch begins and ends, and reporting words near the marks"),
    ("1g", "what stands before the marks"),
)
CUE_READS = (
    ("c", "the class of the cue and how near it is"),
    ("l", "the verb and how near it is"),
    ("t", "the tag of the cue and the word before it"),
    ("s", "how the stretch begins and ends"),
    ("n", "reporting words near the marks"),
    ("o", "on which side of the cue the source stands"),
    ("B", "what lies between source and cue"),
    ("Bk", "what lies between source and cue, by its class"),
    ("h", "the head of the source, by the class of the cue"),
    ("H", "the head of the source"),
    ("p", "the word before the source"),
    ("pt", "the tag before the source"),
    ("v", "verbs and commas between source and cue"),
    ("f", "whether the source opens the sentence"),
    ("g", "how near the source is to the marks"),
    ("x", "what follows the source"),
    ("w", "the last word of the source"),
)
READS = {"none": NOTHING_READS, "previous": PREVIOUS_READS, "cue": CUE_READS}
"""What each feature of an analysis looks at, by its kind: (how the feature begins, what it reads), in their order."""


class Analysis(NamedTuple):
    """A possible attribution: source and cue as token ranges (``NONE`` where there is none), and what the model sees.

    ``kind`` is none, previous (the source of the stretch before), signature, label, or cue: a reporting word. Of a
    cue, ``side`` is that of its window, ``cue_class`` its section of the verbs, according, colon, dash or other, and
    ``place`` how many words from the marks it stands, with what stands at the marks (``0,`` for: he said, “…”), and
    ``verbs`` how many finite verbs stand between it and its source, and ``lemma`` the base form of a known verb.
    """

    source: Range
    cue: Range
    kind: str
    features: tuple[str, ...]
    side: str = ""
    cue_class: str = ""
    place: str = ""
    verbs: int = 0
    lemma: str = ""

    @property
    def name(self) -> str:
        """The kind, or the side and the class of a cue: what a reader is told."""
        return f"{self.side}{self.cue_class}" if self.kind == "cue" else self.kind


def list_analyses(article: Segmentation, quoted: Quoted, windows: Mapping[str, Window]) -> list[Analysis]:
    """Returns the possible attributions of a stretch, "none" and "previous" first."""
    shape = _shape(article, quoted)
    near = _nearest(windows)
    behind = next((side for side in ("P", "C", "Q") if side in windows), "L" if windows["L"].lowers else "B")
    listed = [
        Analysis(NONE, NONE, "none", (f"0{shape}", f"0n{near}", f"0s{shape}{near}")),
        Analysis(NONE, NONE, "previous", (f"1{shape}", f"1n{near}", f"1s{shape}{near}", f"1g{behind}{shape}")),
    ]
    for window in windows.values():
        listed.extend(_window_analyses(window, shape, near))
    return listed


def _shape(article: Segmentation, quoted: Quoted) -> str:
    """Returns how a stretch begins and ends: a capital or not, its last mark, and its length in four steps."""
    text = article.text
    final = text[quoted.end - 1]
    if final not in ",.?!":
        final = "," if text[quoted.end + 1 : quoted.end + 2] == "," else "-"
    words = text.count(" ", quoted.start, quoted.end)
    return f"{'a' if text[quoted.start].islower() else 'A'}{final}{(words > 0) + (words > 3) + (words > 8)}"


def _nearest(windows: Mapping[str, Window]) -> str:
    """Returns on which sides a reporting word stands near the marks, and how the words before them end."""
    classes = verb_classes()
    before, after = windows["L"].lowers, windows["R"].lowers
    edge = before[-1] if before and before[-1] in (",", ":", "that", "as") else ""
    return (
        f"{'01'[any(word in classes for word in after[:5])]}{'01'[any(word in classes for word in before[-4:])]}{edge}"
    )


class Cue(NamedTuple):
    """A reporting word in a window: ``[first, last)``, its class and the base form of a verb."""

    first: int
    last: int
    cue_class: str
    lemma: str


def _cues(window: Window) -> list[Cue]:
    """Returns the reporting words of a window, the nearest to the marks."""
    classes, auxiliaries = verb_classes(), _words("auxiliaries")
    lowers, tags = window.lowers, window.tags
    found: list[Cue] = []
    if window.side == "R" and lowers and lowers[0] in BEFORE_A_NAME:
        found.append(Cue(0, 1, "dash", "-"))
    for i, word in enumerate(lowers):
        if word in classes and tags[i][0] in "VNMJ" and not (_is_thing(window, i) or _goes_on(lowers, i)):
            found.append(Cue(i, i + 1, *classes[word]))
        elif word in ("to", "of") and _is_according(lowers, i):
            found.append(Cue(i - 1, i + 1, "according", "to"))
        elif tags[i] in FINITE and tags[i] != "MD" and word not in auxiliaries and word[-3:] not in ("n't", "n’t"):
            found.append(Cue(i, i + 1, "other", ""))
    if window.side in "LC" and lowers and lowers[-1] == ":":
        found.append(Cue(len(lowers) - 1, len(lowers), "colon", ":"))
    return found[:_CUES] if window.side == "R" else found[-_CUES:]


def _is_thing(window: Window, i: int) -> bool:
    """True if a verb of belief or description is a noun after an article: to describe the *plan* as “a gift”.

    Nouns of saying can be cues: in a *statement*, the *report*.
    """
    noun = window.tags[i][0] == "N" and i > 0 and window.tags[i - 1] == "DT"
    return noun and verb_classes()[window.lowers[i]][0] != "say"


def _goes_on(lowers: Sequence[str], i: int) -> bool:
    """True if a verb says nothing but goes on with something: he *continues* to investigate “possible collusion”."""
    return lowers[i] in _words("goes on") and lowers[i + 1 : i + 2] == ["to"]


def _is_according(lowers: Sequence[str], i: int) -> bool:
    """True if "according to" ends at word ``i``, or "in the words of", "in his own words of"."""
    if lowers[i] == "to":
        return i > 0 and lowers[i - 1] == "according"
    return i > 1 and lowers[i - 1] == "words" and lowers[i - 2] in _words("whose words")


def words_to_marks(window: Window, cue: Cue) -> int:
    """Returns the words between a cue and the marks, at most six."""
    return min(cue.first if window.side == "R" else len(window.lowers) - cue.last, 6)


def before_marks(window: Window) -> str:
    """Returns the word or mark that stands before the opening mark, where the models know it."""
    last = window.lowers[-1] if window.lowers and window.side != "R" else ""
    return last if last in _words("edges") else ""


def _window_analyses(window: Window, shape: str, near: str) -> list[Analysis]:
    """Returns an analysis for each reporting word of a window with each noun phrase near it."""
    found: list[Analysis] = []
    lowers, tags, phrases, side, first = window.lowers, window.tags, window.phrases, window.side, window.first
    edge, cues = before_marks(window), _cues(window)
    finite = list(accumulate(map(FINITE.__contains__, tags), initial=0)) if cues and phrases else []
    for cue in cues:
        i, j, kind, lemma = cue
        distance = words_to_marks(window, cue)
        place = f"{distance}{edge}"
        common = (
            f"c{side}{kind}{place}",
            f"l{side}{lemma}{min(distance, 2)}",
            f"t{side}{kind}{tags[i]}{lowers[i - 1] if i else '^'}",
            f"s{side}{kind}{min(distance, 2)}{shape}",
            f"n{side}{kind}{near}",
        )
        before = [phrase for phrase in phrases if phrase[1] <= i][-_PHRASES_BEFORE:]
        after = [phrase for phrase in phrases if phrase[0] >= j][:_PHRASES_AFTER]
        tokens = (first + i, first + j)
        for order, ranked in ((f"{side}b", before[::-1]), (f"{side}a", after)):
            for rank, phrase in enumerate(ranked):
                source = (first + phrase[0], first + phrase[1])
                before_cue = finite[i] - finite[phrase[1]] if phrase[0] < i else 0
                verbs = before_cue if phrase[0] < i else finite[phrase[0]] - finite[j]
                features = common + _pair_features(window, cue, phrase, order, rank, verbs)
                found.append(Analysis(source, tokens, "cue", features, side, kind, place, before_cue, lemma))
    return found


def _pair_features(window: Window, cue: Cue, phrase: Range, order: str, rank: int, verbs: int) -> tuple[str, ...]:
    """Returns the features of a noun phrase with a cue; ``order`` is the side of the window and of the phrase.

    ``verbs`` is how many finite ones stand between them.
    """
    lowers, tags, kind = window.lowers, window.tags, cue.cue_class
    a, b = phrase
    left, right = (b, cue.first) if a < cue.first else (cue.last, a)
    between = " ".join(tags[left:right]) if right - left < 4 else f"{min((right - left) // 4, 4)}"
    head, last = tags[b - 1], lowers[b - 1]
    if head in _SHOWN:
        head = last
    before, tag_before = (lowers[a - 1], tags[a - 1]) if a else ("^", "^")
    gap = min(a, 4) if window.side == "R" else min(len(lowers) - b, 4)
    return (
        f"o{order}{rank}{kind}",
        f"B{order}{between}",
        f"Bk{order}{kind}{between}",
        f"h{order}{head}{kind}",
        f"H{window.side}{head}",
        f"p{order}{before}",
        f"pt{order}{tag_before}{head}",
        f"v{order}{verbs}{lowers[left:right].count(',')}",
        f"f{order}{rank}{'01'[a == 0]}{head}",
        f"g{order}{gap}{kind}",
        f"x{order}{tags[b] if b < len(tags) else '$'}{kind}",
        f"w{window.side}{last}",
    )


def is_told(analysis: Analysis) -> bool:
    """True if a source is whom somebody told: Jane Roe told *the Herald*: “I am late.”"""
    return analysis.lemma == "tell" and analysis.source[0] == analysis.cue[1]


def calls_so(lowers: Sequence[str], analysis: Analysis) -> bool:
    """True if a relative clause right before the marks is the attribution: what *he calls* “…”."""
    if analysis.cue_class != "describe" or analysis.side != "L" or int(analysis.place[:1]) > _ARTICLE:
        return False
    return analysis.source[1] == analysis.cue[0] and lowers[analysis.source[0] - 1] in _words("relatives")


class Choice(NamedTuple):
    """The best analysis, its margin over "none", and the share of all analyses' odds that has its source, in 0..1."""

    analysis: Analysis
    margin: float
    certainty: float


def choose(analyses: Sequence[Analysis], weights: Mapping[str, float], previous: bool) -> Choice:
    """Returns the best analysis; "previous" only where the stretch before has a source."""
    open_to = analyses if previous else (analyses[0], *analyses[2:])
    scores = [total(weights, analysis.features) for analysis in open_to]
    most = max(scores)
    first = open_to[scores.index(most)]
    best = _carried(open_to, first)
    odds = [math.exp(max(-30.0, score - most)) for score in scores]
    sources = (best.source, first.source)
    same = [odd for each, odd in zip(open_to, odds) if each.source in sources or _is_part(each, best)]
    return Choice(best, scores[open_to.index(best)] - scores[0], sum(same) / sum(odds))


def _is_part(other: Analysis, best: Analysis) -> bool:
    """True if a source only goes on with the phrase of the best one: the firm's head, *Jane Roe*, an expert, said."""
    return other.cue == best.cue and best.verbs == 0 and best.source[1] <= other.source[0] < best.cue[0]


def _carried(analyses: Sequence[Analysis], best: Analysis) -> Analysis:
    """Returns who spoke, where the best analysis is who carried it: "…," he said, *according to the Courier*."""
    if best.name != "Raccording":
        return best
    near = (each for each in analyses if each.name == "Rsay" and each.place[:1] in "012")
    return next((each for each in near if _is_beside(each) and each.cue < best.cue), best)


def _is_beside(analysis: Analysis) -> bool:
    """True if a source stands right beside its cue: Roe said, said Roe."""
    return analysis.source[1] == analysis.cue[0] or analysis.source[0] == analysis.cue[1]
