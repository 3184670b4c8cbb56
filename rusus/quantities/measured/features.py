"""Features of a number and a noun phrase: what speaks for the phrase being what the number measures.

Where things stand counts most: side and rank, the verb between, the words around both, commas, what the number before
measures, and whether the phrase is subject or object of the number's verb; then the words of head, verb and neighbours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from rusus.language.tagger import FINITE
from rusus.quantities.measured.heads import head_class, is_never_measured
from rusus.quantities.measured.phrases import ADVERBS, VERBS, Phrases
from rusus.quantities.measured.setting import CONNECTED, UNKNOWN, Setting, verb_class
from rusus.quantities.measured.words import measured_words
from rusus.quantities.word_lists import listed

MOST_BEFORE, MOST_AFTER = 12, 6
"""Noun phrases that are looked at before and after a number, so that the cost of a long sentence stays linear."""

REACH = 60
"""Words between a number and a phrase that is looked at, for the same reason."""


def candidates(place: Setting) -> range:
    """Returns the phrases that are asked about, as indices: those near the number."""
    phrases = place.sentence.phrases
    here = _split(place)
    begin, end = max(0, here - MOST_BEFORE), min(len(phrases), here + MOST_AFTER)
    while begin < here and place.first - phrases[begin][1] > REACH:
        begin += 1
    while end > here and phrases[end - 1][0] - place.last > REACH:
        end -= 1
    return range(begin, end)


def _split(place: Setting) -> int:
    """Returns the first phrase that stands after a number."""
    return bisect_left(place.sentence.phrases, place.last, key=lambda phrase: phrase[0])


def features_of_none(place: Setting) -> list[str]:
    """Returns what speaks for a number measuring nothing that is named."""
    previous = min(place.previous, 0)
    return [
        "none",
        f"none kind={place.kind}",
        f"none before={place.before}",
        f"none after={place.after}",
        f"none verb={place.verb_class}",
        f"none previous={previous} {place.link}",
        f"none compound={'01'[place.compound]}",
        f"none told={'01'[place.subject >= 0]}{'01'[place.object >= 0]} {place.kind}",
        f"none verb={place.verb_class} {place.kind} {place.before}",
        f"none word={place.verb_word}",
        f"none word={place.verb_word} {place.kind}",
        f"none next={place.next_word} {place.kind}",
        f"none behind={place.word_before}",
        f"none kind={place.kind} {place.before}",
        f"none kind={place.kind} {place.before} {place.after}",
    ]


def features_of_phrase(place: Setting, phrase: int, rank: int) -> list[str]:
    """Returns what speaks for a phrase, the ``rank``-th from the number on its side."""
    sentence = place.sentence
    first, last = sentence.phrases[phrase]
    is_before = last <= place.first
    gap = range(last, place.first) if is_before else range(place.last, first)
    where = f"{'B' if is_before else 'A'}{min(rank, 5)}"
    role = _role(place, phrase) if is_before else "-"
    head = head_class(sentence, phrase)
    return [
        *_of_place(place, where, len(gap)),
        *_of_gap(place, where[0], gap),
        *_of_role(place, role),
        *_of_clause(place, phrase, head),
        *_of_words(place, where[0], phrase),
        *_of_phrase(place, where, phrase, head, len(gap)),
        *_beside(place, where[0], head, gap),
        *_of_previous(place, where, phrase, gap),
    ]


def _of_place(place: Setting, where: str, gap: int) -> list[str]:
    side, distance, article = where[0], _distance(gap), "01"[place.article]
    compound = [f"compound {where} {distance}"] if place.compound else []
    return [
        *compound,
        f"kind={place.kind} {where}",
        f"before={place.before} {where}",
        f"before={place.before} {side} {distance} {article}",
        f"after={place.after} {where} {article}",
        f"after={place.after} {where} {place.kind}",
    ]


def _distance(gap: int) -> int:
    return gap if gap < 4 else 4 if gap < 7 else 5 if gap < 12 else 6


def _of_gap(place: Setting, side: str, gap: range) -> tuple[str, ...]:
    sentence = place.sentence
    verbs = sentence.finites[gap.stop] - sentence.finites[gap.start]
    commas = sentence.commas[gap.stop] - sentence.commas[gap.start]
    numbers = len({*sentence.owners[gap.start : gap.stop]} - {-1})
    return (
        f"between={side} v{min(verbs, 3)} c{min(commas, 3)} n{min(numbers, 3)}",
        f"numbers={side} {min(numbers, 2)} {place.link}",
    )


def _role(place: Setting, phrase: int) -> str:
    """Returns whether a phrase before a number is subject or object of the number's verb, and what lies between."""
    sentence, verb = place.sentence, place.verb
    first, last = sentence.phrases[phrase]
    inside = "p" if first and sentence.lowers[first - 1] in measured_words("prepositions") else ""
    if verb < 0 or first <= verb < last:
        return "-"
    if first > verb:
        return f"O{min(_phrases_between(sentence, verb + 1, first), 2)}{inside}"
    between, tags = sentence.lowers[last:verb], sentence.tags
    finite = len([at for at in range(last, verb) if tags[at] in FINITE and tags[at + 1] not in ("VB", "VBN", "VBG")])
    relative = "" if measured_words("relative pronouns").isdisjoint(between) else "r"
    comma = "," if "," in between else ""
    return f"S{min(finite, 2)}{min(_phrases_between(sentence, last, verb), 3)}{relative}{inside}{comma}"


def is_subject(place: Setting, phrase: int) -> bool:
    """True if a phrase is the subject of a number's verb."""
    return place.sentence.phrases[phrase][1] <= place.first and _role(place, phrase)[0] == "S"


def _phrases_between(sentence: Phrases, begin: int, end: int) -> int:
    at = bisect_left(sentence.phrases, begin, key=lambda phrase: phrase[0])
    return max(0, bisect_right(sentence.phrases, end, key=lambda phrase: phrase[1]) - at)


def _of_role(place: Setting, role: str) -> tuple[str, ...]:
    return (
        f"role={role}",
        f"role={role} {place.verb_class}",
        f"role={role} {place.kind}",
        f"role={role} {place.before}",
    )


def _of_clause(place: Setting, phrase: int, head: str) -> Iterator[str]:
    """Yields what a phrase is to the number's verb: its subject, its object."""
    for name, told in (("subject", place.subject), ("object", place.object)):
        if phrase == told:
            both = "" if place.subject >= 0 and place.object >= 0 else " alone"
            yield f"{name}{both}"
            yield f"{name} {place.verb_class}{both}"
            yield f"{name} {place.kind} {place.before}"
            yield f"{name} {place.kind} {place.verb_class}"
            yield f"{name} {head} {place.kind}"


def _of_words(place: Setting, side: str, phrase: int) -> tuple[str, ...]:
    """Returns the words that are seen in training often enough: of the head, of the verb, behind the number."""
    told = "S" if phrase == place.subject else "O" if phrase == place.object else "-"
    word = place.sentence.head(phrase)
    return (
        f"word={word}",
        f"word={word} {place.kind}",
        f"verb={place.verb_word} {told}",
        f"next={place.next_word} {side}{told}",
    )


def _of_phrase(place: Setting, where: str, phrase: int, head: str, gap: int) -> tuple[str, ...]:
    sentence, side = place.sentence, where[0]
    first, last = sentence.phrases[phrase]
    follows, precedes = _follows(sentence, last), _precedes(sentence, first)
    return (
        f"head={head}",
        f"head={head} {side} {_distance(gap)}",
        f"head={head} {place.kind}",
        f"follows={follows} {side}",
        f"follows={follows} {where} {place.before}",
        f"precedes={precedes} {side}",
        f"precedes={precedes} {where} {place.before}",
    )


def _follows(sentence: Phrases, at: int) -> str:
    while at < len(sentence.words) and sentence.tags[at] in ADVERBS:
        at += 1
    if at >= len(sentence.words):
        return "$"
    low, tag = sentence.lowers[at], sentence.tags[at]
    if sentence.owners[at] >= 0:
        return "#"
    if low in measured_words("prepositions", "relative pronouns") or not low[0].isalnum():
        return low
    if tag in VERBS or tag == "MD" or low in listed("up", "down"):
        return "V" + verb_class(low)
    return tag


def _precedes(sentence: Phrases, first: int) -> str:
    if first == 0:
        return "^"
    low, tag = sentence.lowers[first - 1], sentence.tags[first - 1]
    if sentence.owners[first - 1] >= 0:
        return "#"
    if low in measured_words("prepositions", "relative pronouns") or not low[0].isalnum() or low in ("and", "or"):
        return low
    return "V" + verb_class(low) if tag in VERBS or tag == "MD" else tag


def _beside(place: Setting, side: str, head: str, gap: range) -> tuple[str, ...]:
    """Returns the words between a number and a phrase that is right beside it."""
    if len(gap) > CONNECTED + (side == "B"):
        return ()
    lowers = "_".join(place.sentence.lowers[gap.start : gap.stop])
    if side == "A":
        return f"then={lowers} {place.kind} {'01'[place.article]}", f"then={lowers}"
    return f"from={lowers}", f"from={lowers} {place.kind}", f"from={place.before} {head}"


def _of_previous(place: Setting, where: str, phrase: int, gap: range) -> Iterator[str]:
    if place.previous == UNKNOWN:
        yield f"previous unknown={place.link} {where}"
    elif place.previous >= 0:
        same = phrase == place.previous
        yield f"previous={'01'[same]} {where[0]}"
        if same:
            yield f"previous {place.link}"
            yield f"previous {place.before}"
            yield f"previous {place.kind}"
        elif phrase > place.previous:
            verbs = place.sentence.finites[gap.stop] - place.sentence.finites[gap.start]
            yield f"since previous={min(verbs, 3)} {place.link[:1]}"


def options(place: Setting) -> Iterator[tuple[int, Sequence[str]]]:
    """Yields each candidate with its features, -1 for none last."""
    here = _split(place)
    for phrase in candidates(place):
        is_later_pronoun = phrase >= here and place.sentence.is_pronoun(phrase)
        if is_later_pronoun or is_never_measured(place.sentence, phrase):
            continue
        yield phrase, features_of_phrase(place, phrase, here - 1 - phrase if phrase < here else phrase - here)
    yield -1, features_of_none(place)
