"""Attributions: the source and the cue that stand beside a quoted stretch, chosen by a linear model.

Every pair of a noun phrase and a reporting word in the sentence before, around and after the stretch is an analysis;
so are the source of the stretch before, and none at all. The model scores each one and the best wins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rusus.language.noun_phrases import noun_phrases
from rusus.language.speech_verbs import verb_classes
from rusus.language.tagger import FINITE, load_lexicon, tag_words
from rusus.model import Segmentation
from rusus.quotations.marks import Quoted
from rusus.speakers.appositions import is_person, named_before

WIDEST = 60
"""Words that are read on either side of a stretch: enough for a long apposition, and the cost stays linear."""
_STOPS = frozenset((".", "!", "?", "…", "...", "....", ";"))
_MARKS = frozenset(('"', "“", "”", "„", "«", "»", "''", "``"))
_DASHES = frozenset(("―", "—", "–", "-", "--", "~"))
_EDGES = frozenset((",", ".", ":", ";", "?", "!", "—", "–", "-", "that", "as", "the", "a"))
_LINKING = frozenset(("is", "are", "was", "were", "has", "have", "had", "'s", "do", "does", "did"))
_LINKS = frozenset(("of", "for", "at", "from", "in", "with", "and", "on", "to", "("))
_ADVERBS = frozenset(("also", "later", "then", "once", "now", "still", "often", "has", "have", "had", "previously"))
_BREAKS = frozenset((",", ";", ":", "who", "that", "which"))
_BEFORE_NOUNS = frozenset(("DT", "CD", "POS", "JJ"))
_AFTER_NOUNS = frozenset(("IN", "VBD", "VBZ", "MD", "WP"))
_WHOSE_WORDS = frozenset(("the", "own", "immortal", "famous", "last"))
_LONGEST_SIGNATURE = 8
_LONGEST_LABEL = 4
_LONGEST_SOURCE = 16

Range = tuple[int, int]
NONE: Range = (-1, -1)


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens from ``first`` beside a stretch, with tags and base noun phrases (as indices into the window).

    ``side`` is L before the opening mark, R after the closing one, P the sentence before L, C the block before
    where it ends in a colon, and Q where it does not.
    """

    side: str
    first: int
    lowers: Sequence[str]
    tags: Sequence[str]
    phrases: Sequence[Range]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A possible attribution: source and cue as token ranges (``NONE`` where there is none), how, and what the model sees.

    ``how`` is none, previous (the source of the stretch before), signature, or the side and the class of the cue.
    """

    source: Range
    cue: Range
    how: str
    features: tuple[str, ...]


def read_windows(article: Segmentation, quoted: Quoted, left: int, right: int) -> dict[str, Window]:
    """Returns the windows of a stretch by side; ``left`` and ``right`` are the tokens where its neighbours end and begin."""
    tokens = article.tokens
    block = article.blocks[quoted.block]
    opening = bisect_left(tokens.starts, quoted.start) - 1
    closing = bisect_left(tokens.starts, quoted.end) + quoted.closed
    first = max(left, bisect_left(tokens.starts, block.start), opening - WIDEST)
    last = min(right, bisect_left(tokens.starts, block.end), closing + WIDEST // 2)
    begin = _sentence_start(article, first, opening)
    end = closing
    while end < last and not _stops(article, end):
        end += 1
    found = {"L": _window(article, "L", begin, opening), "R": _window(article, "R", closing, end)}
    if opening - begin < 2 and begin > first:
        found["P"] = _window(article, "P", _sentence_start(article, first, begin - 1), begin - 1)
    elif opening == first and quoted.block and first > left:
        side, stop = ("C", opening) if tokens.words[opening - 1] == ":" else ("Q", opening - 1)
        first = max(left, bisect_left(tokens.starts, article.blocks[quoted.block - 1].start), opening - WIDEST)
        if first < stop:
            found[side] = _window(article, side, _sentence_start(article, first, stop), stop)
    return found


def _sentence_start(article: Segmentation, first: int, last: int) -> int:
    while last > first and not _stops(article, last - 1):
        last -= 1
    return last


def _stops(article: Segmentation, i: int) -> bool:
    """Says whether token ``i`` ends a sentence: a full stop before white space or a mark, not that of (R-Fla.) or Ky.,"""
    tokens = article.tokens
    if tokens.words[i] not in _STOPS:
        return False
    return i + 1 == len(tokens) or tokens.starts[i + 1] > tokens.ends[i] or tokens.words[i + 1] in _MARKS


def _window(article: Segmentation, side: str, first: int, last: int) -> Window:
    if last <= first:
        return Window(side, first, (), (), ())
    lowers = article.tokens.lowers[first:last]
    tags = tag_words(article.tokens.words[first:last], lowers, load_lexicon())
    _correct(side, lowers, tags)
    return Window(side, first, lowers, tags, noun_phrases(lowers, tags))


def _correct(side: str, lowers: Sequence[str], tags: list[str]) -> None:
    """Tags verbs after a name, a pronoun or the closing mark as verbs ("Roe counters"), and adjectives that end a
    noun phrase as nouns ("one postdoc in Spain", "the firm's chief executive,")."""
    classes = verb_classes()
    last = len(tags) - 1
    for i, word in enumerate(lowers):
        if tags[i] == "NNS" and word in classes and classes[word][0] == "say":
            if tags[i - 1] in ("NNP", "PRP") if i else side == "R":
                tags[i] = "VBZ"
        elif tags[i] == "JJ" and 0 < i < last and tags[i - 1] in _BEFORE_NOUNS:
            if tags[i + 1] in _AFTER_NOUNS or tags[i + 1] == "." and tags[i - 1] != "DT":
                tags[i] = "NN"


def find_signature(article: Segmentation, quoted: Quoted, after: Window) -> Analysis | None:
    """Returns the attribution by a dash and a name that end the block: “…” — Ariana Huichapa."""
    tokens = article.tokens
    first, last = after.first + 1, after.first + len(after.lowers)
    if not 2 <= len(after.lowers) <= _LONGEST_SIGNATURE or after.lowers[0] not in _DASHES:
        return None
    ends_block = last == len(tokens) or tokens.starts[last] >= article.blocks[quoted.block].end
    ends_line = (
        ends_block or "\n" in article.text[tokens.ends[last - 1] : tokens.starts[last]] or tokens.words[last] == "."
    )
    if not ends_line or not tokens.words[first][:1].isupper():
        return None
    stop = next((i for i in range(first, last) if tokens.words[i] in (",", "(")), last)
    return Analysis((first, stop), (after.first, first), "signature", ())


def find_adjacent(before: Window) -> Analysis | None:
    """Returns the attribution by the words next to the opening mark: "…, says Roe: “" and "with Roe saying “"."""
    lowers, tags, phrases = before.lowers, before.tags, before.phrases
    end = len(lowers) - (lowers[-1:] in ([":"], [","]))
    for a, b in phrases[-1:]:
        said, saying = a - 1, b
        if b == end and a > 1 and lowers[a - 2] == "," and tags[said] in ("VBD", "VBZ") and _is_saying(lowers[said]):
            return _adjacent(before, (a, b), said)
        if b == end - 1 and a and lowers[a - 1] == "with" and tags[saying] == "VBG" and _is_saying(lowers[saying]):
            return _adjacent(before, (a, b), saying)
    return None


def _is_saying(lower: str) -> bool:
    return verb_classes().get(lower, ("",))[0] == "say"


def _adjacent(window: Window, source: Range, cue: int) -> Analysis:
    first, edge = window.first, window.lowers[-1] if window.lowers[-1] in _EDGES else ""
    features = (f"cLsay{min(len(window.lowers) - cue - 1, 6)}{edge}",)
    return Analysis((first + source[0], first + source[1]), (first + cue, first + cue + 1), "Lsay", features)


def find_label(article: Segmentation, quoted: Quoted) -> Analysis | None:
    """Returns the attribution of a stretch that begins with its speaker in capitals and a colon: "PENCE: Well, look."."""
    words, starts = article.tokens.words, article.tokens.starts
    first = bisect_left(starts, quoted.start)
    for i in range(first, min(first + _LONGEST_LABEL, len(words))):
        if words[i] == ":":
            spoken = i + 1 < len(words) and starts[i + 1] < quoted.end
            return Analysis((first, i), (i, i + 1), "label", ()) if i > first and spoken else None
        if not words[i].isupper():
            return None
    return None


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
    return f"{any(word in classes for word in after[:5]):d}{any(word in classes for word in before[-4:]):d}{edge}"


def _cues(window: Window) -> list[tuple[int, int, str, str]]:
    """Returns the reporting words of a window, nearest to the marks: token range, class and base form."""
    classes = verb_classes()
    lowers, tags = window.lowers, window.tags
    found: list[tuple[int, int, str, str]] = []
    if window.side == "R" and lowers and lowers[0] in _DASHES:
        found.append((0, 1, "dash", "-"))
    for i, word in enumerate(lowers):
        if word in classes and tags[i][0] in "VNMJ":
            found.append((i, i + 1, *classes[word]))
        elif word == "to" and i and lowers[i - 1] == "according":
            found.append((i - 1, i + 1, "according", "to"))
        elif word == "of" and i > 1 and lowers[i - 1] == "words" and lowers[i - 2] in _WHOSE_WORDS:
            found.append((i - 1, i + 1, "according", "to"))
        elif tags[i] in FINITE and tags[i] != "MD" and word not in _LINKING and word[-3:] not in ("n't", "n’t"):
            found.append((i, i + 1, "other", ""))
    if window.side in "LC" and lowers and lowers[-1] == ":":
        found.append((len(lowers) - 1, len(lowers), "colon", ":"))
    return found[:4] if window.side == "R" else found[-4:]


def _window_analyses(window: Window, shape: str, near: str) -> Iterator[Analysis]:
    lowers, tags, phrases, side = window.lowers, window.tags, window.phrases, window.side
    size = len(lowers)
    edge = lowers[-1] if lowers and side != "R" and lowers[-1] in _EDGES else ""
    for i, j, kind, lemma in _cues(window):
        distance = min(i, 6) if side == "R" else min(size - j, 6)
        common = (
            f"c{side}{kind}{distance}{edge}",
            f"l{side}{lemma}{min(distance, 2)}",
            f"t{side}{kind}{tags[i]}{lowers[i - 1] if i else '^'}",
            f"s{side}{kind}{min(distance, 2)}{shape}",
            f"n{side}{kind}{near}",
        )
        before = [phrase for phrase in phrases if phrase[1] <= i][-5:]
        after = [phrase for phrase in phrases if phrase[0] >= j][:2]
        for rank, phrase in enumerate(reversed(before)):
            yield _pair(window, phrase, (i, j), f"{side}b{rank}", kind, common)
        for rank, phrase in enumerate(after):
            yield _pair(window, phrase, (i, j), f"{side}a{rank}", kind, common)


def _pair(window: Window, phrase: Range, cue: Range, order: str, kind: str, common: tuple[str, ...]) -> Analysis:
    lowers, tags, first = window.lowers, window.tags, window.first
    a, b = phrase
    left, right = (b, cue[0]) if a < cue[0] else (cue[1], a)
    between = " ".join(tags[left:right]) if right - left < 4 else f"{min((right - left) // 4, 4)}"
    head = lowers[b - 1] if tags[b - 1] in ("PRP", "WP", "DT", "EX") else tags[b - 1]
    verbs = sum(tag in FINITE for tag in tags[left:right])
    commas = sum(word == "," for word in lowers[left:right])
    gap = min(a, 4) if window.side == "R" else min(len(lowers) - b, 4)
    place = order[:2]
    own = (
        f"o{order}{kind}",
        f"B{place}{between}",
        f"Bk{place}{kind}{between}",
        f"h{place}{head}{kind}",
        f"H{order[0]}{head}",
        f"p{place}{lowers[a - 1] if a else '^'}",
        f"pt{place}{tags[a - 1] if a else '^'}{head}",
        f"v{place}{verbs}{commas}",
        f"f{order}{a == 0:d}{head}",
        f"g{place}{gap}{kind}",
        f"x{place}{tags[b] if b < len(tags) else '$'}{kind}",
        f"w{order[0]}{lowers[b - 1]}",
    )
    return Analysis((first + a, first + b), (first + cue[0], first + cue[1]), f"{window.side}{kind}", common + own)


def choose(analyses: Sequence[Analysis], weights: Mapping[str, float], previous: bool) -> tuple[Analysis, float]:
    """Returns the best analysis and its margin over "none"; ``previous`` says that the stretch before has a source."""
    weigh = weights.get
    scores = [sum([weigh(feature, 0.0) for feature in analysis.features]) for analysis in analyses]
    open_to = [k for k in range(len(scores)) if previous or k != 1]
    best = max(open_to, key=scores.__getitem__)
    return analyses[best], scores[best] - scores[0]


def extend_source(article: Segmentation, windows: Mapping[str, Window], chosen: Analysis) -> Range:
    """Returns the whole noun phrase of a source: with (R-Fla.), "of …" and what stands between it and its cue without a comma.

    A source that only describes the name before it gives way to the name.
    """
    first, last = chosen.source
    if last < 0 or chosen.how in ("signature", "label"):
        return chosen.source
    tokens = article.tokens
    described = _described(article, windows.get(chosen.how[0]), chosen)
    if described:
        return described
    limit = min(len(tokens), last + _LONGEST_SOURCE)
    ahead = chosen.cue[0] if last <= chosen.cue[0] < limit else -1
    if ahead > last and tokens.lowers[last] in _LINKS and not _BREAKS.intersection(tokens.lowers[last:ahead]):
        return first, ahead - (tokens.lowers[ahead - 1] in _ADVERBS or tokens.lowers[ahead - 1].endswith("ly"))
    while last + 1 < limit and tokens.lowers[last] == "of":
        stop = last + 1
        while stop < limit and (
            tokens.words[stop][0].isupper() or tokens.lowers[stop] in ("the", "a", "an", "of", "'s", "’s")
        ):
            stop += 1
        if stop == last + 1:
            break
        last = stop
    if last + 1 < limit and tokens.words[last] == "(" and ")" in tokens.words[last : last + 6]:
        last += list(tokens.words[last : last + 6]).index(")") + 1
    return first, last


def _described(article: Segmentation, window: Window | None, chosen: Analysis) -> Range | None:
    """Returns the name that a source before its cue describes between commas, or None."""
    first, last = chosen.source
    words = article.tokens.words
    if window is None or chosen.cue[0] < last or words[last] not in (",", "of", "at", "in", "for", "from", ")"):
        return None
    begin = window.first
    inside, lowers = words[begin : begin + len(window.lowers)], window.lowers
    if window.tags[last - 1 - begin] == "PRP" or is_person(
        inside[first - begin : last - begin], lowers[first - begin :]
    ):
        return None
    found = named_before(inside, lowers, window.tags, first - begin)
    return found and (found[0] + begin, found[1] + begin)
