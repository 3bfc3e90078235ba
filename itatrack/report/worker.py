"""Make documents in a process of their own, which is ended when one takes too much time or memory.

A template may be anybody's. `template_limits` counts what can be counted, stops it and says where; what cannot, such as
a comparison of nested lists or anything in Typst, is stopped by the system.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.findings.catalogue import WORDINGS, finding
from itatrack.findings.finding import Finding, Span
from itatrack.report.template_errors import budget_finding
from itatrack.report.template_limits import BudgetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from itatrack.report.context import ReportContext
    from itatrack.report.render import Rendered
    from itatrack.report.request import ReportRequest

    Job = tuple[ReportRequest, ReportContext]

# The processor's time and the memory of a document, and what each measure adds. The largest need is that of a PDF:
# 0.3 seconds and 45 MB for 12 measures, 2.7 seconds and 175 MB for 200, 14.5 seconds and 700 MB for 1,000.
_SECONDS, _SECONDS_A_MEASURE = 1.2, 0.04
_MEGABYTES, _MEGABYTES_A_MEASURE = 320, 1
# What Python still needs to end by itself, with the place in the template, before the system ends it.
_SECONDS_TO_END: Final = 0.2
# The same by the clock, in seconds: an error that comes from outside may leave a lock of some library closed, and a
# process that waits for ever takes no time of the processor.
_WAITED_FOR_END: Final = 5.0
# A template of Typst can ask for a package of the network in a way that no search finds; there is no such network.
_NO_NETWORK: Final = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9") | {"no_proxy": ""}
_START: Final = "import sys; sys.path[:] = {path!r}; from itatrack.report.worker import main; main()"


class _Answer(NamedTuple):
    rendered: Rendered | Finding
    used: list[str]


def render_apart(jobs: Sequence[Job]) -> Iterator[Rendered | Finding]:
    """Yield what `render` returns for each job, in one process; the first that takes too much is the last."""
    start = ["--render-apart"] if getattr(sys, "frozen", False) else ["-P", "-c", _START.format(path=sys.path)]
    proxies = {each: value for key, value in _NO_NETWORK.items() for each in (key, key.upper())}
    returncode, errors = None, b""
    try:
        ended = subprocess.run(  # noqa: S603  this program itself
            [sys.executable, *start],
            input=pickle.dumps([*jobs]),
            capture_output=True,
            check=False,
            env={**os.environ, **proxies},
            timeout=sum(_patience(_seconds(context)) for _, context in jobs),
        )
        returncode, output, errors = ended.returncode, ended.stdout, ended.stderr
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
    answers = _answers(output)
    for (request, _), answer in zip(jobs, answers, strict=False):
        request.templates.mark_used(answer.used)
        yield answer.rendered
    if returncode != 0 and len(answers) < len(jobs):
        if returncode == 1:  # an error of the program itself, which nobody may overlook
            raise RuntimeError(errors.decode(errors="replace"))
        by_time = returncode in {None, *(-getattr(signal, name, 0) for name in ("SIGVTALRM", "SIGXCPU", "SIGALRM"))}
        yield _too_much(*jobs[len(answers)], BudgetError("time" if by_time else "memory"))


def _answers(output: bytes) -> list[_Answer]:
    """Return the answers that the other process came to write whole."""
    answers: list[_Answer] = []
    stream = BytesIO(output)
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            answers.append(pickle.load(stream))  # noqa: S301  of the process that this one began
    return answers


def _seconds(context: ReportContext) -> float:
    """Return the time that a document may take."""
    return _SECONDS + _SECONDS_A_MEASURE * len(context.values.measures)


def _memory(context: ReportContext) -> int:
    """Return the memory that a document may take, in bytes."""
    return (_MEGABYTES + _MEGABYTES_A_MEASURE * len(context.values.measures)) << 20


def _patience(seconds: float) -> float:
    """Return how long to wait for a document: a busy machine is slow, and only Windows measures nothing better."""
    return 2 * seconds + 5 if sys.platform == "win32" else 10 * seconds + 20


def _too_much(request: ReportRequest, context: ReportContext, error: BudgetError) -> Finding:
    """Return the finding where the process was ended: at the template, or else at the first text of the plan."""
    keys = ("heading", "text")
    texts = [part.location.value(key) for part in context.parts for key in keys if "{" in (getattr(part, key) or "")]
    if request.templates.is_packaged and texts:
        return budget_finding(error, texts[0])
    content = request.templates.content(request.template)
    if content is None or isinstance(content, Finding):
        return content or finding("T601", Span(request.template, 1, 1, 1, 1, ""), name=request.template)
    return budget_finding(error, Span(content[0], 1, 1, 1, 1, ""))


def main() -> None:
    """Make the documents that are asked for on standard input, and write each to standard output."""
    jobs: list[Job] = pickle.load(sys.stdin.buffer)  # noqa: S301  of the process that began this one
    from itatrack.report.render import render

    _limit_memory(max(_memory(context) for _, context in jobs))
    for request, context in jobs:
        lift = _limit_time(_seconds(context))
        rendered = render(request, context)
        lift()
        pickle.dump(_Answer(rendered, request.templates.used), sys.stdout.buffer)
        sys.stdout.flush()
        if isinstance(rendered, Finding) and rendered.wording == WORDINGS["T605.budget"]:
            break
    # Nothing is left to be tidied up, and what a template built up may take long to be taken down.
    os._exit(0)


def _limit_memory(memory: int) -> None:
    """Limit the memory of this process, where the system can."""
    with suppress(ImportError):  # Windows has none
        import resource

        for kind, most in (("RLIMIT_DATA", memory), ("RLIMIT_CORE", 0)):
            with suppress(AttributeError, ValueError, OSError):
                number = getattr(resource, kind)
                hard = resource.getrlimit(number)[1]
                resource.setrlimit(number, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _limit_time(seconds: float) -> Callable[[], None]:
    """Limit the time that this process takes from now on, where the system can, and return what lifts the limit."""
    if sys.platform == "win32":  # the process that began this one looks at the clock
        return lambda: None

    def stop(_signal: int, _frame: FrameType | None) -> None:
        signal.setitimer(signal.ITIMER_REAL, _WAITED_FOR_END)
        raise BudgetError("time")

    signal.signal(signal.SIGPROF, stop)
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds + _SECONDS_TO_END)

    def lift() -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)

    return lift
