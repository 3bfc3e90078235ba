"""What the tool tells a person besides its result, on standard error: less with `--quiet`, more with `--verbose`.

What is wrong is no talk: it is always said.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.status import Status

_PATIENCE = 1  # second


class Loudness(IntEnum):
    """How much is told."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


_loudness = Loudness.USUAL


def set_loudness(*, quiet: bool, verbose: bool) -> None:
    """Choose how much is told; where both are asked for, all of it."""
    global _loudness  # noqa: PLW0603  one person listens to one process
    _loudness = Loudness.VERBOSE if verbose else Loudness.QUIET if quiet else Loudness.USUAL


def tell(text: str) -> None:
    """Say what was done, behind what was written to standard output."""
    if _loudness >= Loudness.USUAL:
        sys.stdout.flush()
        typer.echo(text, err=True)


def detail(text: str) -> None:
    """Say how it was done, where a person wants to know."""
    if _loudness >= Loudness.VERBOSE:
        tell(text)


@contextmanager
def patience(text: str) -> Iterator[None]:
    """Tell a person at a terminal that work goes on, once it has lasted for a second; nothing stays of it."""
    if _loudness < Loudness.USUAL or not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    shown: list[Status] = []

    def show() -> None:
        from rich.console import Console

        shown.append(Console(file=sys.stderr).status(text))
        shown[0].start()

    timer = Timer(_PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for one in shown:
            one.stop()
