"""Role holders: who of an article is *the governor*, *the defense secretary* or *the former president*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rusus.language.tagger import usual_tag
from rusus.speakers.context import Context, positions
from rusus.speakers.name_lists import name_lists, person_endings, speaker_words, title_forms

_LONGEST = 3
"""Words of a role that are looked at before a name: the house majority leader Roe."""
_MORE_OFTEN = 4
"""Times that a holder is named as often as another one of the same role who is not meant. Chosen by hand."""
_APPOSED = 12
"""Words after the beginning of a name in which its apposition has its head."""
_MOST_HOLDERS = 50
"""Names with a role that are looked at: bounds the cost."""
NO_ROLE = "ment"
"""The ending of nouns that end as those for persons do and are none: government."""


Holders = Mapping[str, Sequence[tuple[int, int]]]
"""The persons who have a role, as first token of the name and entity, by the words of the role."""


class Description(NamedTuple):
    """*The* and a role: its tokens ``[first, stop)`` with the article, and the person who has that role."""

    first: int
    stop: int
    owner: int


def find_descriptions(context: Context, holders: Holders) -> Iterator[Description]:
    """Yields *the* and a role that one person has who was named before: the defense secretary resigned."""
    tokens = context.article.tokens
    opening = {role.partition(" ")[0] for role in holders} | set(title_forms())
    for i in positions(tokens.lowers, opening):
        if i and tokens.lowers[i - 1] == "the":
            for size in range(_LONGEST, 0, -1):
                owner = _holder(context, holders, tokens.lowers[i : i + size], i)
                if owner is not None and not _goes_on(context, i + size):
                    yield Description(i - 1, i + size, owner)
                    break


def find_holders(context: Context) -> Holders:
    """Returns the persons who have a role, as first token of the name and entity, by the words of the role."""
    found: dict[str, list[tuple[int, int]]] = {}
    for name, owner in zip(context.entities.names, context.entities.owners):
        if context.entity(owner).kind == "person":
            for role in _before(context, name.first):
                found.setdefault(role, []).append((name.first, owner))
    for role, holders in context.entities.roles.items():
        for token, owner in holders:
            if context.entity(owner).kind == "person" and _is_role(role) and not _is_part(context, token, role):
                found.setdefault(role, []).append((token, owner))
    return found


def _before(context: Context, first: int) -> Iterator[str]:
    """Yields the last two or three words before a name that begins at a token, where they are a title: deputy prime
    minister, but not prime minister."""
    lowers, start = context.article.tokens.lowers, context.sentence_starts[context.sentence_of(first)]
    stops = speaker_words("before no role", "prepositions")
    while first - 1 > start and lowers[first - 1] in speaker_words("forms of address", "doctors"):
        first -= 1
    if lowers[first - 1] not in name_lists().titles:
        return
    for size in range(2, _LONGEST + 1):
        words = lowers[first - size : first]
        if first - size < start or not words[0].isalpha() or words[0] in stops:
            return
        if first - size == start or lowers[first - size - 1] not in speaker_words("not the holder"):
            yield " ".join(words)


def _is_part(context: Context, token: int, role: str) -> bool:
    """True if a role beside a name is a part of another: Vice President Roe; Roe, president of the bank."""
    lowers = context.article.tokens.lowers
    at = next((i for i in range(token - 1, max(0, token - 1 - _LONGEST), -1) if lowers[i] == role), None)
    if at is not None:
        return at > 0 and lowers[at - 1] in speaker_words("not the holder")
    after = next((i for i in range(token, min(token + _APPOSED, len(lowers) - 1)) if lowers[i] == role), token)
    return lowers[after + 1 : after + 2] == ["of"]


def _holder(
    context: Context, holders: Mapping[str, Sequence[tuple[int, int]]], words: Sequence[str], token: int
) -> int | None:
    """Returns the person who has a role and was named before a token: the only one, or by far the one named most."""
    role = " ".join(words)
    forms = (role, *title_forms().get(role, ()))
    before = {owner for form in forms for first, owner in holders.get(form, ())[:_MOST_HOLDERS] if first < token}
    ranked = sorted(before, key=lambda owner: -len(context.entity(owner).mentions))
    if not ranked:
        return None
    counts = [len(context.entity(owner).mentions) for owner in ranked]
    return ranked[0] if len(counts) == 1 or counts[0] >= _MORE_OFTEN * counts[1] else None


def _is_role(word: str) -> bool:
    """True if a noun says what somebody is: governor, geneticist, but not government."""
    if word in speaker_words("forms of address", "no description", "no people"):
        return False
    return word in name_lists().titles or word.endswith(person_endings()) and not word.endswith(NO_ROLE)


def _goes_on(context: Context, token: int) -> bool:
    """True if a noun or a name follows a role: the governor Jane Roe, the chief guest."""
    tokens = context.article.tokens
    if token >= len(tokens):
        return False
    lower = tokens.lowers[token]
    tag = usual_tag(lower)
    return tokens.words[token][0].isupper() or tag[:2] in ("NN", "JJ", "CD") and lower != "first"
