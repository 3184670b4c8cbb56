"""Contents: where the content of an attribution begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import FINITE
from rusus.quotations.indirect.tagged_sentence import BREAKS, Content, Cue, Frame, Words, order, word_list
from rusus.quotations.indirect.weight_rows import Features
from rusus.text.linear_model import Reads

_NEAR = 14
"""Words after a cue among which its content may begin."""
_THAT = 12
"""Words in which a "that" announces a content: said in an interview with the paper on Monday that …"""
_AFTER, _BEFORE, _ENDS_BEFORE, _ENDS = 9, 5, 4, 18
"""The most beginnings after a cue and before it, the most ends before it and after it: among them a content of which
half is right is there for 99 of 100 gold cues of speech in PolNeAR dev, for 97 of the others (docs/indirect.md)."""
_LENGTHS = (*"01234566777888899999", *["10"] * 10, "11")
"""The size class of a number of words; as text, because a number costs more to write into a feature than its name."""
_FEW = "0123"
"""Counts as features name them, three and more as one."""


_OPENING = frozenset(("“", '"'))
"""Marks with which a content may begin."""
_NOUNS = frozenset(("NN", "NNS", "NNP"))
_PHRASE_STARTS = frozenset(
    (before, tag)
    for before in ("IN", "TO", "RB", "NN", "NNS", "NNP", "PRP", "RP", "CC", "VBD", "VBN")
    for tag in ("DT", "PRP", "PRP$", "NNP", "NNS", "NN", "JJ", "VBG", "CD", "EX")
    if not (before in _NOUNS and tag in _NOUNS)
)
"""Pairs of tags between which a noun phrase begins: told | the paper, in | London."""

LATE_START_READS: Reads = (
    ("g", "how far it is from the cue"),
    ("w", "the first word, for this cue"),
    ("t", "the first tag, for this cue"),
    ("b", "what lies between cue and content"),
    ("a", "a that that is still to come"),
    ("k", "whether a clause begins there"),
    ("g", "the first word"),
    ("t", "the tags around the beginning"),
    ("p", "the word before it"),
    ("b", "what lies between cue and content"),
    ("n", "the first two tags"),
    ("a", "a that that is still to come"),
    ("g", "how far it is from the cue"),
    ("f", "a verb or a that between cue and content"),
)
EARLY_START_READS: Reads = (
    ("o", "whether it opens the sentence, and commas before the cue"),
    ("p", "the word before the cue"),
    ("l", "whether it opens the sentence"),
    ("t", "the tags around the beginning"),
    ("N", "the word after the cue"),
)
"""What each feature of a beginning looks at, after the cue and before it: (how the feature begins, what it reads)."""

END_READS: Reads = (
    ("O", "the conjunction that opens the cue's clause"),
    ("w", "the word after it"),
    ("k", "the word after it, and whether a clause begins there"),
    ("s", "the word after it, and verbs between cue and end"),
    ("l", "the word after it, for this cue"),
    ("p", "the words around the end"),
    ("W", "the two words after it"),
    ("n", "how far it is from the cue"),
    ("c", "another cue soon after it"),
    ("C", "another cue soon after it, and verbs after it"),
    ("v", "a verb of the cue's tense after it"),
    ("q", "quotation marks around the end"),
    ("m", "commas between cue and end, and verbs after it"),
    ("Y", "the next verb, and whether a clause begins there"),
    ("t", "the tags around the end"),
)
"""What each feature of an end looks at."""

_PAIR_READS: Reads = (
    ("k", "whether clauses begin with it and after it"),
    ("o", "the conjunction that opens the cue's clause"),
    ("q", "quotation marks"),
    ("w", "its first word and the word after it"),
    ("v", "the verbs and commas in it"),
    ("c", "the commas in it"),
    ("r", "the verbs after it"),
    ("l", "its length"),
    ("t", "its first tag and the tag after it"),
    ("s", "its first word, verbs and length"),
    ("z", "whether it opens and closes the sentence"),
    ("k", "whether a clause begins with it"),
    ("p", "where it stands, for this cue"),
    ("L", "its length, for this cue"),
    ("v", "the verbs in it, for this cue"),
)
_AROUND_READS: Reads = (
    ("a", "the marks around the attribution inside it"),
    ("b", "the marks around the attribution inside it"),
)
"""What each feature of a content looks at; the last ones only where it stands around its cue."""


def bucket(length: int) -> str:
    """Returns a size class of a number of words."""
    return _LENGTHS[length] if length < len(_LENGTHS) else "12"


def few(count: int) -> str:
    """Returns a count as features name it, three and more as one."""
    return _FEW[count if count < 3 else 3]


def is_closing(frame: Frame, i: int) -> bool:
    """True if a verb of saying after a comma and its source close the sentence: Bridge will close, *says mayor*."""
    lowers, closing = frame.lowers, frame.closing
    if i < 2 or lowers[i - 1] != "," or not is_speech_verb(lowers[i]):
        return False
    end = closing.get(i + 1, 0)
    while end and lowers[end : end + 1] and lowers[end] in word_list("links"):
        end = closing.get(end + 1, 0)
    return end >= frame.size > 0 and word_list("no sources").isdisjoint(lowers[i + 1 : end])


def start_candidates(frame: Frame, i: int) -> list[int]:
    """Returns the words with which the content of the cue at ``i`` may begin: a few after it, a few before it."""
    lowers, tags, starters = frame.lowers, frame.tags, word_list("starters")
    after = (
        []
        if is_closing(frame, i)
        else [
            j
            for j in range(i + 1, min(frame.size, i + _NEAR))
            if j == i + 1
            or lowers[j] in starters
            or lowers[j - 1] in BREAKS
            or (tags[j - 1], tags[j]) in _PHRASE_STARTS
        ]
    )
    opening = [j for j in after if lowers[j] not in BREAKS or lowers[j] in _OPENING][:_AFTER]
    before = (
        j for j in range(i - 2, 0, -1) if lowers[j] == "that" or lowers[j - 1] in BREAKS and lowers[j] not in BREAKS
    )
    found = [*opening, *islice(before, _BEFORE - 1)]
    if i > 1:
        found.append(0)
    return found


def end_candidates(frame: Frame, i: int, first: int) -> list[int]:
    """Returns the words before which the content of the cue at ``i`` may end, none before ``first``."""
    lowers, size = frame.lowers, frame.size
    before = (k for k in range(min(i, size), first, -1) if k == i or lowers[k] in BREAKS)
    found = [*islice(before, _ENDS_BEFORE)]
    if is_closing(frame, i):
        return found
    found.extend(islice(_ends_after(frame, i), _ENDS))
    if size > i + 1:
        found.append(size)
    return found


def _ends_after(frame: Frame, i: int) -> Iterator[int]:
    """Yields the marks and conjunctions after the cue at ``i``, of several marks in a row every other one."""
    lowers, stoppers = frame.lowers, word_list("stoppers")
    last = -1
    for k in range(i + 2, frame.size):
        if (lowers[k] in BREAKS or lowers[k] in stoppers) and not (last == k - 1 and lowers[last] in BREAKS):
            yield k
            last = k


def that_ahead(frame: Frame, j: int) -> bool:
    """True if a "that" comes after word ``j`` before the next finite verb: said *in an interview that* …"""
    if "that" not in frame.lowers[j + 1 : j + _THAT]:
        return False
    return frame.finite[frame.lowers.index("that", j + 1)] == frame.finite[j]


def start_features(cue: Cue, j: int) -> Features:
    """Returns the features of the beginning ``j`` of a cue's content."""
    frame, i, lemma = cue
    lowers, tags = frame.lowers, frame.tags
    if j < i:
        commas = frame.commas[i] - frame.commas[j]
        after, after_tag = (lowers[i + 1], tags[i + 1]) if i + 1 < len(tags) else ("$", "$")
        opens = "01"[j == 0]
        return (
            (f"St{tags[i]}", [f"o{opens} {few(commas)}", f"p{lowers[i - 1]}"]),
            ("S", [f"l{lemma} {opens}", f"t{tags[j - 1] if j else '^'} {tags[j]}", f"N{after_tag} {after} {opens}"]),
        )
    word, tag = lowers[j], tags[j]
    gap = j - i - 1
    near, far = _FEW[gap if gap < 3 else 3], f"g{bucket(gap)}"
    that = "01"["that" in lowers[i + 1 : j]]
    announced = f"a{'01'[that_ahead(frame, j)]} {near}"
    between = f"b{' '.join(tags[i + 1 : j])}" if gap < 5 else f"b{bucket(gap)}"
    after_tag = tags[j + 1] if j + 1 < len(tags) else "$"
    return (
        (f"sl{lemma}", [far, f"w{word}", f"t{tag} {near}", between, announced]),
        (f"sw{word}", [f"k{frame.clauses[j]} {near}", far]),
        (f"st{tag}", [f"t{tags[j - 1]}", f"p{lowers[j - 1]}", between, f"n{after_tag} {near}", announced]),
        ("s", [far, f"f{frame.finite[j] - frame.finite[i + 1]} {that}{'01'[word == 'that']} {near}"]),
    )


def end_features(cue: Cue, k: int) -> Features:
    """Returns the features of the end before word ``k`` of a cue's content."""
    frame, i, lemma = cue
    lowers, tags, quoted, finite, size = frame.lowers, frame.tags, frame.quoted, frame.finite, frame.size
    if k < size:
        word, tag = lowers[k], tags[k]
        coming = "01"[frame.cues[k + 4 if k + 4 < size else size] > frame.cues[k]]
        clause = frame.clauses[k + 1 if word in BREAKS or word in word_list("joints") else k]
    else:
        word, tag, coming, clause = "$", "$", "0", "-"
    after, after_tag = (lowers[k + 1], tags[k + 1]) if k + 1 < size else ("$", "$")
    side = "E" if k > i else "e"
    inner, commas = abs(finite[k] - finite[i + 1]), abs(frame.commas[k] - frame.commas[i])
    rest = "012"[finite[-1] - finite[k] if finite[-1] - finite[k] < 2 else 2]
    verb = after_tag if after_tag in FINITE else tags[k + 2] if k + 2 < size else "$"
    return (
        (
            f"{side}w{word}",
            [
                f"O{frame.openers[i]} {coming}{rest} {after_tag}",
                "w",
                f"k{clause}",
                f"s{after if word in BREAKS else after_tag} {inner if inner < 3 else 3}",
                f"l{lemma}",
                f"p{lowers[k - 1]}",
                f"W{after}",
                f"n{bucket(abs(k - i) - 1)}",
                f"c{coming} {after_tag}",
                f"C{coming}{rest} {tags[i]}",
                f"v{'01'[after_tag == tags[i]]} {verb}",
                f"q{'01'[k < size and quoted[k]]}{'01'[quoted[k - 1]]}{'01'[quoted[i]]}",
                f"m{commas if commas < 3 else 3} {rest}",
            ],
        ),
        (f"{side}t{tag}", [f"Y{frame.verbs[k]} {clause}", f"t{tags[k - 1]} {after_tag}"]),
    )


def pair_features(cue: Cue, content: Words) -> Features:
    """Returns the features of a beginning and an end together."""
    frame, i, lemma = cue
    j, k = content
    lowers, tags, quoted, finite, size = frame.lowers, frame.tags, frame.quoted, frame.finite, frame.size
    word, tag, ahead = (lowers[k], tags[k], frame.clauses[k + 1]) if k < size else ("$", "$", "$")
    first = lowers[j]
    place = order(i, j, k)
    clause = frame.clauses[j + 1 if first == "that" else j]
    rest, verbs, commas = finite[-1] - finite[k], few(finite[k] - finite[j]), few(frame.commas[k] - frame.commas[j])
    length = bucket(k - j)
    opens = "01"[j == 0]
    return (
        (
            f"Ow{word}",
            [
                f"k{clause} {ahead}",
                f"o{frame.openers[i]} {ahead} {place}",
                f"q{'01'[quoted[j]]}{'01'[quoted[k - 1]]}{'01'[quoted[i]]}",
                f"w{first}",
                f"v{verbs}{commas} {'01'[first == 'that']}",
                f"c{commas} {place}",
                f"r{place}{rest if rest < 2 else 2} {opens}",
            ],
        ),
        (
            "O",
            [
                f"l{place}{length}",
                f"t{tags[j]} {tag} {verbs}",
                f"s{first} {verbs} {length}",
                f"z{place}{opens} {'01'[k == size]} {tags[i]}",
            ],
        ),
        (
            f"Ol{lemma}",
            [f"k{clause} {place} {'01'[finite[k] > finite[j]]}", f"p{place}", f"L{length}", f"v{place}{verbs}"],
        ),
        *((("Or", _around(cue, content)),) if place == "r" else ()),
    )


def _around(cue: Cue, content: Words) -> tuple[str, str]:
    """Returns features of a content on both sides of its cue: the marks that set the attribution off, or none."""
    frame, i, lemma = cue
    j, k = content
    before = frame.lowers[i - 1] if frame.lowers[i - 1] in BREAKS else "no" if frame.commas[i] > frame.commas[j] else ""
    after = "yes" if frame.commas[k] > frame.commas[i] else ""
    return (
        f"a{before}{after} {lemma}",
        f"b{before}{after} {frame.tags[i]} {'01'[frame.finite[k] > frame.finite[i + 1]]}",
    )


def content_features(cue: Cue, content: Content) -> Features:
    """Returns the features of a content's beginning, of its end and of both together."""
    return (
        *start_features(cue, content.start),
        *end_features(cue, content.end),
        *pair_features(cue, content),
    )


def content_reads(cue: Cue, content: Content) -> Reads:
    """Returns what each of the features of ``content_features`` looks at."""
    start = EARLY_START_READS if content.start < cue.at else LATE_START_READS
    around = _AROUND_READS if order(cue.at, *content) == "r" else ()
    return (*start, *END_READS, *_PAIR_READS, *around)
