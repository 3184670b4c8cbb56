"""The schemas against real output, and the keys in their order."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from conftest import ROOT, SAMPLE

from rusus.output.records import KEYS
from rusus.resources import read_json


@pytest.mark.parametrize("kind", list(KEYS))
def test_records_follow_their_schema(run, folder: Path, tmp_path: Path, kind: str) -> None:
    if kind in ("match", "groups"):
        copy = tmp_path / "copy.text"
        copy.write_text((ROOT / SAMPLE).read_text(encoding="utf-8").replace("14.9", "41.9"), encoding="utf-8")
        done = run("match", copy, "--against", SAMPLE, *(["--group"] if kind == "groups" else []))
    elif kind == "judgements":
        done = run("quotes", SAMPLE, folder, "--explain")
    elif kind == "decisions":
        done = run("statistics", SAMPLE, folder, "--explain")
    else:
        done = run(kind, SAMPLE, folder, "--all")
    records = json.loads(done.stdout)
    schema = read_json(f"schema-{kind}.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert records and [error.message for record in records for error in validator.iter_errors(record)] == []
    assert {tuple(record) for record in records} == {KEYS[kind]}
    extra = {"claims": ("reasons", "offsets_in"), "groups": ()}.get(kind, ("offsets_in",))
    assert (*KEYS[kind], *extra) == tuple(schema["properties"])
