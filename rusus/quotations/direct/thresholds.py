"""Thresholds: how sure the model must be that a quoted stretch is a quotation, by what the stretch is.

The scores stand in ``direct_weights.json`` (``least``): scripts/train/direct.py says on what they were chosen.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from rusus.model import Segmentation
from rusus.quotations.direct.attribution import Analysis, calls_so
from rusus.quotations.direct.scare_quotes import find_naming, is_credit, is_title, names_work
from rusus.quotations.direct.windows import Window
from rusus.quotations.marks import Quoted
from rusus.resources import entries
from rusus.rules import decide

SHORT = 5
"""Words from which a stretch needs no high score, and bounds the sentence of its neighbours."""
_FINAL = frozenset(",.?!")
_MARKS = "”'’\""
"""Marks that close a quotation inside the stretch: used the “f word.””"""
_REPORTING = frozenset(("say", "describe", "believe", "according", "colon", "dash"))
_NOMINAL = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "PRP$", "POS", "CD"))
_OBJECTS = frozenset(("it", "him", "her", "them", "this", "that", "me", "us"))
_FEW = 3
"""Words under which an answer needs no more than a verb of saying beside it."""
_NEAR = 6
"""Words between a reporting word and the marks; a longer way needs "that"."""


class Stretch(NamedTuple):
    """What decides which score a stretch must pass.

    ``fragment``: it begins small or ends without a mark. ``reported``: a reporting word stands near it. ``inside``: the
    words before it make it part of a noun phrase (the "Turner Turnpike."). ``named``: it is what something was called.
    ``before_cue`` is the word before the cue, ``done``: a verb that did so stands before its "to" (he went on to call),
    ``distance`` how many words stand between the cue and the marks,
    ``opens`` is True if nothing stands before the marks in the sentence. ``after_pronoun``: it, him or them stands
    there; ``in_relative``: somebody calls something so in a relative clause (what he calls “…”); ``small``: the stretch
    begins with a small letter, ``title``: it is written like the title of a work, and follows the word for one.
    """

    words: int
    continued: bool
    final: bool
    fragment: bool
    reported: bool
    inside: bool
    named: bool
    side: str
    cue_class: str
    before_cue: str
    done: bool
    distance: int
    opens: bool
    after_pronoun: bool
    in_relative: bool
    small: bool
    title: bool


def continued(stretch: Stretch) -> str | None:
    """The paragraph that a quotation opens and the next one goes on with."""
    return "continued" if stretch.continued else None


def answer(stretch: Stretch) -> str | None:
    """ "No," said Ruiz; Ruiz said "No.": a word or two that are a sentence, with a verb of saying at the marks."""
    said = stretch.cue_class == "say" and stretch.distance < 2
    whole = stretch.side == "L" or stretch.opens
    return "answer" if said and whole and stretch.words < _FEW and not stretch.fragment else None


def said_of_it(stretch: Stretch) -> str | None:
    """Critics called it “dangerous”; found it “utterly needless”: what a verb of judging says of a pronoun.

    Of 38 such stretches in PolNeAR and GUM 37 are quotations; the other one is a name.
    """
    judged = stretch.cue_class in ("describe", "believe") and stretch.distance == 1 and stretch.side == "L"
    return "answer" if judged and stretch.after_pronoun and stretch.small else None


def called_by_somebody(stretch: Stretch) -> str | None:
    """What he calls “positive control”; a hill that Roe described as “the Nose”.

    Of 29 such stretches in PolNeAR and GUM all are quotations.
    """
    return "answer" if stretch.in_relative else None


def single_word(stretch: Stretch) -> str | None:
    """The "experts" met; but "Never," she said is a sentence of one word."""
    answered = stretch.reported and stretch.side == "R" and stretch.final
    return "word" if stretch.words == 1 and not answered else None


def credit(stretch: Stretch) -> str | None:
    """Video: "The bridge at dawn"."""
    return "unlikely" if stretch.cue_class == "colon" and is_credit(stretch.before_cue) else None


def title_of_work(stretch: Stretch) -> str | None:
    """In her book, “Make Your Child Rich,” Roe wrote; an article titled “Two Summers”."""
    return "unlikely" if stretch.title and stretch.words > 1 else None


def name_of_something(stretch: Stretch) -> str | None:
    """The storm was dubbed "the great white hurricane"."""
    return "unlikely" if stretch.fragment and stretch.named else None


def infinitive(stretch: Stretch) -> str | None:
    """It made no deal so as to maintain "the peace of the valley": nobody has said so; but he went on to call it so."""
    open_to = stretch.before_cue == "to" and not stretch.done
    return "unlikely" if stretch.fragment and stretch.side == "L" and open_to else None


def unreported_fragment(stretch: Stretch) -> str | None:
    """The "great white hurricane" of 1888 came; but he called it "a great white hurricane" is reported."""
    if stretch.reported or not (stretch.fragment or stretch.inside):
        return None
    return "fragment" if stretch.words < SHORT else "long fragment"


def any_other(stretch: Stretch) -> str:
    """ "We did not know about it," and what else could stand alone, or is reported."""
    return "short" if stretch.words < SHORT else "long"


THRESHOLD_RULES = (
    continued,
    answer,
    said_of_it,
    called_by_somebody,
    single_word,
    credit,
    title_of_work,
    name_of_something,
    infinitive,
    unreported_fragment,
    any_other,
)


def threshold(article: Segmentation, quoted: Quoted, before: Window, chosen: Analysis) -> tuple[str, str]:
    """Returns the name of the score that a stretch after the window ``before`` must pass, and the rule that says so."""
    text = article.text[quoted.start : quoted.end].strip()
    naming, first = find_naming(before.lowers), chosen.cue[0]
    final = text.rstrip(_MARKS)[-1:] in _FINAL
    stretch = Stretch(
        words=text.count(" ") + 1,
        continued=quoted.continued,
        final=final,
        fragment=text[0].islower() or not final,
        reported=_is_reported(article, quoted, chosen),
        inside=bool(before.tags) and before.tags[-1] in _NOMINAL,
        named=naming is not None and naming.passive,
        side=chosen.side,
        cue_class=chosen.cue_class,
        before_cue=article.tokens.lowers[first - 1],
        done=not entries("quoted_words.txt", "done").isdisjoint(
            article.tokens.lowers[max(0, first - 2) : max(0, first - 1)]
        ),
        distance=int(chosen.place[:1] or 9),
        opens=not before.lowers,
        after_pronoun=not _OBJECTS.isdisjoint(before.lowers[-1:]),
        in_relative=calls_so(article.tokens.lowers, chosen),
        small=text[0].islower(),
        title=names_work(before.lowers) and is_title(text.split()),
    )
    decided = decide(THRESHOLD_RULES, stretch)
    assert decided is not None  # the last rule always answers
    return decided


def _is_reported(article: Segmentation, quoted: Quoted, chosen: Analysis) -> bool:
    """True if a reporting word stands near the marks, or governs them with "that", or its block ends in a colon."""
    if chosen.cue_class not in _REPORTING:
        return False
    tokens = article.tokens
    opening, closing = bisect_left(tokens.starts, quoted.start) - 1, bisect_left(tokens.starts, quoted.end)
    first, last = chosen.cue
    if chosen.side == "C":
        return True
    if first >= closing:
        return first - closing <= _NEAR or chosen.side == "R" and chosen.cue_class == "according"
    if opening - last <= _NEAR or "that" in tokens.lowers[last:opening]:
        return True
    return first < opening and "according" in tokens.lowers[first]
