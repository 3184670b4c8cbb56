"""Sources: the noun phrase to which a cue attributes its content."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.language.tagger import FINITE, NAME
from rusus.quotations.indirect.contents import bucket
from rusus.quotations.indirect.tagged_sentence import BREAKS, Content, Cue, Frame, Phrase, order, word_list
from rusus.text.linear_model import Reads

_LEFT, _RIGHT = 6, 4
"""Noun phrases on either side of a cue that may be its source; where more are on the left, the first one too."""
_OWNERS = frozenset(("NN", "NNS", "NNP", "PRP", "PRP$"))


SOURCE_READS: Reads = (
    ("ai", "an apposition before the cue"),
    ("aq", "an apposition before the cue"),
    ("ar", "an apposition before the cue"),
    ("r", "which phrase from the cue it is"),
    ("h", "its last word"),
    ("k", "the kind of its last word"),
    ("B", "what lies between cue and source"),
    ("Bw", "what lies between cue and source"),
    ("L", "which phrase from the cue it is, for this cue"),
    ("P", "the word before it"),
    ("Pk", "the tags around it"),
    ("N", "the word after it"),
    ("v", "verbs and commas between cue and source"),
    ("V", "verbs between cue and source, and the tag after it"),
    ("I", "whether it stands in the content"),
    ("S", "its length"),
    ("g", "how far it is from the cue"),
    ("A", "the tags before the cue"),
    ("T", "whether it is a pronoun"),
)
NOBODY_READS: Reads = (
    ("0", "sources that are not named as a rule"),
    ("0l", "the cue"),
    ("0b", "the word before the cue"),
    ("0w", "the cue"),
)
"""What each feature of a source looks at, and of its not being named: (how the feature begins, what it reads)."""


def source_candidates(frame: Frame, i: int, content: Content) -> list[Phrase]:
    """Returns the base noun phrases that may be the source of the cue at ``i`` with a content."""
    j, k = content
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


def source_features(cue: Cue, content: Content, phrase: Phrase | None, rank: int) -> list[str]:
    """Returns the features of a noun phrase (None: no source is named), the ``rank``-th on its side of the cue."""
    frame, i, lemma = cue
    j, k = content
    lowers, tags = frame.lowers, frame.tags
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
    side = f"{'L' if left else 'R'}{order(i, j, k)}"
    low, high = (b, i) if left else (i + 1, a)
    gap = high - low
    between = " ".join(tags[low:high]) if gap < 5 else f"{bucket(gap)}"
    verbs = frame.finite[high] - frame.finite[low] if gap > 0 else 0
    breaks = frame.commas[high] - frame.commas[low] if gap > 0 else 0
    verbs, breaks = (verbs if verbs < 3 else 3), (breaks if breaks < 3 else 3)
    kind = f"{head_tag}{'01'[frame.words[b - 1][0].isupper()]}"
    # an apposition closes with a comma before the cue: "Bogdanov, a professor of …, said"
    closed, opened = before == ",", following == ","
    first = frame.phrases[0][0] == a
    owner = _described(frame, i) if closed else -1
    return [
        f"ai{'01'[owner == a]}{'01'[owner >= 0]} {kind} {prior}",
        f"aq{'01'[closed]}{'01'[opened]}{'01'[prior == ',']}{'01'[verbs > 0]} {'01'[first]}{'01'[left]}",
        f"ar{'01'[closed]}{'01'[opened]}{'01'[verbs > 0]} {tags[a - 1] if a else '^'} {'01'[left]}{breaks}",
        f"r{side}{rank}",
        f"h{head} {'01'[left]}",
        f"k{kind} {side} {verbs}{breaks}",
        f"B{side}{between}",
        f"Bw{' '.join(lowers[low:high]) if gap < 4 else ''} {'01'[left]}{tag}",
        f"L{lemma} {side} {rank}",
        f"P{prior} {'01'[left]} {tag}",
        f"Pk{tags[a - 1] if a else '^'} {following_tag} {'01'[left]}",
        f"N{following} {'01'[left]} {kind}",
        f"v{verbs}{breaks} {'01'[left]} {'01'[following_tag in FINITE]} {tag}",
        f"V{verbs} {following_tag} {tag} {rank}",
        f"I{'01'[j <= a < k]} {side}",
        f"S{b - a if b - a < 4 else 4} {kind}",
        f"g{bucket(gap)} {side}",
        f"A{before_tag} {tag} {'01'[left]} {rank}",
        f"T{head_tag} {head if head_tag in ('PRP', 'WP', 'DT') else ''} {'01'[prior == ',']}{'01'[left]}",
    ]


def _described(frame: Frame, i: int) -> int:
    """Returns where the first phrase begins that a comma follows and no verb but that of the cue at ``i``, or -1."""
    finite = frame.finite
    return next((p for p, q in frame.phrases if q < i and frame.lowers[q] == "," and finite[q] == finite[i]), -1)


def apposed(frame: Frame, i: int, phrase: Phrase, content: Content) -> Phrase:
    """Returns the phrase to which ``phrase`` belongs as part of an apposition that a comma closes before the cue.

    "Bogdanov, a professor of …, Moscow, said": all that stands between the first comma and the cue describes Bogdanov.
    No word of the content is its source: "The cause was pneumonia, his daughter, Ruth Alvarez, said."
    """
    lowers, tags, finite = frame.lowers, frame.tags, frame.finite
    if phrase[0] > i or lowers[i - 1] != ",":
        return phrase
    for a, b in frame.phrases:
        if a >= phrase[0]:
            break
        after_preposition = a and tags[a - 1] == "IN"
        described = lowers[b] == "," and finite[b] == finite[i] and not after_preposition
        opens = content.end > i and content.start == a and tags[b - 1] == NAME  # Roe, a banker, said, “…”
        if content.start <= a < content.end and not opens:
            continue
        if described and lowers[b - 1] not in word_list("occasions"):
            return a, b
    return phrase


def extend_source(frame: Frame, i: int, phrase: Phrase) -> Phrase:
    """Returns the whole phrase of a source: with its own "of …", "on …", and with whom it speaks together.

    "experts on international issues" is one phrase, "the president on Tuesday" is not.
    """
    a, b = _with_links(frame, i, phrase)
    return (_joined_before(frame, i, a), _joined_after(frame, i, b)) if "and" in frame.lowers else (a, b)


def _with_links(frame: Frame, i: int, phrase: Phrase) -> Phrase:
    """Returns a phrase with what a preposition ties to it, unless that names a time or an occasion."""
    lowers, closing = frame.lowers, frame.closing
    a, b = phrase
    limit = i if a < i else frame.size
    links = word_list("links") if a < i and frame.tags[b - 1] != "PRP" else ("of",)
    while b + 1 < limit and lowers[b] in links:
        end = closing.get(b + 1, 0)
        after_name = frame.tags[b - 1] == "NNP" and lowers[b] != "of"
        if not b + 1 < end <= limit or after_name or lowers[end - 1] in word_list("occasions"):
            break
        b = end
    return a, b


def _joined_before(frame: Frame, i: int, a: int) -> int:
    """Returns where a source begins that "and" ties to the names before it: *France, Germany and* Italy said.

    They must open their clause or follow the cue: he spoke in Ghana and Togo said nothing.
    """
    lowers, tags = frame.lowers, frame.tags
    opening = {end: start for start, end in frame.phrases}
    start, link = a, "and"
    while start and lowers[start - 1] == link and tags[a] == tags[start - 2] == NAME and start - 1 in opening:
        start, link = opening[start - 1], ","
    if start < a and lowers[start - 1] == "of" and start - 1 in opening:  # leaders of Ghana and Togo
        start = opening[start - 1]
    opens = start == 0 or lowers[start - 1] in BREAKS or lowers[start - 1] in word_list("joints")
    after_cue = i < start <= i + 2 and tags[start - 1] in ("IN", "TO", tags[i])
    return start if opens or after_cue else a


def _joined_after(frame: Frame, i: int, b: int) -> int:
    """Returns where a source ends that "and" ties to the phrase after it: Nebraska *and Oklahoma* said."""
    lowers, tags = frame.lowers, frame.tags
    end = frame.closing.get(b + 1, 0) if lowers[b : b + 1] == ["and"] else 0
    if not end:
        return b
    if b < i:
        end = _with_links(frame, i, (b + 1, end))[1]
        return end if all(tag == "RB" for tag in tags[end:i]) else b
    closed = end >= frame.size or lowers[end] in BREAKS
    return end if closed and tags[b - 1] == tags[b + 1] == NAME else b
