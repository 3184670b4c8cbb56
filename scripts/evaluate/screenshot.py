"""Takes the picture of the page that the README shows: docs/report.png, of the sample article against its altered copy.

Usage: python -m scripts.evaluate.screenshot

It needs Debian's chromium, chromium-driver, fonts-noto-core and fonts-crosextra-caladea, selenium of the extra test,
and pillow.
"""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts import ROOT, command_line

SAMPLE, ALTERED = "data/articles/russia-us-ties.txt", "data/altered"
WIDTH, HEIGHT = 1200, 760
CHOSEN = "Russian experts on international issues"
"""How the sentence begins whose record is shown: it stands near the top and has a quotation with its speaker."""
COLOURS = 256
"""Less than half of the bytes. Chosen for coverage: by frequency, the little red of the numbers turns brown."""


def main() -> None:
    command_line(__doc__).parse_args()
    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        command = [sys.executable, "-m", "rusus", "report", SAMPLE, "--against", ALTERED, "-o", str(page)]
        subprocess.run(command, cwd=ROOT, check=True)
        take(page, ROOT / "docs" / "report.png")


def take(page: Path, picture: Path) -> None:
    """Opens a page, chooses a sentence and saves what is to be seen."""
    from PIL import Image
    from selenium import webdriver
    from selenium.webdriver.support.wait import WebDriverWait

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    with webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver")) as browser:
        metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get(page.as_uri())
        browser.execute_script(
            "Array.from(document.querySelectorAll('[data-sentence]'))"
            ".find((each) => each.textContent.startsWith(arguments[0])).click()",
            CHOSEN,
        )
        browser.execute_script("window.scrollTo(0, 0); document.activeElement.blur()")
        WebDriverWait(browser, 5).until(lambda driver: driver.execute_script("return window.scrollY") == 0)
        browser.execute_async_script("setTimeout(arguments[0], 400)")  # colours fade in
        shot = Image.open(BytesIO(browser.get_screenshot_as_png()))
    shot.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(picture, optimize=True)


if __name__ == "__main__":
    main()
