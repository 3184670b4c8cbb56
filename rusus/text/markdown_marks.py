"""The marks inside a line of Markdown: emphasis, code, links, images, tags, entities, escapes and footnotes.

markdown-it parses. It does not say where a mark stands, so each of its inline rules is wrapped in one that notes how
far it went.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from rusus.text.changes import Change, Side

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

NOTE = re.compile(r"^\[\^[^\]\s]{1,40}\]:", re.MULTILINE)
FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\](?::\s*)?")
LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
LETTER = re.compile(r"[^\W_]")

Rule = Callable[["StateInline", bool], bool]
Note = Callable[["StateInline", int, Sequence["Token"], "Noted"], None]


class Image(NamedTuple):
    """An image; ``marks`` are what a reader sees where it stands alone: its description, without the rest."""

    start: int
    end: int
    marks: tuple[Change, ...]


class Noted(NamedTuple):
    """What the rules noted of one inline text: its marks, its delimiters with their tokens, and its images."""

    marks: list[Change]
    delimiters: list[tuple[int, int, Token]]
    images: list[Image]


def inline_marks(content: str, env: Mapping[str, Any]) -> tuple[list[Change], bool]:
    """Returns what a reader sees changed of an inline text, and whether it is an image and nothing else.

    ``env`` is what markdown-it has learned of the whole text: the addresses of its references.
    """
    noted = Noted([], [], [])
    made = parser()
    made.inline.parse(content, made, {**env, "noted": noted}, [])
    changes = [*noted.marks, *_delimiter_marks(noted)]
    hidden = [False] * len(content)
    for start, end in (*((change.start, change.end) for change in changes), *(image[:2] for image in noted.images)):
        hidden[start:end] = [True] * (end - start)
    seen = any(LETTER.match(character) for character, unseen in zip(content, hidden) if not unseen)
    if not noted.images:
        return changes if seen else [], False  # marks and addresses alone are shown as they are
    first = hidden.index(False) if False in hidden else len(hidden)
    for image in noted.images:
        side: Side = "before" if image.start > first else "after"
        changes += [Change(image.start, image.end, "", side)] if seen else image.marks
    return changes, not seen


def _delimiter_marks(noted: Noted) -> Iterator[Change]:
    """Yields the marks of emphasis among what could be one, whose tokens markdown-it has emptied, and struck words."""
    side: Side = "after"
    last = -1
    struck: list[int] = []
    for start, end, token in noted.delimiters:
        if token.type == "text" and token.content:
            continue
        if token.tag == "s":
            if token.nesting > 0:
                struck.append(start)
            else:
                yield Change(struck.pop(), end)
            continue
        if token.type != "text":
            side = "after" if token.nesting > 0 else "before"
        elif last != start:  # the first half of ** opens, the second half of one that closes follows it
            side = "after"
        yield Change(start, end, "", side)
        last = end if side == "before" else -1


@cache
def parser() -> MarkdownIt:
    """Returns CommonMark with tables, struck words and footnote references, whose inline rules note where they went."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    made.disable(["inline", "code", "fragments_join"])
    for name, (rule, note) in _noted_rules().items():
        made.inline.ruler.at(name, partial(_noting, rule, note))
    made.inline.ruler.before("link", "footnote", _footnote)
    return made


def _noting(rule: Rule, note: Note | None, state: StateInline, silent: bool) -> bool:
    """Runs an inline rule and notes where the marks are of what it found, unless it only looks ahead."""
    start, noted = state.pos, state.env["noted"]
    before = tuple(map(len, noted))
    tokens = len(state.tokens)
    found = rule(state, silent)
    if found and not silent:
        if note is None:  # its description was parsed as a text of its own
            inner = Noted(*(notes[size:] for notes, size in zip(noted, before)))
            for notes, size in zip(noted, before):
                del notes[size:]
            noted.images.append(_image(start, state, inner))
        else:
            note(state, start, state.tokens[tokens:], noted)
    return found


def _note_escape(state: StateInline, start: int, tokens: Sequence[Token], noted: Noted) -> None:
    if tokens[-1].type == "hardbreak" or tokens[-1].content != state.src[start : state.pos]:
        noted.marks.append(Change(start, start + 1, "", "after"))


def _note_code(state: StateInline, start: int, tokens: Sequence[Token], noted: Noted) -> None:
    if tokens and tokens[-1].type == "code_inline":
        size = len(tokens[-1].markup)
        noted.marks.extend(_around(start, start + size, state.pos - size, state.pos))


def _note_delimiters(state: StateInline, start: int, tokens: Sequence[Token], noted: Noted) -> None:
    # Words that waited for it may have become a token just before: only the last tokens are marks.
    sizes = [len(token.content) for token in tokens]
    at = state.pos - sum(sizes)
    for token, size in zip(tokens, sizes):
        if at >= start:
            noted.delimiters.append((at, at + size, token))
        at += size


def _note_link(state: StateInline, start: int, tokens: Sequence[Token], noted: Noted) -> None:
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    noted.marks.extend(_around(start, start + 1, label_end, state.pos))


def _image(start: int, state: StateInline, inner: Noted) -> Image:
    label = start + 2
    label_end = label + len(state.tokens[-1].content)
    if label == label_end:
        return Image(start, state.pos, ())
    shifted = (
        change._replace(start=change.start + label, end=change.end + label)
        for change in (*inner.marks, *_delimiter_marks(inner))
    )
    return Image(start, state.pos, (*_around(start, label, label_end, state.pos), *shifted))


def _note_address(state: StateInline, start: int, tokens: Sequence[Token], noted: Noted) -> None:
    noted.marks.extend(_around(start, start + 1, state.pos - 1, state.pos))


def _note_tag(state: StateInline, start: int, tokens: Sequence[Token], noted: Noted) -> None:
    tag = state.src[start : state.pos]
    if LINE_BREAK.match(tag):
        noted.marks.append(Change(start, state.pos, " "))
    else:
        noted.marks.append(Change(start, state.pos, "", "before" if tag[1:2] == "/" else "after"))


def _note_entity(state: StateInline, start: int, tokens: Sequence[Token], noted: Noted) -> None:
    shown = html.unescape(state.src[start : state.pos])
    if len(shown) == 1:
        noted.marks.append(Change(start, state.pos, shown))


def _around(start: int, inner: int, inner_end: int, end: int) -> list[Change]:
    return [Change(start, inner, "", "after"), Change(inner_end, end, "", "before")]


def _footnote(state: StateInline, silent: bool) -> bool:
    """Takes in a reference to a footnote, [^1], and the mark that opens the note, [^1]: at the start of a block."""
    found = FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    opens = NOTE.match(state.src, state.pos) is not None
    end = found.end() if opens else state.pos + found[0].index("]") + 1
    if not silent:
        noted: Noted = state.env["noted"]
        noted.marks.append(Change(state.pos, end, "", "after" if opens else "before"))
    state.pos = end
    return True


def _noted_rules() -> dict[str, tuple[Rule, Note | None]]:
    """Returns the inline rules of markdown-it that find marks, by name, and what notes those."""
    from markdown_it import rules_inline as rules

    return {
        "escape": (rules.escape, _note_escape),
        "backticks": (rules.backtick, _note_code),
        "strikethrough": (rules.strikethrough.tokenize, _note_delimiters),
        "emphasis": (rules.emphasis.tokenize, _note_delimiters),
        "link": (rules.link, _note_link),
        "image": (rules.image, None),
        "autolink": (rules.autolink, _note_address),
        "html_inline": (rules.html_inline, _note_tag),
        "entity": (rules.entity, _note_entity),
    }
