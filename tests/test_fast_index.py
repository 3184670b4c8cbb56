"""The fast index beside a store: the same results, never the only copy, noticed when it is stale, half made or damaged."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import rusus
from conftest import ROOT, SAMPLE
from rusus import fast_index
from rusus.store import Hit, Store

pytest.importorskip("tantivy")
NEWS = "Birds fell from the sky over Oslo on Monday after a long strike of hail."


@pytest.fixture(scope="module")
def articles() -> list[rusus.Document]:
    lines = (ROOT / "data" / "annotated" / "wikinews.jsonl").read_text(encoding="utf-8").splitlines()
    return [rusus.extract(row["text"], row["id"]) for row in map(json.loads, lines)]


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
    code = "import sys, rusus.cli, rusus.store; rusus.store.Store().close(); print('tantivy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "False\n"
