"""The command line: a thin skin over the library, made with Click."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from rusus import __version__
from rusus.cli.options import (
    Inputs,
    chosen_inputs,
    chosen_style,
    common_options,
    folder_options,
    input_options,
    jobs_of,
    output_options,
)
from rusus.errors import RususError

if TYPE_CHECKING:
    from rusus.batch.outcomes import Outcome, Report
    from rusus.batch.tasks import Listing, Matching
    from rusus.model import Match

RECORD_KINDS = ("claims", "quotes", "statistics", "match", "groups", "judgements", "decisions")
EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED = 0, 1, 130


def main() -> None:
    """Runs the command line and exits: 0 done, 1 some input failed, 2 usage, 130 interrupted."""
    if "_RUSUS_COMPLETE" in os.environ:
        commands.main(prog_name="rusus")
    # What was loaded stays to the end, and looking for garbage among a hundred thousand such objects, now and then
    # and once more when Python ends, costs a sixth of a run on one article (0.32 s against 0.28 s).
    gc.set_threshold(100_000, 20, 20)
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Runs one command and returns the exit code; every message goes to standard error."""
    try:
        # Not Click's own main: that one ends a closed pipe with exit code 1.
        with commands.make_context("rusus", arguments) as context:
            return commands.invoke(context) or EXIT_DONE
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return EXIT_DONE
    except RususError as error:
        from rusus.batch.progress import complain

        complain(str(error))
        return EXIT_FAILED


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="rusus %(version)s")
def commands() -> None:
    """Find the claims, quotes and statistics of news articles, offline.

    PATHS are files, folders (read recursively, in sorted order) and - for standard input, which is also
    read when something is piped in and nothing is named.

    \b
      rusus claims article.txt
      rusus quotes articles/ --jsonl | jq -r .speaker
      rusus match article.txt --against archive/
    """


@commands.command(short_help="Sentences that hold a claim, a quote or a statistic.")
@input_options
@click.option("--all", "every", is_flag=True, help="Every sentence of every block, tagged or not.")
@click.option(
    "--tag",
    "tags",
    multiple=True,
    type=click.Choice(("claim", "quote", "statistic")),
    help="Only sentences with this tag (repeatable: with any of them).",
)
@click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.0, help="Only sentences with at least this claim score."
)
@click.option(
    "--sort",
    type=click.Choice(("position", "score")),
    default="position",
    show_default=True,
    help="As in the articles, or the best score first.",
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the N best scores, over all articles.")
@click.option("--explain", is_flag=True, help="Say what made each score: the features with the greatest weight.")
@output_options
@folder_options
@common_options
def claims(**options: Any) -> int:
    """Print each sentence that is a claim, a quote or a statistic, with scores and speaker."""
    return _list("claims", options)


@commands.command(short_help="Quotations with source, speaker and cue.")
@input_options
@click.option("--all", "every", is_flag=True, help="Also what stands in headlines, captions and boilerplate.")
@click.option("--explain", is_flag=True, help="Print what may be a quotation instead, and why it is one or not.")
@output_options
@folder_options
@common_options
def quotes(**options: Any) -> int:
    """Print each quotation, direct, indirect or mixed, with its source, speaker and cue."""
    return _list("judgements" if options["explain"] else "quotes", options)


@commands.command(short_help="Numbers with value, unit, range, change and period.")
@input_options
@click.option("--all", "every", is_flag=True, help="Every quantity, also small counts, ages and scores, in any block.")
@click.option("--explain", is_flag=True, help="Print every number instead, and the rule that kept it or left it out.")
@output_options
@folder_options
@common_options
def statistics(**options: Any) -> int:
    """Print each statistic with value, unit, range or change, and period."""
    return _list("decisions" if options["explain"] else "statistics", options)


@commands.command(short_help="Where others say the same, and what differs.")
@input_options
@click.option(
    "--against", multiple=True, required=True, metavar="PATHS-or-STORE", help="Articles, folders or one store."
)
@click.option(
    "--min-score", type=click.FloatRange(0, 1), help="Only matches that are at least this probable.  [default: 0.6]"
)
@click.option("--group", is_flag=True, help="One record a sentence: in how many articles, from how many sources.")
@output_options
@common_options
def match(**options: Any) -> int:
    """Print where other articles say the same, and what differs: numbers, quoted words, speakers."""
    from rusus.batch.tasks import Matching, match_file
    from rusus.cli.stores import opened_store
    from rusus.matching.find import THRESHOLD
    from rusus.output.formats import assemble

    style = chosen_style("groups" if options["group"] else "match", options)
    inputs = chosen_inputs(options)
    threshold = THRESHOLD if options["min_score"] is None else options["min_score"]
    report = _new_report()
    with opened_store(options["against"], report, options) as store:
        matching = Matching(style, store, threshold, options["max_size"], options["group"])
        outcomes = _outcomes(inputs, partial(match_file, matching=matching), report, options)
        bodies = _grouped(outcomes, matching) if options["group"] else (outcome.text for outcome in outcomes)
        return _finish(assemble(bodies, style), report, inputs, options)


@commands.command(short_help="Keep the records of many articles in one file.")
@click.argument("store", type=click.Path())
@input_options
@click.option(
    "--claims", "archives", multiple=True, metavar="FILE", help="Add known claims: CSV, JSONL or ClaimReview JSON."
)
@click.option("--prune", is_flag=True, help="Take out the articles that PATHS no longer lead to.")
@common_options
def index(**options: Any) -> int:
    """Keep the records of many articles in STORE, a SQLite file that match --against reads."""
    from rusus.cli.stores import build_fast_index, fill_store, store_claims, store_summary

    named = options["paths"] or options["files_from"] or not options["archives"]
    inputs = chosen_inputs(options) if named else Inputs((), 0)
    report = _new_report()
    began = time.monotonic()
    known = sum(store_claims(options["store"], file, report, options["max_size"]) for file in options["archives"])
    pruned = fill_store(options["store"], inputs.items, report, options)
    build_fast_index(options["store"])
    if not options["quiet"]:
        from rusus.batch.progress import complain

        complain(store_summary(options["store"], report, known, pruned, time.monotonic() - began))
    return report.exit_code()


@commands.command(short_help="The JSON Schema of a record.")
@click.argument("name", type=click.Choice(RECORD_KINDS))
def schema(name: str) -> int:
    """Print the JSON Schema of a record."""
    from rusus.output.writing import write
    from rusus.resources import read_text

    write([read_text(f"schema-{name}.json")])
    return EXIT_DONE


def _list(kind: str, options: dict[str, Any]) -> int:
    """Runs one of the listing commands: every file to its records, printed as they come."""
    from rusus.batch.tasks import Listing, list_file
    from rusus.output.formats import assemble

    listing = Listing(
        chosen_style(kind, options),
        options["every"],
        options.get("tags", ()),
        options.get("min_score", 0.0),
        options.get("top"),
        options.get("sort") == "score",
        options["max_size"],
        options.get("explain", False),
    )
    inputs = chosen_inputs(options)
    if options["out_dir"] is not None:
        return _fill_folder(inputs, listing, options)
    if options["text"] and inputs.total != 1:
        raise click.UsageError("--text prints one article; name one file, or give --out-dir.")
    report = _new_report()
    outcomes = _outcomes(inputs, partial(list_file, listing=listing), report, options)
    bodies = _ranked(outcomes, listing) if listing.gathered else (outcome.text for outcome in outcomes)
    return _finish(assemble(bodies, listing.style), report, inputs, options)


def _fill_folder(inputs: Inputs, listing: Listing, options: dict[str, Any]) -> int:
    """Writes what each article holds to a file of its own, and leaves alone what an earlier run has done."""
    from rusus.batch.output_folder import Filing, OutputFolder, file_article

    filing = Filing(options["out_dir"], listing)
    report = _new_report()
    began = time.monotonic()
    with OutputFolder(filing) as folder:
        pending = Inputs(folder.pending(inputs.items), inputs.total)
        for outcome in _outcomes(pending, partial(file_article, filing=filing), report, options):
            folder.note(outcome)
    return _conclude(report, inputs, began, options)


def _ranked(outcomes: Iterable[Outcome], listing: Listing) -> Iterator[str]:
    from rusus.batch.tasks import rank
    from rusus.output.formats import body

    yield body(rank((record for outcome in outcomes for record in outcome.records), listing), listing.style)


def _grouped(outcomes: Iterable[Outcome], matching: Matching) -> Iterator[str]:
    from rusus.matching.groups import group_matches
    from rusus.output.formats import body
    from rusus.output.records import groups_records
    from rusus.store.database import Store

    with Store(matching.store, read_only=True) as store:
        sizes = store.sizes()
    matches: list[Match] = []
    for outcome in outcomes:
        matches += outcome.matches
        sizes[outcome.name] = outcome.size
    yield body(list(groups_records(group_matches(matches, sizes))), matching.style)


def _new_report() -> Report:
    from rusus.batch.outcomes import Report

    return Report()


def _outcomes(inputs: Inputs, work: Any, report: Report, options: dict[str, Any]) -> Iterator[Outcome]:
    """Runs the batch under the eyes of whoever sits at the terminal."""
    from rusus.batch.progress import bar_wanted, watch, with_bar
    from rusus.batch.runner import run

    outcomes = run(inputs.items, work, jobs_of(options))
    if inputs.many and bar_wanted(options["quiet"], options.get("output") or options.get("out_dir")):
        outcomes = with_bar(outcomes, inputs.total)
    return watch(outcomes, report, options["verbose"])


def _finish(pieces: Iterable[str], report: Report, inputs: Inputs, options: dict[str, Any]) -> int:
    """Writes the output and says how it went; returns the exit code."""
    from rusus.output.writing import write

    began = time.monotonic()
    write(pieces, options["output"])
    return _conclude(report, inputs, began, options)


def _conclude(report: Report, inputs: Inputs, began: float, options: dict[str, Any]) -> int:
    """Says how it went where that is asked for or some input failed; returns the exit code."""
    from rusus.batch.progress import complain

    if options["verbose"] or (report.failed and inputs.many and not options["quiet"]):
        complain(f"{report.summary()}, {time.monotonic() - began:.1f} seconds")
    return report.exit_code(options["fail_empty"])


if __name__ == "__main__":
    main()
