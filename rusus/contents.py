"""Contents: where the content of an attribution begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from rusus.frames import BREAKS, FINITE, Frame, word_list

_NEAR = 14
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


def start_features(frame: Frame, i: int, lemma: str, j: int) -> list[str]:
    """Returns the features of the beginning ``j`` for the cue at ``i``."""
    lowers, tags = frame.lowers, frame.tags
    word, tag = lowers[j], tags[j]
    before, tagged = (lowers[j - 1], tags[j - 1]) if j else ("^", "^")
    if j > i:
        gap = bucket(j - i - 1)
        that = "that" in lowers[i + 1 : j]
        between = " ".join(tags[i + 1 : j]) if gap < 5 else f"{gap}"
        after = tags[j + 1] if j + 1 < len(tags) else "$"
        clause = clause_at(frame, j)
        return [
            f"sk{clause} {word} {min(gap, 3)}",
            f"sK{clause} {tag} {lemma}",
            f"sx{clause} {before} {frame.closing.get(i + 1) == j:d} {lemma}",
            f"s{gap}",
            f"sw{word} {gap}",
            f"st{tagged} {tag}",
            f"sl{lemma} {gap}",
            f"slw{lemma} {word}",
            f"slt{lemma} {tag} {min(gap, 3)}",
            f"sp{before} {tag}",
            f"sb{between}>{tag}",
            f"slb{lemma} {between}",
            f"sn{tag} {after} {min(gap, 3)}",
            f"sf{frame.finite[j] - frame.finite[i + 1]} {that:d}{word == 'that':d} {min(gap, 3)}",
            f"sc{frame.commas[j] - frame.commas[i]} {before == ','} {tags[i]} {tag}",
            f"sq{frame.quoted[i]:d}{frame.quoted[j]:d} {before in BREAKS:d}",
            f"sT{lemma} {'that' in lowers[j + 1 : j + 6]:d} {min(gap, 3)} {tag}",
        ]
    gap = frame.commas[i] - frame.commas[j]
    return [
        f"S{j == 0:d}",
        f"S0{j == 0:d} {min(gap, 3)} {tags[i]}",
        f"Sw{word} {j == 0:d}",
        f"Sp{before} {tag}",
        f"Sl{lemma} {j == 0:d}",
        f"Slt{lemma} {tag}",
        f"St{tagged} {tag}",
        f"Sf{min(2, frame.finite[i] - frame.finite[j])} {min(2, frame.finite[j])}",
        f"Si{lowers[i - 1]} {tags[i]}",
        f"Sn{i == frame.size - 1:d} {tags[i]} {j == 0:d}",
        f"SN{tags[i + 1] if i + 1 < len(tags) else '$'} {lowers[i + 1] if i + 1 < len(tags) else '$'} {j == 0:d}",
        f"Sq{frame.quoted[j]:d}{frame.quoted[i]:d}",
        f"SL{lemma} {tags[i + 1] if i + 1 < len(tags) else '$'}",
    ]


def end_features(frame: Frame, i: int, lemma: str, k: int) -> list[str]:
    """Returns the features of the end before word ``k`` for the cue at ``i``."""
    lowers, tags, size = frame.lowers, frame.tags, frame.size
    word, tag = (lowers[k], tags[k]) if k < size else ("$", "$")
    last, tagged = lowers[k - 1], tags[k - 1]
    after, after_tag = (lowers[k + 1], tags[k + 1]) if k + 1 < size else ("$", "$")
    after2 = tags[k + 2] if k + 2 < size else "$"
    side = "E" if k > i else "e"
    rest = min(2, frame.finite[-1] - frame.finite[k])
    inner = min(3, abs(frame.finite[k] - frame.finite[i + 1]))
    length = bucket(abs(k - i) - 1)
    coming = min(1, frame.cues[min(k + 4, size)] - frame.cues[k]) if k < size else 0
    shape = f"{word} {after if word in BREAKS else after_tag}"
    clause = clause_at(frame, k + 1) if word in BREAKS or word in word_list("joints") else clause_at(frame, k)
    clause2 = clause_at(frame, k + 2) if word == "," else ""
    opened = frame.openers[i]
    return [
        f"{side}o{opened} {word} {clause}",
        f"{side}O{opened} {coming}{rest} {word} {after_tag}",
        f"{side}k{word} {clause}",
        f"{side}K{word} {after} {clause2}",
        f"{side}kl{word} {clause} {inner} {rest}",
        f"{side}kt{word} {clause} {tags[i]}",
        f"{side}w{word}",
        f"{side}s{shape}",
        f"{side}sl{shape} {inner}",
        f"{side}l{lemma} {word}",
        f"{side}a{word} {after_tag} {after2}",
        f"{side}W{word} {after}",
        f"{side}t{tagged} {tag} {after_tag}",
        f"{side}p{last} {word}",
        f"{side}n{length} {word}",
        f"{side}L{lemma} {length}",
        f"{side}r{rest}{inner} {word}",
        f"{side}R{bucket(size - k)} {word}",
        f"{side}c{coming} {word} {after_tag}",
        f"{side}C{coming}{rest} {word} {tags[i]}",
        f"{side}v{word} {after_tag == tags[i]:d} {after_tag if after_tag in FINITE else after2}",
        f"{side}q{frame.quoted[k] if k < size else 0:d}{frame.quoted[k - 1]:d}{frame.quoted[i]:d} {word}",
        f"{side}m{min(3, abs(frame.commas[k] - frame.commas[i]))} {word} {rest}",
    ]


def pair_features(frame: Frame, i: int, lemma: str, j: int, k: int) -> list[str]:
    """Returns the features of the content ``[j, k)`` for the cue at ``i``."""
    lowers, tags, size = frame.lowers, frame.tags, frame.size
    word, tag = (lowers[k], tags[k]) if k < size else ("$", "$")
    first, first_tag = lowers[j], tags[j]
    order = "a" if j > i else "b" if k <= i else "r"
    verbs = min(3, frame.finite[k] - frame.finite[j])
    length = bucket(k - j)
    breaks = min(3, frame.commas[k] - frame.commas[j])
    after_tag = tags[k + 1] if k + 1 < size else "$"
    rest = min(2, frame.finite[-1] - frame.finite[k])
    clause = clause_at(frame, j + 1) if first == "that" else clause_at(frame, j)
    ahead = clause_at(frame, k + 1) if k < size else "$"
    return [
        f"Ok{clause} {word} {ahead}",
        f"Oo{frame.openers[i]} {word} {ahead} {order}",
        f"OK{clause} {order} {min(verbs, 1)} {lemma}",
        f"Oy{order} {first_tag} {word} {after_tag} {breaks}",
        f"O{order}{lemma}",
        f"Ol{order}{length}",
        f"OL{length} {lemma}",
        f"Ow{first} {word}",
        f"Ot{first_tag} {tag} {verbs}",
        f"Ov{order}{verbs} {lemma}",
        f"OV{verbs}{breaks} {word} {first == 'that'}",
        f"Os{first} {verbs} {length}",
        f"Oe{word} {after_tag} {first_tag} {verbs}",
        f"Oc{breaks} {order} {word}",
        f"Or{order}{rest} {j == 0:d} {word}",
        f"Oz{order}{j == 0:d} {k == size:d} {tags[i]}",
    ]
