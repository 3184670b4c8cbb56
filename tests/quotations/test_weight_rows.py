"""Weights in rows: a row is read when it is first asked for, and what is not known weighs nothing."""

from __future__ import annotations

from rusus.quotations.indirect.weight_rows import WeightRows, full_names, in_rows, total, weight_of

FEATURES = (("wsaid", ["q", "Nthat"]), ("tVBD", ["Nthat", "m00"]), ("wpurred", ["q"]))
LINES = {"wsaid": "Nthat\t120\tq\t-30", "tVBD": "m00\t-7", "lsay": "s1\t5"}


def test_the_weights_of_known_features_are_added_up() -> None:
    assert total(WeightRows(LINES), FEATURES) == 120 - 30 - 7
    assert total(WeightRows(LINES), ()) == total(WeightRows(), FEATURES) == 0


def test_a_row_is_read_once_it_is_asked_for_and_no_other() -> None:
    weights = WeightRows(LINES)
    assert total(weights, FEATURES) == total(weights, FEATURES)
    assert weights["wsaid"] == {"Nthat": 120, "q": -30} and weights["lsay"] == "s1\t5" and "wpurred" not in weights
    assert weights.read("wsaid") is weights["wsaid"]


def test_a_full_name_leads_to_its_weight_and_back_into_its_row() -> None:
    weights = WeightRows(LINES)
    named = {name: weight_of(weights, name) for name in full_names(FEATURES)}
    assert named == {"q\twsaid": -30, "Nthat\twsaid": 120, "Nthat\ttVBD": 0, "m00\ttVBD": -7, "q\twpurred": 0}
    rows = in_rows((name, weight) for name, weight in named.items() if weight)
    assert rows == {"wsaid": {"q": -30, "Nthat": 120}, "tVBD": {"m00": -7}}
    assert total(rows, FEATURES) == total(weights, FEATURES)
