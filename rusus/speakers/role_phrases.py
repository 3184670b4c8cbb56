"""Role phrases: what somebody is, between commas: Jane Roe, *head of the union*; *the club's coach*, Tom Reed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import FINITE, MOST_KNOWN, load_lexicon, usual_tag
from rusus.model import Segmentation, SentenceSpan
from rusus.speakers.name_lists import is_person_noun, name_lists, speaker_words
from rusus.speakers.name_rules import Name, is_nationality

_LONGEST = 20
"""Words of a role between commas. Chosen by hand; not measured."""
_ENDS = frozenset((",", ".", ";", ":", "—", "–", "-", "(", "?", "!", "who", "whose", "which", "that", "where"))
"""What ends an apposition."""
_CLOSINGS = frozenset((",", ".", ":"))
_LINKS = frozenset(("of", "for", "at", "in", "on", "to", "with", "from"))
"""Words that go on with a role after its noun: chairman *of* the club, analyst *with* the bank."""
_VERBS = FINITE - {"VBP"}
"""Tags of verbs that end a role: marketing manager at Reed's *believes*; but head of a *think* tank."""
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_JOINTS = _POSSESSIVES | {"and", "&"}
"""What may stand inside a role before its noun: the firm*'s* chief executive, technical *and* reviews editor."""
_PRONOUNS = frozenset(("his", "her", "its", "their", "our", "my"))
_DETERMINERS = _PRONOUNS | {"a", "an", "the"}


@lru_cache(maxsize=MOST_KNOWN)  # asked of the word before every name of everybody who speaks
def is_role(word: str) -> bool:
    """True if a word before a name says what somebody is: leader, Gov., candidate, but not Italian, border or Mr."""
    lower = word.lower()
    if lower in speaker_words("forms of address", "no people") or is_nationality(lower):
        return False
    return is_person_noun(lower)


def is_other_word(lowers: Sequence[str], at: int) -> bool:
    """True if a word that ends like a role is an adjective or a verb: the *other* Roe, to *grant* Roe asylum."""
    if lowers[at - 1] == "to":
        return True
    return usual_tag(lowers[at]) == "JJ" and lowers[at] not in speaker_words("people") | name_lists().titles.keys()


def apposed_role(article: Segmentation, name: Name) -> str:
    """Returns the apposition after a name: Jane Roe, *a geneticist at Yale*; Tom Reed, 45, *head of the union*."""
    words = article.tokens.words
    if name.last >= len(words) or words[name.last] != ",":
        return ""
    first = name.last + 1
    if words[first : first + 1] and words[first].isdigit() and words[first + 1 : first + 2] == [","]:
        first += 2  # Tom Reed, 45, a spokesman
    stop = _role_end(article, first, min(first + _LONGEST, _sentence(article, name.first).last))
    return article.token_span(first, stop).text if stop else ""


def role_before_comma(article: Segmentation, name: Name) -> str:
    """Returns the role that a name in apposition explains: *the club's coach*, Tom Reed, said."""
    tokens = article.tokens
    words, lowers = tokens.words, tokens.lowers
    comma = name.first - len(name.titles) - 1
    if comma < 1 or words[comma] != "," or name.last >= len(words):
        return ""
    if words[name.last] not in _CLOSINGS and not is_speech_verb(lowers[name.last]):
        return ""
    first = comma
    while first > max(_sentence(article, comma).first, comma - _LONGEST) and not _opens_phrase(lowers, first - 1):
        first -= 1
    if _role_end(article, first, comma + 1) != comma:
        return ""
    link = next((i for i in range(first, comma) if lowers[i] in _LINKS), comma)
    others = any(is_person_noun(lower) for lower in lowers[link + 1 : comma])  # an aide to the mayor, Jane Roe
    owned = lowers[first] in _PRONOUNS
    if others or lowers[first] == "one" or owned and not _POSSESSIVES.isdisjoint(lowers[first:comma]):
        return ""
    return article.token_span(first + owned, comma).text


def _sentence(article: Segmentation, token: int) -> SentenceSpan:
    """Returns the sentence of a token."""
    return article.sentences[bisect_right(article.sentences, token, key=attrgetter("first")) - 1]


def _opens_phrase(lowers: Sequence[str], at: int) -> bool:
    """True if a phrase begins after a word or mark: but | the coach, Tom Reed."""
    lower = lowers[at]
    if not lower[0].isalnum():
        return lower not in _JOINTS
    return is_speech_verb(lower) or lower in speaker_words("clause openers") or lower == "that"


def _role_end(article: Segmentation, first: int, limit: int) -> int:
    """Returns where the role ends that begins at a token, a noun for a person and what links it to a body; else 0."""
    words, lowers = article.tokens.words, article.tokens.lowers
    if first >= limit:
        return 0  # a text may end with the comma
    head = _head(words, lowers, first, limit)
    determined = lowers[first] in ("a", "an")
    if head is None or not _says_what_somebody_is(words, lowers, head, determined):
        return 0
    stop = head + 1
    if stop < limit and lowers[stop] in _LINKS:
        while stop < limit and not _ends_role(words, lowers, stop):
            stop += 1
        return stop if stop - first < _LONGEST else 0
    ended = stop == limit or _ends_role(words, lowers, stop) or usual_tag(lowers[stop]) == "VBG"
    return stop if ended else 0


def _head(words: Sequence[str], lowers: Sequence[str], first: int, limit: int) -> int | None:
    """Returns the last word of the noun phrase that begins at a token: the club's managing *director*."""
    at = begin = first + (lowers[first] in _DETERMINERS)
    while at < limit and _goes_on(words, lowers, at, at > begin):
        at += 1
    return at - 1 if at > begin else None


def _goes_on(words: Sequence[str], lowers: Sequence[str], at: int, inside: bool) -> bool:
    """True if a word stands in the noun phrase of a role: a noun, an adjective, and what joins them."""
    word, lower = words[at], lowers[at]
    if lower in _JOINTS or lower in ("a", "an") and lowers[at - 1] == "and":
        return inside
    if not word[0].isalnum() or is_speech_verb(lower) and usual_tag(lower) in FINITE:
        return False
    if word[0].isupper() or lower in name_lists().titles:
        return True
    tag = load_lexicon()[0].get(lower, "NN")[:2]
    participle = tag == "VB" and lower.endswith(("ing", "ed"))  # managing director, but not: announcing the plan
    return (
        tag in ("NN", "JJ", "CD") or participle and at + 1 < len(words) and lowers[at + 1] not in _DETERMINERS | _LINKS
    )


def _says_what_somebody_is(words: Sequence[str], lowers: Sequence[str], head: int, determined: bool) -> bool:
    """True if a noun says what somebody is; with a capital and no article only a known one: *Editor*, no *Chester*."""
    other = is_other_word(lowers, head) and lowers[head] not in speaker_words("person endings")  # a senior fellow
    if other or not is_role(words[head]):
        return False
    known = lowers[head] in name_lists().titles or lowers[head] in speaker_words("people")
    small = words[head].rpartition("-")[2].islower()
    return determined or small or known or usual_tag(lowers[head])[:2] == "NN"


def _ends_role(words: Sequence[str], lowers: Sequence[str], at: int) -> bool:
    """True if a role ends before a token: a farmer from Edo | *told* the paper, head of the bank | *in a* statement."""
    if lowers[at] in _ENDS or words[at].islower() and usual_tag(lowers[at]) in _VERBS:
        return True
    if lowers[at] == "and" and not _DETERMINERS.isdisjoint(lowers[at + 1 : at + 2]):
        return True
    occasion = lowers[at + 2 : at + 3]
    return lowers[at : at + 2] in (["in", "a"], ["in", "an"]) and not speaker_words("occasions").isdisjoint(occasion)
