"""The command line: arguments in, text out, exit status. Nothing else may import it."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Annotated

import typer

from itatrack import __version__
from itatrack.cli import lazy
from itatrack.cli.output import drop_streams, flush_streams, prepare_streams

app = typer.Typer(
    name="itatrack",
    cls=lazy.group(
        explain="itatrack.cli.explain:explain",
        init="itatrack.cli.init:init",
        measure="itatrack.cli.measure:measure",
        report="itatrack.cli.report:report",
        status="itatrack.cli.status:status",
        validate="itatrack.cli.validate:validate",
    ),
    help="Keep integrity measures in YAML and write the official progress memo as of any date.",
    epilog="Exit status: 0 clean, 1 findings, 2 wrong use or a file that cannot be written, "
    "3 a file that another program changed meanwhile.",
    # No Rich in help or errors: half the start-up time, and output that stays the same.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"itatrack {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda value: _version(wanted=value),
            is_eager=True,
            help="Show the version.",
        ),
    ] = False,
) -> None:
    del version


def run() -> None:
    """Run the command line; always ends in `SystemExit`."""
    prepare_streams()
    try:
        try:
            app(prog_name="itatrack")
        finally:
            flush_streams()
    except OSError as error:
        with suppress(OSError):
            typer.echo(f"the output cannot be written: {error.strerror or error}", err=True)
        drop_streams()
        sys.exit(2)
