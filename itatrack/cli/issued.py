"""Documents that were issued: read, and judged in a process of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import typer

from itatrack.cli import options
from itatrack.cli.console import print_error
from itatrack.cli.language import _, translator
from itatrack.cli.spinner import spinner
from itatrack.findings.message import reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from itatrack.verification.verdict import Verdict

LARGEST: Final = 100_000_000  # bytes; the largest memo has less than ten million


def contents_of(files: Sequence[Path]) -> list[bytes]:
    """Return the bytes of documents, which can all be judged.

    Raises:
        typer.Exit: one cannot be read, or needs a package that is not installed.
    """
    contents = [_content(path) for path in files]
    _require_readers(contents)
    return contents


def judged(content: bytes) -> Verdict:
    """Return what is said of a document."""
    from itatrack.storage.template_folders import DiskFolder, TemplateFolders, packaged_templates
    from itatrack.storage.temporary import scratch_folder
    from itatrack.verification.again import Tools
    from itatrack.verification.apart import judge_apart

    templates = TemplateFolders([DiskFolder(packaged_templates())])
    tools = Tools(options.today(), templates, scratch_folder, partial(translator, "th"))
    with spinner(_("making the memo")):
        return judge_apart(content, tools)


def _content(path: Path) -> bytes:
    """Return the bytes of a document.

    Raises:
        typer.Exit: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        print_error(_("{path} cannot be read: {reason}", path=path, reason=reason(error)))
        raise typer.Exit(2) from None
    if len(content) > LARGEST:
        print_error(_("{path} is larger than any document", path=path))
        raise typer.Exit(2)
    return content


def _require_readers(contents: Sequence[bytes]) -> None:
    """Refuse PDF and Word where what makes them again is not installed.

    Raises:
        typer.Exit: it is not.
    """
    from importlib.util import find_spec

    for beginning, format_, modules in ((b"%PDF-", "pdf", ("pypdf", "typst")), (b"PK", "docx", ("docxtpl",))):
        is_needed = any(beginning in content[:1024] for content in contents)
        if is_needed and not all(map(find_spec, modules)):
            from itatrack.cli.report_options import extra_packages

            command = f"pip install {extra_packages(format_)}"
            print_error(_("{format} needs a package that is not installed: {command}", format=format_, command=command))
            raise typer.Exit(2)
