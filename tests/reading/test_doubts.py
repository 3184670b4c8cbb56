"""What is doubtful about a text is said once; what can be read right for certain is read right."""

from __future__ import annotations

import builtins
import json
import sys
from pathlib import Path

import pytest

from rusus.errors import ReadingError
from rusus.reading.articles import read_article
from rusus.reading.doubts import doubts, repaired

ENGLISH = (
    "The mayor said on Monday that the bridge would stay closed until May, "
    "because the repairs cost more than the city had."
)
OTHERS = {
    "French": "Le gouvernement a annoncé mardi que la dette publique avait augmenté de 5 % en un an, "
    "selon le ministère des Finances et la Banque.",
    "German": "Der Minister sagte am Dienstag, dass die Schulden des Landes in diesem Jahr um 5 Prozent "
    "gestiegen sind und weiter steigen werden.",
    "Spanish": "El presidente dijo el martes que no hay dinero para la obra, a pesar de que el plan "
    "fue aprobado por la ciudad en mayo.",
    "Russian": "Министр заявил во вторник, что долг страны вырос на пять процентов за год и будет расти "
    "дальше, несмотря на обещания кабинета министров и банка.",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_another_language_is_named(text: str) -> None:
    assert "English" in (doubts(text) or "")


@pytest.mark.parametrize("text", [ENGLISH, "", "Ponte Vecchio, Firenze, Italia", f"{ENGLISH} „Wir warten“, sagte sie."])
def test_english_and_what_is_too_short_to_tell_is_not_doubted(text: str) -> None:
    assert doubts(text) is None


def test_capitals_alone_are_named() -> None:
    assert "capitals" in (doubts(ENGLISH.upper()) or "")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Smith &amp; Sons paid &#163;3m.", "Smith & Sons paid £3m."),
        ("AT&T rose 3 percent; R&D; fell.", "AT&T rose 3 percent; R&D; fell."),
        ("â€œThe bridge is closed,â€\x9d Ruiz said.", "“The bridge is closed,” Ruiz said."),
        ("The cafÃ© is shut.", "The café is shut."),
        ("Â£3m was paid.", "£3m was paid."),
        ("“It costs 3 €,” said Ângela Sã.", "“It costs 3 €,” said Ângela Sã."),
    ],
)
def test_entities_and_garbled_letters(written: str, read: str) -> None:
    pytest.importorskip("ftfy", reason="garbled letters need ftfy")
    text, note = repaired(written)
    assert (text, note is None) == (read, read == written)


def test_without_ftfy_garbled_letters_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "ftfy":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    path = tmp_path / "a.txt"
    path.write_text(f"{ENGLISH} â€œIt is shut,â€ he said.", encoding="utf-8")
    article = read_article(str(path))
    assert "rusus[repair]" in (article.warning or "") and not article.extracted


def test_a_warning_is_one_line_and_quiet_hides_it(run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(OTHERS["French"], encoding="utf-8")
    said = run("claims", path, "--all").stderr.decode()
    assert said.count("\n") == 1 and "English" in said
    assert run("claims", path, "--all", "-q").stderr == b""


def test_offsets_count_in_the_text_that_was_read_right(run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Smith &amp; Sons paid 3 million dollars on Monday.", encoding="utf-8")
    text = run("claims", path, "--text").stdout.decode()
    (record,) = json.loads(run("claims", path, "--all").stdout)
    assert record["offsets_in"] == "extracted text"
    assert text[record["start"] : record["end"]] == record["text"] == "Smith & Sons paid 3 million dollars on Monday."


def test_an_address_is_fetched_or_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fetching itself is trafilatura's, which reaches no address of this machine."""
    trafilatura = pytest.importorskip("trafilatura", reason="addresses need trafilatura")
    page = f"<html><body><article><h1>Bridge closed</h1><p>{ENGLISH}</p></article></body></html>"
    monkeypatch.setattr(trafilatura, "fetch_url", {"https://news.example/bridge": page}.get)
    article = read_article("https://news.example/bridge")
    assert ENGLISH in article.text and article.extracted
    with pytest.raises(ReadingError, match="cannot be fetched"):
        read_article("https://news.example/none")


def test_an_address_without_the_extra_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ReadingError, match="save the page"):
        read_article("https://news.example/bridge")
