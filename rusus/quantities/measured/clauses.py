"""Rules over the tagged words of a number's clause: whose share of a poll it is, and what was bought for a sum."""

from __future__ import annotations

from rusus.language.tagger import FINITE
from rusus.model import Quantity
from rusus.quantities.measured.carried import SAME, Open
from rusus.quantities.measured.heads import is_never_measured
from rusus.quantities.measured.phrases import ADVERBS, NOUNS, VERBS, Phrases
from rusus.quantities.measured.setting import UNKNOWN, before_comparator, is_compound
from rusus.quantities.measured.subjects import (
    REACH,
    before_aside,
    phrase_after,
    phrase_that_ends,
    subject_in_clause,
    subject_of,
    verb_before,
)  # fmt: skip
from rusus.quantities.measured.words import measured_words
from rusus.quantities.word_lists import listed

SHARES = frozenset(("percent", "ratio"))
"""Kinds of number that a poll gives."""

REACH_OF_CHOICE = 4
"""Words after a share among which the verb of choosing is looked for: would probably vote for Cruz; by hand."""


def won_from(number: Open) -> int | None:
    """Trump leads Clinton 44 PERCENT to 37 PERCENT: of the winner, then of the loser; voters who favor one, of them."""
    pair = _place_in_pair(number)
    if pair is None:
        return None
    sentence = number.sentence
    first = sentence.numbers[number.index - pair][0]
    verb = verb_before(sentence, first)
    winner, loser = subject_of(sentence, verb), phrase_after(sentence, verb, first)
    if verb < 0 or winner < 0 or loser < 0:
        return UNKNOWN
    chosen = sentence.lowers[verb] in measured_words("choose")
    return loser if pair and not chosen else winner


def _place_in_pair(number: Open) -> int | None:
    """Returns 0 for the first share of two (44 percent to 37 percent), 1 for the second, else None."""
    here = number.index
    for place in (0, 1):
        left, right = here - place, here - place + 1
        if left < 0 or right >= len(number.quantities):
            continue
        kinds = {number.quantities[left].kind, number.quantities[right].kind}
        words = number.sentence.lowers[number.sentence.numbers[left][1] : number.sentence.numbers[right][0]]
        if kinds == {"percent"} and len(words) < 2 and measured_words("between two shares").issuperset(words):
            return place
    return None


def leads_by(number: Open) -> int | None:
    """KASICH finished ahead of Clinton by 8 points and 11 points: of who leads; 15 points behind: of none."""
    sentence, (first, last) = number.sentence, number.sentence.numbers[number.index]
    if number.quantity.kind == "count" and number.quantity.unit == "point":
        far = last < len(sentence.lowers) and sentence.lowers[last] in measured_words("far from a leader")
        return UNKNOWN if far else None
    if number.quantity.kind != "percentage point":
        return None
    if number.previous >= 0 and number.quantities[number.index - 1].kind == "percentage point":
        return SAME if set(number.gap) <= {",", "and", "or", "to"} else None
    at = before_comparator(sentence, first)
    if at < 1 or sentence.lowers[at] != "by":
        return None
    leads = next(
        (word for word in range(at - 1, max(-1, at - REACH), -1) if sentence.lowers[word] in measured_words("leads")),
        -1,
    )
    verb = leads if leads < 0 or sentence.tags[leads] in VERBS else verb_before(sentence, leads)
    found = subject_in_clause(sentence, verb) if verb > 0 else -1
    return None if found < 0 or is_never_measured(sentence, found) else found


def subject_beyond_a_clause(number: Open) -> int | None:
    """THE INDEX, which measures prices, rose 3 percent; HEALTH, the best sector, fell: a subject beyond an aside."""
    sentence = number.sentence
    number_at = sentence.numbers[number.index][0]
    verb = verb_before(sentence, number_at)
    if phrase_after(sentence, verb, number_at) >= 0:
        return None
    at = verb
    while at > 0 and sentence.tags[at - 1] in ADVERBS:
        at -= 1
    beyond = before_aside(sentence, at - 1) if verb > 0 and sentence.tags[verb] in FINITE else -1
    found = phrase_that_ends(sentence, beyond) if beyond > 0 else -1
    if found < 0 or is_never_measured(sentence, found):
        return None
    first = sentence.phrases[found][0]
    return found if first == 0 or sentence.lowers[first - 1] not in measured_words("before no subject") else None


def share_that_acts(number: Open) -> int | None:
    """26 PERCENT SAID that they did not know: of the group that is named before, else of the one who is chosen."""
    sentence, (first, last) = number.sentence, number.sentence.numbers[number.index]
    at = before_comparator(sentence, first)
    opens = at < 0 or sentence.lowers[at] in measured_words("before a clause")
    if not _is_share(number.quantity) or not opens:
        return None
    verb = last
    while verb < len(sentence.words) and sentence.tags[verb] in ADVERBS:
        verb += 1
    if not _acts(sentence, verb):
        return None
    group = _group(number)
    return group if group is not None else _chosen_by(sentence, verb)


def _is_share(quantity: Quantity) -> bool:
    """True of a percentage, a ratio and a fraction: a third say that they do not know."""
    fraction = quantity.kind in ("number", "count") and quantity.value is not None and 0 < quantity.value < 1
    return quantity.kind in SHARES or fraction


def _acts(sentence: Phrases, at: int) -> bool:
    """True if a verb stands there, or what stands for one: 26 percent SAID, 6 percent UNDECIDED, 5 NOT planning."""
    if at >= len(sentence.words):
        return False
    tag = sentence.tags[at]
    after = sentence.tags[at + 1] if at + 1 < len(sentence.words) else ""
    is_state = tag in ("JJ", "VBN", "VBG") and after not in NOUNS
    return tag in FINITE or tag == "VB" or is_state or sentence.lowers[at] in ("not", "supporting")


def _group(number: Open) -> int | None:
    """Returns the group of which shares are given: AMONG INDEPENDENTS, 31 percent …, and 20 percent …."""
    sentence, first = number.sentence, number.sentence.numbers[number.index][0]
    begin = sentence.numbers[number.index - 1][1] if number.index else 0
    for phrase, (start, last) in enumerate(sentence.phrases):
        if begin < start and last <= first and sentence.lowers[start - 1] == "among":
            return None if sentence.head(phrase) in measured_words("voted for, and no voters") else phrase
    if number.previous < 0:
        return None
    start = sentence.phrases[number.previous][0]
    return SAME if start > 0 and sentence.lowers[start - 1] in measured_words("before a group") else None


def _chosen_by(sentence: Phrases, verb: int) -> int:
    """Returns whom those who choose choose: 48 percent would vote for CRUZ; but not: 20 percent may not vote at all."""
    for at in range(verb, min(verb + REACH_OF_CHOICE, len(sentence.words))):
        if sentence.lowers[at] in measured_words("choose"):
            found = phrase_after(sentence, at, len(sentence.words))
            between = sentence.lowers[at + 1 : sentence.phrases[found][0]] if found >= 0 else ()
            return found if found >= 0 and all(low == "for" for low in between) else UNKNOWN
    return UNKNOWN


def bought_for(number: Open) -> int | None:
    """Bought PETRO-CANADA FOR $15 billion, an 80 percent STAKE in it from two owners for $414 million."""
    return _object(number, "for", "verbs of buying") if number.quantity.kind == "money" else None


def valued_at(number: Open) -> int | None:
    """Estimated THE PROCEEDS AT $2 billion, which values THE VENTURE at between $250 and $300 million."""
    return _object(number, "at", "verbs of valuing")


def _object(number: Open, link: str, verbs: str) -> int | None:
    """Returns the object of a verb of a class that a preposition ties to a number, or None."""
    sentence = number.sentence
    at = before_comparator(sentence, sentence.numbers[number.index][0])
    at -= at > 0 and sentence.lowers[at] == "between"
    if at < 1 or sentence.lowers[at] != link:
        return None
    for verb in range(at - 1, max(-1, at - REACH), -1):
        if sentence.lowers[verb] in measured_words(verbs):
            found = phrase_after(sentence, verb, at)
            if found < 0:
                return None
            before = sentence.phrases[found][0] - 1
            # Sold in Japan for $5 million: a place is not what is sold.
            is_object = before <= verb or sentence.lowers[before] not in measured_words("before no object")
            return found if is_object else None
        if sentence.lowers[verb] in measured_words("ends of a clause"):
            return None
    return None


def right_before_a_noun(number: Open) -> int | None:
    """Offers 95 percent MORTGAGES, 12 C MELTING POINT; but rose 5 percent Monday, gave $5 million to schools."""
    sentence, (first, last) = number.sentence, number.sentence.numbers[number.index]
    at = before_comparator(sentence, first)
    if number.quantity.kind not in ("percent", "money", "measure") or at >= 0 and sentence.tags[at] not in VERBS:
        return None
    found = next((phrase for phrase, (start, _) in enumerate(sentence.phrases) if start == last), -1)
    plain = found >= 0 and sentence.tags[last] in ("NN", "NNS", "JJ", "VBG") and sentence.words[last].islower()
    return found if plain and not is_never_measured(sentence, found) else None


def sold_for(number: Open) -> int | None:
    """THE CONSOLE will sell for $150, expects THE CONSOLE to sell for $150, THE SET is on sale for $20."""
    sentence = number.sentence
    at = before_comparator(sentence, sentence.numbers[number.index][0])
    if number.quantity.kind != "money" or at < 1 or sentence.lowers[at] not in ("for", "at"):
        return None
    verb = verb_before(sentence, at)
    if verb < 1 or sentence.lowers[verb] not in measured_words("sells") or phrase_after(sentence, verb, at) >= 0:
        return None
    infinitive = sentence.lowers[verb - 1] == "to"
    found = phrase_that_ends(sentence, verb - 1) if infinitive else subject_of(sentence, verb)
    return found if found >= 0 and not is_never_measured(sentence, found) else None


def is_valued_at(number: Open) -> int | None:
    """THE MARKET is estimated AT $3.6 billion, HOUSES are priced FROM $1 million: the subject of a verb of valuing."""
    sentence = number.sentence
    verb = before_comparator(sentence, sentence.numbers[number.index][0])
    verb -= verb > 0 and sentence.lowers[verb] == "between"
    if verb < 2 or sentence.lowers[verb] not in ("at", "from"):
        return None
    verb -= 1
    passive = measured_words("be").intersection(sentence.lowers[max(0, verb - 2) : verb])
    if not passive or sentence.lowers[verb] not in measured_words("verbs of valuing"):
        return None
    found = subject_in_clause(sentence, verb)
    return None if found < 0 or is_never_measured(sentence, found) else found


def paid_by(number: Open) -> int | None:
    """The bank PAID $34 million, was FINED $5 million: who pays is not what is measured, and nothing else is named."""
    sentence = number.sentence
    verb = before_comparator(sentence, sentence.numbers[number.index][0])
    while verb > 0 and sentence.tags[verb] in ADVERBS | {"RP"}:
        verb -= 1
    if verb < 1 or number.quantity.kind not in ("money", "measure", "percent", "number"):
        return None
    if sentence.lowers[verb - 1] in measured_words("be") and sentence.tags[verb] != "VBG":
        return UNKNOWN if sentence.lowers[verb] in measured_words("made to pay") else None
    return UNKNOWN if sentence.lowers[verb] in measured_words("verbs of an owner") else None


def earned_by(number: Open) -> int | None:
    """THE FILM TOOK $45 million; but which took $45 million, after taking $2 million: nothing near is its subject."""
    sentence, (first, last) = number.sentence, number.sentence.numbers[number.index]
    verb = before_comparator(sentence, first)
    if verb < 1 or number.quantity.kind != "money" or sentence.lowers[verb] not in measured_words("verbs of takings"):
        return None
    if last < len(sentence.lowers) and sentence.lowers[last] == "from":
        return None  # took $2 million from investors
    found = subject_of(sentence, verb)
    if found < 0 or last < len(sentence.lowers) and sentence.lowers[last] == "to" and sentence.is_pronoun(found):
        return UNKNOWN  # it took $40 million to stage a play
    return None if sentence.is_pronoun(found) or is_never_measured(sentence, found) else found


def growth_of_something(number: Open) -> int | None:
    """GDP GROWTH of 7 percent; but not a sharp rise of 5 percent, which says nothing of what rose."""
    sentence = number.sentence
    at = before_comparator(sentence, sentence.numbers[number.index][0])
    found = phrase_that_ends(sentence, at) if at > 0 and sentence.lowers[at] == "of" else -1
    if found < 0 or sentence.head(found) not in listed("nouns of change"):
        return None
    first, last = sentence.phrases[found]
    named = any(tag in NOUNS for tag in sentence.tags[first : last - 1]) or sentence.lowers[first - 1] == ")"
    named = named or sentence.head(found) == "growth" and "economic" in sentence.lowers[first:last]
    return found if named else None


def described_by_a_compound(number: Open) -> int | None:
    """The 22-MEMBER BOARD, a 60-VOTE MARGIN: what stands right behind a count in a compound."""
    sentence, (first, last) = number.sentence, number.sentence.numbers[number.index]
    if number.quantity.kind != "count" or not is_compound(sentence.words[first:last]):
        return None
    return next((phrase for phrase, (start, _) in enumerate(sentence.phrases) if start == last), None)


CLAUSE_RULES = (
    described_by_a_compound, right_before_a_noun, won_from, leads_by, share_that_acts, bought_for, sold_for,
    is_valued_at, valued_at, paid_by, earned_by, growth_of_something, subject_beyond_a_clause,
)  # fmt: skip
"""Rules over the words of a number's clause, asked before the phrases are ranked."""
