"""Grammar: attributions whose source and content the form of the sentence shows, whatever the models think."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import FINITE, NAME
from rusus.quotations.clauses import head_of_subject
from rusus.quotations.indirect.attribution_types import type_words
from rusus.quotations.indirect.sources import extend_source
from rusus.quotations.indirect.tagged_sentence import BREAKS, Content, Frame, Phrase, word_list
from rusus.speakers.name_lists import is_person_noun
from rusus.text.punctuation import DOUBLE_QUOTES

_RELATIVES = frozenset(("which", "who", "whose"))
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
    finite = frame.tags[i] in FINITE or frame.tags[i] == "VB" and i > 0 and frame.lowers[i - 1] == ","
    return finite and is_speech_verb(lower) and lower not in word_list("told")


def inverted_aside(found: Found) -> Shown | None:
    """The talks, says *the envoy*, will go on: an aside that the content runs into."""
    frame, i, content, _ = found
    end = frame.closing.get(i + 1, 0)
    aside = i > 1 and frame.lowers[i - 1] == "," and i + 1 < end < frame.size and frame.lowers[end] == ","
    if not aside or not _can_be_inverted(frame, i):
        return None
    opens = i > 2 or frame.tags[0][:2] in ("NN", "PR")  # but not: But, says the envoy, they will go on
    if i < content.start < end:
        described = frame.lowers[end + 1 : end + 2] == ["who"]  # it is late, say experts, who met in Oslo
        after = Content(0 if opens else end + 1, frame.size)
        return (i + 1, end), Content(frame.opens, i - 1) if described else after
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
    last = frame.finite[frame.size] == frame.finite[end] or frame.lowers[end : end + 2] == [",", "who"]
    clause = last and frame.finite[i] > frame.finite[0]
    head = frame.words[end - 1]
    speaks = frame.tags[end - 1] == NAME or is_person_noun(frame.lowers[end - 1]) or head[:1].isupper()
    return ((i + 1, end), Content(0, i - 1)) if clause and speaks else None


def agent_of_passive(found: Found) -> Shown | None:
    """Described *by staff* as “somebody to call”; Roe was accused *by the crew* of lying: who acts in a passive."""
    frame, i, content, source = found
    if frame.tags[i] not in ("VBN", "VBD") or frame.lowers[i + 1 : i + 2] != ["by"]:
        return None
    end = frame.closing.get(i + 2, frame.size)
    start = end + (frame.lowers[end : end + 1] == ["as"])
    if start < content.end and frame.lowers[start] in DOUBLE_QUOTES:
        return (i + 2, end), Content(start, content.end)
    around = content.start < i < end <= content.end and frame.lowers[i - 1] in type_words("be")
    return ((i + 2, end), content) if around and source is None else None


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


def attribution_at_end(found: Found) -> Shown | None:
    """Shops will grow, *the bank* said in its report on Monday: what follows says only where and when."""
    frame, i, content, source = found
    lowers, tags = frame.lowers, frame.tags
    if source is None or lowers[i] not in word_list("plain saying") or content.end <= i:
        return None
    comma = next((k for k in range(i - 1, frame.opens, -1) if lowers[k] == ","), 0)
    whole = extend_source(frame, i, source)
    beside = comma and comma < source[0] < i and _are_verbs(tags[whole[1] : i])
    follows = tags[i + 1 : i + 2] in (["IN"], ["RB"]) and lowers[i + 1] != "that"
    clause = frame.finite[comma] > frame.finite[frame.opens] and lowers[frame.opens] not in word_list("subordinators")
    stop = (k for k in range(i + 1, frame.size - 1) if lowers[k] == "," and lowers[k + 1] in _RELATIVES)
    rest = frame.finite[next(stop, frame.size)] == frame.finite[i + 1]
    if not (beside and follows and clause and rest) or any(frame.quoted[i : content.end]):
        return None
    return whole, Content(frame.opens, comma)


def _are_verbs(tags: Sequence[str]) -> bool:
    """True of auxiliaries and adverbs before a verb."""
    return all(tag[:2] in ("VB", "RB") for tag in tags)


def who_does(found: Found) -> Shown | None:
    """Dahl, *who* believes in luck, came late: a relative clause reports what follows its verb, and not its noun."""
    frame, i, content, source = found
    who = source is not None and source[1] == i and frame.lowers[source[0] : i] == ["who"]
    around = content.start < i < content.end - 1 and frame.tags[i + 1] not in FINITE
    if not who or content.start < i and not around:
        return None
    commas = (k for k in range(i + 2, content.end - 1) if frame.lowers[k] == "," and frame.tags[k + 1] in FINITE)
    aside = source is not None and source[0] > 0 and frame.lowers[source[0] - 1] == ","
    end = next(commas, content.end) if aside else content.end
    return (source, Content(max(content.start, i + 1), end)) if around or end < content.end else None


GRAMMAR_RULES = (
    agent_of_passive, nobody_of_passive, inverted_aside, inverted_end, attribution_at_end, who_does,
    described_before_name, participle_without_source, governed,
)  # fmt: skip
