"""Ranges: amounts that belong together as a range, a change, a ratio or a score.

Two neighbouring amounts and the words between them are a gap; the rules say whether it is one quantity, the first with
an opinion decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from rusus.quantities.amount import UNITLESS, Amount
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.measures.rates import is_rate_of
from rusus.quantities.measures.shared_scales import scale_of, scale_shared
from rusus.quantities.measures.shared_units import carried, with_unit_of
from rusus.quantities.modifiers.comparators import comparator
from rusus.quantities.modifiers.trends import trend
from rusus.quantities.scores import is_score
from rusus.quantities.word_lists import listed, nouns
from rusus.rules import decide, once

LONGEST_DETOUR = 8
"""Lexemes between the two ends of a change: from 10.2 percent in the year before to 8.1.

4 changes 4 of 65,473 sentences (58 percent in the last poll to 55 percent is lost), 16 changes none.
"""

VOTE_WINDOW, VERB_WINDOW = 8, 9
"""Lexemes before a number in which a word of votes or of change tells what the number is.

Half and twice as many change 0 and 2, 6 and 3 of 65,473 sentences; half loses changes (increases the child
credit from $500 to $1,000), twice makes changes of ranges.
"""

FARTHEST_ALTERNATIVE = 5
"""Three or four, 15 or 20; "two or 300 people" are no range.

2 loses seven ranges in 65,473 sentences; 20 would find five more (50 or 60).
"""


PARTS_OF_TIME = {
    ("second", "minute"): 60, ("minute", "hour"): 60, ("hour", "day"): 24, ("day", "week"): 7, ("month", "year"): 12,
}  # fmt: skip
"""How many of the first unit make one of the second: six months to one year."""


class Pair(NamedTuple):
    """Two amounts read as one, a range or a change, and the rule that joined them."""

    left: Amount
    right: Amount
    change: bool
    rule: str = ""


@dataclass(frozen=True)
class Gap:
    """Two amounts, one after the other, what stands before and between them, and the amount after them."""

    lexemes: Lexemes
    left: Amount
    right: Amount
    third: Amount | None = None

    @once
    def words(self) -> list[str]:
        """The words between the amounts, in lower case."""
        return self.lexemes.lowers[self.left.end : self.right.first]

    @once
    def phrase(self) -> str:
        """The words between the amounts, as the resources have them."""
        return " ".join(self.words)

    @property
    def before(self) -> str:
        """The word before the first amount."""
        return self.lexemes.before(self.left.first)

    @property
    def opens_a_range(self) -> bool:
        """True after "from" or "between"."""
        return self.before in ("from", "between")

    @once
    def is_linked(self) -> bool:
        """True if nothing but a link stands between the amounts: 7-9, from 10 to 12, from 40 to just 12."""
        if self._links(self.phrase):
            return True
        if not self.opens_a_range:
            return False
        _, start = comparator(self.lexemes, self.right.first, self.right.end)
        return self._links(" ".join(self.lexemes.lowers[self.left.end : start]))

    def _links(self, phrase: str) -> bool:
        return phrase in listed("range links") or self.before == "between" and phrase in listed("links after between")


@dataclass(frozen=True, slots=True)
class Joined:
    """What a rule makes of a gap: one item of so many amounts, or nothing."""

    item: Amount | Pair | None
    taken: int


APART = Joined(None, 1)


def merged(lexemes: Lexemes, amounts: list[Amount]) -> list[Amount | Pair]:
    """Joins the amounts that make a range, a change, a ratio or a score."""
    found: list[Amount | Pair] = []
    position = 0
    while position < len(amounts):
        left, following = amounts[position], amounts[position + 1 : position + 3]
        joined = _join(lexemes, left, *following) if following and left.is_quantity else APART
        found.append(joined.item or (carried(lexemes, left, following[0]) if following else left))
        position += joined.taken
    return _units_of_a_list(lexemes, found)


def _units_of_a_list(lexemes: Lexemes, found: list[Amount | Pair]) -> list[Amount | Pair]:
    """Carries a unit on to the beginning of a list: 14, 15 and 16 percent."""
    for at in range(len(found) - 2, -1, -1):
        left, right = found[at], found[at + 1]
        if isinstance(left, Pair) or isinstance(right, Pair) or right.rule != "unit_of_the_next_number":
            continue
        if lexemes.lowers[left.end : right.first] == [","]:
            found[at] = with_unit_of(left, right)
    return found


def _join(lexemes: Lexemes, left: Amount, right: Amount, third: Amount | None = None) -> Joined:
    decided = decide(JOIN_RULES, Gap(lexemes, left, right, third))
    item = decided[0].item if decided else None
    return Joined(item._replace(rule=decided[1]), decided[0].taken) if decided and item else APART


def across_a_date(g: Gap) -> Joined | None:
    """From $75 in 2017 to $45: a date may stand between the two ends of a change."""
    if g.right.kind not in ("date", "time"):
        return None
    if g.before != "from" or g.third is None or not g.third.is_quantity or g.third.kind != g.left.kind:
        return APART
    is_near = g.third.first - g.right.end <= LONGEST_DETOUR + 2 and g.lexemes.before(g.third.first) == "to"
    pair = _pair(Gap(g.lexemes, g.left, g.third)) if is_near else None
    return Joined(pair, 3) if pair else APART


def score(g: Gap) -> Joined | None:
    """Won 2-1, 0 – 0."""
    is_tied = len(g.words) == 1 and g.words[0] in DASHES
    if not is_tied or g.left.kind not in UNITLESS or g.right.kind not in UNITLESS | {"code"}:
        return None
    return _score(g) if is_score(g.lexemes, g.left.numeral, g.right.numeral) else None


def beside_no_quantity(g: Gap) -> Joined | None:
    """40 soldiers in Section 7."""
    return None if g.right.is_quantity else APART


def odds(g: Gap) -> Joined | None:
    """A 3-to-1 margin, outnumbered four to one: a ratio; but won 2 to 1."""
    if g.left.kind not in UNITLESS | {"score"} or g.right.low != 1 or g.left.low <= 1 or g.opens_a_range:
        return None
    near = g.lexemes.lowers[max(0, g.left.first - VOTE_WINDOW) : g.left.first]
    is_said = g.phrase == "to" and not listed("odds").isdisjoint(near)
    if g.right.numeral.scale != 1 or g.phrase != "- to -" and not is_said:
        return None
    numeral = g.left.numeral._replace(last=g.right.numeral.last)
    stop = g.lexemes.ends[numeral.last - 1]
    found = g.left._replace(kind="ratio", unit="", noun=None, numeral=numeral, end=numeral.last, stop=stop)
    return Joined(found, 2)


def votes(g: Gap) -> Joined | None:
    """A vote of 228 to 191, a 6-2 ruling: each is a number of votes."""
    return APART if g.left.rule == "first_of_the_votes" else None


def tally(g: Gap) -> Joined | None:
    """Beat them by 52 to 48."""
    if g.phrase != "to" or g.opens_a_range or g.left.kind != "number" or g.right.kind != "number":
        return None
    near = g.lexemes.lowers[max(0, g.left.first - VOTE_WINDOW) : g.left.first]
    return _score(g) if g.left.low > g.right.low and not listed("score").isdisjoint(near) else None


def _score(g: Gap) -> Joined:
    return Joined(g.left._replace(kind="score", unit="", stop=g.right.stop, end=g.right.end, noun=None), 2)


def place_among_so_many(g: Gap) -> Joined | None:
    """Ranked 112 out of 180, finished 14 of 20: a place, and no part of a whole."""
    ranks = g.before in nouns("verbs of ranking") and g.phrase in ("out of", "of", "among")
    if not ranks or g.left.kind not in UNITLESS or g.right.kind not in UNITLESS:
        return None
    return Joined(g.left._replace(kind="rank", unit="", noun=None, end=g.left.numeral.last), 2)


def ratio(g: Gap) -> Joined | None:
    """One in five households, nine out of ten, 6 of 10."""
    left, right, link = g.left, g.right, g.phrase
    names_whole = left.noun is not None and g.lexemes.lowers[left.numeral.last : right.first] == ["of"]
    if names_whole and left.numeral.form == right.numeral.form:
        left, link = left._replace(noun=None, end=left.numeral.last), "of"  # 6 of 10 houses
    if link not in listed("ratio links") or left.kind not in UNITLESS | {"multiple"} or right.kind not in UNITLESS:
        return None
    is_counted = left.end <= right.first if left.noun else left.end == left.numeral.last
    if not is_counted or right.hyphenated or not _is_part(link, left, right):
        return None
    noun = right.noun
    part = left._replace(
        kind="ratio",
        low=left.low / right.low,
        precision=1 / right.low,
        unit=noun.head if noun else "",
        noun=noun,
        end=right.end,
        stop=right.stop,
        numeral=left.numeral._replace(last=right.numeral.last),
    )
    return Joined(part, 2)


def _is_part(link: str, left: Amount, right: Amount) -> bool:
    """One in five, 2 in 100, 3 over 4; not: two in 12 (one of twelve), 5 over 10 years, 12 in 5."""
    if link == "over":
        return 0 < abs(left.low) < right.low and right.noun is None
    if link == "in" and (right.low < 3 or left.low > 1 and right.low > 10 and right.low % 10):
        return False
    return 0 < left.low < right.low


def bounds(g: Gap) -> Joined | None:
    """At most 100 and at least 20 apples: two bounds make a range."""
    left, right = g.left, g.right
    if g.words[:1] != ["and"] or left.kind != "number" and left.unit != right.unit:
        return None
    above, _ = comparator(g.lexemes, left.first, left.numeral.last)
    below, start = comparator(g.lexemes, right.first, right.end)
    if {above, below} != {"<", ">"} or start != left.end + 1:
        return None
    low, high = sorted((left.low, right.low))
    first = left._replace(kind=right.kind, unit=right.unit, noun=right.noun, low=low)
    return Joined(Pair(first, right._replace(low=high), change=False), 2)


def range_that_ends_in_a_range(g: Gap) -> Joined | None:
    """From 30 to 40-45 percent: the end of the second range is that of the whole."""
    if g.third is None or not g.third.is_quantity or g.phrase != "to":
        return None
    beyond = g.lexemes.lowers[g.right.end : g.third.first]
    pair = _pair(Gap(g.lexemes, g.left, g.third)) if len(beyond) == 1 and beyond[0] in DASHES else None
    return Joined(pair, 3) if pair else None


def range_or_change(g: Gap) -> Joined | None:
    """Between $62 and $68, 7-9 lakh; fell from 12 to 8."""
    return _two(g) if g.is_linked else None


def alternatives(g: Gap) -> Joined | None:
    """Three or four years, two or three hundred people: a range; eight or nine euros are two sums."""
    if g.phrase != "or" or g.left.kind != "number" or g.left.numeral.scale != 1:
        return None
    if g.right.kind not in UNITLESS | {"duration", "measure"}:
        return None
    right = g.right.low / scale_of(g.lexemes, g.right)
    return _two(g) if g.left.low < right <= g.left.low + FARTHEST_ALTERNATIVE else None


def change_with_a_detour(g: Gap) -> Joined | None:
    """From 10.2 percent in the year before to 8.1."""
    if g.before != "from" or g.words[-1:] != ["to"] or len(g.words) > LONGEST_DETOUR or {",", "and"} & set(g.words):
        return None
    return _two(g) if g.left.kind == g.right.kind or "number" in (g.left.kind, g.right.kind) else None


JOIN_RULES = (
    across_a_date,
    odds,
    votes,
    score,
    beside_no_quantity,
    tally,
    place_among_so_many,
    ratio,
    bounds,
    range_that_ends_in_a_range,
    range_or_change,
    alternatives,
    change_with_a_detour,
)


def _two(g: Gap) -> Joined:
    pair = _pair(g)
    return Joined(pair, 2) if pair else APART


def _pair(g: Gap) -> Pair | None:
    """Makes one range or change of two amounts whose units agree, the left one taking unit and scale from the right."""
    if not _are_alike(g) or not g.opens_a_range and _moves(g):
        return None
    shared = _with_one_unit(g.left, g.right)
    if shared is None:
        return None
    left, right = scale_shared(g.lexemes, *shared, g.before), shared[1]
    if left.low > right.low and g.before != "from" and g.phrase == "to":
        return None  # 54 percent to 46 percent
    return Pair(left, right, _is_change(g, left.low > right.low))


def _are_alike(g: Gap) -> bool:
    """True unless one is an age, a score, a rank or a multiple and the other none."""
    kinds = {g.left.kind, g.right.kind}
    if kinds & {"score", "rank"} or "age" in kinds and len(kinds) > 1:
        return False
    return g.left.kind != "multiple" or g.right.kind == "multiple"


def _moves(g: Gap) -> bool:
    """Rose 8.15% to 3.65, rose 64 points to 4,577: the first is how far, the second where to."""
    if "to" not in (g.lexemes.before(g.right.first), g.lexemes.before(g.right.first, 2)):
        return False
    if g.left.kind == "number" and g.right.kind in ("percent", "percentage point", "multiple"):
        return False
    if g.lexemes.words[g.left.numeral.last] in DASHES:
        return False
    _, start = comparator(g.lexemes, g.left.first, g.left.end)
    return trend(g.lexemes, start)[0] is not None


def _with_one_unit(left: Amount, right: Amount) -> tuple[Amount, Amount] | None:
    """Returns the two amounts with the same unit, or None where they have two: 8 to 16 METERS, $5 to $7 A BARREL."""
    if right.kind == "number" and left.kind not in UNITLESS:
        right = right._replace(kind=left.kind, unit=f"{left.unit} {right.unit}".strip(), noun=left.noun)
    if left.unit == right.unit:
        return left, right
    parts = PARTS_OF_TIME.get((left.unit, right.unit))
    if parts:
        factor = Decimal(parts)
        return left, right._replace(unit=left.unit, low=right.low * factor, precision=right.precision * factor)
    if left.kind in UNITLESS and _lacks_unit(left, right):
        return (left if right.kind == "number" else left._replace(kind=right.kind, unit=right.unit)), right
    shorter, longer = sorted((left.unit, right.unit), key=len)
    is_specified = left.kind == "money" and right.unit.startswith(left.unit)
    if left.kind != right.kind or not is_specified and not is_rate_of(longer, shorter):
        return None
    return left._replace(unit=longer), right._replace(unit=longer)


def _lacks_unit(left: Amount, right: Amount) -> bool:
    """True if the first of two amounts has no unit, or one that is the second's: 8- to 16-meter, 10 to 12 people."""
    reaches_over = left.noun is not None and left.noun.last >= right.first
    return "number" in (left.kind, right.kind) or left.hyphenated or reaches_over


def _is_change(g: Gap, falls: bool) -> bool:
    """Fell from 12 to 8, went from 8 to 12; not: prices from $10 to $12, ranged from 8 to 12."""
    first = g.left.first
    if g.before != "from" or g.lexemes.before(first, 2) in listed("verbs of ranging"):
        return False
    return falls or trend(g.lexemes, first - 1)[0] is not None or _has_verb_of_change(g.lexemes, first)


def _has_verb_of_change(lexemes: Lexemes, first: int) -> bool:
    near = lexemes.lowers[max(0, first - VERB_WINDOW) : first]
    return any(not listed(section).isdisjoint(near) for section in ("up", "down", "verbs of moving"))
