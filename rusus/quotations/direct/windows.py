"""Windows: the words of the sentence before, around and after a quoted stretch, with tags and base noun phrases."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rusus.language.noun_phrases import source_phrases
from rusus.language.speech_verbs import verb_classes
from rusus.language.tagger import FINITE, load_lexicon, tag_words
from rusus.model import Block, Segmentation
from rusus.quotations.marks import Quoted
from rusus.resources import words
from rusus.text.punctuation import DOUBLE_QUOTES

WIDEST = 60
"""Words that are read on either side of a stretch: enough for a long apposition, and the cost stays linear."""
_STOPS = frozenset((".", "!", "?", "…", "...", "....", ";"))
_BEFORE_NOUNS = frozenset(("DT", "CD", "POS", "JJ"))
_NAMES = frozenset(("NNP", "PRP"))
_WHO_DESCRIBE = _NAMES | {"NNS"}
_AFTER_NOUNS = frozenset(("IN", "VBD", "VBZ", "MD", "WP"))
_FINAL = ".?!"
_ADVERBIAL = frozenset((",", "IN", "RB", "TO"))
"""Tags of a word after a verb of saying with which when, where or to whom begins, and not what was said."""

Range = tuple[int, int]
"""Tokens from the first up to the second, which is not among them."""


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens from ``first`` beside a stretch, with tags and base noun phrases (as indices into the window).

    ``side`` is L before the opening mark, R after the closing one, P the sentence before L, C the block before
    where it ends in a colon, and Q where it does not.
    """

    side: str
    first: int
    lowers: Sequence[str]
    tags: Sequence[str]
    phrases: Sequence[Range]


def read_windows(article: Segmentation, quoted: Quoted, left: int, right: int) -> dict[str, Window]:
    """Returns the windows of a stretch by side; its neighbours end and begin at the tokens ``left`` and ``right``."""
    tokens = article.tokens
    block = article.blocks[quoted.block]
    opening = bisect_left(tokens.starts, quoted.start) - 1
    closing = bisect_left(tokens.starts, quoted.end) + quoted.closed
    first = max(left, bisect_left(tokens.starts, block.start), opening - WIDEST)
    last = min(right, bisect_left(tokens.starts, block.end), closing + WIDEST // 2)
    begin = _sentence_start(article, first, opening)
    end = closing
    while end < last and not (tokens.words[end] in _STOPS and _stops(article, end)):
        end += 1
    found = {"L": _window(article, "L", begin, opening), "R": _window(article, "R", closing, end)}
    if opening - begin < 2 and begin > first:
        found["P"] = _window(article, "P", _sentence_start(article, first, begin - 1), begin - 1)
    elif opening == first and quoted.block and first > left:
        side, stop = ("C", opening) if tokens.words[opening - 1] == ":" else ("Q", opening - 1)
        first = max(left, bisect_left(tokens.starts, article.blocks[quoted.block - 1].start), opening - WIDEST)
        if first < stop:
            found[side] = _window(article, side, _sentence_start(article, first, stop), stop)
    return found


def attributing(article: Segmentation, quoted: Quoted, windows: Mapping[str, Window]) -> Mapping[str, Window]:
    """Returns the windows that may attribute a stretch: not the sentence that follows it with something else to say."""
    after = windows["R"]
    if not _is_next_sentence(article, quoted, after):
        return windows
    return {**windows, "R": _window(article, "R", after.first, after.first)}


def _is_next_sentence(article: Segmentation, quoted: Quoted, after: Window) -> bool:
    """True if what follows the marks is a sentence with something else to say: “It is late.” *Dahl said he was tired.*

    The quotation must end its sentence inside the marks; “It is late.” *Dahl told the crew on Friday.* attributes it.
    """
    final = article.text[quoted.end - 1]
    if final not in _FINAL or not after.lowers or not article.tokens.words[after.first][:1].isupper():
        return False
    classes, lowers, tags = verb_classes(), after.lowers, after.tags
    said = (i for i, word in enumerate(lowers) if classes.get(word, ("",))[0] == "say" and tags[i][:2] == "VB")
    verb = next(said, None)
    if verb is None:
        return final == "."
    rest = lowers[verb + 1 :]
    if ":" in rest or "that" in rest:
        return True
    if not rest or rest[0] == "," or rest[0] in words("attribution_words.txt", "subordinators"):
        return False  # Dahl asked when he saw it
    clause = any(tag in FINITE for tag in tags[verb + 1 :])
    told = lowers[verb] in words("attribution_words.txt", "told")
    return clause or not (verb == 0 or told or tags[verb + 1] in _ADVERBIAL)


def sentence_before(article: Segmentation, block: Block) -> Window:
    """Returns the last sentence of a block as a window: what may introduce the next block."""
    starts = article.tokens.starts
    last = bisect_left(starts, block.end)
    first = max(bisect_left(starts, block.start), last - WIDEST)
    return _window(article, "C", _sentence_start(article, first, last), last)


def _sentence_start(article: Segmentation, first: int, last: int) -> int:
    """Returns where the sentence begins that ends before token ``last``, not before ``first``."""
    words = article.tokens.words
    while last > first and not (words[last - 1] in _STOPS and _stops(article, last - 1)):
        last -= 1
    return last


def _stops(article: Segmentation, i: int) -> bool:
    """True if a full stop at token ``i`` ends a sentence: before white space or a mark, not that of (R-Fla.) or Ky.,"""
    tokens = article.tokens
    return i + 1 == len(tokens) or tokens.starts[i + 1] > tokens.ends[i] or tokens.words[i + 1] in DOUBLE_QUOTES


def _window(article: Segmentation, side: str, first: int, last: int) -> Window:
    if last <= first:
        return Window(side, first, (), (), ())
    lowers = article.tokens.lowers[first:last]
    tags = tag_words(article.tokens.words[first:last], lowers, load_lexicon(), article.names_in(first, last))
    _correct(side, lowers, tags)
    phrases = [phrase for phrase in source_phrases(lowers, tags) if not _is_when_or_how(lowers, phrase)]
    return Window(side, first, lowers, tags, phrases)


def _is_when_or_how(lowers: Sequence[str], phrase: Range) -> bool:
    """True if a phrase says when or by what somebody spoke, and not who: said *Monday*, said by *telephone*."""
    return phrase[1] - phrase[0] == 1 and lowers[phrase[0]] in words("quoted_words.txt", "when and how")


def _correct(side: str, lowers: Sequence[str], tags: list[str]) -> None:
    """Corrects three kinds of tags in place that matter beside quotations.

    Verbs of saying after a name, a pronoun or the closing mark are verbs, not plurals ("Roe counters"), and so is a
    verb of describing after who does it and before the opening mark (what Roe *calls* “…”); adjectives that end a noun
    phrase are its noun ("one postdoc in Spain", "the firm's chief executive,").
    """
    classes = verb_classes()
    last = len(tags) - 1
    if side == "R" and last > 0 and tags[1] in _NAMES and classes.get(lowers[0], ("",))[0] == "say":
        tags[0] = tags[0] if tags[0][:2] == "VB" else "VBD"  # grumbled Roe
    if side == "L" and last > 0 and tags[last] in ("NN", "NNS") and tags[last - 1] in _WHO_DESCRIBE:
        tags[last] = "VBP" if classes.get(lowers[last], ("",))[0] == "describe" else tags[last]
    for i, word in enumerate(lowers):
        if tags[i] == "NNS" and word in classes and classes[word][0] == "say":
            if tags[i - 1] in ("NNP", "PRP") if i else side == "R":
                tags[i] = "VBZ"
        elif tags[i] == "JJ" and 0 < i < last and _is_noun(tags[i - 1], tags[i + 1]):
            tags[i] = "NN"


def _is_noun(before: str, after: str) -> bool:
    """True if an adjective between two tags ends a noun phrase: one *postdoc* in Spain."""
    return before in _BEFORE_NOUNS and (after in _AFTER_NOUNS or after == "." and before != "DT")
