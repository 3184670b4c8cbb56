"""What articles are matched against: a store that stands, or one made for the occasion from files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from tempfile import TemporaryDirectory

from rusus.batch.outcomes import Item, Outcome, Report
from rusus.batch.progress import print_error, report_outcomes
from rusus.batch.runner import processes, run
from rusus.batch.tasks import Indexing, index_file
from rusus.cli.options import Options
from rusus.errors import ReadingError, StoreError
from rusus.reading.articles import readable_suffixes
from rusus.reading.files import Selection, find_files
from rusus.store.connection import is_store
from rusus.store.database import Store


@contextmanager
def opened_store(report: Report, options: Options) -> Iterator[str]:
    """Gives the path of the store that ``--against`` means; one made from files lasts as long as the context.

    Files that cannot be read are reported and counted as failed.
    """
    paths = options.against
    if len(paths) == 1 and is_store(paths[0]):
        Store(paths[0], read_only=True).close()
        yield paths[0]
        return
    stores = [path for path in paths if is_store(path)]
    if stores:
        raise StoreError(
            f"{stores[0]} is a store, and --against takes one store or else articles: run it once for each, or put the"
            f" articles into the store with 'rusus index {stores[0]} PATHS'"
        )
    with TemporaryDirectory(prefix="rusus-") as folder:
        path = os.path.join(folder, "against.db")
        others = Report()
        fill_store(
            path,
            list(find_files(Selection(paths, options.include, options.exclude, readable_suffixes()))),
            others,
            options,
        )
        report.failed += others.failed
        yield path


def fill_store(path: str, items: Iterable[Item], report: Report, options: Options) -> list[str]:
    """Puts the articles of ``files`` into the store, unchanged ones aside; returns what ``--prune`` took out."""
    Store(path).close()
    work = partial(index_file, indexing=Indexing(path, options.max_size))
    named: set[str] = set()
    lost: list[str] = []
    outcomes = run(_noting_lost(items, lost), work, processes(options.jobs))
    # Processes are forked before the store is opened: SQLite's connections and locks survive no fork.
    begun = list(islice(outcomes, 1))
    with Store(path) as store:
        for outcome in report_outcomes(_noting(chain(begun, outcomes), named), report, options.verbose, options.quiet):
            if outcome.document is not None:
                store.add(outcome.document)
        return store.prune(named) if options.prune and _may_prune(path, report, lost, options) else []


def _may_prune(path: str, report: Report, lost: Sequence[str], options: Options) -> bool:
    """True if ``--prune`` can know what is gone; else it is said why nothing is taken out, and counted as a failure."""
    if options.force or (report.done and not lost):
        return True
    why = "some of PATHS could not be read" if lost else "PATHS lead to no article"
    report.failed += not lost
    print_error(f"{path}: nothing was removed, because {why}; correct the paths, or add --force to remove all the same")
    return False


def _noting_lost(items: Iterable[Item], lost: list[str]) -> Iterator[Item]:
    """Passes the items on and notes the errors of paths: what lies behind them may still be there."""
    for item in items:
        if isinstance(item, ReadingError):
            lost.append(str(item))
        yield item


def _noting(outcomes: Iterable[Outcome], named: set[str]) -> Iterator[Outcome]:
    """Passes the outcomes on and notes their names, of those that failed too: what cannot be read now is not gone."""
    for outcome in outcomes:
        named.add(outcome.name)
        yield outcome


def build_fast_index(path: str) -> None:
    """Brings the fast index beside a store up to date where tantivy is installed; where that fails, it is said.

    The store is whole without it.
    """
    try:
        with Store(path) as store:
            store.build_fast_index()
    except (OSError, ValueError) as error:
        print_error(f"{path}: its fast index cannot be made ({error}); matching does without it")


def store_claims(path: str, archive: str, report: Report, max_size: int) -> int:
    """Puts the known claims of an archive into the store; returns how many.

    Rows that cannot be read are named and counted as failed; they cost no other row.
    """
    from rusus.reading.claim_archives import read_claims

    claims = []
    for claim in read_claims(archive, max_size):
        if isinstance(claim, ReadingError):
            report.failed += 1
            print_error(str(claim))
        else:
            claims.append(claim)
    with Store(path) as store:
        return store.add_claims(claims, os.path.basename(archive))


def store_summary(path: str, report: Report, known: int, pruned: Sequence[str], seconds: float) -> str:
    """Returns a line that says what was put in and what the store holds now."""
    with Store(path, read_only=True) as store:
        held = len(store.files())
    parts = [f"{report.records} articles indexed", f"{report.empty} unchanged", f"{report.failed} failed"]
    parts += [f"{len(pruned)} removed"] if pruned else []
    parts += [f"{known} known claims added"] if known else []
    return f"{', '.join(parts)}, {seconds:.1f} seconds; {path} holds {held} articles"
