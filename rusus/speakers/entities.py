"""Entities: which names of an article mean one person or organization, with the fullest name and the roles of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rusus.model import Segmentation
from rusus.resources import entries
from rusus.rules import decide
from rusus.speakers.name_lists import name_lists, person_endings, speaker_words
from rusus.speakers.name_rules import Name
from rusus.speakers.names import find_names

_LONGEST_APPOSITION = 8
"""Words in which the head of an apposition stands. Chosen by hand; not measured."""
_OLDEST = 110
"""Years below which a number between commas is an age."""
_SHORTEST_ROLE = 5
"""Letters of a noun before a name that may be a role: *spokesman* Tom Reed, but not *that* Tom Reed. Chosen by hand."""
_LATEST = 4
"""Groups of one surname, and names of a group, that are looked at: bounds the cost."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or an organization: its fullest name, kind and gender as in Name, its mentions as indices of names."""

    name: str
    kind: str
    gender: str
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of an article, its names in text order with the entity of each, and who has a role, by mention."""

    entities: tuple[Entity, ...]
    names: tuple[Name, ...]
    owners: tuple[int, ...]
    roles: dict[str, tuple[tuple[int, int], ...]]

    @property
    def by_name(self) -> dict[str, int]:
        """The entities by their fullest names; of two with one name the first."""
        return {entity.name: owner for owner, entity in reversed(list(enumerate(self.entities)))}


def find_entities(article: Segmentation) -> Entities:
    """Groups the names of an article by surname, first name, gender and initials, with roles from titles and appositions."""
    names = find_names(article)
    groups = _Groups(names)
    owners = tuple(map(groups.add, range(len(names))))
    entities = tuple([_entity(article, names, group) for group in groups.members])
    return Entities(entities, tuple(names), owners, _roles(article, names, owners))


class Pairing(NamedTuple):
    """A name, and the first names of a group with its surname."""

    name: Name
    group: Sequence[Name]

    @property
    def kinds(self) -> tuple[str, str]:
        """The kind of the name and of the first name of the group."""
        return self.name.kind, self.group[0].kind


def other_gender(pair: Pairing) -> bool | None:
    """Mr Carter is not Jane Carter."""
    if not pair.name.gender:
        return None
    gender = next((other.gender for other in pair.group if other.gender), "")
    return False if gender and pair.name.gender != gender else None


def transcript_label(pair: Pairing) -> bool | None:
    """WALLACE: is the Chris Wallace who was introduced."""
    capitals = len(pair.name.words) == 1 and pair.name.words[0].isupper()
    return True if capitals and any(len(other.words) > 1 for other in pair.group) else None


def other_organization(pair: Pairing) -> bool | None:
    """The Carter Center is not Jane Carter, the Finance Ministry no Foreign Ministry; that may be the Russian one."""
    if "organization" not in pair.kinds:
        return None
    words = pair.name.words
    if "person" in pair.kinds or words[-1].lower() not in name_lists().organizations:
        return words == pair.group[0].words
    longer = [other.words for other in pair.group if len(other.words) > 1]
    return len(words) == 1 or all(_ends_with(words, other) or _ends_with(other, words) for other in longer)


def _ends_with(words: Sequence[str], end: Sequence[str]) -> bool:
    """True if a name ends with the words of another one: the Russian *Foreign Ministry*, but no Chamber of the *Court*."""
    before = len(words) - len(end)
    part = before > 0 and words[before - 1] in ("of", "the")
    return before >= 0 and not part and tuple(words[before:]) == tuple(end)


def surname_with_particles(pair: Pairing) -> bool | None:
    """Van der Berg is Jan van der Berg, and not Ursula von der Berg."""
    if not pair.name.particles:
        return None
    known = next((other for other in pair.group if not other.is_surname), pair.group[0])
    if known.is_surname and not known.particles:
        return None
    if known.particles != pair.name.particles:
        return False
    return True if pair.name.is_surname or known.is_surname else None


def son_of_somebody(pair: Pairing) -> bool | None:
    """Trump Jr. is Donald Trump Jr., who is not the President Trump or Donald Trump who was named before."""
    if not pair.name.is_junior:
        return None
    juniors = any(other.is_junior for other in pair.group)
    if len(pair.name.words) == 2:
        return juniors
    longer = [other.words for other in pair.group if len(other.words) > 1]
    if not longer:
        return False if any(_has_office(other) for other in pair.group) else None
    father = any(words == pair.name.words[: len(words)] for words in longer)
    return False if father and not juniors else None


def _has_office(name: Name) -> bool:
    """True if a name stands after a title that is no mere form of address: President Reed."""
    return not speaker_words("forms of address").issuperset(name.titles)


def surname_alone(pair: Pairing) -> bool | None:
    """Carter is any Carter."""
    return True if len(pair.name.words) == 1 else None


def other_second_name(pair: Pairing) -> bool | None:
    """Mary Ann Carter is not Mary Jane Carter; George Walker Bush is George W. Bush."""
    name = pair.name.words
    if len(name) < 3:
        return None
    alike = [other.words for other in pair.group if len(other.words) > 2 and other.words[0] == name[0]]
    if not alike or any(words[1][0] == name[1][0] for words in alike):
        return None
    return False if len(name[1].strip(".")) > 1 else None


def first_initial(pair: Pairing) -> bool:
    """Jimmy Carter is James Carter, not Rosalynn Carter."""
    longer = [other for other in pair.group if len(other.words) > 1]
    return not longer or any(other.words[0][0] == pair.name.words[0][0] for other in longer)


SAME_ENTITY_RULES = (
    other_gender,
    transcript_label,
    other_organization,
    surname_with_particles,
    son_of_somebody,
    surname_alone,
    other_second_name,
    first_initial,
)


def is_same(name: Name, group: Sequence[Name]) -> bool:
    """True if a name means the entity of a group that has its surname."""
    decided = decide(SAME_ENTITY_RULES, Pairing(name, group))
    return decided is not None and decided[0]


@dataclass(slots=True)
class _Groups:
    """The names of an article in groups of one entity each, as they are read: indices of names."""

    names: Sequence[Name]
    members: list[list[int]] = field(default_factory=list)
    by_last: dict[str, list[int]] = field(default_factory=dict)
    by_first: dict[str, int] = field(default_factory=dict)
    by_initials: dict[str, int] = field(default_factory=dict)

    def add(self, i: int) -> int:
        """Returns the group that name ``i`` joins, a new one where none fits."""
        name = self.names[i]
        surname = name.surname.lower()
        owner = self._find(name, surname)
        if owner is None:
            owner = len(self.members)
            self.members.append([])
        self.members[owner].append(i)
        same_surname = self.by_last.setdefault(surname, [])
        if same_surname[-1:] != [owner]:
            same_surname.append(owner)
        if len(name.words) > 1:
            self.by_first[name.words[0].lower()] = owner
            self.by_initials["".join([word[0] for word in name.words if word[0].isupper()])] = owner
        return owner

    def _find(self, name: Name, surname: str) -> int | None:
        """Returns the group that a name joins, the latest that fits; None where none does."""
        latest = self.by_last.get(surname, ())[: -_LATEST - 1 : -1]
        fitting = [each for each in latest if is_same(name, [self.names[i] for i in self.members[each][:_LATEST]])]
        if len(name.words) > 1:
            return max(fitting, key=lambda owner: self._is_junior(owner) == name.is_junior, default=None)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:  # a bare surname is that of the person named most, who needs no first name any more, and of no Jr.
            return max(fitting, key=lambda owner: self._fits_surname(owner, bool(name.titles)))
        initials = name.words[0].replace(".", "")
        if name.words[0].isupper() and initials in self.by_initials:
            return self.by_initials[initials]
        first = name.words[0]  # Mr. Ban is Ban Ki-moon, and Mr. Tom not Tom Reed
        return None if name.titles and first in name_lists().genders else self.by_first.get(first.lower())

    def _fits_surname(self, owner: int, addressed: bool) -> tuple[bool, int, bool]:
        """Returns how well a surname fits: of two who are named as often Dahl is the president, and Mr. Dahl is not."""
        members = self.members[owner]
        office = any(_has_office(self.names[i]) for i in members[:_LATEST])
        return not self._is_junior(owner), len(members), office != addressed

    def _is_junior(self, owner: int) -> bool:
        return any(self.names[i].is_junior for i in self.members[owner][:_LATEST])


def _entity(article: Segmentation, names: Sequence[Name], group: Sequence[int]) -> Entity:
    """Makes the entity of a group; its fullest name is the longest, of these the most frequent, of these the first."""
    mentions = [names[i] for i in group]
    fullest = mentions[0] if len(mentions) == 1 else _fullest(mentions)
    kinds = [name.kind for name in mentions if name.kind]
    kind = "person" if "person" in kinds else kinds[0] if kinds else ""
    if not kind and len(fullest.words) > 1 and any(_is_described(article, name) for name in mentions):
        kind = "person"
    gender = next((name.gender for name in mentions if name.gender), "")
    text = article.token_span(fullest.first, fullest.last).text
    return Entity(" ".join(text.split()), kind, gender, tuple(group))


def _fullest(mentions: Sequence[Name]) -> Name:
    """Returns the longest of some names, of these the most frequent, of these the first."""
    counts: dict[tuple[str, ...], int] = {}
    for name in mentions:
        counts[name.words] = counts.get(name.words, 0) + 1
    return max(mentions, key=lambda name: (len(name.words), counts[name.words], -name.first))


def _is_described(article: Segmentation, name: Name) -> bool:
    """True if a description follows a name as persons have them: Roe, 45, or Roe, who, or Roe, a geneticist."""
    lowers = article.tokens.lowers[name.last : name.last + 3]
    if len(lowers) < 3 or lowers[0] != "," or len(name.words) < 2:
        return False
    if lowers[1] == "who":
        return True
    if lowers[2] == "," and _is_age(lowers[1]):
        return True
    head = _apposition(article.tokens.lowers, name.last + 1) if lowers[1] in ("a", "an") else ""
    return head.endswith(person_endings())


def _is_age(word: str) -> bool:
    """True for 45, but not for 1945, ² or a number of five thousand digits, which int() refuses."""
    return len(word) < 4 and word.isdecimal() and int(word) < _OLDEST


def _roles(
    article: Segmentation, names: Sequence[Name], owners: Sequence[int]
) -> dict[str, tuple[tuple[int, int], ...]]:
    """Returns who has a role: (token, entity) pairs by the noun before the name or at the head of its apposition."""
    found: dict[str, list[tuple[int, int]]] = {}
    lowers, words = article.tokens.lowers, article.tokens.words
    for at, (name, owner) in enumerate(zip(names, owners)):
        if name.kind == "organization":
            continue
        roles = [*_titles(name.titles), _role_before(words, lowers, name), _role_after_is(lowers, name)]
        for role in filter(None, roles):
            found.setdefault(role, []).append((name.first, owner))
        apposed = name.last < len(words) and words[name.last] in (",", "(") and _apposition(lowers, name.last + 1)
        if apposed:
            holder = at - (at > 0 and _is_home_of(lowers, name, names[at - 1]))
            found.setdefault(apposed, []).append((names[holder].first, owners[holder]))
    return {role: tuple(holders) for role, holders in found.items()}


def _is_home_of(lowers: Sequence[str], name: Name, before: Name) -> bool:
    """True if a name only says where the person before it is from: Jane Roe of *Ohio*, the ranking Republican, said."""
    return before.kind == "person" and not name.titles and lowers[before.last : name.first] in (["of"], ["from"])


def _titles(titles: Sequence[str]) -> Sequence[str]:
    """Returns the titles that a role can name: a *vice* president is not the president."""
    return titles if speaker_words("deputies").isdisjoint(titles) else ()


def _role_before(words: Sequence[str], lowers: Sequence[str], name: Name) -> str:
    """Returns the noun before a name: the mission's chief *scientist*, Jane Roe, opened; "" where none stands there."""
    before = name.first - len(name.titles) - 1
    if words[before] == "," and words[name.last : name.last + 1] == [","]:
        before -= 1
    noun = words[before] if before >= 0 else ""
    if noun.isupper() and lowers[before] in name_lists().titles:  # its CEO, Jane Roe
        return lowers[before]
    return lowers[before] if noun.islower() and noun.isalpha() and len(noun) >= _SHORTEST_ROLE else ""


def _role_after_is(lowers: Sequence[str], name: Name) -> str:
    """Returns the noun of what a name is: Jane Roe is the *governor* of Texas; Reed, who is a *geneticist*, left."""
    verb = name.last + 2 * (list(lowers[name.last : name.last + 2]) == [",", "who"])
    is_something = list(lowers[verb : verb + 1]) == ["is"] and verb + 1 < len(lowers)
    known = is_something and lowers[verb + 1] in speaker_words("before a role")
    return _apposition(lowers, verb + 1) if known else ""


def _apposition(lowers: Sequence[str], first: int) -> str:
    """Returns the head noun of an apposition that begins at a token; "" where it has none that a person can be."""
    ends = speaker_words("apposition ends")
    for i in range(first, min(first + _LONGEST_APPOSITION, len(lowers))):
        if lowers[i] in entries("quoted_words.txt", "auxiliaries"):
            return ""  # Ann and her husband, Tom, were greeted by an organizer
        if lowers[i] in ends:
            head = lowers[i - 1] if i > first else ""
            subject = lowers[first] == "the" and lowers[i] == "said"  # after talks with Roe, the union said
            named = head in name_lists().genders or head in name_lists().organizations
            return head if head.isalpha() and not named and not subject else ""
    return ""
