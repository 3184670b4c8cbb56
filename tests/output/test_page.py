"""The page as a file: what stands in it, what it may load (nothing), and the command that writes it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SAMPLE

import rusus
from rusus.output.report.article_data import article_data
from rusus.output.report.page import MODULES, article_script, page
from rusus.resources import read_text

pytest_plugins = ["page_fixtures"]

VIEW = ROOT / "rusus" / "resources" / "report"
HOSTILE = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> &lt; \u2028 \u202e 5 percent \ud800"


class Parts(HTMLParser):
    """The elements of a page, and the texts of its scripts and its style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = dict(attrs).get("type") or tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.texts.append((self.inside, data))

    def articles(self) -> list[dict[str, Any]]:
        return [json.loads(text) for kind, text in self.texts if kind == "application/json"]


def parts_of(*documents: rusus.Document, title: str = "A page") -> Parts:
    return Parts("".join(page((article_script(article_data(document)) for document in documents), title)))


def test_the_policy_names_the_one_script_and_the_one_style(sample: rusus.Document) -> None:
    parts = parts_of(sample)
    policy = next(a["content"] for _, a in parts.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and policy.startswith("default-src 'none'; ")
    for kind, directive in (("module", "script-src"), ("style", "style-src")):
        text = "".join(text for found, text in parts.texts if found == kind)
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_the_page_names_no_other_address(sample: rusus.Document) -> None:
    parts = parts_of(sample)
    assert [(tag, a) for tag, a in parts.elements if {"src", "srcset", "action", "style"} & a.keys()] == []
    assert [a["href"] for _, a in parts.elements if "href" in a] == ["#main"]
    style = read_text("report/style.css")
    assert "url(" not in style and "@import" not in style


@pytest.mark.parametrize("name", MODULES)
def test_the_view_sets_text_only_as_text(name: str) -> None:
    code = read_text(f"report/{name}.js")
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser", code)
        == []
    )


def test_modules_import_what_modules_before_them_export() -> None:
    exported: dict[str, set[str]] = {}
    for name in MODULES:
        code = read_text(f"report/{name}.js")
        for names, module in re.findall(r'^import \{ ([^}]*) \} from "\./(\w+)\.js";$', code, re.MULTILINE):
            assert set(names.split(", ")) <= exported[module], (name, module)
        assert len(re.findall(r"^import ", code, re.MULTILINE)) == code.count('.js";')
        exported[name] = set(re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", code, re.MULTILINE))
    assert {path.stem for path in VIEW.glob("*.js")} == set(MODULES)


def test_the_records_in_the_page_are_those_that_the_commands_print(sample: rusus.Document) -> None:
    (article,) = parts_of(sample).articles()
    assert article["text"] == sample.text
    for kind, include_all in (("claims", True), ("quotes", False), ("statistics", False)):
        printed = sample.records(kind, include_all)
        assert len(article[kind]) == len(printed) > 0
        for ours, record in zip(article[kind], printed):
            assert article["text"][ours["start"] : ours["end"]] == record["text"]
            same = ours.keys() - {"spans", "sentence", "reasons"}
            assert {key: ours[key] for key in same} == {key: record[key] for key in same}
            assert {key for key in record.keys() - ours.keys() if record[key] is not None} <= {
                "file", "text", "quotations", "statistics",
            }  # fmt: skip


def test_no_text_ends_its_script() -> None:
    document = rusus.extract(HOSTILE, name=HOSTILE)
    parts = parts_of(document, title=HOSTILE)
    (article,) = parts.articles()
    assert (article["text"], article["file"]) == (HOSTILE, HOSTILE)
    assert [tag for tag, _ in parts.elements if tag in ("script", "img")] == ["script", "script"]


def test_an_article_of_a_thousand_words_is_below_200_kilobytes(sample_page: Path) -> None:
    assert sample_page.stat().st_size < 200_000


def test_what_others_say_stands_in_the_page(sample_page: Path) -> None:
    (article,) = Parts(sample_page.read_text(encoding="utf-8")).articles()
    verdicts = {match["verdict"] for match in article["matches"]}
    assert {"numbers_disagree", "quote_altered", "attribution_differs", "same"} <= verdicts
    reasons = [claim["reasons"] for claim in article["claims"] if "reasons" in claim]
    assert reasons and all(reason.keys() == {"feature", "weight"} for each in reasons for reason in each)


def test_many_articles_are_the_same_page_for_any_number_of_jobs(run: Callable[..., Any], folder: Path) -> None:
    one, two = (run("report", folder, "-j", jobs, "--title", "Three <articles>").stdout for jobs in (1, 2))
    assert one == two
    parts = Parts(one.decode())
    assert [Path(article["file"]).name for article in parts.articles()] == ["a.md", "b.txt", "c.txt"]
    assert b"<title>Three &lt;articles&gt;</title>" in one


def test_a_broken_file_costs_only_itself(run: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    done = run("report", folder / "b.txt", folder / "none.txt", "-o", tmp_path / "page.html")
    assert done.returncode == 1 and b"none.txt" in done.stderr
    assert len(Parts((tmp_path / "page.html").read_text(encoding="utf-8")).articles()) == 1


def test_a_page_that_shall_be_opened_needs_a_file(run: Callable[..., Any]) -> None:
    done = run("report", SAMPLE, "--open")
    assert done.returncode == 2 and b"-o page.html" in done.stderr


def test_the_page_is_opened_in_the_browser(run: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n', encoding="utf-8")
    browser.chmod(0o755)
    page_file = tmp_path / "a page.html"
    done = run("report", folder / "b.txt", "-o", page_file, "--open", BROWSER=str(browser))
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "opened").read_text(encoding="utf-8").strip() == page_file.as_uri()


def test_a_web_page_says_that_lines_count_in_its_extracted_text(run: Callable[..., Any], tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    body = "<p>Sales rose 5 percent in May, the minister said on Monday in the capital.</p>" * 5
    (tmp_path / "page.html").write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    (article,) = Parts(run("report", tmp_path / "page.html").stdout.decode()).articles()
    assert article["offsets_in"] == "extracted text"
