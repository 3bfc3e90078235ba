"""Reading many agencies at once: a process that is ended costs the row of its agency, and no other."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# A file of its own: the processes of the pool import what they are to run.
PROGRAM = """
import os
from itatrack.cli import rollup_pool
from itatrack.cli.rollup_reading import AgencySource
from itatrack.rollup.agency_row import AgencyRow

ENDED = {"40", "41", "119"}

class Reader:
    def row(self, source):
        if source.path in ENDED:
            os._exit(9)  # as the system does for want of memory
        return AgencyRow(path=source.path, name=source.name)

if __name__ == "__main__":
    rollup_pool._processes = lambda: 2
    sources = [AgencySource(str(number), f"agency {number}") for number in range(120)]
    for row in rollup_pool.agency_rows(Reader(), sources):
        print(row.path, row.name, row.trouble or "-", sep=",")
"""


@pytest.mark.slow
def test_a_process_that_is_ended(tmp_path: Path) -> None:
    """Each agency has its row, in order, and only those are broken whose process was ended."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    expected = [f"{each},agency {each},{'broken' if each in {40, 41, 119} else '-'}" for each in range(120)]
    assert done.stdout.splitlines() == expected
