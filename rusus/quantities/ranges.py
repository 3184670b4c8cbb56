"""Pairs: amounts that belong together as a range, a change or a ratio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rusus.quantities.amount import Amount
from rusus.quantities.counted_nouns import counted_noun
from rusus.quantities.lexer import DASHES, Lexemes
from rusus.quantities.measures.shared_units import carried
from rusus.quantities.modifiers.comparators import comparator
from rusus.quantities.modifiers.trends import trend
from rusus.quantities.number_words import Numeral
from rusus.quantities.word_lists import listed

RATIO_LINKS = frozenset({"in", "in every", "of", "of every", "out of", "out of every", "out of the", "over"})
LONGEST_DETOUR = 8
"""Lexemes between the two ends of a change: from 10.2 percent in the year before to 8.1."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two amounts read as one: a range, or a change."""

    left: Amount
    right: Amount
    change: bool


def merged(lexemes: Lexemes, amounts: list[Amount]) -> list[Amount | Pair]:
    """Joins the amounts that make a range, a change, a ratio or a score."""
    found: list[Amount | Pair] = []
    position = 0
    while position < len(amounts):
        left = amounts[position]
        right = amounts[position + 1] if position + 1 < len(amounts) else None
        joined = (
            _join(lexemes, left, right, amounts[position + 2] if position + 2 < len(amounts) else None)
            if right
            else None
        )
        if joined is None:
            found.append(carried(lexemes, left, right))
            position += 1
        else:
            item, taken = joined
            found.append(item)
            position += taken
    return found


def _join(
    lexemes: Lexemes, left: Amount, right: Amount | None, third: Amount | None
) -> tuple[Amount | Pair, int] | None:
    if right is None or not left.is_quantity:
        return None
    if right.kind in ("date", "time"):
        return _across_date(lexemes, left, third)
    if not right.is_quantity and right.kind != "code":
        return None
    gap = lexemes.lowers[left.end : right.first]
    before = lexemes.lowers[left.first - 1] if left.first else ""
    linked = _is_link(gap, before) or before in ("from", "between") and _is_link(_link(lexemes, left, right), before)
    if (
        len(gap) == 1
        and gap[0] in DASHES
        and left.kind in ("number", "count")
        and is_score(lexemes, left.numeral, right.numeral)
        and right.kind in ("number", "count", "code")
    ):
        return replace(left, kind="score", unit="", stop=right.stop, end=right.end, noun=None), 2
    if not right.is_quantity:
        return None
    if gap == ["to"] and before not in ("from", "between") and _is_tally(lexemes, left, right):
        return replace(left, kind="score", unit="", stop=right.stop, end=right.end, noun=None), 2
    ratio = _ratio(lexemes, left, right, gap) or _bounded(lexemes, left, right, gap)
    if ratio:
        return ratio, 2
    if third and linked and third.is_quantity:
        beyond = lexemes.lowers[right.end : third.first]
        if len(beyond) == 1 and beyond[0] in DASHES and len(gap) == 1 and gap[0] == "to":
            pair = _pair(lexemes, left, third, before)
            if pair:
                return pair, 3
    if not linked and not (gap == ["or"] and _alternatives(lexemes, left, right)):
        if not (
            before == "from" and gap and gap[-1] == "to" and len(gap) <= LONGEST_DETOUR and not {",", "and"} & set(gap)
        ):
            return None
        if left.kind != right.kind and right.kind != "number" and left.kind != "number":
            return None
    pair = _pair(lexemes, left, right, before)
    return (pair, 2) if pair else None


def _is_tally(lexemes: Lexemes, left: Amount, right: Amount) -> bool:
    """Says whether "to" parts the votes for and against: passed by 52 to 48."""
    if left.kind != "number" or right.kind != "number" or left.low <= right.low:
        return False
    return not listed("score").isdisjoint(lexemes.lowers[max(0, left.first - 8) : left.first])


def _across_date(lexemes: Lexemes, left: Amount, right: Amount | None) -> tuple[Pair, int] | None:
    """From $75 in 2017 to $45: a date may stand between the two ends of a change."""
    if right is None or not right.is_quantity or left.first == 0 or lexemes.lowers[left.first - 1] != "from":
        return None
    if (
        lexemes.lowers[right.first - 1] != "to"
        or right.first - left.end > LONGEST_DETOUR + 2
        or left.kind != right.kind
    ):
        return None
    pair = _pair(lexemes, left, right, "from")
    return (pair, 3) if pair else None


def _alternatives(lexemes: Lexemes, left: Amount, right: Amount) -> bool:
    """Three or four years, two or three hundred people: a range; eight or nine euros are two sums."""
    if left.kind != "number" or right.kind not in ("duration", "count", "measure", "number"):
        return False
    return left.numeral.scale == 1 and left.low < right.low / _scale(lexemes, right) <= left.low + 5


def _link(lexemes: Lexemes, left: Amount, right: Amount) -> list[str]:
    """Returns what stands between two amounts but for the second one's comparator: from 40 TO just 12."""
    return lexemes.lowers[left.end : comparator(lexemes, right.first, right.end)[1]]


def _is_link(gap: Sequence[str], before: str) -> bool:
    if len(gap) == 1:
        return gap[0] in ("to", "-", "–", "—", "through") or gap[0] == "and" and before == "between"
    if gap in (["-", "to", "-"], ["-", "to"], ["to", "-"]):
        return True
    if len(gap) == 2:
        return (
            gap[1] == "to"
            and gap[0] in ("-", "up", "down")
            or gap[0] in ("to", "and")
            and gap[1] in ("about", "around", "-", "as", "nearly", "over", "a", "an")
            and (gap[0] == "to" or before == "between")
        )
    return False


def _pair(lexemes: Lexemes, left: Amount, right: Amount, before: str) -> Pair | None:
    """Makes one range or change of two amounts whose units agree, the left one taking unit and scale from the right."""
    if (
        left.kind in ("score", "rank")
        or right.kind in ("score", "rank")
        or (left.kind == "age") != (right.kind == "age")
    ):
        return None
    if before != "from" and before != "between" and _moves(lexemes, left, right):
        return None
    if left.kind == "multiple" and right.kind != "multiple":
        return None
    if right.kind == "number" and left.kind not in ("number", "count"):
        right = replace(right, kind=left.kind, unit=left.unit, noun=left.noun)
    bare = left.kind in ("number", "count") and left.unit != right.unit
    if bare and (
        left.kind == "number"
        or left.hyphenated
        or left.noun
        and left.noun.last >= right.first
        or right.kind == "number"
    ):
        left = replace(left, kind=right.kind, unit=right.unit) if right.kind != "number" else left
    elif left.unit != right.unit:
        if not (left.kind == right.kind and left.kind == "money" and right.unit.startswith(left.unit)):
            shorter, longer = sorted((left.unit, right.unit), key=len)
            if not longer.startswith(shorter + " per ") or left.kind != right.kind:
                return None
        longest = max(left.unit, right.unit, key=len)
        left, right = replace(left, unit=longest), replace(right, unit=longest)
    left = _scaled_back(lexemes, left, right)
    if left.low > right.low and before != "from" and lexemes.lowers[left.end : right.first] == ["to"]:
        return None  # 54 percent to 46 percent
    word, _ = trend(lexemes, left.first - 1) if before == "from" else (None, -1)
    ranged = before == "between" or lexemes.lowers[left.first - 2] in (
        "range",
        "ranges",
        "ranged",
        "ranging",
        "anywhere",
        "vary",
        "varies",
        "varied",
    )
    change = (
        before == "from"
        and not ranged
        and (word is not None or left.low > right.low or _has_change_verb(lexemes, left.first))
    )
    return Pair(left, right, change)


def _moves(lexemes: Lexemes, left: Amount, right: Amount) -> bool:
    """Rose 8.15% to 3.65, rose 64 points to 4,577: the first is how far, the second where to."""
    if lexemes.lowers[right.first - 1] != "to" and lexemes.lowers[right.first - 2] != "to":
        return False
    if left.kind == "number" and right.kind in ("percent", "percentage point", "multiple"):
        return False
    if lexemes.words[left.numeral.last] in DASHES:
        return False
    _, start = comparator(lexemes, left.first, left.end)
    return trend(lexemes, start)[0] is not None


def _has_change_verb(lexemes: Lexemes, first: int) -> bool:
    near = lexemes.lowers[max(0, first - 9) : first]
    return any(low in listed("up") or low in listed("down") or low in listed("verbs of moving") for low in near)


def _scale(lexemes: Lexemes, amount: Amount) -> Decimal:
    """Returns what a scale word multiplied the number by; hundred counts among them."""
    return Decimal(100) if lexemes.lowers[amount.numeral.last - 1] == "hundred" else amount.numeral.scale


def _scaled_back(lexemes: Lexemes, left: Amount, right: Amount) -> Amount:
    """$89 to $93 billion carries the billion back, $200 to $4 million does not."""
    scale = _scale(lexemes, right)
    if scale <= 1 or left.numeral.scale != 1 or left.numeral.form == "fraction":
        return left
    if left.low > right.low / scale or left.low >= 1000:
        return left
    return replace(left, low=left.low * scale, precision=left.precision * scale)


def _ratio(lexemes: Lexemes, left: Amount, right: Amount, gap: Sequence[str]) -> Amount | None:
    """One in five, nine out of ten, 6 of 10."""
    if (
        lexemes.lowers[left.numeral.last : right.first] == ["of"]
        and left.numeral.form == right.numeral.form
        and left.noun is not None
    ):
        gap, left = ["of"], replace(left, noun=None, end=left.numeral.last)
    if " ".join(gap) not in RATIO_LINKS or left.end != left.numeral.last and left.noun is None:
        return None
    if left.noun is not None and left.end > right.first or left.kind not in ("number", "count", "pronoun", "multiple"):
        return None
    below, above = right.low, left.low
    if (
        not 0 < (abs(above) if gap == ["over"] else above) < below
        or right.kind not in ("number", "count")
        or right.hyphenated
    ):
        return None
    if (
        gap == ["over"]
        and right.noun is not None
        or gap == ["in"]
        and (below < 3 or below > 10 and below % 10 and above > 1)
    ):
        return None
    noun = right.noun
    return replace(
        left,
        kind="ratio",
        low=above / below,
        precision=1 / below,
        unit=noun.head if noun else "",
        noun=noun,
        end=right.end,
        stop=right.stop,
        numeral=replace(left.numeral, last=right.numeral.last),
    )


def _bounded(lexemes: Lexemes, left: Amount, right: Amount, gap: Sequence[str]) -> Pair | None:
    """At most 100 and at least 20 apples: two bounds make a range."""
    if not gap or gap[0] != "and" or left.kind != "number" and left.unit != right.unit:
        return None
    above, _ = comparator(lexemes, left.first, left.numeral.last)
    below, begin = comparator(lexemes, right.first, right.end)
    if {above, below} != {"<", ">"} or begin != left.end + 1:
        return None
    left = replace(left, kind=right.kind, unit=right.unit, noun=right.noun)
    return Pair(replace(left, low=min(left.low, right.low)), replace(right, low=max(left.low, right.low)), False)


def is_score(lexemes: Lexemes, left: Numeral, right: Numeral) -> bool:
    """Says whether two small whole numbers joined by a dash are the score of a match: 2-1, 0 – 0."""
    if left.form != "digits" or right.form != "digits" or left.scale != 1 or right.scale != 1:
        return False
    for side in (left, right):
        if (
            side.last != side.first + 1
            or not lexemes.words[side.first].isdecimal()
            or len(lexemes.words[side.first]) > 3
        ):
            return False
    if left.value >= right.value:
        return True
    if counted_noun(lexemes, right.last):
        return lexemes.lowers[right.last] in listed("score") and lexemes.lowers[right.last] not in ("goals",)
    near = lexemes.lowers[max(0, left.first - 6) : left.first] + lexemes.lowers[right.last : right.last + 4]
    return (
        not listed("score").isdisjoint(near)
        or right.value <= 9
        and lexemes.words[left.first - 1][:1].isupper()
        and left.first > 1
    )
