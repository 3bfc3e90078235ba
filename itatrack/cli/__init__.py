"""The command line: arguments in, text out, exit status.

It alone prints, exits, reads the clock and knows the language of messages. A module holds a command; imports that take
long stay inside the command that needs them. Nothing else may import it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Annotated, ClassVar

import typer

from itatrack import __version__
from itatrack.cli import lazy_commands
from itatrack.cli.common_options import with_common_options
from itatrack.cli.console import (
    drop_streams,
    flush_streams,
    prepare_streams,
    print_error,
    remember_arguments,
    reset_verbosity,
    written_files,
)
from itatrack.cli.language import _, set_language
from itatrack.findings.message import reason


class _Commands(lazy_commands.LazyGroup):
    places: ClassVar = {
        "audit": "itatrack.cli.audit:audit",
        "completion": "itatrack.cli.completion_scripts:completion",
        "diff": "itatrack.cli.diff:diff",
        "evidence": "itatrack.cli.groups:evidence",
        "explain": "itatrack.cli.explain:explain",
        "fix": "itatrack.cli.fix:fix",
        "help": "itatrack.cli.help_topics:help_",
        "import": "itatrack.cli.import_memo:import_memo",
        "init": "itatrack.cli.init:init",
        "measure": "itatrack.cli.groups:measure",
        "next-year": "itatrack.cli.next_year:next_year",
        "publish": "itatrack.cli.publish:publish",
        "report": "itatrack.cli.report:report",
        "rollup": "itatrack.cli.rollup:rollup",
        "status": "itatrack.cli.groups:status",
        "undo": "itatrack.cli.undo:undo",
        "unit": "itatrack.cli.groups:unit",
        "validate": "itatrack.cli.validate:validate",
        "verify": "itatrack.cli.verify:verify",
    }


app = typer.Typer(
    name="itatrack",
    cls=_Commands,
    help="Keep integrity measures in YAML and write the official progress memo as of any date.",
    epilog="Exit status: 0 clean, 1 findings, 2 wrong use or a file that cannot be written, "
    "3 a file that another program changed meanwhile. --lang, --quiet and --verbose may stand anywhere.",
    # No Rich in help or errors: half the start-up time, and output that stays the same.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)


def _version(*, wanted: bool) -> None:
    if wanted:
        from itatrack.yamltext import loader

        typer.echo(f"itatrack {__version__} ({loader.name()})")
        raise typer.Exit


@app.callback()
@with_common_options
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


# Set where a shell asks what may follow on a line; see `itatrack.cli.completion_scripts`.
SHELL = "_ITATRACK_COMPLETE"


def run() -> None:
    """Run the command line; always ends in `SystemExit`."""
    prepare_streams()
    set_language()
    try:
        try:
            status = _complete() if SHELL in os.environ else run_arguments(sys.argv[1:])
        finally:
            flush_streams()
    except (OSError, MemoryError) as error:
        with suppress(OSError, MemoryError):
            for path in written_files():
                print_error(_("{path} is written, but not all that was to be shown", path=path))
            print_error(
                _("the output cannot be written: {reason}", reason=reason(error))
                if isinstance(error, OSError)
                else _("there is not enough memory for the command: close other programs and run it again")
            )
        drop_streams()
        status = 2
    sys.exit(status)


def _complete() -> int:
    """Answer the shell that asks what it may offer."""
    from itatrack.cli.completion_scripts import answer

    sys.stdout.write(answer(lazy_commands.built(app), os.environ[SHELL]))
    return 0


def run_arguments(arguments: list[str]) -> int:
    """Run a command, and return its exit status."""
    reset_verbosity()
    remember_arguments(arguments)
    try:
        status = lazy_commands.built(app)(arguments, prog_name="itatrack", standalone_mode=False)
    except typer.TyperException as error:
        from itatrack.cli.usage_errors import usage_error_text

        print_error(usage_error_text(error))
        return error.exit_code
    except typer.Abort:
        print_error(_("Aborted!"))
        return 1
    return status if isinstance(status, int) else 0
