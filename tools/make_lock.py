"""Write requirements-dev.txt anew: the versions that the tests passed with, of everything the tests need.

python tools/make_lock.py

`pip install -c requirements-dev.txt -e '.[dev]'` gives the same environment again. pyproject.toml says which versions
may be used; this says which were.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.txt"
HEAD = "# The versions that the tests passed with; see tools/make_lock.py.\n"


def main() -> None:
    """Install into a new environment what pyproject.toml asks for, run the tests there, and keep the versions."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    with TemporaryDirectory() as name:
        venv.create(name, with_pip=True)
        python = str(Path(name) / ("Scripts" if sys.platform == "win32" else "bin") / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "-e", ".[dev]"], cwd=ROOT, check=True)
        subprocess.run([python, "-m", "pytest", "-q"], cwd=ROOT, check=True)
        command = [python, "-m", "pip", "freeze", "--exclude-editable"]
        frozen = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    lines = [line for line in frozen.splitlines() if "==" in line]  # nothing from a folder or an address
    LOCK.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
