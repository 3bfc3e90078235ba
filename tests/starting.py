"""The tool in processes that are forked from one that has loaded it: most of a short command's time is loading."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the loader of a process reads: where it differs, and where coverage is measured, a process is started as usual.
_READ_AT_START = ("PYTHON", "LANG", "LC_", "COVERAGE", "LD_", "ITATRACK_TEST")
_MOST_SECONDS = 60


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_READ_AT_START)}


class Starter:
    """Runs the tool with arguments as `python -m itatrack` would."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._server: subprocess.Popen[str] | None = None
        self._environment = _read_at_start(os.environ)

    def run(
        self, arguments: tuple[str, ...], cwd: Path, environment: dict[str, str], scratch: Path
    ) -> subprocess.CompletedProcess[bytes]:
        """Return how a command ended, and what it wrote."""
        command = [sys.executable, "-m", "itatrack", *arguments]
        if not hasattr(os, "fork") or "COVERAGE_PROCESS_START" in environment:
            is_usual = False
        else:
            is_usual = _read_at_start(environment) == self._environment
        if not is_usual:
            return subprocess.run(
                command, cwd=cwd, env=environment, capture_output=True, check=False, timeout=_MOST_SECONDS
            )
        out, err = (scratch / name for name in ("out", "err"))
        request = {
            "arguments": arguments,
            "cwd": str(cwd),
            "environment": environment,
            "out": str(out),
            "err": str(err),
        }
        status = self._asked(json.dumps(request))
        return subprocess.CompletedProcess(command, status, out.read_bytes(), err.read_bytes())

    def _asked(self, request: str) -> int:
        if not self._server:
            self._server = subprocess.Popen(
                [sys.executable, str(Path(__file__))],
                cwd=self._root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(f"{request}\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def end(self) -> None:
        """End the process that has loaded the tool."""
        if self._server:
            self._server.communicate()


def _serve() -> None:
    """Run what is asked for, line by line, each in a process of its own; in that process, return to run the tool."""
    sys.path[0] = os.fspath(Path(__file__).parent.parent)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        child = os.fork()
        if not child:
            _become(request)
            return
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()
    sys.exit()


def _become(request: dict[str, str]) -> None:
    signal.alarm(_MOST_SECONDS)
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, path, flags in ((0, os.devnull, os.O_RDONLY), (1, request["out"], write), (2, request["err"], write)):
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    sys.argv = ["itatrack", *request["arguments"]]


def _load() -> None:
    """Import what most commands do; a library that is not here is looked for again by the command."""
    with suppress(ImportError):
        import docxtpl  # noqa: F401


if __name__ == "__main__":
    from itatrack.__main__ import main

    _load()
    _serve()
    main()
