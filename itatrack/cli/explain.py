"""`itatrack explain`: what a code means."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from itatrack.cli import completions, lookup
from itatrack.cli.language import _


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="A code such as E302.", show_default=False, autocompletion=completions.codes
        ),
    ],
) -> None:
    """Explain the code of a finding, with a wrong and a right example."""
    from itatrack.checks.explanations import codes, explained

    known = codes()
    code = lookup.known(code.upper(), known, "CODE", _("unknown code {names}"))
    sys.stdout.write(explained(code, _))
