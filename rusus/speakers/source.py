"""Source: who is said to speak, as written, and the names inside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from rusus.language.tagger import usual_tag
from rusus.model import Span
from rusus.speakers.context import Context
from rusus.speakers.findings import Speaker
from rusus.speakers.name_lists import is_person_noun, speaker_words
from rusus.speakers.pronouns import LastSpeaker

NOBODY = Speaker(None)


class LastGroup(NamedTuple):
    """The last source that was no named person: what is shown for it, and its first token.

    ``plural`` is true of officials; ``kind`` is person (the aide), document (the report) or "".
    """

    text: str
    first: int
    plural: bool
    kind: str


class Source(NamedTuple):
    """A source as the tokens ``[first, stop)``, its words in lower case, and who spoke before it.

    ``head`` is the token of its head noun: the *minister* for schools. ``last`` is the last person, ``group`` the last
    source that was no person.
    """

    context: Context
    text: str
    first: int
    stop: int
    lowers: Sequence[str]
    last: LastSpeaker | None
    group: LastGroup | None
    head: int

    @property
    def alone(self) -> str:
        """The only word of the source; "" where it has more."""
        return self.lowers[0] if len(self.lowers) == 1 else ""

    @property
    def plural(self) -> bool:
        """True if it is more than one: *officials*, *Roe and Reed*."""
        lower = self.context.article.tokens.lowers[self.head]
        tag = usual_tag(lower)
        return tag == "NNS" or tag[:3] in ("", "NNP") and lower.endswith("s") or "and" in self.lowers

    @property
    def kind(self) -> str:
        """What its head noun is: document, person or ""."""
        lower = self.context.article.tokens.lowers[self.head]
        if lower.removesuffix("s") in speaker_words("documents"):
            return "document"
        return "person" if is_person_noun(lower) else ""


def read_source(context: Context, span: Span, last: LastSpeaker | None, group: LastGroup | None) -> Source:
    """Returns the tokens of a source, after ``last`` and ``group`` have spoken."""
    tokens = context.article.tokens
    first, stop = bisect_left(tokens.starts, span.start), bisect_left(tokens.starts, span.end)
    lowers = tokens.lowers[first:stop]
    if len(lowers) > 2 and lowers[-1] in speaker_words("times") and lowers[-2] in speaker_words("before times"):
        stop, lowers = stop - 2, lowers[:-2]  # Mr Reed last week said
    return Source(context, span.text, first, stop, lowers, last, group, first + head_of(lowers))


def part_of(source: Source, first: int, stop: int) -> Source:
    """Returns the tokens ``[first, stop)`` as if they were the source."""
    return read_source(source.context, source.context.article.token_span(first, stop), source.last, source.group)


def head_of(lowers: Sequence[str]) -> int:
    """Returns the head noun of a source by its index: the *minister* for schools."""
    ends = speaker_words("after a head")
    for i in range(1, len(lowers)):
        if lowers[i] in ends:
            return i - 1
    return len(lowers) - 1


def named_entity(source: Source) -> int | None:
    """Returns the person whose name ends a source, or else the entity whose name holds its head."""
    owner = _named_last(source)
    return name_at(source.context, source.head) if owner is None else owner


def name_at(context: Context, head: int) -> int | None:
    """Returns the entity whose name holds a token."""
    i = bisect_right(context.firsts, head) - 1
    return context.entities.owners[i] if i >= 0 and head < context.name(i).last else None


def _named_last(source: Source) -> int | None:
    """Returns the person whose name ends a source after a role: CEO of the Refugee Council Enver Solomon."""
    context = source.context
    i = bisect_left(context.firsts, source.stop) - 1
    if i < 0 or context.firsts[i] <= source.first or context.name(i).last != source.stop:
        return None
    name = context.name(i)
    lowers, link = context.article.tokens.lowers, name.first - len(name.titles) - 1
    before = lowers[link]
    role = before[-1].isalnum() and before not in speaker_words("after a head", "before no role")
    two_roles = before == "and" and name.titles and is_person_noun(lowers[link - 1])  # host and MEP Jane Roe
    role = role or bool(two_roles) and source.lowers[0] not in speaker_words("determiners")
    return context.entities.owners[i] if role and name.kind != "organization" else None
