"""Work that dies, in a module of its own: the workers of Spark import it by its name."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import Any


def dies_once(batches: Iterable[Any], work: Callable[[Iterable[Any]], Iterator[Any]], marker: str) -> Iterator[Any]:
    """Yields what work makes, a row a batch, and kills its process after ten rows of a partition, the first time."""
    rows = (batch.slice(place, 1) for batch in work(batches) for place in range(batch.num_rows))
    for number, row in enumerate(rows):
        yield row
        if number == 10 and not os.path.exists(marker):
            open(marker, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
