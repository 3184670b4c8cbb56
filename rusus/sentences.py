"""Sentences: where each block of a text divides, and why.

NLTK's Punkt decides where a full stop is ambiguous, after an abbreviation or an initial; the rules here
decide the rest: quotation marks and brackets that close after a stop, ellipses, questions inside a
sentence, small first letters, missing spaces, enumerations and pieces glued together.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rusus import punkt
from rusus.abbreviations import (
    abbreviation_class,
    follows_time,
    is_marked_name,
    is_ordinary,
    is_speech_verb,
    starts_sentences,
)
from rusus.enumerations import find_items
from rusus.model import Block

# Everything after the final marks is optional, so that a match never fails after a long run of them.
CANDIDATE = re.compile(
    r"""
    (?P<mark> \.(?:\s\.){2,} | [.?!…]+ )                    # final marks, or an ellipsis with spaces
    (?P<closing> ["”’'»«)\]}]* )                             # closing quotation marks and brackets
    (?P<tail> (?: \s?\[(?:\d{1,3}|…|\.\.\.|[a-z ]{2,20}\ needed)\] | \s[:;]-?[()DPpO]+(?=\s|$) )* )   # footnotes and smileys
    (?= (?: \s+ (?P<opening> ["“”‘’'«»„(\[{]* ) (?P<following> \S{1,30} )
          | (?P<glued> (?<=[a-z][a-z][.?!]|[a-z][.?!]["”)]) “?(?:[A-Z][a-z]\w*|[AI](?=\s)) (?![\w./@]) ) )? )
    """,
    re.VERBOSE,
)
PREVIOUS = re.compile(r"[^\s\"“”‘(\[{—–/]*$")
ENUMERATOR = re.compile(r"[\"“(\[•⁃*-]{0,2}\s?(?:\d{1,3}|[A-Za-z]|[ivx]{2,4}|[IVX]{2,4})")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
MIXED_CASE = re.compile(r"[a-z]{1,4}-?[A-Z]|al-|el-")
INITIAL = re.compile(r"[^\W\d_]\.")
NAME_AND_VERB = re.compile(r"\s+(?P<name>[A-Z][\w.’'-]*)\s+(?:[A-Z][\w.’'-]*\s+){0,5}(?P<verb>[a-z]+)\b")
DASHED = re.compile(r"\s{1,3}-{1,2}\s[a-z]")
FIRST_PERSON = re.compile(r"I(?:['’]\w+)?\b")
NAME_BEFORE = re.compile(r"(?:[A-Z][\w’'-]+|\b[A-Z]\.)\s+[A-Z]$")
OPENING_TIME = re.compile(r"(?:At|By|Around|About|From|Before|After|Until|Since|On|Shortly)\b\s*(?:\S+\s*){0,3}")
NO_START = frozenset(":;,.&/—–%)]}")

# Dates and credits that lost the line break between them and their neighbours.
DATE = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\s\d{1,2},\s\d{4}\b"
)
NO_DATE_LINE = re.compile(r"(?:\b(?:on|of|for|until|till|by|since|from|and|dated|last|the|to|or|is|was)|[,;:(—–-])\s+$", re.I)
CREDIT = re.compile(r"(?<![Ff]ile)(?<!FILE)(?<=[\w)”\"])\s+(?=(?:Image|Photo|Photograph|Picture):\s[A-Z])")

# The longest of 17,000 labelled sentences has 771 characters. What goes on for longer is a table or junk, and would
# make all that looks at a whole sentence at once slow.
LONGEST = 1_500

Decision = tuple[bool, str]
Punkt = Callable[[str, str], Decision]


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where a sentence may end, whether it does, and the rule or the heuristic of Punkt that says so."""

    position: int
    ends: bool
    reason: str


def split_sentences(text: str, blocks: Sequence[Block]) -> list[tuple[int, int, int]]:
    """Returns (start, end, index of the block) of each sentence, in order; only white space lies between them."""
    found = []
    for index, block in enumerate(blocks):
        start = block.start
        for boundary in _boundaries(text, block, _punkt):
            if boundary.ends:
                found += [(*piece, index) for piece in _bounded(text, start, boundary.position)]
                start = _skip_space(text, boundary.position)
        found += [(*piece, index) for piece in _bounded(text, start, block.end)]
    return found


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yields a sentence whole, or in pieces cut at white space where it is longer than any sentence is."""
    while end - start > LONGEST:
        stop = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        if stop < 0:
            stop = start + LONGEST
        yield start, start + len(text[start:stop].rstrip())
        start = _skip_space(text, stop)
    yield start, end


def explain_boundaries(text: str, blocks: Sequence[Block]) -> list[Boundary]:
    """Returns every place where a sentence may end, with the reason why it ends there or does not."""
    return [boundary for block in blocks for boundary in _boundaries(text, block, _punkt_explained)]


def _punkt(word: str, following: str) -> Decision:
    return punkt.ends_sentence(word, following), "Punkt"


def _punkt_explained(word: str, following: str) -> Decision:
    return punkt.ends_sentence(word, following), f"Punkt: {punkt.heuristic(word, following)}"


def _skip_space(text: str, position: int) -> int:
    while text[position].isspace():
        position += 1
    return position


def _boundaries(text: str, block: Block, ask_punkt: Punkt) -> Iterator[Boundary]:
    """Yields the possible boundaries of a block, in order."""
    start = block.start
    cuts = _cuts(text, block)
    cut = next(cuts, None)
    for found in CANDIDATE.finditer(text, block.start, block.end):
        while cut and cut.position <= found.start():
            if cut.position > start:
                yield cut
                start = _skip_space(text, cut.position)
            cut = next(cuts, None)
        decision = _decide(text, start, found, ask_punkt)
        if decision:
            yield decision
            if decision.ends:
                start = _skip_space(text, decision.position)
    while cut:
        if cut.position > start:
            yield cut
        cut = next(cuts, None)


def _cuts(text: str, block: Block) -> Iterator[Boundary]:
    """Yields the boundaries that no final mark shows: items of an enumeration, glued dates and photo credits."""
    start, end = block.start, block.end
    cuts = [Boundary(_before(text, item), True, "enumeration") for item in find_items(text, start, end)]
    if ": " in block.text:
        cuts += (Boundary(found.start(), True, "credit") for found in CREDIT.finditer(text, start, end))
    if "day, " in block.text:
        cuts += _date_lines(text, start, end)
    return iter(sorted(cuts, key=lambda boundary: boundary.position) if cuts else ())


def _before(text: str, position: int) -> int:
    """Returns where the white space before ``position`` begins."""
    while text[position - 1].isspace():
        position -= 1
    return position


def _date_lines(text: str, start: int, end: int) -> Iterator[Boundary]:
    """Yields the boundaries around a full date that begins or ends the block as a line of its own."""
    for found in DATE.finditer(text, start, end):
        if found.start() == start and text[found.end() : found.end() + 1] == " " and text[found.end() + 1].isupper():
            yield Boundary(found.end(), True, "date line")
        elif found.end() == end and found.start() > start:
            position = _before(text, found.start())
            if (text[position - 1].isalnum() or text[position - 1] in "’'”\"") and not NO_DATE_LINE.search(text, found.start() - 12, found.start()):
                yield Boundary(position, True, "date line")


def _decide(text: str, start: int, found: re.Match[str], ask_punkt: Punkt) -> Boundary | None:
    """Returns the boundary at a candidate in the sentence that begins at ``start``; None inside a word or at the end."""
    mark, closing, opening, following, glued = found.group("mark", "closing", "opening", "following", "glued")
    at = found.start()
    left = PREVIOUS.search(text[max(start, at - 40) : at])
    word = left[0] if left else ""
    if following is None:
        if not glued or "@" in word or abbreviation_class(word):
            return None
        return Boundary(found.end(), True, "missing space")
    if DASHED.match(text, found.end()):
        return Boundary(found.end(), False, "dash goes on")
    if mark != "." and "?" not in mark and "!" not in mark:
        return _decide_ellipsis(text, start, found, mark, closing, opening, following)
    if mark != ".":
        ends, reason = _decide_exclamation(word + mark, closing, opening, following, ask_punkt)
        if ends and closing and not opening and _names_speaker(text, found.end()):
            ends, reason = False, "quotation before its speaker"
    elif ENUMERATOR.fullmatch(text, start, at):
        ends, reason = False, "enumerator"
    else:
        ends, reason = _decide_stop(text[max(start, at - 40) : at], word, closing, opening, following, ask_punkt)
    return Boundary(found.end(), ends, reason)


def _decide_ellipsis(
    text: str, start: int, found: re.Match[str], mark: str, closing: str, opening: str, following: str
) -> Boundary:
    """Three points go on or end a sentence; four, the first at the word, are a full stop and an ellipsis."""
    at, first = found.start(), following[0]
    attached = at > 0 and not text[at - 1].isspace()
    if (first.islower() or first in NO_START) and opening in ("", "("):
        return Boundary(found.end(), False, "ellipsis inside a sentence")
    if closing and "(" in opening:
        return Boundary(found.end(), False, "omission before a reference")
    if not attached and mark.count(".") < 4 and FIRST_PERSON.match(following):
        return Boundary(found.end(), False, "ellipsis before I")
    if not any(map(str.isalnum, text[start:at][:40])):
        return Boundary(found.end(), False, "ellipsis opens the sentence")
    if attached and not closing and mark.count(" .") == 3 == mark.count(".") - 1:
        return Boundary(at + 1, True, "full stop and ellipsis")
    return Boundary(found.end(), True, "ellipsis")


def _decide_exclamation(word: str, closing: str, opening: str, following: str, ask_punkt: Punkt) -> Decision:
    first = following[0]
    if first in NO_START and not opening:
        return False, "mark goes on"
    if is_marked_name(word):
        return (False, "name with a mark") if first.islower() else ask_punkt(punkt.ACRONYM, _bare(following))
    if first.islower() and not opening and not MIXED_CASE.match(following):
        if closing:
            return False, "quotation goes on"
        if word[:1].isupper():
            return False, "title goes on"
    return True, "final mark"


def _names_speaker(text: str, position: int) -> bool:
    """Returns whether a name and a verb of speech follow, as in “Is it?” Bill Smith asked."""
    found = NAME_AND_VERB.match(text, position, position + 120)
    return found is not None and is_speech_verb(found["verb"]) and not starts_sentences(found["name"])


def _decide_stop(before: str, word: str, closing: str, opening: str, following: str, ask_punkt: Punkt) -> Decision:
    first = following[0]
    if first in NO_START and not opening and following[:2] != "..":
        return False, "mark goes on"
    kind = abbreviation_class(word)
    lower = first.islower() and not opening and not MIXED_CASE.match(following)
    if closing and lower:
        return False, "quotation goes on"
    if not kind:
        if lower and not is_ordinary(word):
            return False, "unknown abbreviation"
        return True, "full stop"
    if closing and kind != "number":
        if closing.strip(")]}"):
            return ask_punkt(punkt.ACRONYM, _bare(following)) if kind != "initial" else (True, "full stop")
        return False, "abbreviation in brackets"
    return _decide_abbreviation(kind, before, word, lower, opening, following, ask_punkt)


def _decide_abbreviation(
    kind: str, before: str, word: str, lower: bool, opening: str, following: str, ask_punkt: Punkt
) -> Decision:
    first = following[0]
    if kind == "never ends" or first == "-" and kind != "number":
        return False, kind
    if kind == "before a number":
        numbered = first.isdigit() or following.isupper() and len(_bare(following)) < 5 and not FIRST_PERSON.match(following)
        return not numbered and (not lower or is_ordinary(word)), kind
    if kind == "number":
        return ask_punkt(word + ".", _bare(following)) if lower else (True, "full stop")
    if lower or first.islower() and not MIXED_CASE.match(following):
        return False, kind
    if kind == "ends before a capital":
        return not first.isdigit(), kind
    if kind == "time of day":
        ends = not (first.isdigit() or "(" in opening or follows_time(_bare(following)) or OPENING_TIME.fullmatch(before))
        return ends, kind
    if first.isdigit() or "(" in opening or kind == "initial" and INITIAL.match(following):
        return False, kind
    if kind == "acronym" or kind == "initial" and (word != "I" or NAME_BEFORE.search(before)):
        return starts_sentences(_bare(following)), f"{kind} before a sentence starter"
    return ask_punkt(punkt.ACRONYM if kind == "acronym" else word + ".", _bare(following))


def _bare(following: str) -> str:
    """Returns the word at the beginning of what follows, without the marks around it."""
    found = WORD.match(following)
    return found[0] if found else following
