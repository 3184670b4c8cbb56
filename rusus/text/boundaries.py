"""Boundaries: whether a sentence ends at a run of final marks, and why.

NLTK's Punkt decides where a full stop is ambiguous, after an abbreviation or an initial; the rules here
decide the rest: quotation marks and brackets that close after a stop, ellipses, questions inside a
sentence, small first letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from rusus.language.speech_verbs import is_speech_verb
from rusus.text import punkt
from rusus.text.abbreviations import (
    abbreviation_class,
    follows_time,
    is_marked_name,
    is_no_name,
    is_ordinary,
    starts_sentences,
)

NEAR = 40
"""Characters before the marks that are looked at."""
NO_START = frozenset(":;,.&/—–%)]}")
"""Marks that begin no sentence."""

BEFORE_WORD = re.compile(r".*[\s\"“”‘(\[{—–/]", re.DOTALL)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
ENUMERATOR = re.compile(r"[\"“(\[•⁃*-]{0,2}\s?(?:\d{1,3}|[A-Za-z]|[ivx]{2,4}|[IVX]{2,4})")
DASHED = re.compile(r"\s{1,3}-{1,2}\s[a-z]")
# A small letter that a sentence may begin with: iPhone, eBay, al-Qaida.
SMALL_START = re.compile(r"[a-z]{1,4}-?[A-Z]|al-|el-")
INITIAL = re.compile(r"[^\W\d_]\.")
FIRST_PERSON = re.compile(r"I(?:['’]\w+)?\b")
NAME_BEFORE_INITIAL = re.compile(r"(?:[A-Z][\w’'-]+|\b[A-Z]\.)\s+[A-Z]$")
NAME_AND_VERB = re.compile(r"\s+(?P<name>[A-Z][\w.’'-]*)\s+(?:[A-Z][\w.’'-]*\s+){0,5}(?P<verb>[a-z]+)\b")
# A time is no sentence of its own: "At 5 a.m. Mr. Diaz went to the plant."
OPENING_TIME = re.compile(r"(?:At|By|Around|About|From|Before|After|Until|Since|On|Shortly)\b\s*(?:\S+\s+){0,3}\S*")

Decision = tuple[bool, str]
Punkt = Callable[[str, str], Decision]
"""Asks Punkt about a word with its full stop and the next word: True if a sentence ends there, and the reason."""


class Boundary(NamedTuple):
    """A place where a sentence may end, whether it does, and the rule or the heuristic of Punkt that says so."""

    position: int
    ends: bool
    reason: str


class Candidate(NamedTuple):
    """Final marks at ``at``, in the sentence that begins at ``start``, with what stands around them.

    ``end`` is where the sentence would end; ``word`` stands before the marks, ``closing`` are the quotation
    marks and brackets after them, ``opening`` those before the next word, which begins ``following``.
    """

    text: str
    start: int
    at: int
    end: int
    word: str
    mark: str
    closing: str
    opening: str
    following: str

    @property
    def small(self) -> bool:
        """True if what follows begins with a small letter, as sentences do not."""
        return self.following[0].islower() and not SMALL_START.match(self.following)

    @property
    def goes_on(self) -> bool:
        """True if a small letter follows at once, without a quotation mark or bracket before it."""
        return not self.opening and self.small

    @property
    def next_word(self) -> str:
        """The first word that follows, without the marks around it."""
        found = WORD.match(self.following)
        return found[0] if found else self.following

    @property
    def before(self) -> str:
        """What stands before the marks in the sentence, as far as it is near."""
        return self.text[max(self.start, self.at - NEAR) : self.at]


def ask_punkt(word: str, following: str) -> Decision:
    """Returns what Punkt decides."""
    return punkt.ends_sentence(word, following), "Punkt"


def ask_punkt_why(word: str, following: str) -> Decision:
    """Returns what Punkt decides, and by which heuristic."""
    return punkt.ends_sentence(word, following), f"Punkt: {punkt.heuristic(word, following)}"


def word_before(text: str, start: int, at: int) -> str:
    """Returns the word that ends at ``at``, without the marks that open it."""
    near = max(start, at - NEAR)
    end = at - text.endswith("\n", near, at)  # the mark may open the next line
    before = BEFORE_WORD.match(text, near, end)
    return text[before.end() if before else near : end]


def decide(candidate: Candidate, ask: Punkt) -> Boundary:
    """Returns the boundary at a candidate."""
    if DASHED.match(candidate.text, candidate.end):
        return Boundary(candidate.end, False, "dash goes on")
    if candidate.following[0] in NO_START and not candidate.opening and candidate.following[:2] != "..":
        return Boundary(candidate.end, False, "mark goes on")
    if candidate.mark == ".":
        ends, reason = _decide_stop(candidate, ask)
    elif "?" in candidate.mark or "!" in candidate.mark:
        ends, reason = _decide_exclamation(candidate, ask)
    else:
        return _decide_ellipsis(candidate)
    return Boundary(candidate.end, ends, reason)


def _decide_ellipsis(candidate: Candidate) -> Boundary:
    """Three points go on or end a sentence; four with spaces, the first at the word, are a stop and an ellipsis."""
    text, at, end = candidate.text, candidate.at, candidate.end
    mark, opening = candidate.mark, candidate.opening
    attached = at > candidate.start and not text[at - 1].isspace()
    if candidate.following[0].islower() and opening in ("", "("):
        return Boundary(end, False, "ellipsis inside a sentence")
    if candidate.closing and "(" in opening:
        return Boundary(end, False, "omission before a reference")
    if not attached and mark.count(".") < 4 and FIRST_PERSON.match(candidate.following):
        return Boundary(end, False, "ellipsis before I")
    if not any(map(str.isalnum, text[candidate.start : min(at, candidate.start + NEAR)])):
        return Boundary(end, False, "ellipsis opens the sentence")
    if attached and not candidate.closing and mark.count(" .") == 3 == mark.count(".") - 1:
        return Boundary(at + 1, True, "full stop and ellipsis")
    return Boundary(end, True, "ellipsis")


def _decide_exclamation(candidate: Candidate, ask: Punkt) -> Decision:
    """Decides at a question or exclamation mark."""
    if is_marked_name(candidate.word + candidate.mark):
        return (False, "name with a mark") if candidate.small else ask(punkt.ACRONYM, candidate.next_word)
    if candidate.goes_on:
        if candidate.closing:
            return False, "quotation goes on"
        if candidate.word[:1].isupper():
            return False, "title goes on"
    if candidate.closing and not candidate.opening and _names_speaker(candidate):
        return False, "quotation before its speaker"
    return True, "final mark"


def _names_speaker(candidate: Candidate) -> bool:
    """True if a name and a verb of speech follow, as in “Is it?” Bill Smith asked."""
    found = NAME_AND_VERB.match(candidate.text, candidate.end, candidate.end + 3 * NEAR)
    return found is not None and is_speech_verb(found["verb"]) and not starts_sentences(found["name"])


def _decide_stop(candidate: Candidate, ask: Punkt) -> Decision:
    """Decides at a full stop."""
    if ENUMERATOR.fullmatch(candidate.text, candidate.start, candidate.at):
        return False, "enumerator"
    if candidate.closing and candidate.goes_on:
        return False, "quotation goes on"
    kind = abbreviation_class(candidate.word)
    if not kind:
        unknown = candidate.goes_on and not is_ordinary(candidate.word)
        return (False, "unknown abbreviation") if unknown else (True, "full stop")
    if candidate.closing and kind != "number":
        quoted = candidate.closing.strip(")]}") != ""
        return (True, "full stop in a quotation") if quoted else (False, "abbreviation in brackets")
    return _decide_abbreviation(candidate, kind, ask)


def _decide_abbreviation(candidate: Candidate, kind: str, ask: Punkt) -> Decision:
    """Decides at a full stop after an abbreviation, an acronym, an initial or a number."""
    first, word, next_word = candidate.following[0], candidate.word, candidate.next_word
    if kind == "number":
        return ask(word + ".", next_word) if candidate.goes_on else (True, "full stop")
    if kind == "never ends" or first == "-":
        return False, kind
    if kind == "before a number":
        roman = candidate.following.isupper() and len(next_word) < 5 and not FIRST_PERSON.match(next_word)
        return not (first.isdigit() or roman) and (not candidate.goes_on or is_ordinary(word)), kind
    if candidate.small or first.isdigit() or kind == "initial" and INITIAL.match(candidate.following):
        return False, kind
    if kind == "ends before a capital":
        return True, kind
    if "(" in candidate.opening:
        return False, kind
    if kind == "before a name":
        return is_no_name(next_word), kind
    if kind == "time of day":
        return not (follows_time(next_word) or OPENING_TIME.fullmatch(candidate.before)), kind
    if kind == "acronym" or kind == "initial" and (word != "I" or NAME_BEFORE_INITIAL.search(candidate.before)):
        return starts_sentences(next_word), f"{kind} before a sentence starter"
    return ask(word + ".", next_word)
