"""Batches: order, crashes, kills, full disks, Ctrl-C, output folders: nothing is lost or done twice."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT, heed_ctrl_c

from rusus.batch.outcomes import Outcome, Report, Source, name_of
from rusus.batch.output_folder import mirrored
from rusus.batch.runner import run as run_batch
from rusus.batch.tasks import Listing
from rusus.errors import ReadingError
from rusus.output.formats import Style
from rusus.reading.articles import Article

ARTICLE = 'Sales rose {0} percent to ${0} million.\n\n"We are glad to see it," Ann Smith said on Monday.\n'
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "rusus", *map(str, arguments)]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of a hundred articles."""
    folder = tmp_path / "in"
    for number in range(100):
        inner = folder / f"{number % 7}"
        inner.mkdir(parents=True, exist_ok=True)
        (inner / f"{number:03}.txt").write_text(ARTICLE.format(number + 10) * 5)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the list of what is done; a file that a run renames meanwhile is left out."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and path.name != ".rusus-done":
            with suppress(FileNotFoundError):
                found[str(path.relative_to(folder))] = path.read_bytes()
    return found


# Workers that crash


def work(source: Source, crashes: frozenset[str] = frozenset()) -> Outcome:
    name = name_of(source)
    if name in crashes:
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "raises":
        raise ValueError("broken")
    time.sleep(random.random() / 500)
    return Outcome(name, 1, name)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_outcomes_keep_their_order(jobs: int) -> None:
    items = [
        ReadingError("gone") if number % 10 == 3 else Outcome(f"{number}") if number % 10 == 4 else f"{number}"
        for number in range(60)
    ]
    found = list(run_batch(items, work, jobs))
    assert [outcome.error or outcome.name for outcome in found] == [
        "gone" if number % 10 == 3 else f"{number}" for number in range(60)
    ]


@pytest.mark.parametrize("crashes", [{"7"}, {"0", "1", "2"}, {"39"}, {str(number) for number in range(0, 40, 9)}])
def test_a_crashed_worker_costs_only_its_file(crashes: set[str]) -> None:
    report = Report()
    names = [str(number) for number in range(40)]
    for outcome, name in zip(run_batch(names, partial(work, crashes=frozenset(crashes)), 2), names, strict=True):
        report.add(outcome)
        assert outcome.name == name
        assert ("died" in (outcome.error or "")) == (name in crashes)
    assert (report.done, report.failed, report.exit_code()) == (40 - len(crashes), len(crashes), 1)


def test_an_error_nobody_thought_of_costs_only_its_file() -> None:
    found = list(run_batch(["a", "raises", "b"], work, 2))
    assert [outcome.error for outcome in found] == [
        None,
        "raises: internal error (ValueError: broken); please report it",
        None,
    ]


LONG = """
import os, signal, sys, time
from rusus.batch.outcomes import Outcome
from rusus.batch.runner import run

def work(source):
    time.sleep(0.005)
    if source.endswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(source[-2:], note="y" * int(sys.argv[1]))

sources = [int(sys.argv[1]) * "x" + f" {number}" for number in range(20)]
outcomes = run(sources, work, 2)
for outcome in outcomes:
    print(outcome.name[-2:].strip(), end=" " if outcome.error is None else "! ", flush=True)
    if outcome.name.endswith(sys.argv[3]):
        break
outcomes.close()
"""
"""A batch of long texts and long answers, one of which ends its process, read up to one."""


@pytest.mark.parametrize("length", [10, 100_000, 10_000_000])
@pytest.mark.parametrize(
    ("dies", "last", "printed"),
    [("7", " 9", "0 1 2 3 4 5 6 7! 8 9 "), ("never", " 0", "0 "), ("never", " 3", "0 1 2 3 "), (" 0", " 1", "0! 1 ")],
)
def test_what_is_long_and_on_its_way_keeps_no_program_alive(length: int, dies: str, last: str, printed: str) -> None:
    command = [sys.executable, "-c", LONG, str(length), dies, last]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout, done.stderr) == (printed, "")


def test_articles_are_asked_for_as_they_are_needed() -> None:
    asked = []

    def articles():
        for number in range(1000):
            asked.append(number)
            yield Article(str(number), "")

    outcomes = run_batch(articles(), work, 2)
    next(outcomes)
    assert len(asked) < 20
    outcomes.close()


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def wait_for(what: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
def test_workers_do_not_outlive_a_killed_parent(many: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("claims", many, many, many, "--jsonl", "-j2"), stdout=subprocess.PIPE, env=ENVIRONMENT
    )
    assert process.stdout is not None and process.stdout.readline()
    workers = children(process.pid)
    assert len(workers) == 2
    process.kill()
    process.wait()
    process.stdout.close()
    wait_for(lambda: not any(map(running, workers)), 10)


# The same bytes, whatever the number of processes; kills, and going on


@pytest.mark.parametrize("format_", ["json", "table"])
def test_processes_do_not_change_a_byte(run, many: Path, format_: str) -> None:
    (many / "3" / "010.txt").write_bytes(b"\x89PNG")
    one, two = (run("claims", many, "nowhere.txt", "--format", format_, "-j", jobs) for jobs in (1, 2))
    assert one.stdout == two.stdout
    assert one.stderr.rpartition(b", ")[0] == two.stderr.rpartition(b", ")[0]
    assert one.returncode == two.returncode == 1
    assert b"99 files done, 0 empty, 2 failed" in one.stderr


def test_an_output_folder_mirrors_the_articles(run, many: Path, tmp_path: Path) -> None:
    done = run("claims", "in", "--out-dir", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    out = contents(tmp_path / "out")
    assert set(out) == {f"{path.relative_to(tmp_path)}.jsonl" for path in many.rglob("*.txt")}
    flat = run("claims", "in", "--jsonl", cwd=tmp_path).stdout
    assert b"".join(out[name] for name in sorted(out)) == flat
    assert run("claims", "in", "--out-dir", "two", "-j2", cwd=tmp_path).returncode == 0
    assert contents(tmp_path / "two") == out


def test_what_is_done_is_left_and_what_has_changed_is_not(run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def again(*options: str) -> str:
        done = run("claims", folder, "--exclude", "*/out/*", "--exclude", "*.log", "--out-dir", out, "-v", *options)
        return done.stderr.decode().rpartition(", ")[0].replace("rusus: ", "").partition(", 0 empty")[0]

    assert again() == "3 files done"
    assert again() == again("-j2") == "3 files done (3 of them before)"
    target = out / str(folder / "b.txt.jsonl").lstrip("/")
    whole = target.read_bytes()
    for damage in (lambda: target.write_bytes(whole[:50]), target.unlink, lambda: target.write_bytes(b"")):
        damage()
        assert again() == "3 files done (2 of them before)" and target.read_bytes() == whole
    (folder / "b.txt").write_text("Sales rose 6 percent.\n")
    assert again() == "3 files done (2 of them before)" and b"6 percent" in target.read_bytes()
    assert again("--tag", "statistic") == "3 files done"
    assert again("--tag", "statistic") == "3 files done (3 of them before)"
    assert again() == "3 files done"
    with open(out / ".rusus-done", "ab") as file:
        file.write(b'{"output": "in/b.t')
    assert again() == "3 files done (3 of them before)"
    assert all(line.startswith("{") for line in (out / ".rusus-done").read_text().splitlines())


def test_sorted_and_cut_off_by_article(run, folder: Path, tmp_path: Path) -> None:
    run("claims", folder, "--out-dir", tmp_path / "out", "--top", "1", "--format", "json")
    found = [json.loads(path.read_bytes()) for path in (tmp_path / "out").rglob("*.json")]
    assert [len(records) for records in found] == [1, 1, 1]


def ended_or_wrote(process: subprocess.Popen[bytes], out: Path, enough: int) -> bool:
    return process.poll() is not None or len(contents(out) if out.exists() else ()) > enough


def ended_or_made(process: subprocess.Popen[bytes], store: Path) -> bool:
    return process.poll() is not None or store.exists()


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_batch_goes_on_where_it_stopped(run, many: Path, tmp_path: Path, seed: int) -> None:
    run("claims", many, "--out-dir", tmp_path / "undisturbed")
    out = tmp_path / "out"
    jobs = 1 + seed % 2
    for number in range(3):
        process = subprocess.Popen(command("claims", many, "--out-dir", out, "-j", jobs), env=ENVIRONMENT)
        enough = (len(contents(out)) if out.exists() else 0) + 5 * number
        wait_for(partial(ended_or_wrote, process, out, enough))
        process.kill()
        process.wait()
        whole = {name: content for name, content in contents(out).items() if not Path(name).name.startswith(".")}
        assert whole.items() <= contents(tmp_path / "undisturbed").items()
    wait_for(lambda: run("claims", many, "--out-dir", out, "-v").returncode == 0)
    assert contents(out) == contents(tmp_path / "undisturbed")


def stored(path: Path) -> list[tuple[object, ...]]:
    """Everything a store holds, whatever the order in which it was put in."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute(
            'SELECT file, content_hash, start, "end", sentences.text, tag'
            " FROM articles LEFT JOIN sentences USING (article) ORDER BY file, start"
        ).fetchall()
        found = connection.execute(
            "SELECT count(*) FROM sentences_search WHERE sentences_search MATCH 'glad'"
        ).fetchone()
    return [*rows, found]


@pytest.mark.parametrize("seed", range(2))
def test_killed_indexing_goes_on_where_it_stopped(run, many: Path, tmp_path: Path, seed: int) -> None:
    run("index", tmp_path / "undisturbed.db", many)
    store = tmp_path / "store.db"
    for number in range(3):
        process = subprocess.Popen(command("index", store, many, "-q", "-j", 1 + seed), env=ENVIRONMENT)
        wait_for(partial(ended_or_made, process, store))
        time.sleep(number * 0.05)
        process.kill()
        process.wait()
    wait_for(lambda: run("index", store, many).returncode == 0)
    assert stored(store) == stored(tmp_path / "undisturbed.db")


# Ctrl-C, full disks, closed pipes


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_within_a_second_with_whole_lines(many: Path, tmp_path: Path, jobs: int) -> None:
    with open(tmp_path / "out", "wb") as out:
        arguments = command("claims", *[many] * 20, "--jsonl", "-j", jobs)
        process = subprocess.Popen(
            arguments, stdout=out, stderr=subprocess.PIPE, env=ENVIRONMENT, preexec_fn=heed_ctrl_c
        )
        wait_for(lambda: os.path.getsize(tmp_path / "out"))
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, messages = process.communicate(timeout=20)
    assert (process.returncode, messages.count(b"\n")) == (130, 1) and b"interrupted" in messages
    assert time.monotonic() - began < 3  # a second on a machine that does nothing else
    content = (tmp_path / "out").read_bytes()
    assert content.endswith(b"\n") and all(json.loads(line)["file"] for line in content.splitlines())


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_a_full_disk_is_one_line(many: Path, tmp_path: Path) -> None:
    for place in (["-o", tmp_path / "out.jsonl"], []):
        with open(tmp_path / "stdout", "wb") as out:
            done = subprocess.run(
                command("claims", many, "--jsonl", *place),
                stdout=out,
                stderr=subprocess.PIPE,
                env=ENVIRONMENT,
                preexec_fn=small_files,
            )
        assert done.returncode == 1 and b"cannot be written (file too large)" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.glob("*.jsonl")) and not list(tmp_path.glob(".*tmp"))


def test_a_full_disk_under_an_output_folder_and_a_store(run, many: Path, tmp_path: Path) -> None:
    arguments = command("claims", many / "0", many / "1", "--out-dir", tmp_path / "out", "--all")
    done = subprocess.run(arguments, capture_output=True, env=ENVIRONMENT, preexec_fn=small_files)
    assert done.returncode == 1 and b"cannot be written" in done.stderr and b"Traceback" not in done.stderr
    done = subprocess.run(
        command("index", tmp_path / "s.db", many), capture_output=True, env=ENVIRONMENT, preexec_fn=small_files
    )
    assert done.returncode == 1 and done.stderr and b"Traceback" not in done.stderr
    assert run("claims", many / "0", many / "1", "--out-dir", tmp_path / "out", "--all").returncode == 0
    assert len(contents(tmp_path / "out")) == len([*(many / "0").iterdir(), *(many / "1").iterdir()])
    assert run("index", tmp_path / "s.db", many).returncode == 0


def test_places_that_cannot_be_written_are_one_line(run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in ("/proc/x", tmp_path / "file" / "x"):
        for option in ("-o", "--out-dir"):
            done = run("claims", folder, option, place)
            assert done.returncode == 1 and b"cannot be written" in done.stderr and len(done.stderr.splitlines()) == 1
        done = run("index", place, folder)
        assert done.returncode == 1 and b"Traceback" not in done.stderr and done.stderr
    assert (tmp_path / "file").read_text() == "x"


def test_two_runs_do_not_fill_one_folder(run, folder: Path, tmp_path: Path) -> None:
    from rusus.batch.output_folder import Filing, OutputFolder

    with OutputFolder(Filing(str(tmp_path / "out"), Listing(Style("claims", "jsonl")))):
        done = run("claims", folder, "--out-dir", tmp_path / "out")
    assert done.returncode == 1 and b"another rusus is writing into it" in done.stderr


def test_a_closed_pipe_with_many_small_writes(many: Path) -> None:
    for jobs in (1, 2):
        process = subprocess.Popen(
            command("claims", *[many] * 5, "--jsonl", "-j", jobs),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
        )
        assert process.stdout is not None and process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert (process.stderr.read(), process.wait(timeout=30)) == (b"", 0)
        process.stderr.close()


def test_no_standard_streams_at_all(folder: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m rusus claims {folder} >&- 2>&- <&-; echo $?",
        shell=True,
        capture_output=True,
        env=ENVIRONMENT,
    )
    assert (done.stdout, done.stderr) == (b"1\n", b"")


# Names


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("a.txt", "a.txt.jsonl"),
        ("./in//a.txt", "in/a.txt.jsonl"),
        ("in/x/../a.txt", "in/a.txt.jsonl"),
        ("/data/a.txt", "data/a.txt.jsonl"),
        ("//data/a.txt", "data/a.txt.jsonl"),
        ("-", "-.jsonl"),
        (".rusus-done", ".rusus-done.jsonl"),
        (Article("c#1", "", corpus="c.jsonl", part="1"), "c.jsonl/1.jsonl"),
        (Article("c#..", "", corpus="c.jsonl", part=".."), "c.jsonl/%2E..jsonl"),
        (Article("c#", "", corpus="/c.jsonl", part="../../etc/x\0"), "c.jsonl/%2E.%2F..%2Fetc%2Fx%00.jsonl"),
        (Article("c#", "", corpus="-", part="é \ud800"), "-/%C3%A9 %ED%A0%80.jsonl"),
    ],
)
def test_mirrored_names(source: Source, output: str) -> None:
    assert mirrored(source, Listing(Style("claims", "jsonl"))) == output


@pytest.mark.parametrize("path", ["../a.txt", "../../../../../../../../etc/a.txt", "in/../../a.txt", "/../a.txt"])
def test_no_name_climbs_out(path: str) -> None:
    output = mirrored(path, Listing(Style("claims", "jsonl")))
    assert not os.path.isabs(output) and os.pardir not in output.split(os.sep)


def test_a_link_in_an_output_folder_does_not_lead_out(run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "inner").symlink_to(tmp_path / "elsewhere")
    done = run("claims", "inner", "b.txt", "--out-dir", tmp_path / "out", cwd=folder)
    assert done.returncode == 1 and b"a link leads out" in done.stderr
    assert not list((tmp_path / "elsewhere").iterdir()) and (tmp_path / "out" / "b.txt.jsonl").exists()


def test_rows_with_one_id_are_not_written_over_each_other(run, tmp_path: Path) -> None:
    rows = [{"t": f"It cost ${number} million.", "id": number // 2} for number in range(4)]
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    done = run("claims", "--jsonl-field", "t", "--jsonl-id", "id", "--out-dir", tmp_path / "out", "-j2", stdin=content)
    assert done.returncode == 1 and done.stderr.count(b"an earlier row has the same id") == 2
    assert sorted(contents(tmp_path / "out")) == ["-/0.jsonl", "-/1.jsonl"]
    assert b"$0 million" in contents(tmp_path / "out")["-/0.jsonl"]


def test_the_shell_script_goes_on_past_failures(tmp_path: Path) -> None:
    articles = tmp_path / "in"
    (articles / "a folder").mkdir(parents=True)
    (articles / "a folder" / "-b\n.txt").write_text(ARTICLE.format(5))
    (articles / "a folder" / "broken.txt").write_bytes(b"\x89PNG")
    (articles / "z.md").write_text("# T\n\n" + ARTICLE.format(6))
    (articles / ".hidden.txt").write_text("x")
    (tmp_path / "rusus").write_text(f'#!/bin/sh\nexec {sys.executable} -m rusus "$@"\n')
    (tmp_path / "rusus").chmod(0o755)
    script = ROOT / "scripts" / "batch.sh"
    environment = {**ENVIRONMENT, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        [script, f"{articles}/", tmp_path / "out", "--tag", "quote"], capture_output=True, env=environment
    )
    assert done.returncode == 1 and done.stdout == b""
    assert b"broken.txt: a binary file" in done.stderr and done.stderr.endswith(b"\n2 articles done, 1 failed\n")
    assert sorted(contents(tmp_path / "out")) == ["a folder/-b\n.txt.jsonl", "z.md.jsonl"]
    assert all(json.loads(content)["tag"] == "quote" for content in contents(tmp_path / "out").values())
    assert subprocess.run([script], capture_output=True, env=environment).returncode == 2


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("order", ["position", "score"])
def test_top_with_a_folder_takes_the_best_of_each_article(tmp_path: Path, jobs: str, order: str) -> None:
    """--top N with --out-dir: N of each article in its own file, as --top N prints them of the article alone."""
    texts = {
        "a.txt": "Taxes rose 5 percent in 2019. Jobless figures fell to 4 percent. The mayor was born in Leeds.",
        "b.txt": "The city closed 3 libraries. The council met on Tuesday. Crime has doubled since 2010.",
        "c.txt": "Sales fell by half in May.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    options = ["--top", "2", "--sort", order]
    command = [sys.executable, "-m", "rusus", "claims"]
    run_it = {"cwd": tmp_path, "env": ENVIRONMENT, "capture_output": True, "timeout": 120, "check": True}
    subprocess.run([*command, *texts, *options, "--out-dir", "out", "-j", jobs], **run_it)
    for name in texts:
        alone = subprocess.run([*command, name, *options, "--jsonl"], **run_it).stdout
        assert (tmp_path / "out" / f"{name}.jsonl").read_bytes() == alone
        assert alone.count(b"\n") == (1 if name == "c.txt" else 2)
    over_all = subprocess.run([*command, *texts, *options, "--jsonl"], **run_it).stdout
    assert over_all.count(b"\n") == 2
