"""Reading: every encoding, what is no text, and the files that folders hold."""

from __future__ import annotations

import json
import os
import stat
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT, cases

import rusus
from rusus.errors import ReadingError
from rusus.reading.articles import Article, read_article
from rusus.reading.corpora import Fields, read_corpus
from rusus.reading.decoding import decode
from rusus.reading.files import Selection, find_files, read_list

PAGE = """<!doctype html><html><head><meta charset="windows-1251"><title>x</title></head><body><nav>Home</nav><article>
<h1>Exports <em>fell</em></h1><p>Exports fell by 12 percent to $96.1 billion in 2020, the ministry said on Monday.</p>
<p>Россия: “We are worried,” said John Smith, the head of the trade council, in Moscow.</p></article></body></html>"""

NEEDS_TRAFILATURA = pytest.mark.skipif(
    find_spec("trafilatura") is None, reason="reads web pages, which needs trafilatura: pip install 'rusus[html]'"
)


@pytest.mark.parametrize("row", cases("reading.jsonl"))
def test_decoding(row: dict[str, str]) -> None:
    data = row["bytes"].encode("latin-1")
    if "error" in row:
        with pytest.raises(ReadingError, match=f"^article.txt: .*{row['error']}"):
            decode(data, "article.txt")
        return
    text, note = decode(data, "article.txt")
    assert text == row["text"]
    assert row["note"] in note if row["note"] else note is None


@pytest.mark.parametrize("row", [row for row in cases("reading.jsonl") if "text" in row.values[0]])
def test_standard_input_is_read_as_files_are(
    row: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(row["bytes"].encode("latin-1"))
    with open(tmp_path / "a.txt") as file:
        monkeypatch.setattr("sys.stdin", file)
        assert read_article("-").text == read_article(str(tmp_path / "a.txt")).text == row["text"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_offsets_lines_and_columns_hold_for_every_line_end(run, tmp_path: Path, end: str) -> None:
    text = end.join(["\0Head", "", "Sales 😀 rose 5 percent. Rent fell by 3 percent.", "", "It\0 cost $3 million."])
    (tmp_path / "a.txt").write_bytes(text.encode())
    records = json.loads(run("claims", tmp_path / "a.txt").stdout)
    assert [record["text"] for record in records] == [text[record["start"] : record["end"]] for record in records]
    assert [(record["line"], record["column"]) for record in records] == [(3, 1), (3, 25), (5, 1)]


def test_large_files_are_refused_before_they_fill_the_memory(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It cost $3 million.")
    assert read_article(str(tmp_path / "a.txt"), 19).text == "It cost $3 million."
    with pytest.raises(ReadingError, match="larger than 18 bytes; split it or raise --max-size"):
        read_article(str(tmp_path / "a.txt"), 18)
    with pytest.raises(ReadingError, match="larger"):
        read_article("/dev/zero", 1000)
    assert read_article(str(tmp_path / "a.txt"), 10**18).text


def test_folders_name_and_skip_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to("nowhere")
    (tmp_path / "d.txt").symlink_to("/dev/zero")
    found = list(find_files(Selection((str(tmp_path),))))
    assert found[0] == str(tmp_path / "a.txt")
    messages = [str(each) for each in found[1:] if isinstance(each, ReadingError)]
    assert [message.split(": ")[0].rpartition("/")[2] for message in messages] == ["b.txt", "c.txt", "d.txt"]
    assert "not a regular file" in messages[0] and "leads nowhere" in messages[1] and "not a regular" in messages[2]


def test_a_fifo_that_is_named_is_read(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"It cost $3 million.")
    os.close(writer)
    assert read_article(f"/dev/fd/{reader}").text == "It cost $3 million."
    os.close(reader)


def test_webs_of_links_end(tmp_path: Path) -> None:
    for one in range(12):
        (tmp_path / f"f{one:02}").mkdir()
        (tmp_path / f"f{one:02}" / "a.txt").write_text("a")
        for other in range(12):
            (tmp_path / f"f{one:02}" / f"l{other:02}").symlink_to(tmp_path / f"f{other:02}")
    (tmp_path / "f00" / "up").symlink_to("..")
    found = list(find_files(Selection((str(tmp_path),))))
    assert len(found) == 12 == len({os.path.realpath(str(each)) for each in found})


def test_a_path_with_a_nul_is_one_error() -> None:
    assert isinstance(next(find_files(Selection(("a\0b",)))), ReadingError)
    with pytest.raises(ReadingError, match="cannot be read"):
        read_article("a\0b.txt")


def test_lists_of_paths_take_any_name(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"a b.txt\r\n\n  c.txt\n\xff.txt")
    assert read_list(str(tmp_path / "list")) == ("a b.txt", "  c.txt", "\udcff.txt")
    (tmp_path / "list").write_bytes(b"a\nb.txt\0c.txt\0")
    assert read_list(str(tmp_path / "list"), "\0") == ("a\nb.txt", "c.txt")


def test_pages_need_an_extra(run, tmp_path: Path) -> None:
    (tmp_path / "trafilatura.py").write_text("raise ImportError")
    (tmp_path / "a.html").write_text(PAGE)
    done = run("claims", tmp_path / "a.html", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert (done.returncode, done.stdout) == (1, b"[]\n")
    assert done.stderr.decode() == (
        f"rusus: {tmp_path}/a.html: reading HTML needs an extra; install it with: pip install 'rusus[html]'\n"
    )


@NEEDS_TRAFILATURA
def test_pages_give_their_article(run, tmp_path: Path) -> None:
    for name, encoding in (("a.html", "windows-1251"), ("b.txt", "utf-8")):
        (tmp_path / name).write_bytes(PAGE.replace("“", '"').replace("”", '"').encode(encoding))
        text = run("quotes", tmp_path / name, "--text").stdout.decode()
        assert text.startswith("Exports fell\n\nExports fell by 12 percent") and "Россия" in text and "Home" not in text
        records = json.loads(run("quotes", tmp_path / name).stdout)
        record = next(record for record in records if record["kind"] == "direct")
        assert record["offsets_in"] == "extracted text" and record["speaker"] == "John Smith"
        assert text[record["start"] : record["end"]] == record["text"] == "We are worried,"
    article = read_article(str(tmp_path / "a.html"))
    assert article.extracted and rusus.extract_file(tmp_path / "a.html").text == article.text == text


@NEEDS_TRAFILATURA
def test_a_page_without_an_article_is_an_error(tmp_path: Path) -> None:
    for number, page in enumerate(
        [b"", b"<", b"<html>", b"<html><body><p></body>", b"<!doctype html>", b"<html>" + b"<div>" * 5000]
    ):
        path = tmp_path / f"{number}.html"
        path.write_bytes(page)
        with pytest.raises(ReadingError, match="no article found"):
            read_article(str(path))


def test_text_of_several_needs_a_folder(run, folder: Path, tmp_path: Path) -> None:
    assert run("claims", folder, "--text").returncode == 2
    out = tmp_path / "out"
    assert run("claims", folder / "b.txt", folder / "a.md", "--text", "--out-dir", out).returncode == 0
    assert sorted(path.read_text() for path in out.rglob("*.txt.txt")) == [(folder / "b.txt").read_text()]


def corpus(tmp_path: Path, content: bytes) -> str:
    (tmp_path / "c.jsonl").write_bytes(content)
    return str(tmp_path / "c.jsonl")


def test_rows_of_a_corpus(tmp_path: Path) -> None:
    path = corpus(
        tmp_path,
        b'\xef\xbb\xbf{"id": "a/b", "body": "One."}\r\n\n{"id": 7, "body": "T\\u0000wo.\\ud800"}\n'
        b'{"id": null, "body": "Three."}\n{"body": 3}\n[]\nnull\nno\n{"body": "\xff"}\n'
        + b"[" * 100_000
        + b'\n{"body": "Last."}',
    )
    found = list(read_corpus(path, Fields("body", "id")))
    articles = [(each.name.removeprefix(path), each.text) for each in found if isinstance(each, Article)]
    assert articles == [("#a/b", "One."), ("#7", "T\0wo.\ud800"), (":4", "Three."), (":9", "ÿ"), (":11", "Last.")]
    errors = [str(each).removeprefix(path)[:12] for each in found if isinstance(each, ReadingError)]
    assert errors == [":5: no text ", ":6: no text ", ":7: no text ", ":8: not JSON", ":10: not JSO"]


def test_entities_in_a_row_are_read_right(tmp_path: Path) -> None:
    path = corpus(tmp_path, b'{"t": "AT&amp;T paid Ren&#233;."}\n{"t": "AT&T paid Ren\\u00e9."}\n')
    written, plain = read_corpus(path, Fields("t"))
    assert isinstance(written, Article) and isinstance(plain, Article)
    assert written.text == plain.text == "AT&T paid René."
    assert written.extracted and "HTML entities" in (written.note or "") and not plain.extracted and plain.note is None


def test_a_row_that_is_too_large_costs_only_itself(tmp_path: Path) -> None:
    path = corpus(tmp_path, b'{"t": "' + b"a" * 1000 + b'"}\n{"t": "b"}\n')
    first, second = read_corpus(path, Fields("t"), max_size=100)
    assert isinstance(first, ReadingError) and "c.jsonl:1: larger than 100 bytes" in str(first)
    assert isinstance(second, Article) and second.text == "b"


def test_a_corpus_in_utf_16_is_one_error(tmp_path: Path) -> None:
    (error,) = read_corpus(corpus(tmp_path, '{"t": "a"}\n{"t": "b"}\n'.encode("utf-16")), Fields("t"))
    assert "save it as UTF-8" in str(error)


def test_a_corpus_from_standard_input_and_from_a_folder(run, tmp_path: Path) -> None:
    content = b'{"t": "Sales rose 5 percent.", "n": 1}\n' * 3
    path = corpus(tmp_path, content)
    piped = run("claims", "--jsonl-field", "t", stdin=content)
    assert [record["file"] for record in json.loads(piped.stdout)] == ["-:1", "-:2", "-:3"]
    inside = run("claims", tmp_path, "--jsonl-field", "t", "-j2")
    assert [record["file"] for record in json.loads(inside.stdout)] == [f"{path}:{number}" for number in (1, 2, 3)]
    plain = run("claims", path)
    assert plain.returncode == 1 and b"--jsonl-field" in plain.stderr
    assert run("claims", path, "--jsonl-id", "n").returncode == 2


def test_a_file_that_vanishes_costs_only_itself(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("It cost $3 million.")
    found = find_files(Selection((str(tmp_path),)))
    first = next(found)
    (tmp_path / "b.txt").unlink()
    rest = [each for each in found]
    assert first == str(tmp_path / "a.txt") and isinstance(rest[0], ReadingError) and rest[1] == str(tmp_path / "c.txt")
    (tmp_path / "c.txt").unlink()
    with pytest.raises(ReadingError, match="cannot be read"):
        read_article(str(rest[1]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything; the next test makes reading fail for root too")
def test_an_unreadable_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "a.txt").chmod(stat.S_IWUSR)
    with pytest.raises(ReadingError, match="permission denied"):
        read_article(str(tmp_path / "a.txt"))


def test_what_the_system_refuses_is_an_error(run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("It cost $3 million.")
    # Linux lets nobody, not even root, read this process's memory from its start.
    (tmp_path / "a.text").symlink_to("/proc/self/mem")
    done = run("claims", tmp_path / "a.text", tmp_path / "b.txt", "--jsonl")
    assert done.returncode == 1 and len(done.stdout.splitlines()) == 1
    assert b"a.text: cannot be read (input/output error)" in done.stderr and b"Traceback" not in done.stderr
