"""What a change brings is told, wherever it stands; what was there before is no reason to refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from support import CASES, TODAY, set_in

from itatrack.model.status import Status
from itatrack.project import every_file
from itatrack.recording.change import Change, ChangeEdits, make_change
from itatrack.recording.refusal import EditRefused, InvalidData, InvalidResult, Refusal
from itatrack.yamltext.document import Document
from itatrack.yamltext.edit.edits import Insert, Replace

if TYPE_CHECKING:
    from itatrack.project import Project

HISTORY = b"""\
property:
  - date: 2564-03-01
    status: in-progress
e-service:
  - date: 2564-03-01
    status: in-progress
"""


class NewEntry(NamedTuple):
    """The request for an entry of the second measure, and a new title of the first one."""

    entry: dict[str, Any]
    title: str = ""

    def edits(self, project: Project) -> ChangeEdits | Refusal:
        """Return the edits of one or both files."""
        root: Any = project.history_document.root
        insert = Insert(root.value[1][1], 1, [self.entry])
        return ChangeEdits(plan=[_titled(project, self.title)] if self.title else [], history=[insert])


def _titled(project: Project, title: str) -> Replace:
    root: Any = project.plan_document.root
    measures = next(value for key, value in root.value if key.value == "measures")
    key, value = next(pair for pair in measures.value[0].value if pair[0].value == "title")
    return Replace(value, key, title)


def changed(request: NewEntry, history: bytes = HISTORY) -> Change | Refusal:
    """Make a change in the corpus' base project."""
    plan = Document.read("data/measures.yaml", (CASES / "base" / "measures.yaml").read_bytes())
    return make_change(request, plan, Document.read("data/status.yaml", history), TODAY, every_file)


def test_an_error_that_a_change_brings() -> None:
    """An error that the data would have refuses the change."""
    result = changed(NewEntry({"date": "2564-02-31", "status": "done"}))
    assert isinstance(result, InvalidResult)
    assert [finding.code for finding in result.findings] == ["E402"]


def test_a_warning_that_a_change_brings() -> None:
    """A warning that a change brings is told; those that were there before are not."""
    history = HISTORY.replace(b"in-progress", b"done", 1)
    result = changed(NewEntry({"date": "2564-03-15", "status": "done"}), history)
    assert isinstance(result, Change)
    assert [(finding.code, finding.span.line) for finding in result.warnings] == [("W502", 8)]
    assert [finding.span.line for finding in result.after.findings] == [3, 8]


def test_a_layout_without_a_place_for_the_edit() -> None:
    """Where an edit cannot be made, the finding says so and nothing changes."""
    result = changed(NewEntry({"date": "2564-03-15", "status": "done"}), HISTORY.rstrip() + b"\n    note: |+\n      x")
    assert isinstance(result, EditRefused)
    assert result.finding.code == "E112"


def test_a_change_of_both_files() -> None:
    """A change of two files is one outcome: both documents, one diff, and the findings of the two together."""
    entry = {"date": "2564-03-15", "status": "done", "evidence": ["x"]}
    result = changed(NewEntry(entry, "ชื่อใหม่"))
    assert isinstance(result, Change)
    assert "ชื่อใหม่".encode() in (result.after.plan_document.content or b"")
    assert result.after.history
    assert result.after.history.entries["e-service"][1].status is Status.DONE
    assert [line for line in result.diff.splitlines() if line.startswith("+++")] == [
        "+++ b/data/measures.yaml",
        "+++ b/data/status.yaml",
    ]


@pytest.mark.slow
def test_errors_past_the_limit() -> None:
    """Where there are more errors than are told, a new one could not be told from them: nothing is changed."""
    many = "".join(f"x{number}: []\n" for number in range(10_001)).encode()
    result = set_in(HISTORY + many, ["property", "done", "--date", "2564-03-31", "--evidence", "x"])
    assert isinstance(result, InvalidData)
    assert len(result.findings) >= 10_000
