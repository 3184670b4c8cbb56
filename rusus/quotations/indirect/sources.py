"""Sources: the noun phrase to which a cue attributes its content."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.language.tagger import FINITE
from rusus.quotations.indirect.contents import bucket
from rusus.quotations.indirect.tagged_sentence import Frame, word_list

_LEFT, _RIGHT = 6, 4
_OWNERS = frozenset(("NN", "NNS", "NNP", "PRP", "PRP$"))


def source_candidates(frame: Frame, i: int, j: int, k: int) -> list[tuple[int, int]]:
    """Returns the base noun phrases that may be the source of the cue at ``i`` with the content ``[j, k)``."""
    around = j <= i < k
    outside = []
    for a, b in frame.phrases:
        if a <= i < b:
            end = _owner(frame.tags, a, i)
            if end > a:
                outside.append((a, end))
        elif around or a < j or b > k:
            outside.append((a, b))
    left = [phrase for phrase in outside if phrase[0] < i]
    right = [phrase for phrase in outside if phrase[0] > i]
    return left[:-_LEFT][:1] + left[-_LEFT:] + right[:_RIGHT]


def _owner(tags: Sequence[str], a: int, i: int) -> int:
    """Returns where the phrase ends whose owner stands before a cue inside it: "Trump's own claim", "his demand"."""
    end = tags.index("POS", a, i) if "POS" in tags[a:i] else i
    while end > a and tags[end - 1] not in _OWNERS:
        end -= 1
    return end


def source_features(
    frame: Frame, i: int, lemma: str, j: int, k: int, phrase: tuple[int, int] | None, rank: int
) -> list[str]:
    """Returns the features of a noun phrase (None: no source is named), the ``rank``-th on its side of the cue."""
    lowers, tags = frame.lowers, frame.tags
    order = "a" if j > i else "b" if k <= i else "r"
    before = lowers[i - 1] if i else "^"
    before_tag = tags[i - 1] if i else "^"
    tag = tags[i]
    if phrase is None:
        return ["0", f"0l{lemma}", f"0b{before} {tag}", f"0w{lowers[i]}"]
    a, b = phrase
    head, head_tag = lowers[b - 1], tags[b - 1]
    prior = lowers[a - 1] if a else "^"
    following, following_tag = (lowers[b], tags[b]) if b < len(tags) else ("$", "$")
    left = a < i
    side = f"{'L' if left else 'R'}{order}"
    low, high = (b, i) if left else (i + 1, a)
    gap = high - low
    between = " ".join(tags[low:high]) if gap < 5 else f"{bucket(gap)}"
    verbs = frame.finite[high] - frame.finite[low] if gap > 0 else 0
    breaks = frame.commas[high] - frame.commas[low] if gap > 0 else 0
    verbs, breaks = (verbs if verbs < 3 else 3), (breaks if breaks < 3 else 3)
    kind = f"{head_tag}{frame.words[b - 1][0].isupper():d}"
    # an apposition closes with a comma before the cue: "Bogdanov, a professor of …, said"
    closed, opened = before == ",", following == ","
    first = frame.phrases[0][0] == a
    owner = (
        next((p for p, q in frame.phrases if q < i and lowers[q] == "," and frame.finite[q] == frame.finite[i]), -1)
        if closed
        else -1
    )
    return [
        f"ai{owner == a:d}{owner >= 0:d} {kind} {prior}",
        f"aq{closed:d}{opened:d}{prior == ',':d}{verbs > 0:d} {first:d}{left:d}",
        f"ar{closed:d}{opened:d}{verbs > 0:d} {tags[a - 1] if a else '^'} {left:d}{breaks}",
        f"r{side}{rank}",
        f"h{head} {left:d}",
        f"k{kind} {side} {verbs}{breaks}",
        f"B{side}{between}",
        f"Bw{' '.join(lowers[low:high]) if gap < 4 else ''} {left:d}{tag}",
        f"L{lemma} {side} {rank}",
        f"P{prior} {left:d} {tag}",
        f"Pk{tags[a - 1] if a else '^'} {following_tag} {left:d}",
        f"N{following} {left:d} {kind}",
        f"v{verbs}{breaks} {left:d} {following_tag in FINITE:d} {tag}",
        f"V{verbs} {following_tag} {tag} {rank}",
        f"I{j <= a < k:d} {side}",
        f"S{b - a if b - a < 4 else 4} {kind}",
        f"g{bucket(gap)} {side}",
        f"A{before_tag} {tag} {left:d} {rank}",
        f"T{head_tag} {head if head_tag in ('PRP', 'WP', 'DT') else ''} {prior == ',':d}{left:d}",
    ]


def apposed(frame: Frame, i: int, phrase: tuple[int, int]) -> tuple[int, int]:
    """Returns the phrase to which ``phrase`` belongs as part of an apposition that a comma closes before the cue.

    "Bogdanov, a professor of …, Moscow, said": whatever stands between the first comma and the cue describes Bogdanov.
    """
    lowers, tags, finite = frame.lowers, frame.tags, frame.finite
    if phrase[0] > i or lowers[i - 1] != ",":
        return phrase
    for a, b in frame.phrases:
        if a >= phrase[0]:
            break
        if lowers[b] == "," and finite[b] == finite[i] and not (a and tags[a - 1] == "IN"):
            if lowers[b - 1] not in word_list("occasions"):
                return a, b
    return phrase


def extend_source(frame: Frame, i: int, phrase: tuple[int, int]) -> tuple[int, int]:
    """Returns the whole noun phrase of a source: with its own "of …", "on …", unless that names a time or an occasion.

    "experts on international issues" is one phrase, "the president on Tuesday" is not.
    """
    lowers, closing = frame.lowers, frame.closing
    a, b = phrase
    limit = i if a < i else frame.size
    links = word_list("links") if a < i and frame.tags[b - 1] != "PRP" else ("of",)
    while b + 1 < limit and lowers[b] in links:
        end = closing.get(b + 1, 0)
        if (
            not b + 1 < end <= limit
            or lowers[end - 1] in word_list("occasions")
            or lowers[b] != "of"
            and frame.tags[b - 1] == "NNP"
        ):
            break
        b = end
    return a, b
