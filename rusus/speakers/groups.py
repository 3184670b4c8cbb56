"""Groups: what it, they, "the company" and sources of several people mean."""

from __future__ import annotations

from bisect import bisect_left

from rusus.speakers.context import Context
from rusus.speakers.findings import Speaker
from rusus.speakers.name_lists import name_lists, speaker_words
from rusus.speakers.source import NOBODY, LastGroup, Source, named_entity, part_of

_FARTHEST_NAMES = 24
"""Names before "it" or "the company" that are looked at: bounds the cost."""
_HEAD = 4
"""Words of a sentence in which an organization is its subject."""
_LATELY = 1
"""Sentences from what spoke to it and they. At two, half of the printed ones are wrong (read in 200 articles)."""


def it(source: Source) -> Speaker | None:
    """It said: the body that this sentence or the one before is about, Reed's party, or what spoke just before."""
    if source.alone != "it":
        return None
    owner = _organization(source.context, source.first)
    return _group_before(source) if owner is None else Speaker(owner)


def they(source: Source) -> Speaker | None:
    """They said: several who spoke in this sentence or the one before, or else nobody who is known."""
    if source.alone not in speaker_words("they"):
        return None
    group = _just_spoken(source)
    return Speaker(None, group.text) if group and group.plural and group.kind != "document" else NOBODY


def one_of_several(source: Source) -> Speaker | None:
    """Nebraska and Oklahoma said: not one of them alone, also where the source is cut."""
    context, first = source.context, source.first
    lowers = context.article.tokens.lowers
    i = bisect_left(context.firsts, first) - 1
    stop = bisect_left(context.firsts, source.stop)
    if "and" in source.lowers and stop - i > 2 and _names_joined(source, i + 1):
        return Speaker(None, _joint_names(source, range(i + 1, stop)))
    if lowers[source.stop : source.stop + 1] == ["and"] and named_entity(source) is not None and _is_name_after(source):
        return NOBODY
    joined = first > 1 and lowers[first - 1] == "and" and i >= 0 and context.name(i).last == first - 1
    return NOBODY if joined and (_starts_clause(context, i) or _is_governed(context, i)) else None


def body(source: Source) -> Speaker | None:
    """The company said, the commission said: the last organization of that kind that the article has named."""
    head = source.context.article.tokens.lowers[source.head]
    if source.lowers[0] not in speaker_words("definite") or source.head - source.first != 1:
        return None
    any_firm = head in speaker_words("companies")
    if not any_firm and head not in name_lists().organizations:
        return None
    for i in source.context.names_before(source.first, _FARTHEST_NAMES):
        owner = source.context.entities.owners[i]
        entity = source.context.entity(owner)
        words = entity.name.lower().split()
        if entity.kind == "organization" and (
            head in words or any_firm and words[-1] in speaker_words("company endings")
        ):
            return Speaker(owner)
    return None


def _names_joined(source: Source, i: int) -> bool:
    """True if the name ``i`` opens a source and "and" follows it, or a comma: *France*, Germany and Italy."""
    name = source.context.name(i)
    opens = name.first - len(name.titles) == source.first
    return opens and source.context.article.tokens.lowers[name.last] in ("and", ",")


def _joint_names(source: Source, names: range) -> str:
    """Returns the names of a source in full, where it is nothing but names: *Tom* Reed and *Jane* Roe said."""
    context, lowers = source.context, source.lowers
    found = [context.name(i) for i in names]
    held = sum(name.last - name.first + len(name.titles) for name in found)
    if held + sum(word in ("and", ",") for word in lowers) < len(lowers):
        return source.text
    *others, last = (context.entity(context.entities.owners[i]).name for i in names)
    return f"{', '.join(others)} and {last}"


def _just_spoken(source: Source) -> LastGroup | None:
    """Returns the last group, if it spoke in the sentence of a source or the one before."""
    group, sentence_of = source.group, source.context.sentence_of
    return group if group and sentence_of(source.first) - sentence_of(group.first) <= _LATELY else None


def _group_before(source: Source) -> Speaker:
    """Returns the body that opens the sentence before "it" (*Reed's party* lost. It said …), or what spoke last."""
    context, tokens = source.context, source.context.article.tokens
    here = context.sentence_of(source.first)
    first = context.sentence_starts[max(0, here - 1)]
    lowers = tokens.lowers[first : min(first + _HEAD, source.first)]
    bodies = name_lists().organizations | speaker_words("companies")
    head = next((k for k, word in enumerate(lowers) if k and word in bodies), 0)
    owned = lowers[head - 1 : head] in (["'s"], ["’s"]) or head == 1 and lowers[0] in speaker_words("definite")
    if not owned or tokens.lowers[first + head + 1] in ("'s", "’s"):
        group = _just_spoken(source)
        return NOBODY if group is None or group.plural or group.kind == "person" else Speaker(None, group.text)
    subject = part_of(source, first, first + head + 1)
    return body(subject) or Speaker(None, subject.text)


def _is_name_after(source: Source) -> bool:
    """True if a name follows the "and" after a source: Jane Roe *and Tom Reed* said."""
    i = bisect_left(source.context.firsts, source.stop)
    names = source.context.entities.names
    return i < len(names) and names[i].first - len(names[i].titles) == source.stop + 1


def _is_governed(context: Context, i: int) -> bool:
    """True if a preposition stands before a name: the lawsuit *from Nebraska* and Oklahoma says."""
    before = context.name(i).first - len(context.name(i).titles) - 1
    return before >= 0 and context.article.tokens.lowers[before] in speaker_words("prepositions")


def _starts_clause(context: Context, i: int) -> bool:
    """True if a name opens its sentence, after titles at most."""
    name = context.name(i)
    first = name.first - len(name.titles)
    return first == context.sentence_starts[context.sentence_of(first)]


def _organization(context: Context, token: int) -> int | None:
    """Returns the only organization that the sentence before a token, or its own, has for its subject."""
    here = context.sentence_of(token)
    found = set()
    for i in context.names_before(token, _FARTHEST_NAMES):
        first = context.firsts[i]
        sentence = context.sentence_of(first)
        if here - sentence > 1:
            break
        if first - context.sentence_starts[sentence] < _HEAD and not context.is_quoted(first):
            found.add(context.entities.owners[i])
    owner = found.pop() if len(found) == 1 else None
    return owner if owner is not None and context.entity(owner).kind == "organization" else None
