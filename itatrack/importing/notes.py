"""What is noted beside the data of a draft: doubts, which are also printed, and texts that found no place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from itatrack.findings.message import Message, message
from itatrack.importing.grid import one_line

if TYPE_CHECKING:
    from itatrack.importing.records import Record
    from itatrack.yamltext.edit.emitter import Data

FileName = Literal["plan", "history"]
Path: TypeAlias = "tuple[str | int, ...]"
Fields: TypeAlias = "dict[str, Data]"

NOT_READ: Final = "{column} is not read: '{text}'"


class Note(NamedTuple):
    """A comment in one of the files.

    Attributes:
        file: which.
        path: the value above which it stands; one that is not there is noted where its record begins, or at the end.
        said: the doubt, or the text itself, which is in no language.
        is_doubt: whether somebody has to look.
    """

    file: FileName
    path: Path
    said: Message | str
    is_doubt: bool = True


class Notes(list[Note]):
    """The notes of a draft, in the order in which they were made."""

    def doubt(self, path: Path, said: Message, file: FileName = "plan") -> None:
        """Note a doubt."""
        note = Note(file, path, said)
        if note not in self:
            self.append(note)

    def keep(self, path: Path, text: str, file: FileName = "plan") -> None:
        """Keep a text that found no place."""
        self.append(Note(file, path, text, is_doubt=False))


def where(record: Record) -> Message:
    """Return where a record stands in the source."""
    return message("{table}, row {row}", table=record.place, row=record.row)


def as_text(value: Data) -> str:
    """Return a value as one text."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {as_text(part)}" for key, part in value.items())
    return "; ".join(map(as_text, value))
