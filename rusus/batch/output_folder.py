"""Output folders: one file per article under its own path, and a list of what is done; an interrupted run resumes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from types import TracebackType
from urllib.parse import quote

from rusus.batch.outcomes import Item, Outcome, Source, Written, catch_errors
from rusus.batch.tasks import Listing, list_file, listed
from rusus.errors import ReadingError, RususError
from rusus.output.formats import assemble
from rusus.output.writing import encoded, write_whole
from rusus.reading.articles import Article
from rusus.reading.files import STANDARD_INPUT, read_bytes
from rusus.vocabulary import MAX_SIZE

DONE = ".rusus-done"
"""The list of what is done: a line of JSON for each article. No output is named like it, for those have a suffix."""

_SUFFIXES = {"table": "txt", "text": "txt", "annotations": "json", "label-studio": "json", "doccano": "jsonl"}
_LONGEST_PART = 120
"""Characters of an id in a file name: with hash and suffix the name stays below the 255 bytes of file systems."""


@dataclass(frozen=True, slots=True)
class Filing:
    """Into which folder the articles of a listing go."""

    folder: str
    listing: Listing


def file_article(source: Source, filing: Filing) -> Outcome:
    """Writes what a listing of one article gives to the article's file; the Outcome says what was written."""

    def work() -> Outcome:
        output = mirrored(source, filing.listing)
        target = _target(filing.folder, output)
        made_from = fingerprint(source, filing.listing)
        outcome = list_file(source, filing.listing)
        if outcome.error is not None:
            return outcome
        content = b"".join(map(encoded, assemble([listed(outcome, filing.listing)], filing.listing.style)))
        write_whole(target, content)
        return replace(outcome, text="", records=(), written=Written(output, made_from, _digest(content)))

    return catch_errors(source, work)


def mirrored(source: Source, listing: Listing) -> str:
    """Returns the path in an output folder that stands for a file or an article of a corpus.

    A relative path that does not climb is mirrored as it is, any other as its absolute path, so that no two files
    share one and none leads out. The articles of a corpus stand in a folder of its name.
    """
    suffix = _SUFFIXES.get(listing.style.format, listing.style.format)
    if isinstance(source, str):
        return f"{_inside(source)}.{suffix}"
    return os.path.join(_inside(source.corpus or "-"), f"{_safe(source.part or source.name)}.{suffix}")


def _inside(path: str) -> str:
    plain = os.path.normpath(path)
    if os.path.isabs(plain) or plain.split(os.sep)[0] == os.pardir:
        plain = os.path.abspath(plain)
    return os.path.splitdrive(plain)[1].lstrip(os.sep)


def _safe(part: str) -> str:
    """Returns an article's id as a file name: percent-encoded, never hidden, never too long."""
    name = quote(part, safe=" ", errors="surrogatepass")
    if len(name) > _LONGEST_PART:
        name = f"{name[:_LONGEST_PART]}-{_digest(part.encode('utf-8', 'surrogatepass'))}"
    return f"%2E{name[1:]}" if name.startswith(".") else name


def _target(folder: str, output: str) -> str:
    """Returns where an output is written, and makes the folders for it; a link in them must not lead out."""
    target = os.path.join(folder, output)
    parent, root = os.path.realpath(os.path.dirname(target)), os.path.realpath(folder)
    if os.path.commonpath([root, parent]) != root:
        raise RususError(f"{target}: a link leads out of {folder}; remove it")
    try:
        os.makedirs(parent, exist_ok=True)
    except OSError as error:
        raise RususError(f"{target}: cannot be written ({error.strerror}); choose another --out-dir") from None
    return target


def fingerprint(source: Source, listing: Listing) -> str:
    """Returns a hash of all that the output is made from: the content, its name, the options and the version.

    Standard input cannot be read twice and has none ("").
    """
    from rusus import __version__

    if source == STANDARD_INPUT:
        return ""
    if isinstance(source, Article):
        name, content = source.name, source.text.encode("utf-8", "surrogatepass")
    else:
        name, content = source, read_bytes(source, listing.max_size)
    return _digest(
        repr((__version__, name, replace(listing, max_size=MAX_SIZE))).encode("utf-8", "surrogatepass"), content
    )


def _digest(*pieces: bytes) -> str:
    made = blake2b(digest_size=16)
    for piece in pieces:
        made.update(piece)
    return made.hexdigest()


class OutputFolder:
    """A folder that one run fills: it knows what earlier runs have done there, and notes what this one does.

    Raises RususError where it cannot be written, or another run is filling it.
    """

    def __init__(self, filing: Filing) -> None:
        self._filing = filing
        try:
            os.makedirs(filing.folder, exist_ok=True)
            self._file = open(os.path.join(filing.folder, DONE), "ab+", buffering=0)  # noqa: SIM115 (closed by __exit__)
        except OSError as error:
            raise RususError(
                f"{filing.folder}: cannot be written ({error.strerror}); choose another --out-dir"
            ) from None
        _lock(self._file.fileno(), filing.folder)
        self._done = dict(self._entries())

    def __enter__(self) -> OutputFolder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _entries(self) -> Iterator[tuple[str, tuple[Written, int]]]:
        self._file.seek(0)
        content = self._file.read()
        for line in content.splitlines():
            try:
                entry = json.loads(line)
                count = int(entry.pop("records"))
                written = Written(**entry)
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # the half line of a run that was killed
            yield written.output, (written, count)
        if content and not content.endswith(b"\n"):
            self._file.write(b"\n")

    def pending(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yields the items, with an Outcome in place of each article that is done; a file named twice is done once."""
        seen: set[str] = set()
        for item in items:
            if isinstance(item, (ReadingError, Outcome)):
                yield item
                continue
            output = mirrored(item, self._filing.listing)
            if output not in seen:
                yield self._earlier(item, output) or item
            elif isinstance(item, Article):
                yield Outcome(
                    item.name, error=f"{item.name}: an earlier row has the same id; choose another --jsonl-id"
                )
            seen.add(output)

    def _earlier(self, source: Source, output: str) -> Outcome | None:
        """Returns the Outcome of an earlier run if input and output are still the same."""
        written, count = self._done.get(output, (None, 0))
        if written is None or source == STANDARD_INPUT:
            return None
        try:
            with open(os.path.join(self._filing.folder, output), "rb") as file:
                same = _digest(file.read()) == written.content
            same = same and fingerprint(source, self._filing.listing) == written.made_from
        except (OSError, ReadingError):
            return None
        return Outcome(output, count, skipped=True) if same else None

    def note(self, outcome: Outcome) -> None:
        """Notes what was written."""
        if outcome.written is None:
            return
        try:
            self._file.write(json.dumps(asdict(outcome.written) | {"records": outcome.count}).encode() + b"\n")
        except OSError as error:
            raise RususError(
                f"{self._filing.folder}: cannot be written ({error.strerror}); make room, then run it again"
            ) from None


def _lock(descriptor: int, folder: str) -> None:
    """Keeps other runs away from the folder for as long as this one lives; not on Windows, which has no such locks."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except OSError:
        raise RususError(
            f"{folder}: another rusus is writing into it; wait for it, or choose another --out-dir"
        ) from None
