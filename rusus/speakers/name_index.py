"""The name index: which capitalized words of an article are names where the capital, or the word, does not tell.

A first pass gathers what the article shows by capitals inside sentences. With that a logistic model judges every word
whose capital its place explains ("…," *Hill* said; *Long* said nothing), and rules the words that are mostly something
else (Mrs *May*, *April* Jones, *Will* Allen).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import MOST_KNOWN, load_lexicon, usual_tag
from rusus.model import NameIndex, SentenceSpan, Tokens
from rusus.resources import read_text
from rusus.rules import decide
from rusus.speakers.name_lists import name_lists, speaker_words
from rusus.text.linear_model import total
from rusus.text.punctuation import CLOSING_QUOTES, DASHES, DOUBLE_QUOTES, OPENING_QUOTES

_BRACKETS = frozenset(("(", "["))
_OPENING = OPENING_QUOTES | {"‘"}
_QUOTES = DOUBLE_QUOTES | {"‘"}
_STOPS = frozenset((".", "?", "!", "…", "..."))
_BEFORE_OPENERS = DASHES | _BRACKETS | _STOPS | {":", ";", "•", "*", "-"}
"""Marks after which any word may have a capital."""
_EXPLAINING = _BEFORE_OPENERS | _QUOTES
"""Marks after which a capital may tell nothing."""
_FEWEST = 3
"""Longer words of a headline in title case."""
_LONGER = 4
"""Letters of a longer word, which has a capital in title case."""
_ENDINGS = (4, 3, 2)
"""Letters of the endings by which an unknown word is classed, the longest first."""
_MOST = 3
"""Capitals inside sentences that the model tells apart."""


class Capitals(NamedTuple):
    """Tokens with a capital: ``openers``, where the place explains it; ``after_comma``, after the comma and the
    closing mark of a quotation ("…," Hill said); ``inside``, where only a name has one."""

    openers: list[int]
    after_comma: list[int]
    inside: list[int]


class Evidence(NamedTuple):
    """What an article tells of its words, by word as written.

    ``inside``: how often it has a capital inside a sentence; ``surname``: how often after another capital; ``person``:
    words after a title or a first name; ``words``: all words.
    """

    inside: Mapping[str, int]
    surname: Mapping[str, int]
    person: frozenset[str]
    words: frozenset[str]


def index_names(tokens: Tokens, sentences: Sequence[SentenceSpan]) -> NameIndex:
    """Returns which words of an article are names though their place or the word does not tell, and which are none."""
    capitals = find_capitals(tokens, sentences)
    evidence = gather(tokens, capitals.inside)
    closed = speaker_words("never a name")
    names, plain = set(), set()
    for i in capitals.openers:
        meant = _meant(tokens, i, True, evidence) if is_ambiguous(tokens.words[i]) else None
        if meant is None:
            meant = tokens.lowers[i] not in closed and score(tokens, i, evidence) > 0
        if meant:
            names.add(i)
        elif not tokens.words[i].isupper():  # NASA and PENCE: may be names wherever they stand
            plain.add(i)
    for i in capitals.after_comma:
        (plain if tokens.lowers[i] in closed else names).add(i)
    inside = [i for i in capitals.inside if is_ambiguous(tokens.words[i])]
    names.update(i for i in inside if _meant(tokens, i, False, evidence))
    return NameIndex(tuple(sorted(names)), frozenset(plain))


def capitalized(words: Sequence[str]) -> list[int]:
    """Returns the words of an article that begin with a capital, by index."""
    return [i for i, word in enumerate(words) if word[0].isupper()]


def find_capitals(tokens: Tokens, sentences: Sequence[SentenceSpan]) -> Capitals:
    """Returns the capitalized words of sentences by what their capital tells; headlines in title case have none."""
    found = Capitals([], [], [])
    words = tokens.words
    capitals = capitalized(words)
    begin = 0
    for sentence in sentences:
        first = sentence.first
        end = bisect_left(capitals, sentence.last, begin)
        here, begin = capitals[begin:end], end
        if _is_title_case(words[first : sentence.last], here):
            continue
        for i in here:
            if i > first and words[i - 1] not in _EXPLAINING:
                found.inside.append(i)
            else:
                _sort(found, tokens, i, first)
    return found


def _sort(found: Capitals, tokens: Tokens, i: int, first: int) -> None:
    """Adds a capitalized word of the sentence that begins with token ``first`` to the list that it belongs to."""
    words = tokens.words
    before = words[i - 1] if i > first else ""
    if not before or before in _BEFORE_OPENERS or before in _OPENING:
        found.openers.append(i)
    elif before not in _QUOTES:
        found.inside.append(i)
    elif before not in CLOSING_QUOTES and tokens.ends[i - 1] == tokens.starts[i]:  # a straight mark that opens
        found.openers.append(i)
    elif i - 2 >= first and words[i - 2] == ",":
        found.after_comma.append(i)
    elif i - 2 >= first and words[i - 2] in _STOPS:
        found.openers.append(i)
    else:
        found.inside.append(i)


def _is_title_case(words: Sequence[str], capitals: Sequence[int]) -> bool:
    """True if more than two of three longer words have a capital, of three such words at least.

    ``capitals`` are the words that have one, short ones too. Reading ends at the small word that decides it.
    """
    small = 0
    for word in words:
        if len(word) >= _LONGER and not word[0].isupper() and word[0].isalpha():
            small += 1
            if 2 * small >= len(capitals):
                return False
    long = len([word for word in words if len(word) >= _LONGER and word[0].isalpha()])
    return long >= _FEWEST and 3 * small < long


def gather(tokens: Tokens, inside: Sequence[int]) -> Evidence:
    """Returns what an article tells of its words; ``inside`` are the tokens whose capital tells something."""
    lists, words, lowers = name_lists(), tokens.words, tokens.lowers
    counts: dict[str, int] = {}
    surnames: dict[str, int] = {}
    persons = set()
    for i in inside:
        word, before = words[i], words[i - 1]
        counts[word] = counts.get(word, 0) + 1
        if lowers[i - 1] in lists.titles:
            persons.add(word)
        elif before[0].isupper() and len(before) > 1:
            surnames[word] = surnames.get(word, 0) + 1
            if before in lists.genders:
                persons.add(word)
    return Evidence(counts, surnames, frozenset(persons), frozenset(words))


# Whether a word like May, Will or April is somebody's name (True) or the month or modal (False).


class Ambiguous(NamedTuple):
    """A capitalized word that is mostly no name, with the words beside it.

    ``before`` is "" where its place explains the capital, ``after`` a full stop at the end of the article.
    """

    word: str
    before: str
    after: str
    evidence: Evidence


def day_of_month(found: Ambiguous) -> bool | None:
    """May 5, March 2021: a date."""
    return False if found.after[0].isdigit() else None


def after_title_or_first_name(found: Ambiguous) -> bool | None:
    """Mrs May, Theresa May."""
    lists, before = name_lists(), found.before
    titled = (
        before.lower() in lists.titles and before.lower() != "general"
    )  # Attorney General Will Allen has his own rule
    named = before in lists.genders and before not in speaker_words("months as names")
    return True if titled or named else None


def after_word_of_dates(found: Ambiguous) -> bool | None:
    """in May, until March."""
    return False if found.before.lower() in speaker_words("before dates") else None


def named_elsewhere(found: Ambiguous) -> bool | None:
    """May said no, in an article about Theresa May."""
    return True if found.word in found.evidence.person else None


def after_article(found: Ambiguous) -> bool | None:
    """a June Trump event, the March Madness games: a month before another name."""
    return False if found.before.lower() in ("a", "an", "the") and found.after[0].isupper() else None


def before_surname(found: Ambiguous) -> bool | None:
    """April Jones, Will Allen, but not March Madness Inc."""
    lists, after = name_lists(), found.after
    if found.word not in speaker_words("first names like words") or not after[0].isupper() or len(after) == 1:
        return None
    return True if after not in lists.no_names and after.lower() not in lists.organizations else None


WORD_OR_NAME_RULES = (
    day_of_month, after_title_or_first_name, after_word_of_dates, named_elsewhere, after_article, before_surname,
)  # fmt: skip


def _meant(tokens: Tokens, i: int, opens: bool, evidence: Evidence) -> bool | None:
    """Returns True if a month, a modal or another small word is a name, False if not, and None where it is open."""
    words = tokens.words
    after = words[i + 1] if i + 1 < len(words) else "."
    decided = decide(WORD_OR_NAME_RULES, Ambiguous(words[i], "" if opens else words[i - 1], after, evidence))
    return decided[0] if decided else None


@lru_cache(maxsize=MOST_KNOWN)  # asked of every capital of an article
def is_ambiguous(word: str) -> bool:
    """True if a capitalized word is a month, a modal or another small word: Will, May, April."""
    if word in speaker_words("months as names"):
        return True
    tag = load_lexicon().words.get(word.lower(), "NN")
    return tag[0] not in "NVJR" or tag.startswith("RP")


# The model of openers.


@cache
def _weights() -> Mapping[str, int]:
    """Returns the weights by feature, in hundredths: lines of a weight and the features that have it."""
    found: dict[str, int] = {}
    for line in read_text("name_weights.tsv").splitlines():
        if line and line[0] != "#":
            weight, _, features = line.partition("\t")
            found.update(dict.fromkeys(features.split("\t"), int(weight)))
    return found


def score(tokens: Tokens, i: int, evidence: Evidence) -> int:
    """Returns the log odds of a word being a name, in hundredths."""
    return total(_weights(), opener_features(tokens.words, tokens.lowers, i, evidence))


def opener_features(
    words: Sequence[str], lowers: Sequence[str], i: int, evidence: Evidence, without: int = 0
) -> list[str]:
    """Returns what the model sees of the word ``i``; ``without`` is 1 where the evidence counts that very mention."""
    known, word, lower = load_lexicon()[0], words[i], lowers[i]
    after, second = (*words[i + 1 : i + 3], ".", ".")[:2]
    found = word_class(lower)
    head = found.lstrip("~").partition("/")[0]
    next_kind, second_kind = _kind(after), _kind(second)
    inside = min(_MOST, max(0, evidence.inside.get(word, 0) - without))
    small = lower in evidence.words
    surname = min(2, max(0, evidence.surname.get(word, 0) - without))
    person = word in evidence.person
    shown = f"{inside}{'01'[small]}{'01'[surname > 0]}{'01'[person]}"
    next_small = not after[0].isupper()
    return [
        "bias",
        f"c{found}",
        f"h{head} {shown}",
        f"d{shown}",
        f"D{shown} {next_kind}",
        f"n{next_kind} {head}",
        f"N{next_kind} {second_kind}",
        f"{'w' if next_small else 'W'}{lower}",
        f"g{'01'[word in name_lists().genders]}{'01'[word in known]} {head}",
        f"e{lower[-2:]} {'01'[found[0] in '~?']}",
        f"e{lower[-3:]}",
        f"e{lower[-4:]}",
        f"l{min(len(word), 9)} {'01'[word.isupper()]} {'01'['-' in word]}",
        f"x{after.lower() if len(after) < 8 else ''}",
        f"m{inside}{'01'[small]}",
        f"u{surname}{'01'[person]}",
    ]


@lru_cache(maxsize=MOST_KNOWN)  # this and the next for all openers and their neighbours: 6 % of indexing names
def word_class(lower: str) -> str:
    """Returns the tag class of a word, of its ending with ~ before it, or ? where neither is known."""
    known, endings = load_lexicon()[:2]
    if lower in known:
        return known[lower]
    for size in _ENDINGS:
        if len(lower) > size and lower[-size:] in endings:
            return f"~{endings[lower[-size:]]}"
    return "?"


@lru_cache(maxsize=MOST_KNOWN)
def _kind(word: str) -> str:
    """Returns what a word after an opener is: a number, a capital, a reporting verb, a mark or a tag."""
    if word[0].isdigit():
        return "#"
    if word[0].isupper():
        return "I" if word == "I" else "A" if len(word) == 1 else "Aa"
    if not word[0].isalpha():
        return word
    lower = word.lower()
    if is_speech_verb(lower):
        return "said" if lower.endswith("d") or lower in ("told", "wrote") else "says"
    return usual_tag(lower, "?")


def by_weight(weights: Mapping[str, int]) -> Iterator[str]:
    """Yields the lines of the resource: a weight and its features, sorted."""
    for weight, features in groupby(sorted(weights, key=lambda each: (weights[each], each)), key=weights.__getitem__):
        yield "\t".join((str(weight), *features))
