"""Speakers: the fullest name in the article that the source of a quotation refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rusus.language.tagger import load_lexicon, tag_words
from rusus.model import Quotation, Segmentation, Span
from rusus.quantities.rules import decide
from rusus.speakers.appositions import FARTHEST, named_before
from rusus.speakers.context import Context, read_context
from rusus.speakers.name_lists import speaker_words
from rusus.speakers.pronouns import LastSpeaker, find_antecedent

_LONGEST_ASIDE = 8
"""Words of a bracket or a title between a source and the name in apposition: her spokesman (for health), Tom Reed."""
_FARTHEST_NAMES = 24
"""Names before "it" that are looked at: bounds the cost."""
_HEAD = 4
"""Words of a sentence in which an organization is its subject."""


class Speaker(NamedTuple):
    """Who a source is: an entity of the article, or else the text to show for it, None where nobody is named."""

    owner: int | None
    text: str | None = None


NOBODY = Speaker(None)


class Source(NamedTuple):
    """A source as the tokens ``[first, stop)``, its words in lower case, and who spoke before it.

    ``last`` is the last person, ``group`` the text of the last source that was no person.
    """

    context: Context
    text: str
    first: int
    stop: int
    lowers: Sequence[str]
    last: LastSpeaker | None
    group: str | None

    @property
    def alone(self) -> str:
        """The only word of the source; "" where it has more."""
        return self.lowers[0] if len(self.lowers) == 1 else ""

    @property
    def head(self) -> int:
        """The token of its head noun: the *minister* for schools."""
        ends = speaker_words("after a head")
        length = next((i for i, word in enumerate(self.lowers) if i and word in ends), len(self.lowers))
        return self.first + length - 1


def he(source: Source) -> Speaker | None:
    """He said, him: a man named before."""
    found = source.alone in speaker_words("he")
    return Speaker(find_antecedent(source.context, source.first, "m", source.last)) if found else None


def she(source: Source) -> Speaker | None:
    """She said, hers: a woman named before."""
    found = source.alone in speaker_words("she")
    return Speaker(find_antecedent(source.context, source.first, "f", source.last)) if found else None


def who(source: Source) -> Speaker | None:
    """Jane Roe, who said: the name just before."""
    if source.alone != "who":
        return None
    i = bisect_left(source.context.firsts, source.first) - 1
    near = i >= 0 and source.first - source.context.name(i).last <= 1
    return Speaker(source.context.entities.owners[i]) if near else NOBODY


def it(source: Source) -> Speaker | None:
    """It said: the only organization that this sentence or the one before is about, or else the last group."""
    return Speaker(_organization(source.context, source.first), source.group) if source.alone == "it" else None


def they(source: Source) -> Speaker | None:
    """They said: the last source that was no person."""
    return Speaker(None, source.group) if source.alone in speaker_words("they") else None


def somebody(source: Source) -> Speaker | None:
    """I said, some say: nobody who is named."""
    return NOBODY if source.alone in speaker_words("nobody") else None


def named_person(source: Source) -> Speaker | None:
    """Roe said, minister Jane Roe said."""
    owner = _named(source)
    person = owner is not None and source.context.entity(owner).kind == "person"
    return Speaker(owner) if person else None


def described(source: Source) -> Speaker | None:
    """Jane Roe, a fellow of Reed's, told the Herald, “…”: a source that only describes Roe."""
    context, first = source.context, source.first
    tokens = context.article.tokens
    if source.stop >= len(tokens) or tokens.words[source.stop] != ",":
        return None
    begin = max(context.sentence_starts[max(0, context.sentence_of(first))], first - FARTHEST)
    words, lowers = tokens.words[begin:first], tokens.lowers[begin:first]
    if "," not in words:
        return None
    found = named_before(words, lowers, tag_words(words, lowers, load_lexicon()), first - begin)
    owner = _name_at(context, begin + found[0], begin + found[1] - 1) if found else None
    return None if owner is None else Speaker(owner)


def named(source: Source) -> Speaker | None:
    """The Kremlin said, Oslo said: a name that is not known to be a person's."""
    owner = _named(source)
    return None if owner is None else Speaker(owner)


def in_apposition(source: Source) -> Speaker | None:
    """Her spokesman, Tom Reed, said; the firm's chief executive, Jane Roe, said."""
    tokens, head = source.context.article.tokens, source.head
    owner = _apposed(source.context, source.stop) if tokens.lowers[head] == tokens.words[head] else None
    return None if owner is None else Speaker(owner)


def by_role(source: Source) -> Speaker | None:
    """The geneticist said: who had that role last before, or first after."""
    if source.lowers[0] not in speaker_words("definite"):
        return None
    holders = source.context.entities.roles.get(source.context.article.tokens.lowers[source.head], ())
    before = [owner for token, owner in holders if token < source.first]
    return Speaker(before[-1] if before else holders[0][1]) if holders else None


def as_written(source: Source) -> Speaker:
    """Officials said."""
    return Speaker(None, source.text)


SPEAKER_RULES = (
    he, she, who, it, they, somebody,
    named_person, described, named, in_apposition, by_role, as_written,
)  # fmt: skip


def resolve_speakers(article: Segmentation, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Returns the quotations, in text order, with their speakers: full names for names, pronouns and roles.

    A speaker is None where nobody is named or it is unsure who is meant.
    """
    if not any(quotation.source for quotation in quotations):
        return list(quotations)
    context = read_context(article, quotations)
    speakers: dict[int, str | None] = {}
    last: LastSpeaker | None = None
    group: str | None = None
    order = sorted(range(len(quotations)), key=lambda i: (quotations[i].source or quotations[i]).start)
    for i in order:
        source = quotations[i].source
        if source is None:
            continue
        owner, text = resolve_source(context, source, last, group)
        speakers[i] = text if owner is None else context.entity(owner).name
        if owner is not None and context.entity(owner).kind != "organization":
            end = max(source.end, quotations[i].end)
            last = LastSpeaker(owner, bisect_left(article.tokens.starts, end) - 1)
        elif speakers[i]:
            group = speakers[i]
    return [replace(each, speaker=speakers.get(i)) for i, each in enumerate(quotations)]


def resolve_source(context: Context, source: Span, last: LastSpeaker | None, group: str | None) -> Speaker:
    """Returns who a source is, after ``last`` and ``group`` have spoken."""
    starts = context.article.tokens.starts
    first, stop = bisect_left(starts, source.start), bisect_left(starts, source.end)
    lowers = context.article.tokens.lowers[first:stop]
    decided = decide(SPEAKER_RULES, Source(context, source.text, first, stop, lowers, last, group))
    assert decided is not None  # the last rule always answers
    return decided[0]


def _named(source: Source) -> int | None:
    """Returns the person whose name ends a source, or else the entity whose name holds its head."""
    owner = _named_last(source)
    return _name_at(source.context, source.first, source.head) if owner is None else owner


def _name_at(context: Context, first: int, head: int) -> int | None:
    """Returns the entity whose name begins after ``first`` and holds ``head``."""
    i = bisect_right(context.firsts, head) - 1
    if i >= 0 and first <= context.firsts[i] <= head < context.name(i).last:
        return context.entities.owners[i]
    return None


def _named_last(source: Source) -> int | None:
    """Returns the person whose name ends a source after a role: CEO of the Refugee Council Enver Solomon."""
    context = source.context
    i = bisect_left(context.firsts, source.stop) - 1
    if i < 0 or context.firsts[i] <= source.first or context.name(i).last != source.stop:
        return None
    name = context.name(i)
    before = context.article.tokens.lowers[name.first - len(name.titles) - 1]
    role = before[-1].isalnum() and before not in speaker_words("after a head", "before no role")
    return context.entities.owners[i] if role and name.kind != "organization" else None


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


def _apposed(context: Context, stop: int) -> int | None:
    """Returns the person whose name between commas follows a source that ends at ``stop``."""
    words = context.article.tokens.words
    if words[stop : stop + 1] in (["("], [")"]):
        stop = _after_bracket(words, stop)
    if words[stop : stop + 1] in (["'s"], ["’s"]):
        stop = _find(words, ",", stop)
    if stop + 1 >= len(words) or words[stop] != ",":
        return None
    i = bisect_left(context.firsts, stop + 1)
    if i == len(context.firsts) or context.firsts[i] - stop - 1 > len(context.name(i).titles):
        return None
    name = context.name(i)
    closed = name.last < len(words) and words[name.last] in speaker_words("closings")
    return context.entities.owners[i] if closed and name.kind != "organization" else None


def _after_bracket(words: Sequence[str], start: int) -> int:
    """Returns where the words after a bracket begin that opens or closes at ``start``; ``start`` where none does."""
    closing = _find(words, ")", start)
    return closing + 1 if words[closing] == ")" else start


def _find(words: Sequence[str], word: str, start: int) -> int:
    """Returns where a word stands soon after ``start``, or else ``start``."""
    return next((i for i in range(start, min(start + _LONGEST_ASIDE, len(words))) if words[i] == word), start)
