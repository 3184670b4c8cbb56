"""The command line as people use it: real processes, pipes, jq, and things that go wrong."""

from __future__ import annotations

import csv
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLE

JQ = shutil.which("jq")
KINDS = ("claims", "quotes", "statistics")


def shell(command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """Runs a line of bash in which ``rusus`` is the program, with the exit code of the first part that failed."""
    line = f'set -o pipefail; rusus() {{ "{sys.executable}" -m rusus "$@"; }}; {command}'
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(["bash", "-c", line], capture_output=True, cwd=cwd, env=env, timeout=120)


def test_jq_is_there() -> None:
    assert JQ, "these tests pipe into jq: install it (apt-get install jq, brew install jq)"


def test_quotes_by_jq() -> None:
    done = shell(f"""rusus claims {SAMPLE} | jq -r '.[] | select(.tag == "quote") | .speaker'""")
    assert (done.returncode, done.stdout.decode().split(), done.stderr) == (0, ["Bogdanov", "Bogdanov"], b"")


def test_statistics_by_jq() -> None:
    done = shell(f"rusus statistics {SAMPLE} --jsonl | jq -c '[.before, .after, .unit, .trend]'")
    assert done.stdout.decode() == '[96100000000,14900000000,"USD","down"]\n'


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_holds_the_same_records(run, folder: Path, kind: str) -> None:
    records = json.loads(run(kind, folder).stdout)
    assert records
    lines = run(kind, folder, "--jsonl").stdout.decode().splitlines()
    assert [json.loads(line) for line in lines] == records
    for format_, delimiter in (("csv", ","), ("tsv", "\t")):
        rows = list(
            csv.DictReader(run(kind, folder, "--format", format_).stdout.decode().splitlines(), delimiter=delimiter)
        )
        assert [(row["file"], row["id"], int(row["start"])) for row in rows] == [
            (record["file"], record["id"], record["start"]) for record in records
        ]
        assert list(rows[0]) == list(records[0])
    table = run(kind, folder, "--format", "table").stdout.decode()
    assert all(record["file"] in table for record in records)


def test_folders_are_read_sorted_and_by_suffix(run, folder: Path) -> None:
    files = [record["file"] for record in json.loads(run("claims", folder, "--all").stdout)]
    assert list(dict.fromkeys(files)) == [str(folder / name) for name in ("a.md", "b.txt", "inner/c.txt")]


def test_globs_choose_files(run, folder: Path) -> None:
    def files(*options: str) -> set[str]:
        records = json.loads(run("claims", folder, "--all", *options).stdout)
        return {os.path.relpath(record["file"], folder) for record in records}

    assert files("--include", "*.log") == {"left-out.log"}
    assert files("--exclude", "*.md", "--exclude", "*/inner/*") == {"b.txt"}


def test_standard_input(run) -> None:
    text = "Sales rose 5 percent.".encode()
    piped, named = run("claims", "--all", stdin=text), run("claims", "--all", "-", stdin=text)
    assert piped.stdout == named.stdout
    (record,) = json.loads(piped.stdout)
    assert (record["file"], record["text"]) == ("-", "Sales rose 5 percent.")


def test_files_from_a_list(run, folder: Path) -> None:
    paths = [folder / "b.txt", folder / "inner" / "c.txt"]
    plain = run("claims", "--files-from", "-", stdin="".join(f"{path}\n" for path in paths).encode())
    null = run("claims", "--files-from", "-", "-0", stdin="\0".join(map(str, paths)).encode())
    assert plain.stdout == null.stdout == run("claims", *paths).stdout


def test_nothing_to_read_is_an_empty_array(run) -> None:
    done = run("claims", stdin=b"")
    assert (done.returncode, done.stdout) == (0, b"[]\n")
    assert run("claims", "--fail-empty", stdin=b"").returncode == 1


def test_a_bad_file_costs_only_itself(run, folder: Path) -> None:
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = run("claims", folder / "none.txt", folder, "--exclude", "*.log")
    assert done.returncode == 1
    good = run("claims", folder / "a.md", folder / "b.txt", folder / "inner")
    assert done.stdout == good.stdout
    lines = done.stderr.decode().splitlines()
    assert "none.txt: no such file" in lines[0] and "picture.txt: a binary file" in lines[1] and "2 failed" in lines[2]
    assert len(lines) == 3


def test_one_missing_file_is_one_line(run) -> None:
    done = run("quotes", "none.txt")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, b"[]\n", 1)


@pytest.mark.parametrize(
    "arguments", [["claims", "--tag", "lie", SAMPLE], ["shout"], ["claims", "--json", "--jsonl", SAMPLE]]
)
def test_wrong_usage(run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert b"Usage: rusus" in done.stderr


def test_nothing_named_on_a_terminal_is_wrong_usage() -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "rusus", "claims"], stdin=theirs, capture_output=True, cwd=ROOT, timeout=60
    )
    os.close(ours), os.close(theirs)
    assert done.returncode == 2
    assert b"Usage: rusus claims" in done.stderr and b"Nothing to read" in done.stderr


def test_a_closed_pipe_ends_silently(folder: Path) -> None:
    text = "Sales of the firm rose by 5 percent in the year that it was sold. " * 50
    for number in range(200):
        (folder / f"d{number}.txt").write_text(text, encoding="utf-8")
    done = shell(f"rusus claims {folder} --jsonl | head -n 1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["file"].endswith("a.md")


def test_filters_and_order(run) -> None:
    every = json.loads(run("claims", SAMPLE, "--all").stdout)
    assert json.loads(run("claims", SAMPLE, "--tag", "quote").stdout) == [
        record for record in json.loads(run("claims", SAMPLE).stdout) if "quote" in record["tags"]
    ]
    scored = json.loads(run("claims", SAMPLE, "--min-score", "0.9", "--sort", "score").stdout)
    scores = [record["score"] for record in scored]
    assert scores == sorted(scores, reverse=True) and min(scores) >= 0.9
    best = json.loads(run("claims", SAMPLE, "--top", "3").stdout)
    assert len(best) == 3 and [record["start"] for record in best] == sorted(record["start"] for record in best)
    assert {record["id"] for record in best} <= {record["id"] for record in every}


def test_explain_names_the_reasons_of_each_score(run) -> None:
    records = json.loads(run("claims", SAMPLE, "--explain", "--all").stdout)
    assert all(record["reasons"] for record in records)
    weights = [abs(reason["weight"]) for reason in records[0]["reasons"]]
    assert weights == sorted(weights, reverse=True)
    assert b"what its words say +" in run("claims", SAMPLE, "--explain", "--format", "table").stdout


def test_explain_says_why_a_stretch_is_no_quotation(run) -> None:
    records = json.loads(run("quotes", SAMPLE, "--explain").stdout)
    verdicts = {record["text"]: record["verdict"] for record in records}
    assert verdicts["poisoning"] == verdicts["normalize"] == verdicts["frontlines"] == "none"
    (quoted,) = [
        record
        for record in records
        if record["verdict"] == "quotation" and record["text"].startswith("Russia believes")
    ]
    assert quoted["cue"]["text"] == "said" and quoted["source"]["text"] == "Bogdanov" and quoted["reasons"]


def test_two_processes_print_the_same_bytes(run, folder: Path) -> None:
    for options in (["claims"], ["quotes"], ["claims", "--top", "2"], ["statistics", "--format", "csv"]):
        assert run(*options, folder, ROOT / SAMPLE, "-j", "2").stdout == run(*options, folder, ROOT / SAMPLE).stdout


def test_output_file_takes_its_format_from_its_name(run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    done = run("claims", folder, "-o", target)
    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_text(encoding="utf-8").startswith("file,id,start,end,")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []


def test_table_has_no_colours_when_piped(run) -> None:
    table = run("claims", SAMPLE, "--format", "table").stdout
    assert b"\x1b" not in table and b"Bogdanov" in table


def test_quiet_and_verbose(run, folder: Path) -> None:
    assert run("claims", folder, "-q").stderr == b""
    assert b"3 files done, 0 empty, 0 failed" in run("claims", folder, "-v").stderr


def test_match_names_the_number_that_differs(run, tmp_path: Path) -> None:
    altered = (ROOT / SAMPLE).read_text(encoding="utf-8").replace("US$14.9 billion", "US$41.9 billion")
    (tmp_path / "altered.txt").write_text(altered, encoding="utf-8")
    records = json.loads(run("match", SAMPLE, "--against", tmp_path).stdout)
    (alarm,) = [record for record in records if record["verdict"] != "same"]
    assert alarm["verdict"] == "numbers_disagree"
    assert "41.9" in alarm["differences"][0]["theirs"] and "14.9" in alarm["differences"][0]["ours"]


def test_match_leaves_out_the_article_itself(run) -> None:
    assert run("match", SAMPLE, "--against", "data/articles").stdout == b"[]\n"


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    """A folder of three articles: two give different sums for a bridge, the third agrees with the first."""
    folder = tmp_path / "bridges"
    folder.mkdir()
    for name, cost in (("a.txt", 12), ("b.txt", 14), ("c.txt", 12)):
        text = f"The bridge over the Tamar cost taxpayers {cost} million pounds."
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def ends(records: list[dict]) -> list[tuple[str, str, str]]:
    return [(Path(r["file"]).name, Path(r["other_file"]).name, r["verdict"]) for r in records]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_pair_of_two_articles_of_one_folder_is_told_once(run, bridges: Path, jobs: str) -> None:
    done = run("match", bridges, "--against", f"{bridges}/../bridges", "--json", "-j", jobs, "-v")
    assert ends(json.loads(done.stdout)) == [
        ("a.txt", "c.txt", "same"),
        ("a.txt", "b.txt", "numbers_disagree"),
        ("b.txt", "c.txt", "numbers_disagree"),
    ]
    assert b"3 records" in done.stderr
    (group,) = json.loads(run("match", bridges, "--against", bridges, "--group").stdout)
    assert group["verdicts"] == {"numbers_disagree": 2, "same": 1}


def test_only_the_verdicts_that_are_asked_for(run, bridges: Path) -> None:
    asked = ("match", bridges, "--against", bridges, "--verdict")
    assert ends(json.loads(run(*asked, "same", "--json").stdout)) == [("a.txt", "c.txt", "same")]
    assert len(json.loads(run(*asked, "same", "--verdict", "numbers_disagree", "--json").stdout)) == 3
    assert run(*asked, "contradicts", "--fail-empty").returncode == 1
    table = run(*asked, "same", "--format", "table").stdout.decode()
    assert table.startswith("same  1.00") and "lists them" not in table


def test_the_table_of_a_folder_has_the_disagreements_of_all_articles_first(run, bridges: Path) -> None:
    table = run("match", bridges, "--against", bridges, "--format", "table").stdout.decode()
    assert table.count("numbers_disagree  ") == 2 and "\n1 same; --verdict same lists them\n" in table


def test_a_store_gives_the_matches_that_its_articles_give(run, folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    done = run("index", store, folder)
    assert done.returncode == 0 and b"3 articles indexed" in done.stderr
    assert b"0 articles indexed, 3 unchanged" in run("index", store, folder).stderr
    copy = tmp_path / "copy.text"
    shutil.copy(folder / "b.txt", copy)
    assert run("match", copy, "--against", store).stdout == run("match", copy, "--against", folder).stdout != b"[]\n"


def test_groups_count_reprints_once(run, folder: Path) -> None:
    reprint = (ROOT / SAMPLE).read_text(encoding="utf-8")
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(reprint, encoding="utf-8")
    sentence = "Russia sold off a large amount of its US debt between March and May."
    (folder / "x.txt").write_text(f"The bank met twice in May. {sentence} Rates stay where they are.", encoding="utf-8")
    (folder / "y.txt").write_text(f"Analysts were surprised on Friday. {sentence} Bonds fell.", encoding="utf-8")
    groups = json.loads(run("match", folder, "--against", folder, "--group").stdout)
    reprinted = next(group for group in groups if group["text"].startswith("Sanctions are a tool"))
    assert (reprinted["articles"], reprinted["sources"]) == (2, 1)
    shared = next(group for group in groups if "US debt" in group["text"])
    assert (shared["articles"], shared["sources"]) == (4, 3)


def test_index_prunes(run, folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    run("index", store, folder)
    (folder / "b.txt").unlink()
    assert b"1 removed" in run("index", store, folder, "--prune").stderr


def test_a_text_file_is_no_store(run) -> None:
    before = (ROOT / SAMPLE).read_bytes()
    done = run("index", SAMPLE, "data/articles")
    assert done.returncode == 1 and SAMPLE.encode() in done.stderr and b"Traceback" not in done.stderr
    assert (ROOT / SAMPLE).read_bytes() == before


@pytest.mark.parametrize("kind", [*KINDS, "match", "groups", "judgements", "decisions"])
def test_schema_is_json(run, kind: str) -> None:
    assert json.loads(run("schema", kind).stdout)["type"] == "object"


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_script(run, name: str) -> None:
    done = run(_RUSUS_COMPLETE=f"{name}_source")
    assert done.returncode == 0 and b"_RUSUS_COMPLETE" in done.stdout
