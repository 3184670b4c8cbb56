"""The store: incremental, safe against kills, other files, newer versions and other writers."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, rows

import rusus
from rusus.errors import StoreError
from rusus.similarity.score import profile
from rusus.similarity.statements import statements
from rusus.store import connection as store_file
from rusus.store import full_text
from rusus.store.database import Store
from rusus.store.queries import plain_post, search_words
from rusus.store.ranking import rank

FIRST = "Wombats dug 14 burrows under the old bridge. Farmers in the valley want them gone."
SECOND = "The harbour of Oslo froze twice this winter. Ferries to the islands stayed in port."
CLAIMS = [
    {"id": "c1", "text": "Wombats herded other animals into their burrows.", "title": "Hero wombats?"},
    {"id": "c2", "text": "A single mother cannot get a birth certificate for her child in Illinois."},
]
WRITER = """
import itertools, sys, rusus
store = rusus.Store(sys.argv[1])
for number in itertools.count():
    store.add(rusus.extract(f"Article {number} says that the bridge has {number} arches.", f"{number}.txt"))
    print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "store.db")


def test_adding_again_replaces(path: str) -> None:
    with Store(path) as store:
        store.add(rusus.extract(FIRST, "a.txt"))
        store.add(rusus.extract(SECOND, "a.txt"))
        assert store.files() == ["a.txt"]
        assert store.search("wombats dug burrows") == []
        assert store.search("harbour of Oslo froze")[0].file == "a.txt"


def test_holds_tells_the_content_and_the_version(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path) as store:
        store.add(rusus.extract(FIRST, "a.txt"))
        assert store.holds("a.txt", FIRST)
        assert not store.holds("a.txt", SECOND)
        assert not store.holds("b.txt", FIRST)
        monkeypatch.setattr(rusus, "__version__", "99.0")
        assert not store.holds("a.txt", FIRST)


def test_prune_takes_out_what_is_not_kept(path: str) -> None:
    with Store(path) as store:
        for name in ("a.txt", "b.txt", "c.txt"):
            store.add(rusus.extract(FIRST, name))
        assert store.prune(["b.txt"]) == ["a.txt", "c.txt"]
        assert store.files() == ["b.txt"]
        assert {hit.file for hit in store.search("wombats dug burrows")} == {"b.txt"}


def test_claims_with_the_same_id_are_replaced(path: str) -> None:
    with Store(path) as store:
        assert store.add_claims(CLAIMS) == 2
        assert store.add_claims([{"id": "c1", "text": "Koalas sleep for twenty hours a day."}]) == 1
        assert [hit.id for hit in store.search("koalas sleep twenty hours")] == ["c1"]
        assert store.search("wombats herded animals") == []


def test_tables_are_plain_and_the_index_agrees_with_them(path: str) -> None:
    with Store(path) as store:
        store.add(rusus.extract(FIRST, "a.txt"))
        store.add_claims(CLAIMS)
        store.remove("a.txt")
        store.add(rusus.extract(SECOND, "b.txt"))
    connection = sqlite3.connect(path)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert names > {
        "articles",
        "sentences",
        "quotations",
        "quantities",
        "known_claims",
        "sentences_search",
        "known_claims_search",
    }
    connection.execute("INSERT INTO sentences_search(sentences_search, rank) VALUES ('integrity-check', 1)")
    connection.execute("INSERT INTO known_claims_search(known_claims_search, rank) VALUES ('integrity-check', 1)")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    text, start, end, sentence = connection.execute(
        'SELECT articles.text, start, "end", sentences.text FROM sentences JOIN articles USING (article)'
    ).fetchone()
    assert text[start:end] == sentence
    connection.close()


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + bytes(100), b"\0"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_store_is_left_untouched(path: str, content: bytes, read_only: bool) -> None:
    Path(path).write_bytes(content)
    with pytest.raises(StoreError, match="not a rusus store"):
        Store(path, read_only=read_only)
    assert Path(path).read_bytes() == content
    assert os.listdir(os.path.dirname(path)) == ["store.db"]


def test_another_sqlite_file_is_left_untouched(path: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t(x)")
    connection.close()
    before = Path(path).read_bytes()
    with pytest.raises(StoreError, match="not a rusus store"):
        Store(path)
    assert Path(path).read_bytes() == before


def test_a_newer_schema_is_refused_with_advice(path: str) -> None:
    Store(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {store_file.SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(StoreError, match="upgrade rusus"):
        Store(path)


def test_a_missing_store_cannot_be_read_and_is_not_made(path: str) -> None:
    with pytest.raises(StoreError, match="rusus index"):
        Store(path, read_only=True)
    assert not os.path.exists(path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere"):
        Store(str(tmp_path / "nowhere" / "store.db"))


def test_a_read_only_store_is_matched_against_and_not_written(path: str) -> None:
    with Store(path) as store:
        store.add(rusus.extract(FIRST, "a.txt"))
    os.chmod(path, 0o444)
    os.chmod(os.path.dirname(path), 0o555)
    try:
        with Store(path, read_only=True) as store:
            found = rusus.match(rusus.extract(FIRST, "b.txt"), store)
            assert {match.verdict for match in found} == {"same"}
            with pytest.raises(StoreError, match="read"):
                store.add(rusus.extract(SECOND, "c.txt"))
    finally:
        os.chmod(os.path.dirname(path), 0o755)


def test_two_writers_wait_or_say_so(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_file, "WAIT_SECONDS", 0.05)
    with Store(path) as one, Store(path) as two:
        with one.transaction():
            one.add(rusus.extract(FIRST, "a.txt"))
            with pytest.raises(StoreError, match="another process"):
                two.add(rusus.extract(SECOND, "b.txt"))
            assert two.files() == []
        two.add(rusus.extract(SECOND, "b.txt"))
        assert one.files() == ["a.txt", "b.txt"]


@pytest.mark.parametrize("first_read_only", [True, False])
def test_a_reader_of_the_same_process_takes_no_lock_away(path: str, first_read_only: bool) -> None:
    """Closing any file takes the process's locks on it away: others then delete the log that a writer writes to."""
    other = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM articles'); c.close()"
    Store(path).close()
    with Store(path) as store:
        store.add(rusus.extract(FIRST, "a.txt"))
        Store(path, read_only=first_read_only).close()
        subprocess.run([sys.executable, "-c", other, path], check=True)
        assert os.path.exists(f"{path}-wal")
        store.add(rusus.extract(SECOND, "b.txt"))
        with Store(path, read_only=True) as reader:
            assert reader.files() == ["a.txt", "b.txt"]
        count = "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM articles'))"
        done = subprocess.run([sys.executable, "-c", count, path], check=True, capture_output=True, text=True)
        assert done.stdout == "(2,)\n"


def test_a_transaction_that_fails_leaves_nothing(path: str) -> None:
    with Store(path) as store:
        with pytest.raises(KeyError), store.transaction():
            store.add(rusus.extract(FIRST, "a.txt"))
            raise KeyError
        assert store.files() == []


def test_a_killed_writer_loses_nothing_acknowledged(path: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    writer = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True, env=environment)
    assert writer.stdout
    acknowledged = [int(writer.stdout.readline()) for _ in range(20)]
    time.sleep(0.05)
    writer.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in writer.stdout.read().splitlines() if line]
    writer.wait()
    with Store(path) as store:
        assert set(store.files()) >= {f"{number}.txt" for number in acknowledged}
        assert store._rows("PRAGMA integrity_check", ()) == [("ok",)]
        store.add(rusus.extract(FIRST, "after.txt"))


def test_a_damaged_store_is_named(path: str) -> None:
    with Store(path) as store:
        for number in range(50):
            store.add(rusus.extract(FIRST, f"{number}.txt"))
    content = bytearray(Path(path).read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    Path(path).write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), Store(path) as store:
        store.search("wombats dug burrows")
        store.files()


def test_search_finds_through_typos_negation_and_swapped_names() -> None:
    claims = [*CLAIMS, {"id": "c3", "text": "Russia sold $81 billion of US debt to China in 2018."}]
    with Store() as store:
        store.add_claims(claims)
        for query, expected in (
            ("wombts herded other anmals into there burrows", "c1"),
            ("Wombats did NOT herd other animals into burrows!", "c1"),
            ("China sold $81 billion of US debt to Russia", "c3"),
            ("no birth certificate for child of single mother https://t.co/x #Illinois", "c2"),
        ):
            assert store.search(query)[0].id == expected
        assert store.search("") == []
        assert store.search('" OR * NEAR(') == []


def test_search_finds_by_the_title_of_a_claim() -> None:
    claims = [
        {"id": "title", "text": "No, that is only a story.", "title": "Wombats saved other animals in the fires"},
        {"id": "text", "text": "Wombats and other animals eat grass at night, when no fires are seen."},
    ]
    with Store() as store:
        store.add_claims(claims)
        assert [hit.id for hit in store.search("wombats saved other animals in the fires")] == ["title", "text"]


@pytest.mark.parametrize(
    ("post", "body", "signature"),
    [
        ("Dams hold. https://t.co/x pic.twitter.com/y", "Dams hold.    ", ""),
        ("Dams hold. #climateAction", "Dams hold. #climateAction climate Action", ""),
        ("Dams hold. @GOPSenator_19", "Dams hold. @GOPSenator_19 GOP Senator 19", ""),
        (
            "Dams hold. — Jane Roe of the Dam Safety Office in Idaho (@janeRoe) January 14, 2020",
            "Dams hold.",
            " — Jane Roe of the Dam Safety Office in Idaho (@janeRoe jane Roe) January 14, 2020",
        ),
    ],
)
def test_posts_are_taken_apart(post: str, body: str, signature: str) -> None:
    assert plain_post(post) == (body, signature)


def test_the_rarest_words_are_looked_for_first() -> None:
    assert search_words("The government said that wombats dug burrows on Monday") == [
        "wombats", "dug", "burrows", "monday", "government", "said",
    ]  # fmt: skip


def test_relevance_orders_results_that_share_the_same_words() -> None:
    query, empty, found = profile("wombats dug burrows"), profile(""), profile("Burrows that wombats dug.")
    high, low = rank(query, empty, [(found, found, 30.0), (found, found, 10.0)])
    assert high > low


def test_a_candidate_is_completed_with_what_lies_in_its_sentence(sample: rusus.Document) -> None:
    with Store() as store:
        store.add(sample)
        (at,) = (n for n, each in enumerate(sample.sentences) if "US$96.1 billion" in each.text)
        for sentence in sample.sentences[at - 1 : at + 2]:
            (ours,) = (each for each in statements(sample) if each.start == sentence.start)
            candidate = next(each for each in store._candidates(ours) if each.statement.start == sentence.start)
            completed = store._complete(candidate)
            assert (completed.quantities, completed.quotations) == (ours.quantities, ours.quotations)


def test_only_what_is_matched_is_kept(path: str) -> None:
    text = f"By Ann Smith\n\n{FIRST}\n\nAll rights reserved. Sign up for our newsletter.\n"
    document = rusus.extract(text, "a.txt")
    assert {"byline", "boilerplate"} <= {sentence.block for sentence in document.sentences}
    with Store(path) as store:
        store.add(document)
        assert store.sizes() == {"a.txt": 2}


def test_names_that_are_no_utf_8_stay_apart(path: str) -> None:
    with Store(path) as store:
        for name in ("\udcff.txt", "\udcfe.txt"):
            store.add(rusus.extract(FIRST, name))
        assert len(store.files()) == 2


def test_the_full_text_search_ranks_as_fts5_does(path: str) -> None:
    """Ours adds BM25 up from the rows of each word; stems, words that stand twice and lengths count as in FTS5."""
    texts = [row["text"] for row in rows("matching_archive.jsonl")]
    with Store(path) as store:
        store.add_claims({"id": str(number), "text": text} for number, text in enumerate(texts))
        theirs = "SELECT rowid FROM known_claims_search WHERE known_claims_search MATCH ? ORDER BY rank LIMIT 1"
        for text in texts:
            words = search_words(text)
            best = store._rows(theirs, (" OR ".join(f'"{word}"' for word in words),))[0][0]
            assert store._full_text.search("known_claims_search", words, 3, 20)[0][0] == best


@pytest.mark.parametrize(
    ("first", "better"),
    [
        ("Wombats chase koalas.", "Wombats chase wombats."),  # the word twice
        ("Wombats chase koalas over the hills and far away.", "Wombats chase koalas."),  # a shorter text
    ],
)
def test_relevance_counts_repetition_and_length(first: str, better: str) -> None:
    with Store() as store:
        store.add_claims([{"id": "first", "text": first}, {"id": "better", "text": better}])
        assert [row for row, _ in store._full_text.search("known_claims_search", ["wombats"], 2, 9)] == [2, 1]


def test_frequent_words_are_looked_for_only_where_there_are_no_others(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "MOST_OF_ONE", 5)
    with Store(path) as store:
        store.add_claims({"id": str(number), "text": f"Wombats dig burrow x{number}."} for number in range(8))
        assert [row for row, _ in store._full_text.search("known_claims_search", ["x3", "wombats"], 9, 9)] == [4]
        assert len(store._full_text.search("known_claims_search", ["wombats", "burrow"], 9, 9)) == 8
        assert store.search("wombats dig burrow", limit=100)


def test_more_results_than_are_ranked_by_default_can_be_asked_for(path: str) -> None:
    with Store(path) as store:
        store.add_claims({"id": str(number), "text": f"Wombats dig burrow x{number}."} for number in range(80))
        assert len(store.search("wombats dig burrow", limit=70)) == 70
