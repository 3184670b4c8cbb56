"""Names: the persons and organizations that an article names, mention by mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rusus.language.tagger import load_lexicon
from rusus.model import Segmentation
from rusus.resources import read_lists

_OPENING = frozenset(('"', "“", "„", "«", "``", "‘", ":", "(", "—"))
_CLOSED = frozenset(
    (
        "CC",
        "CD",
        "DT",
        "EX",
        "IN",
        "MD",
        "PRP",
        "PRP$",
        "RB",
        "TO",
        "UH",
        "VB",
        "VBD",
        "VBG",
        "VBN",
        "VBP",
        "VBZ",
        "WDT",
        "WP",
        "WRB",
    )
)
_FUNCTION = frozenset(("CC", "DT", "IN", "WP", "WRB"))
_COMPASS = frozenset(("north", "south", "east", "west", "northern", "southern", "eastern", "western"))
LONGEST = 8
"""Words of the longest name; longer runs of capitals are headlines and lists."""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a name: its tokens ``[first, last)`` without titles, its words, and what they tell.

    ``kind`` is person, organization or "" where nothing shows it, ``gender`` m, f or "", ``titles`` are the
    words before it ("prime", "minister"), in lower case.
    """

    first: int
    last: int
    words: tuple[str, ...]
    kind: str
    gender: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameLists:
    """The sections of names.txt as sets, first names with their gender, those of first_names.txt among them."""

    genders: Mapping[str, str]
    titles: Mapping[str, str]
    organizations: frozenset[str]
    particles: frozenset[str]
    no_names: frozenset[str]


@cache
def name_lists() -> NameLists:
    """Returns the packaged lists of first names, titles and words of organizations."""
    lists, first_names = read_lists("names.txt"), read_lists("first_names.txt")
    genders: dict[str, str] = {}
    for section, gender in (("male", "m"), ("female", "f"), ("either", "")):
        for line in first_names[section]:
            genders.update(dict.fromkeys(line.split(), gender))
    for section, gender in (("male", "m"), ("female", "f"), ("either", "")):
        genders.update(dict.fromkeys(lists[section], gender))
    titles = dict.fromkeys(lists["title"], "")
    titles.update(dict.fromkeys(lists["male_title"], "m"))
    titles.update(dict.fromkeys(lists["female_title"], "f"))
    return NameLists(
        genders, titles, frozenset(lists["organization"]), frozenset(lists["particle"]), frozenset(lists["no_name"])
    )


def find_names(article: Segmentation) -> list[Name]:
    """Returns the names in the sentences of an article, in text order; headings in title case give none.

    A word like "West" that opens a sentence is a name where the article names somebody so in full.
    """
    lists, words = name_lists(), article.tokens.words
    small = frozenset(words)
    found: list[Name] = []
    opening: list[int] = []
    for sentence in article.sentences:
        if article.blocks[sentence.block].kind != "headline" or not _is_title_case(
            article, sentence.first, sentence.last
        ):
            for first, last in _runs(words, sentence.first, sentence.last, lists):
                names = list(_split(article, first, last, first == sentence.first, lists, small))
                found.extend(names)
                if not names and last == first + 1:
                    opening.append(first)
    surnames = {name.words[-1] for name in found if len(name.words) > 1 and name.kind == "person"}
    late = [Name(i, i + 1, (words[i],), "", "", ()) for i in opening if words[i] in surnames]
    return sorted((*found, *late), key=lambda name: name.first) if late else found


def _is_title_case(article: Segmentation, first: int, last: int) -> bool:
    words = [word for word in article.tokens.words[first:last] if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 3 > 2 * len(words)


def _runs(words: Sequence[str], first: int, last: int, lists: NameLists) -> Iterator[tuple[int, int]]:
    """Yields the runs of capitalized words, with the small words that can stand inside a name."""
    i = first
    while i < last:
        if not words[i][0].isupper() or _is_compound(words[i]):
            i += 1
            continue
        end = i + 1
        while end < last:
            if _is_name_word(words[end]):
                end += 1
            elif words[end] in lists.particles or words[end] in ("'", "’") and words[end - 1].endswith("s"):
                after = end + 1 + (end + 1 < last and words[end + 1] in lists.particles)
                if after >= last or not _is_name_word(words[after]):
                    break
                end = after + 1
            elif words[end] in ("of", "for") and words[end - 1].lower() in lists.organizations:
                after = end + 1 + (end + 1 < last and words[end + 1] == "the")
                if after >= last or not words[after][0].isupper():
                    break
                end = after + 1
            else:
                break
        yield i, end
        i = end


def _is_compound(word: str) -> bool:
    """Says whether a word is like London-based or U.S.-led, which begins no name."""
    return "-" in word and word.rpartition("-")[2].islower()


def _is_name_word(word: str) -> bool:
    return word[0].isupper() and not _is_compound(word) or "-" in word and word.rpartition("-")[2][:1].isupper()


def _split(
    article: Segmentation, first: int, last: int, opens: bool, lists: NameLists, small: frozenset[str]
) -> Iterator[Name]:
    """Yields the name of a run without the sentence's first word, titles and what stands before a first name.

    ``small`` holds the words of the article, to tell a name that opens a sentence from a word written small elsewhere.
    """
    words, lowers = article.tokens.words, article.tokens.lowers
    opens = opens or first > 0 and words[first - 1] in _OPENING
    if words[first] not in lists.genders and (opens or last - first > 1):
        alone = opens and last - first == 1 and lowers[first] in small
        first += alone or _is_common(lowers[first], last - first > 1, opens)
    while first < last and (words[first] in lists.no_names or words[first] in lists.particles):
        first += 1
    while last > first and words[last - 1] in lists.no_names:
        last -= 1
    start = first
    for i in range(first, last):
        if lowers[i] in lists.titles and i + 1 < last and lowers[i + 1] not in lists.particles:
            start = i + 1
    titles = tuple(lowers[first:start])
    known = next((i for i in range(start, last - 1) if words[i] in lists.genders), -1)
    organized = not lists.organizations.isdisjoint(lowers[start:last])
    plain = known == start + 1 and words[start] not in lists.genders and _is_common(lowers[start], False)
    if (
        (known > start + 1 or plain)
        and lists.organizations.isdisjoint(lowers[known:last])
        and "of" not in lowers[start:known]
    ):
        start, organized = known, False
    if last - start > LONGEST or last <= start or lowers[start] in lists.titles:
        return
    gender = lists.genders.get(words[start], "") if last - start > 1 else ""
    gender = next((lists.titles[title] for title in titles if lists.titles.get(title)), gender)
    person = bool(titles) and lowers[start - 1] in lists.titles or words[start] in lists.genders and last - start > 1
    kind = "organization" if organized and not titles else "person" if person else ""
    acronym = last - start == 1 and words[start].isupper() and len(words[start]) > 1
    if not kind and (acronym or last - start > 1 and start and lowers[start - 1] == "the"):
        kind = "organization"
    yield Name(start, last, tuple(words[start:last]), kind, gender, titles)


def _is_common(lower: str, followed: bool, opens: bool = True) -> bool:
    """Says whether a word is known to be something else than a name, and, before another capital, a word like "the"."""
    found = load_lexicon()[0].get(lower)
    if found is None or found.startswith("NNP") or lower in _COMPASS:
        return False
    return not followed or found.partition("/")[0] in (_CLOSED if opens else _FUNCTION)
