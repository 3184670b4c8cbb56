"""Writing: where the output goes, whole or not at all."""
from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from typing import IO

from rusus.errors import RususError


def write(pieces: Iterable[str], path: str | None = None) -> None:
    """Writes the pieces as UTF-8 to the file ``path``, or to standard output as they come.

    The file appears under its name only when all is written (a temporary file beside it, then renamed);
    pipes and devices are written straight. Raises BrokenPipeError when the reader has
    gone, as ``head`` does, and RususError where writing fails.
    """
    if path is None or path == "-":
        _write_standard_output(pieces)
        return
    path = os.path.realpath(path)
    try:
        if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
            with open(path, "wb") as device:
                _write_all(pieces, device)
        else:
            _write_file(pieces, path)
    except OSError as error:
        raise RususError(f"{path}: cannot be written ({_reason(error)}); choose another place with -o") from None


def _write_file(pieces: Iterable[str], path: str) -> None:
    folder, name = os.path.split(path)
    unfinished = os.path.join(folder, f".{name}.{os.getpid()}.tmp")
    try:
        with open(unfinished, "wb") as file:
            _write_all(pieces, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        if os.path.exists(unfinished):
            os.unlink(unfinished)
        raise


def _write_standard_output(pieces: Iterable[str]) -> None:
    if sys.stdout is None:
        raise RususError("standard output is closed; name a file with -o")
    try:
        _write_all(pieces, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Nothing more may reach the pipe, not even what Python flushes when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise RususError(f"standard output cannot be written ({_reason(error)})") from None


def _write_all(pieces: Iterable[str], file: IO[bytes]) -> None:
    for piece in pieces:
        file.write(piece.encode("utf-8", "backslashreplace"))


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
