"""Write the files of a new project, and leave those alone that are there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from itatrack.cli.console import info, print_error
from itatrack.cli.language import _
from itatrack.findings.message import reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def create_project(folder: Path, data: Mapping[str, bytes], others: Mapping[str, bytes]) -> None:
    """Write the files of a new project, its templates among them.

    The plan comes last, as it makes a folder a project: where this was interrupted, the same command goes on.
    """
    from itatrack.scaffold import new_project
    from itatrack.storage.template_folders import packaged_templates
    from itatrack.storage.workspace import PLAN

    templates = {path.name: path.read_bytes() for path in sorted(packaged_templates().iterdir())}
    written = sum(create_file(folder / "templates" / name, content) for name, content in templates.items())
    info(_("wrote {path}: {number} files", path=folder / "templates", number=written))
    rest = {name: content for name, content in data.items() if name != PLAN}
    for name, content in {**others, **new_project.schema_files(), **rest, PLAN: data[PLAN]}.items():
        write_new(folder / name, content)


def write_new(path: Path, content: bytes) -> bool:
    """Write a new file as `create_file` does, and say so; return whether it was written."""
    is_new = create_file(path, content)
    if is_new:
        info(_("wrote {path}", path=path))
    return is_new


def create_file(path: Path, content: bytes) -> bool:
    """Write a new file whole or not at all, and leave one alone that is there; return whether it was written."""
    from itatrack.storage.atomic import write

    try:
        if os.path.lexists(path):
            info(_("kept {path}: it is there already", path=path))
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, content)
    except OSError as error:
        print_error(_("{path} cannot be written: {reason}", path=path, reason=reason(error)))
        print_error(_("run the command again: it continues where it was interrupted"))
        raise typer.Exit(2) from None
    return True
