"""`itatrack explain`: what a code means."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from itatrack.cli import options


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code such as E302.", show_default=False)],
) -> None:
    """Say what a code of a finding means, with a wrong and a right example."""
    from itatrack.explain import codes, explanation

    known = codes()
    found = explanation(options.known(code.upper(), known, "CODE", "code"))
    sys.stdout.write(found or "")
