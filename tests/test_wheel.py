"""The wheel holds everything that the program needs: it runs from a clean environment, away from the project."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLE

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
LEFT_OUT = (".git", ".venv", "build", "*.egg-info", "__pycache__", ".hypothesis", "docs")
IMPORT_ALL = """
import importlib, pkgutil, rusus
names = [info.name for info in pkgutil.walk_packages(rusus.__path__, "rusus.") if info.name != "rusus.__main__"]
for name in names:
    importlib.import_module(name)
print(rusus.__file__, len(names))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the project, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=shutil.ignore_patterns(*LEFT_OUT))
    build = ["wheel", str(folder / "source"), "--no-deps", "--no-index", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*PIP, *build], check=True, cwd=folder, timeout=300)
    (built,) = folder.glob("rusus-*.whl")
    return built


def test_the_wheel_holds_every_module_and_resource(wheel: Path) -> None:
    files = [path for path in (ROOT / "rusus").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {path.relative_to(ROOT).as_posix() for path in files}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("rusus/")}
    assert held == wanted
    assert any(name.count("/") > 2 for name in held), "no module of a package inside a package"
    assert {"rusus/resources/units.tsv", "rusus/resources/store.sql", "rusus/py.typed"} < held


def test_the_wheel_runs_on_an_article(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "env"
    venv.create(environment, with_pip=False, symlinks=True)
    python = environment / "bin" / "python"
    # A PYTHONPATH with a checkout on it would tell pip that rusus is there already.
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    install = ["--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*PIP, *install], check=True, timeout=300, env=clean)
    # The dependencies come from the environment of the tests, behind the clean one: no network is needed.
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    done = subprocess.run([str(python), "-c", IMPORT_ALL], cwd=tmp_path, env=clean, capture_output=True, check=True)
    where, count = done.stdout.decode().split()
    assert where.startswith(str(environment)) and int(count) > 100
    article = shutil.copy(ROOT / SAMPLE, tmp_path / "article.txt")
    for kind, least in (("claims", 25), ("quotes", 8), ("statistics", 1)):
        command = [str(environment / "bin" / "rusus"), kind, str(article)]
        done = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, b"")
        assert len(json.loads(done.stdout)) >= least
