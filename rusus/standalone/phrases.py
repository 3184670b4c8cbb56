"""Noun phrases of an article: tags when they are first asked for, and what is a description by them."""

from __future__ import annotations

from dataclasses import dataclass

from rusus.language.tagger import load_lexicon, tag_words
from rusus.speakers.context import Context
from rusus.speakers.name_lists import name_lists, speaker_words

MODIFIERS = frozenset(("CD", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "POS", "VBG", "VBN"))
NOUNS = frozenset(("NN", "NNP", "NNPS", "NNS"))
_CONTINUES = NOUNS | {"CD", "VBG", "WDT", "WP"}
"""Tags of words that go on with a description."""
_ONE, _SEVERAL = frozenset(("that", "this")), frozenset(("these", "those"))


@dataclass(frozen=True, slots=True)
class Tagged:
    """A context whose sentences are tagged when they are first asked for; ``tags`` of tokens that were not are ""."""

    context: Context
    tags: list[str]

    def tag(self, token: int) -> str:
        """Returns the tag of a token."""
        if not self.tags[token]:
            tokens, first = self.context.article.tokens, self.context.sentence_starts[self.context.sentence_of(token)]
            stop = self.sentence_stop(token)
            self.tags[first:stop] = tag_words(tokens.words[first:stop], tokens.lowers[first:stop], load_lexicon())
        return self.tags[token]

    def sentence_stop(self, token: int) -> int:
        """Returns the token at which the sentence of a token ends, which is not part of it."""
        starts, after = self.context.sentence_starts, self.context.sentence_of(token) + 1
        return starts[after] if after < len(starts) else len(self.context.article.tokens)


def is_described(tagged: Tagged, first: int, head: int) -> bool:
    """True if *the* at a token opens a phrase that a noun ends: the new governor said, not the governor of Ohio."""
    tokens, after = tagged.context.article.tokens, head + 1
    if after >= len(tokens) or not _may_be_noun(tokens.words[head]):
        return False
    goes_on = after < tagged.sentence_stop(head)
    if goes_on and tokens.lowers[after] in speaker_words("goes on", "subjects"):  # the bathroom they prefer
        return False
    if not _agrees(tokens.lowers[first], tagged.tag(head)) or any(
        tagged.tag(i) not in MODIFIERS for i in range(first + 1, head)
    ):
        return False
    if goes_on and tagged.tag(after) == "JJ" and name_lists().titles.keys() & tokens.lowers[after + 1 : after + 2]:
        return False  # the deputy prime minister
    return not goes_on or tagged.tag(after) not in _CONTINUES


def _agrees(determiner: str, tag: str) -> bool:
    """True if a word with a tag can be the noun of a determiner: *that* user, but not that *users* know it."""
    if determiner in _ONE or determiner in _SEVERAL:
        return tag.startswith("NN") and tag.endswith("S") == (determiner in _SEVERAL)
    return tag.startswith("NN")


def _may_be_noun(word: str) -> bool:
    """True unless a small word has one tag always, and that is no noun's: it *said*. Spares a third of the tagging."""
    found = load_lexicon().inside(word)
    return "/" in found or found.startswith("NN") or not word.islower()
