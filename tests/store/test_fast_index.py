"""The fast index beside a store: the same results, never the only copy; stale, half made or damaged it is noticed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLE, WIKINEWS, rows

import rusus
from rusus.similarity.content_words import content_words
from rusus.store import fast_index
from rusus.store.database import Hit, Store
from rusus.store.full_text import TEXTS

pytest.importorskip("tantivy")
NEWS = "Birds fell from the sky over Oslo on Monday after a long strike of hail."


@pytest.fixture(scope="module")
def articles() -> list[rusus.Document]:
    return [rusus.extract(row["text"], row["id"]) for row in rows(WIKINEWS)]


@pytest.fixture
def path(tmp_path: Path, articles: list[rusus.Document]) -> str:
    """A store of 16 articles and two known claims with a fast index."""
    path = str(tmp_path / "store.db")
    with Store(path) as store:
        for article in articles:
            store.add(article)
        store.add_claims(
            [{"id": "a", "text": "The moon is hollow.", "title": "Hollow?"}, {"id": "b", "text": "Bees can count."}]
        )
        assert store.build_fast_index()
    return path


def found(hits: list[Hit]) -> list[tuple[str | None, str]]:
    return [(hit.file, hit.id) for hit in hits]


def uses_fast_index(store: Store) -> bool:
    store.search("Oslo")
    return store._fast is not None


def test_the_results_are_those_of_the_store(path: str, articles: list[rusus.Document], tmp_path: Path) -> None:
    plain = shutil.copy(path, tmp_path / "plain.db")
    queries = [sentence.text for article in articles for sentence in article.sentences][::7]
    with Store(path) as store, Store(plain) as other:
        assert uses_fast_index(store) and not uses_fast_index(other)
        assert all(found(store.search(query, 1)) == found(other.search(query, 1)) for query in queries)
        assert found(store.search("moon hollow", 1)) == [("claims", "a")]
        text = "\n\n".join(queries[::3]).replace("percent", "per cent")
        assert rusus.match(rusus.extract(text, "new"), store) == rusus.match(rusus.extract(text, "new"), other)
        assert store.search("") == store.search('" OR * (') == []


def test_a_stale_index_is_not_used_and_made_again(path: str) -> None:
    with Store(path) as store:
        assert uses_fast_index(store)
        for change in (
            lambda: store.add(rusus.extract(NEWS, "z")),
            lambda: store.add(rusus.extract(NEWS.replace("hail", "snow"), "z")),
            lambda: store.remove("z"),
            lambda: store.add_claims([{"id": "c", "text": NEWS}]),
            lambda: store.add_claims([{"id": "c", "text": NEWS.replace("Oslo", "Bergen")}]),
        ):
            change()
            before = found(store.search(NEWS, 3))
            assert not uses_fast_index(store)
            assert store.build_fast_index() and uses_fast_index(store)
            assert found(store.search(NEWS, 3)) == before


def rows_in(path: str, index: str) -> list[tuple[int, str]]:
    """What the fast index holds, as (row, word), by searching it for every word of the store."""
    fast = fast_index.FastIndex(path)
    with Store(path, read_only=True) as store:
        words = sorted({word for _, text in store._rows(TEXTS[index], ()) for word in content_words(text)})
    return sorted({(row, word) for word in words for row, _ in fast.search(index, [word], 10_000)})


def test_only_what_has_changed_is_put_in(
    path: str, articles: list[rusus.Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles added, changed, removed, added again, claims added and changed: as if made anew, and not made anew."""
    written: list[str] = []
    fill = fast_index._fill
    monkeypatch.setattr(fast_index, "_fill", lambda folder, rows: [written.append(folder), fill(folder, rows)])
    with Store(path) as store:
        for changes in (
            lambda: store.add(rusus.extract(NEWS, "z")),
            lambda: (store.add(rusus.extract(NEWS.replace("hail", "snow"), "z")), store.remove(str(articles[0].name))),
            lambda: store.add_claims([{"id": "a", "text": "The moon is a cheese."}, {"id": "c", "text": NEWS}]),
            lambda: (store.remove("z"), store.add(articles[0]), store.add(rusus.extract(NEWS, "y"))),
        ):
            changes()
            assert not uses_fast_index(store)
            assert store.build_fast_index() and uses_fast_index(store)
            assert not written
        assert found(store.search("moon cheese", 1)) == [("claims", "a")]
        assert not store.search("moon hollow", 1) or store.search("moon hollow", 1)[0].text != "The moon is hollow."
    updated = [rows_in(path, index) for index in TEXTS]
    shutil.rmtree(fast_index.folder_of(path))
    with Store(path) as store:
        assert store.build_fast_index() and written
    assert updated == [rows_in(path, index) for index in TEXTS] and all(updated)


def test_where_much_has_changed_it_is_made_anew(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_index, "MOST_CHANGED", 0.0)
    with Store(path) as store:
        store.add(rusus.extract(NEWS, "z"))
        assert store.build_fast_index() and uses_fast_index(store)
        assert store.search("birds fell over Oslo", 1)[0].file == "z"


@pytest.mark.parametrize("other", ["older", "gone", "foreign"])
def test_changes_are_put_only_into_the_index_that_they_are_of(path: str, other: str) -> None:
    """An index from a backup lacks changes that are no longer noted: it is made anew."""
    folder = Path(fast_index.folder_of(path))
    shutil.copytree(folder, f"{folder}.backup")
    with Store(path) as store:
        store.add(rusus.extract(NEWS, "z"))
        store.build_fast_index()
        store.add(rusus.extract(NEWS.replace("Oslo", "Bergen"), "y"))
        shutil.rmtree(folder)
        if other != "gone":
            shutil.copytree(f"{folder}.backup", folder)
        if other == "foreign":
            Path(folder, "state").write_text("0" * 32)
        assert store.build_fast_index() and uses_fast_index(store)
        assert {hit.file for hit in store.search(NEWS, 2)} == {"y", "z"}


def test_links_that_cannot_be_made_are_done_without(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links on this file system")

    monkeypatch.setattr(fast_index.os, "link", refuse)
    with Store(path) as store:
        store.add(rusus.extract(NEWS, "z"))
        assert store.build_fast_index() and uses_fast_index(store)
        assert store.search("birds fell over Oslo", 1)[0].file == "z"


UPDATER = """
import itertools, sys, rusus
store = rusus.Store(sys.argv[1])
for number in itertools.count():
    store.add(rusus.extract(f"Article {number} says that the bridge of Oslo has {number} arches.", f"{number % 7}.txt"))
    print(number, flush=True)
    store.build_fast_index()
"""


@pytest.mark.parametrize("wait", [0.0, 0.01, 0.02, 0.04])
def test_an_update_that_is_killed_leaves_the_results_as_they_are(
    path: str, wait: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", UPDATER, path]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert writer.stdout
    for _ in range(5):
        writer.stdout.readline()
    time.sleep(wait)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    with Store(path) as store, Store(path) as plain:
        monkeypatch.setattr(plain, "_fast_index", lambda: None)
        for text in ("the bridge of Oslo has 3 arches", "Wilson Or was elected in Kowloon East"):
            assert found(store.search(text, 1)) == found(plain.search(text, 1))
            store.build_fast_index()
            assert uses_fast_index(store)
            assert found(store.search(text, 1)) == found(plain.search(text, 1))
    assert [each.name for each in Path(path).parent.glob("*-fast*")] == ["store.db-fast"]


@pytest.mark.parametrize("left", ["new", "old"])
def test_what_a_killed_update_left_is_removed_where_the_index_is_current(path: str, left: str) -> None:
    with Store(path) as store:
        store.build_fast_index()
        Path(f"{path}-fast.{left}").mkdir()
        store.build_fast_index()
        assert uses_fast_index(store)
    assert [each.name for each in Path(path).parent.glob("*-fast*")] == ["store.db-fast"]


def test_another_store_under_the_same_name_is_noticed(tmp_path: Path) -> None:
    for text in (NEWS, NEWS.replace("Oslo", "Lund")):
        path = str(tmp_path / "one.db")
        Path(path).unlink(missing_ok=True)
        with Store(path) as store:
            store.add(rusus.extract(text, "a"))
            assert not uses_fast_index(store)
            store.build_fast_index()
            assert uses_fast_index(store)


@pytest.mark.parametrize("kind", [".term", ".idx", ".pos", ".fast", "meta.json"])
@pytest.mark.parametrize("damage", ["cut", "zeros", "gone"])
def test_a_damaged_index_is_done_without(path: str, kind: str, damage: str) -> None:
    file = next(Path(fast_index.folder_of(path), "sentences_search").glob(f"*{kind}"))
    content = file.read_bytes()
    file.unlink()
    if damage != "gone":
        file.write_bytes(content[: len(content) // 2] if damage == "cut" else bytes(len(content)))
    with Store(path, read_only=True) as store:
        assert store.search("Wilson Or was elected in Kowloon East", 1)[0].file == "election"
    with Store(path) as store:
        store.add(rusus.extract(NEWS, "z"))
        store.build_fast_index()
        assert store.search("Wilson Or was elected in Kowloon East", 1)[0].file == "election"
        assert store.search("birds fell over Oslo", 1)[0].file == "z"


def test_a_half_made_index_is_no_index(path: str) -> None:
    folder = Path(fast_index.folder_of(path))
    folder.rename(f"{folder}.new")
    with Store(path) as store:
        assert not uses_fast_index(store)
        assert store.build_fast_index() and uses_fast_index(store)
    assert [each.name for each in folder.parent.glob("*-fast*")] == [folder.name]


def test_index_makes_it_and_only_searches_import_it(run, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    assert run("index", path, SAMPLE).returncode == 0
    assert Path(fast_index.folder_of(str(path))).is_dir()
    shown = run("match", "data/altered/russia-us-ties.txt", "--against", path)
    assert {"numbers_disagree", "quote_altered"} <= {record["verdict"] for record in json.loads(shown.stdout)}
    code = "import sys, rusus; import rusus.cli.commands; rusus.Store().close(); print('tantivy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "False\n"
