"""Quantities: numbers with unit, range, change and period."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rusus.amounts import NOTHING, Amount, read_amounts
from rusus.exclusions import DASHES, addresses, is_score, listed
from rusus.lexemes import Lexemes, cut
from rusus.model import Quantity, Segmentation, Span
from rusus.numerals import number_words
from rusus.quantity_context import comparator, measured, period_of, periods, subject, trend

HINT = re.compile(r"[\d¼-¾⅐-⅞]")
MOST_LINKS = 8
"""Addresses looked at in one sentence."""
LONGEST_DETOUR = 8
"""Lexemes between the two ends of a change: from 10.2 percent in the year before to 8.1."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two amounts read as one: a range, or a change."""

    left: Amount
    right: Amount
    change: bool


def find_quantities(article: Segmentation) -> tuple[Quantity, ...]:
    """Returns the quantities of an article in text order; they do not overlap and cross no sentence's end.

    Ages and the scores of matches are among them, with kinds of their own and without evidence.
    """
    found: list[Quantity] = []
    openers = number_words().openers
    text, lowers = article.text, article.tokens.lowers
    links = addresses(text)
    passed = 0
    for bounds in article.sentences:
        if HINT.search(text, bounds.start, bounds.end) or _spells_number(lowers[bounds.first : bounds.last], openers):
            while passed < len(links) and links[passed][1] <= bounds.start:
                passed += 1
            found.extend(quantities_of(text, bounds.start, bounds.end, links[passed : passed + MOST_LINKS]))
    return tuple(found)


def is_aside(quantity: Quantity) -> bool:
    """Says whether a document keeps a quantity apart: the score of a match, and an age written without a unit (Jane Roe, 42)."""
    return quantity.kind == "score" or quantity.kind == "age" and not quantity.unit


def _spells_number(lowers: Sequence[str], openers: frozenset[str]) -> bool:
    if not openers.isdisjoint(lowers):
        return True
    hints = listed("other hints")
    if not hints.isdisjoint(lowers):
        return True
    return any("-" in low and not (openers.isdisjoint(parts := low.split("-")) and hints.isdisjoint(parts)) for low in lowers)


def quantities_of(text: str, start: int, end: int, links: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Returns the quantities of the sentence ``text[start:end]`` in order."""
    lexemes = cut(text, start, end)
    amounts = read_amounts(text, lexemes, links)
    if not amounts:
        return []
    merged = _merge(lexemes, _completed(lexemes, amounts))
    spans = periods(text, start, end)
    found = []
    earlier: tuple[Amount, Quantity] | None = None
    for position, item in enumerate(merged):
        head, tail = (item.left, item.right) if isinstance(item, _Pair) else (item, item)
        if head.kind in NOTHING:
            continue
        following = merged[position + 1] if position + 1 < len(merged) else None
        next_start = end if following is None else following.left.start if isinstance(following, _Pair) else following.start
        quantity = _quantity(text, lexemes, item, spans, next_start)
        if earlier:
            quantity = _inherited(lexemes, earlier, head, quantity)
        found.append(quantity)
        earlier = tail, quantity
    return found


def _inherited(lexemes: Lexemes, earlier: tuple[Amount, Quantity], head: Amount, quantity: Quantity) -> Quantity:
    """More than 100 km (60 miles), lost 190 points, or 0.6%: the same amount again keeps comparator and trend."""
    before, known = earlier
    gap = lexemes.lowers[before.end : head.first]
    if gap in (["("], ["/"], ["or"], [",", "or"]) and quantity.trend is None:
        quantity = replace(quantity, trend=known.trend)
    if lexemes.lowers[head.first - 1] == "by" and quantity.trend is None and quantity.kind == known.kind:
        quantity = replace(quantity, trend=known.trend)
    if gap in (["("], ["/"]) and quantity.comparator == "=":
        quantity = replace(quantity, comparator=known.comparator)
    return quantity


def _completed(lexemes: Lexemes, amounts: list[Amount]) -> list[Amount]:
    """Gives bare numbers the unit that an earlier amount or a stock index in the sentence lends them."""
    lent: Amount | None = None
    completed = []
    index = not listed("stock indices").isdisjoint(lexemes.lowers)
    for amount in amounts:
        if amount.kind == "number":
            before = lexemes.lowers[amount.first - 1] if amount.first else ""
            if index and before in ("to", "at", "of") and amount.low >= 100:
                amount = replace(amount, kind="index points", unit="point")
            elif lent and amount.numeral.form == "digits" and (
                before in ("with", "than", "versus", "vs") and lent.kind != "percent"
                or before == "from" and lexemes.lowers[amount.first - 2] in ("up", "down", "compared")
            ):
                amount = replace(amount, kind=lent.kind, unit=lent.unit)
            elif lent and lexemes.lowers[amount.end] == "who" and lent.kind == "count":
                amount = replace(amount, kind=lent.kind, unit=lent.unit)
        elif amount.kind == "count" and amount.unit == "point" and index:
            amount = replace(amount, kind="index points")
        if amount.kind in ("count", "measure", "index points", "percent"):
            lent = amount
        completed.append(amount)
    return completed


def _merge(lexemes: Lexemes, amounts: list[Amount]) -> list[Amount | _Pair]:
    """Joins the amounts that make a range, a change, a ratio or a score."""
    merged: list[Amount | _Pair] = []
    position = 0
    while position < len(amounts):
        left = amounts[position]
        right = amounts[position + 1] if position + 1 < len(amounts) else None
        joined = _join(lexemes, left, right, amounts[position + 2] if position + 2 < len(amounts) else None) if right else None
        if joined is None:
            merged.append(_carried(lexemes, left, right))
            position += 1
        else:
            item, taken = joined
            merged.append(item)
            position += taken
    return merged


def _join(lexemes: Lexemes, left: Amount, right: Amount | None, third: Amount | None) -> tuple[Amount | _Pair, int] | None:
    if right is None or left.kind in NOTHING:
        return None
    if right.kind in ("date", "time"):
        return _across_date(lexemes, left, third)
    if right.kind in NOTHING and right.kind != "code":
        return None
    gap = lexemes.lowers[left.end : right.first]
    before = lexemes.lowers[left.first - 1] if left.first else ""
    if len(gap) == 1 and gap[0] in DASHES and left.kind in ("number", "count") and is_score(lexemes, left.numeral, right.numeral) and right.kind in ("number", "count", "code"):
        return replace(left, kind="score", unit="", stop=right.stop, end=right.end, noun=None), 2
    if right.kind in NOTHING:
        return None
    ratio = _ratio(lexemes, left, right, gap) or _bounded(lexemes, left, right, gap)
    if ratio:
        return ratio, 2
    if third and _is_link(gap, before) and third.kind not in NOTHING:
        beyond = lexemes.lowers[right.end : third.first]
        if len(beyond) == 1 and beyond[0] in DASHES and len(gap) == 1 and gap[0] == "to":
            pair = _pair(lexemes, left, third, before)
            if pair:
                return pair, 3
    if not _is_link(gap, before) and not (gap == ["or"] and _alternatives(left, right)):
        if not (before == "from" and gap and gap[-1] == "to" and len(gap) <= LONGEST_DETOUR and not {",", "and"} & set(gap)):
            return None
        if left.kind != right.kind and right.kind != "number" and left.kind != "number":
            return None
    pair = _pair(lexemes, left, right, before)
    return (pair, 2) if pair else None


def _across_date(lexemes: Lexemes, left: Amount, right: Amount | None) -> tuple[_Pair, int] | None:
    """From $75 in 2017 to $45: a date may stand between the two ends of a change."""
    if right is None or right.kind in NOTHING or left.first == 0 or lexemes.lowers[left.first - 1] != "from":
        return None
    if lexemes.lowers[right.first - 1] != "to" or right.first - left.end > LONGEST_DETOUR + 2 or left.kind != right.kind:
        return None
    pair = _pair(lexemes, left, right, "from")
    return (pair, 3) if pair else None


def _alternatives(left: Amount, right: Amount) -> bool:
    """Three or four years is a range; eight or nine euros are two sums."""
    return left.kind == "number" and right.kind in ("duration", "count", "measure") and left.low < right.low <= left.low + 5


def _is_link(gap: Sequence[str], before: str) -> bool:
    if len(gap) == 1:
        return gap[0] in ("to", "-", "–", "—", "through") or gap[0] == "and" and before == "between"
    if gap in (["-", "to", "-"], ["-", "to"], ["to", "-"]):
        return True
    if len(gap) == 2:
        return gap[1] == "to" and gap[0] in ("-", "up", "down") or gap[0] in ("to", "and") and gap[1] in ("about", "around", "-", "as", "nearly", "over", "a", "an") and (
            gap[0] == "to" or before == "between"
        )
    return False


def _pair(lexemes: Lexemes, left: Amount, right: Amount, before: str) -> _Pair | None:
    """Makes one range or change of two amounts whose units agree, the left one taking unit and scale from the right."""
    if left.kind in ("score", "rank") or right.kind in ("score", "rank") or (left.kind == "age") != (right.kind == "age"):
        return None
    if before != "from" and before != "between" and _moves(lexemes, left, right):
        return None
    if right.kind == "number" and left.kind not in ("number", "count"):
        right = replace(right, kind=left.kind, unit=left.unit, noun=left.noun)
    bare = left.kind in ("number", "count") and left.unit != right.unit
    if bare and (left.kind == "number" or left.hyphenated or left.noun and left.noun.last >= right.first or right.kind == "number"):
        left = replace(left, kind=right.kind, unit=right.unit) if right.kind != "number" else left
    elif left.unit != right.unit:
        if not (left.kind == right.kind and left.kind == "money" and right.unit.startswith(left.unit)):
            shorter, longer = sorted((left.unit, right.unit), key=len)
            if not longer.startswith(shorter + " per ") or left.kind != right.kind:
                return None
        longest = max(left.unit, right.unit, key=len)
        left, right = replace(left, unit=longest), replace(right, unit=longest)
    left = _scaled_back(left, right)
    word, _ = trend(lexemes, left.first - 1) if before == "from" else (None, -1)
    ranged = before == "between" or lexemes.lowers[left.first - 2] in ("range", "ranges", "ranged", "ranging", "anywhere", "vary", "varies", "varied")
    change = before == "from" and not ranged and (word is not None or left.low > right.low or _has_change_verb(lexemes, left.first))
    return _Pair(left, right, change)


def _moves(lexemes: Lexemes, left: Amount, right: Amount) -> bool:
    """Rose 8.15% to 3.65, rose 64 points to 4,577: the first is how far, the second where to."""
    if lexemes.lowers[right.first - 1] != "to" and lexemes.lowers[right.first - 2] != "to":
        return False
    _, start = comparator(lexemes, left.first, left.end)
    return trend(lexemes, start)[0] is not None


def _has_change_verb(lexemes: Lexemes, first: int) -> bool:
    near = lexemes.lowers[max(0, first - 9) : first]
    return any(low in listed("up") or low in listed("down") or low in ("changed", "went", "moved", "go", "going", "moving", "swung", "shifted") for low in near)


def _scaled_back(left: Amount, right: Amount) -> Amount:
    """$89 to $93 billion carries the billion back, $200 to $4 million does not."""
    scale = right.numeral.scale
    if scale <= 100 or left.numeral.scale != 1 or left.numeral.form == "fraction":
        return left
    if left.low > right.low / scale or left.low >= 1000:
        return left
    return replace(left, low=left.low * scale, precision=left.precision * scale)


def _ratio(lexemes: Lexemes, left: Amount, right: Amount, gap: Sequence[str]) -> Amount | None:
    """One in five, nine out of ten, 6 of 10."""
    if lexemes.lowers[left.numeral.last : right.first] == ["of"] and left.numeral.form == right.numeral.form and left.noun is not None:
        gap, left = ["of"], replace(left, noun=None, end=left.numeral.last)
    if gap not in (["in"], ["out", "of"], ["of"], ["in", "every"], ["out", "of", "every"], ["of", "every"], ["over"]) or left.end != left.numeral.last and left.noun is None:
        return None
    if left.noun is not None and left.end > right.first or left.kind not in ("number", "count", "pronoun"):
        return None
    below, above = right.low, left.low
    if not 0 < above < below or right.kind not in ("number", "count") or right.hyphenated:
        return None
    if gap == ["over"] and right.noun is not None or gap == ["in"] and (below < 3 or below > 10 and below % 10 and above > 1):
        return None
    noun = right.noun
    return replace(
        left, kind="ratio", low=above / below, precision=1 / below, unit=noun.head if noun else "", noun=noun, end=right.end, stop=right.stop,
        numeral=replace(left.numeral, last=right.numeral.last),
    )


def _bounded(lexemes: Lexemes, left: Amount, right: Amount, gap: Sequence[str]) -> _Pair | None:
    """At most 100 and at least 20 apples: two bounds make a range."""
    if not gap or gap[0] != "and" or left.kind != "number" and left.unit != right.unit:
        return None
    above, _ = comparator(lexemes, left.first, left.numeral.last)
    below, begin = comparator(lexemes, right.first, right.end)
    if {above, below} != {"<", ">"} or begin != left.end + 1:
        return None
    left = replace(left, kind=right.kind, unit=right.unit, noun=right.noun)
    return _Pair(replace(left, low=min(left.low, right.low)), replace(right, low=max(left.low, right.low)), False)


def _carried(lexemes: Lexemes, left: Amount, right: Amount | None) -> Amount:
    """45 and 50 mg, 8 or $9: a bare number takes the unit of the next one that it is listed with."""
    if right is None or left.kind != "number" or right.kind not in ("money", "percent", "measure", "duration") or left.numeral.form == "fraction":
        return left
    gap = lexemes.lowers[left.end : right.first]
    if gap in (["and"], ["or"]) and left.low < 10 * max(abs(right.low), 1):
        return replace(left, kind=right.kind, unit=right.unit)
    return left


def _quantity(text: str, lexemes: Lexemes, item: Amount | _Pair, spans: list[Span], next_start: int) -> Quantity:
    left, right = (item.left, item.right) if isinstance(item, _Pair) else (item, item)
    mark, begin = comparator(lexemes, left.first, right.end)
    if right.kind == "duration" and mark == ">" and lexemes.lowers[begin] == "over" and lexemes.lowers[begin - 1] not in listed("before long over"):
        mark = "="
    direction, verb = trend(lexemes, begin)
    whole = right if right.noun else left
    of = measured(text, lexemes, whole) or (subject(text, lexemes, verb) if verb > 0 else None)
    values: dict[str, float | None] = {"value": float(left.low)}
    kind = right.kind
    if isinstance(item, _Pair):
        names = ("before", "after") if item.change else ("low", "high")
        values = {names[0]: float(left.low), names[1]: float(right.high or right.low)}
        if item.change:
            direction = "up" if right.low > left.low else "down"
        elif right.low < left.low:
            values = {"low": float(right.low), "high": float(left.low)}
    elif left.high is not None:
        values = {"low": float(left.low), "high": float(left.high)}
    found = Quantity(
        left.start, right.stop, text[left.start : right.stop], kind, unit=right.unit,
        precision=float(max(left.precision, right.precision)), comparator=mark, trend=direction, of=of,
        period=period_of(spans, left.start, right.stop, next_start), **values,
    )
    return found if is_evidence(lexemes, left, found) else replace(found, evidence=False)


def is_evidence(lexemes: Lexemes, amount: Amount, found: Quantity) -> bool:
    """Says whether a quantity is a statistic (docs/statistics.md has the rule with examples)."""
    if found.kind in ("age", "score"):
        return False
    if amount.high is not None:
        return found.kind == "money" or found.kind == "percent"
    if found.kind in ("count", "number") and found.before is None:
        return _counts(lexemes, amount, found)
    if found.kind == "duration":
        return _lasts(lexemes, amount, found)
    return True


def _counts(lexemes: Lexemes, amount: Amount, found: Quantity) -> bool:
    if amount.low == 1:
        return False
    before = lexemes.lowers[amount.first - 1] if amount.first else ""
    if max(amount.low, found.high or 0) < 10 and found.comparator in "=~":
        if found.unit in listed("match counts") or amount.low == 2 and found.unit not in listed("persons"):
            return False
        if before in listed("definite") or found.unit in listed("indefinite") or lexemes.lowers[amount.end] == "of" and amount.noun is None:
            return False
        return found.kind == "count"
    return True


def _lasts(lexemes: Lexemes, amount: Amount, found: Quantity) -> bool:
    after = lexemes.lowers[amount.end]
    if after in ("ago", "later", "earlier", "before", "after", "prior", "from", "hence", "away", "since"):
        return False
    before = lexemes.lowers[amount.first - 1] if amount.first else ""
    return before not in ("last", "past", "next", "first", "previous", "coming", "final", "recent", "in", "these", "those", "the")
