"""The calibration plot of the model card: drawn from the figures of the packaged weights."""

from __future__ import annotations

from scripts.evaluate.calibration_plot import PLOT, draw, plot, read_points


def test_the_plot_of_the_model_card_is_that_of_the_weights() -> None:
    assert PLOT.read_text(encoding="utf-8") == plot()


def test_points_are_read_from_the_line_of_a_figure() -> None:
    lines = ["NDCG@5 78.7 +- 0.6", "calibration: 0.04 0.03, 0.96 0.94"]
    assert read_points(lines) == [(0.04, 0.03), (0.96, 0.94)]


def test_a_score_that_promises_too_much_lies_below_the_diagonal() -> None:
    circle = next(line for line in draw({"dev": [(0.8, 0.4)]}).splitlines() if "<circle" in line)
    across, up = (float(circle.split(f'{axis}="')[1].split('"')[0]) for axis in ("cx", "cy"))
    assert (across, up) == (300.0, 236.0)
    assert up > 44 + 320 * (1 - 0.8)
