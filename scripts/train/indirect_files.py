"""The two files of indirect speech, one sorted entry a line, so that two versions can be compared."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path
from typing import Any

from rusus.quotations.indirect.decoder import STEPS, Model
from scripts import log
from scripts.data.quotations import SOFT_LABELS


def as_lines(values: dict[str, Any]) -> str:
    """Returns JSON with one line an entry, so that two versions can be compared."""
    parts = []
    for name, value in values.items():
        dump = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
        if isinstance(value, dict):
            lines = ",\n".join(f"{dump(key)}:{dump(entry)}" for key, entry in value.items())
            parts.append(f"{dump(name)}:{{\n{lines}\n}}")
        elif isinstance(value, list) and len(value) > 3:
            lines = ",\n".join(map(dump, value))
            parts.append(f"{dump(name)}:[\n{lines}\n]")
        else:
            parts.append(f"{dump(name)}:{dump(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def weight_lines(model: Model) -> str:
    """Returns the weights as lines: step, row, and the names in it, each with its weight, divided by tabs."""
    lines = [
        "# Weights of indirect_model.json in hundredths: step, row, names with weights. By scripts/train/indirect.py."
    ]
    for step in STEPS:
        for row, weights in sorted(getattr(model, step).items()):
            fields = (f"{name}\t{weight}" for name, weight in sorted(weights.items()))
            lines.append("\t".join([step, row, *fields]))
    return "\n".join(lines) + "\n"


def write(path: Path, model: Model, source: Path) -> None:
    """Writes the model and, beside it, its weights; ``source`` is the file that it was trained on."""
    values = {
        "about": {
            "made_by": "scripts/train/indirect.py",
            "trained_on": "PolNeAR 1.0, training articles (no licence stated; public research release)",
            "sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
            "taught_on": "NewsDiscourse, training articles (none stated; public research release), and PolNeAR's",
            "teacher": "all-MiniLM-L6-v2 (Apache 2.0) tuned by scripts/teach/quotations.py",
            "soft_labels_sha256": hashlib.sha256(SOFT_LABELS.read_bytes()).hexdigest(),
        },
        "thresholds": list(model.thresholds),
        "particles": sorted(model.particles),
        "speech": sorted(model.speech),
        "forms": {form: [model.lemmas[form], model.rates[form]] for form in sorted(model.rates)},
        "trees": list(model.trees),
    }
    path.write_text(as_lines(values), encoding="utf-8")
    path.with_name("indirect_weights.tsv").write_text(weight_lines(model), encoding="utf-8")
    log(
        f"{path.name}: {path.stat().st_size} bytes, "
        + ", ".join(f"{sum(map(len, getattr(model, step).values()))} {step}" for step in STEPS)
    )
