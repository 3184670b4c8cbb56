"""Grammar: attributions whose source and content the form of the sentence shows, whatever the models think."""

from __future__ import annotations

from typing import NamedTuple

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import FINITE, NAME
from rusus.quotations.clauses import head_of_subject
from rusus.quotations.indirect.sources import extend_source
from rusus.quotations.indirect.tagged_sentence import BREAKS, Content, Frame, Phrase, word_list
from rusus.speakers.name_lists import is_person_noun
from rusus.text.punctuation import DOUBLE_QUOTES

_NOT = frozenset(("not", "n't", "n’t"))
_PAST_OR_PRESENT = {"VBN": ("VBD", "VBZ", "VBP"), "VBG": ("VBD", "VBZ", "VBP"), "VB": ("VB",)}
"""Tags of the verb that goes on with what an auxiliary began: has said … and warned, is telling … and says."""
_SAME_TENSE = {"VBD": ("VBD", "VBN"), "VBN": ("VBD", "VBN"), "VBZ": ("VBZ",), "VBP": ("VBP", "VB")}
"""Tags of what else a speaker did; a past may be tagged as a participle: told the crew “…” and left."""
_DETERMINERS = frozenset(("DT", "PRP$"))


class Found(NamedTuple):
    """The cue at ``i`` of a sentence, with the content and the source that the models have found for it."""

    frame: Frame
    i: int
    content: Content
    source: Phrase | None


Shown = tuple[Phrase | None, Content]
"""The source of an attribution, None where nobody is named, and its content."""


def _can_be_inverted(frame: Frame, i: int) -> bool:
    """True if a verb of saying can stand before who speaks: *said* Roe; but *told* Roe is what was done to Roe."""
    lower = frame.lowers[i]
    return frame.tags[i] in FINITE and is_speech_verb(lower) and lower not in word_list("told")


def inverted_aside(found: Found) -> Shown | None:
    """The talks, says *the envoy*, will go on: an aside that the content runs into."""
    frame, i, content, _ = found
    end = frame.closing.get(i + 1, 0)
    aside = i > 1 and frame.lowers[i - 1] == "," and i + 1 < end < frame.size and frame.lowers[end] == ","
    if not aside or not _can_be_inverted(frame, i):
        return None
    opens = i > 2 or frame.tags[0][:2] in ("NN", "PR")  # but not: But, says the envoy, they will go on
    if i < content.start < end:
        return (i + 1, end), Content(0 if opens else end + 1, frame.size)
    if not (content.start < i <= content.end + 1):
        return None
    if frame.finite[i - 1] == frame.finite[content.start]:  # only the subject stands before it: the talks
        return (i + 1, end), Content(content.start, content.end if content.end > end else frame.size)
    # …, said Dahl, a banker in Oslo: what describes the source is no more of what was said.
    described = frame.finite[content.end] == frame.finite[end]
    return (i + 1, end), Content(content.start, i - 1) if content.end <= end or described else content


def inverted_end(found: Found) -> Shown | None:
    """The storm grew, said *the Weather Service* (NWS) on Tuesday: who spoke stands last, and did not say that."""
    frame, i, content, _ = found
    end = frame.closing.get(i + 1, 0)
    after = i > 2 and frame.lowers[i - 1] == "," and i < content.start < max(end, i + 2)
    if not (after and end) or not _can_be_inverted(frame, i):
        return None
    clause = frame.finite[i] > frame.finite[0] and frame.finite[frame.size] == frame.finite[end]
    speaks = frame.tags[end - 1] == NAME or is_person_noun(frame.lowers[end - 1])
    return ((i + 1, end), Content(0, i - 1)) if clause and speaks else None


def agent_of_passive(found: Found) -> Shown | None:
    """Described *by staff* as “somebody to call”: who acts in a passive that quotes, and the words."""
    frame, i, content, _ = found
    if frame.tags[i] not in ("VBN", "VBD") or frame.lowers[i + 1 : i + 2] != ["by"]:
        return None
    end = frame.closing.get(i + 2, frame.size)
    start = end + (frame.lowers[end : end + 1] == ["as"])
    quotes = start < content.end and frame.lowers[start] in DOUBLE_QUOTES
    return ((i + 2, end), Content(start, content.end)) if quotes else None


def nobody_of_passive(found: Found) -> Shown | None:
    """The firm, *said to be* worth a fortune, is said to close: nobody is named who says so, and the firm does not."""
    frame, i, content, _ = found
    passive = frame.tags[i] in ("VBN", "VBD") and i > 0 and frame.lowers[i - 1] in word_list("before a passive")
    infinitive = frame.lowers[i + 1 : i + 2] == ["to"] and frame.tags[i + 2 : i + 3] == ["VB"]
    return (None, content) if passive and infinitive else None


def described_before_name(found: Found) -> Shown | None:
    """He died of heart failure, *his wife*, Amina Diallo, said: what describes a name is no more of the content."""
    frame, i, content, _ = found
    lowers, tags = frame.lowers, frame.tags
    opening = {end: start for start, end in frame.phrases}
    name = opening.get(i - 1, 0)
    start = opening.get(name - 1, 0)
    if not (start > 1 and content.start < start < content.end):
        return None
    commas = lowers[i - 1] == lowers[name - 1] == lowers[start - 1] == ","
    described = tags[name] == "NNP" and (tags[start] in _DETERMINERS or "POS" in tags[start : name - 1])
    if not (commas and described):
        return None
    return (start, name - 1), Content(content.start, start - 1) if content.end <= i else content


def participle_without_source(found: Found) -> Shown | None:
    """*Dahl* scolded the crew on Friday, accusing it of “wasting” a week: who does what the last verb before says."""
    frame, i, content, source = found
    lowers, tags = frame.lowers, frame.tags
    if source is not None or tags[i] != "VBG" or lowers[i - 1] != "," or content.start < i:
        return None
    verb = next((k for k in range(i - 1, 0, -1) if tags[k] in FINITE), 0)
    end = verb - (tags[verb - 1] == "RB")
    start = next((start for start, stop in frame.phrases if stop == end), -1)
    if not verb or start < 0:
        return None
    a, b = head_of_subject(lowers, tags, frame.phrases, (start, end), verb) or (start, end)
    opens = a == 0 or lowers[a - 1] in BREAKS or lowers[a - 1] in word_list("joints")
    return ((a, b), content) if opens else None


def governed(found: Found) -> Shown | None:
    """The *mayor* of Leeds has said: what a preposition governs does not speak."""
    frame, i, content, source = found
    verb = frame.tags[i] in FINITE or frame.tags[i] == "VBN" and frame.tags[i - 1] in FINITE
    if source is None or not verb:
        return None
    head = head_of_subject(frame.lowers, frame.tags, frame.phrases, source, i)
    return (extend_source(frame, i, head), content) if head else None


def calls_so(frame: Frame, i: int, source: Phrase | None) -> bool:
    """True if a relative clause says how somebody calls it: what *he called* hostile, which *he called* a gift."""
    if source is None or source[1] != i or frame.tags[i] not in FINITE or frame.lowers[i] not in word_list("calling"):
        return False
    before = frame.lowers[source[0] - 1] if source[0] else ""
    named = not {"a", "an", "as"}.isdisjoint(frame.lowers[i + 1 : i + 2])
    return before == "what" or before in ("that", "which") and named


def before_contrast(frame: Frame, i: int, content: Content) -> Content:
    """Returns a content up to the mark after which the narrator objects: the road “was never safe” | but it was used.

    In PolNeAR the label ends there in 17 of 20 such contents after "but" without "not" before it and marks after it.
    """
    lowers = frame.lowers
    marks = [k for k in range(content.start, content.end) if lowers[k] in DOUBLE_QUOTES]
    if content.start < i or len(marks) < 2 or len(marks) % 2 or not _NOT.isdisjoint(lowers[content.start : marks[-1]]):
        return content
    end = marks[-1] + 1
    comma = lowers[end : end + 1] == [","]
    contrast = end < content.end and lowers[end + comma] in word_list("contrasts")
    return Content(content.start, end) if contrast else content


def before_next_act(frame: Frame, i: int, content: Content) -> Content:
    """Returns a content up to what its speaker did next: Roe said “we are done here” | and left the room."""
    lowers, tags, start = frame.lowers, frame.tags, content.start
    if start < i or lowers[start] not in DOUBLE_QUOTES:
        return content
    close = next((k for k in range(start + 1, content.end) if lowers[k] in DOUBLE_QUOTES), content.end)
    verb = close + 2 + (tags[close + 2 : close + 3] == ["RB"])
    clause = frame.finite[min(close, content.end)] > frame.finite[start]
    goes_on = verb < content.end and lowers[close + 1] == "and" and tags[verb] in _SAME_TENSE.get(tags[i], ())
    if not (clause and goes_on) or frame.quoted[verb]:
        return content
    return Content(start, close + 1)


def before_next_report(frame: Frame, i: int, content: Content) -> Content:
    """Returns a content up to the next report: Roe said it was late | and warned of fog; | while Dahl said it was not.

    On PolNeAR dev indirect F1 rises by 0.2 and that of speech by 0.4 with it.
    """
    lowers, tags, joints = frame.lowers, frame.tags, word_list("next reports")
    if content.start < i or joints.isdisjoint(lowers[content.start + 1 : content.end - 2]):
        return content
    same = _PAST_OR_PRESENT.get(tags[i], (tags[i],))
    for k in range(content.start + 1, content.end - 2):
        if tags[k][:2] == "VB" and is_speech_verb(lowers[k]):
            return content  # said that the judge had warned the crew and told it to leave
        if frame.quoted[k] or lowers[k] not in joints:
            continue
        verb = frame.closing.get(k + 1, k + 1)
        verb += tags[verb : verb + 1] == ["RB"]
        follows = verb < content.end - 1 and tags[verb] in same and is_speech_verb(lowers[verb])
        if follows and tags[verb + 1] != "JJ":
            return Content(content.start, k)
    return content


GRAMMAR_RULES = (
    agent_of_passive, nobody_of_passive, inverted_aside, inverted_end, described_before_name,
    participle_without_source, governed,
)  # fmt: skip
