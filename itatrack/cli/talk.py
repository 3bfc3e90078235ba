"""What the tool tells a person besides its result, on standard error: less with `--quiet`, more with `--verbose`.

What is wrong is no talk: it is always said.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING

from itatrack.cli.interrupts import raised
from itatrack.thai.width import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

_PATIENCE = 1  # second


class Loudness(IntEnum):
    """How much is told."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


_loudness = Loudness.USUAL


def reset_loudness() -> None:
    """Begin to tell as much as usual."""
    global _loudness  # noqa: PLW0603  one person listens to one process
    _loudness = Loudness.USUAL


def adjust_loudness(*, quiet: bool, verbose: bool) -> None:
    """Tell less or more, as a command or a group before it is asked; where both are asked for, all of it."""
    global _loudness  # noqa: PLW0603  as above
    if verbose:
        _loudness = Loudness.VERBOSE
    elif quiet and _loudness is not Loudness.VERBOSE:
        _loudness = Loudness.QUIET


def complain(text: str) -> None:
    """Say what is wrong: always."""
    # Names of files and texts of the data stand in it.
    sys.stderr.write(visible(text) + "\n")


def tell(text: str) -> None:
    """Say what was done, behind what was written to standard output."""
    if _loudness >= Loudness.USUAL:
        sys.stdout.flush()
        complain(text)


def detail(text: str) -> None:
    """Say how it was done, where a person wants to know."""
    if _loudness >= Loudness.VERBOSE:
        tell(text)


@contextmanager
def patience(text: str) -> Iterator[None]:
    """Show a person at a terminal a bar and the time once work has lasted for a second; nothing stays of it.

    The bar moves without an end in sight: most of the time goes into one call of the YAML reader, which does not say
    how far it is.
    """
    if _loudness < Loudness.USUAL or not sys.stderr.isatty():
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

    timer = Timer(_PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        with raised():  # the bar hides the cursor
            yield
    finally:
        timer.cancel()
        timer.join()
        for one in shown:
            one.stop()
