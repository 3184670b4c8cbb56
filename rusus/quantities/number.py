"""A number as the rules look at it: in its sentence, with the words beside it and the amounts before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rusus.quantities.amount import Amount, plain_amount
from rusus.quantities.counted_nouns import Noun, counted_by_one, counted_single, is_verb
from rusus.quantities.exclusions.place import Place
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral
from rusus.rules import once, reason


@dataclass(frozen=True)
class Number(Place):
    """A number in its sentence, the words beside it and the amounts before it; ``plain`` is it without its words."""

    text: str
    plain: Amount
    earlier: Sequence[Amount]

    @property
    def is_word_one(self) -> bool:
        """True for "one" alone; not for 1, a hundred and one, one million."""
        return self.last == self.first + 1 and self.lexemes.lowers[self.first] == "one" and self.numeral.value == 1

    @property
    def is_plain_digits(self) -> bool:
        """True for digits without a scale: 12, not twelve, not 12 million."""
        return self.numeral.form == "digits" and self.numeral.scale == 1

    @once
    def noun(self) -> Noun | None:
        """The noun counted: a plural, or a singular after one or a fraction; half left early has none."""
        is_fraction = self.numeral.form == "fraction"
        if is_fraction and is_verb(self.following):
            return None
        takes_singular = self.numeral.value == 1 or is_fraction
        return counted_single(self.lexemes, self.last) if takes_singular else self.counted

    @once
    def single_noun(self) -> Noun | None:
        """The noun counted by the word one."""
        return counted_by_one(self.lexemes, self.last)

    @property
    def amount_before(self) -> Amount | None:
        """The amount before this one."""
        return self.earlier[-1] if self.earlier else None

    def amount(self, kind: str, **changes: Any) -> Amount:
        """Returns the number as an amount of the kind."""
        return self.plain._replace(kind=kind, **changes)

    def by(self, kind: str, rules: Sequence[Callable[[Place], bool | None]]) -> Amount | None:
        """Returns the number as an amount of the kind with the name of the rule that says so, or None."""
        rule = reason(rules, self)
        return self.amount(kind, rule=rule) if rule else None

    def of_noun(self, kind: str, noun: Noun) -> Amount:
        """Returns the number as an amount of the noun."""
        return self.plain._replace(kind=kind, unit=noun.head, noun=noun, end=noun.last)


def number_in(text: str, lexemes: Lexemes, numeral: Numeral, earlier: Sequence[Amount]) -> Number:
    """Returns a number of a sentence with the words beside it and the amounts before it."""
    first, last, lowers = numeral.first, numeral.last, lexemes.lowers
    word, previous, following = lexemes.words[first], lowers[first - 1], lowers[last]
    plain = plain_amount(lexemes, numeral)
    return Number(lexemes, numeral, first, last, word, previous, following, text, plain, earlier)
