"""Measures a store of generated claims: how fast it is filled, how large it is, how long a search and an article take.

Usage: python -m scripts.benchmark.store [--claims N] [--store FILE] [--sentences N] [--articles N]
The claims are sentences of the sample article with most words replaced, by words as frequent as news uses them and by
made-up names, so that every claim is another. Times are CPU times of one process; p95 is of single searches.
Where tantivy is installed, all is measured again with the fast index. With --articles the store holds so many articles
of 30 such sentences as well (DISTINCT different ones), and searches with filters are measured.
"""

from __future__ import annotations

import itertools
import math
import os
import random
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import rusus
from rusus.similarity.content_words import word_weights
from rusus.store.fast_index import available, folder_of
from rusus.store.filters import Filters
from scripts import ROOT, command_line

SAMPLE = ROOT / "data" / "articles" / "russia-us-ties.txt"
KEPT, NAMES = 0.35, 0.12
"""Share of words kept from the sample, and of words replaced by a name."""
SYLLABLES = ("ka", "ro", "mi", "ten", "sa", "vo", "lu", "ber", "na", "dor", "shi", "pel", "gra", "wen", "to", "zi")
DISTINCT = 100
"""Articles that are extracted; more are the same under other names, for extracting takes most of the time."""
FILTERED = {
    "unit": Filters(unit="USD", min_value=1e9),
    "speaker": Filters(speaker="Bogdanov"),
    "date": Filters(since="2024-06-01", until="2024-06-30"),
}
WORD = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True)
class Found:
    """What was found: the ids of the first five results of each search, and the matches of an article."""

    hits: list[list[str]]
    matches: set[tuple[str, str, str]]


def claims(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yields as many claims as asked for, the same ones for the same seed."""
    chance = random.Random(seed)
    sentences = [sentence.text for sentence in rusus.extract(SAMPLE.read_text(encoding="utf-8")).sentences]
    sentences = [text for text in sentences if 60 < len(text) < 220]
    stems = list(word_weights())
    heights = list(itertools.accumulate(math.exp(-weight) for weight in word_weights().values()))
    drawn = iter(())
    for number in range(count):

        def instead(found: re.Match[str]) -> str:
            nonlocal drawn
            pick = chance.random()
            if pick < KEPT:
                return found[0]
            if pick < KEPT + NAMES:
                return "".join(chance.choices(SYLLABLES, k=3)).capitalize()
            word = next(drawn, None)
            if word is None:
                drawn = iter(chance.choices(stems, cum_weights=heights, k=100_000))
                word = next(drawn)
            return word

        yield {"id": f"claim-{number}", "text": WORD.sub(instead, chance.choice(sentences))}


def altered(text: str, seed: int) -> str:
    """Returns a text with every tenth word gone, so that the searches are for something that is nearly there."""
    chance = random.Random(seed)
    return WORD.sub(lambda found: "" if chance.random() < 0.1 else found[0], text)


def main() -> None:
    parser = command_line(__doc__)
    parser.add_argument("--claims", type=int, default=10_000, help="how many claims the store holds")
    parser.add_argument("--store", help="a file to keep it in, or to measure again; a temporary one otherwise")
    parser.add_argument("--sentences", type=int, default=30, help="how many sentences the article has")
    parser.add_argument("--articles", type=int, default=0, help="how many articles the store holds, for filters")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or os.path.join(folder, "claims.db")
        if not os.path.exists(path):
            fill(path, options.claims)
            fill_articles(path, options.articles)
        print(f"size of the file: {os.path.getsize(path) / 1e6:.0f} MB")
        plain = measure(path, options.claims, options.sentences)
        if options.articles:
            measure_filters(path)
        if available():
            compare(plain, make_fast(path, options.claims, options.sentences))
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def fill(path: str, count: int) -> None:
    made, spent = claims(count), 0.0
    with rusus.Store(path) as store:
        while batch := list(itertools.islice(made, 50_000)):
            start = time.process_time()
            store.add_claims(batch, "generated")
            spent += time.process_time() - start
    print(f"indexing: {count / spent:,.0f} claims a second ({spent:.1f} s)")


def fill_articles(path: str, count: int) -> None:
    """Puts articles into a store, one published on each day of 2024 in turn."""
    made = (claim["text"] for claim in claims(30 * DISTINCT, seed=8))
    documents = [
        rusus.extract("\n\n".join(itertools.islice(made, 30)), date=f"2024-{number % 12 + 1:02}-15")
        for number in range(min(DISTINCT, count))
    ]
    with rusus.Store(path) as store, store.transaction():
        for number in range(count):
            store.add(replace(documents[number % DISTINCT], name=f"{number}.txt"))


def measure_filters(path: str) -> None:
    """Prints how long searches with filters take, with a text and without."""
    texts = [altered(claim["text"], number) for number, claim in enumerate(claims(20, seed=8))]
    with rusus.Store(path, read_only=True) as store:
        for name, filters in FILTERED.items():
            for text_kind, asked in (("with a text", texts), ("without a text", [""] * 5)):
                times, hits = [], 0
                for text in asked:
                    start = time.process_time()
                    hits += len(store.find(text, filters))
                    times.append(time.process_time() - start)
                times.sort()
                median, most = 1000 * times[len(times) // 2], 1000 * times[-1]
                print(f"filter by {name}, {text_kind}: median {median:.1f} ms, most {most:.1f} ms, {hits} found")


def make_fast(path: str, count: int, sentences: int) -> Found:
    """Measures a store again with its fast index (tantivy), and how long that is in the making."""
    start, began = time.process_time(), time.monotonic()
    with rusus.Store(path) as store:
        store.build_fast_index()
    spent, passed = time.process_time() - start, time.monotonic() - began
    size = sum(file.stat().st_size for file in Path(folder_of(path)).rglob("*") if file.is_file())
    print(f"\nfast index: {spent:.1f} s to make ({passed:.1f} s on the clock), {size / 1e6:.0f} MB")
    found = measure(path, count, sentences)
    shutil.rmtree(folder_of(path))
    return found


def compare(plain: Found, fast: Found) -> None:
    """Prints how much of what SQLite's index leads to the fast one leads to as well."""
    firsts = [ours[:1] == theirs[:1] for ours, theirs in zip(plain.hits, fast.hits)]
    recall = [len(set(ours) & set(theirs)) / len(ours) for ours, theirs in zip(plain.hits, fast.hits) if ours]
    kept = len(plain.matches & fast.matches) / max(1, len(plain.matches))
    print(
        f"the same first result for {100 * sum(firsts) / len(firsts):.1f} % of the searches,"
        f" {100 * sum(recall) / len(recall):.1f} % of the first five; {100 * kept:.1f} % of the matches,"
        f" and {len(fast.matches - plain.matches)} more"
    )


def measure(path: str, count: int, sentences: int) -> Found:
    texts = [
        altered(claim["text"], number)
        for number, claim in enumerate(itertools.islice(claims(count), 0, count, max(1, count // 200)))
    ]
    with rusus.Store(path, read_only=True) as store:
        store.search(texts[0])
        times, found, listed = [], 0, []
        for number, text in enumerate(texts):
            start = time.process_time()
            hits = store.search(text, limit=5)
            times.append(time.process_time() - start)
            listed.append([hit.id for hit in hits])
            found += any(hit.id == f"claim-{number * max(1, count // 200)}" for hit in hits)
        times.sort()
        print(
            f"search: median {1000 * times[len(times) // 2]:.1f} ms, p95 {1000 * times[int(len(times) * 0.95)]:.1f} ms,"
            f" found {found} of {len(texts)}"
        )
        article = rusus.extract("\n\n".join(texts[:sentences]), "generated.txt")
        start = time.process_time()
        matches = rusus.match(article, store)
        spent = time.process_time() - start
        print(f"article of {len(article.sentences)} sentences: {spent:.2f} s, {len(matches)} matches")
    return Found(listed, {(match.id, match.other_id, match.verdict) for match in matches})


if __name__ == "__main__":
    main()
