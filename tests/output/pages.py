"""Making pages and opening them in a headless Chromium, for the report's tests."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

import rusus
from rusus.output.report.article_data import article_data
from rusus.output.report.page import article_script, page


def make_page(folder: Path, *documents: rusus.Document, title: str = "A page") -> Path:
    """Returns the page of some documents, without matches and reasons."""
    scripts = (article_script(article_data(document)) for document in documents)
    path = folder / "page.html"
    path.write_text("".join(page(scripts, title)), encoding="utf-8")
    return path


def open_page(browser: Any, page: Path, width: int = 1200, scheme: str = "light", fragment: str = "") -> None:
    """Opens a page at a width, in a colour scheme, and keeps what it copies in ``window.copied``."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(page.as_uri() + fragment)
    browser.execute_script(
        "window.copied = [];"
        "navigator.clipboard.writeText = (text) => { window.copied.push(text); return Promise.resolve(); };"
    )


def wait_until(browser: Any, condition: str) -> None:
    """Waits, ten seconds at most, until a JavaScript expression is true: files and addresses come a little later."""
    ends = time.monotonic() + 10
    while not browser.execute_script(f"return Boolean({condition})"):
        assert time.monotonic() < ends, condition
        time.sleep(0.02)


def axe() -> str:
    """Returns the script of axe-core: where AXE_CORE says, else where ``npm install --no-save axe-core`` puts it."""
    path = Path(os.environ.get("AXE_CORE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
    if not path.exists():
        pytest.skip("axe-core is not here: npm install --no-save axe-core, or say in AXE_CORE where axe.min.js is")
    return path.read_text(encoding="utf-8")
