"""Records against their description: schemas hold for real output, keys stand in their order, the docs are fresh."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from conftest import ROOT, SAMPLE

import rusus
from rusus.output.schemas import KEYS, schema
from rusus.vocabulary import RECORD_KINDS
from scripts.data import record_tables

EXTRAS = {"claims": ("reasons", "time", "offsets_in"), "search": (), "groups": ()}


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_records_follow_their_schema(run, folder: Path, tmp_path: Path, kind: str) -> None:
    if kind == "search":
        run("index", tmp_path / "store.db", SAMPLE)
        done = run("search", tmp_path / "store.db", "--speaker", "Bogdanov")
    elif kind in ("match", "groups"):
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
    validator = jsonschema.Draft202012Validator(json.loads(run("schema", kind).stdout))
    assert records and [error.message for record in records for error in validator.iter_errors(record)] == []
    assert {tuple(record) for record in records} == {KEYS[kind]}


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_schemas_are_schemas_of_all_keys(kind: str) -> None:
    made = schema(kind)
    jsonschema.Draft202012Validator.check_schema(made)
    assert made["$id"] == f"urn:rusus:schema:{kind}:1"
    assert tuple(made["required"]) == KEYS[kind]
    assert tuple(made["properties"]) == (*KEYS[kind], *EXTRAS.get(kind, ("time", "offsets_in")))
    assert all(value.get("description") for value in made["properties"].values())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("start", -1),
        ("line", 0),
        ("block", "sidebar"),
        ("tag", "lie"),
        ("tags", ["claim", "claim"]),
        ("score", 1.5),
        ("scores", {"claim": 0.5}),
        ("id", "x"),
        ("speaker", 3),
        ("quotations", [{}]),
        ("offsets_in", "the page"),
        ("other", None),
    ],
)
def test_a_schema_refuses_what_no_record_holds(key: str, value: object) -> None:
    record = dict(rusus.extract("“We are very glad to see it,” Ann Smith said on Monday.", "a").records("claims")[0])
    validator = jsonschema.Draft202012Validator(schema("claims"))
    assert validator.is_valid(record)
    assert not validator.is_valid({**record, key: value})


def test_the_tables_of_keys_are_fresh() -> None:
    """After a change in rusus/output/schemas.py: python -m scripts.data.record_tables"""
    page = record_tables.PAGE.read_text(encoding="utf-8")
    assert record_tables.filled(page) == page
