"""Running: what the commands do with their options. Each function returns the exit code."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import partial

import click

from rusus.batch.outcomes import Outcome, Report, Source
from rusus.batch.pairs import told_once
from rusus.batch.progress import bar_wanted, print_error, report_outcomes, with_bar
from rusus.batch.runner import processes, run
from rusus.batch.tasks import Listing, Matching, list_file, match_file, rank
from rusus.cli.choices import Inputs, chosen_inputs, chosen_style
from rusus.cli.options import Options
from rusus.model import Match
from rusus.output.formats import Body, Style, assemble, body
from rusus.output.writing import write
from rusus.reading.files import CORPUS_SUFFIXES
from rusus.vocabulary import EXTRA_SUFFIXES, SEARCH_RESULTS, RecordKind


def list_articles(kind: RecordKind, options: Options) -> int:
    """Prints the records of one kind that each article holds, as they come."""
    listing = Listing(
        chosen_style(kind, options),
        options.include_all,
        options.tags,
        options.min_score,
        options.top,
        options.sort == "score",
        options.max_size,
        options.explain,
    )
    inputs = chosen_inputs(options)
    if options.out_dir is not None:
        return _fill_folder(options.out_dir, inputs, listing, options)
    if options.text and inputs.total != 1:
        raise click.UsageError("--text prints one article; name one file, or give --out-dir.")
    report = Report()
    outcomes = _outcomes(inputs, partial(list_file, listing=listing), report, options)
    bodies = _ranked(outcomes, listing) if listing.gathered else (outcome.text for outcome in outcomes)
    return _print(assemble(bodies, listing.style), report, inputs, options)


def match_articles(options: Options) -> int:
    """Prints what other articles or a store say of the same, and what differs."""
    from rusus.cli.stores import opened_store

    style = chosen_style("groups" if options.group else "match", options)
    inputs = chosen_inputs(options)
    report = Report()
    with opened_store(report, options) as store:
        matching = Matching(store, options.min_score, options.verdicts, options.max_size, options.group)
        outcomes = _outcomes(inputs, partial(match_file, matching=matching), report, options, told_once)
        bodies = _grouped(outcomes, store, style) if options.group else _matched(outcomes, style)
        return _print(assemble(bodies, style), report, inputs, options)


def report_articles(options: Options) -> int:
    """Writes a page to look at, and opens it where that is asked for."""
    from rusus.batch.pages import Drawing, draw_file
    from rusus.cli.stores import opened_store
    from rusus.output.report.page import page

    if options.output is None and (options.open_page or sys.stdout.isatty()):
        raise click.UsageError("A page needs a file: name one, as in -o page.html.")
    inputs = chosen_inputs(options)
    report = Report()
    with opened_store(report, options) if options.against else nullcontext() as store:
        drawing = Drawing(store, options.max_size)
        outcomes = _outcomes(inputs, partial(draw_file, drawing=drawing), report, options)
        code = _print(page((str(outcome.text) for outcome in outcomes), options.title), report, inputs, options)
    if options.open_page and options.output is not None:
        _open(options.output)
    return code


def _open(path: str) -> None:
    import webbrowser
    from pathlib import Path

    if not webbrowser.open(Path(path).resolve().as_uri()):
        print_error(f"{path}: no browser was found to open it; open it by hand")


def index_articles(options: Options) -> int:
    """Puts articles and known claims into a store."""
    from rusus.cli.stores import build_fast_index, fill_store, store_claims, store_summary

    named = options.paths or options.files_from or not options.archives
    inputs = chosen_inputs(options) if named else Inputs((), 0)
    report = Report()
    began = time.monotonic()
    known = sum(store_claims(options.store, file, report, options.max_size) for file in options.archives)
    with saying_where_it_stopped(report, options):
        pruned = fill_store(options.store, inputs.items, report, options)
    build_fast_index(options.store)
    if not options.quiet:
        if inputs.passed_over:
            print_error(passed_over(inputs.passed_over))
        print_error(store_summary(options.store, report, known, pruned, time.monotonic() - began))
    return report.exit_code()


def search_store(options: Options) -> int:
    """Prints what a store holds of what is asked for."""
    from rusus.output.records import search_records
    from rusus.store.database import Store
    from rusus.store.filters import Filters

    _check_dates(options)
    unit = options.unit and _unit(options.unit)
    filters = Filters(
        options.speaker,
        unit,
        options.of,
        options.min_value,
        options.max_value,
        options.kind,
        options.since,
        options.until,
    )
    if not options.query.strip() and filters == Filters():
        raise click.UsageError("Nothing is asked for: give a TEXT, --speaker, --unit, --of, a value, --kind or a date.")
    style = chosen_style("search", options)
    with Store(options.store, read_only=True) as store:
        found = store.find(options.query, filters, options.top or SEARCH_RESULTS)
    write(assemble([body(list(search_records(found)), style)], style), options.output)
    return 1 if options.fail_empty and not found else 0


# A day, or a month or year.
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def _check_dates(options: Options) -> None:
    """Raises UsageError for what is asked for as a date and is none."""
    for name, written in (("--since", options.since), ("--until", options.until)):
        if written is not None and not _DATE.fullmatch(written):
            raise click.UsageError(f"{name} {written} is no date: write 2024, 2024-03 or 2024-03-05.")


def _unit(written: str) -> str:
    """Returns the name that records have for a unit as people write it: km, dollars, soldiers."""
    from rusus.pipeline import extract
    from rusus.quantities.units import unit_tables

    if written in unit_tables().units:
        return written
    for example in (f"It was 5 {written}.", f"It was {written}5."):
        found = [quantity.unit for quantity in extract(example).quantities if quantity.unit]
        if found:
            return found[0]
    return written


def _fill_folder(folder: str, inputs: Inputs, listing: Listing, options: Options) -> int:
    """Writes what each article holds to a file of its own, and leaves alone what an earlier run has done."""
    from rusus.batch.output_folder import Filing, OutputFolder, file_article

    filing = Filing(folder, listing)
    report = Report()
    began = time.monotonic()
    with saying_where_it_stopped(report, options), OutputFolder(filing) as filled:
        pending = Inputs(filled.pending(inputs.items), inputs.total)
        for outcome in _outcomes(pending, partial(file_article, filing=filing), report, options):
            filled.note(outcome)
    return _conclude(report, inputs, began, options)


def _ranked(outcomes: Iterable[Outcome], listing: Listing) -> Iterator[Body]:
    """Yields the records of all articles at once, the best first."""
    yield body(rank((record for outcome in outcomes for record in outcome.records), listing), listing.style)


def _matched(outcomes: Iterable[Outcome], style: Style) -> Iterator[Body]:
    """Yields the matches of each article; in a table those of all articles at once, the disagreements first."""
    if style.format == "table":
        yield body([record for outcome in outcomes for record in outcome.records], style)
        return
    for outcome in outcomes:
        yield body(outcome.records, style, outcome.name)


def _grouped(outcomes: Iterable[Outcome], path: str, style: Style) -> Iterator[Body]:
    """Yields the matches of all articles at once, a record for each sentence that several have."""
    from rusus.matching.groups import group_matches
    from rusus.output.records import groups_records
    from rusus.store.database import Store

    with Store(path, read_only=True) as store:
        sizes = store.sizes()
    matches: list[Match] = []
    for outcome in outcomes:
        matches += outcome.matches
        sizes[outcome.name] = outcome.size
    yield body(list(groups_records(group_matches(matches, sizes))), style)


def _outcomes(
    inputs: Inputs,
    work: Callable[[Source], Outcome],
    report: Report,
    options: Options,
    through: Callable[[Iterable[Outcome]], Iterator[Outcome]] = iter,
) -> Iterator[Outcome]:
    """Runs the batch, whose outcomes go ``through`` a filter; errors and a progress bar go to standard error."""
    outcomes = through(run(inputs.items, work, processes(options.jobs)))
    if inputs.many and bar_wanted(options.quiet, options.output or options.out_dir):
        outcomes = with_bar(outcomes, inputs.total)
    return report_outcomes(outcomes, report, options.verbose, options.quiet)


def _print(pieces: Iterable[str | bytes], report: Report, inputs: Inputs, options: Options) -> int:
    """Writes the output and says how it went."""
    began = time.monotonic()
    with saying_where_it_stopped(report, options):
        write(pieces, options.output)
    return _conclude(report, inputs, began, options)


@contextmanager
def saying_where_it_stopped(report: Report, options: Options) -> Iterator[None]:
    """Where Ctrl-C ends a batch, says in a line what was done and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        print_error(f"interrupted: {report.summary()}; {_how_to_go_on(options)}")
        raise


def _how_to_go_on(options: Options) -> str:
    if options.store or options.out_dir is not None:
        return "the same command goes on where it was"
    if options.output is not None:
        return f"{options.output} was left as it was; with --out-dir DIR a run can be taken up again"
    return "what was printed is whole; with --out-dir DIR a run can be taken up again"


def _conclude(report: Report, inputs: Inputs, began: float, options: Options) -> int:
    """Says how it went where that is asked for or some input failed."""
    if inputs.passed_over and not options.quiet:
        print_error(passed_over(inputs.passed_over))
    if options.verbose or (report.failed and inputs.many and not options.quiet):
        print_error(f"{report.summary()}, {time.monotonic() - began:.1f} seconds")
    return report.exit_code(options.fail_empty)


def passed_over(counts: Mapping[str, int]) -> str:
    """Says which files of folders were not read, and what would read them."""
    kinds = ", ".join(f"{count} {suffix or 'without a suffix'}" for suffix, count in sorted(counts.items()))
    extras = [extra for extra, suffixes in EXTRA_SUFFIXES.items() if not counts.keys().isdisjoint(suffixes)]
    advice = f"pip install 'rusus[{','.join(extras)}]', then " if extras else ""
    corpora = "; rows of JSON Lines need --jsonl-field" if not counts.keys().isdisjoint(CORPUS_SUFFIXES) else ""
    return f"passed over in folders: {kinds}; {advice}--include '*SUFFIX' reads them{corpora}"
