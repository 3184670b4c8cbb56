"""Views: a text as its reader sees it, which is what is analysed; offsets lead back into the untouched text."""

from __future__ import annotations

from rusus.text.changes import View, changed
from rusus.text.invisible import invisible
from rusus.text.threads import read_thread
from rusus.vocabulary import MARKUPS


def view(text: str, markup: str = "plain") -> View:
    """Returns what a reader sees of a text; ``markup`` is plain or markdown. Raises ValueError for any other."""
    if markup not in MARKUPS:
        raise ValueError(f"there is no markup {markup!r}: choose {' or '.join(MARKUPS)}; extract_file reads web pages")
    if markup == "plain":
        pieces, changes = read_thread(text) or (None, [])
        return changed(text, [*invisible(text), *changes], pieces)
    from rusus.text.markdown import read_markdown

    pieces, changes = read_markdown(text)
    return changed(text, [*invisible(text), *changes], pieces)
