"""PyYAML's own scanner reads what libyaml reads, or refuses it, and nothing is changed by it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from support import CASES, ROOT, set_in

from itatrack.recording.change import Change
from itatrack.yamltext import loader

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_LIBYAML = """\
import sys
import yaml
del yaml.CSafeLoader
from itatrack.__main__ import main
main()
"""


def run_without_libyaml(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the tool as on a machine without libyaml."""
    command = [sys.executable, "-c", WITHOUT_LIBYAML, *arguments]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=60
    )


@pytest.mark.slow
def test_the_tests_of_reading_without_libyaml() -> None:
    """Every test of reading YAML, and every file of the corpus, passes without libyaml too."""
    if not loader.IS_C:
        pytest.skip("this is it")
    tests = [
        str(ROOT / "tests" / name)
        for name in ("yamltext", "test_cases.py", "test_one_slip.py::test_a_wrong_value[school]")
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *tests],
        cwd=ROOT,
        env={**os.environ, "ITATRACK_TEST_LOADER": "pure"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()[-3000:]


@pytest.mark.slow
def test_reading_without_libyaml(tmp_path: Path) -> None:
    """Without libyaml a project is read and printed, `--version` says so, and no file is changed."""
    data = tmp_path / "data"
    data.mkdir()
    for name in ("measures.yaml", "status.yaml"):
        (data / name).write_bytes((CASES / "base" / name).read_bytes())
    before = (data / "status.yaml").read_bytes()
    assert b"without libyaml" in run_without_libyaml("--version", cwd=tmp_path).stdout
    assert run_without_libyaml("report", "--as-of", "2564-03-31", cwd=tmp_path).returncode == 0
    done = run_without_libyaml("status", "set", "e-service", "done", "--date", "2564-03-31", cwd=tmp_path)
    assert done.returncode == 1
    assert b"without its C library (libyaml)" in done.stderr
    done = run_without_libyaml("measure", "add", "x", "--title", "x", cwd=tmp_path)
    assert done.returncode == 1
    assert b"without its C library (libyaml)" in done.stderr
    assert (data / "status.yaml").read_bytes() == before


def test_which_loader_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version says which YAML library reads the files."""
    if loader.IS_C:
        assert loader.name().startswith(f"PyYAML {yaml.__version__}, libyaml 0.")
    monkeypatch.setattr(loader, "IS_C", False)
    assert loader.name() == f"PyYAML {yaml.__version__} without libyaml: files are read, not changed"
    assert not isinstance(set_in(b"", ["e-service", "done", "--date", "2564-03-31"]), Change)
