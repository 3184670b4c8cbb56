"""Draws the calibration of what to check first: docs/models/check-first-calibration.svg.

The figures are those that scripts/train/check_first.py wrote into the resource: for each tenth of the scores the mean
score and the share of sentences that a reader graded 2 or 3, cross-validated and on the dev articles.

Usage: python -m scripts.evaluate.calibration_plot
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rusus.claims.check_first import WEIGHTS
from rusus.resources import read_json
from scripts import ROOT, command_line

PLOT = ROOT / "docs" / "models" / "check-first-calibration.svg"
SETS = {"cross-validated": "#1f6feb", "dev": "#b35900"}
"""The figures that are drawn, with the colour of each."""

SIDE, EDGE = 320, 44
"""Length of an axis, and room for its labels, in pixels."""

Points = Sequence[tuple[float, float]]


def read_points(lines: Sequence[str]) -> Points:
    """Returns mean score and share of each tenth, from the lines of a figure ("…calibration: 0.04 0.03, 0.15 0.14")."""
    listed = next(line for line in lines if line.startswith("calibration: ")).removeprefix("calibration: ")
    return [(float(score), float(share)) for score, share in (pair.split() for pair in listed.split(", "))]


def draw(sets: Mapping[str, Points]) -> str:
    """Returns the plot: a line for each set, and the diagonal on which a calibrated score lies."""
    size = SIDE + 2 * EDGE
    parts = [*_axes(), *(part for at, name in enumerate(sets) for part in _set(at, name, sets[name]))]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">'
    )
    return "\n".join([head, f'<rect width="{size}" height="{size}" fill="#fff"/>', *parts, "</svg>"]) + "\n"


def _axes() -> Iterator[str]:
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="4 4"/>'
    yield f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" stroke="#333" fill="none"/>'
    for tenth in range(0, 11, 2):
        value = tenth / 10
        yield f'<text x="{_x(value)}" y="{_y(0) + 16}" text-anchor="middle">{value}</text>'
        yield f'<text x="{_x(0) - 6}" y="{_y(value) + 4}" text-anchor="end">{value}</text>'
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 34}" text-anchor="middle">mean check_first of a tenth</text>'
    place = f"{_x(0) - 32} {_y(0.5)}"
    yield f'<text transform="translate({place}) rotate(-90)" text-anchor="middle">share of grade 2 or 3</text>'


def _set(at: int, name: str, points: Points) -> Iterator[str]:
    colour = SETS[name]
    line = "L".join(f"{_x(score)} {_y(share)}" for score, share in points)
    yield f'<path d="M{line}" stroke="{colour}" fill="none"/>'
    yield from (f'<circle cx="{_x(score)}" cy="{_y(share)}" r="3.5" fill="{colour}"/>' for score, share in points)
    yield f'<text x="{_x(0.05)}" y="{_y(0.97) + 18 * at}" fill="{colour}">{name}</text>'


def _x(value: float) -> float:
    return round(EDGE + SIDE * value, 1)


def _y(value: float) -> float:
    return round(EDGE + SIDE * (1 - value), 1)


def plot() -> str:
    """Returns the plot of the packaged weights."""
    figures: Mapping[str, Sequence[str]] = read_json(WEIGHTS)["about"]["figures"]
    return draw({name: read_points(figures[name]) for name in SETS})


def main() -> None:
    """Writes the plot."""
    command_line(__doc__).parse_args()
    PLOT.write_text(plot(), encoding="utf-8")


if __name__ == "__main__":
    main()
