"""Names the exceptions of pyproject.toml ([tool.ruff.lint.per-file-ignores]) that are no longer needed.

Usage: python -m scripts.evaluate.lint_exceptions [--write]

Exits 1 if there are any; --write takes them out. Nothing is ever put in: new code keeps the rules.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from scripts import ROOT, command_line

CONFIGURATION = ROOT / "pyproject.toml"
ENTRY = re.compile(r'^"(?P<path>[^"]+)" = \[(?P<codes>[^\]]*)\]\n', re.MULTILINE)


def needed() -> set[tuple[str, str]]:
    """Returns file and code of everything that ruff finds without the exceptions."""
    command = [sys.executable, "-m", "ruff", "check", ".", "--output-format=json", "--exit-zero"]
    done = subprocess.run(
        [*command, "--config", "lint.per-file-ignores={}"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return {(str(Path(each["filename"]).relative_to(ROOT)), each["code"]) for each in json.loads(done.stdout)}


def main() -> int:
    """Prints the exceptions that nothing needs, or takes them out; returns the exit code."""
    parser = command_line(__doc__)
    parser.add_argument("--write", action="store_true", help="take them out of pyproject.toml")
    options = parser.parse_args()
    found, stale = needed(), 0

    def kept(entry: re.Match[str]) -> str:
        nonlocal stale
        codes = re.findall(r'"(\w+)"', entry["codes"])
        rest = [code for code in codes if (entry["path"], code) in found]
        for code in codes:
            if code not in rest:
                stale += 1
                print(f"{entry['path']}: {code} is no longer needed")
        return f'"{entry["path"]}" = [{", ".join(json.dumps(code) for code in rest)}]\n' if rest else ""

    text = ENTRY.sub(kept, CONFIGURATION.read_text(encoding="utf-8"))
    if options.write:
        CONFIGURATION.write_text(text, encoding="utf-8")
    return 1 if stale and not options.write else 0


if __name__ == "__main__":
    sys.exit(main())
