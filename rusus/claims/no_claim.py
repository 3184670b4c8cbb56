"""No claim: what the form of a sentence shows to hold none, whatever its words weigh."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rusus.claims.features import NAMES_ALONE, asking_signs

_SHORT = frozenset(f"length:{size}" for size in (3, 6, 10, 15))

Signs = Sequence[str]


def only_introduces_a_quotation(signs: Signs) -> bool | None:
    """The mayor said in a statement: a short sentence with a word of saying that a colon ends, before what is said."""
    introduces = "colon" in signs and "saying" in signs and not _SHORT.isdisjoint(signs) and "evidence" not in signs
    return True if introduces else None


def only_asks(signs: Signs) -> bool | None:
    """Has the mayor lost her mind? What a waste? A new bridge? Not: The mayor lost, but did she know?"""
    if "question" not in signs:
        return None
    return True if "tense:none" in signs or not asking_signs().isdisjoint(signs) else None


def only_names(signs: Signs) -> bool | None:
    """Leeds: Roe, Hill (Reed 64), Nair. A line-up or a list, in which every word is a name or a number."""
    return True if NAMES_ALONE in signs and "tense:none" in signs else None


NO_CLAIM_RULES: tuple[Callable[[Signs], bool | None], ...] = (only_introduces_a_quotation, only_asks, only_names)
