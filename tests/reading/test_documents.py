"""Subtitles, mail, .docx and .pdf: what journalists are sent, with and without the extra that reads it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from rusus.errors import ReadingError
from rusus.reading.articles import read_article, readable_suffixes
from rusus.reading.subtitles import clock

SRT = """1
00:00:01,000 --> 00:00:03,000
The bridge cost 12 million

2
00:00:03,100 --> 00:00:05,000
<i>euros</i>, the mayor said.

3
00:00:09,000 --> 00:00:11,500
- It will open in May.

4
00:00:11,600 --> 00:00:13,000
- Nobody knows.
"""
VTT = (
    "WEBVTT\n\n00:01.000 --> 00:03.000 align:start\nThe bridge cost\n\n"
    "00:03.100 --> 00:05.000\n<v Ann>12 million euros.\n"
)
MAIL = (
    b"From: Ann <ann@paper.example>\r\nTo: desk@paper.example\r\nSubject: =?utf-8?q?Br=C3=BCcke_closed?=\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"The bridge cost 12 million euros=2C the mayor said.\r\n> an older mail\r\n"
    b"--x\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--x--\r\n"
)
MODULES = {".srt": "pysubs2", ".vtt": "pysubs2", ".docx": "docx", ".pdf": "pypdf"}


def test_cues_are_joined_and_their_times_kept(tmp_path: Path) -> None:
    pytest.importorskip("pysubs2", reason="subtitles need pysubs2")
    (tmp_path / "a.srt").write_text(SRT, encoding="utf-8")
    article = read_article(str(tmp_path / "a.srt"))
    assert (
        article.text == "The bridge cost 12 million euros, the mayor said.\n\nIt will open in May.\n\nNobody knows.\n"
    )
    words = [article.text[start:].split()[0] for start, _ in article.times]
    assert (words, [time for _, time in article.times]) == (
        ["The", "euros,", "It", "Nobody"],
        [1000, 3100, 9000, 11600],
    )


def test_webvtt(tmp_path: Path) -> None:
    pytest.importorskip("pysubs2", reason="subtitles need pysubs2")
    (tmp_path / "a.vtt").write_text(VTT, encoding="utf-8")
    assert read_article(str(tmp_path / "a.vtt")).text == "The bridge cost 12 million euros.\n"


def test_records_of_subtitles_have_a_time(run, tmp_path: Path) -> None:
    pytest.importorskip("pysubs2", reason="subtitles need pysubs2")
    (tmp_path / "a.srt").write_text(SRT, encoding="utf-8")
    records = json.loads(run("claims", tmp_path / "a.srt", "--all").stdout)
    assert [record["time"] for record in records] == ["00:00:01.000", "00:00:09.000", "00:00:11.600"]
    assert {record["offsets_in"] for record in records} == {"extracted text"}
    (statistic,) = json.loads(run("statistics", tmp_path / "a.srt").stdout)
    assert statistic["time"] == "00:00:01.000"


def test_headers_of_a_mail_are_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    assert read_article(str(tmp_path / "a.eml")).text == (
        "Brücke closed\n\nThe bridge cost 12 million euros, the mayor said.\n"
    )


def test_a_mail_has_the_day_on_which_it_was_sent(run, tmp_path: Path) -> None:
    head = b"From: a@b.c\r\nSubject: Sales\r\nDate: Mon, 3 Jun 2024 10:00:00 +0000\r\n\r\n"
    (tmp_path / "a.eml").write_bytes(head + b"Sales rose 5 percent last year.\r\n")
    (record,) = json.loads(run("statistics", tmp_path / "a.eml").stdout)
    assert (record["period_from"], record["period_to"]) == ("2023-01-01", "2023-12-31")


def test_a_mail_without_text_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"Subject: x\r\nContent-Type: image/png\r\n\r\nxx")
    with pytest.raises(ReadingError, match="no text found"):
        read_article(str(tmp_path / "a.eml"))


def test_word_documents(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="Word documents need python-docx")
    document = docx.Document()
    document.add_heading("Bridge closed", 1)
    document.add_paragraph("The bridge cost 12 million euros, the mayor said.")
    document.save(str(tmp_path / "a.docx"))
    assert read_article(str(tmp_path / "a.docx")).text == (
        "Bridge closed\n\nThe bridge cost 12 million euros, the mayor said.\n"
    )


def test_pdf(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="PDF needs pypdf")
    (tmp_path / "a.pdf").write_bytes(one_page("The bridge cost 12 million", "euros, the mayor said."))
    assert read_article(str(tmp_path / "a.pdf")).text == "The bridge cost 12 million euros, the mayor said.\n"


def one_page(*lines: str) -> bytes:
    """A PDF of one page, written by hand."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(written)
    return written + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_broken_document_gets_a_sentence(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip(MODULES[suffix], reason="needs its extra")
    (tmp_path / f"a{suffix}").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(ReadingError, match="save its text"):
        read_article(str(tmp_path / f"a{suffix}"))


@pytest.mark.parametrize("suffix", MODULES)
def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str) -> None:
    monkeypatch.setitem(sys.modules, MODULES[suffix], None)
    (tmp_path / f"a{suffix}").write_text("x", encoding="utf-8")
    with pytest.raises(ReadingError, match=r"pip install 'rusus\["):
        read_article(str(tmp_path / f"a{suffix}"))


def test_folders_give_what_can_be_read(run, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    (record,) = json.loads(run("statistics", tmp_path).stdout)
    assert (record["value"], ".eml" in readable_suffixes()) == (12_000_000, True)


def test_a_clock_has_hours() -> None:
    assert clock(3_723_450) == "01:02:03.450"
