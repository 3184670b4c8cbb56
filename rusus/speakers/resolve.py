"""Speakers: the fullest name in the article that the source of a quotation refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rusus.language.tagger import load_lexicon, tag_words
from rusus.model import Quotation, Segmentation, Span
from rusus.speakers.appositions import FARTHEST, named_before
from rusus.speakers.entities import Entities, Entity, find_entities

_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_GROUPS = frozenset(("they", "them", "their", "it", "its"))
_NOBODY = frozenset(
    ["i", "me", "my", "we", "us", "our", "you", "your", "q", "a", "one", "who", "whom", "which", "that", "this", "these", "those", "what", "some", "many", "others", "all", "nobody", "everyone", "there", "both", "most", "several", "few", "another", "other"]
)
_AFTER_HEAD = frozenset(["of", "for", "from", "at", "in", "with", "to", "on", "by", "who", "that", "which", ",", "(", "–", "—", "and", "or", "as"])
_NOT_ROLES = _AFTER_HEAD | {"the", "a", "an", "s", "his", "her", "their", "its", "than", "like"}
_LONGEST_ASIDE = 8
_DEFINITE = frozenset(("the", "his", "her", "their", "its", "this", "that"))
_FARTHEST_NAMES = 24
"""Names that are looked at backwards from a pronoun."""
_FARTHEST_SENTENCES = 7
_SUBJECT, _CLAUSE_SUBJECT, _FAR = 3.0, 2.0, 0.5
"""Points of a pronoun's antecedent for being the subject of a sentence or a clause; the share of them two sentences back."""
_SPOKE, _SPOKE_BEFORE, _MENTION, _OFTEN, _QUOTED = 2.0, 4.0, 0.05, 10, 4.0
"""Points for who spoke last, named again or not, and for every mention; points less for one inside a quotation."""
_OBJECT = 4
"""Words after a pronoun in which somebody else is named."""
_CLAUSE, _CLAUSE_OPENERS = 15, frozenset((",", "and", "but", "as", "while", "when", "after", "before", "because"))


@dataclass(frozen=True, slots=True)
class Context:
    """What the sources of an article are resolved against."""

    article: Segmentation
    entities: Entities
    firsts: Sequence[int]
    sentence_starts: Sequence[int]
    quoted: Sequence[tuple[int, int]]


def resolve_speakers(article: Segmentation, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Returns the quotations, in text order, with their speakers: full names for names, pronouns and roles; None where unsure."""
    if not any(quotation.source for quotation in quotations):
        return list(quotations)
    entities = find_entities(article)
    quoted = sorted((span.start, span.end) for each in quotations if each.kind == "direct" for span in each.spans)
    context = Context(
        article, entities, [name.first for name in entities.names], [each.first for each in article.sentences], quoted
    )
    resolved: dict[int, str | None] = {}
    last, said, group = -1, 0, None
    order = sorted(range(len(quotations)), key=lambda i: (quotations[i].source or quotations[i]).start)
    for i in order:
        source = quotations[i].source
        if source is None:
            continue
        owner, text = _resolve(context, source, last, said, group)
        resolved[i] = entities.entities[owner].name if owner >= 0 else text
        if owner >= 0 and entities.entities[owner].kind != "organization":
            last, said = owner, bisect_left(article.tokens.starts, max(source.end, quotations[i].end)) - 1
        elif resolved[i]:
            group = resolved[i]
    return [replace(each, speaker=resolved.get(i)) for i, each in enumerate(quotations)]


def _resolve(context: Context, source: Span, last: int, said: int, group: str | None) -> tuple[int, str | None]:
    """Returns the entity of a source, or -1 and the text to show instead."""
    tokens = context.article.tokens
    first, stop = bisect_left(tokens.starts, source.start), bisect_left(tokens.starts, source.end)
    lowers = tokens.lowers[first:stop]
    if not lowers:
        return -1, None
    if len(lowers) == 1 and lowers[0] in _HE:
        return _antecedent(context, first, _HE[lowers[0]], last, said), None
    if lowers[0] == "who" and len(lowers) == 1:
        return _just_before(context, first), None
    if lowers == ["it"]:
        owner = _organization(context, first)
        return owner, group
    if len(lowers) == 1 and lowers[0] in _GROUPS:
        return -1, group
    if len(lowers) == 1 and lowers[0] in _NOBODY:
        return -1, None
    head = first + next((i for i, word in enumerate(lowers) if i and word in _AFTER_HEAD), len(lowers)) - 1
    owner = _named_last(context, first, stop)
    if owner < 0:
        owner = _named(context, first, head)
    if owner < 0 or context.entities.entities[owner].kind != "person":
        described = _described(context, first, stop)
        owner = described if described >= 0 else owner
    if owner < 0 and tokens.lowers[head] == tokens.words[head]:
        owner = _apposed(context, stop)
    if owner < 0 and lowers[0] in _DEFINITE:
        owner = _by_role(context, tokens.lowers[head], first)
    return owner, source.text


def _named(context: Context, first: int, head: int) -> int:
    """Returns the entity whose name holds the head of a source, or -1."""
    i = bisect_right(context.firsts, head) - 1
    if i >= 0 and first <= context.firsts[i] <= head < context.entities.names[i].last:
        return context.entities.owners[i]
    return -1


def _named_last(context: Context, first: int, stop: int) -> int:
    """Returns the person whose name ends a source after a role (CEO of the Refugee Council Enver Solomon), or -1."""
    i = bisect_left(context.firsts, stop) - 1
    if i < 0 or context.firsts[i] <= first or context.entities.names[i].last != stop:
        return -1
    name = context.entities.names[i]
    before = context.article.tokens.lowers[name.first - len(name.titles) - 1]
    if name.kind == "organization" or not before[-1].isalnum() or before in _NOT_ROLES:
        return -1
    return context.entities.owners[i]


def _described(context: Context, first: int, stop: int) -> int:
    """Returns the entity whose apposition, before the reporting word, holds a source (Roe, a fellow at Yale, said), or -1."""
    tokens = context.article.tokens
    if stop >= len(tokens) or tokens.words[stop] != ",":
        return -1
    sentence = context.sentence_starts[max(0, bisect_right(context.sentence_starts, first) - 1)]
    begin = max(sentence, first - FARTHEST)
    if "," not in tokens.words[begin:first]:
        return -1
    words, lowers = tokens.words[begin:first], tokens.lowers[begin:first]
    found = named_before(words, lowers, tag_words(words, lowers, load_lexicon()), first - begin)
    return _named(context, begin + found[0], begin + found[1] - 1) if found else -1


def _organization(context: Context, token: int) -> int:
    """Returns the only organization that the sentence before a token, or its own, has for its subject, or -1."""
    here = bisect_right(context.sentence_starts, token) - 1
    found = set()
    end = bisect_left(context.firsts, token)
    for i in range(end - 1, max(-1, end - 1 - _FARTHEST_NAMES), -1):
        name = context.entities.names[i]
        sentence = bisect_right(context.sentence_starts, name.first) - 1
        if here - sentence > 1:
            break
        if name.first - context.sentence_starts[sentence] < 4 and not _is_quoted(context, name.first):
            found.add(context.entities.owners[i])
    owner = found.pop() if len(found) == 1 else -1
    return owner if owner >= 0 and context.entities.entities[owner].kind == "organization" else -1


def _apposed(context: Context, stop: int) -> int:
    """Returns the person whose name between commas follows a source (her spokesman, Tom Reed, said), or -1."""
    words = context.article.tokens.words
    if words[stop : stop + 1] in (["("], [")"]):
        stop = next((i + 1 for i in range(stop, min(stop + _LONGEST_ASIDE, len(words))) if words[i] == ")"), stop)
    if words[stop : stop + 1] in (["'s"], ["’s"]):  # the firm's chief executive, Jane Roe, said
        stop = next((i for i in range(stop, min(stop + _LONGEST_ASIDE, len(words))) if words[i] == ","), stop)
    if stop + 1 >= len(words) or words[stop] != ",":
        return -1
    i = bisect_left(context.firsts, stop + 1)
    if i == len(context.firsts) or context.firsts[i] - stop - 1 > len(context.entities.names[i].titles):
        return -1
    name = context.entities.names[i]
    closed = name.last < len(words) and words[name.last] in (",", ".", "said", "says")
    return context.entities.owners[i] if closed and name.kind != "organization" else -1


def _just_before(context: Context, token: int) -> int:
    i = bisect_left(context.firsts, token) - 1
    if i >= 0 and token - context.entities.names[i].last <= 1:
        return context.entities.owners[i]
    return -1


def _by_role(context: Context, role: str, token: int) -> int:
    """Returns who has a role: the last before the token, else the first after it, or -1."""
    holders = context.entities.roles.get(role, ())
    before = [owner for place, owner in holders if place < token]
    return before[-1] if before else holders[0][1] if holders else -1


def _antecedent(context: Context, token: int, gender: str, last: int, said: int) -> int:
    """Returns the person that a pronoun means: near, the subject of a sentence, of its gender, the last speaker; or -1.

    ``said`` is the token at which the last speaker was last named or meant. Who is named right after the pronoun
    (he told Reed) is somebody else.
    """
    entities, names = context.entities.entities, context.entities.names
    here = bisect_right(context.sentence_starts, token)
    end = bisect_left(context.firsts, token)
    stop = min(token + _OBJECT, (*context.sentence_starts[here : here + 1], token + _OBJECT)[0])
    others = {context.entities.owners[i] for i in range(end, bisect_left(context.firsts, stop))}
    scores: dict[int, float] = {}
    for i in range(end - 1, max(-1, end - 1 - _FARTHEST_NAMES), -1):
        owner, name = context.entities.owners[i], names[i]
        ago = here - bisect_right(context.sentence_starts, name.first)
        if ago > _FARTHEST_SENTENCES:
            break
        if owner in others or entities[owner].kind == "organization" or entities[owner].gender not in ("", gender):
            continue
        subject = _subject(context, i, here - ago)
        if not entities[owner].kind and " " not in entities[owner].name and owner != last and not subject:
            continue
        score = _points(entities[owner], subject, ago) - (_QUOTED if _is_quoted(context, name.first) else 0.0)
        scores[owner] = max(score, scores.get(owner, score))
    if last >= 0 and entities[last].gender in ("", gender) and last not in others:
        ago = max(0, here - bisect_right(context.sentence_starts, said))
        if ago <= _FARTHEST_SENTENCES:
            scores[last] = max(scores.get(last, -_SPOKE_BEFORE) + _SPOKE, _SPOKE_BEFORE - ago)
    return max(scores, key=lambda owner: scores[owner], default=-1)


def _points(entity: Entity, subject: float, ago: int) -> float:
    """Returns how well a mention so many sentences ago serves as the antecedent of a pronoun."""
    points = -ago + (1.0 if entity.gender else 0.0) + (1.0 if entity.kind else 0.0)
    return points + min(len(entity.mentions), _OFTEN) * _MENTION + subject * (1.0 if ago < 2 else _FAR)


def _subject(context: Context, index: int, sentence: int) -> float:
    """Returns the points for a name that begins its sentence or a clause of it; a bare name must stand before a verb."""
    tokens, start = context.article.tokens, context.sentence_starts[sentence - 1]
    name, entity = context.entities.names[index], context.entities.entities[context.entities.owners[index]]
    following = tokens.lowers[name.last] if name.last < len(tokens) else ""
    if following in ("'s", "’s"):
        return 0.0
    if not entity.kind and len(name.words) == 1 and load_lexicon()[0].get(following, "")[:2] not in ("VB", "MD"):
        return 0.0
    if name.first - start < 4:
        return _SUBJECT
    first = name.first - len(name.titles)
    opens = first - start < _CLAUSE and tokens.lowers[first - 1] in _CLAUSE_OPENERS
    return _CLAUSE_SUBJECT if opens or _is_first(context, index, start) else 0.0


def _is_first(context: Context, index: int, start: int) -> bool:
    """Says whether a name after a noun ("party chairwoman Jane Roe") is the first of a person after a token."""
    names = context.entities.names
    if load_lexicon()[0].get(context.article.tokens.lowers[names[index].first - 1], "NN")[:2] != "NN":
        return False
    while index and names[index - 1].first >= start and names[index - 1].kind == "organization":
        index -= 1
    return not index or names[index - 1].first < start


def _is_quoted(context: Context, token: int) -> bool:
    start = context.article.tokens.starts[token]
    i = bisect_right(context.quoted, (start, len(context.article.text))) - 1
    return i >= 0 and start < context.quoted[i][1]
