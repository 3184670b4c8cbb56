"""Store: the extracted records of many articles and archives of known claims in one SQLite file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from rusus.errors import RususError, StoreError
from rusus.model import Document
from rusus.pipeline import extract
from rusus.similarity.score import profile
from rusus.similarity.statements import Statement, completed_claim, in_full
from rusus.store.connection import clear_errors, connect
from rusus.store.fast_index import FastIndex, available, open_current, refresh, state_of
from rusus.store.filters import Filters
from rusus.store.full_text import FullText
from rusus.store.queries import MOST_WORDS, plain_post, search_words
from rusus.store.ranking import rank
from rusus.store.rows import (
    QUANTITY,
    QUOTATION,
    content_hash,
    insert_document,
    quantity,
    quotation,
    storable,
    storable_name,
)
from rusus.store.search import CANDIDATES, Found, Reader, find
from rusus.text.normalization import sentence_id
from rusus.vocabulary import Tag

_QUOTATIONS = (
    f'SELECT {QUOTATION} FROM quotations WHERE article = ?1 AND start < ?2 AND "end" > ?3 ORDER BY start, quotation'
)
_QUANTITIES = f"SELECT {QUANTITY} FROM quantities WHERE article = ?1 AND start < ?2 AND start >= ?3 ORDER BY start"
_CLAIMS = (
    "SELECT claim, archive, id, text, title, rating, url, date FROM known_claims"
    " WHERE claim IN (SELECT value FROM json_each(?))"
)
_SENTENCES = (
    'SELECT sentence, article, file, sentence_id, start, "end", sentences.text, tag, source, speaker, date, inserted'
    " FROM sentences JOIN articles USING (article) WHERE sentence IN (SELECT value FROM json_each(?))"
)

LOOKED_AT = 400
"""How many results of the full-text search have their text read, to choose CANDIDATES of them (docs/matching.md)."""

MATCH_CANDIDATES = 40
"""How many results of the full-text search are compared with a sentence; true matches stand near the top.

In small stores 5 are enough (the 433 pairs of passages in tests/cases); more are for archives of a million claims.
"""

MATCH_WORDS = 14
"""How many of a sentence's words are looked for when it is matched: what says the same shares most of the rare ones.

5 and 40 change no verdict on the same pairs; more words cost time in large stores.
"""

MOST_EQUAL = 1000
"""How many articles and claims with an equal sentence are compared with one; chosen by hand, to bound the cost."""

TOGETHER = 50
"""How many documents ``add_many`` adds in one transaction; chosen by hand: a second of extraction, 10 MB of documents."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence or known claim that a search found; ``score`` is the probability that it says the same."""

    score: float
    text: str
    file: str | None
    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that a search found, with its relevance (BM25), and the number of the article that it stands in.

    The statement lacks its quotations and quantities: ``Store._complete`` adds them.
    """

    statement: Statement
    relevance: float
    article: int | None


class Store:
    """Articles and known claims in one SQLite file in WAL mode; ``:memory:`` keeps them in memory only.

    Raises StoreError for a file that is not a store, that a newer rusus wrote or that another process
    holds locked. A store opened with ``read_only`` is never written to. Methods with an underscore are for matching.
    """

    def __init__(self, path: str | os.PathLike[str] = ":memory:", read_only: bool = False) -> None:
        self.path = os.fspath(path)
        self.read_only = read_only
        self._connection = connect(self.path, read_only)
        self._full_text = FullText(self._rows)
        self._fast: FastIndex | None = None
        self._fast_state = ""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was added is already in it."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Makes all changes inside it at once or not at all, and faster than one by one."""
        with clear_errors(self.path):
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def add(self, document: Document) -> None:
        """Adds a document; it replaces an earlier version of the same file."""
        with self.transaction():
            self.remove(document.name or "")
            insert_document(self._connection, document, _version())

    def add_many(self, documents: Iterable[Document | RususError]) -> list[RususError]:
        """Adds documents as they come, as those of ``extract_many``, and returns the errors that came instead of some.

        What was added before an error or a crash stays. Raises StoreError for a document without a name: a store knows
        its articles by their names.
        """
        failed: list[RususError] = []
        coming = iter(documents)
        # Documents are made before the transaction that adds them begins: nobody waits for the lock meanwhile.
        while batch := list(islice(coming, TOGETHER)):
            failed += (each for each in batch if isinstance(each, RususError))
            with self.transaction():
                for document in batch:
                    if isinstance(document, Document):
                        self.add(_named(document))
        return failed

    def holds(self, file: str, text: str) -> bool:
        """True if the store holds this text under this file's name, extracted by this version of rusus."""
        found = "SELECT content_hash = ? AND rusus_version = ? FROM articles WHERE file = ?"
        return self._rows(found, (content_hash(text), _version(), storable_name(file))) == [(1,)]

    def files(self) -> list[str]:
        """Returns the names of the articles in the store, sorted."""
        return [row[0] for row in self._rows("SELECT file FROM articles ORDER BY file", ())]

    def sizes(self) -> dict[str | None, int]:
        """Returns the number of sentences of each article, as ``group_matches`` wants it."""
        counted = "SELECT file, count(*) FROM sentences JOIN articles USING (article) GROUP BY article ORDER BY file"
        return dict(self._rows(counted, ()))

    def _text(self, file: str) -> str:
        """Returns the text of an article, "" where the store does not hold it."""
        found = self._rows("SELECT text FROM articles WHERE file = ?", (file,))
        return found[0][0] if found else ""

    def remove(self, file: str) -> bool:
        """Removes an article; true if it was there."""
        with self.transaction():
            return self._connection.execute("DELETE FROM articles WHERE file = ?", (storable_name(file),)).rowcount > 0

    def prune(self, keep: Iterable[str]) -> list[str]:
        """Removes every article whose file is not in ``keep``, and returns their names, sorted."""
        kept = set(map(storable_name, keep))
        gone = [file for file in self.files() if file not in kept]
        with self.transaction():
            for file in gone:
                self.remove(file)
        return gone

    def add_claims(self, claims: Iterable[Mapping[str, Any]], archive: str = "claims") -> int:
        """Adds known claims, which replace earlier ones with the same id in the same archive; returns how many.

        Each needs ``text``, and may have ``id``, ``title``, ``url``, ``rating`` and ``date``.
        """
        rows = (tuple(map(storable, _claim_row(archive, claim))) for claim in claims)
        with self.transaction():
            return self._connection.executemany(
                "INSERT INTO known_claims(archive, id, sentence_id, text, title, url, rating, date) VALUES (?,?,?,?,?,?,?,?)"
                " ON CONFLICT(archive, id) DO UPDATE SET sentence_id=excluded.sentence_id, text=excluded.text,"
                " title=excluded.title, url=excluded.url, rating=excluded.rating, date=excluded.date",
                rows,
            ).rowcount

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """Returns the sentences and known claims that say the same as ``text``, the most probable first."""
        body, signature = (profile(part) for part in plain_post(text))
        ranked: list[Hit] = []
        most = max(limit, CANDIDATES)
        for found in (self._find_claims(text, most), self._find_sentences(text, most)):
            compared = [
                (
                    profile(f.statement.text),
                    profile(f"{f.statement.title or ''} {f.statement.text}".strip()),
                    f.relevance,
                )
                for f in found
            ]
            for score, candidate in zip(rank(body, signature, compared), found):
                other = candidate.statement
                ranked.append(Hit(score, other.text, other.file, other.id, other.start, other.end))
        ranked.sort(key=lambda hit: (-hit.score, hit.file or "", hit.start, hit.id))
        return ranked[:limit]

    def find(self, text: str = "", filters: Filters | None = None, limit: int = 10) -> list[Found]:
        """Returns the sentences and known claims that say the same as ``text`` and pass the filters, the best first.

        Without a text: every sentence that passes, what a fact-checker would check first in front.
        """
        return find(Reader(self._rows, self._found), text, filters or Filters(), limit)

    def _candidates(self, statement: Statement, limit: int = MATCH_CANDIDATES) -> list[Candidate]:
        """Returns the sentences and claims that differ in marks only, and those that share rare words with ours."""
        equal_claims = "SELECT claim, 0.0 FROM known_claims WHERE sentence_id = ? LIMIT ?"
        equal = "SELECT min(sentence), 0.0 FROM sentences WHERE sentence_id = ? GROUP BY article LIMIT ?"
        found = [
            *self._claims(self._rows(equal_claims, (statement.id, MOST_EQUAL))),
            *self._sentences(self._rows(equal, (statement.id, MOST_EQUAL))),
            *self._find_claims(in_full(statement), limit, MATCH_WORDS),
            *self._find_sentences(in_full(statement), limit, MATCH_WORDS),
        ]
        return list({(c.article, c.statement.id, c.statement.file, c.statement.start): c for c in found}.values())

    def _find_claims(self, text: str, limit: int = CANDIDATES, most_words: int = MOST_WORDS) -> list[Candidate]:
        """Returns the known claims that share the rarest words with ``text``, the most relevant first."""
        return self._claims(self._found("known_claims_search", text, limit, most_words))

    def _find_sentences(self, text: str, limit: int = CANDIDATES, most_words: int = MOST_WORDS) -> list[Candidate]:
        """Returns the sentences of articles that share the rarest words with ``text``, the most relevant first."""
        return self._sentences(self._found("sentences_search", text, limit, most_words))

    def build_fast_index(self) -> bool:
        """Brings the fast index beside the file up to date; false where tantivy is not installed.

        Only what has changed is written. Other writers wait meanwhile: some 25 s for the first million texts.
        """
        if self.path == ":memory:" or not available():
            return False
        with self.transaction():
            refresh(self._connection, self.path)
        self._fast_state = ""
        return True

    def _complete(self, candidate: Candidate) -> Statement:
        """Returns the candidate's statement with its quotations and quantities; a known claim is extracted now."""
        bare = candidate.statement
        if candidate.article is None:
            return completed_claim(bare, extract(bare.text))
        place = (candidate.article, bare.end, bare.start)
        return replace(
            bare,
            quotations=tuple(map(quotation, self._rows(_QUOTATIONS, place))),
            quantities=tuple(map(quantity, self._rows(_QUANTITIES, place))),
        )

    def _claims(self, found: Sequence[tuple[int, float]]) -> list[Candidate]:
        """Returns the known claims of some rows, each with its relevance, in the same order."""
        read = {row: rest for row, *rest in self._rows(_CLAIMS, (json.dumps([row for row, _ in found]),))}
        rows = ((read[row], score) for row, score in found if row in read)
        return [Candidate(_known_claim(*row), relevance, None) for row, relevance in rows]

    def _sentences(self, found: Sequence[tuple[int, float]]) -> list[Candidate]:
        """Returns the sentences of some rows, each with its relevance, in the same order."""
        read = {row: rest for row, *rest in self._rows(_SENTENCES, (json.dumps([row for row, _ in found]),))}
        rows = ((read[row], score) for row, score in found if row in read)
        return [Candidate(_sentence(*row), relevance, article) for (article, *row), relevance in rows]

    def _found(self, index: str, text: str, limit: int, most_words: int) -> list[tuple[int, float]]:
        """Returns the rows that share the rarest words with a text and their BM25, the most relevant first.

        The fast index is asked where it is up to date, and SQLite's own otherwise.
        """
        words = search_words(" ".join(plain_post(text)))[:most_words]
        fast = self._fast_index()
        if fast is not None:
            try:
                return fast.search(index, words, limit)
            except (OSError, ValueError):
                self._fast = None  # damaged
        return self._full_text.search(index, words, limit, LOOKED_AT if limit >= CANDIDATES else limit)

    def _fast_index(self) -> FastIndex | None:
        """Returns the fast index if it is there and holds what the store holds now; it is looked for once a state."""
        if self.path == ":memory:" or not available():
            return None
        with clear_errors(self.path):
            state = state_of(self._connection, self.path)
        if state != self._fast_state:
            self._fast, self._fast_state = open_current(self.path, state), state
        return self._fast

    def _rows(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        held = tuple(storable(value) if isinstance(value, str) else value for value in values)
        with clear_errors(self.path):
            return self._connection.execute(statement, held).fetchall()


def _sentence(
    file: str, identity: str, start: int, end: int, text: str, tag: Tag | None, source: str | None,
    speaker: str | None, date: str | None, inserted: str,
) -> Statement:  # fmt: skip
    return Statement(file, identity, start, end, text, tag, source, speaker, date=date, inserted=inserted)


def _known_claim(archive: str, identity: str, text: str, title: str, rating: str, url: str, date: str) -> Statement:
    return Statement(
        archive, identity, 0, len(text), text, known=True,
        date=date or None, title=title or None, rating=rating or None, url=url or None,
    )  # fmt: skip


def _claim_row(archive: str, claim: Mapping[str, Any]) -> tuple[str, ...]:
    text = str(claim["text"])
    identity = sentence_id(text)
    return (
        archive,
        str(claim.get("id") or identity),
        identity,
        text,
        *(str(claim.get(key) or "") for key in ("title", "url", "rating", "date")),
    )


def _named(document: Document) -> Document:
    if document.name is None:
        raise StoreError(
            "a document has no name, and would replace others without one: name it, as in Article(name, text)"
        )
    return document


def _version() -> str:
    from rusus import __version__

    return __version__
