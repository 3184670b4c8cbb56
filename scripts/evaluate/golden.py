"""Rewrites tests/golden from what rusus prints now. Read the diff before you commit it.

Usage: python -m scripts.evaluate.golden
"""

from __future__ import annotations

import os
import subprocess
import sys

from scripts import ROOT, command_line

sys.path.insert(0, str(ROOT / "tests"))


def main() -> None:
    command_line(__doc__).parse_args()
    from recorded import FILES, RECORDED
    from test_golden import COMMANDS, GOLDEN

    for name, arguments in COMMANDS.items():
        command = [sys.executable, "-m", "rusus", *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
        (GOLDEN / name).write_bytes(subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True).stdout)
    for name, lines in FILES.items():
        (RECORDED / f"{name}.txt").write_text("\n".join(lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
