"""Many articles from Python: the documents of one by one, in order, whatever the number of processes, and crashes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import rusus
from rusus.batch import many
from rusus.batch.outcomes import Outcome, Source, name_of

TEXTS = [
    'Sales rose 5 percent to $2 million.\n\n"We are glad," Ann Smith said.\n',
    "",
    "Ministers said that 40 people were hurt.\n",
    "A \ud800 lone surrogate, and 12,000 soldiers left.\n",
    "Prices fell by a third.\r\n\r\n" * 30,
]


def texts(count: int) -> list[str]:
    return [f"{number} soldiers left the city. {TEXTS[number % len(TEXTS)]}" for number in range(count)]


@pytest.mark.parametrize("jobs", [1, 2, 0])
def test_the_documents_are_those_of_one_by_one(folder: Path, jobs: int) -> None:
    dated = rusus.Article("named", "Sales rose in May.", "markdown", date="2024-03-13")
    found = list(rusus.extract_many([*TEXTS, folder / "a.md", dated], jobs))
    alone = [*map(rusus.extract, TEXTS), rusus.extract_file(folder / "a.md")]
    assert found == [*alone, rusus.extract("Sales rose in May.", "named", "markdown", "2024-03-13")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_order_is_kept_and_contexts_stay_with_their_articles(jobs: int) -> None:
    numbered = [(text, {"row": number}) for number, text in enumerate(texts(60))]
    found = list(rusus.extract_many(numbered, jobs, as_tuples=True))
    assert [(document.text, context) for document, context in found] == numbered


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_read_comes_as_its_error(folder: Path, jobs: int) -> None:
    (folder / "b.txt").write_bytes(b"\x89PNG")
    seen: list[tuple[int, int]] = []
    articles = [folder / "a.md", folder / "nowhere.txt", folder / "b.txt", TEXTS[0]]
    found = list(rusus.extract_many(articles, jobs, progress=lambda done, failed: seen.append((done, failed))))
    assert [isinstance(each, rusus.RususError) for each in found] == [False, True, True, False]
    assert "nowhere.txt: cannot be read (no such file or directory)" in str(found[1]) and "b.txt" in str(found[2])
    assert seen == [(1, 0), (2, 1), (3, 2), (4, 2)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_articles_are_asked_for_as_they_are_needed(jobs: int) -> None:
    asked: list[int] = []

    def articles() -> Iterator[str]:
        for number in range(1000):
            asked.append(number)
            yield TEXTS[2]

    documents = rusus.extract_many(articles(), jobs)
    assert next(documents) == rusus.extract(TEXTS[2]) and len(asked) < 20


def dies_of(source: Source, read=many.read_document) -> Outcome:
    """Reads an article in a process that is killed by some."""
    if "soldiers" in getattr(source, "text", "") and name_of(source) in ("text 4", "text 31"):
        os.kill(os.getpid(), signal.SIGKILL)
    return read(source)


def test_a_killed_worker_costs_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "read_document", dies_of)
    found = list(rusus.extract_many(texts(40), 2))
    errors = {number: str(each) for number, each in enumerate(found) if isinstance(each, rusus.RususError)}
    assert errors == {
        number: f"text {number + 1}: the process that read it died; try it alone, with more memory"
        for number in (3, 30)
    }
    assert [each for each in found if isinstance(each, rusus.Document)] == [
        rusus.extract(text) for number, text in enumerate(texts(40)) if number not in (3, 30)
    ]


def test_processes_of_the_caller_live_on() -> None:
    own = multiprocessing.Process(target=time.sleep, args=(60,))
    own.start()
    try:
        assert len(list(rusus.extract_many(texts(8), 2))) == 8
        own.join(0.5)  # a signal sent to it would have come by now
        assert own.is_alive()
    finally:
        own.kill()
        own.join()


def test_no_process_outlives_what_is_not_read_to_its_end() -> None:
    documents = rusus.extract_many(texts(100), 2)
    next(documents)
    assert len(multiprocessing.active_children()) == 2
    documents.close()
    assert multiprocessing.active_children() == []


def test_what_is_no_article_is_said() -> None:
    for single in (TEXTS[0], Path("a.txt")):
        with pytest.raises(TypeError, match="takes many articles"):
            rusus.extract_many(single)
    with pytest.raises(TypeError, match="article 2 is of type int"):
        list(rusus.extract_many([TEXTS[0], 5]))


@pytest.mark.parametrize("item", [TEXTS[0], (TEXTS[0],), "ab", None])
def test_with_as_tuples_an_item_that_is_no_pair_is_named(item) -> None:
    with pytest.raises(TypeError, match="item 2 must be a pair"):
        list(rusus.extract_many([(TEXTS[0], 1), item], as_tuples=True))


# Into a store


def held(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = 'SELECT file, start, "end", sentences.text FROM articles JOIN sentences USING (article) ORDER BY 1, 2'
        return connection.execute(rows).fetchall()


def test_a_store_takes_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "read_document", dies_of)
    articles = [rusus.Article(f"text {number}", text) for number, text in enumerate(texts(120))]
    with rusus.Store(tmp_path / "many.db") as store:
        failed = store.add_many(rusus.extract_many(articles, 2))
        store.add_many([])
    assert [str(error).partition(":")[0] for error in failed] == ["text 4", "text 31"]
    with rusus.Store(tmp_path / "one.db") as store:
        for number, article in enumerate(articles):
            if number not in (4, 31):
                store.add(rusus.extract(article.text, article.name))
    assert held(tmp_path / "many.db") == held(tmp_path / "one.db") != []


def test_what_came_before_a_crash_stays(tmp_path: Path) -> None:
    def breaks_off() -> Iterator[rusus.Document]:
        for number in range(130):
            yield rusus.Document(f"text {number}", f"{number}")
        raise OSError("broken")

    with rusus.Store(tmp_path / "many.db") as store:
        with pytest.raises(OSError, match="broken"):
            store.add_many(breaks_off())
        assert len(store.files()) == 100


def test_a_document_without_a_name_is_refused() -> None:
    with rusus.Store() as store:
        with pytest.raises(rusus.StoreError, match="name it, as in Article"):
            store.add_many(rusus.extract_many(TEXTS))
        assert store.files() == []
