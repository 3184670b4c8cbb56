"""Claim archives: CSV, JSON Lines and ClaimReview come out as the same claims."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rusus.claim_archives import read_claims
from rusus.errors import ReadingError

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
        ('{"text": "a"}\n{"text": \n', "line 2 is no JSON"),
        ('[{"words": "x"}]', "holds no claims"),
        ("", "names no column"),
    ],
)
def test_what_is_no_archive_is_named(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "archive"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadingError, match=says):
        read_claims(str(path))
