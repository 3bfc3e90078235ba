"""A bar that moves while a person at a terminal waits."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from itatrack.cli.console import shows_progress
from itatrack.cli.interruption import interruptible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

_DELAY = 1  # second


@contextmanager
def spinner(text: str) -> Iterator[None]:
    """Show a moving bar and the elapsed time on a terminal once work has lasted for a second; nothing of it stays.

    The bar moves without an end in sight: most of the time goes into one call of the YAML reader, which does not say
    how far it is.
    """
    if not shows_progress():
        yield
        return
    from threading import Timer

    shown: list[Progress] = []

    def show() -> None:
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import BarColumn, Progress, TimeElapsedColumn

        bar = Progress(
            "{task.description}", BarColumn(), TimeElapsedColumn(), console=Console(stderr=True), transient=True
        )
        bar.add_task(escape(text), total=None)
        bar.start()
        shown.append(bar)

    timer = Timer(_DELAY, show)
    timer.daemon = True
    timer.start()
    try:
        with interruptible():  # the bar hides the cursor
            yield
    finally:
        timer.cancel()
        timer.join()
        for bar in shown:
            bar.stop()
