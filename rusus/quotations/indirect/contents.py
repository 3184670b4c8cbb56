"""Contents: where the content of an attribution begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import FINITE
from rusus.quotations.indirect.tagged_sentence import BREAKS, Content, Cue, Frame, Words, order, word_list
from rusus.text.linear_model import Reads

_NEAR = 14
"""Words after a cue among which its content may begin."""
_THAT = 12
"""Words in which a "that" announces a content: said in an interview with the paper on Monday that …"""
_AFTER, _BEFORE, _ENDS_BEFORE, _ENDS = 9, 5, 4, 18
"""The most beginnings after a cue and before it, the most ends before it and after it: among them a content of which
half is right is there for 99 of 100 gold cues of speech in PolNeAR dev, for 97 of the others (docs/indirect.md)."""
_LENGTHS = (0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11)


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
    ("sk", "whether a clause begins there"),
    ("s", "how far it is from the cue"),
    ("sw", "the first word"),
    ("st", "the tags around the beginning"),
    ("sl", "how far it is from the cue"),
    ("slw", "the first word, for this cue"),
    ("slt", "the first tag, for this cue"),
    ("sp", "the word before it"),
    ("sb", "what lies between cue and content"),
    ("slb", "what lies between cue and content"),
    ("sn", "the first two tags"),
    ("sT", "a that that is still to come"),
    ("stT", "a that that is still to come"),
    ("sf", "a verb or a that between cue and content"),
)
EARLY_START_READS: Reads = (
    ("S0", "whether it opens the sentence, and commas before the cue"),
    ("Sl", "whether it opens the sentence"),
    ("St", "the tags around the beginning"),
    ("Si", "the word before the cue"),
    ("SN", "the word after the cue"),
)
"""What each feature of a beginning looks at, after the cue and before it: (how the feature begins, what it reads)."""

LATE_END_READS: Reads = (
    ("EO", "the conjunction that opens the cue's clause"),
    ("Ew", "the word after it"),
    ("Ek", "the word after it, and whether a clause begins there"),
    ("EY", "the next verb, and whether a clause begins there"),
    ("Es", "the word after it, and verbs between cue and end"),
    ("El", "the word after it, for this cue"),
    ("Ep", "the words around the end"),
    ("EW", "the two words after it"),
    ("Et", "the tags around the end"),
    ("En", "how far it is from the cue"),
    ("Ec", "another cue soon after it"),
    ("EC", "another cue soon after it, and verbs after it"),
    ("Ev", "a verb of the cue's tense after it"),
    ("Eq", "quotation marks around the end"),
    ("Em", "commas between cue and end, and verbs after it"),
)
EARLY_END_READS: Reads = tuple((f"e{prefix[1:]}", read) for prefix, read in LATE_END_READS)
"""What each feature of an end looks at, after the cue and before it."""

PAIR_READS: Reads = (
    ("Ok", "whether clauses begin with it and after it"),
    ("Oo", "the conjunction that opens the cue's clause"),
    ("OK", "whether a clause begins with it"),
    ("O", "where it stands, for this cue"),
    ("OD", "quotation marks"),
    ("Ol", "its length"),
    ("OL", "its length, for this cue"),
    ("Ow", "its first word and the word after it"),
    ("Ot", "its first tag and the tag after it"),
    ("Ov", "the verbs in it, for this cue"),
    ("OV", "the verbs and commas in it"),
    ("Os", "its first word, verbs and length"),
    ("Oc", "the commas in it"),
    ("Or", "the verbs after it"),
    ("Oz", "whether it opens and closes the sentence"),
)
AROUND_READS: Reads = (
    *PAIR_READS,
    ("OR", "the marks around the attribution inside it"),
    ("OQ", "the marks around the attribution inside it"),
)
"""What each feature of a content looks at, beside its cue and around it."""


def bucket(length: int) -> int:
    """Returns a size class of a number of words."""
    return _LENGTHS[length] if length < len(_LENGTHS) else 12


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


def clause_at(frame: Frame, j: int) -> str:
    """Returns the tag (or the mark) that follows the noun phrase at ``j``: before a finite verb a clause begins."""
    end = frame.closing.get(j, j)
    if end == j:
        return "-"
    if end >= frame.size:
        return "$"
    return frame.lowers[end] if frame.tags[end] in (".", "IN") else frame.tags[end]


def that_ahead(frame: Frame, j: int) -> bool:
    """True if a "that" comes after word ``j`` before the next finite verb: said *in an interview that* …"""
    if "that" not in frame.lowers[j + 1 : j + _THAT]:
        return False
    return frame.finite[frame.lowers.index("that", j + 1)] == frame.finite[j]


def start_features(cue: Cue, j: int) -> list[str]:
    """Returns the features of the beginning ``j`` of a cue's content."""
    frame, i, lemma = cue
    lowers, tags = frame.lowers, frame.tags
    if j < i:
        commas = frame.commas[i] - frame.commas[j]
        after, after_tag = (lowers[i + 1], tags[i + 1]) if i + 1 < len(tags) else ("$", "$")
        return [
            f"S0{'01'[j == 0]} {commas if commas < 3 else 3} {tags[i]}",
            f"Sl{lemma} {'01'[j == 0]}",
            f"St{tags[j - 1] if j else '^'} {tags[j]}",
            f"Si{lowers[i - 1]} {tags[i]}",
            f"SN{after_tag} {after} {'01'[j == 0]}",
        ]
    word, tag = lowers[j], tags[j]
    before, tagged = lowers[j - 1], tags[j - 1]
    gap = bucket(j - i - 1)
    near = gap if gap < 3 else 3
    that, announced = "that" in lowers[i + 1 : j], that_ahead(frame, j)
    between = " ".join(tags[i + 1 : j]) if gap < 5 else f"{gap}"
    after_tag = tags[j + 1] if j + 1 < len(tags) else "$"
    return [
        f"sk{clause_at(frame, j)} {word} {near}",
        f"s{gap}",
        f"sw{word} {gap}",
        f"st{tagged} {tag}",
        f"sl{lemma} {gap}",
        f"slw{lemma} {word}",
        f"slt{lemma} {tag} {near}",
        f"sp{before} {tag}",
        f"sb{between}>{tag}",
        f"slb{lemma} {between}",
        f"sn{tag} {after_tag} {near}",
        f"sT{'01'[announced]} {near} {tag}",
        f"stT{'01'[announced]} {lemma} {near}",
        f"sf{frame.finite[j] - frame.finite[i + 1]} {'01'[that]}{'01'[word == 'that']} {near}",
    ]


def end_features(cue: Cue, k: int) -> list[str]:
    """Returns the features of the end before word ``k`` of a cue's content."""
    frame, i, lemma = cue
    lowers, tags, quoted, size = frame.lowers, frame.tags, frame.quoted, frame.size
    if k < size:
        word, tag = lowers[k], tags[k]
        coming = 1 if frame.cues[k + 4 if k + 4 < size else size] > frame.cues[k] else 0
        opens = word in BREAKS or word in word_list("joints")
        clause = clause_at(frame, k + 1 if opens else k)
    else:
        word, tag, coming, clause = "$", "$", 0, "-"
    after, after_tag = (lowers[k + 1], tags[k + 1]) if k + 1 < size else ("$", "$")
    after2_tag = tags[k + 2] if k + 2 < size else "$"
    side = "E" if k > i else "e"
    inner = abs(frame.finite[k] - frame.finite[i + 1])
    rest = frame.finite[-1] - frame.finite[k]
    rest = rest if rest < 2 else 2
    commas = abs(frame.commas[k] - frame.commas[i])
    return [
        f"{side}O{frame.openers[i]} {coming}{rest} {word} {after_tag}",
        f"{side}w{word}",
        f"{side}k{word} {clause}",
        f"{side}Y{frame.verbs[k]} {clause} {tag}",
        f"{side}s{word} {after if word in BREAKS else after_tag} {inner if inner < 3 else 3}",
        f"{side}l{lemma} {word}",
        f"{side}p{lowers[k - 1]} {word}",
        f"{side}W{word} {after}",
        f"{side}t{tags[k - 1]} {tag} {after_tag}",
        f"{side}n{bucket(abs(k - i) - 1)} {word}",
        f"{side}c{coming} {word} {after_tag}",
        f"{side}C{coming}{rest} {word} {tags[i]}",
        f"{side}v{word} {'01'[after_tag == tags[i]]} {after_tag if after_tag in FINITE else after2_tag}",
        f"{side}q{'01'[k < size and quoted[k]]}{'01'[quoted[k - 1]]}{'01'[quoted[i]]} {word}",
        f"{side}m{commas if commas < 3 else 3} {word} {rest}",
    ]


def pair_features(cue: Cue, content: Words) -> list[str]:
    """Returns the features of a beginning and an end together."""
    frame, i, lemma = cue
    j, k = content
    lowers, tags, quoted = frame.lowers, frame.tags, frame.quoted
    word, tag, ahead = (lowers[k], tags[k], clause_at(frame, k + 1)) if k < frame.size else ("$", "$", "$")
    first = lowers[j]
    place = order(i, j, k)
    clause = clause_at(frame, j + 1 if first == "that" else j)
    rest = frame.finite[-1] - frame.finite[k]
    verbs = frame.finite[k] - frame.finite[j]
    verbs = verbs if verbs < 3 else 3
    commas = frame.commas[k] - frame.commas[j]
    commas = commas if commas < 3 else 3
    length = bucket(k - j)
    return [
        f"Ok{clause} {word} {ahead}",
        f"Oo{frame.openers[i]} {word} {ahead} {place}",
        f"OK{clause} {place} {'01'[verbs > 0]} {lemma}",
        f"O{place}{lemma}",
        f"OD{'01'[quoted[j]]}{'01'[quoted[k - 1]]}{'01'[quoted[i]]} {word}",
        f"Ol{place}{length}",
        f"OL{length} {lemma}",
        f"Ow{first} {word}",
        f"Ot{tags[j]} {tag} {verbs}",
        f"Ov{place}{verbs} {lemma}",
        f"OV{verbs}{commas} {word} {'01'[first == 'that']}",
        f"Os{first} {verbs} {length}",
        f"Oc{commas} {place} {word}",
        f"Or{place}{rest if rest < 2 else 2} {'01'[j == 0]} {word}",
        f"Oz{place}{'01'[j == 0]} {'01'[k == frame.size]} {tags[i]}",
        *(_around(cue, content) if place == "r" else ()),
    ]


def _around(cue: Cue, content: Words) -> tuple[str, str]:
    """Returns features of a content on both sides of its cue: the marks that set the attribution off, or none."""
    frame, i, lemma = cue
    j, k = content
    before = frame.lowers[i - 1] if frame.lowers[i - 1] in BREAKS else "no" if frame.commas[i] > frame.commas[j] else ""
    after = "yes" if frame.commas[k] > frame.commas[i] else ""
    return (
        f"OR{before}{after} {lemma}",
        f"OQ{before}{after} {frame.tags[i]} {'01'[frame.finite[k] > frame.finite[i + 1]]}",
    )


def content_features(cue: Cue, content: Content) -> list[str]:
    """Returns the features of a content's beginning, of its end and of both together."""
    return [
        *start_features(cue, content.start),
        *end_features(cue, content.end),
        *pair_features(cue, content),
    ]


def content_reads(cue: Cue, content: Content) -> Reads:
    """Returns what each of the features of ``content_features`` looks at."""
    start = EARLY_START_READS if content.start < cue.at else LATE_START_READS
    end = LATE_END_READS if content.end > cue.at else EARLY_END_READS
    return (*start, *end, *(AROUND_READS if order(cue.at, *content) == "r" else PAIR_READS))
