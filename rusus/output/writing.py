"""Writing: where the output goes, whole or not at all."""

from __future__ import annotations

import os
import signal
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import IO

from rusus.errors import RususError, reason

_PATIENCE = 0.5
"""Seconds that Ctrl-C waits for a line that is being written; chosen by hand."""


def write(pieces: Iterable[str | bytes], path: str | None = None) -> None:
    """Writes the pieces, text as UTF-8, to the file ``path``, or to standard output as they come.

    The file appears under its name only when all is written (a temporary file beside it, then renamed);
    pipes and devices are written straight. Raises BrokenPipeError when the reader has
    gone, as ``head`` does, and RususError where writing fails.
    """
    if path is None or path == "-" or _is_standard_output(path):
        _write_standard_output(pieces)
        return
    path = os.path.realpath(path)
    try:
        if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
            with open(path, "wb") as device:
                device.writelines(map(encoded, pieces))
        else:
            _write_file(pieces, path)
    except OSError as error:
        raise RususError(f"{path}: cannot be written ({reason(error)}); choose another place with -o") from None


def _is_standard_output(path: str) -> bool:
    """True if a path leads to where standard output goes: /dev/stdout, /dev/fd/1."""
    try:
        return sys.stdout is not None and os.path.samestat(os.stat(path), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):  # no such file, or a standard output that is no file
        return False


def _write_file(pieces: Iterable[str | bytes], path: str) -> None:
    folder, name = os.path.split(path)
    with _replacing(path, os.path.join(folder, f".{name}.{os.getpid()}.tmp")) as file:
        for piece in pieces:
            file.write(encoded(piece))
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: str, content: bytes) -> None:
    """Writes a file that appears under its name only when it is whole; raises RususError where that fails.

    Nobody else may be writing the same file: a half that a killed process left beside it is overwritten.
    """
    folder, name = os.path.split(path)
    try:
        with _replacing(path, os.path.join(folder, f".{name}.tmp")) as file:
            file.write(content)
    except OSError as error:
        raise RususError(f"{path}: cannot be written ({reason(error)})") from None


@contextmanager
def _replacing(path: str, unfinished: str) -> Iterator[IO[bytes]]:
    try:
        with open(unfinished, "wb") as file:
            yield file
        os.replace(unfinished, path)
    except BaseException:
        if os.path.exists(unfinished):
            os.unlink(unfinished)
        raise


def _write_standard_output(pieces: Iterable[str | bytes]) -> None:
    if sys.stdout is None:
        raise RususError("standard output is closed; name a file with -o")
    try:
        for piece in pieces:
            with _uninterrupted():
                sys.stdout.buffer.write(encoded(piece))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Nothing more may reach the pipe, not even what Python flushes when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise RususError(f"standard output cannot be written ({reason(error)})") from None


def encoded(piece: str | bytes) -> bytes:
    """Returns text as the UTF-8 that is written, lone surrogates as escapes; bytes as they are."""
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Puts Ctrl-C off until what is being written is whole, or its reader has read nothing for _PATIENCE."""
    pending: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield  # whoever ignores Ctrl-C, as nohup does, goes on ignoring it
        return

    def remember(number: int, _: FrameType | None) -> None:
        if pending:
            raise KeyboardInterrupt
        pending.append(number)
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, remember)
            signal.setitimer(signal.ITIMER_REAL, _PATIENCE)

    signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        if pending and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGINT, before)
    if pending:
        raise KeyboardInterrupt
