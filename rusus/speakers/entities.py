"""Entities: which names of an article mean the same person or organization, with the fullest name and the roles of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rusus.model import Segmentation
from rusus.speakers.names import Name, find_names, name_lists

_LONGEST_APPOSITION = 8
_APPOSITION_ENDS = frozenset(
    (",", ".", ";", ":", "of", "for", "at", "in", "with", "from", "who", "and", "(", "to", "on", "said")
)


_PERSON_ENDINGS = ("er", "or", "ist", "ian", "ant", "ent", "man", "woman", "fellow", "student", "chief", "host", "head")


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or an organization: its fullest name, kind and gender as in Name, and its mentions as indices of names."""

    name: str
    kind: str
    gender: str
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of an article, its names in text order, the entity of each, and who has a role, in order of mention."""

    entities: tuple[Entity, ...]
    names: tuple[Name, ...]
    owners: tuple[int, ...]
    roles: dict[str, tuple[tuple[int, int], ...]]


def find_entities(article: Segmentation) -> Entities:
    """Groups the names of an article by surname, first name, gender and initials; roles come from titles and appositions."""
    names = find_names(article)
    groups: list[list[int]] = []
    owners: list[int] = []
    by_last: dict[str, list[int]] = {}
    by_first: dict[str, list[int]] = {}
    by_initials: dict[str, int] = {}
    for i, name in enumerate(names):
        owner = _owner(name, names, groups, by_last, by_first, by_initials)
        if owner < 0:
            owner = len(groups)
            groups.append([])
        groups[owner].append(i)
        owners.append(owner)
        if by_last.setdefault(name.words[-1].lower(), [owner])[-1] != owner:
            by_last[name.words[-1].lower()].append(owner)
        if len(name.words) > 1:
            by_first.setdefault(name.words[0].lower(), []).append(owner)
            by_initials["".join(word[0] for word in name.words if word[0].isupper())] = owner
    entities = tuple(_entity(article, names, group) for group in groups)
    return Entities(entities, tuple(names), tuple(owners), _roles(article, names, owners))


def _owner(
    name: Name,
    names: Sequence[Name],
    groups: Sequence[Sequence[int]],
    by_last: dict[str, list[int]],
    by_first: dict[str, list[int]],
    by_initials: dict[str, int],
) -> int:
    """Returns the group that a name joins, the latest that fits, or -1."""
    fitting = [
        owner
        for owner in reversed(by_last.get(name.words[-1].lower(), ())[-4:])
        if _fits(name, [names[i] for i in groups[owner][:4]])
    ]
    if fitting:  # a bare surname is that of the person named most, who needs no first name any more
        return fitting[0] if len(name.words) > 1 else max(fitting, key=lambda owner: len(groups[owner]))
    if len(name.words) == 1:
        if name.words[0].isupper() and name.words[0].replace(".", "") in by_initials:
            return by_initials[name.words[0].replace(".", "")]
        for owner in reversed(by_first.get(name.words[0].lower(), ())[-1:]):
            if not name.titles:
                return owner
    return -1


def _fits(name: Name, group: Sequence[Name]) -> bool:
    gender = next((other.gender for other in group if other.gender), "")
    if name.gender and gender and name.gender != gender:
        return False
    if len(name.words) == 1 and name.words[0].isupper() and any(len(other.words) > 1 for other in group):
        return True  # WALLACE: in a transcript
    organized = "organization" in (name.kind, group[0].kind)
    if organized and (
        "person" in (name.kind, group[0].kind) or name.words[-1].lower() not in name_lists().organizations
    ):
        return name.words == group[0].words
    longer = [other for other in group if len(other.words) > 1]
    return len(name.words) == 1 or not longer or any(other.words[0][0] == name.words[0][0] for other in longer)


def _entity(article: Segmentation, names: Sequence[Name], group: Sequence[int]) -> Entity:
    """Makes the entity of a group; its fullest name is the longest, of these the most frequent, of these the first."""
    mentions = [names[i] for i in group]
    counts = Counter(name.words for name in mentions)
    fullest = max(mentions, key=lambda name: (len(name.words), counts[name.words], -name.first))
    kinds = [name.kind for name in mentions if name.kind]
    genders = [name.gender for name in mentions if name.gender]
    kind = "person" if "person" in kinds else kinds[0] if kinds else ""
    if not kind and len(fullest.words) > 1 and any(_is_described(article, name) for name in mentions):
        kind = "person"
    text = article.text[article.tokens.starts[fullest.first] : article.tokens.ends[fullest.last - 1]]
    return Entity(" ".join(text.split()), kind, genders[0] if genders else "", tuple(group))


def _is_described(article: Segmentation, name: Name) -> bool:
    """Says whether a name is followed by a description as persons have them: Roe, 45, or Roe, who, or Roe, a geneticist."""
    lowers = article.tokens.lowers[name.last : name.last + 3]
    if len(lowers) < 3 or lowers[0] != "," or len(name.words) < 2:
        return False
    if lowers[1] == "who" or lowers[1].isdigit() and lowers[2] == "," and int(lowers[1]) < 110:
        return True
    head = _apposition(article.tokens.lowers, name.last + 1) if lowers[1] in ("a", "an") else ""
    return head.endswith(_PERSON_ENDINGS)


def _roles(
    article: Segmentation, names: Sequence[Name], owners: Sequence[int]
) -> dict[str, tuple[tuple[int, int], ...]]:
    """Returns who has a role: (token, entity) pairs by the noun before the name or at the head of its apposition."""
    found: dict[str, list[tuple[int, int]]] = {}
    lowers, words = article.tokens.lowers, article.tokens.words
    for name, owner in zip(names, owners):
        if name.kind == "organization":
            continue
        for title in name.titles:
            found.setdefault(title, []).append((name.first, owner))
        before = name.first - len(name.titles) - 1
        if words[before] == "," and words[name.last : name.last + 1] == [","]:
            before -= 1  # the mission's chief scientist, Jane Roe, opened
        if before >= 0 and words[before].islower() and words[before].isalpha() and len(words[before]) > 4:
            found.setdefault(lowers[before], []).append((name.first, owner))
        if name.last < len(words) and words[name.last] in (",", "("):
            head = _apposition(lowers, name.last + 1)
            if head:
                found.setdefault(head, []).append((name.first, owner))
    return {role: tuple(holders) for role, holders in found.items()}


def _apposition(lowers: Sequence[str], first: int) -> str:
    """Returns the head noun of an apposition that begins at a token, or an empty string."""
    for i in range(first, min(first + _LONGEST_APPOSITION, len(lowers))):
        if lowers[i] in _APPOSITION_ENDS:
            return (
                lowers[i - 1]
                if i > first and lowers[i - 1].isalpha() and lowers[i - 1] not in name_lists().genders
                else ""
            )
    return ""
