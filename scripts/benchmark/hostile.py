"""Measures how the cost of hostile texts grows: each kind at one size and at four times that size.

Usage: python -m scripts.benchmark.hostile [CHARACTERS]

CHARACTERS is the larger size (default 1,000,000). A ratio of 4 is linear. The last line is prose without a line break,
ten times as long.
"""

from __future__ import annotations

import time

import rusus
from scripts import ROOT, command_line

UNITS = {
    "quotation marks": '"',
    "curly marks": "“a” ",
    "digits": "7",
    "numbers": "12,000 ",
    "brackets": "(",
    "capitals": "A",
    "names": "Ann Smith ",
    "said": "said ",
    "number words": "two hundred ",
    "full stops": ". ",
    "lines of a letter": "a\n",
    "amounts": "$5 ",
}


def cpu_seconds(unit: str, size: int) -> float:
    """Returns the CPU time that a text of ``size`` characters takes, made of ``unit`` again and again."""
    text = (unit * (size // len(unit) + 1))[:size]
    began = time.process_time()
    rusus.extract(text)
    return time.process_time() - began


def main() -> None:
    parser = command_line(__doc__)
    parser.add_argument("characters", nargs="?", type=int, default=1_000_000, help="the larger size")
    size = parser.parse_args().characters
    prose = " ".join((ROOT / "data" / "articles" / "russia-us-ties.txt").read_text(encoding="utf-8").split()) + " "
    cpu_seconds(prose, 10_000)
    for name, unit in UNITS.items():
        small, large = cpu_seconds(unit, size // 4), cpu_seconds(unit, size)
        print(
            f"{name:18} {size // 4:,}: {small:6.2f} s   {size:,}: {large:6.2f} s   ratio {large / small:4.2f}",
            flush=True,
        )
    print(f"one line of prose, {10 * size:,}: {cpu_seconds(prose, 10 * size):.1f} s")


if __name__ == "__main__":
    main()
