"""Features of a number and a noun phrase: what speaks for the phrase being what the number measures.

Only where things stand counts: side and rank, the verb between, the words around both, commas, and what the number
before measures. Words of heads are left out: with them the choice was no better (docs/models/quantities.md).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rusus.language.tagger import FINITE
from rusus.model import Quantity
from rusus.quantities.measured.phrases import ADVERBS, VERBS, Phrases
from rusus.quantities.measured.words import VERB_CLASSES, measured_words
from rusus.quantities.word_lists import listed

REACH_OF_VERB = 14
"""Words before a number among which its verb is looked for, so that the cost stays linear; chosen by hand."""

MOST_BEFORE, MOST_AFTER = 12, 6
"""Noun phrases that are looked at before and after a number, so that the cost of a long sentence stays linear."""

REACH = 60
"""Words between a number and a phrase that is looked at, for the same reason."""

CONNECTED = 2
"""Words between two numbers that are looked at one by one; of more only the kinds count."""

UNKNOWN, FIRST = -1, -2
"""What the number before measures: nothing that is known, or there is no number before."""

SIGNS = frozenset("$€£¥~")
CLAUSE_ENDS = frozenset(";:“”")


COMPARATORS = frozenset((("up", "to"), ("at", "least"), ("at", "most")))
"""Pairs of words before a number that only compare."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of a sentence and what stands around it, whichever phrase is asked about."""

    sentence: Phrases
    first: int
    last: int
    kind: str
    article: bool
    before: str
    after: str
    verb: int
    verb_class: str
    link: str
    previous: int


def setting(sentence: Phrases, index: int, quantity: Quantity, previous: int) -> Setting:
    """Returns the setting of the ``index``-th number; ``previous`` is the phrase that the number before measures."""
    first, last = sentence.numbers[index]
    at = before_comparator(sentence, first)
    article = at >= 0 and sentence.lowers[at] in measured_words("articles")
    at -= article
    while at >= 0 and sentence.tags[at] in ADVERBS:
        at -= 1
    verb = _governing_verb(sentence, at)
    kind = "moneyper" if quantity.kind == "money" and " per " in quantity.unit else quantity.kind
    return Setting(
        sentence,
        first,
        last,
        kind,
        article,
        _class_before(sentence, at),
        _class_after(sentence, last),
        verb,
        verb_class(sentence.lowers[verb]) if verb >= 0 else "^",
        "-" if previous == FIRST else _link(sentence, index, at),
        previous,
    )


def before_comparator(sentence: Phrases, first: int) -> int:
    """Returns the word before a number and its words of comparison, or -1."""
    at = first - 1
    if at > 0 and tuple(sentence.lowers[at - 1 : at + 1]) in COMPARATORS:
        at -= 2
    while at >= 0 and (
        sentence.lowers[at] in measured_words("before a number")
        or sentence.tags[at] in ADVERBS
        or sentence.lowers[at] in SIGNS
    ):
        at -= 1
    return at


def _governing_verb(sentence: Phrases, at: int) -> int:
    """Returns the last verb before a number in its clause, or -1."""
    for verb in range(at, max(-1, at - REACH_OF_VERB), -1):
        if sentence.tags[verb] in VERBS and sentence.owners[verb] < 0:
            return verb
        if sentence.lowers[verb] in CLAUSE_ENDS:
            break
    return -1


def verb_class(low: str) -> str:
    """Returns what a verb does: be, have, pay, cost, say, value, deal, change, level, or just verb."""
    found = next((name for name in VERB_CLASSES if low in measured_words(name)), None)
    return found or (
        "change" if low in listed("up", "down") else "level" if low in listed("verbs of level") else "verb"
    )


def _class_before(sentence: Phrases, at: int) -> str:
    if at < 0:
        return "^"
    low, tag = sentence.lowers[at], sentence.tags[at]
    if sentence.owners[at] >= 0:
        return "#"
    if low in measured_words("prepositions") or not low[0].isalnum() or low in ("and", "or", "total"):
        return low
    return verb_class(low) if tag in VERBS or low in listed("up", "down", "verbs of level") else tag


def _class_after(sentence: Phrases, at: int) -> str:
    if at >= len(sentence.words):
        return "$"
    low = sentence.lowers[at]
    if sentence.owners[at] >= 0:
        return "#"
    plain = low in measured_words("prepositions", "after a number") or not low[0].isalnum()
    return low if plain else sentence.tags[at]


def _link(sentence: Phrases, index: int, at: int) -> str:
    """Returns what ties a number to the one before: its words where they are few, else what kinds there are."""
    begin, end = sentence.numbers[index - 1][1], sentence.numbers[index][0]
    lowers = sentence.lowers[begin:end]
    if len(lowers) <= CONNECTED:
        return "_".join(lowers)
    kinds = ("," if "," in lowers else "", "and" if "and" in lowers else "")
    verb = "V" if any(tag in FINITE for tag in sentence.tags[begin:end]) else ""
    before = sentence.lowers[at] if at >= 0 and sentence.lowers[at] in measured_words("prepositions") else ""
    return "".join((*kinds, verb, before))


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
    return [
        *_of_place(place, where, len(gap)),
        *_of_gap(place, where[0], gap),
        *_of_role(place, role),
        *_of_phrase(place, where, phrase, len(gap)),
        *_beside(place, where[0], phrase, gap),
        *_of_previous(place, where, phrase, gap),
    ]


def _of_place(place: Setting, where: str, gap: int) -> Iterator[str]:
    side = where[0]
    yield f"at={where}"
    yield f"gap={side}{_distance(gap)}"
    yield f"kind={place.kind} {where}"
    yield f"before={place.before} {where}"
    yield f"before={place.before} {side} {_distance(gap)} {place.article:d}"
    yield f"after={place.after} {where} {place.article:d}"
    yield f"after={place.after} {where} {place.kind}"
    yield f"around={place.before} {place.after} {where} {place.article:d}"


def _distance(gap: int) -> int:
    return gap if gap < 4 else 4 if gap < 7 else 5 if gap < 12 else 6


def _of_gap(place: Setting, side: str, gap: range) -> Iterator[str]:
    sentence = place.sentence
    verbs = sentence.finites[gap.stop] - sentence.finites[gap.start]
    commas = sentence.commas[gap.stop] - sentence.commas[gap.start]
    numbers = len({owner for owner in sentence.owners[gap.start : gap.stop] if owner >= 0})
    yield f"between={side} v{min(verbs, 3)} c{min(commas, 3)} n{min(numbers, 3)}"
    yield f"numbers={side} {min(numbers, 2)} {place.link}"


def _role(place: Setting, phrase: int) -> str:
    """Returns whether a phrase before a number is subject or object of the number's verb, and what lies between."""
    sentence, verb = place.sentence, place.verb
    first, last = sentence.phrases[phrase]
    inside = "p" if first and sentence.lowers[first - 1] in measured_words("prepositions") else ""
    if verb < 0 or first <= verb < last:
        return "-"
    if first > verb:
        return f"O{min(_phrases_between(sentence, verb + 1, first), 2)}{inside}"
    between = range(last, verb)
    finite = sum(sentence.tags[at] in FINITE for at in between if sentence.tags[at + 1] not in ("VB", "VBN", "VBG"))
    relative = "r" if any(sentence.lowers[at] in measured_words("relative pronouns") for at in between) else ""
    comma = "," if any(sentence.lowers[at] == "," for at in between) else ""
    return f"S{min(finite, 2)}{min(_phrases_between(sentence, last, verb), 3)}{relative}{inside}{comma}"


def is_subject(place: Setting, phrase: int) -> bool:
    """True if a phrase is the subject of a number's verb."""
    return place.sentence.phrases[phrase][1] <= place.first and _role(place, phrase)[0] == "S"


def _phrases_between(sentence: Phrases, begin: int, end: int) -> int:
    at = bisect_left(sentence.phrases, begin, key=lambda phrase: phrase[0])
    return max(0, bisect_right(sentence.phrases, end, key=lambda phrase: phrase[1]) - at)


def _of_role(place: Setting, role: str) -> Iterator[str]:
    yield f"role={role}"
    yield f"role={role} {place.verb_class}"
    yield f"role={role} {place.kind}"
    yield f"role={role} {place.before}"


def _of_phrase(place: Setting, where: str, phrase: int, gap: int) -> Iterator[str]:
    sentence, side = place.sentence, where[0]
    first, last = sentence.phrases[phrase]
    follows, precedes = _follows(sentence, last), _precedes(sentence, first)
    head = head_class(sentence, phrase)
    yield f"head={head}"
    yield f"head={head} {side} {_distance(gap)}"
    yield f"head={head} {place.kind}"
    yield f"follows={follows} {side}"
    yield f"follows={follows} {where} {place.before}"
    yield f"precedes={precedes} {side}"
    yield f"precedes={precedes} {where} {place.before}"
    yield f"beside={precedes} {follows} {side}"
    yield f"first={first == 0:d} {side} {follows[0] == 'V':d}"
    yield f"words={min(last - first, 4)}"


def head_class(sentence: Phrases, phrase: int) -> str:
    """Returns what kind of thing a phrase is by its last word: a time, a change, a pronoun, an average, or its tag."""
    last = sentence.phrases[phrase][1]
    head, tag = sentence.lowers[last - 1], sentence.tags[last - 1]
    if head in measured_words("nouns without content"):
        return "empty"
    if tag == "PRP" or head in measured_words("pronouns"):
        return "PRP"
    if head in measured_words("times"):
        return "time"
    if head in listed("nouns of change"):
        after = sentence.lowers[last] if last < len(sentence.words) else ""
        return "change" + (after if after in ("in", "of", "to") else "")
    if head in measured_words("measurable nouns"):
        return "measurable"
    return tag


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


def _beside(place: Setting, side: str, phrase: int, gap: range) -> Iterator[str]:
    """Yields the words between a number and a phrase that is right beside it."""
    lowers = "_".join(place.sentence.lowers[gap.start : gap.stop])
    if side == "A" and len(gap) <= CONNECTED:
        yield f"then={lowers} {place.kind} {place.article:d}"
        yield f"then={lowers}"
    elif side == "B" and len(gap) <= CONNECTED + 1:
        yield f"from={lowers}"
        yield f"from={lowers} {place.kind}"
        yield f"from={place.before} {head_class(place.sentence, phrase)}"


def _of_previous(place: Setting, where: str, phrase: int, gap: range) -> Iterator[str]:
    if place.previous == UNKNOWN:
        yield f"previous unknown={place.link} {where}"
    elif place.previous >= 0:
        same = phrase == place.previous
        yield f"previous={same:d} {where[0]}"
        if same:
            yield f"previous {place.link}"
            yield f"previous {place.before}"
            yield f"previous {place.kind}"
        elif phrase > place.previous:
            verbs = place.sentence.finites[gap.stop] - place.sentence.finites[gap.start]
            yield f"since previous={min(verbs, 3)} {place.link[:1]}"


def is_never_measured(sentence: Phrases, phrase: int) -> bool:
    """True of times, parts of numbers, articles, a bare change (a decline), an average or total of nothing named."""
    if sentence.head(phrase) in measured_words("parts of numbers", "times", "articles"):
        return True
    first, last = sentence.phrases[phrase]
    if last - first == 1 and sentence.lowers[first] in measured_words("before no phrase"):
        return True
    if (
        last - first == 1
        and sentence.lowers[first] in measured_words("verbs of measure")
        and _opens_object(sentence, last)
    ):
        return True  # homes up to $1 million STAY an average of 70 days
    if sentence.lowers[first] in listed("months") and sentence.head(phrase).isdigit():
        return True  # August 1
    after = last + 1
    while after < len(sentence.words) and sentence.lowers[after] in measured_words("articles"):
        after += 1
    links = after < len(sentence.words) and sentence.lowers[last] in ("of", "in", "to")
    is_named = links and sentence.owners[after] < 0
    return head_class(sentence, phrase).startswith(("change", "empty")) and not is_named


def _opens_object(sentence: Phrases, at: int) -> bool:
    return at < len(sentence.words) and (sentence.tags[at] == "DT" or sentence.owners[at] >= 0)


def options(place: Setting) -> Iterator[tuple[int, Sequence[str]]]:
    """Yields each candidate with its features, -1 for none last."""
    here = _split(place)
    for phrase in candidates(place):
        is_later_pronoun = phrase >= here and place.sentence.is_pronoun(phrase)
        if is_later_pronoun or is_never_measured(place.sentence, phrase):
            continue
        yield phrase, features_of_phrase(place, phrase, here - 1 - phrase if phrase < here else phrase - here)
    yield -1, features_of_none(place)
