"""Reading many agencies in several processes, with a bar at a terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from itatrack.cli.console import shows_progress
from itatrack.cli.interruption import interruptible
from itatrack.cli.language import _, set_language
from itatrack.findings.message import message
from itatrack.rollup.agency_row import AgencyRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from itatrack.cli.rollup_reading import AgencyReader, AgencySource

# Starting processes takes as long as reading some fifty agencies.
_POOL_FROM: Final = 100
_CHUNK: Final = 16


def agency_rows(reader: AgencyReader, sources: Sequence[AgencySource]) -> Iterator[AgencyRow]:
    """Yield the row of each agency in order."""
    processes = _processes()
    if len(sources) < _POOL_FROM or processes == 1:
        yield from map(reader.row, sources)
        return
    done = 0
    while done < len(sources):
        for row in _pooled(reader, sources[done:], processes, _CHUNK):
            done += 1
            yield row
        # A process was ended from outside, mostly for want of memory: whose fault it was shows alone.
        for source in sources[done : done + processes * _CHUNK]:
            done += 1
            ended = message("the process that read it was ended; is there enough memory?")
            without = source.named(AgencyRow(trouble="broken", detail=ended))
            yield next(_pooled(reader, [source], 1, 1), without)


def _processes() -> int:
    """Return how many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pooled(reader: AgencyReader, sources: Sequence[AgencySource], processes: int, chunk: int) -> Iterator[AgencyRow]:
    """Yield the rows of agencies, up to one whose process is ended."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # A process that begins anew is the same on every system, and takes over no thread of the bar.
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(_.language,)) as pool:
        try:
            yield from pool.map(reader.row, sources, chunksize=chunk)
        except BrokenProcessPool:
            return


def _begin(language: str) -> None:
    """Prepare a process of the pool: its language, and its end with the process that began it."""
    import gc
    from multiprocessing import connection, parent_process
    from threading import Thread

    set_language(language)
    # A project leaves little garbage, and what is imported is none.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    parent = parent_process()

    def wait() -> None:
        if parent:
            connection.wait([parent.sentinel])
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def with_bar(rows: Iterable[AgencyRow], total: int) -> Iterator[AgencyRow]:
    """Yield rows, and show on a terminal how many there were."""
    if not shows_progress():
        yield from rows
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with interruptible(), Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(_("reading the agencies")), total=total)
        for row in rows:
            bar.advance(task)
            yield row
