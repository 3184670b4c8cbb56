"""Speakers: the fullest name in the article that the source of a quotation refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rusus.language.tagger import load_lexicon, tag_words
from rusus.model import Quotation, Segmentation, Span
from rusus.quantities.rules import decide
from rusus.speakers.appositions import FARTHEST, name_apposed, named_before
from rusus.speakers.confidence import confidence_features, least_probability, speaker_probability
from rusus.speakers.context import Context, read_context
from rusus.speakers.findings import Speaker, read_finding, shown_name
from rusus.speakers.name_lists import name_lists, speaker_words, title_forms
from rusus.speakers.pronouns import LastSpeaker, find_antecedent
from rusus.speakers.roles import find_role

_FARTHEST_NAMES = 24
"""Names before "it" or "the company" that are looked at: bounds the cost."""
_ALONE = 3.0
"""The lead of somebody whom nobody rivals: the only one with a role."""
_FARTHEST_WORDS = 600
"""Words before "the spokesman" in which "a spokesman" is looked for: bounds the cost."""
_HEAD = 4
"""Words of a sentence in which an organization is its subject."""


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
    return _pronoun(source, "m") if source.alone in speaker_words("he") else None


def she(source: Source) -> Speaker | None:
    """She said, hers: a woman named before."""
    return _pronoun(source, "f") if source.alone in speaker_words("she") else None


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


def one_of_several(source: Source) -> Speaker | None:
    """Nebraska and Oklahoma said: not one of them alone, also where the source is cut."""
    context, first = source.context, source.first
    lowers = context.article.tokens.lowers
    i = bisect_left(context.firsts, first) - 1
    if "and" in source.lowers and bisect_left(context.firsts, source.stop) - 1 - i > 1 and _names_joined(source, i + 1):
        return Speaker(None, source.text)
    if lowers[source.stop : source.stop + 1] == ["and"] and _named(source) is not None and _is_name_after(source):
        return NOBODY
    joined = first > 1 and lowers[first - 1] == "and" and i >= 0 and context.name(i).last == first - 1
    return NOBODY if joined and (_starts_clause(context, i) or _is_governed(context, i)) else None


def in_brackets(source: Source) -> Speaker | None:
    """The head of the union (*Rail Alliance*), Jane Roe, said: Roe, and not what the bracket explains."""
    words = source.context.article.tokens.words
    inside = source.first > 0 and words[source.first - 1] == "(" and words[source.stop : source.stop + 1] == [")"]
    if not inside:
        return None
    owner = name_apposed(source.context, source.stop)
    return NOBODY if owner is None else Speaker(owner)


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
    owner = name_apposed(source.context, source.stop) if tokens.lowers[head] == tokens.words[head] else None
    return None if owner is None else Speaker(owner)


def document(source: Source) -> Speaker | None:
    """The statement said: no person, whoever stands beside the word elsewhere."""
    head = source.context.article.tokens.lowers[source.head]
    return Speaker(None, source.text) if head in speaker_words("documents") else None


def by_role(source: Source) -> Speaker | None:
    """The geneticist said, the governor said: who had that role, or its title, last before, or first after."""
    if source.lowers[0] not in speaker_words("definite"):
        return None
    head = source.context.article.tokens.lowers[source.head]
    roles = source.context.entities.roles
    holders = sorted(holder for role in (head, *title_forms().get(head, ())) for holder in roles.get(role, ()))
    if not holders:
        return None
    before = [owner for token, owner in holders if token < source.first]
    return Speaker(before[-1] if before else holders[0][1], None, _ALONE if len({o for _, o in holders}) == 1 else 0.0)


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


def unnamed_definite(source: Source) -> Speaker | None:
    """The Texas governor said, where nobody is introduced as a governor: somebody named, and it is unsure who."""
    lowers, head = source.context.article.tokens.lowers, source.head
    person = lowers[head] in name_lists().titles or lowers[head].endswith(tuple(speaker_words("person endings")))
    if source.lowers[0] != "the" or not person:
        return None
    introduced = (i for i in range(max(2, source.first - _FARTHEST_WORDS), source.first) if lowers[i] == lowers[head])
    if any(not {"a", "an", "police"}.isdisjoint(lowers[max(0, i - _HEAD) : i]) for i in introduced):
        return None  # a spokesman … the spokesman said
    return NOBODY


def as_written(source: Source) -> Speaker:
    """Officials said."""
    return Speaker(None, source.text)


SPEAKER_RULES = (
    he, she, who, it, they, somebody,
    one_of_several, in_brackets, named_person, described, named, in_apposition, document, by_role, body, unnamed_definite, as_written,
)  # fmt: skip


def resolve_speakers(article: Segmentation, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Returns the quotations, in text order, with their speakers: full names for names, pronouns and roles.

    A speaker is None where nobody is named or it is unsure who is meant.
    """
    if not any(quotation.source for quotation in quotations):
        return list(quotations)
    context = read_context(article, quotations)
    resolved = list(quotations)
    last: LastSpeaker | None = None
    group: str | None = None
    order = sorted(range(len(quotations)), key=lambda i: (quotations[i].source or quotations[i]).start)
    for i in order:
        source = quotations[i].source
        if source is None:
            continue
        found, rule = resolve_source(context, source, last, group)
        resolved[i] = _with_speaker(context, quotations[i], found, rule)
        if found.owner is not None and context.entity(found.owner).kind != "organization":
            end = max(source.end, quotations[i].end)
            last = LastSpeaker(found.owner, bisect_left(article.tokens.starts, end) - 1)
        else:
            group = shown_name(context, found) or group
    return resolved


def _with_speaker(context: Context, quotation: Quotation, found: Speaker, rule: str) -> Quotation:
    """Returns a quotation with its speaker, role and probability; with neither where it is too unsure who speaks."""
    name = shown_name(context, found)
    if not name:
        return replace(quotation, speaker=None, speaker_role=None, speaker_probability=None)
    right = 1.0 if quotation.speaker_probability is None else quotation.speaker_probability
    kind = "" if found.owner is None else context.entity(found.owner).kind
    if found.owner is not None:  # what stays as written is right if the source is
        right = speaker_probability(confidence_features(read_finding(context, quotation, found, rule)), right)
    if right < least_probability():
        return replace(quotation, speaker=None, speaker_role=None, speaker_probability=None)
    role = None
    if found.owner is not None and kind != "organization":
        mentions = context.entity(found.owner).mentions[:_FARTHEST_NAMES]
        role = find_role(context.article, [context.name(i) for i in mentions])
    return replace(quotation, speaker=name, speaker_role=role, speaker_probability=right)


def resolve_source(context: Context, source: Span, last: LastSpeaker | None, group: str | None) -> tuple[Speaker, str]:
    """Returns who a source is, after ``last`` and ``group`` have spoken, and the rule that said so."""
    starts = context.article.tokens.starts
    first, stop = bisect_left(starts, source.start), bisect_left(starts, source.end)
    lowers = context.article.tokens.lowers[first:stop]
    decided = decide(SPEAKER_RULES, Source(context, source.text, first, stop, lowers, last, group))
    assert decided is not None  # the last rule always answers
    return decided


def _names_joined(source: Source, i: int) -> bool:
    """True if the name ``i`` opens a source and "and" follows it."""
    name = source.context.name(i)
    opens = name.first - len(name.titles) == source.first
    return opens and source.context.article.tokens.lowers[name.last] == "and"


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


def _pronoun(source: Source, gender: str) -> Speaker:
    """Returns the person of a gender that a source means."""
    found = find_antecedent(source.context, source.first, gender, source.last)
    return Speaker(found.owner, None, found.margin, found.rivals, found.ago)


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
