"""The table of matches: what disagrees first, what agrees counted, differing words coloured, from 60 columns on."""

from __future__ import annotations

import re

import pytest
from conftest import SAMPLE

import rusus
from rusus.output.legends import LEGENDS
from rusus.output.records import match_records
from rusus.output.tables import table
from rusus.vocabulary import MATCH_VERDICTS

COPY = "data/altered/russia-us-ties.txt"
BRIDGE = "The new bridge over the Tamar cost taxpayers {} million pounds."


def records_of(ours: str, theirs: str, claims: list[dict[str, str]] | None = None) -> list[dict]:
    """Records of the matches of a text with another, or with known claims."""
    document = rusus.extract(ours, "ours.txt")
    if claims is None:
        return list(match_records(rusus.match(document, [rusus.extract(theirs, "theirs.txt", date="2024-05-02")])))
    with rusus.Store() as store:
        store.add_claims(claims, "claims.csv")
        return list(match_records(rusus.match(document, store)))


def verdicts_in(shown: str) -> list[str]:
    return re.findall(rf"^({'|'.join(MATCH_VERDICTS)})  \d", shown, re.MULTILINE)


@pytest.mark.parametrize("width", [60, 100])
def test_disagreements_come_first_and_what_agrees_is_counted(run, width: int) -> None:
    records = list(match_records(rusus.match(rusus.extract_file(SAMPLE), [rusus.extract_file(COPY)])))
    shown = table("match", records, width, color=False)
    assert verdicts_in(shown) == ["quote_altered", "numbers_disagree", "attribution_differs"]
    assert shown.splitlines()[-1] == "35 same; --verdict same lists them"
    assert max(map(len, shown.splitlines())) <= width
    assert f"{SAMPLE}:30" in shown and f"{COPY}:30" in shown
    listed = verdicts_in(table("match", records, width, color=False, listed=True))
    assert listed == [*verdicts_in(shown), *["same"] * 35]


def test_differing_words_are_coloured_on_both_sides_and_the_colours_explained() -> None:
    theirs = BRIDGE.format(14).replace("The new", "This grand new")
    shown = table("match", records_of(BRIDGE.format(12), theirs), 200, color=True)
    _, named, _, ours, _, other, *_ = shown.splitlines()
    assert "what disagrees" in LEGENDS["match"] and "other words that differ" in LEGENDS["match"]
    assert re.sub(r"\x1b\[[\d;]*m", "", named) == "  number: 12 million | 14 million"
    red, yellow = "\x1b[1;31m{}\x1b", "\x1b[33m{}\x1b"
    assert red.format("12") in ours and red.format("14") in other
    assert yellow.format("The") in ours and yellow.format("This grand") in other


def test_a_known_claim_is_shown_with_its_rating_also_where_it_agrees() -> None:
    claims = [
        {"text": BRIDGE.format(12), "title": "No, 9", "rating": "Mostly false", "url": "u:1", "date": "2024-05-01"},
        {"text": BRIDGE.format(14)},
    ]
    first, second = table("match", records_of(BRIDGE.format(12), "", claims), 80, color=False).strip().split("\n\n")
    assert first.splitlines()[0].startswith("numbers_disagree  ") and "rated" not in first
    assert second.splitlines() == [
        "same  1.00  rated Mostly false",
        "  ours.txt:1",
        f"  {BRIDGE.format(12)}",
        "  claims.csv (2024-05-01)  No, 9",
        "  u:1",
    ]


def test_the_date_stands_beside_the_place() -> None:
    assert "theirs.txt:1 (2024-05-02)" in table(
        "match", records_of(BRIDGE.format(12), BRIDGE.format(14)), 80, color=False
    )


def test_what_stands_in_an_article_is_no_markup() -> None:
    ours, theirs = (f"[bold]The[/bold] \x1b[31m{BRIDGE.format(value)}" for value in (12, 14))
    shown = table("match", records_of(ours, theirs), 80, color=False)
    assert "[bold]The[/bold]" in shown and "\x1b" not in shown
