"""Spark: the same records and matches as on one machine, also where workers die."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from dying import dies_once

import rusus
from scripts.benchmark.corpus import articles

pytestmark = [
    pytest.mark.spark,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="needs pyspark: pip install 'rusus[spark]'"),
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java: apt-get install openjdk-17-jre-headless"),
]

COUNT = 90
FEW = "spark.sql.shuffle.partitions=2"
"""Instead of 200, each of which costs a task a start."""


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Spark in two local processes."""
    from pyspark.sql import SparkSession

    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", **dict([FEW.split("=")])}
    builder = SparkSession.builder.master("local[2,3]")
    for name, value in {**quiet, "spark.driver.memory": "1g", "spark.log.level": "ERROR"}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def corpus() -> list[dict[str, str]]:
    return list(articles(COUNT))


@pytest.fixture(scope="module")
def df(session, corpus) -> Any:
    return session.createDataFrame(corpus, "id string, text string, date string, source string").repartition(4)


@pytest.fixture(scope="module")
def documents(corpus) -> list[rusus.Document]:
    return [rusus.extract(article["text"], article["id"], date=article["date"]) for article in corpus]


@pytest.fixture(scope="module")
def matched(df) -> Any:
    import rusus.spark

    return rusus.spark.match(df, collapse=False).persist()


@pytest.fixture(scope="module")
def matches(matched) -> list[dict[str, Any]]:
    return rows_of(matched)


def rows_of(df) -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in df.collect()]


def lines(rows, leave_out=()) -> list[str]:
    """Rows as sorted lines of JSON; whole numbers without a point, as the commands print them."""
    return sorted(json.dumps({key: plain(row[key]) for key in row if key not in leave_out}) for row in rows)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(plain, value))
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


@pytest.mark.parametrize("kind", ["claims", "quotes", "statistics"])
def test_the_same_records_as_one_machine(kind: str, df, documents) -> None:
    import rusus.spark

    found = rows_of(getattr(rusus.spark, kind)(df))
    added = {"article_date", "article_source", "error", "reasons", "time", "offsets_in"}
    alone = [record for document in documents for record in document.records(kind)]
    assert lines(found, added) == lines(alone) != []
    assert {(row["article_source"][:5], row["error"], row["time"]) for row in found} == {("paper", None, None)}


def test_a_bad_article_does_not_end_a_job(session) -> None:
    import rusus.spark

    rows = [("a", "It cost $5 million."), ("b", None)]
    found = rows_of(rusus.spark.claims(session.createDataFrame(rows, "id string, text string")))
    assert [(row["file"], row["error"]) for row in found] == [
        ("a", None),
        ("b", "the row has no text; leave such rows out, or fill them"),
    ]


def test_a_missing_column_is_said(session) -> None:
    import rusus.spark

    with pytest.raises(rusus.RususError, match="has no column text, but id, body; rename"):
        rusus.spark.claims(session.createDataFrame([("a", "b")], "id string, body string"))


def test_the_same_matches_as_against_a_store(matches, documents, monkeypatch) -> None:
    """All that a store finds; what else there is it would find, too, if it looked at more than 40 candidates."""
    with rusus.Store() as store:
        store.add_many(documents)
        asked = rusus.Store._candidates
        capped = [record for document in documents for record in records(rusus.match(document, store))]
        monkeypatch.setattr(rusus.Store, "_candidates", lambda self, ours: asked(self, ours, 5000))
        whole = [record for document in documents for record in records(rusus.match(document, store))]
    found = lines(matches)
    assert found == lines(whole)
    assert len(capped) > 100 and set(lines(capped)) <= set(found)
    assert {"same", "numbers_disagree", "close"} <= {record["verdict"] for record in capped}


def records(found) -> list[dict[str, Any]]:
    from rusus.output.records import match_records

    return [dict(record) for record in match_records(found)]


def test_copies_are_matched_once(df, corpus, matches) -> None:
    import rusus.spark

    firsts = {row["file"]: row["first"] for row in rows_of(rusus.spark.copies(df))}
    by_text = Counter(article["text"] for article in corpus)
    text_of = {article["id"]: article["text"] for article in corpus}
    assert max(by_text.values()) > 3 and firsts == {
        name: min(other for other in text_of if text_of[other] == text) for name, text in text_of.items()
    }
    collapsed = rows_of(rusus.spark.match(df))
    first_only = [
        row for row in matches if firsts[row["file"]] == row["file"] and firsts[row["other_file"]] == row["other_file"]
    ]
    assert lines(collapsed, ("copies", "other_copies")) == lines(first_only) != []
    assert all(row["copies"] == by_text[text_of[row["file"]]] for row in collapsed)


def test_the_same_groups_as_one_machine(df, documents, matched, matches) -> None:
    import rusus.spark
    from rusus.matching.groups import group_matches, statement_count
    from rusus.model import Difference, Match
    from rusus.output.records import groups_records

    made = rusus.spark.groups(matched, rusus.spark.sizes(df))
    found = rows_of(made)
    for row in found:
        row["verdicts"] = {name: count for name, count in row["verdicts"].items() if count}
    plain = [{name: value for name, value in row.items() if name != "standalone"} for row in matches]
    again = [Match(**{**row, "differences": tuple(Difference(**each) for each in row["differences"])}) for row in plain]
    wanted = [
        dict(each) for each in groups_records(group_matches(again, {d.name: statement_count(d) for d in documents}))
    ]
    for row in (*found, *wanted):
        row["verdicts"] = dict(sorted(row["verdicts"].items()))
    assert lines(found) == lines(wanted) != []
    assert max(row["articles"] for row in found) > 3 and min(row["sources"] for row in found) == 1


def test_components_of_a_graph(session) -> None:
    import rusus.spark

    chain = [(number, number + 1) for number in range(10, 30)] + [(5, 5), (100, 101), (102, 101), (30, 10)]
    found = rusus.spark.components(session.createDataFrame(chain, "one long, other long")).collect()
    assert dict(map(tuple, found)) == {
        5: 5, 100: 100, 101: 100, 102: 100, **{number: 10 for number in range(10, 31)},
    }  # fmt: skip


def test_a_killed_task_loses_and_doubles_nothing(session, df, documents, tmp_path: Path, monkeypatch) -> None:
    import rusus.spark

    marker, mapped = tmp_path / "died", rusus.spark._mapped
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "5")
    monkeypatch.setattr(
        rusus.spark,
        "_mapped",
        lambda df, work, columns: mapped(df, partial(dies_once, work=work, marker=str(marker)), columns),
    )
    found = rows_of(rusus.spark.statistics(df))
    assert marker.exists()
    alone = [record for document in documents for record in document.records("statistics")]
    assert lines(found, {"article_date", "article_source", "error", "time", "offsets_in"}) == lines(alone)


def test_the_script_reads_jsonl_and_writes_parquet(corpus, documents, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    corpus, documents = corpus[:40], documents[:40]

    (tmp_path / "in").mkdir()
    for half in (0, 1):
        rows = [json.dumps({**article, "other": 1}) for article in corpus[half::2]]
        (tmp_path / "in" / f"{half}.jsonl").write_text("\n".join([*rows, "{broken"]) + "\n")
    command = [
        sys.executable,
        "-m",
        "scripts.spark_job",
        "claims",
        "match",
        str(tmp_path / "in"),
        str(tmp_path / "out"),
    ]
    env = {
        **os.environ,
        "PYSPARK_SUBMIT_ARGS": f"--master local[2] --conf {FEW} --conf spark.ui.enabled=false pyspark-shell",
    }
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = pq.read_table(tmp_path / "out" / "claims").to_pylist()
    alone = [record for document in documents for record in document.records("claims")]
    added = {"article_date", "article_source", "error", "reasons", "time", "offsets_in"}
    assert lines([row for row in found if not row["error"]], added) == lines(alone)
    assert (
        sorted(row["error"] for row in found if row["error"])
        == ["the row has no text; leave such rows out, or fill them"] * 2
    )
    assert pq.read_table(tmp_path / "out" / "match").num_rows > 0
