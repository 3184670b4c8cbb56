"""Features of sentences: what their form shows, and the word pairs that count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusus.claims.features import all_pairs, find_features, lexicon_pairs
from rusus.claims.forms import form_signs, forms_of
from rusus.claims.scoring import known_pairs, load_model
from rusus.pipeline import segment

WORDS = st.sampled_from(["^", "$", "the", "of", "minister", "going", "to", "#", "#year", ",", "more", "than", "qwzx"])


@given(st.lists(WORDS | st.text("ab!-", min_size=1), max_size=12))
def test_known_pairs_are_those_of_the_weights_and_of_the_lexicon(words: list[str]) -> None:
    known = {*load_model().words, *lexicon_pairs()}
    assert known_pairs(words) == all_pairs(words) & known


def test_some_pairs_are_known_and_some_are_not() -> None:
    words = ["going", "to", "qwzx"]
    assert all_pairs(words) == {"^ going", "going to", "to qwzx", "qwzx $"}
    assert "going to" in known_pairs(words)
    assert "to qwzx" not in known_pairs(words)


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        (["What", "?", "''"], {"length:3", "question", "opens:what", "names:none"}),
        (["“", "Who", "?", "”", "she", "said"], {"length:6", "opening mark", "opens:who", "names:one"}),
        (["Go", "!", "Now", ":"], {"length:6", "exclamation", "colon", "opens:go", "names:one"}),
        (["(", "“"], {"length:3", "opening mark", "opens:", "names:none"}),
        (["He", "wanted", "it", "!", "a", "b", "c"], {"length:10", "opens:he", "names:none", "-ed"}),
        (["A", "Red", ",", "B", ",", "12", "2nd"], {"length:10", "opens:a", "names:one", "commas:few", "numbers:more"}),
        (["In", "United", ",", "X2", ",", "Y3", ",", "Z4", ",", "3"],
         {"length:10", "opens:in", "names:few", "commas:many", "numbers:one", "-ed"}),
        (["I", *["Ann"] * 5], {"length:6", "opens:i", "names:many"}),
        ([], set()),
    ],
)  # fmt: skip
def test_signs_of_form(words: list[str], signs: set[str]) -> None:
    assert set(form_signs(forms_of(words), [word.lower() for word in words])) == signs


def test_a_class_with_two_words_has_a_sign_of_its_own() -> None:
    one, two = find_features(segment("It may rain. It may perhaps rain."), (), ())
    assert "hedge" in one.signs
    assert "hedge:more" not in one.signs
    assert {"hedge", "hedge:more"} <= {*two.signs}
