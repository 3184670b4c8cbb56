"""Places: a number and the words beside it, as the rules look at them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rusus.quantities.counted_nouns import Noun, counted_noun
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral


@dataclass(frozen=True)
class Place:
    """A number and the words beside it; beyond the ends of the sentence stand empty words."""

    lexemes: Lexemes
    numeral: Numeral

    @property
    def first(self) -> int:
        """The number's first lexeme."""
        return self.numeral.first

    @property
    def last(self) -> int:
        """The lexeme after the number."""
        return self.numeral.last

    @property
    def word(self) -> str:
        """The number's first lexeme as written."""
        return self.lexemes.words[self.numeral.first]

    @property
    def is_one_word(self) -> bool:
        """True if the number is a single lexeme."""
        return self.numeral.last == self.numeral.first + 1

    @property
    def is_whole(self) -> bool:
        """True if the number is an integer."""
        return self.numeral.value == self.numeral.value.to_integral_value()

    def before(self, back: int = 1) -> str:
        """Returns the word so many places before the number, in lower case."""
        at = self.numeral.first - back
        return self.lexemes.lowers[at] if at >= 0 else ""

    def before_as_written(self, back: int = 1) -> str:
        """Returns the word so many places before the number, as written."""
        at = self.numeral.first - back
        return self.lexemes.words[at] if at >= 0 else ""

    def after(self, ahead: int = 1) -> str:
        """Returns the word so many places after the number, in lower case."""
        at, lowers = self.numeral.last + ahead - 1, self.lexemes.lowers
        return lowers[at] if at < len(lowers) else ""

    def after_as_written(self, ahead: int = 1) -> str:
        """Returns the word so many places after the number, as written."""
        at, words = self.numeral.last + ahead - 1, self.lexemes.words
        return words[at] if at < len(words) else ""

    def words_before(self, count: int) -> list[str]:
        """Returns up to so many words right before the number, in lower case."""
        return self.lexemes.lowers[max(0, self.numeral.first - count) : self.numeral.first]

    @property
    def is_glued_after(self) -> bool:
        """True if nothing lies between the number and what follows it."""
        return self.lexemes.glued(self.numeral.last)

    @cached_property
    def counted(self) -> Noun | None:
        """The noun that the number counts."""
        return counted_noun(self.lexemes, self.numeral.last)

    @property
    def counts_plural(self) -> bool:
        """True if a plural noun follows that the number counts."""
        return self.counted is not None and self.counted.plural

    @property
    def counts_nothing(self) -> bool:
        """True if no noun is counted, or only part of what is named: chapter 3 of her novels."""
        return self.counted is None or self.after() == "of"

    @property
    def is_second_word(self) -> bool:
        """True if the word before the number is the first of the sentence, whose capital says nothing."""
        return self.numeral.first == 1
