"""Contents: where the content of an attribution begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from rusus.language.tagger import FINITE
from rusus.quotations.indirect.tagged_sentence import BREAKS, Frame, word_list

_NEAR = 14
_THAT = 12
_AFTER, _BEFORE, _ENDS = 9, 5, 18
_LENGTHS = (0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11)


def bucket(length: int) -> int:
    """Returns a size class of a number of words."""
    return _LENGTHS[length] if length < len(_LENGTHS) else 12


def start_candidates(frame: Frame, i: int) -> list[int]:
    """Returns the words with which the content of the cue at ``i`` may begin: a few after it, a few before it."""
    lowers, tags, size = frame.lowers, frame.tags, frame.size
    starters = word_list("starters")
    found: list[int] = []
    for j in range(i + 1, min(size, i + _NEAR)):
        if j == i + 1 or lowers[j] in starters or lowers[j - 1] in BREAKS or _opens_phrase(tags, j):
            if lowers[j] not in BREAKS or lowers[j] in ("“", '"'):
                found.append(j)
                if len(found) == _AFTER:
                    break
    before = []
    for j in range(i - 2, 0, -1):
        if lowers[j - 1] in BREAKS and lowers[j] not in BREAKS or lowers[j] == "that":
            before.append(j)
            if len(before) == _BEFORE - 1:
                break
    if i > 1:
        before.append(0)
    return found + before


def _opens_phrase(tags: Sequence[str], j: int) -> bool:
    return (
        tags[j] in ("DT", "PRP", "PRP$", "NNP", "NNS", "NN", "JJ", "VBG", "CD", "EX")
        and tags[j - 1] in ("IN", "TO", "RB", "NN", "NNS", "NNP", "PRP", "RP", "CC", "VBD", "VBN")
        and not (tags[j - 1] in ("NN", "NNS", "NNP") and tags[j] in ("NN", "NNS", "NNP"))
    )


def end_candidates(frame: Frame, i: int, first: int) -> list[int]:
    """Returns the words before which the content of the cue at ``i`` may end, none before ``first``."""
    lowers, size = frame.lowers, frame.size
    before = []
    for k in range(min(i, size), first, -1):
        if k == i or lowers[k] in BREAKS:
            before.append(k)
            if len(before) == 4:
                break
    stoppers = word_list("stoppers")
    found: list[int] = []
    for k in range(i + 2, size):
        word = lowers[k]
        if word in BREAKS or word in stoppers:
            if lowers[k - 1] in BREAKS and k > i + 2 and found and found[-1] == k - 1:
                continue
            found.append(k)
            if len(found) == _ENDS:
                break
    if size > i + 1:
        found.append(size)
    return before + found


def clause_at(frame: Frame, j: int) -> str:
    """Returns the tag (or the mark) that follows the noun phrase at ``j``: before a finite verb a clause begins."""
    end = frame.closing.get(j, j)
    if end == j:
        return "-"
    if end >= frame.size:
        return "$"
    return frame.lowers[end] if frame.tags[end] in (".", "IN") else frame.tags[end]


def that_ahead(frame: Frame, j: int) -> bool:
    """Says whether a "that" comes after word ``j`` before the next finite verb: said *in an interview that* …"""
    if "that" not in frame.lowers[j + 1 : j + _THAT]:
        return False
    return frame.finite[frame.lowers.index("that", j + 1)] == frame.finite[j]


def start_features(frame: Frame, i: int, lemma: str, j: int) -> list[str]:
    """Returns the features of the beginning ``j`` for the cue at ``i``."""
    lowers, tags = frame.lowers, frame.tags
    if j < i:
        commas = frame.commas[i] - frame.commas[j]
        after, after_tag = (lowers[i + 1], tags[i + 1]) if i + 1 < len(tags) else ("$", "$")
        return [
            f"S0{j == 0:d} {commas if commas < 3 else 3} {tags[i]}",
            f"Sl{lemma} {j == 0:d}",
            f"St{tags[j - 1] if j else '^'} {tags[j]}",
            f"Si{lowers[i - 1]} {tags[i]}",
            f"SN{after_tag} {after} {j == 0:d}",
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
        f"sT{announced:d} {near} {tag}",
        f"stT{announced:d} {lemma} {near}",
        f"sf{frame.finite[j] - frame.finite[i + 1]} {that:d}{word == 'that':d} {near}",
    ]


def end_features(frame: Frame, i: int, lemma: str, k: int) -> list[str]:
    """Returns the features of the end before word ``k`` for the cue at ``i``."""
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
        f"{side}v{word} {after_tag == tags[i]:d} {after_tag if after_tag in FINITE else after2_tag}",
        f"{side}q{k < size and quoted[k]:d}{quoted[k - 1]:d}{quoted[i]:d} {word}",
        f"{side}m{commas if commas < 3 else 3} {word} {rest}",
    ]


def pair_features(frame: Frame, i: int, lemma: str, j: int, k: int) -> list[str]:
    """Returns the features of the content ``[j, k)`` for the cue at ``i``."""
    lowers, tags, quoted = frame.lowers, frame.tags, frame.quoted
    word, tag, ahead = (lowers[k], tags[k], clause_at(frame, k + 1)) if k < frame.size else ("$", "$", "$")
    first = lowers[j]
    order = "a" if j > i else "b" if k <= i else "r"
    clause = clause_at(frame, j + 1 if first == "that" else j)
    rest = frame.finite[-1] - frame.finite[k]
    verbs = frame.finite[k] - frame.finite[j]
    verbs = verbs if verbs < 3 else 3
    commas = frame.commas[k] - frame.commas[j]
    commas = commas if commas < 3 else 3
    length = bucket(k - j)
    return [
        f"Ok{clause} {word} {ahead}",
        f"Oo{frame.openers[i]} {word} {ahead} {order}",
        f"OK{clause} {order} {verbs > 0:d} {lemma}",
        f"O{order}{lemma}",
        f"OD{quoted[j]:d}{quoted[k - 1]:d}{quoted[i]:d} {word}",
        f"Ol{order}{length}",
        f"OL{length} {lemma}",
        f"Ow{first} {word}",
        f"Ot{tags[j]} {tag} {verbs}",
        f"Ov{order}{verbs} {lemma}",
        f"OV{verbs}{commas} {word} {first == 'that':d}",
        f"Os{first} {verbs} {length}",
        f"Oc{commas} {order} {word}",
        f"Or{order}{rest if rest < 2 else 2} {j == 0:d} {word}",
        f"Oz{order}{j == 0:d} {k == frame.size:d} {tags[i]}",
        *(_around(frame, i, lemma, j, k) if order == "r" else ()),
    ]


def _around(frame: Frame, i: int, lemma: str, j: int, k: int) -> tuple[str, str]:
    """Returns features of a content on both sides of its cue: the marks that set the attribution off, or none."""
    before = frame.lowers[i - 1] if frame.lowers[i - 1] in BREAKS else "no" if frame.commas[i] > frame.commas[j] else ""
    after = "yes" if frame.commas[k] > frame.commas[i] else ""
    return f"OR{before}{after} {lemma}", f"OQ{before}{after} {frame.tags[i]} {frame.finite[k] > frame.finite[i + 1]:d}"
