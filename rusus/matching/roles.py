"""Roles: what each number of a report counts, and the counts of one role that two reports give differently."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from rusus.matching.agreement import agree, same_noun
from rusus.matching.distance import far_apart
from rusus.matching.parts import counts_everybody, is_part, lone_persons
from rusus.matching.updates import is_update
from rusus.model import Difference, Quantity
from rusus.resources import entries
from rusus.similarity.content_words import stem
from rusus.similarity.event_words import concept, event_words
from rusus.similarity.score import content, cover
from rusus.similarity.statements import Statement
from rusus.text.normalization import normalize

_TOKEN = re.compile(r"\d[\d,.]*|[^\W\d_]+|[;:.,]")
# Words after which a number's noun phrase is over: what follows tells of something else.
_ENDS = frozenset(["in", "by", "after", "as", "for", "from", "with", "at", "when", "and"])
_MORE = frozenset(["more", "another", "additional", "further", "extra"])

_OF = "of "
"""What the roles of counts begin with to whom nothing happened: of house."""

_AFTER, _BEFORE = 6, 9
"""Words on either side of a number that may name its role; chosen by hand, not measured."""

_NEAR = 3
"""How far before a number another word than toll or deaths may stand; chosen by hand, not measured."""

_MOST = 30
"""Quantities of a sentence that are given a role; a longer row of numbers is a table."""


def role(statement: Statement, quantity: Quantity) -> str:
    """Returns what happened to what a number counts (death, injury, arrest), or ""."""
    start, end = quantity.start - statement.start, quantity.end - statement.start
    inside = [concept(word) for word in _words(statement.text[start:end])[1:]]
    named = [concept(quantity.unit)] if quantity.unit else []
    within = next((each for each in (*named, *inside) if each in event_words("role")), "")
    after, before = statement.text[end : end + 60], statement.text[max(0, start - 70) : start]
    return within or _role_after(after) or _role_before(before) or _counted(quantity)


def _counted(quantity: Quantity) -> str:
    """Returns the concept of what is counted where it is no person: moons, houses."""
    noun = stem(quantity.unit.rpartition(" ")[2])
    people = {stem(each) for each in entries("stop_words.txt", "anybody")}
    return f"{_OF}{concept(noun)}" if noun and quantity.kind == "count" and noun not in people else ""


def _role_after(text: str) -> str:
    for word in _words(text)[:_AFTER]:
        if not word[0].isalpha() or word in _ENDS:
            return ""
        if concept(word) in event_words("role"):
            return concept(word)
    return ""


def _role_before(text: str) -> str:
    for distance, word in enumerate(reversed(_words(text)[-_BEFORE:])):
        if word[0].isdigit() or word == ";":
            return ""
        if concept(word) in event_words("role") and (distance <= _NEAR or word in ("toll", "deaths")):
            return concept(word)
    return ""


def _words(text: str) -> list[str]:
    return [normalize(word) for word in _TOKEN.findall(text)]


def role_differences(ours: Statement, theirs: Statement) -> list[Difference]:
    """Returns the counts of one role that two reports of one event give differently, at most one a role.

    Counts that add up to the other side's agree with it, and "three more" is held against "three more" only.
    """
    mine, other = _by_role(ours), _by_role(theirs)
    likeness = cover(content(ours.text), content(theirs.text))
    found = []
    for name in sorted((mine.keys() & other.keys()) - {""}):
        if _accounted_for(mine[name], other[name], mine.get("", []), other.get("", [])) or (
            adds_up([*mine[name], *_beside(mine, other[name])], other[name], lone_persons(ours))
            or adds_up([*other[name], *_beside(other, mine[name])], mine[name], lone_persons(theirs))
        ):
            continue
        pairs = (
            (one, two)
            for one in mine[name]
            for two in other[name]
            if agree(one, two) == "different"
            and same_noun(one, two)
            and adds(ours, one) == adds(theirs, two)
            and not is_part(ours, one, theirs, two)
            and not (name.startswith(_OF) and far_apart(likeness, one, two))
        )
        found += [_difference(ours, one, theirs, two) for one, two in list(pairs)[:1]]
    return found


def _by_role(statement: Statement) -> dict[str, list[Quantity]]:
    roles: dict[str, list[Quantity]] = {}
    for quantity in statement.quantities[:_MOST]:
        if quantity.kind in ("count", "number"):
            roles.setdefault(role(statement, quantity), []).append(quantity)
    return roles


def _accounted_for(
    mine: Sequence[Quantity], other: Sequence[Quantity], loose: Sequence[Quantity], other_loose: Sequence[Quantity]
) -> bool:
    """True if a count of one role agrees with one of the other side, or with one without a role."""
    return (
        any(agree(one, two) in ("same", "close") for one in mine for two in other)
        or any(agree(one, two) in ("same", "close") and same_noun(one, two) for one in loose for two in other)
        or any(agree(one, two) in ("same", "close") and same_noun(one, two) for one in mine for two in other_loose)
    )


def _beside(roles: Mapping[str, Sequence[Quantity]], wholes: Sequence[Quantity]) -> list[Quantity]:
    """Returns the counts that nothing is said to have happened to: of *12 soldiers and 8 civilians* the second.

    Where every whole is of one sort of people, only those without a noun: 9 tourists and 1 driver are not 10 tourists.
    """
    every = any(not whole.unit or counts_everybody(whole) for whole in wholes)
    return [each for name, counts in roles.items() if not name or every and name.startswith(_OF) for each in counts]


_MOST_ADDED = 6
"""Counts of which sums are tried, two and three at a time: 35 sums at most."""


def adds_up(parts: Sequence[Quantity], wholes: Sequence[Quantity], lone: int = 0) -> bool:
    """True if two or three of some counts add up to another: two men and five children are seven people.

    ``lone`` is the number of persons who stand beside the counts: a man and two boys are three.
    """
    values = [part.value for part in parts[:_MOST_ADDED] if part.value is not None] + [1.0] * min(lone, _MOST_LONE)
    sums = {sum(some) for size in (2, 3) for some in combinations(values, size)}
    return any(whole.value in sums for whole in wholes)


_MOST_LONE = 2
"""Persons named one by one that are added: a man, a woman and two children."""


def adds(statement: Statement, quantity: Quantity) -> bool:
    """True if a number counts what came on top: three more, another three; not more than three."""
    start, end = quantity.start - statement.start, quantity.end - statement.start
    before, after = (
        _words(statement.text[max(0, start - 20) : start])[-1:],
        _words(statement.text[start : end + 20])[1:3],
    )
    return before != ["than"] and not _MORE.isdisjoint((*before, *after))


def _difference(ours: Statement, one: Quantity, theirs: Statement, two: Quantity) -> Difference:
    return Difference("update" if is_update(ours, one, theirs, two) else "number", one.text, two.text)
