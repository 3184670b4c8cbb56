"""Blocks: headline, bylines, sub-headings, paragraphs, lists, captions and boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from rusus.model import Block, Span
from rusus.text.block_classifier import score_block
from rusus.text.block_patterns import LIST_ITEM, find_dateline, heads_links, is_report, kind_alone, split_off_trailer
from rusus.text.changes import Piece
from rusus.text.paragraphs import find_paragraphs
from rusus.text.transcripts import match_turns
from rusus.vocabulary import BODY_KINDS, BlockKind

CLOSES = re.compile(r"[.!?…:;,][\"”’')\]]*$")
SENTENCE_END = re.compile(r"[a-z]{3}[.?!]\s")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
SPEECH = re.compile(r"\b(?:said|says|told|added|asked|tells|adds|warned|noted|declined)\b|[\"“”]|''")
# He added: "It takes time." A short last paragraph like this is no notice.
QUOTES = re.compile(
    r"\b(?:said|says|told|tells|added|adds|asked|asks|warned|replied|wrote)\b[^\"“”]{0,60}[\"“][^\"“”]{3,}[\"”]"
    r"|[\"“][^\"“”]{3,}[\"”][^\"“”]{0,60}\b(?:said|says|told|tells|added|adds|asked|asks|warned|replied|wrote)\b"
)
PERSONAL = r"\b(?:he|she|they|it|we|i|you|his|her|their|its|this|that|these|was|were|had|did|\d\S*)\b"
# What nearly every caption or notice holds that ends in a full stop: a slash, a colon, a bracket, a year.
HINT = re.compile(r"/|:|@|=|\(|\[| (?:19|20)\d\d\b")
FINITE = re.compile(r"\b(?:was|were|had|did|has|have|is|are|will|would)\b")
NARRATIVE = re.compile(PERSONAL + r"|\b\w+ed\b|^(?:but|and|so|still|yet|however|then)\b|, \w+,", re.IGNORECASE)
PICTURED = re.compile(
    r"\b(?:(?:is|are) (?:seen|pictured|shown)|photo|picture|image|undated|handout"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December|\w{3,4}\.)"
    r" (?:\d{1,2}, )?(?:19|20)\d\d)\b"
)

ABOVE_LINKS = frozenset(("read more", "learn more", "read more »"))
"""Blocks that follow the title of another article."""
DOUBT = 0.5
"""Log-odds above which a block is taken for no article text: at 0 four more real paragraphs of dev are lost."""
HEAD = 12
"""Blocks among which the head of an article is looked for."""
SHORT = 70
"""Characters below which a line without a final mark may be a sub-heading, a name or a kicker."""
FULL = 450
"""Characters from which a block is article text without being scored: of 17,000 paragraphs of NewsDiscourse none of the
159 longer ones is a caption that only the scorer knows; at 800 two long paragraphs of 1,163 others were lost."""
LONG = 250
"""Characters of a full paragraph, between which a short sentence stands out as a sub-heading. Chosen by hand; two rows
of blocks.jsonl hold it, nothing measures it."""


def split_blocks(text: str, pieces: Sequence[Piece] | None = None) -> tuple[Block, ...]:
    """Returns the blocks of ``text`` in order; they do not overlap.

    ``pieces`` are those that markup shows; what lies between them is left out, without them only white space.
    """
    if pieces is not None:
        spans = [(piece.start, piece.end) for piece in pieces]
        given = [piece.kind for piece in pieces]
    else:
        spans = list(find_paragraphs(text))
        if len(spans) > 1:
            spans = [part for start, end in spans for part in split_off_trailer(text, start, end)]
        given = [None] * len(spans)
    kinds = _classify([text[start:end] for start, end in spans], given)
    return tuple(_block(text, start, end, kind) for (start, end), kind in zip(spans, kinds))


def _block(text: str, start: int, end: int, kind: str) -> Block:
    stop = find_dateline(text, start, end) if kind == "paragraph" else None
    dateline = Span(start, stop, text[start:stop]) if stop else None
    return Block(start, end, text[start:end], cast(BlockKind, kind), dateline)


def _classify(blocks: Sequence[str], given: Sequence[str | None]) -> list[str]:
    """Returns the kind of each block, seen with its neighbours; ``given`` are the kinds that markup says.

    A text without any prose, such as a list of claims without full stops, is taken line for line; a turn of a
    transcript is a paragraph, even if it is as short as a sub-heading.
    """
    if len(blocks) < 2:
        return [kind or "paragraph" for kind in given]
    alone = [kind or kind_alone(block) for kind, block in zip(given, blocks)]
    kinds = list(alone)
    _name_head(blocks, kinds)
    _name_foot(blocks, kinds)
    _name_subheadings(blocks, kinds)
    for place, block in enumerate(blocks):
        if kinds[place] == "paragraph" and _is_no_article_text(block, place, len(blocks)):
            pictured = PICTURED.search(block[:400]) is not None
            kinds[place] = "caption" if pictured else "boilerplate" if place else "headline"
    for place, _ in match_turns(blocks):
        if alone[place] not in ("boilerplate", "caption"):  # Related: …, Photograph: …
            kinds[place] = "paragraph"
    kinds = [kind or found for kind, found in zip(given, kinds)]
    _name_links(blocks, kinds)
    return kinds if any(kind in BODY_KINDS for kind in kinds) else alone


def _closes(block: str) -> bool:
    """True if a final mark, a colon, a semicolon or a comma ends the block."""
    return CLOSES.search(block, max(0, len(block) - 20)) is not None


def _is_no_article_text(block: str, place: int, count: int) -> bool:
    """True if the classifier takes a block for something else than article text; most blocks need not be scored."""
    if len(block) >= FULL or _closes(block) and (len(block) > SHORT and not HINT.search(block) or _quotes(block)):
        return False
    return not is_report(block) and score_block(block, place, count) > DOUBT


def _quotes(block: str) -> bool:
    """True if a block holds a quotation beside a verb of saying; without a mark it is not searched."""
    return ('"' in block or "“" in block) and QUOTES.search(block) is not None


def _name_head(blocks: Sequence[str], kinds: list[str]) -> None:
    """Names the lines above the first paragraph of prose: sections, headline, bylines and a summary."""
    head: list[int] = []
    for index, block in enumerate(blocks[:HEAD]):
        if kinds[index] != "paragraph":
            continue
        stopped = _closes(block) and (head or not _is_stopped_headline(blocks, index))
        if len(block) > 200 or is_report(block) or stopped:
            break
        head.append(index)
    if not head or "headline" in kinds:
        return
    headline = next((index for index in head if blocks[index].count(" ") > 2), head[0])
    for index in head:
        if index != headline:
            after = "byline" if blocks[index].count(" ") < 6 else "subheading"
            kinds[index] = "boilerplate" if index < headline else after
    kinds[headline] = "headline"


def _is_stopped_headline(blocks: Sequence[str], index: int) -> bool:
    """True if a line with a full stop stands above a paragraph as a headline does."""
    block, after = blocks[index], blocks[index + 1 : index + 2]
    if len(block) > 120 or not after or SENTENCE_END.search(block):
        return False
    if _is_title_case(block):
        return True
    longer = len(block) <= 100 and len(after[0]) > 1.5 * len(block) and not LIST_ITEM.match(after[0])
    return longer and not (SPEECH.search(block) or NARRATIVE.search(block))


def _is_title_case(block: str) -> bool:
    """True if nearly all longer words, four at least, begin with a capital."""
    words = LONG_WORD.findall(block)
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _name_subheadings(blocks: Sequence[str], kinds: list[str]) -> None:
    """Names the short lines that stand alone above prose; those with a full stop only where there are several."""
    stopped = []
    for index in range(1, len(blocks) - 1):
        block = blocks[index]
        if (
            kinds[index] != "paragraph"
            or kinds[index + 1] not in ("paragraph", "caption", "boilerplate")
            or len(block) > 100
        ):
            continue
        if SPEECH.search(block):
            continue
        if block.endswith("?") and len(block) <= SHORT and not SENTENCE_END.search(block):
            kinds[index] = "subheading"
        elif not _closes(block):
            if len(block) <= SHORT and (block.isupper() or block.count(" ") < 6 or not FINITE.search(block)):
                kinds[index] = "subheading"
        elif block.endswith(".") and not NARRATIVE.search(block) and _stands_out(blocks, index):
            stopped.append(index)
    if len(stopped) > 1:
        for index in stopped:
            kinds[index] = "subheading"


def _name_links(blocks: Sequence[str], kinds: list[str]) -> None:
    """Names the items after a heading of links, down to the first that ends as a sentence does, and the title of
    another article that stands above *Read more*."""
    is_link = False
    for index, (block, kind) in enumerate(zip(blocks, kinds)):
        if index > 1 and block.lower() in ABOVE_LINKS and kinds[index - 1] == "paragraph":
            kinds[index - 1] = "paragraph" if _closes(blocks[index - 1]) else "boilerplate"
        is_link = is_link and kind == "list" and not block.endswith(".")
        if is_link:
            kinds[index] = "boilerplate"
        is_link = is_link or kind not in BODY_KINDS and heads_links(block)


def _stands_out(blocks: Sequence[str], index: int) -> bool:
    return min(len(blocks[index - 1]), len(blocks[index + 1])) > LONG


def _name_foot(blocks: Sequence[str], kinds: list[str]) -> None:
    """Names the short lines without a final mark that end a text: kickers, names of sections and of authors."""
    for index in range(len(blocks) - 1, 0, -1):
        if kinds[index] == "paragraph":
            if _closes(blocks[index]) or len(blocks[index]) > SHORT:
                break
            kinds[index] = "boilerplate"
