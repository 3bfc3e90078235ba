"""Undoing is the inverse of any change, byte by byte, and nothing that a file says of itself is believed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from histories import PLAN, UPDATES, read, written
from hypothesis import HealthCheck, assume, given, settings
from support import TODAY

from itatrack.project import Project, every_file, load
from itatrack.recording.change import Change, make_change
from itatrack.recording.measures import MeasureRename
from itatrack.recording.refusal import ChangedSince, NothingToUndo, Refusal
from itatrack.recording.undo import MAX_CHANGES, RememberedChange, Undo, from_json, remembered, to_json, with_last
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itatrack.recording.change import ChangeRequest
    from itatrack.recording.status_update import StatusUpdate
    from itatrack.recording.undo import Contents

HISTORY = "alpha:\n  - {date: 2564-01-05, status: done, evidence: [ก]}\n"
START: Contents = (PLAN.encode(), HISTORY.encode())


def apply(contents: Contents, request: ChangeRequest) -> Change | Refusal:
    """Make a change of plan and history."""
    paths = ("data/measures.yaml", "data/status.yaml")
    documents = [Document.read(path, content or b"") for path, content in zip(paths, contents, strict=True)]
    return make_change(request, documents[0], documents[1], TODAY, every_file)


def after(outcome: Change | Refusal) -> Contents:
    """Return plan and history after a change that must be made."""
    assert isinstance(outcome, Change), outcome
    return tuple(document.content for document in outcome.after.documents)


def made(contents: Contents, *ids: str) -> tuple[list[RememberedChange], list[Contents]]:
    """Rename the first measure again and again; return what is remembered, and the contents at each time."""
    changes: list[RememberedChange] = []
    all_contents = [contents]
    for old, new in zip(("alpha", *ids), ids, strict=False):
        outcome = apply(contents, MeasureRename(old, new))
        assert isinstance(outcome, Change)
        changes = with_last(changes, remembered(outcome, f"itatrack measure rename {old} {new}", "now"), contents)
        contents = after(outcome)
        all_contents.append(contents)
    return changes, all_contents


def test_again_for_the_one_before() -> None:
    """Each undo takes back a whole change in both files, until there is none."""
    changes, contents = made(START, "one", "two")
    for number in (2, 1):
        request = Undo(changes[:number])
        assert request.last(contents[number]) == changes[number - 1]
        assert after(apply(contents[number], request)) == contents[number - 1]
    assert apply(START, Undo([])) == NothingToUndo()


def test_a_change_that_was_not_made_is_passed_over() -> None:
    """What was remembered by a process that ended before it wrote is neither undone nor in the way."""
    changes, contents = made(START, "one", "two")
    assert after(apply(contents[1], Undo(changes))) == START
    assert apply(START, Undo(changes)) == ChangedSince(changes[1].command, "now", "data/measures.yaml")
    assert apply(START, Undo(changes[:1])) == NothingToUndo()
    third = apply(contents[1], MeasureRename("one", "three"))
    assert isinstance(third, Change)
    last = remembered(third, "c", "t")
    assert with_last(changes, last, contents[1]) == [changes[0], last]


@pytest.mark.parametrize(("file", "path"), [(0, "data/measures.yaml"), (1, "data/status.yaml")])
def test_a_file_that_was_changed_since_stays(file: int, path: str) -> None:
    """Where either file is not as the change left it, nothing is undone."""
    changes, contents = made(START, "one")
    edited = [*contents[1]]
    edited[file] = (edited[file] or b"") + b"# x\n"
    assert apply(tuple(edited), Undo(changes)) == ChangedSince(changes[0].command, "now", path)


def test_errors_that_were_there_come_back() -> None:
    """What fixed a file is undone too, and the errors that come back with it are named."""
    wrong = (PLAN.replace("units: [ก]", "units: [").encode(), START[1])
    forged = Change(_project(wrong), _project(START), [])
    outcome = apply(START, Undo([remembered(forged, "itatrack", "now")]))
    assert isinstance(outcome, Change)
    assert outcome.after.documents[0].content == wrong[0]
    assert [found.code for found in outcome.warnings] == ["E106"]


def _project(contents: Contents) -> Project:
    documents = [Document.read("a.yaml", content or b"") for content in contents]
    return load(documents[0], documents[1], TODAY, every_file)


@pytest.mark.slow
def test_the_list_is_bounded() -> None:
    """The oldest changes are forgotten, by their number and by the length of their texts, and never the last."""
    changes, contents = made(START, *(f"id-{number}" for number in range(MAX_CHANGES + 5)))
    assert len(changes) == MAX_CHANGES
    assert changes[-1].state_of(contents[-1]) == "after"
    splice = changes[-1].splices[0]
    assert splice
    long = changes[-1]._replace(splices=(splice._replace(old="ก" * 400_000), None))
    assert with_last([long, long], long, contents[-1]) == [long]


def test_what_is_kept_is_read_again() -> None:
    """The list survives being a file."""
    changes, _ = made(START, "one", "two")
    assert from_json(to_json(changes)) == changes


GOOD = json.loads(to_json(made(START, "one")[0]))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"version": 2, "changes": []}',
        b'{"version": 1, "changes": [1]}',
        b'{"version": 1, "changes": [{"command": 1, "time": ""}]}',
        b'{"version": 1, "changes": [{"command": "\\ud800", "time": ""}]}',
        b"[" * 100_000,
        json.dumps(GOOD).replace('"start": ', '"start": -').encode(),
        json.dumps(GOOD).replace('"start": ', '"start": "').replace(', "old"', '", "old"').encode(),
        json.dumps(GOOD).replace('"old": ', '"odd": ').encode(),
    ],
    ids=range(12),
)
def test_what_is_no_list_of_changes(content: bytes) -> None:
    """Whatever else stands in the file is one error."""
    with pytest.raises(ValueError, match="not a list of changes"):
        from_json(content)


@pytest.mark.parametrize("changed", [{"start": 10**30}, {"start": 0}, {"old": "x"}, {"before": ""}, {"after": ""}])
def test_a_forged_list_changes_nothing(changed: dict[str, Any]) -> None:
    """What does not fit the files, before and after, is refused."""
    changes, contents = made(START, "one")
    splice = changes[0].splices[0]
    assert splice
    forged = changes[0]._replace(splices=(splice._replace(**changed), changes[0].splices[1]))
    assert isinstance(apply(contents[1], Undo([forged])), ChangedSince)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(written(), UPDATES)
def test_undo_is_the_inverse(history: tuple[dict[str, Any], str], update: StatusUpdate) -> None:
    """In any layout, with any line breaks, the file is as it was, to the byte."""
    data, text = history
    assume(read(text.encode()) == data)
    contents: Sequence[bytes | None] = (PLAN.encode(), text.encode())
    outcome = apply(tuple(contents), update)
    assert isinstance(outcome, Change)
    assume(not outcome.is_empty)
    changes: Sequence[RememberedChange] = from_json(to_json([remembered(outcome, "c", "t")]))
    assert after(apply(after(outcome), Undo(changes))) == contents
