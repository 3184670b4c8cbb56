"""The command line: a thin skin over the library, made with Click."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

import click

from rusus import __version__
from rusus.cli.options import FILE, Options, common_options, folder_options, input_options, output_options
from rusus.errors import RususError
from rusus.vocabulary import (
    MATCH_THRESHOLD,
    MATCH_VERDICTS,
    QUANTITY_KINDS,
    RECORD_KINDS,
    SEARCH_RESULTS,
    TAGS,
    RecordKind,
)

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
        from rusus.batch.progress import print_error

        print_error(str(error))
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
@click.option("--all", "include_all", is_flag=True, help="Every sentence of every block, tagged or not.")
@click.option(
    "--tag",
    "tags",
    multiple=True,
    type=click.Choice(TAGS),
    help="Only sentences with this tag (repeatable: with any of them).",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Only sentences that a fact-checker would check with at least this probability.",
)
@click.option(
    "--sort",
    type=click.Choice(("position", "score")),
    default="position",
    show_default=True,
    help="As in the articles, or what to check first.",
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only the N sentences to check first, over all articles; with --out-dir, of each article.",
)
@click.option("--explain", is_flag=True, help="Say what made each score: the reasons with the greatest weight.")
@click.option(
    "--standalone",
    is_flag=True,
    help="In tables, put names and dates into the sentences, in [square brackets], that are lost without the article.",
)
@output_options
@folder_options
@common_options
def claims(**options: Any) -> int:
    """Print each sentence that is a claim, a quote or a statistic, with scores and speaker.

    \b
      rusus claims article.txt --tag statistic
      rusus claims articles/ --sort score --top 20 -o best.csv
    """
    return _list("claims", options)


@commands.command(short_help="Quotations with source, speaker and cue.")
@input_options
@click.option("--all", "include_all", is_flag=True, help="Also what stands in headlines, captions and boilerplate.")
@click.option("--explain", is_flag=True, help="Print what may be a quotation instead, and why it is one or not.")
@output_options
@folder_options
@common_options
def quotes(**options: Any) -> int:
    """Print each quotation, direct, indirect or mixed, with its source, speaker and cue.

    \b
      rusus quotes article.txt
      rusus quotes articles/ --jsonl | jq -r .speaker | sort | uniq -c
    """
    return _list("judgements" if options["explain"] else "quotes", options)


@commands.command(short_help="Numbers with value, unit, range, change and period.")
@input_options
@click.option(
    "--all", "include_all", is_flag=True, help="Every quantity, also small counts, ages and scores, in any block."
)
@click.option("--explain", is_flag=True, help="Print every number instead, and the rule that kept it or left it out.")
@output_options
@folder_options
@common_options
def statistics(**options: Any) -> int:
    """Print each statistic with value, unit, range or change, and period.

    \b
      rusus statistics article.txt
      rusus statistics articles/ --format csv -o statistics.csv
    """
    return _list("decisions" if options["explain"] else "statistics", options)


@commands.command(short_help="Where others say the same, and what differs.")
@input_options
@click.option(
    "--against",
    multiple=True,
    required=True,
    type=FILE,
    metavar="PATHS-or-STORE",
    help="Articles, folders or one store.",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=MATCH_THRESHOLD,
    show_default=True,
    help="Only matches that are at least this probable.",
)
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    type=click.Choice(MATCH_VERDICTS),
    help="Only matches with this verdict (repeatable).  [default: all; a table counts same and close in a line]",
)
@click.option("--group", is_flag=True, help="One record a sentence: in how many articles, from how many sources.")
@output_options
@common_options
def match(**options: Any) -> int:
    """Print where other articles say the same, and what differs: numbers, quoted words, speakers.

    \b
      rusus match article.txt --against archive/
      rusus match article.txt --against archive.db --verdict numbers_disagree --verdict contradicts
    """
    from rusus.cli.running import match_articles

    return match_articles(Options(**options))


@commands.command(short_help="One page to look at: articles with what was found marked in them.")
@input_options
@click.option(
    "--against",
    multiple=True,
    type=FILE,
    metavar="PATHS-or-STORE",
    help="Show what these say of the same, side by side.",
)
@click.option("--title", default="rusus report", show_default=True, help="What the page is called.")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Write to FILE, which appears when all is written.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option("--fail-empty", is_flag=True, help="Exit with 1 when no sentence is tagged.")
@common_options
def report(**options: Any) -> int:
    """Write one HTML file that shows articles with their claims, quotes and numbers, and loads nothing from elsewhere.

    \b
      rusus report article.txt -o page.html --open
      rusus report articles/ --against archive.db -o page.html
    """
    from rusus.cli.running import report_articles

    return report_articles(Options(**options))


@commands.command(short_help="Keep the records of many articles in one file.")
@click.argument("store", type=FILE)
@input_options
@click.option(
    "--claims",
    "archives",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="Add known claims: CSV, JSONL or ClaimReview JSON.",
)
@click.option("--prune", is_flag=True, help="Take out the articles that PATHS no longer lead to.")
@click.option("--force", is_flag=True, help="Prune also where some of PATHS could not be read or hold no article.")
@common_options
def index(**options: Any) -> int:
    """Keep the records of many articles in STORE, a SQLite file that match --against reads.

    \b
      rusus index archive.db articles/ --prune
      rusus index archive.db --claims fact-checks.csv
    """
    from rusus.cli.running import index_articles

    return index_articles(Options(**options))


@commands.command(short_help="Ask a store: by text, speaker, number, unit and date.")
@click.argument("store", type=FILE)
@click.argument("query", metavar="[TEXT]", default="")
@click.option("--speaker", metavar="NAME", help="Only what this person or body said (part of the name is enough).")
@click.option("--unit", metavar="UNIT", help="Only with a number in this unit, or one that converts: km, USD, percent.")
@click.option("--of", metavar="WORDS", help="Only with a number of this: --of deaths.")
@click.option("--min-value", type=float, metavar="N", help="Only with a number of at least N (in --unit).")
@click.option("--max-value", type=float, metavar="N", help="Only with a number of at most N (in --unit).")
@click.option("--kind", type=click.Choice(QUANTITY_KINDS), help="Only with a number of this kind.")
@click.option("--since", metavar="DATE", help="Only what was published on DATE (2024-03-13, 2024-03, 2024) or later.")
@click.option("--until", metavar="DATE", help="Only what was published on DATE or before.")
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N", default=SEARCH_RESULTS, show_default=True, help="At most N."
)
@output_options
@click.option("-q", "--quiet", is_flag=True, help="No messages; errors stay.")
def search(**options: Any) -> int:
    """Print the sentences of STORE, and the known claims in it, that say the same as TEXT and pass the filters.

    Without TEXT: all that pass the filters, what a fact-checker would check first in front.

    \b
      rusus search archive.db "twelve dead after mine blast"
      rusus search archive.db --speaker Biden --unit percent --min-value 5
      rusus search archive.db --of deaths --min-value 10 --since 2024 --format csv
    """
    from rusus.cli.running import search_store

    return search_store(Options(**options))


@commands.command(short_help="The JSON Schema of a record.")
@click.argument("name", type=click.Choice(RECORD_KINDS))
def schema(name: RecordKind) -> int:
    """Print the JSON Schema of a record.

    \b
      rusus schema claims > claims.schema.json
    """
    import json

    from rusus.output.schemas import schema as schema_of
    from rusus.output.writing import write

    write([json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n"])
    return EXIT_DONE


def _list(kind: RecordKind, options: dict[str, Any]) -> int:
    from rusus.cli.running import list_articles

    return list_articles(kind, Options(**options))


if __name__ == "__main__":
    main()
