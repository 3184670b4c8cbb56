"""Security: no terminal, spreadsheet, browser or file system obeys anything in an article or a file name."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import rusus
from rusus.output.formats import Style, body
from rusus.output.records import claims_records, quotes_records
from rusus.output.terminal import escape_controls

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "TERM": "xterm"}
NASTY = (
    "\x1b[2J\x1b]0;title\x07\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\ \x9b31m \x85 \x7f \x08\x08\x08 "
    "\u202eesrever\u2066 [red]markup[/red] [link=http://x]l[/link] :smile: [/] \\[x] "
)
ARTICLE = (
    f"Sales {NASTY} rose 5 percent to $3 million.\n\n“We {NASTY} are glad to see it,” Ann{NASTY}Smith said on Monday.\n"
)
OBEYED = [
    chr(code)
    for code in (*range(9), *range(11, 13), *range(14, 27), *range(28, 32), 0x7F, *range(0x80, 0xA0), 0x202E, 0x2066)
]


def on_terminal(arguments: list[str], cwd: Path) -> str:
    """Runs rusus with a terminal for all that it prints, and returns what the terminal got."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "rusus", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env=ENVIRONMENT,
    )
    os.close(theirs)
    pieces = []
    while select.select([ours], [], [], 60)[0]:
        try:
            pieces.append(os.read(ours, 65536))
        except OSError:  # Linux: the other end has been closed
            break
        if not pieces[-1]:
            break
    os.close(ours)
    process.wait(timeout=60)
    return b"".join(pieces).decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ["claims"],
        ["quotes", "--all", "--format", "table"],
        ["claims", "--format", "csv"],
        ["claims", "--jsonl"],
        ["claims", "--text"],
    ],
)
def test_a_terminal_obeys_no_article(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    shown = on_terminal([*arguments, "a.txt"], tmp_path)
    # rich's own colours and styles are the only codes; the article holds none of that kind.
    rest = re.sub(r"\x1b\[[\d;]*m", "", shown.replace("\r\n", "\n"))
    assert "\x1b" not in rest and not set(rest) & set(OBEYED) and ("Smith" in rest or "Sales" in rest)
    if "table" in arguments or arguments == ["claims"]:
        assert "[red]" in rest and ":smile:" in rest


def test_a_terminal_obeys_no_file_name(tmp_path: Path) -> None:
    name = "a\x1b[31m[red]\n\r\u202e.txt"
    (tmp_path / name).write_bytes(b"\x89PNG")
    (tmp_path / f"b{name}").write_text(ARTICLE, encoding="utf-8")
    shown = on_terminal(["claims", ".", f"none{name}", "-q"], tmp_path).replace("\r\n", "\n")
    assert "\x1b[31m[red]" not in shown and "\u202e" not in shown and "[red]" in shown
    errors = [line for line in shown.splitlines() if "rusus: " in line]
    assert len(errors) == 2 and "a binary file" in errors[0] and "no such file" in errors[1]


def test_escape_controls_keeps_the_length_and_what_people_read() -> None:
    text = "".join(map(chr, range(0x250))) + "“é” 中 😀\ud800\n\t"
    made = escape_controls(text)
    assert len(made) == len(text) and not set(made) & {*OBEYED, "\x1b", "\r", "\ud800"}
    assert made.endswith("“é” 中 😀\N{REPLACEMENT CHARACTER}\n\t") and "0123456789" in made


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_spreadsheets_run_nothing(start: str) -> None:
    document = rusus.extract("“We are very glad to see it,” Ann Smith said on Monday.", f"{start}a.txt")
    records = [
        record | {"text": f'{start}HYPERLINK("http://x")', "speaker": f"{start}a"}
        for record in quotes_records(document, True)
    ]
    for format_, delimiter in (("csv", ","), ("tsv", "\t")):
        printed = body(records, Style("quotes", format_))
        cells = [cell for row in csv.reader(io.StringIO(printed, newline=""), delimiter=delimiter) for cell in row]
        assert records and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert any(cell == f"'{start}a.txt" for cell in cells)
        raw = csv.reader(
            io.StringIO(body(records, Style("quotes", format_, raw=True)), newline=""), delimiter=delimiter
        )
        assert next(raw)[0] == f"{start}a.txt"


def test_numbers_below_zero_stay_numbers() -> None:
    document = rusus.extract("The balance was -$5 million. It rose by -3 percent.", "a")
    printed = body(list(claims_records(document, True)), Style("claims", "csv"))
    assert "'-" not in printed.replace("'-$", "")


def test_json_of_hostile_text_is_utf_8_and_json() -> None:
    text = 'Sales \ud800 \udc00\udfff "rose" 5 percent\u2028 to\0 $3 million\x9b\\ud800.'
    document = rusus.extract(text, "\udcff.txt")
    for format_ in ("json", "jsonl"):
        printed = body(list(claims_records(document, True)), Style("claims", format_))
        records = json.loads(f"[{printed}]" if format_ == "json" else f"[{','.join(printed.splitlines())}]")
        assert printed.encode("utf-8").decode("utf-8") == printed
        assert [record["text"] for record in records] == [text[record["start"] : record["end"]] for record in records]
        assert records[0]["file"] == "\udcff.txt" and records[0]["text"].startswith("Sales \ud800")


LINE_ENDS = "\u2028\u2029\x85"


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_json_has_no_line_ends_of_other_languages(format_: str) -> None:
    """Markdown keeps them inside a sentence (plain text ends lines there), and so they reach the records."""
    text = f"Sales rose{LINE_ENDS[0]} 5 percent{LINE_ENDS[1]} to $3 million{LINE_ENDS[2]} last year\x9b."
    records = rusus.extract(text, markup="markdown").records("claims")
    assert [record["text"] for record in records] == [text]
    printed = body(records, Style("claims", format_))
    assert not set(printed) & {*LINE_ENDS, "\x9b"}
    assert json.loads(f"[{printed}]")[0]["text"] == text


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_any_locale_and_a_path_that_is_no_utf_8(tmp_path: Path, locale: str) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff\xe9"
    os.mkdir(folder)
    with open(folder + b"/\xe9.txt", "wb") as file:
        file.write("“Café” costs rose 5 percent.\n".encode())
    with open(folder + b"/\xea.txt", "wb") as file:
        file.write(b"\x89PNG")
    for extra in ([], [b"--out-dir", os.fsencode(tmp_path) + b"/out"], [b"--format", b"table"], [b"--format", b"csv"]):
        done = subprocess.run(
            [sys.executable.encode(), b"-m", b"rusus", b"claims", folder, b"--json", *extra],
            capture_output=True,
            env={**ENVIRONMENT, "LC_ALL": locale, "LANG": locale},
        )
        assert done.returncode == 1 and b"a binary file" in done.stderr and b"Traceback" not in done.stderr
        done.stdout.decode("utf-8")
        if not extra:
            (record,) = json.loads(done.stdout)
            assert os.fsencode(record["file"]) == folder + b"/\xe9.txt" and "Café" in record["text"]
    assert os.path.exists(os.fsencode(tmp_path) + b"/out" + folder + b"/\xe9.txt.csv") or os.listdir(tmp_path / "out")


def test_a_store_takes_any_name_and_text(run, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    name = b"'; DROP TABLE articles; --\xff.txt"
    with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:
        file.write(ARTICLE.encode())
    rows = json.dumps(
        {"t": "Sales \ud800 rose 5 percent \0 to $3 million.'); DROP TABLE claims; --", "id": "\udfff"}
    ).encode()
    for _ in range(2):
        done = run("index", store, tmp_path)
        assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert run("index", store, "-", "--jsonl-field", "t", "--jsonl-id", "id", stdin=rows).returncode == 0
    done = run("match", "-", "--against", store, stdin=b"Sales rose 5 percent to $3 million.")
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    json.loads(done.stdout)


def test_no_evaluation_no_pickles_no_network() -> None:
    forbidden = {"pickle", "marshal", "shelve", "socket", "urllib.request", "http", "requests", "subprocess", "ctypes"}
    for path in (ROOT / "rusus").rglob("*.py"):
        # What the workers of one Spark job hand each other is pickled by themselves, and never read from a file.
        own = {"pickle"} if path.parent.name == "distributed" else set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not (forbidden - own) & {*names, *(name.split(".")[0] for name in names)}, path.name
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), path.name


def test_sql_has_parameters_only() -> None:
    for path in (ROOT / "rusus").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("execute", "executemany")
            ):
                statement = node.args[0]
                assert isinstance(statement, ast.Constant) or "{" not in ast.unparse(statement), (
                    f"{path.name}:{node.lineno}"
                )
