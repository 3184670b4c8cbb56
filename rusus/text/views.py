"""Views: a text as its reader sees it, which is what is analysed; offsets lead back into the untouched text."""

from __future__ import annotations

from dataclasses import replace

from rusus.text.capitals import in_ordinary_case, is_in_capitals
from rusus.text.changes import Change, Piece, View, changed
from rusus.text.invisible import invisible, references
from rusus.text.threads import read_thread
from rusus.vocabulary import MARKUPS


def view(text: str, markup: str = "plain") -> View:
    """Returns what a reader sees of a text; ``markup`` is plain or markdown. Raises ValueError for any other."""
    if markup not in MARKUPS:
        raise ValueError(f"there is no markup {markup!r}: choose {' or '.join(MARKUPS)}; extract_file reads web pages")
    pieces, changes = _layout(text, markup)
    seen = changed(text, [*invisible(text), *changes], pieces)
    return replace(seen, text=in_ordinary_case(seen.text)) if is_in_capitals(seen.text) else seen


def _layout(text: str, markup: str) -> tuple[list[Piece] | None, list[Change]]:
    if markup == "markdown":
        from rusus.text.markdown import read_markdown

        return read_markdown(text)
    pieces, changes = read_thread(text) or (None, [])
    return pieces, [*changes, *references(text)]
