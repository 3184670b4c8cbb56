"""Attribution types: communication, attitude, factive or control, by the verb of a cue and how its content hangs on it.

The four are those of the Penn Discourse Treebank (Prasad et al. 2007) and PARC. What seems so to the author, and what
facts show, is none of them: the gate turns those away, and they are given as attitude and communication.
"""

from __future__ import annotations

from functools import cache, partial

from rusus.language.tagger import FINITE
from rusus.quotations.indirect.tagged_sentence import Content, Cue, Frame, Phrase
from rusus.resources import words as listed_words
from rusus.vocabulary import AttributionType

SENSES = ("say", "judge", "believe", "fact", "control", "show", "seem")
"""The sections of cues; a cue may be in several: *suggest* says and shows."""
REPORTED_FORMS = frozenset(("aside", "quoted", "that"))
"""Forms of a content that only a report has."""
_MARKS = frozenset(("“", '"', "''", "``"))
_WHETHER = frozenset(("whether", "if"))
_RELATIVE = frozenset(("that", "which", "who", ",", ";"))
_NEAR = 12
"""Words after the first noun phrase among which the verb of its clause is sought; chosen by hand, not measured."""
_AUXILIARIES = 4
"""Words before a participle among which its auxiliary is sought: has not yet been formally told."""

type_words = partial(listed_words, "attribution_types.txt")
"""Returns sections of the words that tell one type of attribution from another."""


@cache
def senses_of(lemma: str) -> tuple[str, ...]:
    """Returns the sections that hold a cue, in their order; it is asked of the model's cues only, so few are kept."""
    return tuple(sense for sense in SENSES if lemma in type_words(sense))


def content_form(cue: Cue, content: Content) -> str:
    """Returns how a content hangs on its cue.

    aside (, he said), around, that, quoted, whether, question, infinitive (plans to), as, gerund, clause, object
    infinitive (asked him to), object as (described it as), object, or the preposition before an object.
    """
    frame, i, _ = cue
    j, k = content
    lowers, tags = frame.lowers, frame.tags
    if j <= i:
        near = lowers[i - 1 : i] if i else []
        return "aside" if k <= i or "," in (*near, *lowers[i + 1 : i + 2]) or frame.quoted[j] else "around"
    between = lowers[i + 1 : j]
    last = between[-1] if between else ""
    first = lowers[j]
    if first == "that" or last == "that":
        return "that"
    if first in _MARKS or last in _MARKS or last == ":":
        return "quoted"
    if first in _WHETHER:
        return "whether"
    if first in type_words("question_words"):
        return "question"
    if last == "to" and tags[j] == "VB" or first == "to" and tags[j + 1 : j + 2] == ["VB"]:
        return "infinitive"
    if first == "as":
        return "as"
    preposition = next((word for word in reversed(between) if word in type_words("prepositions")), "")
    return _object_form(frame, content, preposition)


def _object_form(frame: Frame, content: Content, preposition: str) -> str:
    """Returns the form of a content that begins with a noun phrase or a gerund."""
    (j, k), lowers, tags = content, frame.lowers, frame.tags
    if tags[j] == "VBG":
        return "gerund"
    at = frame.closing.get(j, j)
    for n in range(at, min(k, at + _NEAR)):
        if tags[n] in FINITE and (n == 0 or lowers[n - 1] not in _RELATIVE):
            return "clause"
        if lowers[n] == "to" and tags[n + 1 : n + 2] == ["VB"] and preposition in ("", "on", "for"):
            return "object infinitive"
        if lowers[n] == "as":
            return "object as"
        if lowers[n] in _RELATIVE:
            break
    return preposition or "object"


def voice(frame: Frame, i: int) -> str:
    """Returns how a cue is used: finite, passive, participle, infinitive, noun, according …"""
    lowers, tags = frame.lowers, frame.tags
    tag = tags[i]
    if lowers[i] == "according":
        return "according"
    if tag[:2] != "VB":
        return {"NN": "noun", "JJ": "adjective"}.get(tag[:2], "other")
    at = i - 1
    while at >= max(0, i - _AUXILIARIES) and (tags[at] in ("RB", "MD") or lowers[at] in ("been", "being")):
        at -= 1
    auxiliary = lowers[at] if at >= 0 else ""
    if tag in ("VBN", "VBD") and (auxiliary in type_words("be") or "been" in lowers[at + 1 : i]):
        return "passive"
    if tag == "VBN" and auxiliary not in type_words("have"):
        return "participle"
    if tag == "VB":
        return "infinitive" if "to" in lowers[max(0, i - 2) : i] else "base"
    return "ing" if tag == "VBG" else "finite"


def source_kind(frame: Frame, source: Phrase | None, cue: int) -> str:
    """Returns the kind of a source: none, author, person, deictic, document, thing, name, plural, singular or other."""
    if source is None:
        return "none"
    a, b = source
    head, tag = frame.lowers[b - 1], frame.tags[b - 1]
    if not type_words("author").isdisjoint(frame.lowers[a:b]):
        return "author"
    if head in type_words("persons"):
        return "person"
    if head in type_words("deictic"):
        return "deictic"
    if head in type_words("documents"):
        return "document"
    if head in type_words("things"):
        return "thing"
    if tag == "NNP" or a > 0 and frame.words[b - 1][:1].isupper():
        return "name"
    return {"NNS": "plural", "NN": "singular"}.get(tag, "other")


def attribution_type(lemma: str, form: str) -> AttributionType:
    """Returns the type of a cue whose content has a form: *asked whether* is control, *asked, “…”* communication."""
    senses = senses_of(lemma)
    said = "say" in senses or "judge" in senses
    if form in ("infinitive", "object infinitive") and ("control" in senses or not said):
        return "control"
    if lemma in type_words("inquire") and form not in REPORTED_FORMS:
        return "control"
    if lemma in type_words("call") and form in ("on", "for", "to"):
        return "control"
    if said:
        return "communication"
    clause = form in REPORTED_FORMS or form == "clause"
    if "fact" in senses and (clause or "believe" not in senses):
        return "factive"
    if "believe" in senses and (clause or "control" not in senses):
        return "attitude"
    if "control" in senses:
        return "communication" if clause else "control"
    return "communication" if "show" in senses else "attitude"
