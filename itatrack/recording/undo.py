"""What changes are remembered by so that they can be undone, and the request to undo the last one.

The list may have been changed by anybody: what it says is compared with the files before and after, and the outcome is
read and checked as that of any change.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from itatrack.recording.change import NewContents
from itatrack.recording.refusal import ChangedSince, NothingToUndo, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itatrack.project import Project
    from itatrack.recording.change import Change

# The oldest changes are forgotten where there are more, or where their texts are longer in all; never the last one.
MAX_CHANGES = 100
MAX_CHARACTERS = 500_000
_MAX_COMMAND = 300
_VERSION = 1
_FILES: Final = ("plan", "history")

Contents = tuple[bytes | None, ...]


class Splice(NamedTuple):
    """What a change replaced in a file: lines from an index of its bytes on, and the checksums before and after it."""

    start: int
    old: str
    new: str
    before: str
    after: str

    def undo(self, content: bytes | None) -> bytes | None:
        """Return the content as it was before the change, or None where it is not what the change left."""
        old, new = self.old.encode(), self.new.encode()
        if content is None or not content.startswith(new, self.start):
            return None
        restored = content[: self.start] + old + content[self.start + len(new) :]
        return restored if (_checksum(content), _checksum(restored)) == (self.after, self.before) else None


class RememberedChange(NamedTuple):
    """A change that was made: the command and its time as they are shown, and the splice of each file, if any."""

    command: str
    time: str
    splices: tuple[Splice | None, ...]

    def state_of(self, contents: Contents) -> Literal["before", "after", "other"]:
        """Return whether files are as this change found them, as it left them, or neither."""
        sums = [(_checksum(content), splice) for content, splice in zip(contents, self.splices, strict=True) if splice]
        if all(checksum == splice.after for checksum, splice in sums):
            return "after"
        return "before" if all(checksum == splice.before for checksum, splice in sums) else "other"


def remembered(change: Change, command: str, time: str) -> RememberedChange:
    """Return what a change is remembered by."""
    pairs = zip(_contents(change.before), _contents(change.after), strict=True)
    splices = tuple(_splice(old or b"", new or b"") if old != new else None for old, new in pairs)
    return RememberedChange(command[:_MAX_COMMAND], time, splices)


def _splice(old: bytes, new: bytes) -> Splice:
    """Return the whole lines in which two contents differ."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    start = old.rfind(b"\n", 0, start) + 1
    after = old.find(b"\n", len(old) - end) if end else -1
    end = len(old) - after - 1 if after >= 0 else 0
    lines = [content[start : len(content) - end].decode() for content in (old, new)]
    return Splice(start, lines[0], lines[1], _checksum(old), _checksum(new))


def _common(one: bytes, other: bytes) -> int:
    """Return how many bytes two contents have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def with_last(
    changes: Sequence[RememberedChange], last: RememberedChange, contents: Contents
) -> list[RememberedChange]:
    """Return the remembered changes with a new one, which is made to files of some contents.

    A change that was remembered and then not made, because the process ended between, is forgotten.
    """
    kept = [*changes]
    while kept and kept[-1].state_of(contents) == "before":
        del kept[-1]
    kept = [*kept[-MAX_CHANGES + 1 :], last]
    while len(kept) > 1 and sum(map(_length, kept)) > MAX_CHARACTERS:
        del kept[0]
    return kept


def _length(change: RememberedChange) -> int:
    return sum(len(splice.old) + len(splice.new) for splice in change.splices if splice)


class Undo(NamedTuple):
    """The request to undo the last of the remembered changes."""

    changes: Sequence[RememberedChange]

    def edits(self, project: Project) -> NewContents | Refusal:
        """Return the contents of both files before the last change, or the reason why they stay."""
        contents = _contents(project)
        last = self.last(contents)
        if last is None:
            return NothingToUndo()
        restored = []
        for document, content, splice in zip(project.documents, contents, last.splices, strict=True):
            old = splice.undo(content) if splice else content
            if old is None:
                return ChangedSince(last.command, last.time, document.path)
            restored.append(old)
        return NewContents(restored[0], restored[1], may_have_errors=True)

    def last(self, contents: Contents) -> RememberedChange | None:
        """Return the last change that was made; one whose files are as before it was not, or is undone already."""
        made = (change for change in reversed(self.changes) if change.state_of(contents) != "before")
        return next(made, None)


def _contents(project: Project) -> Contents:
    return tuple(document.content for document in project.documents)


def _checksum(content: bytes | None) -> str:
    from hashlib import sha256  # only a change that is written, or undone, needs it

    return "" if content is None else sha256(content).hexdigest()


def to_json(changes: Sequence[RememberedChange]) -> bytes:
    """Return remembered changes as they are kept in a file."""
    listed = [
        {
            "command": change.command,
            "time": change.time,
            **{name: splice._asdict() for name, splice in zip(_FILES, change.splices, strict=True) if splice},
        }
        for change in changes
    ]
    return json.dumps({"version": _VERSION, "changes": listed}, ensure_ascii=False, indent=1).encode()


def from_json(content: bytes) -> list[RememberedChange]:
    """Return remembered changes as they were kept.

    Raises:
        ValueError: the content is something else.
    """
    try:
        return [*_changes(json.loads(content))]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a list of changes") from error


def _changes(data: dict[str, Any]) -> Iterator[RememberedChange]:
    if data["version"] != _VERSION:
        raise ValueError(data["version"])
    for change in data["changes"]:
        splices = tuple(_read(change.get(name)) for name in _FILES)
        yield RememberedChange(_text(change["command"]), _text(change["time"]), splices)


def _read(splice: dict[str, Any] | None) -> Splice | None:
    if splice is None:
        return None
    start = splice["start"]
    if not isinstance(start, int) or start < 0:
        raise ValueError(start)
    return Splice(start, *(_text(splice[name]) for name in Splice._fields[1:]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # which half a surrogate pair cannot be
    return value
