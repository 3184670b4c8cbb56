"""Many articles as a library function: documents in the order of the articles, from one process or several."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal, TypeVar, overload

from rusus.batch.outcomes import Outcome, Source, catch_errors
from rusus.batch.runner import processes, run
from rusus.batch.tasks import analyse
from rusus.errors import RususError
from rusus.model import Document
from rusus.reading.articles import Article, read_article

Input = str | os.PathLike[str] | Article
"""What an article comes as: its text, the path of its file, or an Article, which may have a name and a date."""

Context = TypeVar("Context")


@overload
def extract_many(
    articles: Iterable[Input],
    jobs: int = 1,
    *,
    as_tuples: Literal[False] = False,
    progress: Callable[[int, int], object] | None = None,
) -> Iterator[Document | RususError]: ...


@overload
def extract_many(
    articles: Iterable[tuple[Input, Context]],
    jobs: int = 1,
    *,
    as_tuples: Literal[True],
    progress: Callable[[int, int], object] | None = None,
) -> Iterator[tuple[Document | RususError, Context]]: ...


def extract_many(
    articles: Iterable[Any],
    jobs: int = 1,
    *,
    as_tuples: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> Iterator[Any]:
    """Yields the document of each article, in their order, from ``jobs`` processes (0: one a core).

    An article is a text (str), a file (a path object) or an Article; the documents are those of ``extract`` and
    ``extract_file``. Articles are asked for as they are needed, so that they may come from a generator. In place of the
    document of one that cannot be read, or whose process dies, comes the RususError that says why. With ``as_tuples``
    the articles are pairs (article, anything), and so is what is yielded, as in spaCy's ``pipe``. ``progress`` is
    called after each article with the number of articles so far, and how many of them failed. Raises TypeError for
    a single text, and for an article of another type.
    """
    if isinstance(articles, (str, os.PathLike, Article)):
        raise TypeError("extract_many takes many articles, as a list does; for one there is extract or extract_file")
    return _documents(articles, jobs, as_tuples, progress)


def _documents(
    articles: Iterable[Any], jobs: int, as_tuples: bool, progress: Callable[[int, int], object] | None
) -> Iterator[Any]:
    waiting: deque[tuple[bool, Any]] = deque()
    failed = 0
    for number, outcome in enumerate(run(_sources(articles, as_tuples, waiting), read_document, processes(jobs)), 1):
        nameless, context = waiting.popleft()
        found = _found(outcome, nameless)
        failed += isinstance(found, RususError)
        if progress is not None:
            progress(number, failed)
        yield (found, context) if as_tuples else found


def _sources(articles: Iterable[Any], as_tuples: bool, waiting: deque[tuple[bool, Any]]) -> Iterator[Source]:
    """Yields what is to be read, and notes of each article whether it is a bare text, and what came with it."""
    for number, item in enumerate(articles, 1):
        if as_tuples and not (isinstance(item, (tuple, list)) and len(item) == 2):
            raise TypeError(f"with as_tuples, item {number} must be a pair (article, anything), as in spaCy's pipe")
        article, context = item if as_tuples else (item, None)
        if not isinstance(article, (str, os.PathLike, Article)):
            kind = type(article).__name__
            raise TypeError(f"article {number} is of type {kind}; give a text, a path object or a rusus.Article")
        waiting.append((isinstance(article, str), context))
        if isinstance(article, str):
            yield Article(f"text {number}", article)
        else:
            yield article if isinstance(article, Article) else os.fspath(article)


def _found(outcome: Outcome, nameless: bool) -> Document | RususError:
    if outcome.document is None:
        return RususError(outcome.error)
    return replace(outcome.document, name=None) if nameless else outcome.document


def read_document(source: Source) -> Outcome:
    """Reads one article and returns its document; a failure of any kind comes back as an Outcome with an error."""

    def work() -> Outcome:
        article = read_article(source)
        return Outcome(article.name, 1, document=analyse(article), note=article.note, warning=article.warning)

    return catch_errors(source, work)
