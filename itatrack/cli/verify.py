"""`itatrack verify`: whether documents are what the data in them makes."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  Typer reads it
from typing import TYPE_CHECKING, Annotated, Final

import typer

from itatrack.cli import options  # noqa: TC001  Typer reads it
from itatrack.cli.console import print_json, print_lines
from itatrack.cli.issued import contents_of, judged
from itatrack.cli.language import _
from itatrack.cli.verify_project import Comparison, compared_with_project
from itatrack.findings.finding import Finding
from itatrack.findings.message import clean, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.findings.json_reporter import Json
    from itatrack.findings.message import Message
    from itatrack.progress.comparison import MeasureChange
    from itatrack.verification.manifest import Manifest
    from itatrack.verification.verdict import Verdict

# The answers by their names in JSON, the worst first: of several documents the exit status is that of the worst.
ANSWERS: Final = {
    "changed": (1, message("changed since it was made")),
    "other-version-other-content": (5, message("made by another version, with other content")),
    "no-data": (6, message("no data inside")),
    "other-version": (4, message("made by another version, with the same content")),
    "authentic": (0, message("authentic")),
}


def verify(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="The documents: PDF, Word, web page, Markdown or text.",
            show_default=False,
            exists=True,
            dir_okay=False,
        ),
    ],
    *,
    as_json: options.AsJson = False,
    project: options.Project = None,
) -> None:
    """Take the data out of documents, make them again, and tell whether they are unchanged.

    Beside a project it also says whether that still has the same data. Exit status: 0 authentic, 1 changed, 4 made by
    another version with the same content, 5 with other content, 6 no data inside; of several documents that of the
    worst.

    Example: itatrack verify memo.pdf
    """
    contents = contents_of(files)
    shown: list[Json] = []
    answers: set[str] = set()
    for path, content in zip(files, contents, strict=True):
        verdict = judged(content)
        answers.add(verdict.answer.value)
        details = [*verdict.details, *_misnamed(path, verdict)]
        since = compared_with_project(verdict, project)
        if as_json:
            shown.append(document_json(path, verdict, details, since))
        else:
            _print(path, verdict, [*details, *since.said], since.changes)
    if as_json:
        from itatrack import SCHEMA_VERSION

        print_json({"schema_version": SCHEMA_VERSION, "kind": "verification", "documents": shown})
    status = next(status for answer, (status, _said) in ANSWERS.items() if answer in answers)
    if status:
        raise typer.Exit(status)


def _misnamed(path: Path, verdict: Verdict) -> list[Message]:
    """Return that a file's name ends like that of another format, as one that was renamed does."""
    from itatrack.report.formats.registry import FORMATS

    ending = path.suffix.lower().removeprefix(".")
    alike = {ending, verdict.format} == {"md", "txt"}
    if verdict.format and ending in FORMATS and ending != verdict.format and not alike:
        return [message("by its content it is {format}, whatever its name ends in", format=verdict.format)]
    return []


def _text(detail: Message | Finding) -> str:
    if isinstance(detail, Finding):
        return f"{detail.span.path}:{detail.span.line}:{detail.span.column}: {detail.message(_)}"
    return _(detail)


def _made(manifest: Manifest) -> str:
    """Return what a document says of its making, in a line."""
    from itatrack.thai import calendar

    forms = {"memo": message("memo"), "bs4": message("follow-up form"), "table": message("table")}
    return _(
        "{format} of itatrack {version}: {form} as of {day}",
        format=manifest.format,
        version=manifest.version,
        form=_(message("roll-up of agencies") if manifest.is_of_many else forms[manifest.form]),
        day=calendar.iso(manifest.as_of),
    )


def _print(
    path: Path, verdict: Verdict, details: Sequence[Message | Finding], changes: Sequence[MeasureChange]
) -> None:
    from itatrack.overview.cells import ListCell
    from itatrack.overview.diff import change_lines

    lines = [f"{clean(str(path), 1000)}: {_(ANSWERS[verdict.answer.value][1])}"]
    if verdict.manifest:
        lines.append(f"  {_made(verdict.manifest)}")
        lines.append("  " + _("reference {letters}", letters=verdict.manifest.reference))
    lines += [f"  {_text(detail)}" for detail in details]
    print_lines(lambda width: [*([ListCell(line)] for line in lines), *change_lines(changes, _, width)])


def document_json(
    path: Path, verdict: Verdict, details: Sequence[Message | Finding], since: Comparison
) -> dict[str, Json]:
    """Return what is said of a document as JSON."""
    from itatrack.overview.diff import changes_json
    from itatrack.overview.status_json import shown_date

    manifest = verdict.manifest
    made: dict[str, Json] | None = None
    if manifest:
        made = {
            "tool": dict(manifest.tool),
            "as_of": shown_date(manifest.as_of),
            "date": shown_date(manifest.date),
            "round": manifest.round,
            "form": "rollup" if manifest.is_of_many else manifest.form,
            "reference": manifest.reference,
            "files": dict(manifest.digests),
        }
    return {
        "file": str(path),
        "answer": verdict.answer.value,
        "format": verdict.format or None,
        "made": made,
        "details": [*map(_text, details)],
        "project": [*map(_text, since.said)],
        "changes": changes_json(since.changes),
    }
