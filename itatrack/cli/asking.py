"""Ask the person at the terminal before something is written."""

from __future__ import annotations

import sys
from typing import Final

import typer

from itatrack.cli.console import print_error
from itatrack.cli.language import _

_YES: Final = frozenset(("y", "yes", "ใช่", "ตกลง", "ได้"))
_NO: Final = frozenset(("", "n", "no", "ไม่", "ไม่ใช่", "ไม่ตกลง", "ยกเลิก"))


def confirm(question: str) -> None:
    """Ask whether a change that is shown is to be written, until the answer is yes or no; no answer is no.

    Raises:
        typer.Exit: 2 where nobody can be asked.
        typer.Abort: the answer is no.
    """
    if not sys.stdin.isatty():
        print_error(_("nothing was written yet: add --yes to write it"))
        raise typer.Exit(2)
    prompt = f"{question} " + _("[y/N]")
    while True:
        answer = typer.prompt(prompt, default="", show_default=False, err=True).strip().casefold()
        if answer in _YES:
            return
        if answer in _NO:
            raise typer.Abort
        print_error(_("answer y (yes) or n (no)"))
