"""Subtitles: the cues of an .srt or .vtt file joined into running text, with the time of each (pysubs2)."""

from __future__ import annotations

import re

from rusus.errors import ReadingError

PAUSE = 2_000
"""Milliseconds without words after which a new paragraph begins; chosen by hand, a breath between two speakers."""

_MARKUP = re.compile(r"<[^>]{1,80}>|\{\\[^}]{1,80}\}")
_TURN = re.compile(r"\s*(?:-|–|—|>>)\s*(?=\S)")

Times = tuple[tuple[int, int], ...]
"""Offsets at which cues begin, with the milliseconds of each."""


def subtitle_text(content: str, name: str) -> tuple[str, Times]:
    """Returns the text of subtitles and where in it, and when, each cue begins.

    A pause, or a dash that opens a cue, begins a paragraph; a cue that repeats the one before is left out. Raises
    ReadingError where pysubs2 is not installed, or finds no cue.
    """
    try:
        import pysubs2
    except ImportError:
        raise ReadingError(
            f"{name}: reading subtitles needs an extra; install it with: pip install 'rusus[subtitles]'"
        ) from None
    try:
        cues = pysubs2.SSAFile.from_string(content, format_="vtt" if name.lower().endswith(".vtt") else "srt")
    except (pysubs2.Pysubs2Error, ValueError) as error:
        raise ReadingError(f"{name}: these subtitles cannot be read ({error}); check the file") from None
    pieces: list[str] = []
    times: list[tuple[int, int]] = []
    size, spoken_until, before = 0, 0, ""
    for cue in cues:
        words = " ".join(_MARKUP.sub("", cue.text.replace("\\N", " ").replace("\\n", " ")).split())
        turn = _TURN.match(words)
        words = words[turn.end() :] if turn else words
        if not words or words == before:
            continue
        gap = "\n\n" if turn or cue.start - spoken_until >= PAUSE else " "
        pieces.append(gap * bool(pieces) + words)
        size += len(pieces[-1])
        times.append((size - len(words), cue.start))
        spoken_until, before = cue.end, words
    if not pieces:
        raise ReadingError(f"{name}: no subtitle found in it; check that it is an .srt or .vtt file")
    return "".join(pieces) + "\n", tuple(times)


def clock(milliseconds: int) -> str:
    """Returns a time as 01:02:03.450."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
