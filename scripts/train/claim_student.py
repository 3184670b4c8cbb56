"""The student: a linear model with a few hidden units over the same features, taught by soft labels and by labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rusus.claims.packed_weights import HEADS, UNITS

EPOCHS, BATCH, RATE, DECAY = 8, 256, 0.02, 0.3
DROPPED = 0.25
"""The share of a sentence's features that are left out in training, drawn anew each time."""

FIRST, SECOND, SMALL = 0.9, 0.999, 1e-8
"""How slowly Adam forgets the mean of gradients and of their squares (Kingma and Ba 2015)."""


@dataclass(frozen=True)
class Student:
    """``weights`` has a row for each feature, a column for each head and each hidden unit, ``levels`` their sums with
    no feature; a unit above zero adds its row of ``out`` to the heads, as many times as it is large."""

    weights: Any
    levels: Any
    out: Any

    def log_odds(self, vectors: Any) -> Any:
        """Returns the log-odds of each head (columns) for each sentence (rows)."""
        sums = vectors @ self.weights + self.levels
        return sums[:, : len(HEADS)] + np.maximum(sums[:, len(HEADS) :], 0) @ self.out


def linear_student(weights: Any, levels: Any) -> Student:
    """Returns a student whose units never do anything."""
    empty = np.zeros((len(weights), UNITS))
    return Student(np.hstack([weights, empty]), np.hstack([levels, empty[0]]), np.zeros((UNITS, len(HEADS))))


def blend(students: tuple[Student, Student], slopes: Any, intercepts: Any) -> Student:
    """Returns a student that says the sum of two students' log-odds, each times its slope (heads in rows), and an
    intercept for each head; only the first student has units."""
    hidden, linear = students
    first = np.concatenate([slopes[:, 0], np.ones(UNITS)])
    second = np.concatenate([slopes[:, 1], np.zeros(UNITS)])
    return Student(
        hidden.weights * first + linear.weights * second,
        hidden.levels * first + linear.levels * second + np.concatenate([intercepts, np.zeros(UNITS)]),
        hidden.out * slopes[:, 0],
    )


def train_student(vectors: Any, taught: Any, labels: Any) -> Student:
    """Trains a student on the teacher's log-odds and on labels, each with a column a head, not a number where unknown.

    The loss of a sentence is half the square of what is missed of the teacher's log-odds, and the cross-entropy of its
    labels. The same input gives the same student.
    """
    draw = np.random.RandomState(0)
    vectors = vectors.astype(np.float32).tocsr()
    heads = len(HEADS)
    weights = np.zeros((vectors.shape[1], heads + UNITS), np.float32)
    weights[:, heads:] = draw.normal(0, 0.3, (vectors.shape[1], UNITS))
    out = draw.normal(0, 0.3, (UNITS, heads)).astype(np.float32)
    student = Student(weights, np.zeros(heads + UNITS, np.float32), out)
    descent = Adam([student.weights, student.levels, student.out])
    steps = EPOCHS * (len(taught) // BATCH)
    for step, rows in enumerate(_batches(len(taught), draw)):
        rate = RATE * (1 - step / steps)
        descent.step(_gradients(student, vectors[rows], taught[rows], labels[rows], draw), rate)
        weights *= 1 - DECAY * rate
    return student


def _batches(count: int, draw: Any) -> Any:
    """Yields the rows of each batch: every row once an epoch, in random order."""
    for _ in range(EPOCHS):
        order = draw.permutation(count)
        for first in range(0, count - BATCH + 1, BATCH):
            yield order[first : first + BATCH]


def _gradients(student: Student, vectors: Any, taught: Any, labels: Any, draw: Any) -> list[Any]:
    """Returns the gradients of the mean loss for weights, levels and out."""
    heads = len(HEADS)
    vectors.data *= (draw.random_sample(len(vectors.data)) > DROPPED) / np.float32(1 - DROPPED)
    sums = vectors @ student.weights + student.levels
    units = np.maximum(sums[:, heads:], 0)
    said = sums[:, :heads] + units @ student.out
    missed = np.nan_to_num(said - taught) + np.nan_to_num(1 / (1 + np.exp(-said)) - labels)
    missed = (missed / len(taught)).astype(np.float32)
    through = np.hstack([missed, missed @ student.out.T * (units > 0)])
    return [vectors.T @ through, through.sum(axis=0), units.T @ missed]


class Adam:
    """Steps against gradients, each value at its own pace (Kingma and Ba 2015); changes the arrays in place."""

    def __init__(self, values: list[Any]) -> None:
        """Begins with no memory of gradients."""
        self.values = values
        self.means = [np.zeros_like(value) for value in values]
        self.squares = [np.zeros_like(value) for value in values]
        self.steps = 0

    def step(self, gradients: list[Any], rate: float) -> None:
        """Takes one step."""
        self.steps += 1
        pace = np.float32(rate * np.sqrt(1 - SECOND**self.steps) / (1 - FIRST**self.steps))
        for value, gradient, mean, square in zip(self.values, gradients, self.means, self.squares):
            mean *= FIRST
            mean += (1 - FIRST) * gradient
            square *= SECOND
            square += (1 - SECOND) * gradient**2
            value -= pace * mean / (np.sqrt(square) + SMALL)
