"""Speakers: the fullest name in the article that the source of a quotation refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rusus.language.noun_phrases import source_phrases
from rusus.language.tagger import load_lexicon, tag_words, usual_tag
from rusus.model import Quotation, Span
from rusus.resources import entries
from rusus.rules import decide
from rusus.speakers.appositions import FARTHEST, name_apposed, named_before
from rusus.speakers.confidence import confidence_features, least_probability, speaker_probability
from rusus.speakers.context import Context
from rusus.speakers.entities import Entity
from rusus.speakers.findings import Speaker, read_finding, shown_name
from rusus.speakers.groups import body, it, one_of_several, they
from rusus.speakers.name_lists import is_person_noun, name_lists, person_endings, speaker_words, title_forms
from rusus.speakers.places import holders_of_office, holders_of_place
from rusus.speakers.pronouns import LastSpeaker, find_antecedent
from rusus.speakers.role_holders import NO_ROLE
from rusus.speakers.source import NOBODY, LastGroup, Source, head_of, name_at, named_entity, part_of, read_source

_ALONE = 3.0
"""The lead of somebody whom nobody rivals: the only one with a role."""
_FARTHEST_WORDS = 600
"""Words before "the spokesman" in which "a spokesman" is looked for: bounds the cost."""
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_LINKS = [[word, *article] for word in ("of", "at", "from", "with") for article in ([], ["the"])]
"""Words between somebody and the body that he or she is of: Jane Roe *of the* Reed Club."""
_LONGEST_ISSUER = 6
"""Words of who issued a document: the *UK privacy group Open Rights*. Chosen by hand; not measured."""
_INTRODUCTION = 4
"""Words before "spokesman" in which "a" introduces one. Chosen by hand; not measured."""
_OFFICE = 6
"""Words of a spokesman for somebody: spokesman for the district attorney. Chosen by hand; not measured."""


def he(source: Source) -> Speaker | None:
    """He said, him: a man named before."""
    return _pronoun(source, "m") if source.alone in speaker_words("he") else None


def she(source: Source) -> Speaker | None:
    """She said, hers: a woman named before."""
    return _pronoun(source, "f") if source.alone in speaker_words("she") else None


def who(source: Source) -> Speaker | None:
    """Jane Roe, who said: the name just before, or else the phrase: *rural voters*, who said."""
    if source.alone not in speaker_words("relatives"):
        return None
    context, first = source.context, _before_age(source.context.article.tokens.words, source.first)
    i = bisect_left(context.firsts, first) - 1
    if i >= 0 and first - context.name(i).last <= 1:
        if _is_second(context, i):
            return NOBODY
        owner = context.entities.owners[i]
        describes = source.alone == "who" and context.name(i).kind != "person"
        person = _described_by(context, i) if describes else None
        known = context.entity(owner).kind == "person"
        if describes and person is None and not known and _is_governed(context, i):
            return NOBODY
        return Speaker(owner if person is None else person)
    phrase = _phrase_before(context, first) or ""
    named = phrase and phrase.lower() not in entries("quantities.txt", "weekdays", "months")
    return Speaker(None, phrase) if named else NOBODY


def _is_second(context: Context, i: int) -> bool:
    """True if "and" ties a name to the one before it: Tom Reed and *Ann Dahl*, who may both be meant."""
    name = context.name(i)
    link = name.first - len(name.titles) - 1
    joined = i > 0 and context.name(i - 1).last == link and context.article.tokens.lowers[link] == "and"
    return joined and context.name(i - 1).kind == name.kind


def _before_age(words: Sequence[str], first: int) -> int:
    """Returns where an age between commas begins before a token, or the token: Jane Roe, | 28, who said."""
    aged = first > 2 and words[first - 1] == words[first - 3] == "," and words[first - 2].isdigit()
    return first - 2 if aged else first


def _described_by(context: Context, i: int) -> int | None:
    """Returns the person whose description ends with a name: *Jane Roe* of the Reed Club; *Ann Lee*, a nurse in Oslo."""
    name, before = context.name(i), context.name(i - 1) if i else None
    links = context.article.tokens.lowers[before.last : name.first] if before else []
    if before and before.kind == "person" and links in _LINKS:
        return context.entities.owners[i - 1]
    owner = _named_before(context, name.first)
    return None if owner is None or context.entity(owner).kind == "organization" else owner


def _is_governed(context: Context, i: int) -> bool:
    """True if a name only says where somebody is from: a Democrat of *Ohio*, who said."""
    first = context.name(i).first
    return first > 0 and context.article.tokens.lowers[first - 1] in ("of", "from", "in")


def _named_before(context: Context, first: int) -> int | None:
    """Returns the entity before a comma whose apposition holds a token."""
    tokens = context.article.tokens
    begin = max(context.sentence_starts[max(0, context.sentence_of(first))], first - FARTHEST)
    words, lowers = tokens.words[begin:first], tokens.lowers[begin:first]
    if "," not in words:
        return None
    found = named_before(words, lowers, tag_words(words, lowers, load_lexicon()), first - begin)
    return name_at(context, begin + found[1] - 1) if found else None


def _phrase_before(context: Context, first: int) -> str | None:
    """Returns the noun phrase right before a token of its sentence, with a comma between them or without."""
    tokens, begin = context.article.tokens, context.sentence_starts[max(0, context.sentence_of(first))]
    words, lowers = tokens.words[begin:first], tokens.lowers[begin:first]
    phrases = source_phrases(lowers, tag_words(words, lowers, load_lexicon()))
    if not phrases or first - begin - phrases[-1][1] > 1:
        return None
    start, end = phrases[-1]
    return context.article.token_span(begin + start, begin + end).text


def somebody(source: Source) -> Speaker | None:
    """I said, some say: nobody who is named."""
    return NOBODY if source.alone in speaker_words("nobody") else None


def time_or_media(source: Source) -> Speaker | None:
    """This week said it all, Monday brought, the media said: none is somebody."""
    if source.alone in entries("quantities.txt", "weekdays", "months") and named_entity(source) is None:
        return NOBODY
    lowers = source.lowers[source.lowers[0] == "the" :]
    dated = len(lowers) == 2 and lowers[0] in speaker_words("before times") and lowers[1] in speaker_words("times")
    return NOBODY if dated or len(lowers) == 1 and lowers[0] in speaker_words("media") else None


def in_brackets(source: Source) -> Speaker | None:
    """The head of the union (*Rail Alliance*), Jane Roe, said: Roe, and not what the bracket explains."""
    words = source.context.article.tokens.words
    inside = source.first > 0 and words[source.first - 1] == "(" and words[source.stop : source.stop + 1] == [")"]
    if not inside:
        return None
    owner = name_apposed(source.context, source.stop)
    return NOBODY if owner is None else Speaker(owner)


def for_somebody_named(source: Source) -> Speaker | None:
    """A spokesman for the mayor, Jane Roe, said: Roe may be either, so that nobody is named."""
    tokens = source.context.article.tokens
    comma = source.first - 1 if source.first and tokens.words[source.first - 1] == "," else source.stop
    before = tokens.lowers[max(0, comma - _OFFICE) : comma]
    link = next((i for i, word in enumerate(before) if i and word in ("for", "to")), 0)
    one = link and not speaker_words("determiners").isdisjoint(before[link + 1 : link + 2])
    if not (one and is_person_noun(before[link - 1]) and is_person_noun(before[-1])):
        return None
    named = name_apposed(source.context, comma) is not None
    return (NOBODY if comma < source.first else Speaker(None, source.text)) if named else None


def named_person(source: Source) -> Speaker | None:
    """Roe said, minister Jane Roe said."""
    owner = named_entity(source)
    person = owner is not None and source.context.entity(owner).kind == "person"
    return Speaker(owner) if person else None


def described(source: Source) -> Speaker | None:
    """Jane Roe, a fellow of Reed's, told the Herald, “…”: a source that only describes Roe."""
    words = source.context.article.tokens.words
    if words[source.stop : source.stop + 1] != [","]:
        return None
    owner = _named_before(source.context, source.first)
    return None if owner is None else Speaker(owner)


def named(source: Source) -> Speaker | None:
    """The Kremlin said, Oslo said: a name that is not known to be a person's."""
    owner = named_entity(source)
    return None if owner is None else Speaker(owner)


def in_apposition(source: Source) -> Speaker | None:
    """Her spokesman, Tom Reed, said; the firm's chief executive, Jane Roe, said."""
    tokens, head = source.context.article.tokens, source.head
    owner = name_apposed(source.context, source.stop) if tokens.lowers[head] == tokens.words[head] else None
    return None if owner is None else Speaker(owner)


def issuer(source: Source) -> Speaker | None:
    """A statement from *the ministry* said; a report by Amnesty International said: who issued what speaks."""
    context, lowers = source.context, source.context.article.tokens.lowers
    link = source.head + 1
    if lowers[source.head] not in speaker_words("documents") or link + 2 > len(lowers):
        return None
    if lowers[link] not in speaker_words("before issuers"):
        return None
    first = link + 1
    named = _noun_run(context, first)
    if named > first + 1 and named > source.stop:
        return _part(source, first, named)
    if not lowers[first][0].isalpha() or context.article.tokens.words[first] in speaker_words("cities and countries"):
        return None
    if first >= source.stop:
        return _named_issuer(context, first + (lowers[first] == "the" or lowers[first] in name_lists().titles))
    return _part(source, first, first + head_of(lowers[first : source.stop]) + 1)


def _noun_run(context: Context, first: int) -> int:
    """Returns where the nouns end that begin at a token: a report by *UK think-tank Demos* said."""
    words, lowers = context.article.tokens.words, context.article.tokens.lowers
    stop, limit = first, min(first + _LONGEST_ISSUER, len(words))
    while (
        stop < limit
        and words[stop][0].isalpha()
        and (words[stop][0].isupper() or usual_tag(lowers[stop], "NN") == "NN")
    ):
        stop += 1
    return stop if stop > first and words[first][0].isupper() and words[stop - 1][0].isupper() else first


def _named_issuer(context: Context, at: int) -> Speaker | None:
    """Returns who is named at a token, but not whose attorney: a statement from *Roe*, and not from Roe's attorney."""
    owner = name_at(context, at)
    if owner is None:
        return None
    last = context.name(bisect_right(context.firsts, at) - 1).last
    owned = not _POSSESSIVES.isdisjoint(context.article.tokens.lowers[last : last + 1])
    return None if owned else Speaker(owner)


def owner_of_account(source: Source) -> Speaker | None:
    """*Roe's* account tweeted, the senator's official blog said: whose account it is speaks."""
    lowers = source.lowers
    mark = next((i for i, word in enumerate(lowers) if i and word in _POSSESSIVES), 0)
    if not mark or speaker_words("accounts").isdisjoint(lowers[mark + 1 :]):
        return None
    return _part(source, source.first, source.first + mark)


def _part(source: Source, first: int, stop: int) -> Speaker | None:
    """Returns who the tokens ``[first, stop)`` of a source are."""
    return _find_speaker(part_of(source, first, stop))[0]


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
    found = sorted(holder for role in (head, *title_forms().get(head, ())) for holder in roles.get(role, ()))
    holders = holders_of_place(source, holders_of_office(source, found))
    if not holders:
        return None
    before = [owner for token, owner in holders if token < source.first]
    return Speaker(before[-1] if before else holders[0][1], None, _ALONE if len({o for _, o in holders}) == 1 else 0.0)


def unnamed_definite(source: Source) -> Speaker | None:
    """The Texas governor said, where nobody is introduced as a governor: somebody named, and it is unsure who."""
    lowers, head = source.context.article.tokens.lowers, source.head
    if source.lowers[0] != "the" or not _is_person(lowers[head]):  # the government said, the newspaper said
        return None
    introduced = (i for i in range(max(2, source.first - _FARTHEST_WORDS), source.first) if lowers[i] == lowers[head])
    if any(not {"a", "an", "police"}.isdisjoint(lowers[max(0, i - _INTRODUCTION) : i]) for i in introduced):
        return None  # a spokesman … the spokesman said
    return NOBODY


def _is_person(lower: str) -> bool:
    """True if a noun ends as those for persons do, and is neither one for a body nor for a thing: governor, no insurer."""
    if lower in name_lists().titles:
        return True
    thing = lower in speaker_words("no people", "bodies", "companies") or lower.endswith(NO_ROLE)
    return not thing and lower.endswith(person_endings())


def as_written(source: Source) -> Speaker:
    """Officials said."""
    return Speaker(None, source.text)


PHRASE_RULES = (
    time_or_media, issuer, owner_of_account, one_of_several, in_brackets, for_somebody_named, named_person, described,
    named, in_apposition, document, by_role, body, unnamed_definite, as_written,
)  # fmt: skip
WORD_RULES = (he, she, who, it, they, somebody, *PHRASE_RULES)
"""Rules for sources of one word: most ask for a pronoun first, which no longer source is."""


def _find_speaker(source: Source) -> tuple[Speaker, str]:
    """Returns who a source is, and the rule that says so."""
    decided = decide(WORD_RULES if len(source.lowers) == 1 else PHRASE_RULES, source)
    assert decided is not None  # the last rule always answers
    return decided


def resolve_speakers(context: Context, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Returns the quotations, in text order, with their speakers: full names for names, pronouns and roles.

    A speaker is None where nobody is named or it is unsure who is meant.
    """
    resolved = list(quotations)
    last: LastSpeaker | None = None
    group: LastGroup | None = None
    order = sorted(range(len(quotations)), key=lambda i: (quotations[i].source or quotations[i]).start)
    for i in order:
        source = quotations[i].source
        if source is None:
            continue
        found, rule = resolve_source(context, source, last, group)
        resolved[i] = _with_speaker(context, quotations[i], found, rule)
        last, group = spoken(context, quotations[i], found, last, group)
    return resolved


def spoken(
    context: Context, quotation: Quotation, found: Speaker, last: LastSpeaker | None, group: LastGroup | None
) -> tuple[LastSpeaker | None, LastGroup | None]:
    """Returns the last person and the last group to speak after a quotation with a source that was found."""
    assert quotation.source is not None
    starts = context.article.tokens.starts
    if found.owner is not None and _can_be_he(context.entity(found.owner), quotation.cue):
        end = max(quotation.source.end, quotation.end)
        return LastSpeaker(found.owner, bisect_left(starts, end) - 1), group
    name = shown_name(context, found)
    if not name:
        return last, group
    source = read_source(context, quotation.source, last, group)
    return last, LastGroup(name, source.first, source.plural and found.owner is None, source.kind)


def _can_be_he(entity: Entity, cue: Span | None) -> bool:
    """True if who spoke can be he or she later: no body, no place, and no single name of a report (according to Gallup)."""
    if entity.kind:
        return entity.kind == "person"
    reported = cue is not None and cue.text.lower() == "according to" and " " not in entity.name
    return not reported and entity.name not in speaker_words("cities and countries")


def _with_speaker(context: Context, quotation: Quotation, found: Speaker, rule: str) -> Quotation:
    """Returns a quotation with its speaker, role and probability; with neither where it is too unsure who speaks."""
    right = 1.0 if quotation.speaker_probability is None else quotation.speaker_probability
    if found.owner is not None:  # what stays as written is right if the source is
        right = speaker_probability(confidence_features(read_finding(context, quotation, found, rule)), right)
    return with_speaker(context, quotation, found, right)


def with_speaker(context: Context, quotation: Quotation, found: Speaker, probability: float) -> Quotation:
    """Returns a quotation with a speaker and the role, where the probability is enough to print them, or with neither."""
    name = shown_name(context, found)
    if not name or probability < least_probability():
        return _said_by(quotation, None, None, None)
    role = None
    if found.owner is not None and context.entity(found.owner).kind != "organization":
        role = context.role(found.owner)
    return _said_by(quotation, name, role, probability)


def _said_by(quotation: Quotation, speaker: str | None, role: str | None, probability: float | None) -> Quotation:
    """Returns a quotation with another speaker; at 0.36 of the time of dataclasses.replace."""
    each = quotation
    return Quotation(
        *(each.start, each.end, each.text, each.kind, each.spans, each.source),
        *(speaker, each.cue, each.type, each.probability, role, probability),
    )


def resolve_source(
    context: Context, source: Span, last: LastSpeaker | None, group: LastGroup | None
) -> tuple[Speaker, str]:
    """Returns who a source is, after ``last`` and ``group`` have spoken, and the rule that said so."""
    return _find_speaker(read_source(context, source, last, group))


def _pronoun(source: Source, gender: str) -> Speaker:
    """Returns the person of a gender that a source means."""
    found = find_antecedent(source.context, source.first, gender, source.last)
    return Speaker(found.owner, None, found.margin, found.rivals, found.ago)
