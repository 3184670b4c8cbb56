"""The fixtures of the report's tests: its page of the sample, and a browser, without which tests are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SAMPLE


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Any]) -> Path:
    """The page of the sample article against the copy in which a number, a word and a speaker were changed."""
    path = tmp_path_factory.mktemp("report") / "sample.html"
    done = run("report", SAMPLE, "--against", ROOT / "data" / "altered", "-o", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser; it ends with the tests."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: pip install 'rusus[test]'")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("no chromium and chromedriver here: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    started.set_script_timeout(30)
    yield started
    started.quit()
