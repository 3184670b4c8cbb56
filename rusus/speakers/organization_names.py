"""Organization names: how they go on over small words and marks: the Department *of Health and Human Services*."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rusus.language.tagger import NAME, usual_tag
from rusus.speakers.name_lists import NameLists, is_person_noun, speaker_words

_LINKS = frozenset(("of", "for", "on"))
"""Words after which a name says what an organization is about."""
_LONGEST = 16
"""Words and marks of a name before another joint: bounds the cost. The longest in the case rows has nine."""


class Joint(NamedTuple):
    """A small word or mark at ``at``, between the words ``[first, at)`` of a name and a capital at ``then``."""

    words: Sequence[str]
    first: int
    at: int
    then: int
    last: int
    lists: NameLists

    @property
    def before(self) -> str:
        """The word before it."""
        return self.words[self.at - 1]

    @property
    def next(self) -> str:
        """The capitalized word after it."""
        return self.words[self.then]

    @property
    def is_organized(self) -> bool:
        """True if a word of organizations stands before it."""
        return self._has_organization(self.first, self.at)

    @property
    def is_linked(self) -> bool:
        """True if what an organization is about stands before it: the *Department of Health* and …"""
        return self.is_organized and not _LINKS.isdisjoint(self.words[self.first : self.at])

    @property
    def leads_to_organization(self) -> bool:
        """True if a word of organizations stands among the capitalized words after it."""
        end = self.then
        while end < self.last and self.words[end][0].isupper():
            end += 1
        return self._has_organization(self.then, end)

    def _has_organization(self, first: int, last: int) -> bool:
        return any(word.lower() in self.lists.organizations for word in self.words[first:last])


def _after_and(joint: Joint) -> bool:
    """The Department of Health *and Human* Services, the Food *and Drug* Administration; not: Congress and the FBI."""
    if not (_is_common(joint, joint.before) and _is_common(joint, joint.next)):
        return False
    if joint.is_organized:
        services = joint.words[joint.then + 1 : joint.then + 2] == ["Services"]
        return joint.is_linked and (services or not joint.leads_to_organization)
    opening = map(str.lower, joint.words[max(0, joint.first - 1) : joint.first + 1])
    return "the" in opening and joint.leads_to_organization


def _after_comma(joint: Joint) -> bool:
    """The Bureau of Alcohol, *Tobacco*, Firearms and Explosives; not: the Department of Justice, Jane Roe said."""
    after = joint.words[joint.then + 1 : joint.then + 2]
    listed = joint.is_linked and after in ([","], ["and"]) and not joint.leads_to_organization
    return listed and _is_common(joint, joint.before) and _is_common(joint, joint.next)


def _after_ampersand(joint: Joint) -> bool:
    """Procter *& Gamble*."""
    return joint.before[0].isupper()


def _after_owner(joint: Joint) -> bool:
    """The U.S. Attorney*'s Office*, the People's Party; but Trump's Justice Department is the Justice Department."""
    owner = joint.before.lower()
    owns = is_person_noun(owner) or owner in speaker_words("owners")
    return owns and joint.leads_to_organization


def _after_topic(joint: Joint) -> bool:
    """The Society for the Prevention *of Accidents*, the Council *on Foreign* Relations; but the Council on Friday."""
    head = joint.before.lower() in speaker_words("bodies with a topic")
    return joint.next not in joint.lists.no_names and (head or joint.words[joint.at] == "of" and joint.is_linked)


def _before_verb(joint: Joint) -> bool:
    """The Committee *to Protect* Journalists."""
    head = joint.before.lower() in speaker_words("bodies with a topic")
    return head and usual_tag(joint.next.lower())[:2] == "VB"


def _before_campus(joint: Joint) -> bool:
    """The University of Texas *at Austin*."""
    return "University" in joint.words[joint.first : joint.at]


def _is_common(joint: Joint, word: str) -> bool:
    """True if a word with a capital is no name elsewhere: Health, Securities, but not Texas or Jane."""
    tag = usual_tag(word.lower()) or usual_tag(word.lower().removesuffix("s"))
    known = tag and tag != NAME or word.lower() in speaker_words("topics")
    return bool(known) and word[0].isupper() and word not in joint.lists.genders


_JOINTS: Mapping[str, Callable[[Joint], bool]] = {
    "and": _after_and,
    ",": _after_comma,
    "&": _after_ampersand,
    "'s": _after_owner,
    "’s": _after_owner,
    "of": _after_topic,
    "on": _after_topic,
    "against": _after_topic,
    "to": _before_verb,
    "at": _before_campus,
}
"""What may stand inside the name of an organization, and how it is told that it does."""


def next_word(words: Sequence[str], first: int, at: int, last: int, lists: NameLists) -> int:
    """Returns where a name ``[first, at)`` goes on as that of an organization over a joint; 0 where it does not."""
    goes_on = _JOINTS.get(words[at])
    if goes_on is None or at - first > _LONGEST:
        return 0
    then = at + 1 + (words[at] in _LINKS and words[at + 1 : at + 2] == ["the"])
    if then >= last or not words[then][0].isupper():
        return 0
    return then + 1 if goes_on(Joint(words, first, at, then, last, lists)) else 0
