"""Sources: the noun phrase to which a cue attributes its content."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.language.tagger import FINITE, NAME
from rusus.quotations.indirect.contents import bucket, few
from rusus.quotations.indirect.tagged_sentence import BREAKS, Content, Cue, Frame, Phrase, order, word_list
from rusus.quotations.indirect.weight_rows import Features
from rusus.text.linear_model import Reads

_LEFT, _RIGHT = 6, 4
"""Noun phrases on either side of a cue that may be its source; where more are on the left, the first one too."""
_OWNERS = frozenset(("NN", "NNS", "NNP", "PRP", "PRP$"))


SOURCE_READS: Reads = (
    ("a", "an apposition before the cue"),
    ("k", "the kind of its last word"),
    ("N", "the word after it"),
    ("S", "its length"),
    ("B", "what lies between cue and source"),
    ("P", "the word before it"),
    ("v", "verbs and commas between cue and source"),
    ("V", "verbs between cue and source, and the tag after it"),
    ("A", "the tags before the cue"),
    ("L", "which phrase from the cue it is, for this cue"),
    ("r", "which phrase from the cue it is"),
    ("B", "what lies between cue and source"),
    ("I", "whether it stands in the content"),
    ("g", "how far it is from the cue"),
    ("a", "an apposition before the cue"),
    ("b", "an apposition before the cue"),
    ("h", "its last word"),
    ("t", "the tags around it"),
    ("T", "whether it is a pronoun"),
)
NOBODY_READS: Reads = (
    ("0", "sources that are not named as a rule"),
    ("l", "the cue"),
    ("b", "the word before the cue"),
    ("w", "the cue"),
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


def source_features(cue: Cue, content: Content, phrase: Phrase | None, rank: int) -> Features:
    """Returns the features of a noun phrase (None: no source is named), the ``rank``-th on its side of the cue."""
    frame, i, lemma = cue
    j, k = content
    lowers, tags, finite = frame.lowers, frame.tags, frame.finite
    before, before_tag = (lowers[i - 1], tags[i - 1]) if i else ("^", "^")
    tag = tags[i]
    if phrase is None:
        return (("0", ["0", f"l{lemma}", f"b{before} {tag}", f"w{lowers[i]}"]),)
    a, b = phrase
    head, head_tag = lowers[b - 1], tags[b - 1]
    prior, prior_tag = (lowers[a - 1], tags[a - 1]) if a else ("^", "^")
    following, following_tag = (lowers[b], tags[b]) if b < len(tags) else ("$", "$")
    left = a < i
    on_left = "01"[left]
    side = f"{'L' if left else 'R'}{order(i, j, k)}"
    low, high = (b, i) if left else (i + 1, a)
    gap = high - low
    distance = bucket(gap)
    between = " ".join(tags[low:high]) if gap < 5 else distance
    verbs = few(finite[high] - finite[low]) if gap > 0 else "0"
    breaks = few(frame.commas[high] - frame.commas[low]) if gap > 0 else "0"
    active = "01"[verbs != "0"]
    # an apposition closes with a comma before the cue: "Bogdanov, a professor of …, said"
    closed, after_comma = before == ",", "01"[prior == ","]
    marks = f"{'01'[closed]}{'01'[following == ',']}"
    first = frame.phrases[0][0] == a
    owner = _described(frame, i) if closed else -1
    return (
        (
            f"k{head_tag}{'01'[frame.words[b - 1][0].isupper()]}",
            [
                f"a{'01'[owner == a]}{'01'[owner >= 0]} {prior}",
                f"k{side} {verbs}{breaks}",
                f"N{following} {on_left}",
                f"S{b - a if b - a < 4 else 4}",
            ],
        ),
        (
            f"t{tag}",
            [
                f"B{' '.join(lowers[low:high]) if gap < 4 else ''} {on_left}",
                f"P{prior} {on_left}",
                f"v{verbs}{breaks} {on_left} {'01'[following_tag in FINITE]}",
                f"V{verbs} {following_tag} {rank}",
                f"A{before_tag} {on_left} {rank}",
            ],
        ),
        (f"s{side}", [f"L{lemma} {rank}", f"r{rank}", f"B{between}", f"I{'01'[j <= a < k]}", f"g{distance}"]),
        (
            "",
            [
                f"a{marks}{after_comma}{active} {'01'[first]}{on_left}",
                f"b{marks}{active} {prior_tag} {on_left}{breaks}",
                f"h{head} {on_left}",
                f"t{prior_tag} {following_tag} {on_left}",
                f"T{head_tag} {head if head_tag in ('PRP', 'WP', 'DT') else ''} {after_comma}{on_left}",
            ],
        ),
    )


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
