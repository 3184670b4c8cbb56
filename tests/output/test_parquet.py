"""Parquet: typed columns of the same records, with the extra; a sentence that names it, without."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SAMPLE

import rusus
from rusus.cli import commands
from rusus.output.schemas import RECORDS, schema
from rusus.vocabulary import RECORD_KINDS

LISTED = ("claims", "quotes", "statistics")


def plain(value: Any) -> Any:
    """A value as JSON has it: whole numbers without a point."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(plain, value))
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def read(source: Any, kind: str) -> list[dict[str, Any]]:
    """The records of a Parquet file, without the keys that few records have where these are null."""
    import pyarrow.parquet as pq

    extras = RECORDS[kind][1]
    rows = pq.read_table(source).to_pylist()
    return [{key: plain(each) for key, each in row.items() if each is not None or key not in extras} for row in rows]


@pytest.mark.parametrize("kind", LISTED)
@pytest.mark.parametrize("jobs", [1, 2])
def test_records_are_those_of_json(run, folder: Path, kind: str, jobs: int) -> None:
    pytest.importorskip("pyarrow")
    target = folder / "out.parquet"
    done = run(kind, folder, ROOT / SAMPLE, "--all", "-o", target, "-q", "-j", jobs)
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", b"")
    printed = json.loads(run(kind, folder, ROOT / SAMPLE, "--all", "-q").stdout)
    assert read(target, kind) == plain(printed) != []


def test_piped_and_explained(run) -> None:
    pytest.importorskip("pyarrow")
    done = run("claims", SAMPLE, "--explain", "--format", "parquet")
    assert read(io.BytesIO(done.stdout), "claims") == plain(json.loads(run("claims", SAMPLE, "--explain").stdout))


@pytest.mark.parametrize("kind", ["match", "groups"])
def test_matches(run, tmp_path: Path, kind: str) -> None:
    pytest.importorskip("pyarrow")
    for name, number in (("a", 12), ("b", 14), ("c", 12)):
        (tmp_path / f"{name}.txt").write_text(f"The blast at the Tarnow mine killed {number} miners on Monday.\n")
    options = [tmp_path, "--against", tmp_path, *(["--group"] if kind == "groups" else [])]
    run("match", *options, "-o", tmp_path / "m.parquet")
    found = read(tmp_path / "m.parquet", kind)
    wanted = json.loads(run("match", *options).stdout)
    if kind == "groups":  # a struct has all its fields
        for row in found:
            row["verdicts"] = {name: count for name, count in row["verdicts"].items() if count is not None}
    assert found == plain(wanted) != []


def test_a_search(run, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    run("index", tmp_path / "a.db", SAMPLE)
    done = run("search", tmp_path / "a.db", "Russia", "--format", "parquet")
    assert read(io.BytesIO(done.stdout), "search") == plain(
        json.loads(run("search", tmp_path / "a.db", "Russia").stdout)
    )


def test_an_output_folder(run, folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    assert run("claims", "b.txt", "--out-dir", "out", "--format", "parquet", cwd=folder).returncode == 0
    assert read(folder / "out" / "b.txt.parquet", "claims") == plain(
        json.loads(run("claims", "b.txt", cwd=folder).stdout)
    )


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_key_of_the_schema_is_a_typed_column(kind: str) -> None:
    pa = pytest.importorskip("pyarrow")
    from rusus.output.arrow import arrow_schema

    columns = arrow_schema(kind)
    assert columns.names == list(schema(kind)["properties"])
    assert not any(pa.types.is_null(column.type) for column in columns) and all(column.nullable for column in columns)


def test_types_of_columns() -> None:
    pa = pytest.importorskip("pyarrow")
    from rusus.output.arrow import arrow_schema

    claims, statistics = arrow_schema("claims"), arrow_schema("statistics")
    assert claims.field("start").type == pa.int64() and claims.field("tags").type == pa.list_(pa.string())
    assert claims.field("scores").type.field("check_first").type == pa.float64()
    assert claims.field("statistics").type.value_type.field("of").type.field("text").type == pa.string()
    assert statistics.field("value").type == pa.float64() and statistics.field("comparator").type == pa.string()


def test_lone_surrogates_are_replaced_at_the_same_length() -> None:
    pytest.importorskip("pyarrow")
    from rusus.output.arrow import arrow_batch, arrow_schema

    records = rusus.extract("The \ud800 city counted 4,200 dogs in May.").records("claims")
    (row,) = arrow_batch(records, arrow_schema("claims")).to_pylist()
    assert row["text"] == "The \ufffd city counted 4,200 dogs in May." and row["end"] == records[0]["end"]


def test_records_are_written_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    from rusus.output import parquet

    monkeypatch.setattr(parquet, "GROUP", 3)
    asked: list[int] = []
    (record,) = rusus.extract("The city counted 4,200 dogs in May.").records("claims")

    def records() -> Iterator[Any]:
        for number in range(10):
            asked.append(number)
            yield record

    pieces = parquet.parquet_pieces(records(), "claims")
    first = next(pieces)
    assert first.startswith(b"PAR1") and len(asked) == 3
    whole = pq.ParquetFile(io.BytesIO(first + b"".join(pieces)))
    assert (whole.num_row_groups, whole.metadata.num_rows) == (4, 10)


def test_no_records_are_a_file_with_columns(run) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    done = run("statistics", "-", "--format", "parquet", stdin=b"Hello.\n")
    table = pq.read_table(io.BytesIO(done.stdout))
    assert table.num_rows == 0 and "value" in table.column_names


def test_a_terminal_gets_none(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert commands.run(["claims", str(ROOT / SAMPLE), "--format", "parquet"]) == 2
    assert "name a file, as in -o records.parquet" in capsys.readouterr().err


@pytest.mark.parametrize("place", [("-o", "x.parquet"), ("--out-dir", "out", "--format", "parquet")])
@pytest.mark.parametrize("kind", LISTED)
def test_the_extra_is_named_where_it_is_missing(kind, place, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr("rusus.output.arrow.find_spec", lambda name: None)
    monkeypatch.chdir(tmp_path)
    assert commands.run([kind, str(ROOT / SAMPLE), *place]) == 1
    assert "pip install 'rusus[parquet]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
