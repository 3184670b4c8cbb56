"""Log-linear models over sparse 0/1 features: rows of features, yes or no, and a choice among options."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


class Rows:
    """Feature rows under one vocabulary."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.blocks: dict[str, tuple[list[int], list[int]]] = {}

    def add(self, block: str, features: Sequence[str]) -> None:
        ids, ptr = self.blocks.setdefault(block, ([], [0]))
        names = self.names
        ids.extend([names.setdefault(f, len(names)) for f in features])
        ptr.append(len(ids))

    def matrices(self, least: int) -> tuple[list[str], dict[str, csr_matrix]]:
        """Returns the kept feature names and a 0/1 matrix for each block."""
        counts = np.zeros(len(self.names), np.int64)
        arrays = {
            block: (np.asarray(ids, np.int32), np.asarray(ptr, np.int64)) for block, (ids, ptr) in self.blocks.items()
        }
        for ids, _ in arrays.values():
            counts += np.bincount(ids, minlength=len(counts))
        keep = counts >= least
        new = np.cumsum(keep) - 1
        matrices = {}
        for block, (ids, ptr) in arrays.items():
            mask = keep[ids]
            kept = np.concatenate(([0], np.cumsum(mask)))[ptr]
            matrices[block] = csr_matrix(
                (np.ones(int(mask.sum()), np.float32), new[ids[mask]].astype(np.int32), kept),
                shape=(len(ptr) - 1, int(keep.sum())),
            )
        return [name for name, k in zip(self.names, keep) if k], matrices


def fit_binary(
    x: csr_matrix, y: np.ndarray, penalty: float, start: np.ndarray | None = None, iterations: int = 60
) -> np.ndarray:
    """Logistic regression with an L2 penalty (natural logarithm, weights for 0/1 features)."""
    xt = x.T.tocsr()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = np.sum(np.logaddexp(0, z) - y * z) + 0.5 * penalty * (w @ w)
        return value, xt @ (p - y) + penalty * w

    begin = np.zeros(x.shape[1]) if start is None else start
    return minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 8}).x


def fit_choice(
    parts: list[tuple[csr_matrix, np.ndarray | None]],
    groups: np.ndarray,
    gain: np.ndarray,
    taught: np.ndarray,
    penalty: float,
    start: np.ndarray | None = None,
    iterations: int = 60,
) -> np.ndarray:
    """Conditional logit over groups of options: maximizes the log of the expected gain under the softmax.

    ``taught`` is added as a cross entropy: what share of a group each option has by the teacher, the sum being the
    teacher's weight there. Groups without gain learn from the teacher alone.
    Each part is a matrix of rows and the row of each option in it (None: one row an option).
    """
    transposed = [x.T.tocsr() for x, _ in parts]
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    sizes = np.diff(np.append(first, len(groups)))
    group = np.repeat(np.arange(len(first)), sizes)
    told = np.add.reduceat(taught, first)
    sure = np.maximum.reduceat(gain, first) > 0

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.zeros(len(groups))
        for x, rows in parts:
            s = x @ w
            z += s if rows is None else s[rows]
        z -= np.maximum.reduceat(z, first)[group]
        e = np.exp(z)
        mass = np.add.reduceat(e, first)
        g = e * gain
        good = np.where(sure, np.add.reduceat(g, first), mass)
        value = -np.sum(np.log(good / mass)) - taught @ (z - np.log(mass)[group]) + 0.5 * penalty * (w @ w)
        p = e / mass[group]
        d = (p - g / good[group]) * sure[group] + told[group] * p - taught
        grad = penalty * w
        for (x, rows), xt in zip(parts, transposed):
            grad += xt @ (d if rows is None else np.bincount(rows, d, minlength=x.shape[0]))
        return value, grad

    begin = np.zeros(parts[0][0].shape[1]) if start is None else start
    return minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 8}).x
