"""Places: a number and the words beside it, as the rules look at them."""

from __future__ import annotations

from dataclasses import dataclass

from rusus.quantities.counted_nouns import Noun, counted_noun
from rusus.quantities.lexer import Lexemes
from rusus.quantities.number_words import Numeral
from rusus.quantities.word_lists import listed
from rusus.rules import once


@dataclass(frozen=True)
class Place:
    """A number in lexemes ``[first, last)`` and the words beside it; beyond the sentence's ends stand empty words.

    ``word`` is its first lexeme as written, ``previous`` and ``following`` are the words beside it in lower case:
    fields, because thirty rules look at each number, and at these words most.
    """

    lexemes: Lexemes
    numeral: Numeral
    first: int
    last: int
    word: str
    previous: str
    following: str

    @property
    def is_one_word(self) -> bool:
        """True if the number is a single lexeme."""
        return self.last == self.first + 1

    @property
    def is_whole(self) -> bool:
        """True if the number is an integer."""
        return self.numeral.value == self.numeral.value.to_integral_value()

    def before(self, back: int) -> str:
        """Returns the word so many places before the number, in lower case."""
        at = self.first - back
        return self.lexemes.lowers[at] if at >= 0 else ""

    def before_as_written(self, back: int = 1) -> str:
        """Returns the word so many places before the number, as written."""
        at = self.first - back
        return self.lexemes.words[at] if at >= 0 else ""

    def after(self, ahead: int) -> str:
        """Returns the word so many places after the number, in lower case."""
        at, lowers = self.last + ahead - 1, self.lexemes.lowers
        return lowers[at] if at < len(lowers) else ""

    def after_as_written(self, ahead: int = 1) -> str:
        """Returns the word so many places after the number, as written."""
        at, words = self.last + ahead - 1, self.lexemes.words
        return words[at] if at < len(words) else ""

    def words_before(self, count: int) -> list[str]:
        """Returns up to so many words right before the number, in lower case."""
        return self.lexemes.lowers[max(0, self.first - count) : self.first]

    @property
    def is_glued_after(self) -> bool:
        """True if nothing lies between the number and what follows it."""
        return self.lexemes.glued(self.last)

    @once
    def counted(self) -> Noun | None:
        """The noun that the number counts."""
        return counted_noun(self.lexemes, self.last)

    @once
    def link(self) -> int:
        """How many places before the number the word stands that ties it to others: was (just, about) 35."""
        return 2 if self.previous in listed("before an age or its verb") else 1

    @property
    def counts_plural(self) -> bool:
        """True if a plural noun follows that the number counts."""
        return self.counted is not None and self.counted.plural

    @property
    def counts_nothing(self) -> bool:
        """True if no noun is counted, or only part of what is named: chapter 3 of her novels."""
        return self.counted is None or self.following == "of"

    @property
    def is_second_word(self) -> bool:
        """True if the word before the number is the first of the sentence, whose capital says nothing."""
        return self.first == 1
