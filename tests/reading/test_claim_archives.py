"""Claim archives: CSV, JSON Lines and ClaimReview come out as the same claims."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rusus.errors import ReadingError
from rusus.reading.claim_archives import read_claims
from rusus.store.database import Store

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://example.org/wombats",
    "claimReviewed": "Wombats herded other animals into their burrows.",
    "datePublished": "2020-01-15",
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "False"},
}
EXPECTED = {
    "text": "Wombats herded other animals into their burrows.",
    "id": "https://example.org/wombats",
    "title": "",
    "url": "https://example.org/wombats",
    "rating": "False",
    "date": "2020-01-15",
}
CSV = 'id,claim,verdict\n7,"Wombats dig, and\nthen sleep.",True\n8,,False\n'


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(REVIEW),
        json.dumps([REVIEW], indent=2),
        json.dumps({"@graph": [{"@type": "WebPage"}, REVIEW]}),
        json.dumps({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]}),
        "\ufeff" + json.dumps(REVIEW) + "\n\n",
    ],
)
def test_claim_reviews_are_found_wherever_they_nest(tmp_path: Path, content: str) -> None:
    path = tmp_path / "archive.json"
    path.write_text(content, encoding="utf-8")
    assert read_claims(str(path)) == [EXPECTED]


def test_json_lines_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": f"claim {i}"}) + "\n" for i in range(3)), encoding="utf-8")
    assert [(claim["id"], claim["text"]) for claim in read_claims(str(path))] == [
        (str(i), f"claim {i}") for i in range(3)
    ]


@pytest.mark.parametrize("content", [CSV, CSV.replace("\n7,", "\r\n7,"), "\ufeff" + CSV])
def test_csv_with_quoted_line_ends(tmp_path: Path, content: str) -> None:
    path = tmp_path / "archive.csv"
    path.write_text(content, encoding="utf-8", newline="")
    claims = read_claims(str(path))
    assert [(claim["id"], claim["text"], claim["rating"]) for claim in claims] == [
        ("7", "Wombats dig, and\nthen sleep.", "True")
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id,words\n1,x\n", "names no column"),
        ('{"words": "a"}\n{"text": \n', "archive:2: not JSON"),
        ('{\n "text": "a",\n "id": \n}', "archive:1: not JSON"),
        ('[{"words": "x"}]', "holds no claims"),
        ("", "names no column"),
        ('"text\na\n', "names no column"),
    ],
)
def test_what_is_no_archive_is_named_once(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "archive"
    path.write_text(content, encoding="utf-8")
    (error,) = read_claims(str(path))
    assert isinstance(error, ReadingError) and says in str(error)


BROKEN = [
    ("json-cut", '{"text": "a"}\n{"text": \n\n{"text": "b"}\n', ["a", 2, "b"]),
    ("json-huge-number", '{"text": "a", "id": %s}\n{"text": "b"}\n' % ("9" * 5000), [1, "b"]),
    ("json-deep", '{"text": "a"}\n%s\n{"text": "b"}' % ("[" * 100_000), ["a", 2, "b"]),
    ("too-many", "id,text\n1,a\n2,b, and c\n3,d\n", ["a", 3, "d"]),
    ("too-few", "id,text,date\n1,a,2020\n2\n\n3,d\n", ["a", 3, "d"]),
    ("mark-inside", 'id,text\n1,"a "b" c"\n2,"d"\n', [2, "d"]),
    ("never-closed", 'id,text\n1,a\n2,"b\n3,c\n4,"d\ne"\n5,f\n', ["a", 3, "c", "d\ne", "f"]),
    ("last-not-closed", 'id,text\n1,a\n2,"b\n3,c\n', ["a", 3, "c"]),
]


@pytest.mark.parametrize(("content", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_row_is_named_and_costs_only_itself(tmp_path: Path, content: str, expected: list[str | int]) -> None:
    path = tmp_path / "archive"
    path.write_text(content, encoding="utf-8", newline="")
    found = read_claims(str(path))
    assert [
        int(str(claim).split(":")[1]) if isinstance(claim, ReadingError) else claim["text"] for claim in found
    ] == expected


def test_index_reads_the_rest_and_exits_with_1(run, tmp_path: Path) -> None:
    archives = [tmp_path / name for name in ("broken.jsonl", "gone.csv", "whole.csv")]
    archives[0].write_text('{"text": "Bees can count."}\n{"text": oops}\n{"text": "The moon is hollow."}\n')
    archives[2].write_text("text\nWombats dig.\n")
    store = tmp_path / "store.db"
    done = run("index", store, *(part for archive in archives for part in ("--claims", archive)))
    assert done.returncode == 1
    said = done.stderr.decode()
    assert f"{archives[0]}:2: not JSON" in said and "gone.csv" in said
    assert "2 failed" in said and "3 known claims added" in said
    with Store(store, read_only=True) as kept:
        assert [kept.search(text)[0].text for text in ("bees count", "wombats")] == ["Bees can count.", "Wombats dig."]
