"""Where the memory is too small for a command, it says so in a sentence."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

resource = pytest.importorskip("resource")
# What a process has at its start counts too, so the limit is set there, above what it takes then.
SCRIPT = """\
import resource, sys
import itatrack.cli, itatrack.project, itatrack.storage.workspace, itatrack.yamltext.document
import itatrack.cli.report, itatrack.cli.status_set, itatrack.cli.measure_add, itatrack.cli.validate
from itatrack.__main__ import main
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
limit = used + int(sys.argv.pop(1)) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
main()
"""
COMMANDS = [
    ["validate"],
    ["validate", "--format", "json"],
    ["status", "list"],
    ["status", "log", "e-service"],
    ["status", "set", "e-service", "done", "--date", "2564-03-31"],
    ["measure", "add", "new-one", "--title", "ก"],
    ["report", "--as-of", "2564-03-31"],
]


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems limit no address space")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("megabytes", [4, 16, 40])
def test_too_little_memory(megabytes: int, arguments: list[str], make_project: Callable[..., Path]) -> None:
    """No command ends in a traceback, and none succeeds over a file that could not be read."""
    entries = "".join(
        f"  - date: 2564-0{1 + number % 3}-1{number % 9}\n    status: in-progress\n    note: ก\n"
        for number in range(25_000)
    )
    folder = make_project(status=f"e-service:\n{entries}")
    if arguments[0] == "measure":  # which is added whatever the history holds
        plan = folder / "data" / "measures.yaml"
        units = "".join(f"  - กอง{number}\n" for number in range(90_000))
        text = plan.read_text(encoding="utf-8").replace("units: [", f"units:\n{units}  - สำนักปลัด\n  - กองคลัง\n# [")
        plan.write_text(text, encoding="utf-8")
    files = sorted((folder / "data").glob("*.yaml"))
    before = [file.read_bytes() for file in files]
    command = [sys.executable, "-c", SCRIPT, str(megabytes), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
    said = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
    assert "Traceback" not in said
    assert done.returncode in {1, 2}, said
    assert re.search("not enough memory", said), said
    assert [file.read_bytes() for file in files] == before
