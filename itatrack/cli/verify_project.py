"""What the project says today that the data of a document does not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack.cli import options
from itatrack.cli.comparing import Known, changes_of_known, known_of_verdict
from itatrack.findings.message import message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Message
    from itatrack.progress.comparison import MeasureChange
    from itatrack.project import Project
    from itatrack.verification.verdict import Verdict


_OF_MANY: Final = message(
    "it carries what was read of each agency, and not their data: whether that was so, the memos of the agencies tell"
)


class Comparison(NamedTuple):
    """What the project says beside a document: in sentences, and measure by measure."""

    said: Sequence[Message] = ()
    changes: Sequence[MeasureChange] = ()


def compared_with_project(verdict: Verdict, project: Path | None) -> Comparison:
    """Return what the project says today that the document's data does not; nothing where there is no project."""
    from itatrack.storage.workspace import HISTORY, PLAN, Workspace, find_project

    if verdict.manifest is None or verdict.manifest.is_of_many:
        return Comparison([_OF_MANY] if verdict.manifest else ())
    try:
        folder = project or find_project(Path.cwd())
    except FileNotFoundError:
        folder = None
    if folder is None:
        return Comparison()
    now = {name: Workspace(folder).file(name).content for name in (PLAN, HISTORY)}
    carried = {name: verdict.files.get(name, b"") for name in (PLAN, HISTORY)}
    commit = _commit(folder, carried)
    if carried == now:
        return Comparison([*commit, message("the project has the same data")])
    loaded = _loaded(now)
    if loaded.has_errors:
        command = options.command("validate", project)
        said = message("the project has other data, with errors in it: {command} shows them", command=command)
        return Comparison([*commit, said])
    then = known_of_verdict(verdict, "")
    if then is None:
        return Comparison([*commit, message("the project has other data")])
    today = Known(max(options.today(), then.day), None, *loaded.complete())
    changes = changes_of_known(then, today, (then.day, today.day))
    return Comparison([*commit, *_said(then, today, changes)], changes)


def _loaded(files: Mapping[str, bytes | Finding]) -> Project:
    from itatrack.project import every_file, load
    from itatrack.yamltext.document import Document

    plan, history = (Document.read(name, content) for name, content in files.items())
    return load(plan, history, options.today(), every_file)


def _said(then: Known, today: Known, changes: Sequence[MeasureChange]) -> list[Message]:
    """Return what changed in sentences: that anything did, and which measures the plan words in another way."""
    from itatrack.model.fields import content_of
    from itatrack.progress.rounds import fiscal_year_of

    year, other = fiscal_year_of(then.plan), fiscal_year_of(today.plan)
    if year and other and year != other:
        return [message("the project has the plan of another fiscal year")]
    before = {measure.id: content_of(measure) for measure in then.plan.measures}
    reworded = [
        measure.id
        for measure in today.plan.measures
        if measure.id in before and before[measure.id] != content_of(measure)
    ]
    said = [message("the project's plan has other texts or values: {names}", names=_names(reworded))] * bool(reworded)
    if changes:
        return [*said, message("the project has other data; what changed since:")]
    entries = (
        {name: content_of(of_measure) for name, of_measure in known.history.entries.items()} for known in (then, today)
    )
    if next(entries) != next(entries):
        return [*said, message("the project has other entries, but no measure has another state")]
    return said or [message("the project has the same measures and entries; other texts of its files have changed")]


def _commit(folder: Path, contents: Mapping[str, bytes]) -> list[Message]:
    """Return which commit of the project's repository brought the data of a document, if one did."""
    from itatrack.cli.revisions import day_of, shown_author
    from itatrack.storage.data_commit import commit_with

    found = commit_with(folder, contents)
    if found is None:
        return []
    return [
        message(
            "its data is from commit {commit} of {day}, by {author}",
            commit=found.short,
            day=day_of(found),
            author=shown_author(found),
        )
    ]


def _names(names: Sequence[str]) -> str:
    from itatrack.findings.suggest import MAX_LISTED

    return ", ".join(names[:MAX_LISTED]) + (", …" if len(names) > MAX_LISTED else "")
