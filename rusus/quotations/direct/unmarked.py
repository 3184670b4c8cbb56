"""Blocks without marks that are quotations: after an introduction with a colon, and posts that name and date sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusus.language.speech_verbs import is_speech_verb
from rusus.language.tagger import FINITE
from rusus.model import Block, Quotation, Segmentation
from rusus.quotations.direct.windows import Range, Window, sentence_before
from rusus.quotations.marks import DOUBLE

_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
"""What opens the lines of a quote in Markdown and in mail."""
_PROBABILITY = 0.8
"""Of the 5 paragraphs of PolNeAR train and dev that are found so, 4 are labelled as attributed."""
_INTRODUCING = frozenset(("paragraph", "headline", "subheading"))
"""Kinds of blocks that may introduce: a line that ends in a colon can look like a heading."""
_FEWEST = 4
"""Words of a paragraph after an introduction: a shorter one is an item of a list."""
_FARTHEST = 6
"""Words between the verb of an introduction and its colon: wrote *in a letter to the council*:"""
_VERBS = FINITE | {"VBN", "VBG"}
_BETWEEN = frozenset(("MD", "PRP", "RB", "VB", "VBN", "VBD", "VBZ", "VBP"))
"""Tags of auxiliaries, adverbs and *himself* between a subject and its verb."""
_POST = re.compile(
    r"""
    (?P<dash> [—–] | --? ) \s* (?P<name> [^\W\d_][^\n(@—]{1,60}? ) \s*  # — Ana Ruiz
    \( @ \w{1,30} \) \s* (?: [A-Z][a-z]{2,8}\ \d{1,2},\ \d{4} )? \s* \Z    # (@anaruiz) March 3, 2019
    """,
    re.VERBOSE,
)
_LONGEST_SIGNATURE = 120
"""Characters at the end of a block in which a post is signed."""


def find_unmarked(article: Segmentation) -> Iterator[Quotation]:
    """Yields the quotations of an article that are whole blocks without marks, in text order."""
    blocks = article.blocks
    introduced: tuple[Range, Range] | None = None
    for k, block in enumerate(blocks):
        quoted = _is_block_quote(article.text, block)
        if not (introduced and quoted and k and _is_block_quote(article.text, blocks[k - 1])):
            introduced = _introduction(article, blocks[k - 1]) if k else None
        post = "(@" in block.text and _POST.search(block.text, max(0, len(block.text) - _LONGEST_SIGNATURE))
        if post and not DOUBLE.search(block.text):
            yield _post(article, block, post)
        elif introduced and _can_be_said(block, quoted):
            yield _whole(article, block, *introduced)


def _is_block_quote(text: str, block: Block) -> bool:
    """True if the line of a block opens with the mark of a quote in Markdown."""
    line = text.rfind("\n", 0, block.start) + 1
    return block.kind == "paragraph" and line < block.start and _QUOTE.match(text[line : block.start]) is not None


def _can_be_said(block: Block, quoted: bool) -> bool:
    """True if a block after an introduction is what was said: a paragraph without marks, no fragment of a list."""
    whole = block.text[:1].isupper() and block.text.count(" ") + 1 >= _FEWEST and block.text[-1] in ".?!…"
    return block.kind == "paragraph" and (quoted or whole) and not DOUBLE.search(block.text)


def _introduction(article: Segmentation, block: Block) -> tuple[Range, Range] | None:
    """Returns source and cue, as tokens, of a block that ends by saying that somebody spoke: The governor added:"""
    if block.kind not in _INTRODUCING or not block.text.endswith(":"):
        return None
    window = sentence_before(article, block)
    cue = _last_verb(window)
    if cue is None:
        return None
    verb = cue
    if window.tags[cue] == "VBG":  # Dahl lashed out on Monday, saying:
        verb = next((i for i in range(cue - 1, 0, -1) if window.tags[i] in FINITE), cue)
    source = _subject(window, verb)
    first = window.first
    return ((first + source[0], first + source[1]), (first + cue, first + cue + 1)) if source else None


def _last_verb(window: Window) -> int | None:
    """Returns the last finite verb of a sentence, where it is one of saying in reach of the colon; None where not.

    In *The statement reads as follows:* it is the one before *as follows*.
    """
    lowers = window.lowers
    verbs = [i for i, tag in enumerate(window.tags) if tag in _VERBS and lowers[i] != "follows"]
    if not verbs or len(lowers) - verbs[-1] - 2 > _FARTHEST or not is_speech_verb(lowers[verbs[-1]]):
        return None
    return verbs[-1]


def _subject(window: Window, verb: int) -> Range | None:
    """Returns the noun phrase before a verb with nothing but auxiliaries, adverbs and *himself* between."""
    before = [each for each in window.phrases if each[1] <= verb and not window.lowers[each[1] - 1].endswith("self")]
    return before[-1] if before and _BETWEEN.issuperset(window.tags[before[-1][1] : verb]) else None


def _whole(article: Segmentation, block: Block, source: Range, cue: Range) -> Quotation:
    content = article.span(block.start, block.end)
    return Quotation(
        *(content.start, content.end, content.text, "direct", (content,)),
        source=article.token_span(*source),
        cue=article.token_span(*cue),
        probability=_PROBABILITY,
        speaker_probability=_PROBABILITY,
    )


def _post(article: Segmentation, block: Block, post: re.Match[str]) -> Quotation:
    stop = block.start + len(block.text[: post.start()].rstrip())
    content = article.span(block.start, stop)
    return Quotation(
        *(content.start, content.end, content.text, "direct", (content,)),
        source=article.span(block.start + post.start("name"), block.start + post.end("name")),
        cue=article.span(block.start + post.start("dash"), block.start + post.end("dash")),
        probability=_PROBABILITY,
        speaker_probability=_PROBABILITY,
    )
