"""The word one: a quantity before a noun or "of", elsewhere a pronoun or part of a name."""

from __future__ import annotations

from rusus.quantities.amount import Amount
from rusus.quantities.number import Number
from rusus.quantities.numerals import read_numeral
from rusus.quantities.word_lists import listed, nouns


def one_in_a_name(n: Number) -> Amount | None:
    """Formula One."""
    before = n.lexemes.words[n.first - 1]
    is_name = before[:1].isupper() and before.isalpha() and n.previous not in nouns("stop words")
    return n.amount("name") if n.word == "One" and is_name else None


def one_of_a_pair(n: Number) -> Amount | None:
    """One to two, one or more, one out of three, one in five."""
    if n.following not in listed("after a counting one"):
        return None
    at = n.lexemes.skip(n.last + 1, ("of", "-", "every", "to"))
    counts_on = n.following != "and" and read_numeral(n.lexemes, at) is not None
    return n.plain if counts_on or n.following == "or" and n.lexemes.lowers[at] == "more" else None


def pronoun_by_its_neighbours(n: Number) -> Amount | None:
    """This one, no one, one another, one's own, the one-off; but each one of them."""
    points = n.previous in listed("before pronoun one") and n.following != "of"
    return n.amount("pronoun") if points or n.following in listed("after pronoun one") else None


def one_of_an_abstract_noun(n: Number) -> Amount | None:
    """One of the reasons, one of the best ways."""
    is_abstract = n.following == "of" and n.single_noun is not None and n.single_noun.head in listed("indefinite")
    return n.amount("pronoun") if is_abstract else None


def one_with_nothing_to_count(n: Number) -> Amount | None:
    """One can say, one recently told us, one called Ann, the old one."""
    is_verb = n.following in nouns("verbs") or n.following.endswith("ed") and len(n.following) > 4
    return n.amount("pronoun") if n.single_noun is None or is_verb or n.following.endswith("ly") else None


def one_before_a_noun(n: Number) -> Amount | None:
    """One judge, one of the ships."""
    return n.of_noun("count", n.single_noun) if n.single_noun else None


ONE_RULES = (
    one_in_a_name,
    one_of_a_pair,
    pronoun_by_its_neighbours,
    one_of_an_abstract_noun,
    one_with_nothing_to_count,
    one_before_a_noun,
)
