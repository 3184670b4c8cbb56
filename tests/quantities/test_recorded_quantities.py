"""What is found in the case rows and annotated articles changes only if somebody has read the difference.

`python -m scripts.evaluate.golden` writes tests/golden/recorded again.
"""

from __future__ import annotations

import pytest
from recorded import difference


@pytest.mark.parametrize("name", ["quantities", "quantities-features"])
def test_nothing_differs_from_what_is_recorded(name: str) -> None:
    assert difference(name) == []
