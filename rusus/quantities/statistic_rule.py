"""What is a statistic: which quantities are evidence (docs/statistics.md has the rule with examples)."""

from __future__ import annotations

from decimal import Decimal

from rusus.model import Quantity
from rusus.quantities.amount import Amount
from rusus.quantities.counted_nouns import is_verb
from rusus.quantities.evidence import SMALL, Evidence
from rusus.quantities.lexer import HYPHENS, Lexemes
from rusus.quantities.measures.rates import is_rate
from rusus.quantities.number_words import Numeral
from rusus.quantities.statistic_durations import DURATION_RULES, is_superlative
from rusus.quantities.word_lists import listed, nouns
from rusus.rules import decide

REACH_OF_LEADS = 3
"""Words after a multiple in which the lead of a match is named: doubled the lead, doubled their early lead."""


HALF = 0.5

EVIDENCE = "evidence"
"""Stands for a rule where none has an opinion, because the quantity is a statistic: $5 billion, 12,000 soldiers."""

CLAUSE_ENDS = frozenset(("", ".", ",", ";", ":", ")"))


def decide_statistic(lexemes: Lexemes, amount: Amount, found: Quantity) -> tuple[bool, str]:
    """Returns True if a quantity is a statistic, and the name of the rule that decides."""
    e = Evidence(lexemes, amount, found)
    rules = COUNT_RULES if e.counts else DURATION_RULES if e.lasts else MEASURE_RULES
    return decide(ALL_KINDS_RULES, e) or decide(rules, e) or (True, EVIDENCE)


def age_or_score(e: Evidence) -> bool | None:
    """A 40-year-old man, won 2-1."""
    return False if e.found.kind in ("age", "score") else None


def vague_number(e: Evidence) -> bool | None:
    """Thousands of pilgrims, several hundred pages, cost billions; but by the millions, dozens of ways."""
    if e.amount.numeral.form != "vague":
        return None
    return e.before not in listed("before a manner") and e.found.unit not in listed("indefinite")


def cast_votes(e: Evidence) -> bool | None:
    """A 6-2 ruling, a vote of 228 to 191."""
    return True if e.amount.rule in ("first_of_the_votes", "second_of_the_votes") else None


def note_of_exchange(e: Evidence) -> bool | None:
    """($1 = 3.75 riyals): by what sums of an article were converted."""
    return False if e.amount.rule == "rate_of_exchange" else None


def half_in_a_compound(e: Evidence) -> bool | None:
    """Flags at half-staff, his half-sister, half-pregnant."""
    is_half = e.counts and e.amount.numeral.form == "fraction" and e.found.value == HALF
    return False if is_half and e.lexemes.words[e.amount.numeral.last] in HYPHENS else None


def doubled_down(e: Evidence) -> bool | None:
    """He doubled down on the issue, the box doubled as a table; but doubled, doubled as fast."""
    if e.found.kind != "multiple":
        return None
    serves = e.after == "as" and e.lexemes.lowers[e.amount.end + 1] in nouns("determiners")
    return False if e.after == "down" or serves else None


def one_of_anything(e: Evidence) -> bool | None:
    """One of the best films, one vote; but one in five."""
    return False if e.counts and e.amount.low == 1 and (e.found.high or 0) < SMALL else None


def after_a_vague_word(e: Evidence) -> bool | None:
    """A few hundred people, several thousand."""
    return False if e.counts and e.before in ("few", "several") else None


def quarters_of_a_year(e: Evidence) -> bool | None:
    """Over the next three quarters; but three quarters of the voters."""
    is_fraction = e.counts and e.amount.numeral.form == "fraction" and e.found.text.endswith("quarters")
    return False if is_fraction and e.before in listed("before a stretch of time") and e.after != "of" else None


def half_that_acts(e: Evidence) -> bool | None:
    """Nearly half left early, half say so; but he half turned."""
    is_half = e.counts and e.amount.numeral.form == "fraction" and e.found.value == HALF and e.amount.noun is None
    opens = e.amount.first == 0 or e.before in listed("about", "less", "more") or e.before in (",", "and", "but")
    return is_half and opens and is_verb(e.after) or None


def half_of_a_state(e: Evidence) -> bool | None:
    """She was half asleep, the hall was half full; but half the hall was full."""
    is_half = e.counts and e.amount.numeral.form == "fraction" and e.found.value == HALF and e.after != "of"
    noun = e.amount.noun
    if not is_half or noun is None or noun.plural or noun.last - e.amount.numeral.last > 1:
        return None
    return False if e.before in listed("before a state") else None


def part_of_a_whole(e: Evidence) -> bool | None:
    """Two-thirds of those asked, rose by a third, a third say so."""
    fraction = e.counts and e.amount.numeral.form == "fraction"
    return fraction and (e.found.trend is not None or e.after == "of" or _is_part(e.amount.numeral)) or None


def _is_part(numeral: Numeral) -> bool:
    """True for a third, three-quarters; a bare half is seldom one of a whole: half asleep."""
    return 0 < numeral.value < 1 and numeral.value != Decimal("0.5")


def ratio_of_numbers(e: Evidence) -> bool | None:
    """Nine out of ten, one in five."""
    return e.found.kind == "ratio" and e.amount.noun is None or None


def moves_in_a_match(e: Evidence) -> bool | None:
    """Scored three goals."""
    return False if e.is_small and e.found.unit in listed("match counts") else None


def two_of_anything(e: Evidence) -> bool | None:
    """Two donations, two men walked past; but two officers were shot."""
    if not e.is_small or e.amount.low != 2:
        return None
    is_news = e.found.unit in listed("persons") and (
        e.found.unit in listed("losses") or not listed("casualties").isdisjoint(e.near)
    )
    return None if is_news else False


def sources(e: Evidence) -> bool | None:
    """Three people said, an average of three polls, a group of three lawyers; but three people died."""
    if not e.is_small or e.found.kind != "count":
        return None
    whole = e.lexemes.before(e.amount.first, 2) if e.before == "of" else ""
    if whole in listed("made up of") or whole == "average" and e.found.unit in listed("polls"):
        return False
    named = e.before == "to" and e.lexemes.before(e.amount.first, 2) == "according"
    return False if named or e.after in listed("after sources") and e.found.unit in listed("persons") else None


def names_a_race(e: Evidence) -> bool | None:
    """Won the 100m, the 400m hurdles final, the Olympic 1,500m champion; but ran 100m, the 100m tower."""
    is_length = e.found.kind == "measure" and e.found.unit in ("meter", "mile", "kilometer", "yard")
    if not is_length:
        return None
    after = e.lexemes.lowers[e.amount.end + 1] if e.after in listed("before a title of a race") else e.after
    if after in listed("titles of a race"):
        return False
    if e.before not in ("the", "s"):
        return None
    stands_alone = e.after in CLAUSE_ENDS or e.after in ("in", "at", "on", "and")
    return False if stands_alone or e.after in listed("races") else None


def names_a_weapon(e: Evidence) -> bool | None:
    """A 9mm handgun, a 12-gauge shotgun: a caliber."""
    is_caliber = e.found.unit in ("millimeter", "gauge", "caliber", "calibre")
    return False if is_caliber and e.after in listed("weapons") or e.found.unit in ("gauge", "caliber") else None


def among_the_top(e: Evidence) -> bool | None:
    """Among the top 10, the top 100 companies: the length of a list; but the top 2 percent."""
    return False if e.before == "top" and e.found.kind in ("count", "number") else None


def top_of_a_ranking(e: Evidence) -> bool | None:
    """The world's 100 richest people, the five largest banks: a length of a list."""
    return False if e.counts and is_superlative(e.lexemes.lowers[e.amount.numeral.last]) else None


def describes_a_thing(e: Evidence) -> bool | None:
    """A three-judge panel, a four-bedroom house; but a two-page letter."""
    is_part = e.found.unit in listed("persons") or e.found.unit in listed("parts of a thing")
    return False if e.is_small and e.amount.hyphenated and is_part else None


def already_known(e: Evidence) -> bool | None:
    """His three sons, the other four, both three-day trips."""
    return False if e.is_small and e.before in listed("definite") else None


def of_abstract_nouns(e: Evidence) -> bool | None:
    """Three reasons, four ways."""
    return False if e.is_small and e.found.unit in listed("indefinite") else None


def some_of_a_group(e: Evidence) -> bool | None:
    """Four of them left."""
    return False if e.is_small and e.after == "of" and e.amount.noun is None else None


def rate_below_ten(e: Evidence) -> bool | None:
    """Rose to 1.31 per dollar, 2.5 per 100,000: what something is per makes a small number one of a measure."""
    return e.is_small and e.found.kind == "number" and is_rate(e.found.unit) or None


def small_count(e: Evidence) -> bool | None:
    """Nine victims were found; but a bare number below ten counts nothing: came in at four."""
    return e.found.kind in ("count", "ratio") if e.is_small else None


def multiplied(e: Evidence) -> bool | None:
    """Doubled its sales; but doubled the lead."""
    if e.found.kind != "multiple":
        return None
    return listed("match leads").isdisjoint(e.lexemes.lowers[e.amount.end : e.amount.end + REACH_OF_LEADS])


ALL_KINDS_RULES = (age_or_score, vague_number, cast_votes, note_of_exchange)
"""Asked of every quantity, before the rules for its kind."""

COUNT_RULES = (
    half_in_a_compound, one_of_anything, after_a_vague_word, quarters_of_a_year, half_that_acts, half_of_a_state,
    part_of_a_whole, ratio_of_numbers, moves_in_a_match, sources, top_of_a_ranking, among_the_top, names_a_weapon,
    describes_a_thing, two_of_anything, already_known, of_abstract_nouns, some_of_a_group, rate_below_ten, small_count,
)  # fmt: skip
"""Numbers without a unit, or of a noun (``Evidence.counts``)."""

MEASURE_RULES = (doubled_down, ratio_of_numbers, among_the_top, names_a_race, names_a_weapon, multiplied)
"""What is neither a count nor a duration: measures, money, multiples, and changes from one count to another."""
