"""The errors that rusus raises: each message says what is wrong, with which file, and what to do."""

from __future__ import annotations


class RususError(Exception):
    """An error that the user can fix: the message is a sentence for that person."""


class ReadingError(RususError):
    """An input that cannot be read as text."""


class StoreError(RususError):
    """A store that cannot be opened, read or written."""


def reason(error: OSError) -> str:
    """Returns what the system says is wrong, in lower case (``permission denied``)."""
    return (error.strerror or type(error).__name__).lower()
