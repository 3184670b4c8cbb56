"""Measures rusus.spark by size: seconds, the largest key, shuffled bytes and memory, in one process and in two.

    python -m scripts.benchmark.spark [--sizes 1000 3000 10000] [--cores 1 2] [--against-store 2000]

The corpus is that of scripts.benchmark.corpus. Each size is run in a Spark of its own; 50,000
articles ask for --heap 6g --partitions 16. Seconds are on the clock, so
that they mean something on a machine that does nothing else; CPU seconds are those of the JVM and of all workers
together, and hold on a busy machine too. With --against-store the matches of so many articles are compared with those
that rusus.match finds in a store.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts import ROOT, command_line
from scripts.benchmark.corpus import articles, write

PARTITIONS = 4
"""Instead of Spark's 200, each of which costs a task's start; 50,000 articles need some more."""


def main() -> None:
    """Runs the script."""
    parser = command_line(__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 3000, 10000])
    parser.add_argument("--cores", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--heap", default="2g", help="memory of the JVM (6g for 50,000 articles)")
    parser.add_argument("--partitions", default=str(PARTITIONS), help="in how many parts the articles are")
    parser.add_argument("--against-store", type=int, metavar="N")
    parser.add_argument("--one", nargs=3, help="(inside) a corpus, cores, and the folder of Spark's log")
    options = parser.parse_args()
    if options.one:
        measure_one(*options.one, options.heap, options.partitions)
        return
    if options.against_store:
        against_store(options.against_store)
    for size in options.sizes:
        for cores in options.cores:
            print(
                f"{size} articles, local[{cores}]: {measured(size, cores, options.heap, options.partitions)}",
                flush=True,
            )


def measured(size: int, cores: int, heap: str, partitions: str) -> str:
    """Returns what a Spark of its own takes for so many articles."""
    with tempfile.TemporaryDirectory(prefix="rusus-spark-") as folder:
        corpus, log = Path(folder, "corpus.jsonl"), Path(folder, "log")
        write(corpus, size)
        log.mkdir()
        command = [sys.executable, "-m", "scripts.benchmark.spark", "--heap", heap, "--partitions", partitions]
        command += ["--one", str(corpus), str(cores), str(log)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr[-3000:])
        return f"{done.stdout.strip()}, {shuffled_bytes(log) / 1e6:.1f} MB shuffled"


def session_of(cores: int, log: str = "", heap: str = "2g", partitions: str = str(PARTITIONS)) -> Any:
    """Returns a local Spark with so much memory that writes what it does to the folder ``log``."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.driver.memory": heap,
        "spark.sql.shuffle.partitions": partitions,
        "spark.eventLog.enabled": str(bool(log)).lower(),
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
    }
    builder = SparkSession.builder.master(f"local[{cores}]")
    for name, value in {**settings, **({"spark.eventLog.dir": f"file://{log}"} if log else {})}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def measure_one(corpus: str, cores: str, log: str, heap: str, partitions: str) -> None:
    """Prints the seconds of claims and of matching, the largest key, and memory."""
    from pyspark.sql import functions as f

    import rusus.spark

    session = session_of(int(cores), log, heap, partitions)
    df = session.read.schema("id string, text string").json(corpus).repartition(int(partitions))
    claims, records = timed(lambda: rusus.spark.claims(df).count())
    matching, matches = timed(lambda: rusus.spark.match(df).count())
    distinct = rusus.spark._distinct(rusus.spark._articles(df).select("id", "text"))
    keyed = rusus.spark._keys(rusus.spark._forms(rusus.spark._sentences(distinct))).groupBy("key").count()
    largest, keys = keyed.agg(f.max("count"), f.sum("count")).first()
    print(
        f"claims {claims} ({records} records), match {matching} ({matches} matches), {keys} keys,"
        f" the largest of {largest} sentences, {memory('java')} MB JVM,"
        f" {memory('pyspark.daemon')} MB the largest worker",
        end="",
    )
    session.stop()


def timed(work: Any) -> tuple[str, int]:
    """Returns the seconds that some work takes, on the clock and of the CPU, and what it gives."""
    began, used = time.monotonic(), cpu_seconds()
    found = work()
    return f"{time.monotonic() - began:.0f} s (CPU {cpu_seconds() - used:.0f} s)", found


def cpu_seconds() -> float:
    """Returns the CPU seconds, user and system, of all processes below this one, those that have ended among them."""
    ticks = sum(sum(map(int, fields[11:15])) for _, fields in processes_below())
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(name: str) -> int:
    """Returns the most memory, in MB, that a process below this one has taken whose command line holds ``name``."""
    found = (path for path, _ in processes_below())
    peaks = (peak_memory(path) for path in found if name in read_or_nothing(Path(path, "cmdline")))
    return max(peaks, default=0)


def peak_memory(process: Path) -> int:
    """Returns the most memory, in MB, that a process has taken; 0 for one that has ended."""
    peak = re.search(r"VmHWM:\s+(\d+)", read_or_nothing(Path(process, "status")))
    return int(peak[1]) // 1024 if peak else 0


def processes_below() -> list[tuple[Path, list[str]]]:
    """Returns the folder in /proc of each process below this one, and the fields of its ``stat`` after its name."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        if fields := read_or_nothing(Path(path, "stat")).rpartition(")")[2].split():
            found[int(path.name)] = (path, fields)
    parents = {pid: int(fields[1]) for pid, (_, fields) in found.items()}
    return [each for pid, each in found.items() if os.getpid() in ancestors(pid, parents)]


def ancestors(pid: int, parents: dict[int, int]) -> Iterator[int]:
    """Yields the processes above a process."""
    while (pid := parents.get(pid, 0)) > 0:
        yield pid


def read_or_nothing(path: Path) -> str:
    """Returns the text of a file, "" where the process that it is about has ended."""
    try:
        return path.read_text()
    except OSError:
        return ""


def shuffled_bytes(log: Path) -> int:
    """Returns the bytes that were shuffled, from the log that Spark writes."""
    return sum(metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"] for metrics in task_metrics(log))


def task_metrics(log: Path) -> Iterator[dict[str, Any]]:
    """Yields the metrics of each task in the logs of a folder."""
    for file in (path for path in log.rglob("*") if path.is_file()):
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                if '"SparkListenerTaskEnd"' in line and "Task Metrics" in (event := json.loads(line)):
                    yield event["Task Metrics"]


def against_store(count: int) -> None:
    """Prints how many matches Spark and a store have in common, and how many only one of them has."""
    import rusus
    import rusus.spark
    from rusus.output.records import match_records

    rows = list(articles(count))
    session = session_of(2)
    df = session.createDataFrame([(row["id"], row["text"]) for row in rows], "id string, text string")
    found = rusus.spark.match(df.repartition(PARTITIONS), collapse=False).collect()
    ours = {json.dumps(row.asDict(recursive=True), sort_keys=True) for row in found}
    session.stop()
    with rusus.Store() as store:
        documents = [rusus.extract(row["text"], row["id"]) for row in rows]
        store.add_many(documents)
        theirs = {
            json.dumps(record, sort_keys=True)
            for document in documents
            for record in match_records(rusus.match(document, store))
        }
    print(
        f"{count} articles: {len(ours & theirs)} matches that both find, {len(ours - theirs)} that only Spark finds,"
        f" {len(theirs - ours)} that only the store finds; {len(found) - len(ours)} doubled",
        flush=True,
    )


if __name__ == "__main__":
    main()
