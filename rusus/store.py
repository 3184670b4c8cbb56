"""Store: the extracted records of many articles and archives of known claims in one SQLite file."""
from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rusus.errors import StoreError
from rusus.identity import sentence_id
from rusus.model import Document, Quantity, Quotation, Span
from rusus.pipeline import extract
from rusus.resources import read_text
from rusus.ranking import rank
from rusus.retrieval import plain_post, search_words
from rusus.similarity import profile
from rusus.statements import MATCHED_KINDS, Statement, known_claim

if TYPE_CHECKING:
    import sqlite3

SCHEMA_VERSION = 1
APPLICATION_ID = 0x72757375
"""What marks a SQLite file as a rusus store: "rusu" in ASCII."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WAIT_SECONDS = 10.0

CANDIDATES = 100
"""How many results of the full-text search a search ranks."""

MATCH_CANDIDATES = 40
"""How many results of the full-text search are compared with a sentence; true matches stand near the top."""

MOST_FOUND = 100_000
"""How many rows the words of one query may have in all: on one core some 0.1 s of ranking."""

MOST_EQUAL = 1000
"""How many sentences that are equal but for marks are compared with a sentence."""


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
    """A statement that a search found, with its relevance (BM25), the title of a known claim, and the article's number.

    The statement lacks its quotations and quantities: ``Store.complete`` adds them.
    """

    statement: Statement
    relevance: float
    title: str
    article: int | None


def storable(text: str) -> str:
    """Returns ``text`` as SQLite can hold it, at the same length: UTF-8 has no lone surrogates."""
    return _SURROGATE.sub("\ufffd", text)


def _storable_name(name: str) -> str:
    """Returns a file name as SQLite can hold it: bytes that are no UTF-8 as escapes, so that different names stay different."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _storable_document(document: Document) -> Document:
    if not _SURROGATE.search(document.text):
        return document
    return Document.from_dict(json.loads(storable(json.dumps(document.to_dict(), ensure_ascii=False))))


def content_hash(text: str) -> str:
    """Returns the hash by which a store knows that an article has not changed."""
    return blake2b(storable(text).encode("utf-8"), digest_size=16).hexdigest()


class Store:
    """Articles and known claims in one SQLite file in WAL mode; ``:memory:`` keeps them in memory only.

    Raises StoreError for a file that is no store, that a newer rusus wrote or that another process
    holds locked. A store opened with ``read_only`` is never written to.
    """

    def __init__(self, path: str | os.PathLike[str] = ":memory:", read_only: bool = False) -> None:
        self.path = os.fspath(path)
        self.read_only = read_only
        self._connection = _connect(self.path, read_only)
        self._frequencies: dict[tuple[str, str], int] = {}

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
        with _clear_errors(self.path):
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
        """Puts a document in, instead of an earlier version of the same file."""
        with self.transaction():
            self.remove(document.name or "")
            _insert_document(self._connection, _storable_document(document))

    def holds(self, file: str, text: str) -> bool:
        """Tells whether this text is in the store under this file's name, extracted by this version of rusus."""
        row = self._connection.execute(
            "SELECT content_hash = ? AND rusus_version = ? FROM articles WHERE file = ?",
            (content_hash(text), _version(), _storable_name(file)),
        ).fetchone()
        return bool(row and row[0])

    def files(self) -> list[str]:
        """Returns the names of the articles in the store, sorted."""
        return [row[0] for row in self._connection.execute("SELECT file FROM articles ORDER BY file")]

    def remove(self, file: str) -> bool:
        """Takes an article out; tells whether it was there."""
        with self.transaction():
            return self._connection.execute("DELETE FROM articles WHERE file = ?", (_storable_name(file),)).rowcount > 0

    def prune(self, keep: Iterable[str]) -> list[str]:
        """Takes every article out whose file is not in ``keep``, and returns their names, sorted."""
        kept = set(map(_storable_name, keep))
        gone = [file for file in self.files() if file not in kept]
        with self.transaction():
            for file in gone:
                self.remove(file)
        return gone

    def add_claims(self, claims: Iterable[Mapping[str, Any]], archive: str = "claims") -> int:
        """Puts known claims in, instead of earlier ones with the same id in the same archive; returns how many.

        Each needs ``text``, and may have ``id``, ``title``, ``url``, ``rating`` and ``date``.
        """
        rows = (
            tuple(map(storable, (
                archive,
                str(claim.get("id") or sentence_id(str(claim["text"]))),
                sentence_id(str(claim["text"])),
                str(claim["text"]),
                *(str(claim.get(key) or "") for key in ("title", "url", "rating", "date")),
            )))
            for claim in claims
        )
        with self.transaction():
            return self._connection.executemany(
                "INSERT INTO claims(archive, id, sentence_id, text, title, url, rating, date) VALUES (?,?,?,?,?,?,?,?)"
                " ON CONFLICT(archive, id) DO UPDATE SET sentence_id=excluded.sentence_id, text=excluded.text,"
                " title=excluded.title, url=excluded.url, rating=excluded.rating, date=excluded.date",
                rows,
            ).rowcount

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """Returns the sentences and known claims that say the same as ``text``, the most probable first."""
        body, signature = (profile(part) for part in plain_post(text))
        ranked: list[Hit] = []
        for found in (self.find_claims(text), self.find_sentences(text)):
            compared = [(profile(f.statement.text), profile(f"{f.title} {f.statement.text}"), f.relevance) for f in found]
            for score, candidate in zip(rank(body, signature, compared), found):
                other = candidate.statement
                ranked.append(Hit(score, other.text, other.file, other.id, other.start, other.end))
        ranked.sort(key=lambda hit: (-hit.score, hit.file or "", hit.start, hit.id))
        return ranked[:limit]

    def candidates(self, statement: Statement, limit: int = MATCH_CANDIDATES) -> list[Candidate]:
        """Returns the sentences and claims that are the same but for marks, and those that share rare words with ours."""
        found = [
            *self._claims("claims.sentence_id = ?", statement.id, MOST_EQUAL),
            *self._sentences("sentence_id = ?", statement.id, MOST_EQUAL),
            *self.find_claims(statement.text, limit),
            *self.find_sentences(statement.text, limit),
        ]
        return list({(c.article, c.statement.id, c.statement.file, c.statement.start): c for c in found}.values())

    def find_claims(self, text: str, limit: int = CANDIDATES) -> list[Candidate]:
        """Returns the known claims that share the rarest words with ``text``, the most relevant first."""
        return self._claims("claims_search MATCH ?", self._query("claims_search", text), limit)

    def find_sentences(self, text: str, limit: int = CANDIDATES) -> list[Candidate]:
        """Returns the sentences of articles that share the rarest words with ``text``, the most relevant first."""
        return self._sentences("sentences_search MATCH ?", self._query("sentences_search", text), limit)

    def complete(self, candidate: Candidate) -> Statement:
        """Returns the candidate's statement with its quotations and quantities; a known claim is read for them now."""
        bare = candidate.statement
        if candidate.article is None:
            return known_claim(extract(bare.text), bare.file or "", bare.id)
        place = (candidate.article, bare.end, bare.start)
        return replace(
            bare,
            quotations=tuple(map(_quotation, self._rows(_QUOTATIONS, place))),
            quantities=tuple(map(_quantity, self._rows(_QUANTITIES, place))),
        )

    def _claims(self, condition: str, value: str, limit: int) -> list[Candidate]:
        searched = "MATCH" in condition
        rows = self._rows(
            f"SELECT {'-rank' if searched else '0.0'}, claims.title, archive, claims.id, claims.text FROM claims"
            f" {'JOIN claims_search ON claim = claims_search.rowid' if searched else ''}"
            f" WHERE {condition} {'ORDER BY rank' if searched else ''} LIMIT ?",
            (value, limit),
        )
        return [
            Candidate(Statement(archive, claim, 0, len(text), text, known=True), relevance, title, None)
            for relevance, title, archive, claim, text in rows
        ]

    def _sentences(self, condition: str, value: str, limit: int) -> list[Candidate]:
        searched = "MATCH" in condition
        rows = self._rows(
            f"SELECT {'-rank' if searched else '0.0'}, article, file, sentence_id, start, \"end\", sentences.text, tag,"
            " source, speaker FROM sentences JOIN articles USING (article)"
            f" {'JOIN sentences_search ON sentence = sentences_search.rowid' if searched else ''}"
            f" WHERE {condition} {'ORDER BY rank' if searched else ''} LIMIT ?",
            (value, limit),
        )
        return [Candidate(Statement(*row[2:]), row[0], "", row[1]) for row in rows]

    def _query(self, index: str, text: str) -> str:
        """Returns the full-text query for any of the rare words of a text.

        The rarest words of the store come first, up to MOST_FOUND rows in all, so that a search is no slower in a
        store with a million rows than its rare words make it.
        """
        words = search_words(" ".join(plain_post(text)))
        if self._rows(f"SELECT max(rowid) > ? FROM {index.partition('_')[0]}", (MOST_FOUND,))[0][0]:
            frequency = {word: self._frequency(index, word) for word in words}
            words.sort(key=lambda word: frequency[word])
            totals = accumulate(frequency[word] for word in words)
            words = [word for number, (word, total) in enumerate(zip(words, totals)) if not number or total <= MOST_FOUND]
        return " OR ".join(f'"{word}"' for word in words) or '""'

    def _frequency(self, index: str, word: str) -> int:
        """Returns in how many rows a word stands, counted no further than needed to see that it is too frequent."""
        if (index, word) not in self._frequencies:
            counted = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT ?)"
            self._frequencies[index, word] = self._rows(counted, (f'"{word}"', MOST_FOUND // 2 + 1))[0][0]
        return self._frequencies[index, word]

    def _rows(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        with _clear_errors(self.path):
            held = tuple(storable(value) if isinstance(value, str) else value for value in values)
            return self._connection.execute(statement, held).fetchall()


_QUOTATIONS = (
    'SELECT start, "end", text, kind, spans, source, speaker, cue FROM quotations'
    ' WHERE article = ?1 AND start < ?2 AND "end" > ?3 ORDER BY start, quotation'
)
_QUANTITIES = (
    'SELECT start, "end", text, kind, value, low, high, before, after, unit, precision, comparator, trend, "of", period,'
    ' evidence FROM quantities WHERE article = ?1 AND start < ?2 AND start >= ?3 ORDER BY start'
)


def _quotation(row: tuple[Any, ...]) -> Quotation:
    spans = tuple(Span(*span) for span in json.loads(row[4]))
    return Quotation(*row[:4], spans, _span(row[5]), row[6], _span(row[7]))


def _quantity(row: tuple[Any, ...]) -> Quantity:
    return Quantity(*row[:13], _span(row[13]), _span(row[14]), bool(row[15]))


def _version() -> str:
    from rusus import __version__

    return __version__


def _span(stored: str | None) -> Span | None:
    return Span(*json.loads(stored)) if stored else None


def _stored(span: Span | None) -> str | None:
    return json.dumps([span.start, span.end, span.text], ensure_ascii=False) if span else None


def _insert_document(connection: sqlite3.Connection, document: Document) -> None:
    article = connection.execute(
        "INSERT INTO articles(file, content_hash, rusus_version, text) VALUES (?,?,?,?)",
        (_storable_name(document.name or ""), content_hash(document.text), _version(), document.text),
    ).lastrowid
    connection.executemany(
        'INSERT INTO sentences(article, start, "end", sentence_id, block, tag, source, speaker, text) VALUES (?,?,?,?,?,?,?,?,?)',
        (
            (article, s.start, s.end, sentence_id(s.text), s.block, s.tag,
             s.source.text if s.source else None, s.speaker, s.text)
            for s in document.sentences
            if s.block in MATCHED_KINDS
        ),
    )  # fmt: skip
    connection.executemany(
        'INSERT INTO quotations(article, start, "end", text, kind, spans, source, speaker, cue) VALUES (?,?,?,?,?,?,?,?,?)',
        (
            (article, q.start, q.end, q.text, q.kind,
             json.dumps([(span.start, span.end, span.text) for span in q.spans], ensure_ascii=False),
             _stored(q.source), q.speaker, _stored(q.cue))
            for q in document.quotations
        ),
    )  # fmt: skip
    connection.executemany(
        'INSERT INTO quantities(article, start, "end", text, kind, value, low, high, before, after, unit, precision,'
        ' comparator, trend, "of", period, evidence) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)',
        (
            (article, q.start, q.end, q.text, q.kind, q.value, q.low, q.high, q.before, q.after, q.unit, q.precision,
             q.comparator, q.trend, _stored(q.of), _stored(q.period), q.evidence)
            for q in document.quantities
        ),
    )  # fmt: skip


@contextmanager
def _clear_errors(path: str) -> Iterator[None]:
    import sqlite3

    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError(f"{path} is being written by another process: try again when it has finished") from error
        if "readonly" in str(error):
            raise StoreError(f"{path} can only be read: check its permissions") from error
        raise StoreError(f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path} is damaged or no rusus store: {error}") from error


def _connect(path: str, read_only: bool) -> sqlite3.Connection:
    import sqlite3

    in_memory = path == ":memory:"
    exists = not in_memory and Path(path).exists() and Path(path).stat().st_size > 0
    if exists:
        _check_header(path)
    elif read_only:
        raise StoreError(f"there is no store {path}: make it with 'rusus index {path} PATHS'")
    with _clear_errors(path):
        name = f"{Path(path).absolute().as_uri()}?mode=ro" if read_only else path
        connection = sqlite3.connect(name, _WAIT_SECONDS, isolation_level=None, uri=read_only)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            if not exists:
                _create(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def _check_header(path: str) -> None:
    with open(path, "rb") as file:
        header = file.read(100)
    if header[:16] != b"SQLite format 3\0" or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreError(f"{path} is no rusus store, and was left as it is: name another file")
    if int.from_bytes(header[60:64], "big") > SCHEMA_VERSION:
        raise StoreError(f"{path} was written by a newer rusus: upgrade rusus, or index the articles into a new file")


def _create(connection: sqlite3.Connection) -> None:
    connection.executescript(read_text("store.sql"))
    connection.execute("PRAGMA journal_mode = WAL")
