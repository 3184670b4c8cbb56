"""A number as the rules look at it: in its sentence, with the words beside it and the amounts before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rusus.quantities.amount import Amount
from rusus.quantities.counted_nouns import Noun, counted_by_one, counted_single, is_verb
from rusus.quantities.exclusions.place import Place, place_of
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral
from rusus.quantities.rules import once, reason


@dataclass(frozen=True)
class Number:
    """A number in its sentence, and the amounts before it."""

    text: str
    lexemes: Lexemes
    plain: Amount
    earlier: Sequence[Amount]

    @property
    def numeral(self) -> Numeral:
        return self.plain.numeral

    @property
    def first(self) -> int:
        return self.plain.numeral.first

    @property
    def last(self) -> int:
        """The index after the number."""
        return self.plain.numeral.last

    @property
    def word(self) -> str:
        """The first word of the number as written."""
        return self.lexemes.words[self.plain.numeral.first]

    @property
    def before(self) -> str:
        """The word before the number, in lower case."""
        return self.lexemes.before(self.plain.numeral.first)

    @property
    def after(self) -> str:
        """The word after the number, in lower case."""
        return self.lexemes.lowers[self.plain.numeral.last]

    @property
    def is_word_one(self) -> bool:
        """True for "one" alone; not for 1, a hundred and one, one million."""
        is_single = self.last == self.first + 1
        return is_single and self.numeral.value == 1 and self.lexemes.lowers[self.first] == "one"

    @property
    def is_plain_digits(self) -> bool:
        """True for digits without a scale: 12, not twelve, not 12 million."""
        return self.numeral.form == "digits" and self.numeral.scale == 1

    @once
    def noun(self) -> Noun | None:
        """The noun counted: a plural, or a singular after one or a fraction; half left early has none."""
        is_fraction = self.numeral.form == "fraction"
        if is_fraction and is_verb(self.after):
            return None
        takes_singular = self.numeral.value == 1 or is_fraction
        return counted_single(self.lexemes, self.last) if takes_singular else self.place.counted

    @once
    def single_noun(self) -> Noun | None:
        """The noun counted by the word one."""
        return counted_by_one(self.lexemes, self.last)

    @once
    def place(self) -> Place:
        """The number and the words beside it, for the rules of exclusions."""
        return place_of(self.lexemes, self.plain.numeral)

    @property
    def previous(self) -> Amount | None:
        """The amount before this one."""
        return self.earlier[-1] if self.earlier else None

    def amount(self, kind: str, **changes: Any) -> Amount:
        """Returns the number as an amount of the kind."""
        return replace(self.plain, kind=kind, **changes)

    def by(self, kind: str, rules: Sequence[Callable[[Place], bool | None]]) -> Amount | None:
        """Returns the number as an amount of the kind with the name of the rule that says so, or None."""
        rule = reason(rules, self.place)
        return self.amount(kind, rule=rule) if rule else None

    def counted(self, kind: str, noun: Noun) -> Amount:
        """Returns the number as an amount of the noun."""
        return replace(self.plain, kind=kind, unit=noun.head, noun=noun, end=noun.last)
