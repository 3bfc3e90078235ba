"""Judge a document in a process of its own, with limits: whatever is in it, it may take no more than these."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from itatrack.findings.message import message
from itatrack.verification.verdict import Answer, Verdict

if TYPE_CHECKING:
    from itatrack.verification.again import Tools

# The largest memo, of 1,000 measures, takes fifteen seconds to be made, in another process with limits of its own.
_SECONDS: Final = 30
_PATIENCE: Final = 300
_BYTES: Final = 1 << 30
_START: Final = "import sys; sys.path[:] = {path!r}; from itatrack.verification.apart import main; main()"


def judge_apart(content: bytes, tools: Tools) -> Verdict:
    """Return what is said of a document."""
    start = ["--verify-apart"] if getattr(sys, "frozen", False) else ["-P", "-c", _START.format(path=sys.path)]
    with suppress(subprocess.TimeoutExpired):
        ended = subprocess.run(  # noqa: S603  this program itself
            [sys.executable, *start],
            input=pickle.dumps((content, tools)),
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
        if ended.returncode == 0:
            verdict: Verdict = pickle.loads(ended.stdout)  # noqa: S301  of the process that this one began
            return verdict
        if ended.returncode == 1 and b"MemoryError" not in ended.stderr:  # an error of the program itself
            raise RuntimeError(ended.stderr.decode(errors="replace"))
    return Verdict(Answer.NO_DATA, (message("it takes too much time or memory to be read"),))


def main() -> None:
    """Judge the document on standard input, and write what is said of it to standard output."""
    content, tools = pickle.load(sys.stdin.buffer)  # noqa: S301  of the process that began this one
    with suppress(ImportError, ValueError, OSError):  # Windows has no limits
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_DATA, (_BYTES, _BYTES))
    from itatrack.verification.judge import judge

    pickle.dump(judge(content, tools), sys.stdout.buffer)
    sys.stdout.flush()
    os._exit(0)
