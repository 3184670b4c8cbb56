"""The student of the scores: what two halves say together, and what hidden units learn that a sum cannot."""

from __future__ import annotations

from typing import Any

import pytest

from rusus.claims.packed_weights import HEADS, UNITS

np = pytest.importorskip("numpy")
sparse = pytest.importorskip("scipy.sparse")

from scripts.train.claim_student import Student, blend, linear_student, train_student  # noqa: E402

FEATURES = 4


def drawn_student(draw: Any) -> Any:
    shapes = (FEATURES, len(HEADS) + UNITS), (len(HEADS) + UNITS,), (UNITS, len(HEADS))
    return Student(*(draw.normal(size=shape) for shape in shapes))


def test_a_blend_says_the_weighted_sum_of_its_halves() -> None:
    draw = np.random.RandomState(0)
    hidden = drawn_student(draw)
    linear = linear_student(draw.normal(size=(FEATURES, len(HEADS))), draw.normal(size=len(HEADS)))
    slopes, intercepts = draw.normal(size=(len(HEADS), 2)), draw.normal(size=len(HEADS))
    vectors = draw.normal(size=(50, FEATURES))
    expected = hidden.log_odds(vectors) * slopes[:, 0] + linear.log_odds(vectors) * slopes[:, 1] + intercepts
    assert blend((hidden, linear), slopes, intercepts).log_odds(vectors) == pytest.approx(expected)


def test_units_learn_either_or_and_the_same_again() -> None:
    """One of two words speaks for a claim, both together against it: no sum of weights can say so."""
    draw = np.random.RandomState(1)
    words = draw.randint(0, 2, size=(4_000, 2))
    vectors = sparse.csr_matrix(np.hstack([words, 1 - words]).astype(float))
    labels = np.full((len(words), len(HEADS)), np.nan)
    labels[:, 0] = words[:, 0] != words[:, 1]
    taught = np.where(np.isnan(labels), np.nan, 4 * labels - 2)
    students = [train_student(vectors, taught, labels) for _ in range(2)]
    said = [student.log_odds(vectors) for student in students]
    assert np.mean((said[0][:, 0] > 0) == labels[:, 0]) > 0.95
    assert np.array_equal(said[0], said[1])
