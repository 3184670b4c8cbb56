"""The wheel holds everything that the program needs: it runs from a clean environment, away from the project."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from conftest import ROOT, SAMPLE


def test_the_wheel_runs_on_an_article(tmp_path: Path) -> None:
    source, environment = tmp_path / "source", tmp_path / "env"
    shutil.copytree(
        ROOT,
        source,
        ignore=shutil.ignore_patterns(".git", ".venv", "build", "*.egg-info", "__pycache__", ".hypothesis", "docs"),
    )
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    wheel = [*pip, "wheel", str(source), "--no-deps", "--no-index", "--no-build-isolation", "-w", str(tmp_path)]
    subprocess.run(wheel, check=True, cwd=tmp_path, timeout=300)
    (built,) = tmp_path.glob("rusus-*.whl")
    venv.create(environment, with_pip=False, symlinks=True)
    python = environment / "bin" / "python"
    subprocess.run(
        [*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(built)], check=True, timeout=300
    )
    # The dependencies come from the environment of the tests, behind the clean one: no network is needed.
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(python), "-c", "import rusus; print(rusus.__file__)"]
    where = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, check=True)
    assert where.stdout.decode().startswith(str(environment))
    article = shutil.copy(ROOT / SAMPLE, tmp_path / "article.txt")
    for kind, least in (("claims", 25), ("quotes", 8), ("statistics", 1)):
        command = [str(environment / "bin" / "rusus"), kind, str(article)]
        done = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, b"")
        assert len(json.loads(done.stdout)) >= least
