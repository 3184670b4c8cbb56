"""Spark: the records of the commands, matches and groups of matches, from and to DataFrames (``rusus[spark]``).

What the workers do stands in ``rusus.distributed``; docs/scaling.md says how to run it on a cluster, and what it costs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

from rusus.distributed.extraction import record_batches, record_columns
from rusus.distributed.forms import form_batches, form_columns, key_batches, key_columns
from rusus.distributed.pairs import (
    likely_batches,
    one_to_one_batches,
    pair_columns,
    verdict_batches,
    verdict_columns,
)
from rusus.errors import RususError
from rusus.matching.groups import REPRINT
from rusus.output.arrow import require_arrow
from rusus.output.schemas import KEYS
from rusus.store.database import MOST_EQUAL
from rusus.vocabulary import MATCH_THRESHOLD, MATCH_VERDICTS, ListedKind

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

PLACE = ("file", "start", "end", "line", "column", "date", "copies", "standalone")
"""Columns of where a sentence stands."""
MOST_OF_KEY = 1000
"""In how many different sentences a key may stand: a key of more tells little, and costs the square of their number.

No key of 123 BASIL articles is in more than 76 sentences, so that none was left out there; chosen by hand.
"""

RARE_KEY, KEYS_TOGETHER = 10, 3
"""A key of so many sentences tells enough by itself; of more frequent ones two sentences share so many, that is three
words. On BASIL that loses no matching pair and saves a quarter of the comparing; 5 for 10 loses 1.5 % of the pairs. On
3,000 made articles it loses 39 of 35,307 matches.
"""

Work = Callable[[Iterable[Any]], Iterator[Any]]


def claims(df: DataFrame, include_all: bool = False) -> DataFrame:
    """Returns the claims records of articles: ``df`` has the columns id and text, and may have date and source.

    The columns are the keys of the records, typed; ``file`` is the article's id, ``error`` says what is wrong with an
    article of which nothing could be read, and date and source come as article_date and article_source. Raises
    RususError where a column or the extra is missing.
    """
    return _listed(df, "claims", include_all)


def quotes(df: DataFrame, include_all: bool = False) -> DataFrame:
    """Returns the quotes records of articles, in the columns that ``claims`` describes."""
    return _listed(df, "quotes", include_all)


def statistics(df: DataFrame, include_all: bool = False) -> DataFrame:
    """Returns the statistics records of articles, in the columns that ``claims`` describes."""
    return _listed(df, "statistics", include_all)


def _listed(df: DataFrame, kind: ListedKind, include_all: bool) -> DataFrame:
    articles = _articles(df)
    columns = record_columns(kind, articles.columns)
    return _mapped(articles, partial(record_batches, kind=kind, include_all=include_all, columns=columns), columns)


def match(df: DataFrame, threshold: float = MATCH_THRESHOLD, collapse: bool = True) -> DataFrame:
    """Returns the sentences of articles that other articles of ``df`` say as well, with the columns of match records.

    Both directions of a pair are there, as if each article were matched against a store of all. If ``collapse``,
    articles of the same text are matched once, under the first of their ids; ``copies`` and ``other_copies`` say how
    many they are, and ``copies(df)`` which. Of a sentence in more than MOST_EQUAL articles the first of them count, and
    pairs that share only keys of more than MOST_OF_KEY sentences are not found. Spark keeps the different sentences
    and the pairs, which are read several times, until ``spark.catalog.clearCache()``.
    """
    articles = _articles(df).select("id", "text", *(["date"] if "date" in df.columns else []))
    if collapse:
        articles = _distinct(articles)
    forms = _forms(_sentences(articles)).persist()
    sketched = _with_sketches(_candidates(forms).persist(), forms)
    likely = _mapped(sketched, partial(likely_batches, threshold=threshold), pair_columns())
    compared = _with_statements(likely.unionByName(_repeated(forms)), forms)
    verdicts = _mapped(compared, partial(verdict_batches, threshold=threshold), verdict_columns())
    return _placed(verdicts, forms, collapse)


def copies(df: DataFrame) -> DataFrame:
    """Returns which articles have the same text: ``file``, and ``first``, the first id of those that share its text."""
    from pyspark.sql import functions as f

    shared = _articles(df).select("id", f.sha2("text", 256).alias("hash"))
    firsts = shared.groupBy("hash").agg(f.min("id").alias("first"))
    return shared.join(firsts, "hash").select(f.col("id").alias("file"), "first")


def _distinct(articles: DataFrame) -> DataFrame:
    """Returns the articles of different texts, each with the first of its ids and the number of its copies."""
    from pyspark.sql import functions as f

    others = [f.min_by(name, "id").alias(name) for name in articles.columns if name not in ("id", "text")]
    once = articles.groupBy(f.sha2("text", 256).alias("hash")).agg(
        f.min("id").alias("id"), f.first("text").alias("text"), f.count("*").alias("copies"), *others
    )
    return once.drop("hash")


def _sentences(articles: DataFrame) -> DataFrame:
    """Returns the sentences of articles that matching looks at; those of bad articles are left out."""
    from pyspark.sql import functions as f

    return _mapped(articles, form_batches, form_columns()).where(f.col("error").isNull())


def _forms(sentences: DataFrame) -> DataFrame:
    """Returns the different sentences, each with the places where it stands, at most MOST_EQUAL."""
    from pyspark.sql import functions as f

    same = (f.first(name).alias(name) for name in ("id", "text", "tag", "statement", "sketch"))
    place = f.struct(*PLACE)
    return sentences.groupBy("form").agg(
        *same, f.slice(f.sort_array(f.collect_list(place)), 1, MOST_EQUAL).alias("places")
    )


def _keys(forms: DataFrame) -> DataFrame:
    """Returns a row for each key of each form."""
    return _mapped(forms.select("form", "id", "text"), key_batches, key_columns())


def _candidates(forms: DataFrame) -> DataFrame:
    """Returns the pairs of forms, each once, that share a key which few have, or several keys; ``key`` is one of them.

    It is the most frequent one, so that few keys have many pairs each.
    """
    from pyspark.sql import functions as f

    sharing = _keys(forms).groupBy("key").agg(f.sort_array(f.collect_list("form")).alias("forms"))
    few = sharing.where(f.size("forms").between(2, MOST_OF_KEY))
    # Each form with those after it: pairs are made where the key is.
    met = few.select("key", "forms", f.posexplode("forms").alias("place", "ours")).select(
        "key",
        "ours",
        f.explode(f.slice("forms", f.col("place") + 2, MOST_OF_KEY)).alias("theirs"),
        f.size("forms").alias("size"),
    )
    shared = met.groupBy("ours", "theirs").agg(
        f.count("*").alias("keys"), f.min("size").alias("size"), f.max_by("key", "size").alias("key")
    )
    enough = (f.col("size") <= RARE_KEY) | (f.col("keys") >= KEYS_TOGETHER)
    return shared.where(enough).select("key", "ours", "theirs")


def _with_sketches(pairs: DataFrame, forms: DataFrame) -> DataFrame:
    """Returns the rows of ``likely_batches``: those of a key together, the sketches of its forms before its pairs.

    A form has some ten keys with pairs, however many pairs it has, and to each of them its sketch is sent.
    """
    from pyspark.sql import functions as f

    one, other = (pairs.select("key", f.col(name).alias("form")) for name in ("ours", "theirs"))
    sketches = one.union(other).distinct().join(forms.select("form", "sketch"), "form")
    first = sketches.select("key", f.col("form").alias("ours"), f.lit(None).cast("long").alias("theirs"), "sketch")
    rows = first.unionByName(pairs.withColumn("sketch", f.lit(None).cast("binary")))
    return rows.repartition("key").sortWithinPartitions("key", f.asc_nulls_first("theirs"))


def _repeated(forms: DataFrame) -> DataFrame:
    """Returns the forms of several places, each as a pair with itself."""
    from pyspark.sql import functions as f

    return forms.where(f.size("places") > 1).select(f.col("form").alias("ours"), f.col("form").alias("theirs"))


def _with_statements(pairs: DataFrame, forms: DataFrame) -> DataFrame:
    """Returns pairs of forms with the statements of both; those of one form together, so that it is read once."""
    from pyspark.sql import functions as f

    one = forms.select(f.col("form").alias("ours"), "statement")
    two = forms.select(f.col("form").alias("theirs"), f.col("statement").alias("other_statement"))
    return pairs.join(two, "theirs").join(one, "ours").sortWithinPartitions("ours")


def _placed(verdicts: DataFrame, forms: DataFrame, collapsed: bool) -> DataFrame:
    """Returns the verdicts as match records: for each two articles, the best of their sentences."""
    from pyspark.sql import functions as f

    ours = forms.select(f.col("form").alias("ours"), "id", "text", "tag", f.explode("places").alias("place"))
    theirs = forms.select(
        f.col("form").alias("theirs"),
        f.col("id").alias("other_id"),
        f.col("text").alias("other_text"),
        f.explode("places").alias("other"),
    )
    found = verdicts.join(ours, "ours").join(theirs, "theirs").where("place.file != other.file")
    columns = {name: f.lit(None).cast("string").alias(name) for name in ("other_title", "other_rating", "other_url")}
    columns |= {name: f.col(f"place.{name}") for name in PLACE} | {
        f"other_{name}": f.col(f"other.{name}") for name in PLACE
    }
    columns |= {name: f.col(name) for name in found.columns if name not in ("ours", "theirs", "place", "other")}
    counted = ("copies", "other_copies") if collapsed else ()
    chosen = found.select(*(columns[name].alias(name) for name in (*KEYS["match"], *counted, "takes")))
    ordered = chosen.repartition("file", "other_file").sortWithinPartitions(
        "file", "other_file", f.desc("score"), "start", "other_start"
    )
    return ordered.mapInArrow(one_to_one_batches, ordered.schema).drop("takes")


def groups(matches: DataFrame, sizes: DataFrame | None = None) -> DataFrame:
    """Returns a row for each sentence that several articles have, in the columns of groups records (``group_matches``).

    ``matches`` are those of ``match``; ``sizes`` has for each file its ``size``, which is the number of its sentences
    that matching looks at (the function ``sizes``); without it an article counts as large as the sentences of it that
    matched. Copies that ``match`` collapsed count as articles, and as one source.
    """
    from pyspark.sql import functions as f

    one, other = f.xxhash64("file", "start"), f.xxhash64("other_file", "other_start")
    placed = matches.withColumn("one", one).withColumn("other", other).persist()
    labels = components(placed.select("one", "other")).withColumnRenamed("node", "one")
    grouped = placed.join(labels, "one")
    first = f.struct("file", "start")
    told = grouped.groupBy("label").agg(
        f.min_by("id", first).alias("id"),
        f.min_by("text", first).alias("text"),
        f.struct(*(f.count_if(f.col("verdict") == name).alias(name) for name in MATCH_VERDICTS)).alias("verdicts"),
    )
    return told.join(_members(grouped, _reprints(placed, sizes)), "label").select(*KEYS["groups"])


def _members(grouped: DataFrame, reprints: DataFrame) -> DataFrame:
    """Returns by label the articles of each group, and how many they and their sources are."""
    from pyspark.sql import functions as f

    counted = "copies" in grouped.columns
    sides = (
        grouped.select(
            "label",
            f.col(f"{side}file").alias("file"),
            (f.col(f"{side}copies") if counted else f.lit(1)).alias("copies"),
        )
        for side in ("", "other_")
    )
    members = reduce(lambda some, more: some.unionByName(more), sides).distinct()
    return (
        members.join(reprints, "file", "left")
        .groupBy("label")
        .agg(
            f.sum("copies").alias("articles"),
            f.count_distinct(f.coalesce("source", "file")).alias("sources"),
            f.sort_array(f.collect_set("file")).alias("files"),
        )
    )


def _reprints(placed: DataFrame, sizes: DataFrame | None) -> DataFrame:
    """Returns for each article that is a reprint, or has one, the ``source`` that they are counted as."""
    from pyspark.sql import functions as f

    sides = (
        placed.select(f.col(f"{side}file").alias("file"), f.col(f"{side}start").alias("start"))
        for side in ("", "other_")
    )
    matched = (
        reduce(lambda some, more: some.unionByName(more), sides)
        .groupBy("file")
        .agg(f.count_distinct("start").alias("size"))
    )
    known = matched if sizes is None else sizes
    shared = placed.where(f.col("verdict") == "same").groupBy("file", "other_file").count()
    sized = shared.join(known, "file").join(
        known.select(f.col("file").alias("other_file"), f.col("size").alias("other_size")), "other_file"
    )
    same = sized.where((f.col("count") >= 2) & (f.col("count") >= REPRINT * f.least("size", "other_size")))
    found = components(same.select(f.col("file").alias("one"), f.col("other_file").alias("other")))
    return found.withColumnsRenamed({"node": "file", "label": "source"})


def sizes(df: DataFrame) -> DataFrame:
    """Returns for each article (``file``) its ``size``: the number of its sentences that matching looks at."""
    from pyspark.sql import functions as f

    return _sentences(_articles(df).select("id", "text")).groupBy("file").agg(f.count("*").alias("size"))


def components(edges: DataFrame) -> DataFrame:
    """Returns for each node of a graph with the edges (``one``, ``other``) the least node that it hangs together with.

    The columns are node and label. Large and small stars in turn, each of which costs two shuffles of the edges, until
    nothing changes: some log² of the number of nodes (Kiveris et al., Connected Components in MapReduce and Beyond).
    """
    from pyspark.sql import functions as f

    nodes = edges.select(f.col("one").alias("node")).union(edges.select("other")).distinct()
    stars = edges.where("one != other").select(
        f.greatest("one", "other").alias("one"), f.least("one", "other").alias("other")
    )
    stars, before, now = stars.distinct().localCheckpoint(), None, None
    while before is None or now != before:
        stars, before = _star(_star(stars, large=True), large=False).localCheckpoint(), now
        now = stars.agg(f.count("*"), f.sum(f.xxhash64("one", "other").cast("decimal(38,0)"))).first()
    labels = stars.select(f.col("one").alias("node"), f.col("other").alias("label"))
    return nodes.join(labels, "node", "left").select("node", f.coalesce("label", "node").alias("label"))


def _star(edges: DataFrame, large: bool) -> DataFrame:
    """Hangs on the least neighbour of each node those that are greater than it, or it and the smaller ones."""
    from pyspark.sql import functions as f

    turned = edges.select(f.col("other").alias("one"), f.col("one").alias("other"))
    near = edges.union(turned).distinct() if large else edges
    least = near.groupBy("one").agg(f.least(f.min("other"), "one").alias("least"))
    hung = near.join(least, "one").where(f.col("other") > f.col("one") if large else f.col("other") != f.col("least"))
    found = hung.select(f.col("other").alias("one"), f.col("least").alias("other"))
    found = found if large else found.union(least.select("one", f.col("least").alias("other")))
    return found.where("one != other").distinct()


def _articles(df: DataFrame) -> DataFrame:
    """Returns the columns that count, as text; raises RususError where one is missing."""
    require_arrow()
    from pyspark.sql import functions as f

    missing = [name for name in ("id", "text") if name not in df.columns]
    if missing:
        had = ", ".join(df.columns)
        raise RususError(f"the DataFrame has no column {missing[0]}, but {had}; rename the one that is meant")
    _use_this_python(df)
    kept = [name for name in ("id", "text", "date", "source") if name in df.columns]
    return df.select(*(f.col(name).cast("string").alias(name) for name in kept))


def _use_this_python(df: DataFrame) -> None:
    """Lets local workers run the Python that runs this: Spark starts the system's, which has no rusus.

    On a cluster, and where somebody has chosen a Python, nothing is changed: PYSPARK_PYTHON names it (docs/scaling.md).
    """
    context = getattr(df.sparkSession, "_sc", None)
    chosen = "PYSPARK_PYTHON" in os.environ or (context and context.getConf().get("spark.pyspark.python"))
    if context is not None and context.master.startswith("local") and not chosen:
        context.pythonExec = sys.executable


def _mapped(df: DataFrame, work: Work, columns: pa.Schema) -> DataFrame:
    """Returns what ``work`` makes of the batches of a DataFrame."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return df.mapInArrow(work, from_arrow_schema(columns))
