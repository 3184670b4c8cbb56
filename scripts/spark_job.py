"""A Spark job: reads a folder of JSON Lines or Parquet and writes records, matches and groups as Parquet.

    spark-submit scripts/spark_job.py claims quotes statistics articles/ out/
    spark-submit --master yarn --archives env.tar.gz#env scripts/spark_job.py match groups s3a://news/2024 s3a://out/2024

Each kind goes to a folder of its name in OUTPUT, which must not be there yet. Articles have the columns id and text,
and may have date and source; --text and the like name other columns. docs/scaling.md says what the workers need.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import rusus.spark
from rusus.errors import RususError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

KINDS = ("claims", "quotes", "statistics", "match", "groups")
COLUMNS = ("id", "text", "date", "source")


def main() -> int:
    """Runs the job and returns the exit code."""
    options = _options()
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("rusus").getOrCreate()
    try:
        run(session, options)
    except RususError as error:
        print(f"rusus: {error}", file=sys.stderr)
        return 1
    finally:
        session.stop()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="+", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("input", help="a file or folder, at any address that Spark reads")
    parser.add_argument("output", help="a folder for the folders of the kinds")
    parser.add_argument(
        "--format", choices=("jsonl", "parquet"), help="of INPUT (default: parquet if named so, else jsonl)"
    )
    parser.add_argument("--all", action="store_true", help="records of every sentence, as rusus claims --all")
    for name in COLUMNS:
        parser.add_argument(
            f"--{name}", default=name, metavar="COLUMN", help=f"the column that holds it (default: {name})"
        )
    return parser.parse_args()


def run(session: SparkSession, options: argparse.Namespace) -> None:
    """Reads the articles and writes what is asked for."""
    articles = read(session, options)
    matches = None
    for kind in options.kinds:
        target = f"{options.output.rstrip('/')}/{kind}"
        if kind in ("claims", "quotes", "statistics"):
            getattr(rusus.spark, kind)(articles, options.all).write.parquet(target)
        else:
            matches = rusus.spark.match(articles).persist() if matches is None else matches
            found = matches if kind == "match" else rusus.spark.groups(matches, rusus.spark.sizes(articles))
            found.write.parquet(target)


def read(session: SparkSession, options: argparse.Namespace) -> DataFrame:
    """Returns the articles under the column names that rusus.spark knows.

    Of JSON Lines the columns are named beforehand, so that nothing is read twice; a line that is no JSON is a row of
    nulls, and so one with an error.
    """
    named = {getattr(options, name): name for name in COLUMNS}
    parquet = options.format == "parquet" or (options.format is None and options.input.rstrip("/").endswith(".parquet"))
    if parquet:
        found = session.read.parquet(options.input)
    else:
        found = session.read.schema(", ".join(f"`{name}` string" for name in named)).json(options.input)
    kept = [name for name in named if name in found.columns]
    return found.select(*(found[name].alias(named[name]) for name in kept))


if __name__ == "__main__":
    sys.exit(main())
