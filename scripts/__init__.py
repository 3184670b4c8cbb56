"""What builds, measures and attacks rusus; nothing here is installed. Run from the root: ``python -m scripts.train.claims``.

``train`` makes resources, ``teach`` the labels that some of them learn from, ``data`` reads the labelled sets,
``evaluate`` writes figures and golden outputs, ``benchmark`` measures time and memory, ``attack`` looks for failures.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The root of the project."""
