"""A store that one can ask: by text, speaker, number, unit, what is measured, and date; other tools on its file."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import rusus
from rusus.output.records import search_records
from rusus.store.database import Store
from rusus.store.filters import Filters, same_dimension

ARTICLES = {
    "bridge.txt": "The bridge cost 12 million euros, Mayor Jane Roe said. It is 3 miles long.",
    "blast.txt": "At least 12 people died in the blast, police said. Unemployment fell to 4 percent in May.",
    "road.txt": "The road is 4 kilometers long and cost between 8 and 11 million euros, Tom Reed said.",
}
CLAIMS = [
    {"id": "1", "text": "The bridge cost 40 million euros.", "title": "Bridge cost", "rating": "False",
     "url": "https://facts.example/1", "date": "2024-03-13"},
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three articles and one known claim."""
    path = tmp_path_factory.mktemp("store") / "archive.db"
    with Store(path) as store:
        for name, text in ARTICLES.items():
            store.add(rusus.extract(text, name))
        store.add_claims(CLAIMS, "facts.csv")
    return path


def found(run, path: Path, *options: str) -> list[tuple[str, list[str]]]:
    records = json.loads(run("search", path, *options, "--json").stdout)
    return [(record["file"], [statistic["text"] for statistic in record["statistics"]]) for record in records]


def test_by_speaker(run, path: Path) -> None:
    assert [file for file, _ in found(run, path, "--speaker", "Roe")] == ["bridge.txt"]
    assert found(run, path, "--speaker", "Nobody") == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--unit", "EUR", "--min-value", "11.5e6"), {"bridge.txt": ["12 million"]}),
        (("--unit", "EUR", "--min-value", "10e6"), {"bridge.txt": ["12 million"], "road.txt": ["8 and 11 million"]}),
        (("--unit", "km", "--min-value", "4.5"), {"bridge.txt": ["3"]}),
        (("--unit", "km", "--max-value", "4.5"), {"road.txt": ["4"]}),
        (("--unit", "mile", "--min-value", "2", "--max-value", "3"), {"bridge.txt": ["3"], "road.txt": ["4"]}),
        (("--unit", "people", "--min-value", "10"), {"blast.txt": ["12"]}),
        (("--of", "unemployment"), {"blast.txt": ["4 percent"]}),
        (("--kind", "percent"), {"blast.txt": ["4 percent"]}),
        (("--kind", "percent", "--min-value", "5"), {}),
    ],
    ids=str,
)  # fmt: skip
def test_by_number(run, path: Path, options: tuple[str, ...], expected: dict[str, list[str]]) -> None:
    records = json.loads(run("search", path, *options).stdout)
    assert {record["file"] for record in records} == expected.keys()
    for record in records:
        texts = [statistic["text"] for statistic in record["statistics"]]
        assert [text.replace("between ", "") for text in texts] == expected[record["file"]]


def test_by_text_known_claims_bring_rating_date_and_link(run, path: Path) -> None:
    records = json.loads(run("search", path, "the bridge cost 40 million euros").stdout)
    assert records[0] == {
        "file": "facts.csv", "id": "1", "start": 0, "end": 33, "text": CLAIMS[0]["text"], "tag": None,
        "score": records[0]["score"], "source": None, "speaker": None, "statistics": [], "date": "2024-03-13",
        "title": "Bridge cost", "rating": "False", "url": "https://facts.example/1", "standalone": None,
    }  # fmt: skip
    assert records[1]["file"] == "bridge.txt" and records[0]["score"] > records[1]["score"]


def test_text_and_filters_together(run, path: Path) -> None:
    assert [file for file, _ in found(run, path, "cost of a road", "--unit", "EUR", "--max-value", "9e6")] == [
        "road.txt"
    ]


@pytest.mark.parametrize(
    ("options", "count"),
    [(("--since", "2024"), 1), (("--since", "2024-03-14"), 0), (("--until", "2024-03"), 1), (("--until", "2023"), 0)],
)
def test_by_date(run, path: Path, options: tuple[str, ...], count: int) -> None:
    records = json.loads(run("search", path, "bridge cost", *options).stdout)
    assert [record["file"] for record in records] == ["facts.csv"] * count


def test_what_is_best_to_check_comes_first_without_a_text(path: Path) -> None:
    with Store(path, read_only=True) as store:
        scores = [each.score for each in store.find(filters=Filters(min_value=0))]
    assert len(scores) > 3 and scores == sorted(scores, reverse=True)


def test_nothing_asked_for_is_a_usage_error(run, path: Path) -> None:
    done = run("search", path)
    assert (done.returncode, b"Nothing is asked for" in done.stderr) == (2, True)


def test_table_csv_and_empty(run, path: Path) -> None:
    assert b"facts.example" in run("search", path, "bridge cost", "--format", "table").stdout
    assert run("search", path, "bridge cost", "--format", "csv").stdout.startswith(b"file,id,start,end,text")
    assert run("search", path, "--speaker", "Nobody", "--fail-empty").returncode == 1


def test_units_of_a_dimension_convert() -> None:
    factors = dict(same_dimension("kilometer"))
    assert factors["mile"] == pytest.approx(1.609344) and factors["kilometer"] == 1 and "kilogram" not in factors
    assert same_dimension("soldier") == [("soldier", 1.0)]


def test_views_read_well(path: Path) -> None:
    connection = sqlite3.connect(path)
    row = connection.execute(
        "SELECT file, value, unit, \"of\" FROM statistics WHERE unit = 'EUR' AND value > 0 ORDER BY file"
    ).fetchone()
    assert row == ("bridge.txt", 12_000_000, "EUR", "bridge")
    assert connection.execute("SELECT speaker FROM claims WHERE file = 'bridge.txt' AND speaker <> ''").fetchone()[0]
    assert connection.execute("SELECT count(*) FROM quotes WHERE file = 'road.txt'").fetchone() == (1,)
    connection.close()


def test_sqlite_utils_finds_the_full_text_index(path: Path) -> None:
    sqlite_utils = pytest.importorskip("sqlite_utils", reason="a tool of other people")
    database = sqlite_utils.Database(sqlite3.connect(path))
    assert database["sentences"].detect_fts() == "sentences_search"
    assert database["known_claims"].detect_fts() == "known_claims_search"
    assert [row["text"] for row in database["sentences"].search("unemployment")] == [
        "Unemployment fell to 4 percent in May."
    ]
    keys = {(key.column, key.other_table) for key in database["quantities"].foreign_keys}
    assert keys == {("article", "articles"), ("sentence", "sentences")}


@pytest.mark.slow
def test_datasette_serves_the_views(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasette", reason="a tool of other people")
    copy = shutil.copy(path, tmp_path / "archive.db")
    command = [sys.executable, "-m", "datasette", "serve", str(copy), "--get"]
    done = subprocess.run(
        [*command, "/archive/statistics.json?unit=percent&_shape=array"], capture_output=True, timeout=120
    )
    assert [row["value"] for row in json.loads(done.stdout)] == [4.0]
    searched = "/archive/sentences.json?_search=unemployment&_shape=array"
    done = subprocess.run([*command, searched], capture_output=True, timeout=120)
    assert len(json.loads(done.stdout)) == 1


def test_a_store_of_an_older_schema_gets_a_sentence(tmp_path: Path) -> None:
    Store(tmp_path / "old.db").close()
    connection = sqlite3.connect(tmp_path / "old.db")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(rusus.StoreError, match="older rusus"):
        Store(tmp_path / "old.db")


def test_claims_of_the_google_fact_check_api(run, tmp_path: Path) -> None:
    review = {
        "publisher": {"name": "Facts"}, "url": "https://facts.example/9", "title": "No, it did not",
        "reviewDate": "2024-03-13T00:00:00Z", "textualRating": "False", "languageCode": "en",
    }  # fmt: skip
    claim = {"text": "The bridge cost 40 million.", "claimant": "A", "claimDate": "2024-03-01", "claimReview": [review]}
    answer = {"claims": [claim]}
    (tmp_path / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
    assert run("index", tmp_path / "s.db", "--claims", tmp_path / "answer.json").returncode == 0
    (record,) = json.loads(run("search", tmp_path / "s.db", "bridge cost 40 million").stdout)
    assert (record["rating"], record["url"], record["title"]) == ("False", "https://facts.example/9", "No, it did not")
    assert record["date"].startswith("2024-03-13")


def test_a_sentence_is_found_by_the_name_that_it_leaves_out() -> None:
    text = "Priya Nair, the council leader, opened the meeting.\n\nShe said the wall would cost £28m."
    with Store() as store:
        store.add(rusus.extract(text, "wall.txt"))
        store.add(rusus.extract("Tom Reed left.\n\nHe said the road would cost £28m.", "road.txt"))
        first = store.find("Priya Nair wall cost")[0]
    assert first.text == "She said the wall would cost £28m."
    (piece,) = first.resolved
    assert (piece.inserted, piece.mention and piece.mention.start, piece.place) == ("Priya Nair", 0, "instead")
    (record,) = search_records([first])
    assert record["standalone"] and record["standalone"]["text"] == "[Priya Nair] said the wall would cost £28m."


@pytest.mark.parametrize("written", ["soon", "2024-3", "13 March 2024"])
def test_what_is_no_date_is_named(run, path: Path, written: str) -> None:
    answer = run("search", path, "bridge", "--since", written)
    assert answer.returncode == 2
    assert f"--since {written} is no date" in answer.stderr.decode()


@pytest.mark.parametrize("written", ["2023", "2024-03", "2024-03-13"])
def test_a_year_a_month_and_a_day_are_dates(run, path: Path, written: str) -> None:
    assert [file for file, _ in found(run, path, "bridge", "--since", written)] == ["facts.csv"]


def test_a_store_beside_other_paths_is_no_article(run, path: Path, tmp_path: Path) -> None:
    """It was called a binary file, to be converted to plain text."""
    article = tmp_path / "article.txt"
    article.write_text(ARTICLES["bridge.txt"], encoding="utf-8")
    answer = run("match", article, "--against", path, "--against", article)
    assert answer.returncode == 1
    assert f"{path} is a store, and --against takes one store" in answer.stderr.decode()
