"""Name rules: whether a run of capitalized words is a name, where the name begins in it, and of what kind it is.

``read_run`` is the one place that decides: it takes off what opens the sentence, titles and what stands before a first
name, and asks what is left whether it is a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rusus.language.tagger import MOST_KNOWN, NAME, load_lexicon
from rusus.resources import words as listed
from rusus.rules import decide
from rusus.speakers.name_lists import NameLists, is_person_noun, name_lists, speaker_words

_LONGEST_PORTFOLIO = 6
"""Words from a minister's title to the last word of the portfolio: secretary of state for trade and | Industry."""
_BEFORE_PORTFOLIOS = ("of", "for", "and")
LONGEST, _LONGER = 8, 4
"""Words of the longest name of a person, and how many more that of an organization may have; longer are headlines."""
_POSSESSIVES = frozenset(("'s", "’s"))
_FUNCTION = frozenset(("CC", "DT", "IN", "WP", "WRB"))
"""Tags of words that no name begins with, even inside a sentence."""
_VERBS = frozenset(("MD", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
_OPENERS = _FUNCTION | _VERBS | {"CD", "EX", "PRP", "PRP$", "RB", "TO", "UH", "WDT"}
"""Tags of words that open a sentence before a name: However Smith, Says Roe."""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a name: its tokens ``[first, last)`` without titles, its words, and what they tell.

    ``kind`` is person, organization or "" where nothing shows it, ``gender`` m, f or "", ``titles`` are the
    words before it ("prime", "minister") and ``particles`` the small words before its surname ("van", "der"), also
    where the name begins after them; both in lower case.
    """

    first: int
    last: int
    words: tuple[str, ...]
    kind: str
    gender: str
    titles: tuple[str, ...]
    particles: tuple[str, ...] = ()

    @property
    def surname(self) -> str:
        """The last word that is no Jr., Sr. or III."""
        after = speaker_words("after surnames")
        for word in reversed(self.words):
            if word.lower() not in after:
                return word
        return ""

    @property
    def is_junior(self) -> bool:
        """True if it ends with Jr., Sr. or III."""
        return len(self.words) > 1 and self.words[-1].lower() in speaker_words("after surnames")

    @property
    def is_surname(self) -> bool:
        """True if it is a surname alone, with its small words or without: Carter, *Van der Berg*."""
        return len(self.words) == 1 or len(self.words) - 1 <= len(self.particles)


class Run(NamedTuple):
    """Capitalized words ``[first, last)`` of an article, with all of its words.

    ``opens``: a sentence, a quotation or a bracket begins with it. ``known`` holds the words of the article as written,
    ``names`` and ``plain`` are the words that its index has for names and for none.
    """

    words: Sequence[str]
    lowers: Sequence[str]
    first: int
    last: int
    opens: bool
    known: frozenset[str]
    lists: NameLists
    names: frozenset[int]
    plain: frozenset[int]


class Candidate(NamedTuple):
    """What is left of a run: the words ``[start, last)``, and the titles before them.

    ``organized``: a word of organizations is among them.
    """

    words: Sequence[str]
    lowers: Sequence[str]
    start: int
    last: int
    titles: tuple[str, ...]
    organized: bool
    lists: NameLists

    @property
    def first_name(self) -> str:
        """Its first word, where that is a first name before another word: Jane Carter, but not *Van* der Berg."""
        start, first = self.start, self.words[self.start]
        if self.last - start < 2 or first not in self.lists.genders:
            return ""
        return "" if self.lists.particles.issuperset(self.lowers[start : start + 2]) else first


# Whether the first word of a run only opens the sentence (True) or belongs to the name (False).


def plural_with_of(run: Run) -> bool | None:
    """Leaders of Ghana said: the plural of a noun that no name begins with, though it opens the sentence."""
    if not run.opens or run.last - run.first > 1 or run.lowers[run.last : run.last + 1] != ["of"]:
        return None
    lower = run.lowers[run.first]
    plural = lower.endswith("s") and run.words[run.first] not in run.lists.genders
    return True if plural and _known_tag(lower[:-1])[:2] == "NN" else None


def indexed_name(run: Run) -> bool | None:
    """Hill said, where the article's index has the word for a name."""
    return False if run.first in run.names else None


def known_first_name(run: Run) -> bool | None:
    """Will Smith left: Will is a first name, whatever else it is."""
    return False if run.words[run.first] in run.lists.genders else None


def korean_name(run: Run) -> bool | None:
    """Ban Ki-moon said: Ban is a surname before what can be a first name."""
    korean = run.last - run.first > 1 and run.words[run.first] in run.lists.korean_surnames
    return False if korean and "-" in run.words[run.first + 1] else None


def written_small(run: Run) -> bool | None:
    """Rain fell, where the article has "rain" as well: the capital is the sentence's."""
    return True if run.last - run.first == 1 and run.lowers[run.first] in run.known else None


def common_word(run: Run) -> bool | None:
    """The Guardian, However Smith; alone whatever the lexicon knows as another word than a name: Police said."""
    tag = _known_tag(run.lowers[run.first])
    if not tag:
        return None
    return run.last - run.first == 1 or tag.partition("/")[0] in (_OPENERS if run.opens else _FUNCTION)


def indexed_before_name(run: Run) -> bool | None:
    """Sources Jane Roe trusts: a known word that the index has for no name, and that is no title."""
    known = _known_tag(run.lowers[run.first]) and run.lowers[run.first] not in run.lists.titles
    return True if known and run.first in run.plain else None


OPENER_RULES = (
    plural_with_of, indexed_name, known_first_name, korean_name, written_small, indexed_before_name, common_word,
)  # fmt: skip


# What is left of a run, and is no name (False).


def too_long(candidate: Candidate) -> bool | None:
    """A headline in capitals; but the Royal Society for the Prevention of Cruelty to Animals is a name."""
    return False if candidate.last - candidate.start > LONGEST + _LONGER * candidate.organized else None


def title_alone(candidate: Candidate) -> bool | None:
    """The Prime Minister: a title without a name; but the Justice Department is one."""
    titled = candidate.lowers[candidate.start] in candidate.lists.titles
    return False if titled and not _opens_name(candidate, candidate.start, candidate.last) else None


def ends_with_title(candidate: Candidate) -> bool | None:
    """The Labour MP, the Foreign Secretary, a U.S. District Court Judge; but John Judge and Stephen King are names."""
    _, *lowers = candidate.lowers[candidate.start : candidate.last]
    ends = lowers and lowers[-1] in speaker_words("ends no name")
    return False if ends and not candidate.first_name and "of" not in lowers else None


def shouted(candidate: Candidate) -> bool | None:
    """30 MILLION EUROS, BREAKING NEWS: words that are no names elsewhere, in capitals; but ANA RUIZ is one."""
    if candidate.last - candidate.start < 2 or candidate.organized or not candidate.words[candidate.start].isupper():
        return None
    inside = range(candidate.start, candidate.last)
    return False if all(candidate.words[i].isupper() and _known_tag(candidate.lowers[i]) for i in inside) else None


REJECTION_RULES = (too_long, title_alone, ends_with_title, shouted)


# Of what kind a name is.


def with_word_of_organizations(candidate: Candidate) -> str | None:
    """University of Oslo, but President Carter of the Club is a person."""
    return "organization" if candidate.organized and not candidate.titles else None


def after_title(candidate: Candidate) -> str | None:
    """Ms Carter, Prime Minister Carter."""
    titled = candidate.titles and candidate.lowers[candidate.start - 1] in candidate.lists.titles
    return "person" if titled else None


def with_first_name(candidate: Candidate) -> str | None:
    """Jane Carter, but not Jane alone, which may be a firm or a ship."""
    return "person" if candidate.first_name else None


def acronym(candidate: Candidate) -> str | None:
    """NASA, the FBI."""
    word = candidate.words[candidate.start]
    alone = candidate.last - candidate.start == 1
    return "organization" if alone and len(word) > 1 and word.isupper() else None


def after_the(candidate: Candidate) -> str | None:
    """the Green Alliance: persons have no article."""
    longer = candidate.last - candidate.start > 1
    return "organization" if longer and candidate.start and candidate.lowers[candidate.start - 1] == "the" else None


KIND_RULES = (with_word_of_organizations, after_title, with_first_name, acronym, after_the)


def read_run(run: Run) -> Name | None:
    """Returns the name of a run of capitalized words; None where it is none."""
    words, lowers, lists = run.words, run.lowers, run.lists
    first, last = _trim(run)
    if first == last:  # On Monday: a day is no name of a speaker
        return None
    if last - first == 1:
        kind = kind_alone(words[first])
        return None if kind is None else Name(first, last, (words[first],), kind, "", (), _particles(run, first, last))
    start = _after_titles(run, first, last)
    titles = tuple(lowers[first:start])
    start = _after_portfolio(run, start, last)
    inner = _inner_first_name(run, start, last)
    if inner is not None:
        start = inner
    firm = " ".join(lowers[start : start + 2]) in lists.titled_firms
    organized = firm or inner is None and not lists.organizations.isdisjoint(lowers[start:last])
    candidate = Candidate(words, lowers, start, last, titles, organized, lists)
    if decide(REJECTION_RULES, candidate):
        return None
    shown = _without_nickname(words[start:last])
    return Name(start, last, shown, _kind(candidate), _gender(candidate), titles, _particles(run, start, last))


@lru_cache(maxsize=MOST_KNOWN)  # surnames and acronyms come again: without it entities cost 1.1 times as much
def kind_alone(word: str) -> str | None:
    """Returns the kind of a capitalized word that stands alone, None where it is no name: NASA, Carter, not Prime."""
    lists, lower = name_lists(), word.lower()
    candidate = Candidate((word,), (lower,), 0, 1, (), lower in lists.organizations, lists)
    return None if decide(REJECTION_RULES, candidate) else _kind(candidate)


def _kind(candidate: Candidate) -> str:
    """Returns what the first rule says that has an opinion; "" where none has one."""
    decided = decide(KIND_RULES, candidate)
    return decided[0] if decided else ""


def _particles(run: Run, start: int, last: int) -> tuple[str, ...]:
    """Returns the small words before the last word of a name: *van der* Berg, *De* Vries, but Al Gore is called Al."""
    lowers = run.lowers
    if lowers[last - 2] not in run.lists.particles:
        return ()
    first = last - 1
    while first and _is_particle(run, start, first - 1):
        first -= 1
    if first == start and last - start == 2 and run.words[first] in run.lists.genders:
        return ()
    return tuple(lowers[first : last - 1])


def _without_nickname(words: Sequence[str]) -> tuple[str, ...]:
    """Returns the words of a name without one in marks or brackets: Dolores Ibarra for Dolores “Lola” Ibarra."""
    if len(words) > 3 and not (words[1][0].isalnum() or words[3][0].isalnum()):
        return words[0], *words[4:]
    return tuple(words)


def _trim(run: Run) -> tuple[int, int]:
    """Returns a run without the word that opens the sentence, and without days and nationalities at its ends."""
    words, lists, first, last = run.words, run.lists, run.first, run.last
    if run.opens or last - first > 1:  # they met Hope: one capital inside a sentence is there for a name
        opener = decide(OPENER_RULES, run)
        first += bool(opener and opener[0])
    while first < last and (_is_no_name(run, first) or words[first] in lists.particles):
        if _opens_organization(run, first, last):
            break
        first += 1
    while last > first and _is_no_name(run, last - 1):
        last -= 1
    return first, last


def _opens_organization(run: Run, first: int, last: int) -> bool:
    """True if it is part of a name: *American* Red Cross Society, *Sunday* Times, but not *Russian* President."""
    lists, after = run.lists, run.lowers[first + 1 : last]
    if run.words[first] == "Sunday" and not speaker_words("sunday papers").isdisjoint(after[:1]):
        return True
    if run.words[first] not in lists.adjectives or lists.organizations.isdisjoint(after):
        return False
    return lists.titles.keys().isdisjoint(after) and lists.genders.keys().isdisjoint(run.words[first + 1 : last])


def _is_no_name(run: Run, i: int) -> bool:
    """True for days, months and nationalities, but not for a May whom the index has for a person."""
    return run.words[i] in run.lists.no_names and i not in run.names


def _after_titles(run: Run, first: int, last: int) -> int:
    """Returns where the name begins after the last title: Prime Minister | Carter; but Count Dal Verme, King Jr."""
    if last - first < 2:
        return first
    titles, lowers = run.lists.titles, run.lowers
    for i in range(last - 1, first, -1):
        if lowers[i - 1] in titles and not _is_inside(run, lowers[i]):
            return first if _opens_name(run, i - 1, last) else i
    return first


def _is_inside(run: Run, lower: str) -> bool:
    """True if a word stands inside a name or ends it, and does not begin one: dal, Jr."""
    return lower in run.lists.particles or lower in speaker_words("after surnames")


def _opens_name(run: Run | Candidate, title: int, last: int) -> bool:
    """True if a title is part of another name: *Justice* Department, *General* Motors, *Governor*'s Office."""
    lists, after = run.lists, run.lowers[title + 1 : last]
    if after[:1] and after[0] in _POSSESSIVES or " ".join(run.lowers[title : title + 2]) in lists.titled_firms:
        return True
    return run.lowers[title] in lists.openers and "of" not in after and not lists.organizations.isdisjoint(after)


def _after_portfolio(run: Run, start: int, last: int) -> int:
    """Returns where the name begins after what somebody is minister of: Minister of *Public Works* | Jane Roe."""
    lowers = run.lowers
    if not start or lowers[start - 1] not in _BEFORE_PORTFOLIOS:
        return start
    if speaker_words("ministers").isdisjoint(lowers[max(0, start - _LONGEST_PORTFOLIO) : start]):
        return start
    portfolios = speaker_words("portfolios")
    end = next((i for i in range(start, last) if lowers[i] not in portfolios), last)
    return end if end < last else start


def _inner_first_name(run: Run, start: int, last: int) -> int | None:
    """Returns where a first name stands after other words that are no part of the name: Yale Professor | Jane Roe.

    Of one word only where it is known or tells who she is: Italian | Jane Roe, Actor | Jane Roe, but Van Jane Roe.
    None where none stands there, or the words are one name: Ladies of St Mary, Bank of Charles Reed, Reed Bank.
    """
    if last - start < 3:
        return None
    words, lowers, lists = run.words, run.lowers, run.lists
    known = next((i for i in range(start, last - 1) if words[i] in lists.genders), start)
    if known == start or known == start + 1 and not (_known_tag(lowers[start]) or _describes(lowers[start])):
        return None
    one_name = "of" in lowers[start:known] or not lists.organizations.isdisjoint(lowers[known:last])
    return None if one_name else known


def _describes(lower: str) -> bool:
    """True if a word before a first name is where somebody is from, or what somebody is: Italian, Physician."""
    return is_person_noun(lower) or is_nationality(lower)


def is_nationality(lower: str) -> bool:
    """True for Italian, Spanish and Chinese, but not for Italy."""
    country = lower in listed("event_words.txt", "country")
    return country and lower.endswith(tuple(speaker_words("nationality endings")))


def _gender(candidate: Candidate) -> str:
    """Returns the gender that the titles of a name show, or else its first name."""
    lists = candidate.lists
    for title in candidate.titles:
        if lists.titles.get(title):
            return lists.titles[title]
    return lists.genders.get(candidate.first_name, "")


def _is_particle(run: Run, start: int, i: int) -> bool:
    """True if a word is a small word of a surname, in the name or written small before it: but what *do* Reed …"""
    if run.lowers[i] not in run.lists.particles:
        return False
    return i >= start or run.words[i].islower() and _known_tag(run.lowers[i])[:2] != "VB"


def _known_tag(lower: str) -> str:
    """Returns the tags of a word that is no name; "" for unknown ones, names and regions (West Hollywood)."""
    tag = load_lexicon()[0].get(lower, "")
    return "" if tag.startswith(NAME) or lower in speaker_words("compass") else tag
