"""Any change is written through one function: several files all or none, and nothing in a dry run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import typer

from itatrack.cli import writing
from itatrack.recording.change import ChangeEdits
from itatrack.storage import transaction
from itatrack.storage.workspace import HISTORY, PLAN, Workspace
from itatrack.yamltext.edit.edits import Insert, Replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.project import Project

STATUS = "property:\n  - {date: 2564-03-01, status: in-progress}\n"
ENTRY = {"date": "2564-03-15", "status": "done", "evidence": ["ภาพถ่าย"]}


class BothFiles(NamedTuple):
    """The request for a new title of the plan, and a new entry of the first measure of the history."""

    title: str = "ชื่อใหม่"

    def edits(self, project: Project) -> ChangeEdits:
        """Return an edit of each file."""
        plan: Any = project.plan_document.root
        history: Any = project.history_document.root
        key, value = next(pair for pair in plan.value if pair[0].value == "title")
        return ChangeEdits([Replace(value, key, self.title)], [Insert(history.value[0][1], 1, [ENTRY])])


def test_two_files_are_written_together(make_project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A change of both files is written to both, and its diff shows both."""
    folder = make_project(status=STATUS)
    change = writing.write_change(Workspace(folder), HISTORY, BothFiles(), dry_run=False)
    writing.print_change(change)
    assert "title: ชื่อใหม่\n" in (folder / PLAN).read_text(encoding="utf-8")
    assert "2564-03-15" in (folder / HISTORY).read_text(encoding="utf-8")
    assert capsys.readouterr().out.count("+++ b/") == 2
    assert sorted(path.name for path in (folder / "data").iterdir()) == [".itatrack", "measures.yaml", "status.yaml"]


def test_a_dry_run_writes_nothing(make_project: Callable[..., Path]) -> None:
    """The change is the same, and the files stay."""
    folder = make_project(status=STATUS)
    before = [(folder / name).read_bytes() for name in (PLAN, HISTORY)]
    change = writing.write_change(Workspace(folder), HISTORY, BothFiles(), dry_run=True)
    assert not change.is_empty
    assert [(folder / name).read_bytes() for name in (PLAN, HISTORY)] == before


def test_where_one_file_fails_none_is_changed(
    make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the second file cannot be replaced, the first is brought back, and exit status and message say so."""
    folder = make_project(status=STATUS)
    before = [(folder / name).read_bytes() for name in (PLAN, HISTORY)]
    real, calls = transaction.rename, []

    def rename(temporary: Any, target: Path) -> None:  # noqa: ANN401  as the real one
        calls.append(target)
        if len(calls) == 2:
            raise PermissionError(13, "Permission denied")
        real(temporary, target)

    monkeypatch.setattr(transaction, "rename", rename)
    with pytest.raises(typer.Exit) as ended:
        writing.write_change(Workspace(folder), HISTORY, BothFiles(), dry_run=False)
    assert ended.value.exit_code == 2
    assert "cannot be written: Permission denied" in capsys.readouterr().err
    assert [(folder / name).read_bytes() for name in (PLAN, HISTORY)] == before
