"""What a change brings is told, wherever it stands; what was there before is no reason to refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support import set_in

from itatrack.recording import status as recording
from itatrack.recording.status import Invalid, Recorded
from itatrack.yamltext.edit.edits import Insert

if TYPE_CHECKING:
    import pytest

HISTORY = b"""\
property:
  - date: 2564-03-01
    status: in-progress
e-service:
  - date: 2564-03-01
    status: in-progress
"""
SET = ["property", "done", "--date", "2564-03-31", "--evidence", "x"]


def with_another_edit(monkeypatch: pytest.MonkeyPatch, entry: dict[str, Any]) -> None:
    """Let every change also insert an entry for the other measure."""
    real = recording.edits_for

    def edits_for(wanted: Any, plan: Any, history: Any, root: Any) -> Any:  # noqa: ANN401  as the real one
        node = root.value[1][1]
        return [*real(wanted, plan, history, root), Insert(node, 1, [entry])]

    monkeypatch.setattr(recording, "edits_for", edits_for)


def test_an_error_in_another_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that a change brings refuses it, also where no measure stands that was to be changed."""
    with_another_edit(monkeypatch, {"date": "2564-02-31", "status": "done"})
    result = set_in(HISTORY, SET)
    assert isinstance(result, Invalid)
    assert [found.code for found in result.findings] == ["E402"]


def test_a_warning_of_another_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning that a change brings is told, wherever it stands."""
    with_another_edit(monkeypatch, {"date": "2564-03-15", "status": "done"})
    result = set_in(HISTORY, SET)
    assert isinstance(result, Recorded)
    assert [(found.code, found.span.line) for found in result.warnings] == [("W502", 12)]


def test_errors_past_the_limit() -> None:
    """Where there are more errors than are told, a new one could not be told from them: nothing is changed."""
    many = "".join(f"x{number}: []\n" for number in range(10_001)).encode()
    result = set_in(HISTORY + many, SET)
    assert isinstance(result, Invalid)
    assert len(result.findings) >= 10_000
