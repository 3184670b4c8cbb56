"""What is no report, whatever the models think: names, nouns with a verb of their own, acts, feelings, measures.

Each rule answers True where nothing was said, and None where it has no opinion. Most were found by reading what the
gate let pass in news of kinds that trained nothing: sport, films, companies (docs/lab/indirect.md has the counts).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rusus.language.tagger import FINITE
from rusus.quotations.indirect.acceptance import Analysis
from rusus.quotations.indirect.attribution_types import REPORTED_FORMS, source_kind, type_words, voice
from rusus.quotations.indirect.tagged_sentence import Content, Frame, Phrase, word_list
from rusus.resources import read_lists
from rusus.rules import reason
from rusus.speakers.name_lists import is_person_noun
from rusus.vocabulary import AttributionType

_NOUNS = frozenset(("NN", "NNS"))
_OWNED = frozenset(("DT", "PRP$", "POS", "JJ", "CD"))
"""Tags before a word that make it a noun: *his* claims, a *bold* forecast."""
_FREE = frozenset((*REPORTED_FORMS, "infinitive", "whether", "question"))
"""Forms in which a noun can report: his claim *that* it is safe."""
_WHO = frozenset(("WP", "WDT"))
"""Tags of what opens a relative clause: Roe, *who* many speculate will stay."""
_VERBS = tuple([tag] for tag in sorted(FINITE))
_ARTICLES = frozenset(("a", "an", "the"))
_SPAN = 3
"""Words before a cue in which its auxiliary is sought: will soon announce."""


BEFORE = 4
"""Words before a cue in which a not, a may or a worth is sought."""


class Report(NamedTuple):
    """An analysis: the sentence, where its cue stands, the cue's base form, content and source, and form and type."""

    frame: Frame
    at: int
    lemma: str
    content: Content
    source: Phrase | None
    form: str
    kind: AttributionType


def report(analysis: Analysis, form: str, kind: AttributionType) -> Report:
    """Returns an analysis as the rules look at it."""
    return Report(*analysis.cue, analysis.content, analysis.source, form, kind)


@cache
def phrases(section: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Returns the phrases of a section of attribution_types.txt, each between blanks, and the last word of each."""
    listed = read_lists("attribution_types.txt")[section]
    return tuple(f" {phrase} " for phrase in listed), frozenset(phrase.split()[-1] for phrase in listed)


def unsaid(report: Report) -> bool | None:
    """Roe *stopped short of saying* so; it is *worth noting* that: nobody said it, or the author says it."""
    before = report.frame.lowers[max(0, report.at - BEFORE) : report.at]
    listed, ends = phrases("unsaid")
    return (not ends.isdisjoint(before) and any(map(f" {' '.join(before)} ".__contains__, listed))) or None


def gives_a_name(report: Report) -> bool | None:
    """The council *named* the street: a bare object of naming gets a name or a post, and nothing is said."""
    return (report.form == "object" and report.lemma in type_words("naming")) or None


def author_believes(report: Report) -> bool | None:
    """I *think* that it is late; what I am *suggesting* is that it is late: the author is no source of the article."""
    source, frame = report.source, report.frame
    author = source_kind(frame, source, report.at) == "author"
    now = source is not None and frame.lowers[source[0]] == "i" and frame.tags[report.at] in ("VBP", "VBG")
    return (author and (report.kind == "attitude" or now)) or None


def part_of_a_name(report: Report) -> bool | None:
    """Her first Grand *Slam* is not far; the band *Muse* played: with a capital inside a sentence it is a name."""
    frame, i = report.frame, report.at
    inside = (
        frame.opens < i < frame.size - 1 and frame.words[i][:1].isupper() and frame.words[i - 1] not in ('"', "“", ":")
    )
    following = frame.words[i + 1] if inside else ""
    goes_on = following.islower() and (frame.tags[i + 1] in FINITE or frame.tags[i + 1] == "IN" and following != "that")
    return goes_on or None


def after_an_article(report: Report) -> bool | None:
    """The *think* tank met; an *alleged* fraud: after an article a verb is none."""
    frame, i = report.frame, report.at
    return (i > 0 and frame.lowers[i - 1] in _ARTICLES and frame.tags[i][:2] == "VB") or None


def called_by_its_name(report: Report) -> bool | None:
    """A tool *called* Mapper lets us look; their record called Rain is out: a participle names the thing before it."""
    frame, i, (start, end) = report.frame, report.at, report.content
    source = report.source
    if frame.lowers[i] not in word_list("calling") or start != i + 1:
        return None
    if frame.lowers[i - 1] == "," and frame.tags[i] == "VBN":  # the scheme, dubbed Harbour Two, is late
        return (frame.tags[start][:3] == "NNP" and not any(frame.quoted[start:end])) or None
    if source is None or source[1] != i:
        return None
    thing = frame.tags[i - 1] in _NOUNS and not is_person_noun(frame.lowers[i - 1]) and frame.lowers[source[0]] != "the"
    return (thing and frame.words[start][:1].isupper() and not any(frame.quoted[start:end])) or None


def noun_with_its_own_verb(report: Report) -> bool | None:
    """His *claims* were denied; *concern* among firms has dropped: what the noun does is no content."""
    frame, i, content = report.frame, report.at, report.content
    noun = frame.tags[i] in _NOUNS and i > 0 and frame.tags[i - 1] in _OWNED
    if not noun or report.form in _FREE or content.start <= i:
        return None
    opens = frame.tags[i + 1 : i + 2]
    ties = opens == ["IN"] or bool(opens) and opens[0] in FINITE
    return (ties and frame.finite[content.end] > frame.finite[i + 1]) or None


def noun_beside_its_content(report: Report) -> bool | None:
    """The win kept alive their title *hopes*; the firms face *criticism*: no mark divides it from the words before."""
    frame, i, content = report.frame, report.at, report.content
    noun = frame.tags[i] in _NOUNS and content.start < i <= content.end and frame.tags[content.start] not in _WHO
    return (noun and frame.lowers[i + 1 : i + 2] != [","]) or None


def describes_a_noun(report: Report) -> bool | None:
    """The figure *announced* by Roe is too low; goods *mentioned* in it: a participle that belongs to a noun."""
    frame, i, content = report.frame, report.at, report.content
    after_noun = i > 0 and frame.tags[i - 1][:2] == "NN" and content.start < i < content.end
    follows = frame.lowers[i + 1 : i + 2]
    tied = follows == ["by"] or frame.tags[i] == "VBN" and follows in (["in"], ["on"], ["at"])
    said = frame.tags[i] not in ("VBN", "VBD") or any(frame.quoted[i : content.end])
    return (after_noun and tied and not said) or None


def event_that_was_announced(report: Report) -> bool | None:
    """The winners were *announced* on Monday; shares fell after it was *announced*: something was made known."""
    frame, i, content = report.frame, report.at, report.content
    if content.end > i or frame.lowers[i + 1 : i + 2] == ["by"] or voice(frame, i) != "passive":
        return None
    last = frame.lowers[content.end - 1] in type_words("be")
    bare = frame.lowers[content.end] in (*type_words("be"), *type_words("have"))
    while_it_happened = frame.openers[i].strip("^") in word_list("before an event") and content.end < i - 1
    return (last or bare or while_it_happened) or None


def by_a_measure(report: Report) -> bool | None:
    """They work *according to* strict rules: laws, wishes and plans are followed, and say nothing."""
    source = report.source
    measure = source is not None and report.frame.lowers[source[1] - 1] in type_words("measures")
    return (report.lemma == "accord" and measure) or None


def causes_a_feeling(report: Report) -> bool | None:
    """The founder *surprised* the crowd with a song: who moves somebody says nothing."""
    source, content, i = report.source, report.content, report.at
    if source is None or not source[1] == i == content.start - 1 or report.lemma not in type_words("moving"):
        return None
    return (report.form[:6] in ("object", "clause") and voice(report.frame, i) != "passive") or None


def still_to_come(report: Report) -> bool | None:
    """The coach *will announce* his team on Friday; the firm is *yet to reveal* its plans: nothing was said."""
    frame, i = report.frame, report.at
    before = frame.lowers[max(0, i - _SPAN) : i]
    coming = not type_words("coming").isdisjoint(before) and report.lemma in type_words("making known")
    return (coming and report.form not in REPORTED_FORMS and report.form != "clause") or None


def tells_a_story(report: Report) -> bool | None:
    """The film *tells* the story of a war: a work has a subject, and reports nothing."""
    frame, i = report.frame, report.at
    story = type_words("stories")
    told = report.lemma in type_words("telling") and not story.isdisjoint(frame.lowers[i + 1 : i + 4])
    return told or None


def says_a_thing(report: Report) -> bool | None:
    """Dahl *said* all these things; having *said* that, it is late; *tells* it like it is: the words are elsewhere."""
    frame, i, content = report.frame, report.at, report.content
    if frame.lowers[i + 1 : i + 3] == ["that", ","] and frame.lowers[i - 1 : i] == ["having"]:
        return True
    if report.lemma == "tell" and frame.lowers[i + 1 : i + 3] in (["it", ","], ["it", "like"]):
        return True
    thing = next((k for k in range(i + 1, min(frame.size, i + 5)) if frame.lowers[k] in ("thing", "things")), 0)
    told = frame.lowers[thing + 1 : thing + 2] in (["like"], ["such"]) or frame.tags[thing + 1 : thing + 2] in _VERBS
    bare = thing > 0 and content.start <= thing and not told
    return (report.lemma == "say" and report.form in ("object", "clause") and bare) or None


def for_a_purpose(report: Report) -> bool | None:
    """They have *written* programs so that it can be used: what something is done for is no content."""
    frame, start = report.frame, report.content.start
    return (start > report.at and frame.lowers[start - 1 : start + 1] == ["so", "that"]) or None


def at_an_event(report: Report) -> bool | None:
    """They are *worried* after the match; she was *criticised* until May: a word of time tells when, not what."""
    between = report.frame.lowers[report.at + 1 : report.content.start]
    timed = report.content.start > report.at and not word_list("before an event").isdisjoint(between)
    return (timed and "that" not in between and report.form not in REPORTED_FORMS) or None


NO_REPORT_RULES = (
    unsaid, gives_a_name, author_believes, part_of_a_name, after_an_article, called_by_its_name,
    noun_with_its_own_verb, noun_beside_its_content, describes_a_noun, event_that_was_announced, by_a_measure,
    causes_a_feeling, still_to_come, tells_a_story, says_a_thing, for_a_purpose, at_an_event,
)  # fmt: skip


def why_no_report(report: Report) -> str:
    """Returns the name of the rule by which an analysis is no report; "" where none says so."""
    return reason(NO_REPORT_RULES, report)
