"""Nothing is lost or silently wrong: inputs, stores and outputs that were named by mistake (real processes)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, heed_ctrl_c

TEXT = "Sales rose 5 percent in May, the company said.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text("Output fell by 3 percent, the ministry said.\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("wrong", ["articlez", "empty"], ids=["misspelt", "empty"])
def test_prune_empties_no_store_by_mistake(run, articles: Path, wrong: str) -> None:
    store = articles.parent / "archive.db"
    (articles.parent / "empty").mkdir()
    run("index", store, articles)
    done = run("index", store, articles.parent / wrong, "--prune")
    assert done.returncode == 1
    assert "nothing was removed" in done.stderr.decode() and "--force" in done.stderr.decode()
    assert "holds 2 articles" in done.stderr.decode()
    forced = run("index", store, articles.parent / wrong, "--prune", "--force")
    assert "2 removed" in forced.stderr.decode()


def test_prune_takes_out_what_is_gone(run, articles: Path) -> None:
    store = articles.parent / "archive.db"
    run("index", store, articles)
    (articles / "b.txt").unlink()
    done = run("index", store, articles, "--prune")
    assert (done.returncode, "1 removed" in done.stderr.decode()) == (0, True)


@pytest.mark.parametrize("name", ["a.txt", "./a.txt", "link.txt", "hard.txt"])
def test_an_input_is_not_written_over(run, articles: Path, name: str) -> None:
    (articles / "link.txt").symlink_to("a.txt")
    os.link(articles / "a.txt", articles / "hard.txt")
    done = run("claims", articles / "a.txt", "-o", f"{articles}/{name}")
    assert (done.returncode, "would write over" in done.stderr.decode()) == (2, True)
    assert (articles / "a.txt").read_text(encoding="utf-8") == TEXT


def test_what_is_matched_against_is_not_written_over(run, articles: Path) -> None:
    done = run("match", articles / "a.txt", "--against", articles / "b.txt", "-o", articles / "b.txt")
    assert done.returncode == 2
    assert (articles / "b.txt").read_text(encoding="utf-8").startswith("Output")


def test_another_file_is_written_over(run, articles: Path) -> None:
    (articles / "old.json").write_text("old", encoding="utf-8")
    assert run("claims", articles / "a.txt", "-o", articles / "old.json").returncode == 0
    assert (articles / "old.json").read_text(encoding="utf-8").startswith("[")


@pytest.mark.parametrize("command", [("index", "{store}", "{a}"), ("match", "{a}", "--against", "{a}", "{store}")])
def test_a_folder_as_a_store_gets_a_sentence(run, articles: Path, command: tuple[str, ...]) -> None:
    done = run(*(part.format(store=articles, a=articles / "a.txt") for part in command))
    assert b"Traceback" not in done.stderr
    if command[0] == "index":
        assert (done.returncode, "is a folder" in done.stderr.decode()) == (1, True)


def test_another_kind_of_file_as_a_store_gets_a_sentence(run, articles: Path) -> None:
    done = run("index", "/dev/null", articles)
    assert (done.returncode, "not a regular file" in done.stderr.decode()) == (1, True)


def test_standard_output_by_its_name(articles: Path) -> None:
    line = f'"{sys.executable}" -m rusus claims "{articles}" --all --jsonl -o /dev/stdout | head -n 1'
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, env=env, cwd=articles, timeout=120
    )
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr) == (0, 1, b"")


def test_ctrl_c_says_what_was_done_and_how_to_go_on(articles: Path) -> None:
    for number in range(400):
        (articles / f"{number:03}.txt").write_text(TEXT * 40, encoding="utf-8")
    command = [sys.executable, "-m", "rusus", "claims", str(articles), "--out-dir", str(articles.parent / "out")]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=env, preexec_fn=heed_ctrl_c)
    while not list((articles.parent / "out").glob("**/*.jsonl")) and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode().count("\n") == 1 and "interrupted" in errors.decode() and "goes on" in errors.decode()


def test_one_bad_path_never_stops_the_others(run, articles: Path) -> None:
    done = run("claims", articles / "a.txt", articles / "none.txt", articles / "b.txt", "--jsonl")
    assert (done.returncode, done.stdout.count(b"\n")) == (1, 2)
    assert "no such file" in done.stderr.decode()


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/usr/bin/setpriv").exists(), reason="root reads everything")
def test_an_unreadable_path_is_a_line(articles: Path) -> None:
    (articles / "a.txt").chmod(0)
    for folder in (articles, *articles.parents):
        if folder.owner() == "root" and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    run_as = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    command = [*run_as, sys.executable, "-B", "-m", "rusus", "claims", str(articles / "a.txt"), str(articles / "b.txt")]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, "--jsonl"], capture_output=True, env=env, cwd=articles, timeout=120)
    assert (done.returncode, done.stdout.count(b"\n"), done.stderr.count(b"\n")) == (1, 1, 2)


def test_files_of_folders_that_are_not_read_are_counted(run, articles: Path) -> None:
    for name in ("c.odt", "d.odt", "e.rtf", ".hidden.rtf", "README"):
        (articles / name).write_bytes(b"x")
    said = run("claims", articles, "--jsonl").stderr.decode()
    assert "1 without a suffix, 2 .odt, 1 .rtf" in said
    assert said.count("\n") == 1
    assert run("claims", articles, "--jsonl", "-q").stderr == b""
    assert run("claims", articles, "--jsonl", "--include", "*.txt").stderr == b""
    assert ".odt" not in run("claims", articles, "--jsonl", "--exclude", "*.odt").stderr.decode()


@pytest.mark.parametrize("option", ["-o", "--out-dir"])
def test_an_empty_name_is_refused(run, articles: Path, option: str) -> None:
    done = run("claims", articles / "a.txt", option, "")
    assert done.returncode == 2 and "empty" in done.stderr.decode()


def test_a_link_that_leads_nowhere_is_a_line(run, articles: Path) -> None:
    (articles / "c.txt").symlink_to("nowhere")
    done = run("claims", articles, "--jsonl")
    assert (done.returncode, done.stdout.count(b"\n")) == (1, 2)
    assert "leads nowhere" in done.stderr.decode().splitlines()[0]


def test_a_damaged_pdf_is_one_line(run, articles: Path) -> None:
    pytest.importorskip("pypdf")
    (articles / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    done = run("claims", articles / "c.pdf")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1) and b"cannot be read" in done.stderr


@pytest.mark.parametrize("suffix", ["xlsx", "html"])
@pytest.mark.parametrize("options", [(), ("--format", "csv")], ids=["no format", "another format"])
def test_a_name_that_promises_another_format_is_refused(run, articles: Path, suffix: str, options) -> None:
    done = run("claims", articles / "a.txt", "-o", articles / f"x.{suffix}", *options)
    assert done.returncode == 2 and "jsonl" in done.stderr.decode()
    assert not (articles / f"x.{suffix}").exists()


def test_no_other_format_is_written_under_the_name_of_parquet(run, articles: Path) -> None:
    done = run("claims", articles / "a.txt", "-o", articles / "x.parquet", "--format", "csv")
    assert done.returncode == 2 and b"--format csv is no Parquet" in done.stderr
    assert not (articles / "x.parquet").exists()


def test_the_extra_that_would_read_a_file_is_named() -> None:
    from rusus.cli.running import passed_over

    assert "pip install 'rusus[docx,pdf]'" in passed_over({".pdf": 2, ".docx": 1, ".odt": 1})
    assert "--jsonl-field" in passed_over({".jsonl": 1})
